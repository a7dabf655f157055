"""Rules for times told from the day of publication or from another time, for durations and for frequencies."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from accord.loaders.extraction.dates_pattern import Family, Found, Rule
from accord.loaders.extraction.dates_period import (
    DAYS_OF,
    Period,
    away,
    on_or_after,
    on_or_before,
    shifted,
    unit_of,
)
from accord.loaders.extraction.dates_reading import Reading

_STEP: Final = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_WHICH: Final = "(?: this | current | last | past | previous | next | coming | following )"
_DAY_WORDS: Final = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _vague(_: Found) -> Reading:
    return Reading("vague")


def _no_time(_: Found) -> Reading:
    return Reading(None)


def _frequency(_: Found) -> Reading:
    return Reading("frequency")


def _duration(m: Found) -> Reading:
    """Its length is kept where it is a whole number of days."""
    count, unit = m.number("c") if m.has("c") else 1, m.value("u")
    if " " in unit:  # "weeklong"
        count, unit = int(unit.split()[0]), unit.split()[1]
    return Reading("duration", days=count * DAYS_OF[unit] if unit in DAYS_OF else None)


def _length_unknown(_: Found) -> Reading:
    return Reading("duration")


def _day_word(m: Found) -> Reading:
    if m.word("s") in _DAY_WORDS:
        step = _DAY_WORDS[m.word("s")]
    else:  # "last night", "this morning", "the day before yesterday", "the day after tomorrow"
        step = {"last": -1, "this": 0}.get(m.word("s"), -2 if m.has("b") else 2)
    return Reading.of(Period.of_day(m.clock.today + timedelta(days=step)))


def _weekday(m: Found) -> Reading:
    return Reading.of_weekday(int(m.value("w")), m.clock)


def _weekday_by_rank(m: Found) -> Reading:
    """ "last Friday" is the latest before today, "this Friday" this week's, "next Friday" that of the week to come."""
    step, weekday, today = _STEP[m.word("r")], int(m.value("w")), m.clock.today
    if step < 0:
        return Reading.of(Period.of_day(on_or_before(today - timedelta(days=1), weekday)))
    if m.word("r") == "coming":
        return Reading.of(Period.of_day(on_or_after(today + timedelta(days=1), weekday)))
    day = today - timedelta(days=today.weekday() - weekday - 7 * step)
    return Reading("point", Period.of_day(day), Period.of_day(day if step else on_or_after(today, weekday)))


def _weekday_of_week(m: Found) -> Reading:
    """ "Friday last week", "Monday of this week" """
    monday = m.clock.today - timedelta(days=m.clock.today.weekday())
    return Reading.of(Period.of_day(monday + timedelta(days=7 * _STEP[m.word("r")] + int(m.value("w")))))


def _calendar_unit(m: Found) -> Reading | None:
    """ "last week", "this month", "next year" """
    unit, step, today = m.value("u"), _STEP[m.word("r")], m.clock.today
    if unit == "day":
        return None
    if unit in ("century", "fortnight"):
        return Reading("vague")
    if unit == "weekend":
        return _weekend(m)
    return Reading.of(away(unit_of(today, unit).first, step, unit))


def _weekend(m: Found) -> Reading:
    """The weekend that has begun last, or the next one that isn't over."""
    today = m.clock.today
    this = unit_of(today, "weekend")
    before = unit_of(today - timedelta(days=7), "weekend")
    step = _STEP.get(m.word("r"), 0)
    if step:
        return Reading.of(before if step < 0 else unit_of(today + timedelta(days=7), "weekend"))
    return Reading("interval", this if this.first <= today else before, this)


def _earlier_later(m: Found) -> Reading:
    """ "earlier this week" ends with publication, "later this week" begins with it; longer units stay whole."""
    unit, today = m.value("u"), m.clock.today
    if unit == "day":
        return Reading.of(Period.of_day(today))
    whole = unit_of(today, unit)
    if unit != "week":
        return Reading.of(whole)
    first, last = (whole.first, today) if m.word("p") in ("earlier", "early") else (today, whole.last)
    return Reading.of(Period.between(Period.of_day(first), Period.of_day(last)))


def _window(m: Found) -> Reading:
    """ "the past 12 months", "the last month", "the next two days": the stretch up to or from publication."""
    count, today, unit = m.number("c") if m.has("c") else 1, m.clock.today, m.value("u")
    step = _STEP[m.word("r")]
    ends = sorted((today, shifted(today, step * count, unit)))
    return Reading.of(Period.between(Period.of_day(ends[0]), Period.of_day(ends[1])))


def _window_or_week(m: Found) -> Reading | None:
    """ "the last month" is a stretch; "in the last week" is said for last week in much of the world's English."""
    return _calendar_unit(m) if m.word("r") == "last" and m.value("u") == "week" else _window(m)


def _ago(m: Found) -> Reading:
    """A day, week, month or year; decades, hours and what is "more than" or "half" aren't as precise."""
    unit = m.value("u")
    if m.has("x") or unit in ("decade", "century", "quarter", "hour"):
        return Reading("vague")
    return Reading.of(away(m.clock.today, -m.number("c"), unit))


def _hence(m: Found) -> Reading:
    """ "in two weeks' time" """
    return Reading.of(away(m.clock.today, m.number("c"), m.value("u")))


def _from_anchor(m: Found) -> Reading:
    """ "the following day", "two days earlier", "that year": counted from the day last spoken of."""
    count = m.number("c") if m.has("c") else 1
    word = m.word("r") or m.word("o")
    step = {"same": 0, "that": 0, "previous": -1, "earlier": -1, "before": -1}.get(word, 1)
    return Reading.of(away(m.clock.anchor, step * count, m.value("u")))


def _this_unit(m: Found) -> Reading:
    """ "(the end of) the month", "month's end", "year-end" """
    reading = Reading.of(unit_of(m.clock.today, m.value("u")))
    return Reading(reading.kind, reading.past, edge="end" if m.has("e") else None)


def _before_last(m: Found) -> Reading:
    """ "the year before last", "the week after next" """
    return Reading.of(away(m.clock.today, -2 if m.has("b") else 2, m.value("u")))


_ANYUNIT: Final = "(?P<u> UNIT | UNITS )"
_MANY: Final = "(?: ARTICLE? VAGUE_COUNT of? (?: VAGUE_COUNT )? )"
_HALVED: Final = "(?P<x> half an? | half | ARTICLE? COUNT and a half )"
_FROM_THERE: Final = (
    "(?: (?P<r> later | earlier | afterwards ) (?! than | COMMA? (?: in | this ) ) "
    "| (?P<o> before | after ) (?= STOP | COMMA | $ ) )"
)
_DAYPART: Final = "(?: DAY_PART )?"
_NOT_TITLE: Final = "(?! NEWSPAPER )"

_DAYS: Final = (
    Rule(f"(?P<s> (?: yesterday | tomorrow | tonight ) {_DAYPART} )", _day_word),
    Rule(f"(?P<s> today ) {_DAYPART}", _day_word),
    Rule("(?P<s> (?: this | last ) DAY_PART )", _day_word),
    Rule("(?P<s> the day (?: (?P<b> before yesterday ) | after tomorrow ) )", _day_word),
    Rule(f"(?P<w> WEEKDAY ) {_DAYPART} {_NOT_TITLE}", _weekday),
    Rule(f"(?: the | this )? (?P<r> {_WHICH} ) (?P<w> WEEKDAY ) {_DAYPART} {_NOT_TITLE}", _weekday_by_rank),
    Rule("(?P<w> WEEKDAY ) of? (?P<r> last | this | next ) week", _weekday_of_week),
)
_UNITS: Final = (
    Rule(
        "(?: this (?= coming ) )? (?P<r> this | next | coming ) (?P<u> UNIT ) (?! HYPHEN )", _calendar_unit, "interval"
    ),
    Rule("(?P<r> last ) (?P<u> UNIT ) (?! of | HYPHEN )", _calendar_unit, "interval"),
    Rule("the (?P<r> current | coming ) (?P<u> UNIT ) (?! of | HYPHEN )", _calendar_unit, "interval"),
    Rule("this (?P<r> past ) (?P<u> UNIT )", _window, "interval"),
    Rule("(?<= (?: over | at | on | during ) ) the (?P<u> weekend )", _weekend, "interval"),
    Rule("(?P<p> POSITION ) (?: in the | this ) (?P<u> UNIT )", _earlier_later),
    Rule("the (?P<r> last | past ) (?P<u> UNIT ) (?! of | HYPHEN )", _window_or_week, "interval"),
    Rule(
        "the? (?P<r> last | past | next | coming | following ) (?P<c> COUNT ) (?P<u> UNITS | UNIT )",
        _window,
        "interval",
    ),
    Rule(f"the? (?: last | past | next | coming | following ) (?: {_MANY} )? UNITS (?! of )", _vague, "vague"),
    Rule("the? (?: recent | coming | intervening ) (?: UNITS | UNIT )", _vague, "vague"),
    Rule("the (?P<u> UNIT ) (?: (?P<b> before last ) | after next )", _before_last),
    Rule("(?<= EDGE of ) the (?P<u> UNIT ) (?! of )", _this_unit),
    Rule("(?: the | this )? (?P<u> UNIT ) (?: POSSESSIVE | HYPHEN ) (?P<e> end )", _this_unit),
    Rule("the? (?: ORDINAL | DAYORDINAL | NUMERAL | last | this | next ) HYPHEN? century", _vague, "vague"),
)
_DISTANCES: Final = (
    Rule(
        f"ROUGHLY? (?P<x> more than | less than | over | at least | under )? (?P<c> COUNT | ARTICLE ) {_ANYUNIT} ago",
        _ago,
    ),
    Rule(f"{_HALVED} {_ANYUNIT} ago", _ago),
    Rule(f"(?: {_MANY} )? (?: UNITS | CLOCK_UNIT ) ago", _vague, "vague"),
    Rule("(?: COUNT | ARTICLE ) CLOCK_UNIT ago", _vague, "vague"),
    Rule("(?: long | ages ) ago", _vague, "vague"),
    Rule(f"in (?P<c> COUNT | ARTICLE ) {_ANYUNIT} (?: POSSESSIVE | SYMBOL )? time", _hence),
    Rule(f"(?P<c> COUNT | ARTICLE ) {_ANYUNIT} from (?: now | today )", _hence),
    Rule(f"{_MANY} (?: UNITS | CLOCK_UNIT ) (?: later | earlier | before | after | afterwards )", _vague, "vague"),
    Rule(f"(?P<c> COUNT | ARTICLE ) {_ANYUNIT} {_FROM_THERE}", _from_anchor, "vague"),
    Rule(
        "the? (?P<r> following | next | previous | same | that ) (?P<u> UNIT ) (?! of | HYPHEN )", _from_anchor, "vague"
    ),
    Rule(f"the (?P<u> UNIT ) {_FROM_THERE}", _from_anchor, "vague"),
    Rule(f"(?: COUNT | ARTICLE | the ) {_ANYUNIT} (?: before | after )", _vague, "vague"),
)
_DURATIONS: Final = (
    Rule("(?: COUNT | ANYYEAR ) HYPHEN? (?: UNIT | UNITS | CLOCK_UNIT ) HYPHEN? old", _no_time),
    Rule("(?P<c> COUNT ) HYPHEN? (?P<u> UNIT | UNITS )", _duration),
    Rule("COUNT HYPHEN? CLOCK_UNIT", _length_unknown),
    Rule("COUNT (?: HYPHEN | to | or ) COUNT HYPHEN? (?: UNIT | UNITS )", _length_unknown),
    Rule(f"{_HALVED} HYPHEN? {_ANYUNIT}", _length_unknown),
    Rule("COUNT HYPHEN and HYPHEN a HYPHEN half HYPHEN (?: UNIT | UNITS )", _length_unknown),
    Rule(
        "(?<= (?: in | for | within | over | than | after | lasting | lasted | ROUGHLY ) ) ARTICLE (?P<u> UNIT )",
        _duration,
    ),
    Rule("(?P<u> LONG_UNIT )", _duration),
    Rule("(?P<u> UNIT ) HYPHEN long", _duration),
    Rule("UNITS HYPHEN long", _length_unknown),
    Rule(f"(?: {_MANY} ) HYPHEN? (?: UNITS | CLOCK_UNIT )", _length_unknown),
    Rule("(?<= for ) UNITS", _length_unknown),
)
_REPEATED: Final = (
    Rule(
        "(?: every | each ) (?: other | COUNT )? (?: UNIT | UNITS | WEEKDAY | CLOCK_UNIT | MONTH | SEASON )", _frequency
    ),
    Rule("(?: once | twice | COUNT times ) (?: ARTICLE | per | every | each ) (?: UNIT | COUNT UNITS )", _frequency),
    Rule("per UNIT | annually | WEEKDAYS", _frequency),
    Rule(
        "(?<= (?: million | billion | NUMERAL | PLURAL | dollars | euros ) ) "
        "a (?: year | month | week | day ) (?= STOP | COMMA | $ )",
        _frequency,
    ),
)
_VAGUE: Final = (
    Rule("VAGUE_WORD", _vague, "vague"),
    Rule("HOLIDAY (?: eve | day )?", _vague, "vague"),
    Rule("the (?: near | foreseeable | distant | recent ) (?: future | past )", _vague, "vague"),
    Rule("these days", _vague, "vague"),
)
FAMILIES: Final = (
    Family(("WEEKDAY", "DAY_PART", "yesterday", "today", "tonight", "tomorrow"), _DAYS),
    Family(("UNIT", "UNITS"), _UNITS),
    Family(("UNIT", "UNITS", "CLOCK_UNIT", "ago"), _DISTANCES),
    Family(("UNIT", "UNITS", "CLOCK_UNIT", "LONG_UNIT"), _DURATIONS),
    Family(("every", "each", "once", "twice", "times", "per", "annually", "WEEKDAYS", "UNIT"), _REPEATED),
    Family(("VAGUE_WORD", "HOLIDAY", "future", "past", "days"), _VAGUE),
)


def names(patterns: frozenset[str], needs: tuple[str, ...]) -> Family:
    """Names that hold a word of time and tell none, such as the Good Friday Agreement."""
    return Family(needs, (Rule(" | ".join(sorted(patterns)), _no_time),))
