"""Stretches of the calendar as EDTF, and the arithmetic that finds them.

Weeks are ISO 8601 weeks, Monday to Sunday. Seasons are the meteorological ones of the northern hemisphere, written as
months (``2004-06/2004-08``), so that they compare with other dates.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTHS_OF: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
"""Units that are whole numbers of months."""
DAYS_OF: Final = {"day": 1, "week": 7, "fortnight": 14}
"""Units that are whole numbers of days."""
# An unnamed year is the current one by news style (AP stylebook), so "May 9" in an article of May 8 is tomorrow's
# date, not last year's, even beside a past tense ("was to meet on May 9").
_SOON: Final = 60


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``first`` to ``last``, both included, and how the text's precision writes them as EDTF."""

    edtf: str
    first: date
    last: date

    @staticmethod
    def of_day(day: date) -> Period:
        """One day.

        >>> Period.of_day(date(2017, 5, 8)).edtf
        '2017-05-08'
        """
        return Period(day.isoformat(), day, day)

    @staticmethod
    def of_month(year: int, month: int) -> Period:
        """One month; ``month`` may lie outside 1..12 and then counts on into other years.

        >>> Period.of_month(2017, 0).edtf
        '2016-12'
        """
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
        return Period(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @staticmethod
    def of_year(year: int) -> Period:
        """One year; ValueError outside 1..9999."""
        return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31))

    @staticmethod
    def of_months(year: int, month: int, count: int) -> Period:
        """``count`` months from ``month`` on.

        >>> Period.of_months(2004, 12, 3).edtf
        '2004-12/2005-02'
        """
        return Period.between(Period.of_month(year, month), Period.of_month(year, month + count - 1))

    @staticmethod
    def of_days(first: date, count: int) -> Period:
        """``count`` days from ``first`` on; a negative count ends with it."""
        other = first + timedelta(days=count - 1 if count > 0 else count + 1)
        return Period.between(Period.of_day(min(first, other)), Period.of_day(max(first, other)))

    @staticmethod
    def of_week(day: date) -> Period:
        """The week in which a day lies.

        >>> Period.of_week(date(2017, 5, 3)).edtf
        '2017-05-01/2017-05-07'
        """
        return Period.of_days(day - timedelta(days=day.weekday()), 7)

    @staticmethod
    def between(start: Period, end: Period) -> Period:
        """From the start of one to the end of the other; ValueError when that runs backwards."""
        if start.first > end.last or start.first > end.first:
            raise ValueError(f"{start.edtf} isn't before {end.edtf}")
        if start.edtf == end.edtf:
            return start
        return Period(f"{start.edtf.split('/')[0]}/{end.edtf.split('/')[-1]}", start.first, end.last)

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month, or days in it, whose year the text leaves open; ``count`` months when the text names several."""

    month: int
    day: int | None = None
    last: int | None = None
    count: int = 1

    def in_year(self, year: int) -> Period:
        """It in a given year; ValueError when that year has no such day."""
        if self.day is None:
            return Period.of_months(year, self.month, self.count)
        first = Period.of_day(date(year, self.month, self.day))
        return first if self.last is None else Period.between(first, Period.of_day(date(year, self.month, self.last)))

    def _candidates(self, today: date) -> list[Period]:
        found = []
        reach = 8 if (self.month, self.day) == (2, 29) else 2  # there was no leap day in 1897..1903
        for year in range(max(1, today.year - reach), min(9998, today.year + reach) + 1):
            try:
                found.append(self.in_year(year))
            except ValueError:
                continue
        return found

    def past(self, today: date) -> Period:
        """The latest one begun by ``today``; a day that comes up soon is preferred to one almost a year back."""
        found = self._candidates(today)
        begun = [p for p in found if p.first <= today]
        ahead = [p for p in found if p.first > today]
        if self.day is not None and ahead and (not begun or (ahead[0].first - today).days <= _SOON):
            return ahead[0]
        if not begun:
            raise ValueError("no such day in the years around")
        return begun[-1]

    def before(self, today: date) -> Period:
        """The latest one that was over before ``today``: "last May"."""
        return _first(p for p in reversed(self._candidates(today)) if p.last < today)

    def future(self, today: date) -> Period:
        """The first one that isn't over on ``today``."""
        return _first(p for p in self._candidates(today) if p.last >= today)

    def on_weekday(self, weekday: int, today: date) -> Period | None:
        """The one nearest to ``today`` that begins on ``weekday`` (Monday is 0), within a year or so."""
        fits = [p for p in self._candidates(today) if p.first.weekday() == weekday]
        near = sorted(fits, key=lambda p: abs((p.first - today).days))
        return near[0] if near and abs((near[0].first - today).days) <= 400 else None


def _first(periods: Iterable[Period]) -> Period:
    """The first of them; ValueError when there is none, as at the ends of the calendar."""
    for period in periods:
        return period
    raise ValueError("the calendar has no such day")


def shifted(day: date, count: int, unit: str) -> date:
    """The day ``count`` units later, cut to the end of a shorter month; OverflowError or ValueError off the calendar.

    >>> shifted(date(2016, 3, 31), -1, "month")
    datetime.date(2016, 2, 29)
    """
    if unit in DAYS_OF:
        return day + timedelta(days=count * DAYS_OF[unit])
    months = day.year * 12 + day.month - 1 + count * MONTHS_OF[unit]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) if 1 <= year <= 9999 else _off(year)


def _off(year: int) -> date:
    raise ValueError(f"year {year} isn't in 1..9999")


def unit_of(day: date, unit: str) -> Period:
    """The calendar unit in which a day lies: its week, month, year, weekend to come, ...

    >>> unit_of(date(2005, 11, 14), "quarter").edtf
    '2005-10/2005-12'
    """
    if unit in ("week", "fortnight"):
        return Period.of_week(day)
    if unit == "weekend":
        return Period.of_days(day - timedelta(days=day.weekday() - 5), 2)
    if unit == "quarter":
        return Period.of_months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "decade":
        return decade(day.year // 10 * 10)
    if unit in ("month", "year"):
        return Period.of_month(day.year, day.month) if unit == "month" else Period.of_year(day.year)
    if unit == "day":
        return Period.of_day(day)
    raise ValueError(f"no calendar unit {unit!r}")


def decade(year: int) -> Period:
    """Ten years from ``year`` on.

    >>> decade(1990).edtf
    '1990/1999'
    """
    return Period.between(Period.of_year(year), Period.of_year(year + 9))


def away(day: date, count: int, unit: str) -> Period:
    """The unit ``count`` units from a day, as precise as the unit: two years ago is a year, three days ago a day."""
    return unit_of(shifted(day, count, "week" if unit == "weekend" else unit), unit)


def on_or_before(day: date, weekday: int) -> date:
    """The last such weekday up to and including ``day``; Monday is 0."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def on_or_after(day: date, weekday: int) -> date:
    """The first such weekday from ``day`` on; Monday is 0."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)
