"""Short names of treaties: what people call them, from a list and by the way in which their titles are built."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import fold
from accord.loaders.word_lists import values, word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_INSTRUMENT: Final = "Convention|Protocol|Treaty|Agreement|Covenant|Statute|Charter|Constitution|Accord"
_TELLING: Final = "Convention|Protocol|Treaty|Covenant|Statute|Charter"
"""Instruments of which a place before them makes a name; agreements and accords of a place are many."""
_LED: Final = re.compile(rf"(?P<lead>(?:[A-Z][\w-]*\s){{1,3}}(?:{_TELLING}))\s(?:on|of|to|for|concerning|relating)\b.+")
_ON: Final = re.compile(rf"(?P<what>{_INSTRUMENT}) (?:on|for|against) (?:the )?(?P<matter>[\w -]+)")
_STYLE: Final = re.compile(r"^(?:United Nations|International|Multilateral|European) (?=[A-Z])")
_BRACKETED: Final = re.compile(rf"\((?P<name>(?:[\w-]+ )+(?:{_INSTRUMENT}))\)")
_COMMON: Final = frozenset(
    "international united nations un multilateral european optional additional supplementary second third framework"
    " customs general first fourth fifth sixth revised".split()
)
_LONGEST_MATTER: Final = 4
"""Words that may stand before "Convention" in a short name made of a title."""


def short_names(register: str, titles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Short names by number; ``titles``: names by number. One that would mean several is nobody's.

    >>> short_names("", {"1": "Basel Convention on the Control of Wastes", "2": "Convention on Cluster Munitions"})
    {'1': ('Basel Convention',), '2': ('Cluster Munitions Convention',)}
    """
    listed = {
        row["number"]: values(row["names"]) for row in word_list("registered_names") if row["register"] == register
    }
    made = {number: {*listed.get(number, ()), *_made(title)} for number, title in titles.items()}
    meant = Counter(name for number, names in made.items() for name in {fold(n) for n in (*names, titles[number])})
    return {
        number: tuple(sorted(n for n in names if meant[fold(n)] == 1 and fold(n) != fold(titles[number])))
        for number, names in made.items()
    }


def _made(title: str) -> Iterator[str]:
    for bracketed in _BRACKETED.finditer(title):
        yield bracketed["name"]
    plain = _BRACKETED.sub("", title).strip()
    if (led := _LED.fullmatch(plain)) and not _COMMON >= set(led["lead"].lower().split()[:-1]):
        yield led["lead"]
    bare = _STYLE.sub("", plain)
    if bare != plain:
        yield bare
    if (on := _ON.fullmatch(bare)) and len(on["matter"].split()) <= _LONGEST_MATTER:
        yield f"{on['matter']} {on['what']}"
