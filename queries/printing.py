"""Cards and paths as text that reads well: folded and with bold headings on a terminal, whole lines elsewhere."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.queries.tables import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from accord.queries.cards import Card, Entry, Field
    from accord.queries.joining import Route, Stride
    from accord.queries.things import Sentence


@dataclass(frozen=True, slots=True)
class Line:
    """One line of output. ``indent``: columns of space before it; ``strong``: a heading."""

    text: str
    indent: int = 0
    strong: bool = False


def print_lines(lines: Iterable[Line], out: TextIO | None = None) -> None:
    """Write the lines to ``out`` (None: standard output)."""
    target = out or sys.stdout
    if target.isatty():
        _print_folded(lines, target)
    else:
        target.writelines(f"{' ' * line.indent}{' '.join(line.text.split())}".rstrip() + "\n" for line in lines)


def card_lines(card: Card) -> Iterator[Line]:
    """A card as lines: heading, properties, its own sentences, then section by section."""
    yield Line(card.name + _mark(card.contested), strong=True)
    yield Line(f"{card.type} <{card.iri}>")
    for field in card.fields:
        yield Line(_short(field), 2)
    for sentence in card.sentences:
        yield _quotation(sentence, 2)
    for section in card.sections:
        yield Line("")
        yield Line(f"{section.title} ({len(section.entries)})", strong=True)
        for entry in section.entries:
            yield from _entry_lines(entry)


def route_lines(number: int, route: Route) -> Iterator[Line]:
    """A route as lines: the things it leads through, then each stride with its sentences."""
    names = [route.strides[0].source, *(stride.target for stride in route.strides)]
    yield Line(f"{number}. " + " — ".join(names), strong=True)
    for stride in route.strides:
        yield Line(_stride_text(stride), 3)
        for sentence in stride.sentences:
            yield _quotation(sentence, 5)


def _stride_text(stride: Stride) -> str:
    """A stride with its arrow as the relationship points."""
    arrow = f"-[{stride.relationship}]->" if stride.forward else f"<-[{stride.relationship}]-"
    return f"{stride.source} {arrow} {stride.target}"


def _entry_lines(entry: Entry) -> Iterator[Line]:
    relation = f" ({entry.relation})" if entry.relation else ""
    yield Line(f"{entry.name}{relation}{_mark(entry.contested)}", 2)
    if entry.fields:
        yield Line(" · ".join(map(_short, entry.fields)), 4)
    for sentence in entry.sentences:
        yield _quotation(sentence, 4)


def _short(field: Field) -> str:
    return f"{field.label}: {'; '.join(field.values)}"


def _mark(contested: bool) -> str:
    return " [contested]" if contested else ""


def _quotation(sentence: Sentence, indent: int) -> Line:
    return Line(f"“{sentence.quote}” — {sentence.source}", indent)


def _print_folded(lines: Iterable[Line], out: TextIO) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=out, highlight=False, markup=False, emoji=False)
    for line in lines:
        text = Text(visible(" ".join(line.text.split())), style="bold" if line.strong else "", overflow="fold")
        console.print(Padding(text, (0, 0, 0, line.indent)))
