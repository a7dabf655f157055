"""Columns of the UN Treaty Collection's tables: which act a date in a cell tells of.

A heading may list several acts, each with the letters by which its cells are marked: in ``Ratification, Accession(a)``
the cell ``6 Jul 1988 a`` is an accession, and ``6 Jul 1988`` a ratification.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from accord.loaders.word_lists import word_list

_NO_ACT: Final = "-"
_LEFT_OPEN: Final = "consent_to_be_bound"
"""The act where a heading lists several under one mark: all such columns tell of consent to be bound."""

_LISTED: Final = re.compile(r", (?=[A-Z])")
_MARKED: Final = re.compile(r"(?P<heading>.+?) ?\((?P<mark>a|A|AA|c|C|d|n|p|P|s)\)")
_CELL: Final = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2})[a-z]* (?P<year>\d{4})(?: (?P<mark>[A-Za-z]{1,2}))?"
)
_MONTHS: Final = {name: i for i, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``acts``: act by mark, "" for cells without one; None for a column that tells no act."""

    heading: str
    acts: dict[str, str] | None

    @classmethod
    def of(cls, heading: str) -> Column:
        """The column with this heading; ValueError when it isn't known.

        >>> Column.of("Ratification, Accession(a)").acts
        {'': 'ratification', 'a': 'accession'}
        """
        told: dict[str, set[str]] = {}
        for part in _LISTED.split(heading):
            marked = _MARKED.fullmatch(part)
            told.setdefault(marked["mark"] if marked else "", set()).add(_act(marked["heading"] if marked else part))
        acts = {mark: found.pop() if len(found) == 1 else _LEFT_OPEN for mark, found in told.items()}
        return cls(heading, None if set(acts.values()) == {_NO_ACT} else acts)

    def read(self, cell: str) -> tuple[str, str] | None:
        """Act and ISO 8601 day of a cell; None when it tells no act; ValueError when it can't be read.

        >>> Column.of("Ratification, Accession(a)").read("6 Jul 1988 a")
        ('accession', '1988-07-06')
        """
        if self.acts is None or not cell:
            return None
        told = _CELL.fullmatch(cell)
        if told is None or told["month"] not in _MONTHS:
            raise ValueError(f"{self.heading!r}: {cell!r} isn't a day such as 6 Jul 1988, with or without a mark")
        day = date(int(told["year"]), _MONTHS[told["month"]], int(told["day"]))
        mark = told["mark"] or ""
        # A column of one act may leave its mark out.
        act = self.acts.get(mark) or (next(iter(self.acts.values())) if not mark and len(self.acts) == 1 else None)
        if act is None:
            raise ValueError(f"{self.heading!r}: the mark of {cell!r} isn't one of the column's")
        return act, day.isoformat()


def _act(heading: str) -> str:
    fitting = [known for known in _headings() if heading.startswith(known)]
    if not fitting:
        raise ValueError(f"the heading {heading!r} isn't known; add it to loaders/data/register_acts.tsv")
    return _headings()[max(fitting, key=len)]


@cache
def _headings() -> dict[str, str]:
    return {row["heading"]: row["act"] for row in word_list("register_acts")}
