"""The layout of an article's text: headline, dateline, paragraphs, and what isn't its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.loaders.reading.cuts import find_cuts
from accord.loaders.reading.front import Front, read_front
from accord.loaders.reading.paragraphs import is_wrapped, paragraphs
from accord.loaders.reading.spans import covered, lines_of, overlaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.graph.document import Cut
    from accord.loaders.reading.spans import Line, Span


@dataclass(frozen=True, slots=True)
class Layout:
    """Spans of a text, as in Document, and what its front says of author and date."""

    front: Front
    body: tuple[Span, ...]
    cuts: tuple[Cut, ...]


def lay_out(text: str, *, titled: bool = False) -> Layout:
    """Find the parts of cleaned text. ``titled``: its first line is known to be the headline."""
    lines = lines_of(text)
    title, rest = (lines[:1], lines[1:]) if titled else ((), lines)
    cuts = find_cuts(text, rest)
    own = _outside(rest, [(cut.start, cut.end) for cut in cuts])
    wrapped = is_wrapped(own)
    front = read_front((*title, *own), wrapped=wrapped, headline_lines=len(title) if titled else None)
    heads = sorted(span for span in (front.headline, front.dateline) if span)
    kept = (cut for cut in cuts if not overlaps((cut.start, cut.end), heads))
    cuts = tuple(sorted((*kept, *front.cuts), key=lambda cut: cut.start))
    taken = sorted([*heads, *((cut.start, cut.end) for cut in cuts)])
    return Layout(front, paragraphs(text, _outside(own, taken), wrapped=wrapped, taken=taken), cuts)


def _outside(lines: Sequence[Line], taken: Sequence[Span]) -> tuple[Line, ...]:
    return tuple(line for line in lines if not covered((line.start, line.end), taken))
