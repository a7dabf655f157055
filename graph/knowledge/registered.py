"""Treaties of a register with many parties: which other mention is meant to be one, by name alone.

Hundreds of such treaties have the same parties, and reports date what happens to them rather than them; so neither
parties nor dates tell, but each has names that no other one has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accord.graph.knowledge.likeness import Likeness, Span, contradiction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.knowledge.profiles import AgreementProfile

MOST_PARTIES: Final = 6
"""With more parties than this, an instrument is known by its name, not by them."""

_STOPS: Final = frozenset("a an the of on and for between to in with s".split())
_STYLES: Final = frozenset("un united nations international global so called".split())
"""Words that writers put before a treaty's name."""

_DERIVED: Final = frozenset(
    (
        "amendment amendments amending amended annex annexes appendix optional additional supplementary supplement"
        " extension extended revised second third fourth fifth protocol protocols"
    ).split()
)
"""Words that make of a treaty's name that of another one, which depends on it."""

_YEAR: Final = re.compile(r"(?:1[89]|20)\d\d")
_BEFORE: Final = 366
"""Days before a treaty's date from which a mention can't be it."""


def is_known(one: AgreementProfile) -> bool:
    """Whether a profile is a register's entry that its names identify."""
    return bool(one.entry and one.name) and len(one.parties) > MOST_PARTIES


def keys(one: AgreementProfile) -> Iterator[str]:
    """Keys by which an entry meets mentions with its name."""
    for words in called(one):
        yield "treaty called " + " ".join(sorted(words))


def called(one: AgreementProfile) -> frozenset[frozenset[str]]:
    """The words of each of its names; of a mention, also without what writers put before it."""
    found = {_words(name) for name in (one.name, *one.others)}
    if not one.entry:
        found |= {frozenset(w for w in words if w not in _STYLES and not _YEAR.fullmatch(w)) for words in found}
    return frozenset(words for words in found if len(words) > 1 or any(len(word) > 2 for word in words))


def same_register(one: AgreementProfile, other: AgreementProfile) -> bool:
    """Whether two are entries of one register, and so two agreements."""
    return bool(one.entry) and one.entry != other.entry and _register(one) == _register(other)


def likeness(known: AgreementProfile, other: AgreementProfile) -> Likeness:
    """How much speaks for a mention being the entry ``known``."""
    mine, theirs = called(known), called(other)
    if not mine & theirs:
        # A name of which each word may stand in one of the treaty's is vague rather than another one's.
        near = any(words & name and not (words ^ name) & _DERIVED for words in mine for name in theirs)
        return contradiction("another name than the treaty's") if theirs and not near else Likeness(())
    made, told = Span.of(known.first, known.last), Span.of(other.first, other.last)
    if made and told and told.last < made.first and made.gap(told) > _BEFORE and other.stage != "early":
        return contradiction("concluded long before the treaty")
    return Likeness(((5.5, "the name of a registered treaty"),))


def _register(one: AgreementProfile) -> str:
    return one.entry.partition(" ")[0]


def _words(name: str) -> frozenset[str]:
    return frozenset(name.split()) - _STOPS
