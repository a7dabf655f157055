"""Stretches of a text as (start, end) offsets, end exclusive: lines, trimming, taking one from another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


def without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of a span; ``taken`` must be in order.

    >>> list(without((0, 10), [(2, 4), (9, 12)]))
    [(0, 2), (4, 9)]
    """
    start, end = span
    for first, last in taken:
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = last
    if start < end:
        yield start, end


def overlaps(span: Span, taken: Iterable[Span]) -> bool:
    """Whether a span shares a character with any of the others."""
    return any(start < span[1] and span[0] < end for start, end in taken)
