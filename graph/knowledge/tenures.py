"""Since when and until when a person holds an office: what articles say of it, put together to terms.

Each article tells of a tenure as of its day, or says when it began or ended. A new term begins where one article says
that the person left, and one that the person took office later; everything else is told of one term.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Tenure:
    """What one article says of a person in an office; days as ISO 8601, empty where it doesn't say."""

    article: str
    since: str = ""
    until: str = ""
    as_of: str = ""
    confidence: float = 0.0

    @property
    def day(self) -> str:
        """A day of the term that is meant; empty for an undated article's tenure."""
        return self.since or self.as_of or self.until


@dataclass(frozen=True, slots=True)
class Term:
    """A person's time in an office. ``told``: by what; ``contested``: whether some say that it ended and others not."""

    told: tuple[Tenure, ...]
    since: str
    until: str
    as_of: str
    contested: bool


def terms_of(tenures: Iterable[Tenure]) -> tuple[Term, ...]:
    """The terms of one person in one office, the first one first.

    >>> told = [Tenure("a", since="2001-05-02", until="2004-06-30"), Tenure("b", since="2010-01-01")]
    >>> [(term.since, term.until) for term in terms_of(told)]
    [('2001-05-02', '2004-06-30'), ('2010-01-01', '')]
    """
    told = sorted(tenures, key=lambda each: (each.day, each.article, each.since, each.until, each.as_of))
    starts = sorted({each.since for each in told if each.since})
    ends = {each.until for each in told if each.until}
    cuts = {starts[at] for end in ends if (at := bisect_right(starts, end)) < len(starts)}
    parts: dict[int, list[Tenure]] = {}
    for each in told:
        parts.setdefault(sum(cut <= each.day for cut in cuts), []).append(each)
    return tuple(_term(part) for _, part in sorted(parts.items()))


def _term(told: list[Tenure]) -> Term:
    since = _usual((each.since, each.article) for each in told)
    until = _usual((each.until, each.article) for each in told)
    as_of = max(each.as_of for each in told)
    ended = {each.article for each in told if each.until}
    going_on = {each.article for each in told if until and not each.until and each.as_of > until}
    # As many as still have the person in office outweigh a word of the end.
    return Term(tuple(told), since, until if len(ended) > len(going_on) else "", as_of, bool(going_on))


def _usual(days: Iterable[tuple[str, str]]) -> str:
    """The day that most articles give, the earliest of several; empty when none gives one."""
    counted = Counter(day for day, _ in set(days) if day)
    return min(counted, key=lambda day: (-counted[day], day), default="")
