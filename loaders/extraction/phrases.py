"""Longest-match look-up of phrases among tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """Tokens ``start:end`` are a phrase of the table; ``values`` are its row's columns after the phrase."""

    start: int
    end: int
    values: tuple[str, ...]


class PhraseTable:
    """Phrases of one or more tokens, each with its values.

    >>> table = PhraseTable([("peace deal", "peace"), ("deal", "other")])
    >>> [(m.start, m.end, m.values) for m in table.match(["a", "peace", "deal"])]
    [(1, 3, ('peace',))]
    """

    def __init__(self, rows: Iterable[Sequence[str]]) -> None:
        self._rows: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._longest: dict[str, int] = {}
        for phrase, *values in rows:
            key = tuple(phrase.lower().replace("-", " - ").split())
            self._rows.setdefault(key, tuple(values))
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def match(self, tokens: Sequence[str]) -> Iterator[PhraseMatch]:
        """Matches from left to right, the longest at each place; tokens must be lower case."""
        free = 0
        for index in [i for i, token in enumerate(tokens) if token in self._longest]:
            if index < free:
                continue
            for length in range(min(self._longest[tokens[index]], len(tokens) - index), 0, -1):
                values = self._rows.get(tuple(tokens[index : index + length]))
                if values is not None:
                    yield PhraseMatch(index, index + length, values)
                    free = index + length
                    break

    @property
    def phrases(self) -> Iterable[tuple[str, ...]]:
        """The phrases, each as its words in lower case."""
        return self._rows.keys()

    def __contains__(self, phrase: str) -> bool:
        return tuple(phrase.lower().replace("-", " - ").split()) in self._rows
