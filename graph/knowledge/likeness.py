"""How alike two profiles are, with the reasons in words that a reviewer can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

UNSURE: Final = 3.0
"""Points from which a pair is worth a person's look."""

WEAK: Final = 4.5
"""Points from which a mention that may mean several things is taken for the one that it fits best."""

CLEAR: Final = 0.75
"""Points by which the best must lead the next."""

SAME: Final = 5.0
"""Points from which two profiles are linked. Set on the training split of the gold clusters (tests/gold/clusters)."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Each reason with its share of the points; ``contradicts``: the two can't be the same whatever speaks for it."""

    reasons: tuple[tuple[float, str], ...]
    contradicts: bool = False

    @property
    def points(self) -> float:
        """The sum of all shares."""
        return sum(points for points, _ in self.reasons)

    @property
    def suits(self) -> bool:
        """Whether one may be meant by the other."""
        return not self.contradicts and self.points >= WEAK

    @property
    def links(self) -> bool:
        """Whether the two are linked."""
        return not self.contradicts and self.points >= SAME


def contradiction(reason: str) -> Likeness:
    """Two things that differ in what can't differ."""
    return Likeness(((0.0, reason),), contradicts=True)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``; an open end lies far away."""

    first: date
    last: date

    @classmethod
    def of(cls, first: str, last: str) -> Span | None:
        """Days given as ISO 8601; None when both are empty."""
        if not first and not last:
            return None
        return cls(
            date.fromisoformat(first) if first else date.min,
            date.fromisoformat(last) if last else date.max,
        )

    @property
    def days(self) -> int:
        """How many days it covers, less one."""
        return (self.last - self.first).days

    def gap(self, other: Span) -> int:
        """Days between the two; 0 when they overlap."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)


def shared(one: Iterable[str], other: Iterable[str]) -> float | None:
    """Size of the intersection over the smaller set; None when either is empty."""
    left, right = set(one), set(other)
    return len(left & right) / min(len(left), len(right)) if left and right else None
