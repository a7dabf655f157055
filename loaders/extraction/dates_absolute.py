"""Rules for dates that name a day, month, season, year or decade: "3 October 2015", "June 22-24", "the 1990s"."""

from __future__ import annotations

from datetime import date
from typing import Final

from accord.loaders.extraction.dates_pattern import Found, Rule
from accord.loaders.extraction.dates_period import Period, Yearless, decade, shifted, unit_of
from accord.loaders.extraction.dates_reading import Reading, Unanchored

_STEP: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_WHICH: Final = "(?: this | current | last | past | previous | next | coming )"
_YEARTAIL: Final = f"(?: COMMA? of? (?P<y> YEAR ) | COMMA? of? (?P<ry> {_WHICH} | the same ) year )?"
_AND: Final = "(?: TO | and | or | AMPERSAND )"


def _year(m: Found) -> int | None:
    """The year that is named, or told relative to publication; None where it is left open."""
    if m.has("y"):
        return m.number("y")
    if not m.has("ry"):
        return None
    return m.clock.anchor.year if m.word("ry") == "the" else m.clock.today.year + _STEP[m.word("ry")]


def _dated(m: Found, yearless: Yearless) -> Reading:
    """A day or month with its year, by the year named, else by the weekday named, else the nearest ones."""
    year = _year(m)
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
    month = m.clock.today if not m.has("rm") else shifted(m.clock.today, _STEP[m.word("rm")], "month")
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
    today, step = m.clock.today, _STEP[m.word("r")]
    if step < 0:
        return Reading.of(open_year.before(today))
    following = unit_of(today, "month").last
    return Reading.of(open_year.future(shifted(following, step, "day")) if step else open_year.in_year(today.year))


def _months(m: Found) -> Reading:
    """ "March-May 2015", "in March and April" """
    first, last = int(m.value("m")), int(m.value("n"))
    count = (last - first) % 12 + 1
    year = _year(m)
    open_year = Yearless(first, count=count)
    if year is None:
        return Reading.of_yearless(open_year, m.clock)
    return Reading.of(open_year.in_year(year - (first > last)))


def _one_year(m: Found) -> Reading:
    return Reading.of(Period.of_year(m.number("y")))


def _years(m: Found) -> Reading | None:
    """ "1990-95", "2008-2012", "from 1990 to 1995"; "2015-10" is a month"""
    first, text = m.number("y"), m.word("z")
    if len(text) not in (2, 4) or not text.isdigit():
        return None
    if len(text) == 4:
        last = int(text)
    elif int(text) > first % 100:
        last = first // 100 * 100 + int(text)
    else:
        return Reading.of(Period.of_month(first, int(text))) if 1 <= int(text) <= 12 else None
    if not first < last < 2100 or (first % 100 == 0 and last % 100 == 0):
        return None
    return Reading.of(Period.between(Period.of_year(first), Period.of_year(last)))


def _decade(m: Found) -> Reading | None:
    text = m.word("y").lstrip("'’").removesuffix("s")
    if not text.isdigit():
        text = m.value("y")
    year = int(text)
    if year % 10:  # "the 1991's" is a possessive
        return None
    return Reading.of(decade(year if year >= 100 else 1900 + year if year >= 20 else 2000 + year))


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


def _season(m: Found) -> Reading:
    open_year = Yearless(int(m.value("q")), count=3)
    year = _year(m)
    if year is not None:
        return Reading.of(open_year.in_year(year))
    if not m.has("r"):
        return Reading.of_yearless(open_year, m.clock)
    step, today = _STEP[m.word("r")], m.clock.today
    if step < 0:
        return Reading.of(open_year.before(today))
    return Reading.of(open_year.future(today)) if step else Reading.of_yearless(open_year, m.clock)


def _part_of_year(m: Found) -> Reading | None:
    """Quarters, halves, and "the first nine months of 2005" """
    length = {"half": 6, "semester": 6, "months": 0}.get(m.word("u"), 3) or m.number("c")
    rank = m.word("q").removeprefix("q")
    number = 12 // length if rank in ("last", "final") else int(rank if rank.isdigit() else m.value("q") or rank[0])
    first = 13 - length if m.word("u") == "months" and rank in ("last", "final") else (number - 1) * length + 1
    if first + length > 13:
        return None
    year = m.clock.today.year if m.word("y") == "the" else _year(m)
    open_year = Yearless(first, count=length)
    return Reading.of_yearless(open_year, m.clock) if year is None else Reading.of(open_year.in_year(year))


def _week_of_month(m: Found) -> Reading:
    """The first to fourth seven days of a month, or its last seven."""
    year, rank, month = _year(m), m.word("q"), int(m.value("m"))
    if year is None:
        open_year = Yearless(month)
        if m.clock.published is None:
            raise Unanchored
        year = open_year.past(m.clock.today).first.year
    whole = Period.of_month(year, month)
    if rank in ("last", "final"):
        return Reading.of(Period.of_days(whole.last, -7))
    return Reading.of(Period.of_days(shifted(whole.first, int(m.value("q")) - 1, "week"), 7))


_IN: Final = (
    "(?: in | since | between | during | throughout | until | till | early | late | end "
    "| fiscal | calendar | year | circa | mid | midway )"
)
_NEAR_IN: Final = "(?: by | from | for | before | after | around | through | about | than )"
_ATTACK: Final = "(?= WORD{0,2} (?: attack | attacks | massacre | hijackings ) )"
_BARE: Final = "(?P<m> MONTH ) (?! POSSESSIVE | NAME (?! NAME | OTHER | PLURAL ) )"
_OWN: Final = "(?: the | PRONOUN | ARTICLE | POSSESSIVE )"
_QUARTERED: Final = f"(?: (?P<y> YEAR | the (?= year ) ) year? | (?P<ry> {_WHICH} ) year )"
_DECADE: Final = "(?: (?: early | late | mid ) HYPHEN? )?"

DAYS: Final = (
    Rule(f"(?P<m> MON ) (?P<d> D ) {_ATTACK}", _known_day),
    Rule(f"(?P<d> D ) (?P<m> MON ) {_ATTACK}", _known_day),
    Rule(f"DAYNAME? (?P<m> MON ) (?P<d> D ) {_YEARTAIL}", _day),
    Rule(f"DAYNAME? the? (?P<d> D ) of? (?P<m> MON ) {_YEARTAIL}", _day),
    Rule("(?P<d> DAYNUMBER ) HYPHEN (?P<m> MON ) HYPHEN (?P<y> ANYYEAR )", _day),
    Rule(f"(?: from | between )? (?P<m> MON ) (?P<d> D ) {_AND} (?P<e> D ) (?! MON ) {_YEARTAIL}", _days, "interval"),
    Rule(
        "(?: from | between )? the? (?P<d> D ) (?: COMMA D ){0,3} COMMA? "
        f"{_AND} the? (?P<e> D ) of? (?P<m> MON ) {_YEARTAIL}",
        _days,
        "interval",
    ),
    Rule("the? (?P<d> D ) of? (?P<rm> this | last | next ) month", _day_of_month),
    Rule(f"from? the? (?P<d> D ) {_AND} the? (?P<e> D ) of? (?P<rm> this | last | next ) month", _day_of_month),
    Rule("(?<= on ) the (?P<d> DAYORDINAL ) (?= STOP | COMMA | $ )", _bare_day),
    Rule("(?P<s> ISODATE )", _iso),
    Rule("(?P<s> NUMERICDATE )", _numeric),
)
MONTHS: Final = (
    Rule("(?P<m> MON ) COMMA? of? (?P<y> YEAR )", _month),
    Rule(f"(?P<m> MON ) of? (?P<ry> {_WHICH} | the same ) year", _month),
    Rule(f"(?P<r> {_WHICH} ) (?P<m> MON ) (?! D )", _month_by_rank),
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
        f"(?: from | between )? (?P<m> MON ) (?: TO | and | or ) (?P<n> MON ) (?! D ) {_YEARTAIL}", _months, "interval"
    ),
    Rule(f"the? (?P<q> ORDINAL | last | final ) week (?: of | in ) (?P<m> MON ) {_YEARTAIL}", _week_of_month),
)
YEARS: Final = (
    Rule(f"(?<= {_IN} ) (?P<y> YEAR )", _one_year),
    Rule(f"(?<= {_NEAR_IN} ) (?P<y> YEAR ) (?! WORD? PLURAL | HYPHEN | PEOPLE )", _one_year),
    Rule("(?<= (?: mid | early | late | end ) HYPHEN ) (?P<y> YEAR )", _one_year),
    Rule(f"(?<= {_IN} ANYYEAR (?: and | or | COMMA ) ) (?P<y> YEAR )", _one_year),
    Rule(f"(?<= {_IN} ANYYEAR COMMA ANYYEAR (?: and | or ) ) (?P<y> YEAR )", _one_year),
    Rule("(?<= (?: EVENT | EDGE | that | half | quarter | NAME | DAYNUMBER | NUMERAL ) of ) (?P<y> YEAR )", _one_year),
    Rule("(?<= OPEN ) (?P<y> ANYYEAR ) (?= CLOSE )", _one_year),
    Rule("(?<= NAME COMMA ) (?P<y> ANYYEAR ) (?= COMMA | STOP | CLOSE | $ )", _one_year),
    Rule(f"(?<= {_OWN} ) (?P<y> YEAR ) (?= THING{{0,5}} EVENT )", _one_year),
    Rule(f"(?<= {_OWN} ) (?P<y> YEAR ) (?= and YEAR THING{{0,5}} EVENT )", _one_year),
    Rule(f"(?<= {_OWN} ANYYEAR and ) (?P<y> YEAR ) (?= THING{{0,5}} EVENT )", _one_year),
    Rule("(?P<y> YEAR ) (?<! (?: CURRENCY | HYPHEN | SLASH | EVENT ) ANYYEAR ) (?= WORD? EVENT )", _one_year),
    Rule("(?<= (?: STOP | BREAK ) ) (?P<y> PLAINYEAR ) (?= was | saw | is | will | has )", _one_year),
    Rule("the year (?P<y> ANYYEAR )", _one_year),
    Rule(
        "(?<! CURRENCY ) (?P<y> ANYYEAR ) (?: HYPHEN | SLASH ) (?P<z> ANYYEAR | DAYNUMBER | NUMERAL ) "
        "(?! MEASURE | PLURAL | HYPHEN | SLASH )",
        _years,
    ),
    Rule("(?: from | between ) (?P<y> YEAR ) (?: TO | and ) (?P<z> YEAR )", _years),
)
PARTS: Final = (
    Rule(f"the? {_DECADE} (?P<y> DECADE )", _decade),
    Rule(f"the {_DECADE} (?P<y> ANYYEAR ) POSSESSIVE", _decade),
    Rule(f"the {_DECADE} SYMBOL? (?P<y> SHORTDECADE | DECADE_WORD )", _decade),
    Rule(f"the? (?P<q> SEASON ) (?: of? (?P<y> YEAR ) | COMMA? of? (?P<ry> {_WHICH} ) year )", _season),
    Rule(f"(?P<r> {_WHICH} ) (?P<q> SEASON )", _season, "interval"),
    Rule(
        "(?<= (?: in | during | since | by | until | before | after ) ) the? (?P<q> SEASON ) (?! HYPHEN | of | OTHER )",
        _season,
        "interval",
    ),
    Rule(
        "the? (?P<q> ORDINAL | DAYORDINAL | last | final ) HYPHEN? (?P<u> quarter | half | semester ) of? "
        + _QUARTERED,
        _part_of_year,
        "interval",
    ),
    Rule(f"the? (?P<q> first | last | final ) (?P<c> COUNT ) (?P<u> months ) of {_QUARTERED}", _part_of_year),
    Rule("(?P<q> q1 | q2 | q3 | q4 ) (?P<u> of? ) (?P<y> YEAR )", _part_of_year),
    Rule(
        "(?<= (?: in | during | for | by | until ) ) the (?P<q> ORDINAL | DAYORDINAL ) (?P<u> quarter ) (?! of )",
        _part_of_year,
        "interval",
    ),
)
RULES: Final = (*DAYS, *MONTHS, *YEARS, *PARTS)
