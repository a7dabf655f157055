"""Mixed news for benchmarks: invented everyday articles, and in every fifth place one about diplomacy.

``everyday.txt`` has openings of articles (``===``) and further paragraphs (``---``) for sports, business, weather,
crime, culture, science and local news. Names, towns and numbers vary from one article to the next, so that no look-up
gains by repetition, and further paragraphs bring each to the length of the diplomatic ones.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from accord.loaders.reading.source import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.graph.document import Document

EVERY = 5
_TEXTS = Path(__file__).with_name("everyday.txt").read_text(encoding="utf-8")
_OPENINGS = re.findall(r"^=== (\w+)\n(.*?)(?=\n\n(?:===|---)|\Z)", _TEXTS, re.DOTALL | re.MULTILINE)
_FURTHER = {
    s: t.splitlines() for s, t in re.findall(r"^--- (\w+)\n(.*?)(?=\n\n---|\n*\Z)", _TEXTS, re.DOTALL | re.MULTILINE)
}
_BEGINNINGS = "Bar Cal Dor El Fen Gar Hol Ing Kel Lam Mor Nor Ost Pel Ros Sal Tor Ul Ver Wes".split()
_ENDINGS = "bury dale den field ford gate ham ley mere mouth ness port stead ton wick worth".split()
_SURNAMES = "man sen er ski ov ez".split()
_FIRST = "Ada Ben Carla Dan Edith Frank Greta Hugo Ida Jonas Kate Leo Mona Nils Olga Paul Rita Sven Tess Willem".split()
_MONTHS = "January February March April May June July August September October November December".split()
_FURTHER_PARAGRAPHS = 5


def everyday(number: int) -> str:
    """The everyday article of that number: always the same one, and another for each number."""
    chance = random.Random(number)
    section, opening = _OPENINGS[number % len(_OPENINGS)]
    further = chance.sample(_FURTHER[section], _FURTHER_PARAGRAPHS)
    town = chance.choice(_BEGINNINGS) + chance.choice(_ENDINGS)
    words = {
        "first": chance.choice(_FIRST),
        "last": chance.choice(_BEGINNINGS) + chance.choice(_SURNAMES),
        "town": town,
        "company": f"{town} {chance.choice(('Foods', 'Group', 'Works', 'Brothers'))}",
        "month": chance.choice(_MONTHS),
    }
    text = "\n\n".join([opening, *further]) + "\n"
    return re.sub(r"\{(\w+)\}", lambda m: words.get(m[1]) or str(chance.randint(11, 89)), text)


def mixed(diplomatic: Sequence[Document], count: int) -> Iterator[Document]:
    """``count`` articles of which each fifth is the next of ``diplomatic``, over and over."""
    for number in range(count):
        turn, place = divmod(number, EVERY)
        if place == 0:
            yield diplomatic[turn % len(diplomatic)]
        else:
            yield read_document(everyday(number - turn - 1).encode(), name=f"everyday-{number}.txt")
