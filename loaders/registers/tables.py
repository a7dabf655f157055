"""Tables of a register: CSV files, row by row, with the line on which each row begins."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from accord.graph.errors import MissingSource, UnreadableSource

if TYPE_CHECKING:
    from pathlib import Path

Row = tuple[int, tuple[str, ...]]
"""Line number and cells."""


def read_table(path: Path) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """Column names and rows of a CSV file in UTF-8.

    MissingSource when there is none; UnreadableSource when it isn't text, has no column names or one of them twice.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            rows, begins = [], 1
            for cells in reader:
                if cells:
                    rows.append((begins, tuple(cells)))
                begins = reader.line_num + 1
    except FileNotFoundError as error:
        raise MissingSource(f"{path}: there is no such file") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableSource(f"{path}: no table in CSV and UTF-8 can be read there ({error})") from error
    if not rows or len(set(rows[0][1])) != len(rows[0][1]):
        raise UnreadableSource(f"{path}: the first line has to name the columns, each by a name of its own")
    return rows[0][1], tuple(rows[1:])
