"""The UN Treaty Collection's tables: an index of treaties, and for each the participants with the days of their acts.

A folder with ``index.csv`` (chapter_no, treaty_no, treaty_name, url, chapter_url, chapter_name) and
``treaties/<chapter>-<treaty>.csv`` (Participant and columns as on the Collection's pages), as the repository
github.com/zmjones/untreaties has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError, UnreadableSource
from accord.loaders.registers.participants import Participants
from accord.loaders.registers.register import Found, Remark, Unread
from accord.loaders.registers.short_names import short_names
from accord.loaders.registers.tables import read_table
from accord.loaders.registers.titles import Title
from accord.loaders.registers.un_entries import Listed, entry_of
from accord.loaders.registers.un_rows import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INDEX: Final = ("chapter_no", "treaty_no", "treaty_name", "url", "chapter_url", "chapter_name")


@dataclass(frozen=True, slots=True)
class UnTreaties:
    """Reads the UN Treaty Collection's tables."""

    name: str = "un-treaties"
    extractor: str = "register un-treaties 1"

    def read(self, path: Path) -> Iterator[Found]:
        """Each treaty that has a table of participants, in the order of the index."""
        listed, broken = _listed(path / "index.csv")
        yield from broken
        tables = {file.stem: file for file in sorted((path / "treaties").glob("*.csv"))}
        short = short_names(self.name, {each.number: Title.of(each.title).name for each in listed})
        participants = Participants()
        for each in listed:
            if (file := tables.pop(each.stem, None)) is not None:
                yield from self._treaty(each, file, short[each.number], participants)
        for file in tables.values():
            yield Unread(str(file), "the index doesn't name this treaty; add its line to index.csv")
        yield from _remarks(path, listed, participants)

    def _treaty(
        self, listed: Listed, file: Path, names: tuple[str, ...], participants: Participants
    ) -> Iterator[Found]:
        try:
            columns, rows = read_table(file)
            table = Table.of(columns)
        except (InputError, ValueError) as error:
            yield Unread(str(file), str(error).removeprefix(f"{file}: "))
            return
        read = []
        for line, cells in rows:
            try:
                read.append(table.read(cells))
            except ValueError as error:
                told = " | ".join(cells)
                yield Unread(f"{file}, line {line}", f"{error}; the row is: {told}")
        yield entry_of(listed, table, read, names=names, participants=participants, extractor=self.extractor)


def _listed(file: Path) -> tuple[list[Listed], list[Unread]]:
    columns, rows = read_table(file)
    if columns != INDEX:
        raise UnreadableSource(f"{file}: the columns have to be {', '.join(INDEX)}")
    found: dict[str, Listed] = {}
    broken = []
    for line, cells in rows:
        try:
            listed = Listed.of(cells)
            if listed.stem in found:
                raise ValueError(f"treaty {listed.number} stands twice in the index")
            found[listed.stem] = listed
        except ValueError as error:
            broken.append(Unread(f"{file}, line {line}", f"{error}; the row is: {' | '.join(cells)}"))
    return list(found.values()), broken


def _remarks(path: Path, listed: list[Listed], participants: Participants) -> Iterator[Remark]:
    if bare := [each.number for each in listed if not (path / "treaties" / f"{each.stem}.csv").is_file()]:
        yield Remark(f"{len(bare)} treaties of the index have no table of participants: {', '.join(bare)}")
    if participants.unknown:
        unknown = ", ".join(sorted(participants.unknown))
        yield Remark(f"participants that no gazetteer knows, kept by name: {unknown}")
