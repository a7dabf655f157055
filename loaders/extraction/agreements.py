"""Agreements of an article: mentions read one by one, then gathered into agreements with their slots."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.instruments import InstrumentMention, find_instruments
from accord.loaders.extraction.parties import Frame, frame_of
from accord.loaders.extraction.status import STRENGTH, StatusReading, read_status
from accord.loaders.extraction.topics import GENERIC_KINDS, topics_in

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents

_SIMILAR: Final = frozenset({"similar", "another", "other", "separate", "further", "additional", "second"})
# Words that set an instrument against the one spoken of so far.
_CONTRASTING: Final = frozenset(
    {"similar", "another", "separate", "further", "additional", "second", "earlier", "previous", "third", "fourth"}
)
# Instruments that always have opponents as parties, named in the text around when not beside the noun.
# Well-known instruments of these kinds have many parties, so two actors nearby tell nothing.
_MANY_SIDED: Final = frozenset({"treaty", "trade_agreement", "arms_control"})
_TWO_SIDED: Final = frozenset({"ceasefire", "peace_agreement", "prisoner_exchange", "border_agreement"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one mention says of its agreement."""

    mention: InstrumentMention
    sentence: Sentence
    frame: Frame
    status: StatusReading | None
    topics: tuple[str, ...]
    date: str | None
    place: str | None
    regions: tuple[str, ...]
    indefinite: bool
    content: tuple[str, ...] = ()
    historic: bool = False
    around: tuple[str, ...] = ()
    sure: bool = False
    contrasts: bool = False
    siblings: frozenset[int] = frozenset()

    @property
    def supposes(self) -> bool:
        """Whether the actors around may be taken for its parties: an instrument of a known pair, or of opponents."""
        if len(self.around) != 2:
            return False
        if self.concluded or self.mention.kind in _TWO_SIDED:
            return True
        return self.sure and (self.status is not None or self.date is not None or self.mention.name is not None)

    @property
    def concluded(self) -> bool:
        """Agreed or signed, or about to be."""
        return self.status is not None and self.status.status in {"agreed", "signed", "ratified", "in_force"}


@dataclass(slots=True)
class Gathering:
    """The readings that belong to one agreement, in order of the text."""

    readings: list[Reading] = field(default_factory=list)

    @property
    def parties(self) -> tuple[str, ...]:
        """Parties of the reading that names the most, explicit noun phrases first."""
        best = next((r for r in self.readings if len(r.frame.parties) > 1), self.readings[0]).frame.parties
        for reading in self.readings:
            if reading.frame.explicit and set(reading.frame.parties) > set(best):
                best = reading.frame.parties
        return best

    @property
    def name(self) -> str | None:
        """The official name, the first that is given."""
        return next((r.mention.known or r.mention.name for r in self.readings if r.mention.name), None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its nouns say, in order."""
        return tuple(r.mention.kind for r in self.readings)

    @property
    def date(self) -> str | None:
        """The first date that is given."""
        return next((r.date for r in self.readings if r.date), None)

    @property
    def last(self) -> int:
        """Index of the last sentence that mentions it."""
        return self.readings[-1].sentence.index

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics, in order of mention."""
        return tuple(dict.fromkeys(t for r in self.readings for t in r.topics))

    @property
    def is_open(self) -> bool:
        """Only proposed or negotiated so far."""
        readings = [r.status for r in self.readings if r.status is not None]
        return bool(readings) and not any(s.done for s in readings)

    @property
    def roles(self) -> frozenset[str]:
        """Offices of those who agreed."""
        return frozenset().union(*(r.frame.roles for r in self.readings))

    @property
    def content(self) -> tuple[str, ...]:
        """Topics of the words of its nouns alone, which tell its kind."""
        return tuple(dict.fromkeys(t for r in self.readings for t in r.content))

    @property
    def status(self) -> str | None:
        """The strongest reading that is done, else the strongest of the others."""
        firm = [r.status.status for r in self.readings if r.status and r.status.done and not r.status.weak]
        done = firm or [r.status.status for r in self.readings if r.status and r.status.done]
        open_ = [r.status.status for r in self.readings if r.status and not r.status.done]
        best = max(done + open_, key=lambda s: STRENGTH[s], default=None)
        if best in {None, "signed", "agreed"} and any(r.historic and r.mention.definite for r in self.readings):
            return "in_force"
        return best


def read_mentions(analysis: Analysis, lexicon: Lexicon, referents: Referents) -> list[Reading]:
    """Read each instrument mention of an article."""
    from accord.loaders.extraction.slots import date_of, phrase_end, place_of, regions_of, scope_of

    readings = []
    for mention in find_instruments(analysis, lexicon):
        frame = frame_of(mention, analysis, referents)
        status = read_status(mention, frame, analysis, lexicon)
        start, end = scope_of(mention, frame, analysis)
        place = place_of(mention, frame, analysis)
        date = date_of(mention, frame, status, analysis)
        around = _around(mention, frame, referents)
        readings.append(
            Reading(
                mention,
                analysis.sentence_of(mention.head),
                frame,
                status,
                topics_in(analysis, lexicon, start, end),
                date,
                place,
                regions_of(mention, frame, analysis, place),
                _indefinite(mention, analysis),
                () if mention.verbal else topics_in(analysis, lexicon, mention.start, phrase_end(mention, analysis)),
                _is_historic(date, analysis),
                around,
                bool(around) and set(around) == set(referents.main_pair),
                any(c.lower_ in _CONTRASTING for c in analysis.doc[mention.head].children),
                frozenset(t.i for t in analysis.doc[mention.head].conjuncts),
            )
        )
    return _listed(readings, analysis)


def _listed(readings: list[Reading], analysis: Analysis) -> list[Reading]:
    """ "Three agreements will be signed: a memorandum on …, a treaty on …": each takes its status from the head."""
    out: list[Reading] = []
    for reading in readings:
        head = next((r for r in reversed(out) if _heads_list(r, reading, analysis)), None)
        if head is None:
            out.append(reading)
            continue
        frame = reading.frame if reading.frame.parties else replace(reading.frame, parties=head.frame.parties)
        out.append(
            replace(
                reading,
                frame=frame,
                status=reading.status or head.status,
                date=reading.date or head.date,
                place=reading.place or head.place,
                around=reading.around or head.around,
            )
        )
    heads = {id(r) for r in out if sum(_heads_list(r, i, analysis) for i in readings) > 1}
    return [r for r in out if id(r) not in heads]


def _heads_list(head: Reading, item: Reading, analysis: Analysis) -> bool:
    """A plural mention before a dash or colon in the same sentence, whose items follow."""
    if not head.mention.plural or head.sentence != item.sentence or head.mention.end > item.mention.start:
        return False
    between = {t.text for t in analysis.doc[head.mention.end : item.mention.start]}
    return bool(between & {"-", "--", "–", "—", ":"} or "including" in between) and item.status is None


def _around(mention: InstrumentMention, frame: Frame, referents: Referents) -> tuple[str, ...]:
    """The two actors that may be supposed to be the parties, where the words name fewer."""
    if mention.verbal or frame.private or len(frame.parties) > 1:
        return ()
    if mention.known and mention.kind in _MANY_SIDED:
        return ()
    if mention.kind == "communique" and mention.name is None and mention.end - mention.start == 1:
        return ()
    return referents.pair_around(mention.head, frame.parties)


def gather(readings: list[Reading]) -> list[Gathering]:
    """Put readings of the same agreement together; those without parties join what they refer back to."""
    gatherings: list[Gathering] = []
    waiting: list[Reading] = []
    for reading in readings:
        if reading in waiting or any(reading in g.readings for g in gatherings):
            continue
        home = _home(reading, gatherings)
        if home is not None:
            home.readings.append(reading)
        elif len(reading.frame.parties) >= 2 or (reading.mention.known and reading.frame.parties):
            if reading.mention.verbal and not _concluded(reading):
                continue
            gathering = Gathering([reading])
            gathering.readings += [w for w in waiting if _suits(w, gathering)]
            waiting = [w for w in waiting if w not in gathering.readings]
            gathering.readings.sort(key=lambda r: r.mention.start)
            gatherings.append(gathering)
        elif reading.supposes:
            supposed = replace(reading, frame=replace(reading.frame, parties=reading.around))
            home = _home(supposed, gatherings)
            if home is None:
                gatherings.append(Gathering([supposed]))
            else:
                home.readings.append(supposed)
        elif not reading.mention.verbal:
            waiting.append(reading)
    return gatherings


def _is_historic(date: str | None, analysis: Analysis) -> bool:
    """Dated to a year before that of publication."""
    return date is not None and analysis.published is not None and int(date[:4]) < analysis.published.year


def _concluded(reading: Reading) -> bool:
    return reading.status is not None and reading.status.status in {"agreed", "signed"} and reading.status.done


def _indefinite(mention: InstrumentMention, analysis: Analysis) -> bool:
    return any(
        c.lower_ in {"a", "an", "several", "many", "some", "two", "three", "four", "five"} | _SIMILAR
        for c in analysis.doc[mention.head].children
    )


def _home(reading: Reading, gatherings: list[Gathering]) -> Gathering | None:
    """The agreement that a reading belongs to, the most recent that fits; None when it is a new one."""
    own = reading.frame.parties
    for gathering in sorted(gatherings, key=lambda g: -g.last):
        if reading.mention.name and gathering.name:
            if _same_name(reading, gathering):
                return gathering
            continue
        distance = reading.sentence.index - gathering.last
        if len(own) < 2:
            if reading.mention.verbal and distance > 1:
                continue
            if set(own) - set(gathering.parties):
                continue
            if _suits(reading, gathering) and not (reading.indefinite and distance > 2):
                return gathering
            continue
        if not _same_parties(own, gathering.parties) or not _suits(reading, gathering):
            continue
        if reading.mention.verbal and distance > 3 and not gathering.readings[0].sentence.headline:
            continue
        return gathering
    return None


def _same_name(reading: Reading, gathering: Gathering) -> bool:
    a, b = (reading.mention.known or reading.mention.name or "").lower(), (gathering.name or "").lower()
    return a == b or a.endswith(b) or b.endswith(a)


def _same_parties(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    left, right = set(a), set(b)
    return left == right or (len(left & right) >= 2 and len(left & right) / len(left | right) >= 0.6)


def _suits(reading: Reading, gathering: Gathering) -> bool:
    """Nothing speaks against it: kinds, dates and names agree."""
    kinds = {k for k in gathering.kinds if k not in GENERIC_KINDS}
    kind = reading.mention.kind
    if kind not in GENERIC_KINDS and kinds and kind not in kinds and not _compatible(kind, kinds):
        return False
    if reading.date and gathering.date and reading.date[:4] != gathering.date[:4]:
        return False
    if any(r.mention.head in reading.siblings and r.indefinite for r in gathering.readings) and reading.indefinite:
        return False
    if reading.mention.facet and any(
        r.mention.facet not in {None, reading.mention.facet} or r.sentence == reading.sentence
        for r in gathering.readings
    ):
        return False
    if reading.contrasts and not gathering.readings[-1].contrasts:
        return False
    if reading.mention.name and not gathering.name and gathering.is_open:
        return False
    if reading.historic and not gathering.date and reading.date and not gathering.readings[-1].mention.definite:
        return False
    if reading.mention.name and gathering.name and not _same_name(reading, gathering):
        return False
    if reading.mention.verbal and reading.frame.roles and gathering.roles and not reading.frame.roles & gathering.roles:
        return False
    topics = set(gathering.topics)
    return not (reading.indefinite and reading.topics and topics and not topics & set(reading.topics))


def _compatible(kind: str, kinds: set[str]) -> bool:
    """A peace deal and a ceasefire are told apart; a treaty may be of any content."""
    return kind == "treaty" or "treaty" in kinds
