"""Texts that could break an extractor or make it slow: random ones, and the worst of each kind at any length.

A text is made from its number alone, so that what fails can be made again.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = (
    "the a and of to in on with between that which who he they its said denied agreed signed met will not has been "
    "Kenya Uganda Peru Russia's Turkish French Moscow Paris Geneva UN NATO EU Hamas President Foreign Minister envoy "
    "spokesman general treaty ceasefire agreement memorandum accord deal talks meeting visit border trade on Monday "
    "last week 1998 12 May May 2003 two three both sides Ali Hassan Maria Kowalska Jan de Vries al-Amin violated "
    "rejected welcomed accused strike attack town river school price weather goal"
).split()
_MARKS = ", . ; : - -- — ( ) [ ] « » “ ” ‘ ’ ' \" ! ? / \\ * # | & … \u200b \u00a0".split(" ")
_RTL = "اتفاق سلام بين وزير الخارجية שלום הסכם ממשלה 12 ، ؟ ﷺ".split()


def text(number: int, length: int) -> str:
    """The text of that number, of about ``length`` characters."""
    chance = random.Random(number)
    kind = _KINDS[number % len(_KINDS)]
    return kind(chance, length)


def kind(number: int) -> str:
    """What kind of text has that number."""
    return _KINDS[number % len(_KINDS)].__name__.strip("_")


def _words(chance: random.Random, length: int, between: str = " ") -> str:
    return between.join(chance.choices(_WORDS, k=length // 6 + 1))


def _any_characters(chance: random.Random, length: int) -> str:
    points = (
        chance.choice((chance.randrange(128), chance.randrange(0x3000), chance.randrange(0x1FFFF)))
        for _ in range(length)
    )
    return "".join(chr(p) for p in points if not 0xD800 <= p < 0xE000)


def _one_sentence(chance: random.Random, length: int) -> str:
    return _words(chance, length) + "."


def _no_points(chance: random.Random, length: int) -> str:
    return _words(chance, length).lower()


def _capitals(chance: random.Random, length: int) -> str:
    return ". ".join(_words(chance, 100).upper() for _ in range(length // 100 + 1))


def _nested_quotes(chance: random.Random, length: int) -> str:
    return "".join(chance.choice("\"'“”‘’«»") + chance.choice(_WORDS) + " " for _ in range(length // 7 + 1))


def _open_quotes(chance: random.Random, length: int) -> str:
    depth = length // 16 + 1
    return "“he said " * depth + "that" + "”" * depth


def _accords_in_a_row(chance: random.Random, length: int) -> str:
    return "Kenya signed " + ", ".join(
        f"a {chance.choice(('treaty', 'pact', 'deal'))} with {chance.choice(('Peru', 'Chad', 'Fiji'))}"
        for _ in range(length // 18 + 1)
    )


def _bullets(chance: random.Random, length: int) -> str:
    return "\n".join(f"- {_words(chance, 40)}" for _ in range(length // 44 + 1))


def _table(chance: random.Random, length: int) -> str:
    return "\n".join(
        "\t".join(f"{chance.choice(_WORDS)} | {chance.randrange(9999)}" for _ in range(6))
        for _ in range(length // 90 + 1)
    )


def _one_word(chance: random.Random, length: int) -> str:
    word = chance.choice(_WORDS)
    return " ".join([word] * (length // (len(word) + 1) + 1))


def _digits(chance: random.Random, length: int) -> str:
    return " ".join(str(chance.randrange(10 ** chance.randrange(1, 9))) for _ in range(length // 6 + 1))


def _right_to_left(chance: random.Random, length: int) -> str:
    return " ".join(chance.choice(_RTL + _WORDS[:20]) for _ in range(length // 6 + 1))


def _nulls(chance: random.Random, length: int) -> str:
    return "".join(
        chance.choice(("\0", "\x07", "\x1b[31m", "\r", "\v", "\f", "treaty ", "Peru ")) for _ in range(length // 3 + 1)
    )


def _long_word(chance: random.Random, length: int) -> str:
    return f"Peru signed a {chance.choice('aä-_.Xx9') * length} with Chad."


def _hyphens(chance: random.Random, length: int) -> str:
    return "-".join(chance.choices(_WORDS, k=length // 6 + 1))


def _lines_of_one_word(chance: random.Random, length: int) -> str:
    return _words(chance, length, "\n")


def _paragraphs_of_one_word(chance: random.Random, length: int) -> str:
    return _words(chance, length, "\n\n")


def _titles(chance: random.Random, length: int) -> str:
    return " ".join(
        chance.choice(("Foreign", "Deputy", "Prime", "Minister", "President", "of", "and", "former"))
        for _ in range(length // 8)
    )


def _names(chance: random.Random, length: int) -> str:
    return ", ".join(
        f"{chance.choice(('Ali', 'Jan', 'Maria'))} {chance.choice('ABCDEFG')}{chance.randrange(999):x}son"
        for _ in range(length // 12 + 1)
    )


def _actors(chance: random.Random, length: int) -> str:
    return "Talks between " + " and ".join(
        chance.choice(("Kenya", "Peru", "Russian", "the French", "NATO")) for _ in range(length // 11)
    )


def _days(chance: random.Random, length: int) -> str:
    return " ".join(
        f"on {chance.choice(('Monday', 'the following day', '12 May', 'last week until 2003'))}"
        for _ in range(length // 14)
    )


def _sayings(chance: random.Random, length: int) -> str:
    return "Moscow said that " + "Paris said that " * (length // 16) + "it would sign."


def _brackets(chance: random.Random, length: int) -> str:
    return "".join(chance.choice("([{") + chance.choice(_WORDS) for _ in range(length // 7)) + ")" * (length // 7)


def _marks(chance: random.Random, length: int) -> str:
    return "".join(chance.choice(_MARKS) + chance.choice(("", " ")) for _ in range(length))


def _markup(chance: random.Random, length: int) -> str:
    return "".join(
        f"<p class='{chance.choice(_WORDS)}'>&amp;&#x{chance.randrange(0x2FF):x};{chance.choice(_WORDS)}"
        for _ in range(length // 30 + 1)
    )


def _mixture(chance: random.Random, length: int) -> str:
    kinds = [k for k in _KINDS if k is not _mixture]
    return "\n\n".join(chance.choice(kinds)(chance, length // 5) for _ in range(5))


_KINDS: tuple[Callable[[random.Random, int], str], ...] = (
    _any_characters, _one_sentence, _no_points, _capitals, _nested_quotes, _open_quotes, _accords_in_a_row, _bullets,
    _table, _one_word, _digits, _right_to_left, _nulls, _long_word, _hyphens, _lines_of_one_word,
    _paragraphs_of_one_word, _titles, _names, _actors, _days, _sayings, _brackets, _marks, _markup, _mixture,
)  # fmt: skip
