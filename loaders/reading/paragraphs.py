"""Paragraphs: which lines belong together, whatever the width or markup that broke them."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from accord.loaders.reading.prose import breaks_off, ends_sentence
from accord.loaders.reading.spans import overlaps, trimmed, without

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.loaders.reading.spans import Line, Span

_WIDEST: Final = 120
_NARROWEST: Final = 30
_BULLETS: Final = ("-", "•", "*", "–", "·", "|")


def is_wrapped(lines: Sequence[Line]) -> bool:
    """Whether the lines are broken at a width, as in old mail and wire copy, so that a line end means nothing."""
    inner = [line for line, following in pairwise(lines) if not following.gap]
    if len(inner) < 3 or max(len(line.text) for line in lines) > _WIDEST:
        return False
    if median(len(line.text) for line in inner) < _NARROWEST:
        return False
    return sum(not ends_sentence(line.text) for line in inner) >= 0.6 * len(inner)


def paragraphs(text: str, lines: Sequence[Line], *, wrapped: bool, taken: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of prose, in order, without white space at their ends and without what is ``taken`` (in order)."""
    found: list[list[Line]] = []
    for line in lines:
        previous = found[-1][-1] if found else None
        if previous and _goes_on(previous, line, wrapped) and not overlaps((previous.end, line.start), taken):
            found[-1].append(line)
        else:
            found.append([line])
    pieces = [piece for group in found for piece in without((group[0].start, group[-1].end), taken)]
    spans = (trimmed(text, piece) for piece in pieces)
    return tuple(span for span in spans if any(letter.isalnum() for letter in text[span[0] : span[1]]))


def _goes_on(line: Line, following: Line, wrapped: bool) -> bool:
    if following.text.startswith(_BULLETS):
        return False
    if not following.gap and wrapped:
        return True
    return breaks_off(line.text, following.text)
