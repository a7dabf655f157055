"""The package's word lists: tab separated files under ``loaders/data`` that people may correct by hand.

Each begins with comment lines (``# source:``, ``# licence:``, ``# columns:``) and a line of column names.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Row: TypeAlias = "Mapping[str, str]"


def word_list(name: str) -> tuple[Row, ...]:
    """The rows of ``loaders/data/<name>.tsv``, in order, as mappings from column to text ("" where empty).

    Raises ValueError with file and line for a row that has not as many values as there are columns.

    >>> word_list("leaders")[:0]
    ()
    """
    text = files("accord.loaders").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    columns: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not columns:
            columns = cells
        elif len(cells) == len(columns):
            rows.append(dict(zip(columns, cells, strict=True)))
        else:
            message = f"{name}.tsv, line {number}: {len(cells)} values, not {len(columns)}; separate them by tabs"
            raise ValueError(message)
    return tuple(rows)


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, separated by ``|``.

    >>> values("Beijing|Peking"), values("")
    (('Beijing', 'Peking'), ())
    """
    return tuple(cell.split("|")) if cell else ()
