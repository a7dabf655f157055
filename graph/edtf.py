"""Dates as the text gives them: EDTF level 1, read as a first and a last day.

Read are years, months, days, seasons, unspecified digits (``199X``), qualifiers (``?``, ``~``, ``%``) and intervals,
open ones too. Not read: years beyond four digits, times of day. Source: Extended Date/Time Format, ISO 8601-2:2019.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from accord.graph.errors import InvalidDate

_DATE: Final = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?[?~%]?", re.ASCII
)
_SEASONS: Final = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}
"""Season's number to its first and last month, meteorological and northern; winter ends in the next year."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date covers, both included; None stands for an open end."""

    first: date | None
    last: date | None

    def overlaps(self, other: Days) -> bool:
        """Whether the two share a day.

        >>> days("2015-10").overlaps(days("2015-10-30/2015-11-02"))
        True
        """
        return _before(self.first, other.last) and _before(other.first, self.last)


def days(text: str) -> Days:
    """The first and the last day of an EDTF date; InvalidDate when ``text`` isn't one.

    >>> days("2017-05-01/2017-05-07").last
    datetime.date(2017, 5, 7)
    >>> days("199X")
    Days(first=datetime.date(1990, 1, 1), last=datetime.date(1999, 12, 31))
    """
    if "/" not in text:
        return _one(text, text)
    start, _, end = text.partition("/")
    if _is_open(start) and _is_open(end):
        raise _invalid(text, "an interval needs a date at one end")
    found = Days(
        None if _is_open(start) else _one(start, text).first,
        None if _is_open(end) else _one(end, text).last,
    )
    if not _before(found.first, found.last):
        raise _invalid(text, "it ends before it begins")
    return found


def _is_open(part: str) -> bool:
    return part in ("", "..")


def _before(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


def _one(part: str, whole: str) -> Days:
    match = _DATE.fullmatch(part)
    if match is None:
        raise _invalid(whole, "write a date such as 2015, 2015-10, 2015-10-03, 199X or 2017-05-01/2017-05-07")
    year, month, day = match["year"], match["month"], match["day"]
    try:
        if "X" in year or month in (None, "XX"):
            return _unspecified(year, month, day)
        return _month_or_day(int(year), int(month), day)
    except ValueError as error:
        raise _invalid(whole, str(error)) from None


def _unspecified(year: str, month: str | None, day: str | None) -> Days:
    """A year, a decade or a century, in which month and day aren't known."""
    if month not in (None, "XX") or day not in (None, "XX"):
        raise ValueError("a known part can't follow an unspecified one")
    return Days(date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31))


def _month_or_day(year: int, month: int, day: str | None) -> Days:
    if month in _SEASONS and day is None:
        first, last = _SEASONS[month]
        end = year + (last < first)
        return Days(date(year, first, 1), date(end, last, monthrange(end, last)[1]))
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if day in (None, "XX"):
        return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    one = date(year, month, int(day))
    return Days(one, one)


def _invalid(text: str, why: str) -> InvalidDate:
    return InvalidDate(f"{text!r} isn't an EDTF level 1 date: {why}")
