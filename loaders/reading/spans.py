"""Stretches of a text as (start, end) offsets, end exclusive: lines, trimming, taking one from another."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text without its outer white space; ``gap`` says that a blank line, or nothing, stands before it."""

    start: int
    end: int
    text: str
    gap: bool


def lines_of(text: str) -> tuple[Line, ...]:
    r"""The lines that aren't blank.

    >>> [(line.text, line.gap) for line in lines_of("One\ntwo\n\nthree")]
    [('One', True), ('two', False), ('three', True)]
    """
    found, offset, gap = [], 0, True
    for raw in text.split("\n"):
        if stripped := raw.strip():
            start = offset + raw.index(stripped)
            found.append(Line(start, start + len(stripped), stripped, gap))
        gap = not stripped
        offset += len(raw) + 1
    return tuple(found)


def trimmed(text: str, span: Span) -> Span:
    """The span without white space at its ends; start and end are equal when nothing is left."""
    start, end = span
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, max(start, start + len(inner.strip()))


def overlaps(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares a character with any of ``taken``, which must be in order and apart from each other."""
    place = bisect_left(taken, (span[1],))
    return place > 0 and taken[place - 1][1] > span[0] and span[0] < span[1]


def covered(span: Span, taken: Sequence[Span]) -> bool:
    """Whether one of ``taken``, in order and apart from each other, holds the whole span."""
    place = bisect_right(taken, (span[0], sys.maxsize))
    return place > 0 and span[1] <= taken[place - 1][1]


def without(span: Span, taken: Sequence[Span]) -> Iterator[Span]:
    """What is left of a span; ``taken`` must be in order and apart from each other.

    >>> list(without((0, 10), [(2, 4), (9, 12)]))
    [(0, 2), (4, 9)]
    """
    start, end = span
    place = max(0, bisect_right(taken, (start, sys.maxsize)) - 1)
    while place < len(taken) and taken[place][0] < end:
        first, last = taken[place]
        if last > start:
            if first > start:
                yield start, first
            start = last
        place += 1
    if start < end:
        yield start, end
