"""Rules over tokens: a pattern and a function that says what its words mean.

A pattern is a regular expression whose letters are names of tokens: ``MONTH DAYNUMBER (?: COMMA YEAR )?``. Lower case
is one word, upper case a class of words (data/time_words.tsv), a shape of tokens (dates_words) or a macro below.
White space means nothing. A group ``(?P<s>...)`` limits what the expression covers; otherwise it is the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.dates_reading import Clock, Reading, TimeKind, Unanchored
from accord.loaders.extraction.dates_words import Tokens, Vocabulary, number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

MACROS: Final = {
    # A number isn't a year before a unit, and a round one isn't before things that can be counted.
    "YEAR": "(?: PLAINYEAR | ROUNDYEAR (?! WORD? PLURAL | WORD? PEOPLE ) ) (?! MEASURE | PERCENT | CURRENCY )",
    "ANYYEAR": "(?: PLAINYEAR | ROUNDYEAR )",
    "MON": "(?: MONTH | MONTH_ABBREVIATION DOT? )",
    "D": "(?: DAYNUMBER | DAYORDINAL )",
    "DAYNAME": "(?: (?P<w> WEEKDAY | WEEKDAY_ABBREVIATION ) DOT? COMMA? OPEN? )",
    "COUNT": "(?: NUMBER | DAYNUMBER | NUMERAL )",
    "TO": "(?: HYPHEN | to | until | till | through | thru )",
    "WORD": "(?: OTHER | NAME )",
    "THING": "(?: (?! FUNCTION | PREPOSITION | ARTICLE | the | COMMA | STOP | BREAK | SYMBOL | OPEN | CLOSE )ANY )",
    # Tokens within one sentence.
    "NEAR": "(?: (?! STOP | BREAK | PERIOD | DURATION )ANY )",
    "ANY": ".",
}
_NAME: Final = re.compile(r"\(\?P<\w+>|\(\?P=\w+\)|\{\d+(?:,\d+)?\}|[A-Za-z]\w*|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a pattern, asked by the names of its groups."""

    match: re.Match[str]
    tokens: Tokens
    vocabulary: Vocabulary
    clock: Clock

    def has(self, name: str) -> bool:
        """Whether the group took part and isn't empty."""
        return bool(self.match.groupdict().get(name))

    def word(self, name: str) -> str:
        """First word of a group in lower case, empty when it took no part."""
        return self.tokens.words[self.match.start(name)].lower() if self.has(name) else ""

    def value(self, name: str) -> str:
        """What the vocabulary says of that word, e.g. the unit of "weeks"."""
        return self.vocabulary.values.get(self.word(name), "")

    def number(self, name: str) -> int:
        """The number in a group; ValueError when there is none."""
        return number_of(self.word(name), self.vocabulary.values)

    def reading(self, name: str) -> Reading:
        """The reading of a group that is a time found before."""
        reading = self.tokens.readings[self.match.start(name)]
        if reading is None:
            raise ValueError(f"group {name} isn't a time")
        return reading


Resolver = Callable[[Found], "Reading | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """``resolve`` gives the reading, or None where the words aren't a time after all.

    ``kind`` is what the expression is when the calendar has no such day or nothing to count from is known.
    """

    pattern: str
    resolve: Resolver
    kind: TimeKind = "point"


@dataclass(frozen=True, slots=True)
class Family:
    """Rules of which none can match where the text has none of the words ``needs`` (names as in patterns)."""

    needs: tuple[str, ...]
    rules: tuple[Rule, ...]


def expanded(pattern: str) -> str:
    """A pattern with its macros replaced."""
    while True:
        longer = re.sub(r"\b[A-Z]+\b", lambda m: MACROS.get(m[0], m[0]), pattern)
        if longer == pattern:
            return pattern
        pattern = longer


def literals(patterns: Iterable[str]) -> set[str]:
    """The single words that patterns name."""
    named = (piece for pattern in patterns for piece in _NAME.findall(expanded(pattern)))
    return {piece for piece in named if re.fullmatch(r"[a-z][a-z0-9]*", piece)}


class RuleSet:
    """Rules that are tried together; the longest of those that begin first wins."""

    def __init__(self, families: Iterable[Family], vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._families = tuple(
            (frozenset("".join(map(vocabulary.characters, family.needs))), family) for family in families
        )
        self._compiled: dict[int, tuple[tuple[re.Pattern[str], Rule], ...]] = {}

    def _rules(self, number: int, family: Family) -> tuple[tuple[re.Pattern[str], Rule], ...]:
        """The rules of a family, compiled at the first text with a word that they need."""
        if number not in self._compiled:
            patterns = (re.compile(self._translated(rule.pattern), re.DOTALL) for rule in family.rules)
            self._compiled[number] = tuple(zip(patterns, family.rules, strict=True))
        return self._compiled[number]

    def _translated(self, pattern: str) -> str:
        return "".join(map(self._piece, _NAME.findall(expanded(pattern))))

    def _piece(self, piece: str) -> str:
        if piece.isspace():
            return ""
        if not re.fullmatch(r"[A-Za-z]\w*", piece):
            return piece
        characters = self.vocabulary.characters(piece)
        return characters if len(characters) == 1 else f"[{characters}]"

    def apply(self, tokens: Tokens, clock: Clock) -> Tokens:
        """Tokens in which each expression found has become one token with its reading."""
        found = sorted(self._found(tokens, clock), key=lambda f: (f[0], -f[1]))
        chosen: list[tuple[int, int, str, Reading]] = []
        for first, after, reading in found:
            if not chosen or first >= chosen[-1][1]:
                chosen.append((first, after, self._code(reading), reading))
        return tokens.collapsed(chosen) if chosen else tokens

    def _found(self, tokens: Tokens, clock: Clock) -> Iterable[tuple[int, int, Reading]]:
        present = frozenset(tokens.codes)
        for number, (needs, family) in enumerate(self._families):
            if needs.isdisjoint(present):
                continue
            for pattern, rule in self._rules(number, family):
                for match in pattern.finditer(tokens.codes):
                    reading = self._resolved(rule, Found(match, tokens, self.vocabulary, clock))
                    if reading is not None:
                        yield *match.span("s" if "s" in pattern.groupindex else 0), reading

    def _resolved(self, rule: Rule, found: Found) -> Reading | None:
        try:
            return rule.resolve(found)
        except Unanchored:
            return Reading(rule.kind)
        except (ValueError, OverflowError):  # 31 June, or a year beyond the calendar
            return Reading("vague")

    def _code(self, reading: Reading) -> str:
        names = {"point": "PERIOD", "interval": "PERIOD", "duration": "DURATION"}
        return self.vocabulary.shape(names.get(reading.kind or "", "FOUND"))
