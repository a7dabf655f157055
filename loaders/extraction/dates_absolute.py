"""Rules for dates that name a day or a month: "3 October 2015", "June 22-24", "last November"."""

from __future__ import annotations

from datetime import date
from typing import Final

from accord.loaders.extraction.dates_pattern import Family, Found, Rule
from accord.loaders.extraction.dates_period import Period, Yearless, shifted, unit_of
from accord.loaders.extraction.dates_reading import Reading, Unanchored
from accord.loaders.extraction.dates_years import STEP, WHICH, YEAR_TAIL, year_named

_AND: Final = "(?: TO | and | or | AMPERSAND | SLASH )"


def _dated(m: Found, yearless: Yearless) -> Reading:
    """A day or month with its year, by the year named, else by the weekday named, else the nearest ones."""
    year = year_named(m)
    if year is not None:
        return Reading.of(yearless.in_year(year))
    if "w" in m.match.groupdict() and m.has("w") and m.clock.published:
        period = yearless.on_weekday(int(m.value("w")), m.clock.published)
        if period is not None:
            return Reading.of(period)
    yearless.in_year(2000)  # a leap year: no such day in any year is refused here
    return Reading.of_yearless(yearless, m.clock)


def _day(m: Found) -> Reading:
    return _dated(m, Yearless(int(m.value("m")), m.number("d")))


def _days(m: Found) -> Reading | None:
    first, last = m.number("d"), m.number("e")
    return _dated(m, Yearless(int(m.value("m")), first, last)) if first < last else None


def _known_day(m: Found) -> Reading | None:
    """An attack known by its day and month alone."""
    month, day = int(m.value("m")), m.number("d")
    year = m.vocabulary.values.get(f"{month:02}-{day:02}")
    if year is None or m.clock.published is None:
        return None
    known = date(int(year), month, day)
    return Reading.of(Period.of_day(known)) if known <= m.clock.published else None


def _day_of_month(m: Found) -> Reading | None:
    """ "the 20th of this month", "from 20th to 24th of next month" """
    month = m.clock.today if not m.has("rm") else shifted(m.clock.today, STEP[m.word("rm")], "month")
    first = Period.of_day(month.replace(day=m.number("d")))
    if not m.has("e"):
        return Reading.of(first)
    last = Period.of_day(month.replace(day=m.number("e")))
    return Reading.of(Period.between(first, last))


def _bare_day(m: Found) -> Reading:
    """ "on the 20th": the last such day of a month, or the next one."""
    today, day = m.clock.today, m.number("d")
    this = today.replace(day=1)
    months = [shifted(this, count, "month") for count in range(-2, 3)]
    days = [Period.of_day(month.replace(day=day)) for month in months if day <= unit_of(month, "month").last.day]
    past = [p for p in days if p.first <= today]
    return Reading("point", past[-1], next(p for p in days if p.first >= today))


def _month(m: Found) -> Reading:
    return _dated(m, Yearless(int(m.value("m"))))


def _month_by_rank(m: Found) -> Reading:
    """ "last November", "next June", "this March" """
    open_year = Yearless(int(m.value("m")))
    today, step = m.clock.today, STEP[m.word("r")]
    if step < 0:
        return Reading.of(open_year.before(today))
    following = unit_of(today, "month").last
    return Reading.of(open_year.future(shifted(following, step, "day")) if step else open_year.in_year(today.year))


def _months(m: Found) -> Reading:
    """ "March-May 2015", "in March and April" """
    first, last = int(m.value("m")), int(m.value("n"))
    count = (last - first) % 12 + 1
    year = year_named(m)
    open_year = Yearless(first, count=count)
    if year is None:
        return Reading.of_yearless(open_year, m.clock)
    return Reading.of(open_year.in_year(year - (first > last)))


def _iso(m: Found) -> Reading:
    return Reading.of(Period.of_day(date.fromisoformat(m.word("s"))))


def _numeric(m: Found) -> Reading:
    """Day and month with dots are European; with slashes the order shows only where one number is above 12."""
    text = m.word("s")
    first, second, year = (int(part) for part in text.replace("/", ".").split("."))
    if "/" not in text or first > 12:
        return Reading.of(Period.of_day(date(year, second, first)))
    if second > 12 or first == second:
        return Reading.of(Period.of_day(date(year, first, second)))
    return Reading.of(Period.of_year(year))


def _week_of_month(m: Found) -> Reading:
    """The first to fourth seven days of a month, or its last seven."""
    year, rank, month = year_named(m), m.word("q"), int(m.value("m"))
    if year is None:
        open_year = Yearless(month)
        if m.clock.published is None:
            raise Unanchored
        year = open_year.past(m.clock.today).first.year
    whole = Period.of_month(year, month)
    if rank in ("last", "final"):
        return Reading.of(Period.of_days(whole.last, -7))
    return Reading.of(Period.of_days(shifted(whole.first, int(m.value("q")) - 1, "week"), 7))


_ATTACK: Final = "(?= WORD{0,2} (?: attack | attacks | massacre | hijackings ) )"
_BARE: Final = "(?P<m> MONTH ) (?! POSSESSIVE | NAME (?! NAME | OTHER | PLURAL ) )"
_OWN: Final = "(?: the | PRONOUN | ARTICLE | POSSESSIVE )"

_DAYS: Final = (
    Rule(f"(?P<m> MON ) (?P<d> D ) {_ATTACK}", _known_day),
    Rule(f"(?P<d> D ) (?P<m> MON ) {_ATTACK}", _known_day),
    Rule(f"DAYNAME? (?P<m> MON ) (?: the (?= DAYORDINAL ) )? (?P<d> D ) {YEAR_TAIL}", _day),
    Rule(f"DAYNAME? the? (?P<d> D ) of? (?P<m> MON ) {YEAR_TAIL}", _day),
    Rule("(?P<d> DAYNUMBER ) HYPHEN (?P<m> MON ) HYPHEN (?P<y> ANYYEAR )", _day),
    Rule(f"(?: from | between )? (?P<m> MON ) (?P<d> D ) {_AND} (?P<e> D ) (?! MON ) {YEAR_TAIL}", _days, "interval"),
    Rule(
        "(?: from | between )? the? (?P<d> D ) (?: COMMA D ){0,3} COMMA? "
        f"{_AND} the? (?P<e> D ) of? (?P<m> MON ) {YEAR_TAIL}",
        _days,
        "interval",
    ),
)
_MONTHS: Final = (
    Rule("(?P<m> MON ) COMMA? of? (?P<y> YEAR )", _month),
    Rule(f"(?P<m> MON ) of? (?P<ry> {WHICH} | the same ) year", _month),
    Rule(f"(?P<r> {WHICH} ) (?P<m> MON ) (?! D )", _month_by_rank),
    # April, August, March, May and June are names and words of other meanings too: they need a sign of time.
    Rule("(?P<m> MONTH ) (?<! NAMELIKE_MONTH )", _month),
    Rule(
        f"(?<= (?: in | since | during | until | till | before | after | through | from | between ) ) {_BARE}", _month
    ),
    Rule(f"(?<= (?: by | for | to | and | or ) ) {_BARE} (?<! may ) (?! NAME )", _month),
    Rule(f"(?<= (?: early | late ) ) {_BARE}", _month),
    Rule(
        "(?<= (?: (?: mid | early | late | end ) HYPHEN | (?: EDGE | half | week | weeks | month | days ) of ) ) "
        + _BARE,
        _month,
    ),
    Rule(f"(?<= {_OWN} ) (?P<m> MONTH ) (?<! may ) (?= OTHER | PLURAL | EVENT )", _month),
    Rule(f"(?<= {_OWN} ) (?P<m> may ) (?= EVENT )", _month),
    Rule("(?<= (?: in | since | until | of | by | during ) ) (?P<m> MONTH_ABBREVIATION ) DOT", _month),
    Rule(
        f"(?: from | between )? (?P<m> MON ) (?: TO | and | or ) (?P<n> MON ) (?! D ) {YEAR_TAIL}", _months, "interval"
    ),
    Rule(f"the? (?P<q> ORDINAL | last | final ) week (?: of | in ) (?P<m> MON ) {YEAR_TAIL}", _week_of_month),
)
_DAYS_OF_MONTH: Final = (
    Rule("the? (?P<d> D ) of? (?P<rm> this | last | next ) month", _day_of_month),
    Rule(f"from? the? (?P<d> D ) {_AND} the? (?P<e> D ) of? (?P<rm> this | last | next ) month", _day_of_month),
    Rule("(?<= on ) the (?P<d> DAYORDINAL ) (?= STOP | COMMA | $ )", _bare_day),
)
_NUMERIC: Final = (
    Rule("(?P<s> ISODATE )", _iso),
    Rule("(?P<s> NUMERICDATE )", _numeric),
)
FAMILIES: Final = (
    Family(("MONTH", "MONTH_ABBREVIATION"), (*_DAYS, *_MONTHS)),
    Family(("DAYNUMBER", "DAYORDINAL"), _DAYS_OF_MONTH),
    Family(("ISODATE", "NUMERICDATE"), _NUMERIC),
)
