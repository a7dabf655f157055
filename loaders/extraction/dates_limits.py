"""Rules that build on times found before: parts, ranges, limits ("since", "until", "by") and visits of some days."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from accord.loaders.extraction.dates_pattern import Family, Found, Rule
from accord.loaders.extraction.dates_period import Period, Yearless, on_or_after
from accord.loaders.extraction.dates_reading import Reading

_LONGEST: Final = 60  # days; a longer visit or meeting isn't told in days


def _edge(m: Found) -> Reading:
    return replace(m.reading("p"), edge=m.value("e") if m.has("e") else None)


def _same(m: Found) -> Reading:
    return m.reading("p")


def _last_day(m: Found) -> Reading:
    return m.reading("p").mapped(lambda period: Period.of_day(period.last))


def _week_of(m: Found) -> Reading:
    """The week in which a day lies, or the seven days that begin or end with it."""
    count = {"ending": -7, "beginning": 7, "starting": 7}.get(m.word("v"))
    if count is None:
        return m.reading("p").mapped(lambda period: Period.of_week(period.first))
    return m.reading("p").mapped(lambda period: Period.of_days(period.first, count))


def _within_year(open_year: Yearless, year: int) -> Period | None:
    try:
        return open_year.in_year(year)
    except ValueError:
        return None


def _after(start: Period, end: Reading) -> Period | None:
    """The first of the days that ``end`` may mean that isn't before ``start``."""
    if end.weekday is not None:
        return Period.of_day(on_or_after(start.first, end.weekday))
    if end.yearless is None:
        return end.past
    found = (_within_year(end.yearless, year) for year in (start.first.year, start.first.year + 1))
    return next((p for p in found if p and p.first >= start.first), None)


def _joined(start: Period | None, end: Reading) -> Period | None:
    last = _after(start, end) if start else None
    return Period.between(start, last) if start and last else None


def _range(m: Found) -> Reading | None:
    """ "from Monday to Wednesday", "3 May - 5 June 2015": what one end leaves open, the other settles."""
    start, end = m.reading("p"), m.reading("q")
    if start.yearless and end.past and not end.yearless:
        settled = end.past
        years = (settled.first.year, settled.first.year - 1)
        found = (_within_year(start.yearless, year) for year in years)
        first = next((p for p in found if p and p.first <= settled.first), None)
        return Reading.of(Period.between(first, settled)) if first else None
    if start.past is None:
        return Reading("interval") if end.past is None else None
    if end.past and not end.yearless and end.weekday is None and start.past.first > end.past.first:
        return None
    past, future = _joined(start.past, end), _joined(start.future, end)
    return Reading("interval", past, future)


def _since(m: Found) -> Reading:
    return replace(m.reading("p"), kind="interval", open="/..")


def _until(m: Found) -> Reading:
    reading = m.reading("p")
    if reading.edge == "end":
        reading = reading.mapped(lambda period: Period.of_day(period.last))
    return replace(reading, kind="interval", open="../")


def _after_year(m: Found) -> Reading | None:
    """A month or year from which on something holds; "after Friday" and "after May 3" stay points."""
    reading = m.reading("p")
    long = reading.past is not None and not reading.past.is_day and "/" not in reading.past.edtf
    return replace(reading, kind="interval", open="/..") if long else None


def _deadline(m: Found) -> Reading:
    """Its EDTF is the last day or the period in which it falls, not the stretch before it."""
    reading = m.reading("p")
    if reading.edge == "end":
        reading = reading.mapped(lambda period: Period.of_day(period.last))
    return replace(reading, kind="deadline")


def _within(_: Found) -> Reading:
    return Reading("deadline")


def _visit(m: Found, sign: int) -> Reading | None:
    """A duration in days and the day on which it begins (1) or ends (-1)."""
    length, day = m.reading("d").days, m.reading("p")
    single = all(p is None or p.is_day for p in (day.past, day.future))
    if length is None or not 1 < length <= _LONGEST or not single or day.past is None:
        return None
    return day.mapped(lambda period: Period.of_days(period.first, sign * length))


def _begun(m: Found) -> Reading | None:
    return _visit(m, 1)


def _ended(m: Found) -> Reading | None:
    return _visit(m, -1)


_P: Final = "(?P<p> PERIOD )"
_S: Final = "(?P<s> (?P<p> PERIOD ) )"
_D: Final = "(?P<d> DURATION )"
_BY: Final = "(?: by | before | prior to | (?: no | not ) later than | deadline (?: of | for | on )? )"

_EDGES: Final = (
    Rule(f"(?: at | in )? the (?P<e> EDGE ) of {_P}", _edge),
    Rule(f"(?P<e> EDGE ) of {_P}", _edge),
    Rule(f"(?P<e> end ) HYPHEN {_P}", _edge),
    Rule(f"the? POSITION (?: in | on | HYPHEN | of )? {_P}", _same),
    Rule(f"midway through {_P}", _same),
    Rule(f"the? (?: last | final ) day of {_P}", _last_day),
    Rule(f"the? (?: ORDINAL | last | final | opening | closing ) (?: half | third | UNITS | DURATION ) of {_P}", _same),
    Rule(f"the? (?: week | weeks ) of {_P}", _week_of),
    Rule(f"the? week (?P<v> beginning | starting | ending ) (?: on | from )? {_P}", _week_of),
)
_RANGES: Final = (
    Rule("from (?P<p> PERIOD ) TO (?P<q> PERIOD )", _range),
    Rule("between (?P<p> PERIOD ) and (?P<q> PERIOD )", _range),
    Rule("(?P<p> PERIOD ) (?: HYPHEN | through | thru | to ) (?P<q> PERIOD )", _range),
)
_LIMITS: Final = (
    Rule(f"since {_P}", _since),
    Rule(f"from {_P} (?: onwards | onward )", _since),
    Rule(f"(?: until | till | up to | through | thru ) (?: at least )? {_P}", _until),
    Rule(f"after {_P} (?! POSSESSIVE )", _after_year),
    Rule(f"{_BY} (?: DAY_PART on? )? {_P} (?! POSSESSIVE )", _deadline),
    Rule(f"{_P} deadline", _deadline),
    Rule("within (?: DURATION | COUNT CLOCK_UNIT )", _within),
)
_SPANS: Final = (
    Rule(f"{_D} NEAR{{0,12}} BEGIN_WORD NEAR{{0,3}} {_S}", _begun),
    Rule(f"{_D} NEAR{{0,12}} END_WORD NEAR{{0,3}} {_S}", _ended),
    Rule(f"BEGIN_WORD NEAR{{0,6}} {_D} NEAR{{0,12}} {_S}", _begun),
    Rule(f"END_WORD NEAR{{0,6}} {_D} NEAR{{0,12}} {_S}", _ended),
    Rule(f"ARRIVE_WORD NEAR{{0,8}} {_S} NEAR{{0,6}} for ARTICLE? {_D}", _begun),
)
STAGES: Final = (
    Family(("PERIOD",), _EDGES),
    Family(("PERIOD",), _RANGES),
    Family(("PERIOD", "DURATION", "CLOCK_UNIT"), _LIMITS),
    Family(("DURATION",), _SPANS),
)
"""Each stage builds on the times that the ones before it found."""
