"""Temporal expressions of English news as EDTF level 1, read against the day of publication.

What stands where: dates_words cuts a text into words of time, dates_pattern matches rules over them, dates_absolute,
dates_years, dates_relative and dates_limits are the rules, dates_period does the calendar, dates_reading is what a
rule yields. The conventions follow the annotation guidelines of the facts document: "last week" is Monday to Sunday
before the week of publication, "Friday" the last one up to publication day.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.loaders.extraction.dates_reading import Clock, TimeKind

if TYPE_CHECKING:
    from datetime import date

    from accord.loaders.extraction.dates_pattern import RuleSet
    from accord.loaders.extraction.dates_words import Tokens, Vocabulary


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch ``start:end`` (code points) that tells a time.

    ``edtf`` is the reading for past and reporting tense, ``future_edtf`` the one for the future, present only where the
    text leaves the choice open ("Friday", "in June"). Both are None for what names no date: durations, frequencies,
    vague times ("a few months ago"), and relative times when no publication date is known. A deadline's EDTF is the
    day or period that it names ("by 2030" is ``2030``), an interval may be open (``1991/..``).
    """

    start: int
    end: int
    edtf: str | None
    kind: TimeKind
    future_edtf: str | None = None


class TimeFinder:
    """Finds temporal expressions; its tables are read once, at the first text."""

    def __init__(self) -> None:
        self._grammar: tuple[Vocabulary, tuple[RuleSet, ...]] | None = None

    def find(self, text: str, published: date | None, anchor: date | None = None) -> tuple[TimeExpression, ...]:
        """Temporal expressions of ``text`` in order, none overlapping another.

        ``published`` resolves "Friday" or "last May", ``anchor`` (the day last spoken of) "the following day".

        >>> from datetime import date
        >>> TimeFinder().find("They met last week.", date(2017, 5, 8))[0].edtf
        '2017-05-01/2017-05-07'
        """
        if self._grammar is None:
            self._grammar = _grammar()
        vocabulary, stages = self._grammar
        tokens, clock = vocabulary.cut(text), Clock(published, anchor)
        for stage in stages:
            tokens = stage.apply(tokens, clock)
        return _expressions(tokens)


def _expressions(tokens: Tokens) -> tuple[TimeExpression, ...]:
    return tuple(
        TimeExpression(start, end, reading.edtf(reading.past), reading.kind, reading.edtf(reading.future))
        for start, end, reading in zip(tokens.starts, tokens.ends, tokens.readings, strict=True)
        if reading is not None and reading.kind is not None
    )


def _grammar() -> tuple[Vocabulary, tuple[RuleSet, ...]]:
    from accord.loaders.extraction import dates_absolute, dates_limits, dates_relative, dates_years
    from accord.loaders.extraction.dates_pattern import RuleSet, literals
    from accord.loaders.extraction.dates_words import Vocabulary, names_with_times

    families = (*dates_absolute.FAMILIES, *dates_years.FAMILIES, *dates_relative.FAMILIES)
    needs = tuple(need for family in families for need in family.needs)
    base = (dates_relative.names(names_with_times(), needs), *families)
    stages = (base, *((family,) for family in dates_limits.STAGES))
    rules = (rule for stage in stages for family in stage for rule in family.rules)
    vocabulary = Vocabulary(literals(rule.pattern for rule in rules))
    return vocabulary, tuple(RuleSet(stage, vocabulary) for stage in stages)
