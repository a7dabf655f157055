"""The dateline: place, date and agency, at the head of the first paragraph or on a line of its own.

Forms after the stylebooks of the wire agencies: ``CAIRO, April 2, 1997 (AFP)``, ``TOKYO, Feb 15 (AFP) -``,
``GENEVA (Reuters) -``, ``BEIRUT —``, ``NEW DELHI:``, ``(Xinhua) --``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from accord.loaders.reading.dates import DATE, full_date
from accord.loaders.word_lists import word_list

_WORD: Final = r"[^\W\d_][\w.'’-]*"
_DATELINE: Final = re.compile(
    rf"(?P<place>{_WORD}(?:(?:\s*[/,&]\s*|\s+){_WORD}){{0,6}}?)?"
    rf"(?P<date>(?:^|[,.]?\s+){DATE})?"
    r"[,.]?\s*(?P<agency>\([^()\n]{2,50}\)|/[A-Z][A-Za-z .-]{1,30}/)?"
    r"(?P<separator>\.?\s*[—–]\s*|\s*--+\s*|\s+-\s+|\s+_\s+|\s*:\s+|\.\s+|(?<=[)/])\s+|\s*$)"
)
_LONGEST: Final = 160
_WEAK: Final = frozenset(("-", "_", "."))
_SMALL: Final = frozenset(
    ("of", "the", "and", "de", "la", "le", "el", "al", "del", "du", "des", "upon", "on", "sur", "am", "an", "der")
)


def dateline_end(paragraph: str) -> int | None:
    """Where the dateline at the head of a paragraph ends, its dash or colon included; None when there is none.

    >>> text = "ACCRA, May 3 (Wire) - The two ministers met."
    >>> text[:dateline_end(text)]
    'ACCRA, May 3 (Wire) -'
    """
    match = _DATELINE.match(paragraph[:_LONGEST])
    if match is None or not match.group().strip():
        return None
    if match.end() == _LONGEST or not _is_dateline(match, paragraph[match.end() :]):
        return None
    return len(match.group().rstrip())


def is_sure(dateline: str) -> bool:
    """Whether a dateline has a date or an agency, so that no headline reads like it."""
    return "(" in dateline or re.search(r"\d", dateline) is not None


@cache
def _labels() -> frozenset[str]:
    return frozenset(row["word"] for row in word_list("labels"))


def _is_dateline(match: re.Match[str], rest: str) -> bool:
    place, day, agency = match["place"], match["date"], match["agency"]
    alone, separator = not rest.strip(), match["separator"].strip()
    if agency and not re.search("[A-Z]", agency):
        return False
    if place is None:
        return bool(agency and (separator or alone))
    if not _is_place(place):
        return False
    capital = _is_capital(place)
    if agency:
        return bool(separator) or alone or bool(capital and day)
    if day:
        return bool(separator.strip(".") or (separator and capital)) or (alone and (capital or bool(full_date(day))))
    if alone or (not capital and separator in _WEAK):
        return False
    return bool(separator) and _may_stand_alone(place) and not rest[:1].islower()


def _is_place(place: str) -> bool:
    """Words with capitals, small connectors aside, and no label among them."""
    words = re.findall(r"[^\s/,&]+", place)
    named = [word for word in words if word.lower() not in _SMALL]
    return (
        bool(named)
        and words[0] in named
        and all(word[0].isupper() for word in named)
        and not any(word.lower().strip(".") in _labels() for word in named)
    )


def _is_capital(place: str) -> bool:
    """Whether the place itself is in capitals; the state after its comma need not be."""
    return len(place) > 1 and place.partition(",")[0].isupper()


def _may_stand_alone(place: str) -> bool:
    """Whether a place without date and agency can be told from an acronym or a name before a colon."""
    letters = sum(letter.isalpha() for letter in place)
    return letters >= 4 and len(re.findall(r"[^\s/,&]+", place)) <= 4
