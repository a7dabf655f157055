"""Names of people for comparison: without ranks, blind to spellings of one sound and to the order of the names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import JaroWinkler

from accord.graph.identifiers import digest, fold

RANKS: Final = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "sheikh", "haji"),
        *("general", "gen", "lieutenant", "lt", "major", "maj", "colonel", "col", "captain", "capt", "brigadier"),
        *("brig", "admiral", "adm", "commander", "cmdr", "marshal", "president", "minister", "ambassador", "chief"),
        *("king", "queen", "prince", "princess", "emir", "sultan", "retd", "ret", "hon", "his", "her", "excellency"),
        *("prime", "foreign", "defence", "defense", "interior", "deputy", "vice", "former", "secretary", "senator"),
    )
)
"""Words before a name that aren't part of it: courtesy titles and military ranks of English news style."""

_SERVANT: Final = re.compile("abd[uea](?:l|r|s)?(?=[a-z]{4})")
"""Arabic "servant of the", which spellings join to the name that follows or not."""

_SHORT: Final = {"mohd": "mohamed", "moh": "mohamed", "md": "mohamed", "muh": "mohamed"}
"""Usual abbreviations of given names."""

_YOUNGER: Final = frozenset({"jr", "junior", "ii", "iii"})
"""Words after a name that tell a son from his father."""

_PARTICLES: Final = frozenset(
    (
        "al el ul ad ar as ash an bin ben ibn bint abu abd abdul abdel abdal abdur"
        " de da di do dos del della van von der la le"
    ).split()
)
"""Words of a name that spellings leave out, join or alter; they neither tell people apart nor join them."""

_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sch|sh|ch", "s"),
        ("dzh|dj|zh", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("q|ck|c", "k"),
        ("ph|v|w", "f"),
        ("th", "t"),
        ("ou|oo|u|o", "o"),
        ("iy|yi|ii|ei|ey|ee|ay|ai|ie|i|y|e", "i"),
        (r"(.)\1+", r"\1"),
    )
)
"""Letters that transliterations write for one sound, in the order in which they are replaced."""

_NEAR: Final = 0.93
"""Likeness (Jaro–Winkler, 0 to 1) from which two long words are one name misspelt."""


def words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without ranks before it.

    >>> words("Gen. Sergei al-Petrov")
    ('sergei', 'al', 'petrov')
    """
    found = fold(name).split() or [digest(name)]
    while len(found) > 1 and found[0] in RANKS:
        found.pop(0)
    return tuple(_SERVANT.sub("", _SHORT.get(word, word)) for word in found)


def telling(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell people apart; all when there are only particles."""
    return tuple(word for word in name if word not in _PARTICLES) or name


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """One writing for the spellings of a word by ear.

    >>> sound("sergei") == sound("sergey"), sound("mohammed") == sound("muhamad")
    (True, True)
    """
    if len(word) < 3:
        return word
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    # Vowels of unstressed syllables vary most.
    return word[0] + re.sub("[aio]", "", word[1:]) if len(word) > 3 else word


@lru_cache(maxsize=200_000)
def same_word(one: str, other: str) -> bool:
    """Whether two words are spellings of one name."""
    if one == other:
        return True
    if min(len(one), len(other)) < 4:
        return False
    if sound(one) == sound(other):
        return JaroWinkler.similarity(one, other) > 0.75
    return one[0] == other[0] and min(len(one), len(other)) > 5 and JaroWinkler.similarity(one, other) >= _NEAR


def is_initial(word: str, other: str) -> bool:
    """Whether one of the words is the other's initial."""
    return (len(word) == 1 or len(other) == 1) and word[0] == other[0]


def compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: each word of the shorter one stands for a word of the longer.

    The family name, last or in East Asian and Hungarian order first, has to be among them in full.
    """
    short, long = sorted((telling(one), telling(other)), key=len)
    if _YOUNGER.intersection(short) != _YOUNGER.intersection(long):
        return False
    if len(short) > 1 and "".join(short) == "".join(long):
        return True
    left, full = list(long), False
    for word in short:
        hit = next((other for other in left if same_word(word, other)), None)
        full = full or (hit is not None and len(word) > 1)
        if hit is None:
            hit = next((other for other in left if is_initial(word, other)), None)
        if hit is None:
            return False
        left.remove(hit)
    return full and _family_agrees(short, long)


def _family_agrees(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """A bare word must be a family name; a given name alone says nothing."""
    if len(short) > 1:
        return True
    return same_word(short[0], long[-1]) or (len(long) > 1 and same_word(short[0], long[0]) and len(long[0]) < 6)


def same_full_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of two words or more have the same words, in any order and spelling."""
    left, right = telling(one), telling(other)
    if min(len(left), len(right)) > 1 and "".join(left) == "".join(right):
        return True
    return len(left) == len(right) > 1 and compatible(left, right) and not any(len(word) == 1 for word in left + right)


def is_partial(name: tuple[str, ...]) -> bool:
    """Whether a name may stand for several people: a bare family name, or one with an initial.

    >>> is_partial(("lavrov",)), is_partial(("s", "lavrov")), is_partial(("sergei", "lavrov"))
    (True, True, False)
    """
    told = telling(name)
    return len(told) < 2 or any(len(word) == 1 for word in told)


def adds_family(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the longer of two names that agree ends in a family name which the shorter lacks.

    A second family name that writers drop, as in Spanish, or another person's.
    """
    short, long = sorted((telling(one), telling(other)), key=len)
    ends = (long[-1], long[0])
    return 1 < len(short) < len(long) and not any(
        same_word(word, end) for end in ends[:1] for word in short[-1:] + short[:1]
    )
