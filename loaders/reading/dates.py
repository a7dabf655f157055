"""Calendar dates as datelines, bylines and pages write them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR: Final = r"(?:1[89]|20)\d\d"
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day|\.)?,?\s+)"
DATE: Final = (
    rf"(?i:{_WEEKDAY}?"
    rf"(?:{_MONTH}\s*{_DAY}(?:\s*,?\s+\(?{_YEAR}\)?)?|{_DAY}\s+{_MONTH}(?:\s*,?\s+\(?{_YEAR}\)?)?|{_YEAR}-\d\d-\d\d))"
)
"""Pattern of a date, with or without a weekday and a year; it has no groups."""

_PARTS: Final = (
    re.compile(rf"(?P<month>{_MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+\(?(?P<year>{_YEAR})", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\s*,?\s+\(?(?P<year>{_YEAR})", re.IGNORECASE),
    re.compile(rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)"),
)


def full_date(text: str) -> date | None:
    """The first date in ``text`` that has day, month and year; None when there is none.

    >>> full_date("LAGOS, Sept. 3, 1999 (Wire)")
    datetime.date(1999, 9, 3)
    """
    found = [match for pattern in _PARTS if (match := pattern.search(text))]
    if not found:
        return None
    parts = min(found, key=lambda match: match.start()).groupdict()
    month = parts["month"]
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(parts["year"]), number, int(parts["day"]))
    except ValueError:
        return None
