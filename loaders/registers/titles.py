"""Titles of treaties as the UN Treaty Collection cites them: name, then place and date of adoption.

``Convention on Cluster Munitions. Dublin, 30 May 2008``; ``… Geneva, 13 July 1931, and Lake Success, 11 May 1946``
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

_DAY: Final = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_TAIL: Final = re.compile(rf"(?P<name>.+?)\s*\*?\s*\.+ (?P<where>[^.]*?{_DAY})")
_DAYS: Final = re.compile(_DAY)
_DEPOSITED: Final = re.compile(r"\s*\(deposited (?:in|with) [^)]*\)")
_AT_ONCE: Final = 366
"""Days within which several dates are those of one adoption; of dates further apart, the last made the text."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title in its parts; ``date`` is EDTF, it and ``place`` None where the title doesn't give them."""

    name: str
    place: str | None
    date: str | None

    @classmethod
    def of(cls, cited: str) -> Title:
        """Take a title as cited apart.

        >>> Title.of("Rome Statute of the International Criminal Court. Rome, 17 July 1998")
        Title(name='Rome Statute of the International Criminal Court', place='Rome', date='1998-07-17')
        """
        parts = _TAIL.fullmatch(cited.strip())
        if parts is None:
            return cls(_name(cited), None, None)
        return cls(_name(parts["name"]), _place(parts["where"]), _date(_DAYS.findall(parts["where"])))


def _name(told: str) -> str:
    return _DEPOSITED.sub("", told).strip().rstrip(".* ")


def _place(where: str) -> str | None:
    told = _DAYS.split(where)[0].partition(",")[0].partition("(")[0].strip()
    return told or None


def _date(told: list[str]) -> str | None:
    try:
        days = sorted(datetime.strptime(day, "%d %B %Y").date() for day in told)
    except ValueError:
        return None
    first, last = days[0], days[-1]
    if first == last or (last - first).days > _AT_ONCE:
        return last.isoformat()
    return f"{first.isoformat()}/{last.isoformat()}"
