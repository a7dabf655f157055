"""The vocabulary of time and the cutting of a text into its words.

Every word of the vocabulary has a code, one character, and a text becomes a string of codes, one a token. Patterns
over tokens are then regular expressions over that string (see dates_pattern).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from accord.loaders.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from accord.loaders.extraction.dates_reading import Reading

# In news text these are times only when capitalised: "may", "march", "sun".
_CALENDAR: Final = ("month", "month_abbreviation", "weekday", "weekdays", "weekday_abbreviation")
_SIGNS: Final = {
    "-": "HYPHEN",
    "‐": "HYPHEN",
    "‑": "HYPHEN",
    "–": "HYPHEN",
    "—": "HYPHEN",
    ",": "COMMA",
    "/": "SLASH",
    "(": "OPEN",
    ")": "CLOSE",
    "[": "OPEN",
    "]": "CLOSE",
    "%": "PERCENT",
    "$": "CURRENCY",
    "€": "CURRENCY",
    "£": "CURRENCY",
    "¥": "CURRENCY",
    "!": "STOP",
    "?": "STOP",
    ";": "STOP",
    "&": "AMPERSAND",
}
_SHAPES: Final = (
    *("PLAINYEAR", "ROUNDYEAR", "DAYNUMBER", "DAYORDINAL", "NUMERAL", "ISODATE", "NUMERICDATE"),
    *("DECADE", "SHORTDECADE", "DOT", "POSSESSIVE", "SYMBOL", "OTHER", "PLURAL", "NAME", "BREAK"),
    *("PERIOD", "DURATION", "FOUND"),
)
# Words come first because most tokens are words. No alternative can fail after a long run, so that cutting is linear.
_TOKEN: Final = re.compile(
    r"(?P<word>(?:[A-Z]\.){2,}|[^\W0-9]\w*)"
    r"|(?P<break>\n\s*\n)"
    r"|(?P<iso>(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])|(?<![\w-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T[0-9]{2}:))"
    r"|(?P<numeric>(?<![\w./])[0-9]{1,2}(?P<sign>[./])[0-9]{1,2}(?P=sign)[0-9]{4}(?![\w/]))"
    r"|(?P<number>[0-9]+(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?(?P<tail>\w*))"
    r"|(?P<possessive>['’][sS]\b)"
    r"|(?P<dot>\.)"
    r"|(?P<symbol>[^\w\s])"
)
_SHAPE_OF: Final = {
    "break": "BREAK",
    "iso": "ISODATE",
    "numeric": "NUMERICDATE",
    "possessive": "POSSESSIVE",
    "symbol": "SYMBOL",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text in tokens: a code each, its span in code points, its word, its reading once known."""

    codes: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    readings: tuple[Reading | None, ...]

    def collapsed(self, found: Iterable[tuple[int, int, str, Reading]]) -> Tokens:
        """Each stretch (first token, token after the last, code, reading) made one token; in order, no overlap."""
        codes: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        words: list[str] = []
        readings: list[Reading | None] = []
        here = 0
        for first, after, code, reading in (*found, (len(self.codes), len(self.codes), "", None)):
            codes += self.codes[here:first], code
            starts += self.starts[here:first]
            ends += self.ends[here:first]
            words += self.words[here:first]
            readings += self.readings[here:first]
            if reading is not None:
                starts.append(self.starts[first])
                ends.append(self.ends[after - 1])
                words.append("")
                readings.append(reading)
            here = after
        return Tokens("".join(codes), tuple(starts), tuple(ends), tuple(words), tuple(readings))


@dataclass(slots=True)
class Vocabulary:
    """Words and shapes of tokens with their codes. ``literals``: words that only patterns name."""

    literals: Iterable[str] = ()
    classes: dict[str, set[str]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    _forms: dict[str, str] = field(default_factory=dict)
    _shapes: dict[str, str] = field(default_factory=dict)
    _abbreviations: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for row in word_list("time_words"):
            word = row["word"]
            self.classes.setdefault(row["class"], set()).add(word)
            self.values[word] = row["value"] or self.values.get(word, "")
        no_words = self.classes["known_day"] | self.classes["not_a_time"]
        words = set(self.literals).union(*self.classes.values()) - no_words
        names = sorted({*_SHAPES, *_SIGNS.values()})
        # Private use area: characters that no text needs and no regular expression gives a meaning to.
        self.codes = {word: chr(0xE000 + i) for i, word in enumerate(sorted(words), start=len(names))}
        self._shapes = {name: chr(0xE000 + i) for i, name in enumerate(names)}
        calendar = set().union(*(self.classes[name] for name in _CALENDAR))
        for word, code in self.codes.items():
            forms = (word.title(), word.upper()) if word in calendar else (word, word.title(), word.upper())
            self._forms.update(dict.fromkeys(forms, code))
        del self._forms["Today"]  # see _code
        self._forms.update((sign, self._shapes[name]) for sign, name in _SIGNS.items())
        self._forms.update((str(n), self._shapes[_shape_of_number(str(n))]) for n in (*range(32), *range(1400, 2100)))
        abbreviations = self.characters("MONTH_ABBREVIATION") + self.characters("WEEKDAY_ABBREVIATION")
        self._abbreviations = frozenset(abbreviations)

    def shape(self, name: str) -> str:
        """The code of a shape (``DAYNUMBER``) or sign (``COMMA``); KeyError when there is none."""
        return self._shapes[name]

    def characters(self, name: str) -> str:
        """Codes that a name in a pattern stands for: a shape, a class of words in capitals, or one word."""
        if name in self._shapes:
            return self._shapes[name]
        if name.isupper():
            return "".join(sorted(self.codes[word] for word in self.classes[name.lower()]))
        return self.codes[name]

    def cut(self, text: str) -> Tokens:
        """Cut a text into tokens."""
        found = list(_TOKEN.finditer(text))
        words = tuple([match[0] for match in found])
        codes: list[str] = []
        known = self._forms.get
        for index, word in enumerate(words):
            codes.append(known(word) or self._code(found[index], text, codes, words))
        starts, ends = tuple([m.start() for m in found]), tuple([m.end() for m in found])
        return Tokens("".join(codes), starts, ends, words, (None,) * len(found))

    def _code(self, match: re.Match[str], text: str, before: list[str], words: tuple[str, ...]) -> str:
        kind, word = match.lastgroup or "", match[0]
        if kind == "word":
            if word == "Today" and before[-1:] != [self._shapes["NAME"]]:  # no newspaper or broadcaster
                return self.codes["today"]
            return self._shapes[_shape_of_word(word)]
        if kind == "number":
            return self._shapes[_shape_of_number(word)]
        if kind == "dot":
            return self._shapes["STOP" if self._ends_sentence(match.end(), text, before, words) else "DOT"]
        return self._shapes[_SHAPE_OF[kind]]

    def _ends_sentence(self, end: int, text: str, before: list[str], words: tuple[str, ...]) -> bool:
        """Whether a full stop isn't one of an abbreviation such as ``Oct.``, ``Gen.`` or ``J.``."""
        if not before or not (end >= len(text) or text[end].isspace()) or before[-1] in self._abbreviations:
            return False
        word = words[len(before) - 1]
        return len(word) > 3 or not word[0].isupper()


def _shape_of_word(word: str) -> str:
    if word[0].isupper():
        return "NAME"
    return "PLURAL" if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else "OTHER"


def _shape_of_number(word: str) -> str:
    if word.isdecimal():
        number = int(word) if len(word) <= 4 else 0
        if len(word) == 4 and 1400 <= number <= 2099:
            return "ROUNDYEAR" if number % 100 == 0 else "PLAINYEAR"
        return "DAYNUMBER" if len(word) <= 2 and 1 <= number <= 31 else "NUMERAL"
    if re.fullmatch(r"[0-9]{1,2}(?:st|nd|rd|th)", word, re.IGNORECASE):
        return "DAYORDINAL" if 1 <= int(word[:-2]) <= 31 else "NUMERAL"
    if re.fullmatch(r"(?:1[4-9]|20)[0-9]0s", word):
        return "DECADE"
    return "SHORTDECADE" if re.fullmatch(r"[3-9]0s", word) else "NUMERAL"


def number_of(word: str, values: Mapping[str, str]) -> int:
    """The number that a token states: ``20th``, ``2,000``, ``three``; ValueError for ``1.5`` and what is no number.

    >>> number_of("20th", {})
    20
    """
    text = values.get(word) or re.sub(r"(?<=[0-9])(?:st|nd|rd|th)\Z|,", "", word)
    if len(text) > 6 or not text.isdecimal():
        raise ValueError(f"{word!r} is no number that can be counted in")
    return int(text)


def names_with_times() -> frozenset[str]:
    """Patterns of names that hold a word of time and aren't one ("good friday")."""
    return frozenset(row["word"] for row in word_list("time_words") if row["class"] == "not_a_time")
