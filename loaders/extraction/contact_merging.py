"""One contact out of all that tell it: headline and lead, a visit and its talks, "the meeting" of a later sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.loaders.extraction.analysis import Analysis, Sentence

TALKS: Final = frozenset({"meeting", "negotiation"})
REMOTE: Final = frozenset({"phone_call", "video_call", "letter"})
# Days that a visit may last around its talks; a week is also the doubt of a bare "on Wednesday".
_STAY: Final = 7
_SPOKEN: Final = frozenset({"phone_call", "video_call", "meeting"})
_FAMILY: Final = TALKS | {"visit"}


@dataclass(slots=True)
class ContactReading:
    """One encounter. ``planned``: announced, not yet held; ``trigger``: the token that tells it first.

    ``refers``: told as known ("the talks"), so that it may be one told before; ``again``: told as a further one;
    ``wide``: the place is a whole state, in which a town told elsewhere may lie.
    """

    mode: str
    participants: tuple[str, ...]
    actors: tuple[str, ...]
    place: str | None
    date: str | None
    planned: bool
    sentences: list[Sentence] = field(default_factory=list)
    trigger: int = 0
    refers: bool = False
    again: bool = False
    wide: bool = False


def distinct(readings: list[ContactReading], analysis: Analysis) -> list[ContactReading]:
    """Of one sentence: "discussions over the telephone" are a call, "met to discuss the sea" one meeting."""
    remote = [r for r in readings if r.mode in REMOTE]
    kept: list[ContactReading] = []
    for reading in readings:
        talks = reading.mode in TALKS
        if talks and any(
            set(reading.actors) == set(c.actors) or set(reading.participants) & set(c.participants) for c in remote
        ):
            continue
        vague = talks and analysis.doc[reading.trigger].lemma_.lower() == "discuss"
        if vague and any((k.participants, k.actors) == (reading.participants, reading.actors) for k in kept):
            continue
        kept.append(reading)
    return kept


def home_of(
    kept: list[ContactReading], reading: ContactReading, state_of: Callable[[str], str | None]
) -> ContactReading | None:
    """The contact among ``kept`` that ``reading`` tells again, the latest first; None for a new one."""
    return next((k for k in reversed(kept) if _same(k, reading, state_of)), None)


def referred_to(
    kept: list[ContactReading], reading: ContactReading, state_of: Callable[[str], str | None]
) -> ContactReading | None:
    """The contact that "the talks" refer to: the latest of the family that nothing in ``reading`` contradicts."""
    for known in reversed(kept):
        fits = set(reading.actors) <= set(known.actors) and _family(known.mode, reading.mode)
        if fits and not reading.again and _compatible(known, reading, state_of):
            return known
    return None


def with_unknown_others(
    kept: list[ContactReading], others: list[ContactReading], state_of: Callable[[str], str | None]
) -> list[ContactReading]:
    """``kept`` and those of ``others`` that name one who took part, where nothing kept may be the same.

    "The president received a mission of the fund": an encounter, though it isn't told with whom we know.
    """
    found = list(kept)
    for reading in others:
        if reading.planned or not reading.participants or reading.mode not in _SPOKEN:
            continue
        involved = {*reading.participants, *reading.actors}
        near = (k for k in found if _family(k.mode, reading.mode))
        if all(involved.isdisjoint((*k.participants, *k.actors)) for k in near):
            found += [reading] if home_of(found, reading, state_of) is None else []
    return found


def absorb(home: ContactReading, reading: ContactReading, *, whole: bool) -> None:
    """Add what ``reading`` tells to ``home``; ``whole``: its participants too."""
    if _headlined(home, reading):
        home.actors = reading.actors
    if whole:
        home.participants = tuple(dict.fromkeys([*home.participants, *reading.participants]))
        home.actors = tuple(dict.fromkeys([*home.actors, *reading.actors]))
    if home.place is None or (home.wide and reading.place is not None):
        home.place, home.wide = reading.place, reading.wide
    home.date = _finer(home.date, reading.date)
    if home.mode == "visit" and reading.mode in TALKS and whole:
        home.mode = "meeting"
    if home.mode == "meeting" and reading.mode == "negotiation":
        home.mode = "negotiation"
    home.sentences += [s for s in reading.sentences if s not in home.sentences]


def _finer(known: str | None, told: str | None) -> str | None:
    if known is None or told is None:
        return known or told
    return told if len(told) > len(known) and told.startswith(known) else known


def _family(mode: str, other: str) -> bool:
    return mode == other or {mode, other} <= _FAMILY


def _same(a: ContactReading, b: ContactReading, state_of: Callable[[str], str | None]) -> bool:
    if a.mode in REMOTE and b.mode in TALKS:
        vague = not (b.date or b.place or b.planned or b.again)
        return vague and len(b.participants) > 1 and set(a.participants) == set(b.participants)
    if not _family(a.mode, b.mode) or not _compatible(a, b, state_of):
        return False
    if b.again and (a.planned != b.planned or b.mode in TALKS) and not (a.date and b.date):
        return False
    if _headlined(a, b):
        return True
    people_a, people_b = set(a.participants), set(b.participants)
    actors_a, actors_b = set(a.actors), set(b.actors)
    if len(people_a) > 1 and len(people_b) > 1:
        return people_a <= people_b or people_b <= people_a
    if people_a and people_b and not people_a & people_b:
        return False
    if {a.mode, b.mode} & REMOTE:
        return actors_a == actors_b
    alone = min(len(actors_a), len(actors_b)) == 1 and not (people_a and people_b)
    if alone and a.place and a.place == b.place and (actors_a <= actors_b or actors_b <= actors_a):
        return True
    return actors_a == actors_b or (bool(people_a & people_b) and (actors_a <= actors_b or actors_b <= actors_a))


def _headlined(a: ContactReading, b: ContactReading) -> bool:
    """ "Chile and Peru renew Pacific talks": a headline without names tells what the lead tells of fewer actors."""
    bare = not (a.participants or a.date) and all(s.headline for s in a.sentences)
    lead = bool(b.sentences) and bool(a.sentences) and b.sentences[0].index <= a.sentences[0].index + 2
    return bare and lead and not b.again and set(b.actors) < set(a.actors) and len(b.actors) > 1


def _compatible(a: ContactReading, b: ContactReading, state_of: Callable[[str], str | None]) -> bool:
    """No date and no place that contradict."""
    if a.date and b.date and not overlap(a.date, b.date):
        travels = "visit" in {a.mode, b.mode} and set(a.actors) == set(b.actors)
        if not travels or not _days_apart(a.date, b.date, _STAY):
            return False
    if a.planned != b.planned and b.again:
        return False
    if not a.place or not b.place or a.place == b.place:
        return True
    if a.place in b.place or b.place in a.place:
        return True
    states = state_of(a.place), state_of(b.place)
    wide = "visit" in {a.mode, b.mode} or a.wide or b.wide
    return wide and states[0] == states[1] and states[0] is not None


def _days_apart(a: str, b: str, days: int) -> bool:
    """Whether two dates that are known to the day lie within ``days`` of each other."""
    first, second = a.partition("/")[0], b.partition("/")[0]
    if len(first) != 10 or len(second) != 10:
        return False
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) <= days


def overlap(a: str, b: str) -> bool:
    """Whether two EDTF dates or intervals share a day.

    >>> overlap("2001-05", "2001-05-03/2001-05-04")
    True
    """
    (first, last), (start, end) = _bounds(a), _bounds(b)
    return first <= end and start <= last


def _bounds(date: str) -> tuple[str, str]:
    first, _, last = date.partition("/")
    last = last or first
    low = "0000" if first in {"", ".."} else first
    high = "9999" if last in {"", ".."} else last
    return low + "-01-01"[len(low) - 4 :] if len(low) < 10 else low, high + "-12-31"[len(high) - 4 :] if len(
        high
    ) < 10 else high


def begins_after(date: str, day: str) -> bool:
    """Whether a date begins after ``day`` (ISO).

    >>> begins_after("2001-05-04/2001-05-06", "2001-05-03")
    True
    """
    return _bounds(date)[0] > day
