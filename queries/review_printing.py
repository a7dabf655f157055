"""Pairs to review as text: the two sides in two columns, then what speaks for one thing, and against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.knowledge.likeness import SAME
from accord.queries.tables import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from accord.graph.review import Pair
    from accord.graph.review_sides import Side

_WIDTH: Final = 120
"""Columns where no terminal says how many it has."""


def print_pair(pair: Pair, place: str, out: TextIO) -> None:
    """Write a pair to ``out``; ``place``: which of how many it is. Nothing that an article says steers a terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, width=None if out.isatty() else _WIDTH, highlight=False, markup=False, emoji=False)
    shown = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    for side in (pair.one, pair.other):
        shown.add_column(Text(visible(_head(side))), overflow="fold", ratio=1)
    for left, right in _rows(pair):
        shown.add_row(Text(visible(left)), Text(visible(right)))
    console.print(Text(f"\n{place}: {heading(pair)}", style="bold"))
    console.print(shown)
    for line in reason_lines(pair):
        console.print(Text(visible(line)))


def heading(pair: Pair) -> str:
    """What the two are now, and how alike, in one line."""
    now = "one now" if pair.joined else "two now"
    return f"{pair.kind}, {now}; {pair.points:g} points, joined from {SAME:g}"


def reason_lines(pair: Pair) -> Iterator[str]:
    """The reasons of the likeness with their points, and what keeps the two apart, in words."""
    yield "; ".join(f"{points:+g} {reason}" for points, reason in pair.reasons if reason)
    if pair.apart:
        yield "kept apart: " + "; ".join(pair.apart)
    elif not pair.joined and pair.points >= SAME:
        yield "kept apart: one of them may mean several things"


def _head(side: Side) -> str:
    return f"{side.name} ({side.articles} {'article' if side.articles == 1 else 'articles'})"


def _rows(pair: Pair) -> Iterator[tuple[str, str]]:
    """Lines of both sides: where each stands, its features label by label, its sentences."""
    one, other = pair.one, pair.other
    yield _source(one), _source(other)
    mine, theirs = ({each.label: each.values for each in side.features} for side in (one, other))
    for label in dict.fromkeys((*mine, *theirs)):
        yield _feature(label, mine.get(label, ())), _feature(label, theirs.get(label, ()))
    for place in range(max(len(one.quotes), len(other.quotes))):
        yield _quote(one, place), _quote(other, place)
    yield f"<{one.mention}>", f"<{other.mention}>"


def _source(side: Side) -> str:
    return ", ".join(filter(None, (side.article, side.publisher, side.published)))


def _feature(label: str, values: tuple[str, ...]) -> str:
    return f"{label}: {'; '.join(values) or '–'}"


def _quote(side: Side, place: int) -> str:
    return f"“{' '.join(side.quotes[place].split())}”" if place < len(side.quotes) else ""
