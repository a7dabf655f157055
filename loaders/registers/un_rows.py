"""Rows of a treaty's table, as lines of text that people read and that give the row back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from accord.loaders.registers.un_acts import Column

FIRST: Final = "Participant"
HEAD: Final = "Columns: "
BETWEEN_COLUMNS: Final = " | "
_AFTER_NAME: Final = ": "
_BETWEEN_CELLS: Final = "; "
_SIGNS: Final = (_AFTER_NAME, _BETWEEN_CELLS, BETWEEN_COLUMNS, "\n")


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A row. ``line``: its rendering; ``acts``: act and ISO 8601 day of each cell that tells one."""

    name: str
    line: str
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a treaty's table after the participant's name."""

    columns: tuple[Column, ...]

    @classmethod
    def of(cls, headings: tuple[str, ...]) -> Table:
        """The table with these headings; ValueError when one isn't known or can't be rendered."""
        if headings[0] != FIRST or any(sign in heading for heading in headings for sign in _SIGNS):
            raise ValueError(f"the first column has to be {FIRST}, and no heading may hold {_told_signs()}")
        return cls(tuple(map(Column.of, headings[1:])))

    @property
    def head(self) -> str:
        """The line that names the columns."""
        return HEAD + BETWEEN_COLUMNS.join((FIRST, *(column.heading for column in self.columns)))

    def read(self, cells: tuple[str, ...]) -> ParticipantRow:
        """A row; ValueError when it has another number of cells, or one that can't be read."""
        name, *rest = cells
        if len(rest) != len(self.columns):
            raise ValueError(f"{len(cells)} cells, where the table has {len(self.columns) + 1} columns")
        if not name.strip() or any(sign in cell for cell in cells for sign in _SIGNS):
            raise ValueError(f"a row needs a participant, and no cell may hold {_told_signs()}")
        acts = tuple(act for column, cell in zip(self.columns, rest, strict=True) if (act := column.read(cell)))
        told = [f"{column.heading} {cell}" for column, cell in zip(self.columns, rest, strict=True) if cell]
        line = name + _AFTER_NAME + _BETWEEN_CELLS.join(told) if told else name
        return ParticipantRow(name, line, acts)


def cells_of(line: str, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of a row from its rendering; ``headings``: those of all columns.

    >>> cells_of("Chile: Signature 6 Jul 1988", ("Participant", "Signature", "Ratification"))
    ('Chile', '6 Jul 1988', '')
    """
    name, _, rest = line.partition(_AFTER_NAME)
    told = rest.split(_BETWEEN_CELLS) if rest else []
    cells = []
    for place, heading in enumerate(headings[1:], 1):
        # A heading may begin another one that stands in a later column.
        longer = any(
            told[:1] and told[0].startswith(f"{later} ") and later.startswith(heading)
            for later in headings[place + 1 :]
        )
        fits = bool(told) and told[0].startswith(f"{heading} ") and not longer
        cells.append(told.pop(0).removeprefix(f"{heading} ") if fits else "")
    return name, *cells


def _told_signs() -> str:
    return " or ".join(map(repr, _SIGNS))
