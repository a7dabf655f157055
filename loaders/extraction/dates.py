"""Temporal expressions of English news as EDTF level 1, resolved against the publication date.

Conventions: "last week" is Monday to Sunday before the week of publication; a weekday is the nearest one before (or on)
the day of publication, its other reading the next one; vague expressions are recognised but never become dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,september sept sep,october oct,november nov,december dec".split(","), 1
    )
    for name in names.split()
}
_DAYS: Final = {
    name: number
    for number, names in enumerate("monday mon,tuesday tue tues,wednesday wed,thursday thu thurs,friday fri,saturday sat,sunday sun".split(","))
    for name in names.split()
}
_NUMBERS: Final = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {"a": 1, "an": 1}
_M = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\.?)"
_D = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_N = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DAY = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]\d\d|20\d\d)"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Code points ``start:end`` of the text name a time.

    ``edtf`` is None for vague ones; ``future_edtf`` is the next date that fits, where the words leave that open.
    ``kind``: point, interval, duration, frequency, deadline or vague.
    """

    start: int
    end: int
    edtf: str | None
    kind: str
    future_edtf: str | None = None


_PATTERNS: Final = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("iso", r"\b(\d{4})-(\d\d)-(\d\d)\b"),
        ("range_md", rf"\b({_M}) ({_DAY}) ?(?:-|–|to|and) ?({_DAY})(?:,? ({_YEAR}))?\b(?!-)"),
        ("range_dm", rf"\b({_DAY}) ?(?:-|–|to|and) ?({_DAY}) (?:of )?({_M})(?:,? ({_YEAR}))?\b"),
        ("range_this", rf"\b({_DAY}) (?:to|-|and) ({_DAY}) of this month\b"),
        ("mdy", rf"\b({_M}) ({_DAY}),? ({_YEAR})\b"),
        ("dmy", rf"\b(?:the )?({_DAY}) (?:of )?({_M}),? ({_YEAR})\b"),
        ("my", rf"\b({_M}),? (?:of )?({_YEAR})\b"),
        ("md", rf"\b({_M}) ({_DAY})\b(?! ?(?:percent|per cent|%))"),
        ("dm", rf"\b(?:the )?({_DAY}) (?:of )?({_M})\b"),
        ("decade", r"\b(?:the )?((?:1[6-9]|20)\d0)s\b"),
        ("ago", rf"\b({_N}) (day|week|month|year|decade)s? (?:ago|earlier|before)\b"),
        ("vague", r"\b(?:(?:a few|several|some|many|recent|the past few|the last few|recent|coming|the coming) (?:days|weeks|months|years|decades)(?: ago)?|recently|(?:in|for|over|during) (?:the )?(?:last|past|recent|coming|next) (?:few )?(?:\w+ )?(?:days|weeks|months|years|decades))\b"),
        ("relative_day", r"\b(the day before yesterday|yesterday|today|tonight|tomorrow|the day after tomorrow)\b"),
        ("relative_weekday", rf"\b(last|next|this|this past|this coming|coming) ({_D})\b"),
        ("weekday_md", rf"\b({_D}),? ({_M}) ({_DAY})(?:,? ({_YEAR}))?\b"),
        ("relative_month", rf"\b(last|next|this|late last|early last|early next|late next) ({_M})\b(?! ?\d)"),
        ("the_last", r"\b(?:in|over|during|within) the (?:last|past) (week|month|year)\b"),
        ("relative_unit", r"\b(?:(earlier|later|late|early) )?(last|next|this|the previous|the following) (week|month|year)\b"),
        ("begun", rf"\b({_N})-day (?:\w+ ){{0,3}}(?:that (?:began|started|begins)|beginning|starting|which (?:began|started)|from) (?:on )?({_D}|today|tomorrow)\b"),
        ("ended", rf"\b({_N}) days(?: of \w+)? (?:that|which) ended (?:here )?(?:on )?({_D}|today|yesterday)\b"),
        ("weekday", rf"\b({_D})\b"),
        ("deadline", rf"\b(?:by|until|before|no later than) (?:the )?(?:(?:end|close|middle|start) of )?({_YEAR})\b"),
        ("since", rf"\bsince (?:(?:early|late|mid|about) ?-?)?({_YEAR})\b"),
        ("season", rf"\b(?:spring|summer|autumn|winter|early|late|mid)[ -](?:of )?({_YEAR})\b"),
        ("month", rf"\b(?:in|of|since|until|by|for|from|during|on|before|after|early|late|mid|mid-|end of|end-|this|early in|late in) ({_M})\b(?! \d)"),
        ("year", rf"\b(?:in|of|since|from|during|after|before|for|early|late|the|a|an|its|their|and|signed|between|under|,|\() ?({_YEAR})\b(?![-–]\d|\d|,\d|\.\d| ?(?:people|troops|soldiers|km|kilomet|miles|tons|tonnes|men|million|percent|dollars|barrels|megawatts|refugees|hectares|mw\b))"),
        ("year_adj", rf"\b({_YEAR})(?= (?:\w+ ){{0,3}}(?:agreement|accord|treaty|pact|deal|protocol|convention|memorandum|ceasefire|truce|declaration|war|revolution|coup|election|summit|conference|peace))"),
        ("bracket_year", rf"(?<=\()({_YEAR})(?=\))"),
    )
)


class TimeFinder:
    """Finds temporal expressions; keeps nothing between calls."""

    def find(self, text: str, published: date | None) -> tuple[TimeExpression, ...]:
        """Temporal expressions of ``text`` in order, without overlaps, earlier patterns first."""
        taken: list[tuple[int, int]] = []
        found: list[TimeExpression] = []
        for name, pattern in _PATTERNS:
            for match in pattern.finditer(text):
                start, end = _span(name, match)
                if any(start < b and a < end for a, b in taken) or not _plausible(name, match, text):
                    continue
                time = _resolve(name, match, start, end, published)
                if time is not None:
                    taken.append((start, end))
                    found.append(time)
        return tuple(sorted(found, key=lambda t: t.start))


def find_times(text: str, published: date | None) -> tuple[TimeExpression, ...]:
    """Temporal expressions of a text.

    >>> [t.edtf for t in find_times("They met on Friday and signed in October 2015.", date(2017, 5, 8))]
    ['2017-05-05', '2015-10']
    """
    return TimeFinder().find(text, published)


def _span(name: str, match: re.Match[str]) -> tuple[int, int]:
    return match.span(1) if name in {"year", "month"} else match.span()


def _plausible(name: str, match: re.Match[str], text: str) -> bool:
    """Months and weekdays need a capital: "may", "march", "sun" are words."""
    for group in match.groups():
        if group and group.lower().rstrip(".") in _MONTHS and group[0].islower():
            return False
        if group and group.lower() in _DAYS and group[0].islower():
            return False
    del name, text
    return True


def _day(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _month(text: str) -> int:
    return _MONTHS[text.lower().rstrip(".")]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.lower()]


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _week(day: date, shift: int) -> str:
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _shift_month(day: date, months: int) -> str:
    total = day.year * 12 + day.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def _weekday(published: date, name: str, *, future: bool = False) -> date:
    number = _DAYS[name.lower()]
    if future:
        return published + timedelta(days=(number - published.weekday()) % 7)
    return published - timedelta(days=(published.weekday() - number) % 7)


def _near_year(published: date, month: int, day: int = 1, *, future: bool) -> int:
    """The year of a month (and day) without one: the nearest past, or the next."""
    key, now = (month, day), (published.month, published.day if day > 1 else 1)
    if future:
        return published.year if key >= now else published.year + 1
    return published.year if key <= (now if day > 1 else (published.month, 31)) else published.year - 1


def _resolve(  # noqa: C901, PLR0912
    name: str, match: re.Match[str], start: int, end: int, published: date | None
) -> TimeExpression | None:
    g = match.groups()
    point = lambda edtf, future=None, kind="point": TimeExpression(start, end, edtf, kind, future) if edtf else None  # noqa: E731
    if name == "iso":
        return point(_iso(int(g[0]), int(g[1]), int(g[2])))
    if name == "mdy":
        return point(_iso(int(g[2]), _month(g[0]), _day(g[1])))
    if name == "dmy":
        return point(_iso(int(g[2]), _month(g[1]), _day(g[0])))
    if name == "my":
        return point(f"{g[1]}-{_month(g[0]):02d}")
    if name == "decade":
        return point(f"{g[0]}/{int(g[0]) + 9}", None, "interval")
    if name in {"year", "year_adj", "bracket_year", "season"}:
        return point(g[0])
    if name == "deadline":
        return point(g[0], None, "deadline")
    if name == "since":
        return point(g[0], None, "point")
    if name == "vague":
        return TimeExpression(start, end, None, "vague")
    if published is None:
        return TimeExpression(start, end, None, "vague")
    return _relative(name, g, start, end, published)


def _relative(  # noqa: C901, PLR0912
    name: str, g: tuple[str, ...], start: int, end: int, published: date
) -> TimeExpression | None:
    def made(edtf: str | None, future: str | None = None, kind: str = "point") -> TimeExpression | None:
        return TimeExpression(start, end, edtf, kind, future) if edtf else None

    if name in {"range_md", "range_dm"}:
        month, first, last = (_month(g[0]), _day(g[1]), _day(g[2])) if name == "range_md" else (_month(g[2]), _day(g[0]), _day(g[1]))
        years = [int(g[3])] * 2 if g[3] else [_near_year(published, month, first, future=f) for f in (False, True)]
        spans = [f"{a}/{b}" for y in years if (a := _iso(y, month, first)) and (b := _iso(y, month, last)) and a <= b]
        return made(spans[0], spans[-1], "interval") if spans else None
    if name == "range_this":
        a, b = _iso(published.year, published.month, _day(g[0])), _iso(published.year, published.month, _day(g[1]))
        return made(f"{a}/{b}", None, "interval") if a and b and a <= b else None
    if name in {"md", "dm"}:
        month, day = (_month(g[0]), _day(g[1])) if name == "md" else (_month(g[1]), _day(g[0]))
        past, future = (_iso(_near_year(published, month, day, future=f), month, day) for f in (False, True))
        return made(past, future)
    if name == "weekday_md":
        month, day = _month(g[1]), _day(g[2])
        if g[3]:
            return made(_iso(int(g[3]), month, day))
        past, future = (_iso(_near_year(published, month, day, future=f), month, day) for f in (False, True))
        return made(past, future)
    if name == "month":
        month = _month(g[0])
        years = [_near_year(published, month, future=f) for f in (False, True)]
        return made(f"{years[0]}-{month:02d}", f"{years[1]}-{month:02d}")
    if name == "relative_month":
        month, word = _month(g[1]), g[0].lower()
        if word == "this":
            return made(f"{published.year}-{month:02d}")
        if "next" in word:
            return made(f"{published.year if month > published.month else published.year + 1}-{month:02d}")
        return made(f"{published.year if month < published.month else published.year - 1}-{month:02d}")
    if name == "relative_day":
        shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}
        return made((published + timedelta(days=shift[g[0].lower()])).isoformat())
    if name == "relative_weekday":
        word = g[0].lower()
        if word in {"next", "coming", "this coming"}:
            day = _weekday(published, g[1], future=True)
            return made((day + timedelta(days=7) if day == published else day).isoformat())
        day = _weekday(published, g[1])
        if word == "last" and day == published:
            day -= timedelta(days=7)
        return made(day.isoformat(), _weekday(published, g[1], future=True).isoformat() if word == "this" else None)
    if name == "weekday":
        return made(_weekday(published, g[0]).isoformat(), _weekday(published, g[0], future=True).isoformat())
    if name == "the_last" and g[0].lower() == "week":
        return made(_week(published, -1), None, "interval")
    if name == "the_last":
        days = {"week": 7, "month": 30, "year": 365}[g[0].lower()]
        return made(f"{(published - timedelta(days=days)).isoformat()}/{published.isoformat()}", None, "interval")
    if name == "relative_unit":
        shift = {"last": -1, "the previous": -1, "this": 0}.get(g[1].lower(), 1)
        unit = g[2].lower()
        if unit == "week":
            return made(_week(published, shift), None, "interval")
        return made(_shift_month(published, shift) if unit == "month" else str(published.year + shift))
    if name == "ago":
        count, unit = _number(g[0]), g[1].lower()
        if unit == "day":
            return made((published - timedelta(days=count)).isoformat())
        if unit == "week":
            return made(_week(published, -count), None, "interval") if count > 1 else made((published - timedelta(days=7)).isoformat())
        if unit == "month":
            return made(_shift_month(published, -count))
        return made(str(published.year - count * (10 if unit == "decade" else 1))) if unit == "year" else TimeExpression(start, end, None, "vague")
    if name in {"begun", "ended"}:
        return _stay(name, g, start, end, published)
    return None


def _stay(name: str, g: tuple[str, ...], start: int, end: int, published: date) -> TimeExpression | None:
    """ "a three-day visit starting Sunday", "two days of talks that ended Thursday"."""
    length, word = _number(g[0]), g[1].lower()
    if word in {"today", "yesterday", "tomorrow"}:
        anchor = published + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[word])
        other = anchor
    else:
        anchor, other = _weekday(published, word), _weekday(published, word, future=True)
    if name == "ended":
        first = anchor - timedelta(days=length - 1)
        return TimeExpression(start, end, f"{first.isoformat()}/{anchor.isoformat()}", "interval")
    spans = [f"{a.isoformat()}/{(a + timedelta(days=length - 1)).isoformat()}" for a in (anchor, other)]
    return TimeExpression(start, end, spans[0], "interval", spans[1])
