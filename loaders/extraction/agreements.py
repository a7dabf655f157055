"""What each mention of an instrument says: parties, status, date, place, regions and topics, one reading a mention."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.agreement_lists import one_each, settle_lists
from accord.loaders.extraction.frame_roles import SIGNING
from accord.loaders.extraction.headlines import with_listed_sides
from accord.loaders.extraction.instruments import InstrumentMention, find_instruments
from accord.loaders.extraction.parties import Frame, frame_of
from accord.loaders.extraction.status import DENIED, StatusReading, read_status
from accord.loaders.extraction.topics import topics_in

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents

# What somebody agrees to do may be an agreement of a kind by itself.
_TOLD_BY_TOPIC: Final = frozenset({"prisoner_exchange"})
_SIMILAR: Final = frozenset({"similar", "another", "other", "separate", "further", "additional", "second"})
# Words that set an instrument against the one spoken of so far.
_CONTRASTING: Final = frozenset(
    {"similar", "another", "separate", "further", "additional", "second", "earlier", "previous", "third", "fourth"}
)
# Instruments that always have opponents as parties, named in the text around when not beside the noun.
# Well-known instruments of these kinds have many parties, so two actors nearby tell nothing.
_MANY_SIDED: Final = frozenset({"treaty", "trade_agreement", "arms_control"})
_TWO_SIDED: Final = frozenset({"ceasefire", "peace_agreement", "prisoner_exchange", "border_agreement"})


# Words of sport, whose deals and truces are of clubs and boards though countries are named.
_SPORT: Final = frozenset(
    "striker strikers midfielder goalkeeper footballer footballers cricketer cricketers batsman batsmen bowler bowlers "
    "wicket wickets innings fixture fixtures qualifier qualifiers championship championships tournament tournaments "
    "squad football cricket rugby hockey basketball tennis fifa uefa stadium match matches season coach club clubs "
    "player players teammate teammates halftime olympic premiership referee".split()
)
_SPORTING: Final = 4  # different ones in an article


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
    talked_of: bool = False

    @property
    def supposes(self) -> bool:
        """Whether the actors around may be taken for its parties: an instrument of a known pair, or of opponents."""
        if len(self.around) != 2 or self.status == DENIED:
            return False
        if self.indefinite and self.mention.kind in _TWO_SIDED and not self.concluded:
            open_ = self.status is None or self.status.status in {"proposed", "agreed"}
            return not open_ or (self.talked_of and not self.sure)
        taken = self.indefinite and self.status is not None and self.status.weak
        if (self.concluded and not taken) or self.mention.kind in _TWO_SIDED:
            return True
        return self.sure and (self.status is not None or self.date is not None or self.mention.name is not None)

    @property
    def concluded(self) -> bool:
        """Agreed or signed, or about to be."""
        return self.status is not None and self.status.status in {"agreed", "signed", "ratified", "in_force"}

    def stands_apart_from(self, newer: Reading) -> bool:
        """ "The Geneva Declaration … A has signed a pact": what is newly told of isn't what was told of before."""
        formal = self.mention.name is not None or self.mention.kind == "communique" != newer.mention.kind
        return newer.indefinite and formal and not self.sentence.headline


def read_mentions(analysis: Analysis, lexicon: Lexicon, referents: Referents) -> list[Reading]:
    """Read each instrument mention of an article."""
    from accord.loaders.extraction.seats import seat_of
    from accord.loaders.extraction.slots import date_of, phrase_end, phrase_start, place_of, regions_of, scope_of

    if len(_SPORT.intersection(t.lower_ for t in analysis.doc)) >= _SPORTING:
        return []
    readings: list[Reading] = []
    for mention in find_instruments(analysis, lexicon):
        frame = frame_of(mention, analysis, referents)
        if not mention.verbal:
            frame = with_listed_sides(frame, analysis.doc[mention.head], analysis)
        status = read_status(mention, frame, analysis, lexicon)
        start, end = scope_of(mention, frame, analysis)
        place = place_of(mention, frame, analysis) or seat_of(mention, frame, analysis, lexicon)
        date = date_of(mention, frame, status, analysis)
        around = _around(mention, frame, referents)
        topics = topics_in(analysis, lexicon, start, end)
        readings.append(
            Reading(
                _kind_told(mention, topics),
                analysis.sentence_of(mention.head),
                frame,
                status,
                topics,
                date,
                place,
                regions_of(mention, frame, analysis, place),
                _indefinite(mention, analysis),
                ()
                if mention.verbal
                else topics_in(analysis, lexicon, phrase_start(mention, analysis), phrase_end(mention, analysis)),
                _is_historic(date, analysis),
                around,
                bool(around) and set(around) == set(referents.main_pair),
                _contrasts(mention, frame, analysis),
                frozenset(t.i for t in analysis.doc[mention.head].conjuncts),
                _in_talks(mention, analysis),
            )
        )
    readings = [_alike(r, readings[:n], analysis) for n, r in enumerate(readings)]
    return settle_lists([each for reading in readings for each in one_each(reading)], analysis)


def _kind_told(mention: InstrumentMention, topics: tuple[str, ...]) -> InstrumentMention:
    """ "agreed to swap prisoners": the kind that what they agree to do is of."""
    told = mention.verbal and mention.kind == "understanding" and topics and topics[0] in _TOLD_BY_TOPIC
    return replace(mention, kind=topics[0]) if told else mention


def _alike(reading: Reading, before: list[Reading], analysis: Analysis) -> Reading:
    """ "A similar deal": of the kind and on the topics of the one before."""
    head = analysis.doc[reading.mention.head]
    if not before or reading.mention.kind != "other" or not any(c.lower_ == "similar" for c in head.children):
        return reading
    model = before[-1]
    return replace(
        reading,
        mention=replace(reading.mention, kind=model.mention.kind),
        topics=reading.topics or model.topics,
        content=reading.content or model.content,
    )


def _around(mention: InstrumentMention, frame: Frame, referents: Referents) -> tuple[str, ...]:
    """The two actors that may be supposed to be the parties, where the words name fewer."""
    if mention.verbal or frame.private or frame.common or len(frame.parties) > 1:
        return ()
    if mention.known and mention.kind in _MANY_SIDED:
        return ()
    if mention.kind == "communique" and mention.name is None and mention.end - mention.start == 1:
        return ()
    sides = referents.sides_of_war
    if mention.kind in _TWO_SIDED and mention.kind != "border_agreement" and sides and set(frame.parties) <= set(sides):
        return sides
    return referents.pair_around(mention.head, frame.parties, back=2 if frame.parties else 1)


def _is_historic(date: str | None, analysis: Analysis) -> bool:
    """Dated to a year before that of publication."""
    return date is not None and analysis.published is not None and int(date[:4]) < analysis.published.year


def _in_talks(mention: InstrumentMention, analysis: Analysis) -> bool:
    """Named in a sentence of talks."""
    return any(t.lower_ in {"talks", "negotiations"} for t in analysis.span(analysis.sentence_of(mention.head)))


def _contrasts(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> bool:
    """Set against the one before: "another pact", "they also signed a protocol"."""
    head = analysis.doc[mention.head]
    if any(c.lower_ in _CONTRASTING for c in head.children):
        return True
    if frame.verb is None or mention.verbal or not _indefinite(mention, analysis):
        return False
    verb = analysis.doc[frame.verb]
    return verb.lemma_.lower() in SIGNING and any(c.lower_ in {"also", "separately"} for c in verb.children)


def _indefinite(mention: InstrumentMention, analysis: Analysis) -> bool:
    """Newly spoken of: "a pact", "three accords", and a plural without article."""
    children = [c for c in analysis.doc[mention.head].children if c.i < mention.head]
    if any(c.lower_ in {"a", "an", "several", "many", "some"} | _SIMILAR or _counts(c, children) for c in children):
        return True
    return mention.plural and not any(c.dep_ in {"det", "poss"} for c in children)


def _counts(child: Token, children: list[Token]) -> bool:
    """ "Three accords", but not "the three accords"."""
    return child.dep_ == "nummod" and not any(c.dep_ in {"det", "poss"} for c in children)
