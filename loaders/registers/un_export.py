"""The tables of the UN Treaty Collection out of a store: what was loaded comes back, row for row and cell for cell.

Written are the treaties that were loaded: their lines of the index, and a table each. Each row is told by the acts that
quote it, so a row that the graph doesn't hold isn't written.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.graph.errors import UnknownThing
from accord.loaders.registers.un_entries import CHAPTER, CHAPTER_PAGE, REGISTER, Listed
from accord.loaders.registers.un_rows import BETWEEN_COLUMNS, HEAD, cells_of
from accord.loaders.registers.un_treaties import INDEX
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from accord.graph.store import Store


@dataclass(frozen=True, slots=True)
class Exported:
    """A treaty as it was read. ``rows``: cells in the order of ``headings``, the participant's name first."""

    listed: Listed
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def exported(store: Store) -> Iterator[Exported]:
    """Every treaty of the register in the store, in the order of chapters and numbers."""
    found = (_exported(store, identifier) for identifier in store.articles())
    yield from sorted(filter(None, found), key=lambda treaty: _order(treaty.listed.number))


def write_un_treaties(store: Store, folder: Path) -> int:
    """Write ``index.csv`` and ``treaties/*.csv`` into ``folder``; gives how many rows of participants.

    UnknownThing when the store holds no such treaty.
    """
    treaties = tuple(exported(store))
    if not treaties:
        raise UnknownThing("the store holds no treaty of the UN Treaty Collection; load it with --register un-treaties")
    (folder / "treaties").mkdir(parents=True, exist_ok=True)
    _write(folder / "index.csv", INDEX, tuple(_index_cells(treaty.listed) for treaty in treaties))
    for treaty in treaties:
        _write(folder / "treaties" / f"{treaty.listed.stem}.csv", treaty.headings, treaty.rows)
    return sum(len(treaty.rows) for treaty in treaties)


def _exported(store: Store, identifier: str) -> Exported | None:
    said = _said(store, store.namespace.article(identifier))
    article = said[store.namespace.article(identifier)]
    register, _, number = article.get(terms.SOURCE, [""])[0].partition(" ")
    if register != REGISTER:
        return None
    lines = article[terms.TEXT][0].split("\n")
    headings = tuple(_told(lines, HEAD).split(BETWEEN_COLUMNS))
    passages = {iri for told in said.values() if terms.ACT in told[terms.RDF_TYPE] for iri in told[terms.HAS_PASSAGE]}
    quoted = sorted((int(said[iri][terms.START][0]), said[iri][terms.QUOTE][0]) for iri in passages)
    listed = Listed(
        number, article[terms.TITLE][0], article[terms.URL][0], _told(lines, CHAPTER_PAGE), _told(lines, CHAPTER)
    )
    return Exported(listed, headings, tuple(cells_of(quote, headings) for _, quote in quoted))


def _said(store: Store, graph: str) -> Mapping[str, dict[str, list[str]]]:
    """What an article's graph says, by subject and predicate."""
    found: dict[str, dict[str, list[str]]] = {}
    for quad in store.quads(graph):
        subject, predicate, value = (
            str(getattr(term, "value", term)) for term in (quad.subject, quad.predicate, quad.object)
        )
        found.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return found


def _told(lines: list[str], beginning: str) -> str:
    return next(line for line in lines if line.startswith(beginning)).removeprefix(beginning)


def _index_cells(listed: Listed) -> tuple[str, ...]:
    chapter, _, number = listed.number.partition("-")
    return chapter, number, listed.title, listed.url, listed.chapter_url, listed.chapter


def _order(number: str) -> tuple[int, tuple[tuple[int, str], ...]]:
    """Numbers as numbers: 18-2 before 18-10, and 18-10 before 18-10.a."""
    chapter, _, rest = number.partition("-")
    parts = tuple((int("".join(filter(str.isdigit, part)) or 0), part) for part in rest.split("."))
    return int(chapter) if chapter.isdigit() else 0, parts


def _write(file: Path, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened, lineterminator="\n")
        writer.writerows((columns, *rows))
