"""Acronyms that a text spells out itself: "the Skerry Fishing Union (SFU)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_BRACKETED: Final = re.compile(r"((?:[^\W\d_][\w'’.&-]*[ \n]){2,10})\(([A-Z][A-Za-z]{1,7})\)")
"""Words of letters, then letters in brackets."""

_SMALL: Final = frozenset("of the and for de del du des la le les et y a in on to".split())
"""Words of a name that its acronym may leave out."""


def spelled_out(text: str) -> Mapping[str, str]:
    """What the acronyms in brackets stand for, by acronym: the words before them that begin with their letters.

    >>> dict(spelled_out("He leads the Union of Skerry Fishers (USF) now."))
    {'USF': 'Union of Skerry Fishers'}
    >>> dict(spelled_out("She spoke in the old town hall (CNN)."))
    {}
    """
    found: dict[str, str] = {}
    for match in _BRACKETED.finditer(text):
        if name := _name(match[1].split(), match[2]):
            found.setdefault(match[2], name)
    return found


def _name(words: list[str], acronym: str) -> str | None:
    """The fewest last words whose first letters are the acronym's; small words count or not."""
    for start in range(len(words) - 1, -1, -1):
        chosen = words[start:]
        telling = [word for word in chosen if word.lower() not in _SMALL]
        if not chosen[0][0].isupper() or len(telling) < 2:
            continue
        if acronym.upper() in ("".join(word[0] for word in each).upper() for each in (telling, chosen)):
            return " ".join(chosen)
    return None


def without_acronym(name: str) -> str:
    """A name without its acronym in brackets.

    >>> without_acronym("Skerry Fishing Union (SFU)")
    'Skerry Fishing Union'
    """
    return re.sub(r"\s*\([A-Z][A-Za-z]{1,7}\)$", "", name)
