"""The sentence to show beside a gold fact: gold has no passages, so it is the one that shares most with the fact."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from accord.loaders.evaluation.likeness import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Fact = Mapping[str, Any]

_NAMED: Final = (
    "participants",
    "signatories",
    "person",
    "speaker",
    "place",
    "regions",
    "name",
    "mediators",
    "office",
    "about",
)
_CODED: Final = ("parties", "actors", "actor")
_END: Final = re.compile(r"(?<=[.!?]['\"”’)])\s+|(?<=[.!?])\s+(?=[\"“‘'A-Z])|\n\s*\n")


def likeliest_sentence(fact: Fact, text: str, names: Mapping[str, str]) -> str:
    """The first sentence that holds most words of the fact's names; "" where none holds any.

    ``names``: what the codes of actors stand for, e.g. RUS for Russia.
    """
    wanted = {word for name in _names(fact, names) for word in normalised(name).split() if len(word) > 2}
    best, most = "", 0
    for sentence in _END.split(text):
        held = len(wanted & set(normalised(sentence).split()))
        if held > most:
            best, most = sentence, held
    return " ".join(best.split())


def _names(fact: Fact, names: Mapping[str, str]) -> Iterator[str]:
    for key in _NAMED:
        yield from _texts(fact.get(key))
    for key in _CODED:
        yield from (names.get(code, code) for code in _texts(fact.get(key)))


def _texts(value: object) -> Sequence[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []
