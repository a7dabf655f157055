"""Rows for people and programs: aligned tables, CSV, TSV and JSON.

On a terminal, wide sentences are folded and control characters made visible, so that no article's text can steer
the terminal; into a file or a pipe every value goes whole and as it is.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

Cell: TypeAlias = str | int | float | bool | list["Cell"] | dict[str, "Cell"] | None
"""A value as JSON has it."""

LIST_SEPARATOR: Final = "; "
"""Between the values of a list where a format has no lists."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; every row has one cell for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def visible(text: str) -> str:
    """``text`` with control characters (save tab and newline) and direction marks as symbols that steer nothing.

    >>> visible("a" + chr(27) + "[2Jb")
    'a␛[2Jb'
    """
    return _CONTROLS.sub(lambda found: _symbol(ord(found.group())), text)


def emit(text: str, out: TextIO | None = None) -> None:
    """Write ``text`` and a newline where it ends in none; on a terminal only what can't steer it."""
    target = out or sys.stdout
    whole = text if text.endswith("\n") or not text else text + "\n"
    target.write(visible(whole.replace("\r\n", "\n")) if target.isatty() else whole)


def write_table(table: Table, form: Format, out: TextIO | None = None) -> None:
    """Write ``table`` to ``out`` (None: standard output) in the format; standard error is told when it has no rows."""
    target = out or sys.stdout
    if form is Format.table and target.isatty():
        _write_rich(table, target)
    else:
        emit(_RENDERERS[form](table), target)
    if not table.rows:
        sys.stderr.write("no rows\n")


def as_text(cell: Cell) -> str:
    """A cell for a format without types: lists joined, nothing for None, ``true`` and ``false``.

    >>> as_text(["RUS", "TUR"]), as_text(True), as_text(None)
    ('RUS; TUR', 'true', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return LIST_SEPARATOR.join(map(as_text, cell))
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, dict) else str(cell)


def to_json(value: object) -> str:
    """A dataclass, or a tuple of them, as indented JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_as_dict) + "\n"


def render_plain(table: Table) -> str:
    """Columns aligned by spaces at full width, one line a row; white space inside a cell becomes one space."""
    from rich.cells import cell_len

    lines = [table.columns, *(tuple(_one_line(as_text(cell)) for cell in row) for row in table.rows)]
    widths = [max(cell_len(line[place]) for line in lines) for place in range(len(table.columns))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "".join(_aligned(line, widths) for line in lines)


def render_csv(table: Table) -> str:
    """CSV after RFC 4180, first line the columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([as_text(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def render_tsv(table: Table) -> str:
    r"""Tab-separated values, first line the columns; tab, newline and backslash become ``\t``, ``\n``, ``\\``."""
    rows = [table.columns, *(tuple(as_text(cell).translate(_TSV_ESCAPES) for cell in row) for row in table.rows)]
    return "".join("\t".join(row) + "\n" for row in rows)


def render_json(table: Table) -> str:
    """A JSON list with one object a row."""
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


_TSV_ESCAPES: Final = str.maketrans({"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"})
_RENDERERS: Final = {
    Format.table: render_plain,
    Format.csv: render_csv,
    Format.tsv: render_tsv,
    Format.json: render_json,
}


def _as_dict(value: object) -> object:
    from dataclasses import asdict

    return asdict(value)  # type: ignore[call-overload]


def _symbol(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    from rich.cells import cell_len

    padded = (text + " " * (width - cell_len(text)) for text, width in zip(line, widths, strict=True))
    return "  ".join(padded).rstrip() + "\n"


def _write_rich(table: Table, out: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    shown = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in table.columns:
        shown.add_column(Text(visible(column)), overflow="fold")
    for row in table.rows:
        shown.add_row(*(Text(visible(as_text(cell))) for cell in row))
    Console(file=out, highlight=False, markup=False, emoji=False).print(shown)
