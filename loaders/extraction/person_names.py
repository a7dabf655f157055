"""Names of persons compared: spellings folded, initials, surnames alone, and the fullest form an article uses."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Letters that Unicode doesn't decompose into a plain letter and a mark.
_LETTERS: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
_ARTICLES: Final = ("al-", "el-", "ad-", "ar-", "as-", "at-", "an-", "ash-", "az-")
_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def fold(name: str) -> str:
    """A name for comparison: lower case, without diacritics."""
    if name.isascii():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def parts(name: str) -> list[str]:
    """The folded words of a name; a suffix such as "Jr." isn't one.

    >>> parts("Václav Havel")
    ['vaclav', 'havel']
    """
    words = fold(name).split()
    return words[:-1] if len(words) > 2 and words[-1] in _SUFFIXES else words


def bare(word: str) -> str:
    """A folded word without the Arabic article before it."""
    return next((word.removeprefix(a) for a in _ARTICLES if word.startswith(a) and len(word) > len(a)), word)


def same_person(short: Sequence[str], full: Sequence[str]) -> bool:
    """Same surname and compatible given names: "G. Bush" and "George Bush", "Ali Hassan" and "Ali bin Hassan"."""
    if list(short) == list(full):
        return True
    if bare(short[-1]) != bare(full[-1]):
        return False
    return all(any(f.startswith(w.rstrip(".")) for f in full) for w in short[:-1])


def _initials(name: str) -> int:
    """How many words of a name are abbreviated."""
    return sum(len(word.rstrip(".")) == 1 for word in parts(name))


class NamesInArticle:
    """The persons whose full names an article gives, and whom a shorter form means.

    >>> names = NamesInArticle(["Jan Nowak", "Maria Nowak", "J. Nowak"])
    >>> names.full("J. Nowak"), names.called("Nowak")
    ('Jan Nowak', ('Jan Nowak', 'Maria Nowak'))
    """

    def __init__(self, surfaces: Iterable[str]) -> None:
        counts = Counter(surfaces)
        several = [s for s in counts if len(parts(s)) > 1]
        self._full: dict[str, str] = {}
        # Only those who share a surname can be the same person.
        namesakes: dict[str, dict[str, list[str]]] = {}
        for surface in sorted(several, key=lambda s: (-len(parts(s)), _initials(s), -counts[s], s)):
            words = parts(surface)
            known = namesakes.setdefault(bare(words[-1]), {})
            longer = next((name for name, of_name in known.items() if same_person(words, of_name)), surface)
            known.setdefault(longer, parts(longer))
            self._full[fold(surface)] = longer
        order = {name: place for place, name in enumerate(counts)}
        self.persons = tuple(sorted(dict.fromkeys(self._full.values()), key=order.__getitem__))
        self._words: Mapping[str, tuple[str, ...]] = self._by_word()

    def full(self, surface: str) -> str | None:
        """The fullest form of a name of several words; None for one that the article doesn't have."""
        return self._full.get(fold(surface))

    def called(self, word: str) -> tuple[str, ...]:
        """The persons whose surname is ``word``, or else whose first name, or else a middle one; in order."""
        return self._words.get(bare(fold(word)), ())

    def _by_word(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for pick in (slice(-1, None), slice(0, 1), slice(1, -1)):
            level: dict[str, dict[str, None]] = {}
            for person in self.persons:
                for word in parts(person)[pick]:
                    if pick.stop != -1 or len(word) > 3:
                        level.setdefault(bare(word), {})[person] = None
            for word, persons in level.items():
                found.setdefault(word, tuple(persons))
        return found
