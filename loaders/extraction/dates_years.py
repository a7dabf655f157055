"""Rules for years, decades, seasons and parts of years: "in 1995", "the 1990s", "the first quarter of 2016"."""

from __future__ import annotations

from typing import Final

from accord.loaders.extraction.dates_pattern import Family, Found, Rule
from accord.loaders.extraction.dates_period import Period, Yearless, decade
from accord.loaders.extraction.dates_reading import Reading

STEP: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
WHICH: Final = "(?: this | current | last | past | previous | next | coming )"
"""Words that step through the calendar, as ``STEP`` counts them."""
YEAR_TAIL: Final = f"(?: COMMA? of? (?P<y> YEAR ) | COMMA? of? (?P<ry> {WHICH} | the same ) year )?"
"""The year after a day or month; read by year_named."""


def year_named(m: Found) -> int | None:
    """The year that is named, or told relative to publication; None where it is left open."""
    if m.has("y"):
        return m.number("y")
    if not m.has("ry"):
        return None
    return m.clock.anchor.year if m.word("ry") == "the" else m.clock.today.year + STEP[m.word("ry")]


def _one_year(m: Found) -> Reading:
    return Reading.of(Period.of_year(m.number("y")))


def _years(m: Found) -> Reading | None:
    """ "1990-95", "2008-2012", "from 1990 to 1995"; "2015-10" is a month"""
    first, text = m.number("y"), m.word("z")
    if len(text) not in (2, 4) or not text.isdecimal():
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
    if not text.isdecimal():
        text = m.value("y")
    year = int(text)
    if year % 10:  # "the 1991's" is a possessive
        return None
    return Reading.of(decade(year if year >= 100 else 1900 + year if year >= 20 else 2000 + year))


def _season(m: Found) -> Reading:
    open_year = Yearless(int(m.value("q")), count=3)
    year = year_named(m)
    if year is not None:
        return Reading.of(open_year.in_year(year))
    if not m.has("r"):
        return Reading.of_yearless(open_year, m.clock)
    step, today = STEP[m.word("r")], m.clock.today
    if step < 0:
        return Reading.of(open_year.before(today))
    return Reading.of(open_year.future(today)) if step else Reading.of_yearless(open_year, m.clock)


def _part_of_year(m: Found) -> Reading | None:
    """Quarters, halves, and "the first nine months of 2005" """
    length = {"half": 6, "semester": 6, "h1": 6, "h2": 6, "months": 0}.get(m.word("u"), 3) or m.number("c")
    rank = m.word("q").lstrip("qh")
    number = 12 // length if rank in ("last", "final") else int(rank if rank.isdecimal() else m.value("q") or rank[0])
    first = 13 - length if m.word("u") == "months" and rank in ("last", "final") else (number - 1) * length + 1
    if first + length > 13:
        return None
    year = m.clock.today.year if m.word("y") == "the" else year_named(m)
    open_year = Yearless(first, count=length)
    return Reading.of_yearless(open_year, m.clock) if year is None else Reading.of(open_year.in_year(year))


_IN: Final = (
    "(?: in | since | between | during | throughout | until | till | early | late | end "
    "| fiscal | calendar | year | circa | mid | midway )"
)
_NEAR_IN: Final = "(?: by | from | for | before | after | around | through | about | than )"
_OWN: Final = "(?: the | PRONOUN | ARTICLE | POSSESSIVE )"
_QUARTERED: Final = f"(?: (?P<y> YEAR | the (?= year ) ) year? | (?P<ry> {WHICH} ) year )"
_DECADE: Final = "(?: (?: early | late | mid ) HYPHEN? )?"

_YEARS: Final = (
    Rule(f"(?<= {_IN} ) (?P<y> YEAR )", _one_year),
    Rule(f"(?<= {_NEAR_IN} ) (?P<y> YEAR ) (?! WORD? PLURAL | HYPHEN | PEOPLE )", _one_year),
    Rule("(?<= (?: mid | early | late | end ) HYPHEN ) (?P<y> YEAR )", _one_year),
    Rule(f"(?<= {_IN} ANYYEAR (?: and | or | COMMA ) ) (?P<y> YEAR )", _one_year),
    Rule(f"(?<= {_IN} ANYYEAR COMMA ANYYEAR (?: and | or ) ) (?P<y> YEAR )", _one_year),
    Rule("(?<= (?: EVENT | EDGE | that | half | quarter | NAME | DAYNUMBER | NUMERAL ) of ) (?P<y> YEAR )", _one_year),
    Rule("(?<= up to ) (?P<y> YEAR )", _one_year),
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
_DECADES: Final = (
    Rule(f"the? {_DECADE} (?P<y> DECADE )", _decade),
    Rule(f"the {_DECADE} (?P<y> ANYYEAR ) POSSESSIVE", _decade),
    Rule(f"the {_DECADE} SYMBOL? (?P<y> SHORTDECADE | DECADE_WORD )", _decade),
)
_SEASONS: Final = (
    Rule(f"the? (?P<q> SEASON ) (?: of? (?P<y> YEAR ) | COMMA? of? (?P<ry> {WHICH} ) year )", _season),
    Rule(f"(?P<r> {WHICH} ) (?P<q> SEASON )", _season, "interval"),
    Rule(
        "(?<= (?: in | during | since | by | until | before | after ) ) the? (?P<q> SEASON ) (?! HYPHEN | of | OTHER )",
        _season,
        "interval",
    ),
)
_QUARTERS: Final = (
    Rule(
        "the? (?P<q> ORDINAL | DAYORDINAL | last | final ) HYPHEN? (?P<u> quarter | half | semester ) of? "
        + _QUARTERED,
        _part_of_year,
        "interval",
    ),
    Rule(f"the? (?P<q> first | last | final ) (?P<c> COUNT ) (?P<u> months ) of {_QUARTERED}", _part_of_year),
    Rule("(?P<q> (?P<u> q1 | q2 | q3 | q4 | h1 | h2 ) ) of? (?P<y> YEAR )", _part_of_year),
    Rule(
        "(?<= (?: in | during | for | by | until ) ) the (?P<q> ORDINAL | DAYORDINAL ) (?P<u> quarter ) (?! of )",
        _part_of_year,
        "interval",
    ),
)
FAMILIES: Final = (
    Family(("PLAINYEAR", "ROUNDYEAR"), _YEARS),
    Family(("DECADE", "SHORTDECADE", "DECADE_WORD", "POSSESSIVE"), _DECADES),
    Family(("SEASON",), _SEASONS),
    Family(("quarter", "half", "semester", "months", "q1", "q2", "q3", "q4", "h1", "h2"), _QUARTERS),
)
