"""Readings of the same agreement gathered into one, several told apart by date, parties, kind, name and contrast."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from accord.loaders.extraction.agreement_lists import lists_with
from accord.loaders.extraction.agreements import Reading
from accord.loaders.extraction.frames import BODIES, same_parties
from accord.loaders.extraction.status import DENIED, STRENGTH
from accord.loaders.extraction.topics import GENERIC_KINDS

_NEXT = 2  # sentences within which the factions that signed are named
_FORMAL = frozenset({"communique", "memorandum"})
_CONCLUDED = frozenset({"agreed", "signed"})


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
        for reading in self.readings:
            # "The government signed with rebel groups": which they are is told after.
            one = reading.frame.parties if reading.frame.private and len(reading.frame.parties) == 1 else ()
            if len(best) > 1 and reading.concluded and not set(one) & set(best):
                return (*one, *best)
        return best

    @property
    def has_parties(self) -> bool:
        """At least two parties, or one for a named multilateral instrument or a body's own."""
        bound = any(r.mention.known or r.frame.common for r in self.readings)
        return len(self.parties) >= 2 or (len(self.parties) == 1 and bound)

    @property
    def is_internal(self) -> bool:
        """Agreed by factions of one country."""
        common = any(r.frame.common for r in self.readings)
        return common and len(self.parties) == 1 and self.parties[0] not in BODIES

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
        """The first date that is given, or a later one that says the same more exactly."""
        dates = [r.date for r in self.readings if r.date]
        best = dates[0] if dates else None
        for other in dates[1:]:
            if best is not None and _refines(other, best):
                best = other
        return best

    @property
    def last(self) -> int:
        """Index of the last sentence that mentions it."""
        return self.readings[-1].sentence.index

    @property
    def topics(self) -> tuple[str, ...]:
        """All topics, in order of mention."""
        return tuple(dict.fromkeys(t for r in self.readings for t in r.topics))

    @property
    def awaits_date(self) -> bool:
        """Spoken of as known ("the pact"), so that a year may still follow; what is being concluded now has none."""
        fresh = any(r.indefinite and r.status is not None and r.status.status in _CONCLUDED for r in self.readings)
        known = any(r.status is not None and r.status.status == "ratified" for r in self.readings)
        return (self.readings[-1].mention.definite or known) and not fresh

    @property
    def _is_taken_for_known(self) -> bool:
        """ "Its oil pact", "the deal": spoken of as there, though nothing is told of how it came."""
        return all(r.mention.definite and not r.sentence.headline for r in self.readings)

    @property
    def is_open(self) -> bool:
        """Only proposed or negotiated so far."""
        readings = [r.status for r in self.readings if r.status is not None]
        return bool(readings) and not any(s.done for s in readings)

    @property
    def is_headline(self) -> bool:
        """Told by headlines only, so that whatever the story tells of these parties may be it."""
        return all(r.sentence.headline for r in self.readings)

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
        if any(r.status == DENIED for r in self.readings):
            done = [s for s in done if s not in _CONCLUDED]
        open_ = [r.status.status for r in self.readings if r.status and not r.status.done]
        best = max(done + open_, key=lambda s: STRENGTH[s], default=None)
        if best in {None, "signed", "agreed"} and any(r.historic and r.mention.definite for r in self.readings):
            return "in_force"
        if best is None and any(r.historic for r in self.readings):
            return "in_force"
        if best is None and not any(r.mention.definite for r in self.readings):
            return "under_negotiation" if any(r.talked_of for r in self.readings) else None
        if best is None and (any(r.mention.known for r in self.readings) or self._is_taken_for_known):
            return "in_force"
        return best


def gather(readings: list[Reading]) -> list[Gathering]:
    """Put readings of the same agreement together; those without parties join what they refer back to."""
    gatherings: list[Gathering] = []
    waiting: list[Reading] = []
    for reading in readings:
        if reading in waiting or any(reading in g.readings for g in gatherings):
            continue
        home = home_of(reading, gatherings)
        if home is not None:
            home.readings.append(reading)
        elif names_parties(reading):
            if reading.mention.verbal and (reading.mention.definite or not _concluded(reading)):
                continue
            gathering = Gathering([reading])
            gathering.readings += [w for w in waiting if _suits(w, gathering) and not w.stands_apart_from(reading)]
            waiting = [w for w in waiting if w not in gathering.readings]
            gathering.readings.sort(key=lambda r: r.mention.start)
            gatherings.append(gathering)
        elif reading.supposes:
            supposed = replace(reading, frame=replace(reading.frame, parties=reading.around))
            home = home_of(supposed, gatherings)
            if home is None:
                gathering = Gathering([supposed])
                gathering.readings[:0] = [w for w in waiting if w.status == DENIED and _suits(w, gathering)]
                waiting = [w for w in waiting if w not in gathering.readings]
                gatherings.append(gathering)
            else:
                home.readings.append(supposed)
        elif not reading.mention.verbal:
            waiting.append(reading)
    return gatherings


def names_parties(reading: Reading) -> bool:
    """Two parties, or one that is a body or is bound by a well-known instrument."""
    parties = reading.frame.parties
    return len(parties) >= 2 or reading.frame.common or (bool(parties) and reading.mention.known is not None)


def _concluded(reading: Reading) -> bool:
    return reading.status is not None and reading.status.status in {"agreed", "signed"} and reading.status.done


def home_of(reading: Reading, gatherings: list[Gathering]) -> Gathering | None:
    """The agreement that a reading belongs to, the nearest that fits; None when it is a new one."""
    fitting = [g for g in gatherings if _belongs(reading, g)]
    return max(fitting, key=lambda g: (_agrees(reading, g), g.last), default=None)


def _agrees(reading: Reading, gathering: Gathering) -> bool:
    """The reading is as far as the agreement: what is signed is not the one that is still being negotiated."""
    if reading.status is None or reading.mention.name:
        return True
    return not (reading.concluded and reading.status.done and gathering.is_open)


def _belongs(reading: Reading, gathering: Gathering) -> bool:
    own = reading.frame.parties
    if reading.mention.name and gathering.name:
        return _same_name(reading, gathering)
    distance = reading.sentence.index - gathering.last
    if reading.mention.known and not gathering.name and distance > 1 and not gathering.is_headline:
        return False
    if len(own) < 2:
        if reading.mention.verbal and distance > (4 if reading.mention.definite else 1):
            return False
        if set(own) - set(gathering.parties):
            return False
        return _suits(reading, gathering) and not (reading.indefinite and distance > 2)
    if gathering.is_internal and reading.mention.definite and distance <= _NEXT:
        return _suits(reading, gathering)
    if not same_parties(own, gathering.parties) or not _suits(reading, gathering):
        return False
    return not (reading.mention.verbal and distance > 3 and not gathering.readings[0].sentence.headline)


def _same_name(reading: Reading, gathering: Gathering) -> bool:
    a, b = (reading.mention.known or reading.mention.name or "").lower(), (gathering.name or "").lower()
    return a == b or a.endswith(b) or b.endswith(a)


def _suits(reading: Reading, gathering: Gathering) -> bool:
    """Nothing speaks against it: kinds, dates and names agree."""
    kinds = {k for k in gathering.kinds if k not in GENERIC_KINDS}
    kind = reading.mention.kind
    if kind not in GENERIC_KINDS and kinds and kind not in kinds and not _compatible(kind, kinds):
        return False
    if gathering.is_headline and (not reading.historic or gathering.status not in {None, *_CONCLUDED}):
        return True
    if not _dates_agree(reading, gathering):
        return False
    if any(lists_with(reading, r) for r in gathering.readings):
        return False
    if any(r.mention.head in reading.siblings and r.indefinite for r in gathering.readings) and reading.indefinite:
        return False
    if reading.mention.facet and any(
        r.mention.facet not in {None, reading.mention.facet} or r.sentence == reading.sentence
        for r in gathering.readings
    ):
        return False
    if _is_open(reading) and not gathering.is_open and gathering.status is not None:
        return False
    if _is_another(reading, gathering) or _is_beside(reading, gathering):
        return False
    if reading.contrasts and not gathering.readings[-1].contrasts:
        return False
    if reading.mention.name and not gathering.name and gathering.is_open:
        return False
    if reading.mention.name and gathering.name and not _same_name(reading, gathering):
        return False
    if reading.mention.verbal and reading.frame.roles and gathering.roles and not reading.frame.roles & gathering.roles:
        return False
    topics = set(gathering.topics)
    return not (reading.indefinite and reading.topics and topics and not topics & set(reading.topics))


def _is_another(reading: Reading, gathering: Gathering) -> bool:
    """ "A ceasefire has held since May": newly told of, and not of the kind of which nothing said the one before is."""
    if not reading.indefinite or reading.mention.verbal or not reading.concluded or gathering.is_headline:
        return False
    kind = reading.mention.kind
    done = gathering.status is not None and not gathering.is_open
    return (
        done and kind not in GENERIC_KINDS and kind not in gathering.kinds and reading.sentence.index > gathering.last
    )


def _is_beside(reading: Reading, gathering: Gathering) -> bool:
    """ "inked a pact and issued a joint statement": two newly told of by two verbs of one sentence."""
    if not reading.indefinite or reading.mention.verbal or reading.frame.verb is None:
        return False
    return any(
        r.sentence == reading.sentence
        and r.indefinite
        and not r.mention.verbal
        and r.frame.verb not in {None, reading.frame.verb}
        and {r.mention.kind, reading.mention.kind} & _FORMAL
        and r.mention.kind != reading.mention.kind
        for r in gathering.readings
    )


def _dates_agree(reading: Reading, gathering: Gathering) -> bool:
    if reading.date and gathering.date:
        return reading.date[:4] == gathering.date[:4]
    return not reading.historic or bool(gathering.date) or (gathering.awaits_date and not reading.indefinite)


def _refines(date: str, other: str) -> bool:
    """A day of that week, a month of that year (EDTF)."""
    first, _, last = other.partition("/")
    if "/" in date:
        return False
    return first <= date <= last if last else len(date) > len(other) and date.startswith(other)


def _is_open(reading: Reading) -> bool:
    """Spoken of as still to come: a new one, where the one before has been concluded."""
    if reading.status == DENIED:
        return reading.mention.kind in GENERIC_KINDS
    open_ = reading.status is not None and reading.status.status in {"proposed", "under_negotiation"}
    return open_ and reading.indefinite


def _compatible(kind: str, kinds: set[str]) -> bool:
    """A peace deal and a ceasefire are told apart; a treaty may be of any content."""
    return kind == "treaty" or "treaty" in kinds
