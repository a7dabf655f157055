"""When two mentions of contacts, or of incidents, are one event: who, when, and places that may agree."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from accord.graph.knowledge.likeness import Likeness, Span, contradiction, shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.knowledge.profiles import EventProfile

_NARROW: Final = 8
"""Days that a date may span at most to tell one event from the next."""

_TALKS: Final = frozenset({"meeting", "negotiation", "visit"})
"""Modes that writers use for one another."""


def blocks(one: EventProfile) -> Iterator[str]:
    """Keys of which two profiles that may be one event share one; none unless the date is known."""
    span = Span.of(one.first, one.last)
    if span is None or span.days > _NARROW:
        return
    who = one.actors or one.people
    days = range(span.first.toordinal(), span.last.toordinal() + 1)
    for day in islice(days, _NARROW + 1):
        yield f"{one.what} {' '.join(who)} {' '.join(one.against)} {day}"


def likeness(one: EventProfile, other: EventProfile) -> Likeness:
    """How much speaks for one event."""
    left, right = Span.of(one.first, one.last), Span.of(other.first, other.last)
    if left is None or right is None or max(left.days, right.days) > _NARROW:
        return Likeness(())
    if left.gap(right):
        return contradiction("dates that don't overlap")
    if one.form != other.form and not {one.form, other.form} <= _TALKS:
        return contradiction("of another kind")
    if shared(one.place, other.place) == 0:
        return contradiction("at another place")
    if set(one.actors) != set(other.actors) or set(one.against) != set(other.against):
        return contradiction("other sides")
    people = shared(one.people, other.people)
    if people is not None and people < 1:
        return contradiction("other people")
    reasons = [(2.0, "dates that agree")]
    if one.actors or one.people:
        reasons.append((2.0, "the same sides"))
    reasons.append((1.0, "the same kind") if one.form == other.form else (0.5, "kinds that agree"))
    if people:
        reasons.append((1.0, "the same people"))
    if one.place and other.place:
        reasons.append((1.0, "the same place"))
    return Likeness(tuple(reasons))
