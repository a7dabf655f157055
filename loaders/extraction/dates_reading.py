"""What a temporal expression means: its kind, its reading in the past and, where open, in the future."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from accord.loaders.extraction.dates_period import Period, Yearless, on_or_after, on_or_before

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

TimeKind = Literal["point", "interval", "duration", "frequency", "deadline", "vague"]


class Unanchored(ValueError):
    """A relative time without the day that it is relative to."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The days that relative times count from: of publication, and the one last spoken of."""

    published: date | None
    last_named: date | None = None

    @property
    def today(self) -> date:
        """Day of publication; Unanchored when it isn't known."""
        if self.published is None:
            raise Unanchored
        return self.published

    @property
    def anchor(self) -> date:
        """The day last spoken of; Unanchored when there is none."""
        if self.last_named is None:
            raise Unanchored
        return self.last_named


@dataclass(frozen=True, slots=True)
class Reading:
    """``kind`` None: words that look like a time and aren't one ("Good Friday Agreement").

    ``yearless`` and ``weekday`` keep what the text left open, so that "from March to May 2015" can be read as a whole;
    ``edge`` is start, middle or end ("by the end of 2013"); ``days`` the length of a duration in whole days; ``open``
    the side on which an interval has no end: "/.." (since) or "../" (until).
    """

    kind: TimeKind | None
    past: Period | None = None
    future: Period | None = None
    yearless: Yearless | None = None
    weekday: int | None = None
    edge: str | None = None
    days: int | None = None
    open: str | None = None

    @staticmethod
    def of(period: Period) -> Reading:
        """A time that can be read in one way only."""
        return Reading("interval" if "/" in period.edtf else "point", period)

    @staticmethod
    def of_yearless(open_year: Yearless, clock: Clock) -> Reading:
        """A month or day of the nearest past year, or future one."""
        kind: TimeKind = "interval" if open_year.last is not None or open_year.count > 1 else "point"
        if clock.published is None:
            return Reading(kind, yearless=open_year)
        return Reading(kind, open_year.past(clock.today), open_year.future(clock.today), yearless=open_year)

    @staticmethod
    def of_weekday(weekday: int, clock: Clock) -> Reading:
        """The last such day up to publication, or the next one."""
        if clock.published is None:
            return Reading("point", weekday=weekday)
        past, future = on_or_before(clock.today, weekday), on_or_after(clock.today, weekday)
        return Reading("point", Period.of_day(past), Period.of_day(future), weekday=weekday)

    def mapped(self, change: Callable[[Period], Period]) -> Reading:
        """The same words with another extent; what was left open is settled."""
        past = change(self.past) if self.past else None
        future = change(self.future) if self.future else None
        kind: TimeKind = "interval" if past and "/" in past.edtf else "point"
        return Reading(kind if past else self.kind, past, future)

    def edtf(self, period: Period | None) -> str | None:
        """EDTF of one of the readings."""
        if period is None:
            return None
        first, last = period.edtf.split("/")[0], period.edtf.split("/")[-1]
        return {"/..": f"{first}/..", "../": f"../{last}"}.get(self.open or "", period.edtf)
