"""What stands before the first paragraph: headline, byline, time of publication, dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.document import Cut
from accord.loaders.reading.dateline import dateline_end
from accord.loaders.reading.dates import DATE, full_date
from accord.loaders.reading.prose import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from accord.loaders.reading.spans import Line, Span

_LONGEST_HEADLINE: Final = 220
_MOST_WORDS: Final = 32
_MOST_LINES: Final = 3
_ABBREVIATED: Final = re.compile(r"(?:\b(?:[A-Za-z]\.){2,}|\.\.\.|…|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|No)\.)[\"”’')]*$")
_NAME: Final = r"(?:[^\W\d_a-z][\w.'’-]*|and|de|van|der|al)"
_BYLINE: Final = re.compile(
    rf"(?i:by|written by|reported by)\s*:?\s+(?P<author>{_NAME}(?:,?\s+{_NAME}){{0,5}}).{{0,60}}"
)
_STAFF: Final = re.compile(
    r"(?:(?:by|from) )?(?:(?:our|staff|special|senior|chief|diplomatic|foreign|political|web|news|own) ){0,3}"
    r"(?:correspondents?|reporters?|writers?|bureau|desk|agencies|staff|ap|afp|upi|pti|reuters|xinhua)",
    re.IGNORECASE,
)
_STAMP: Final = re.compile(
    r"(?:(?i:(?:first |last )?(?:published|updated|posted|modified|issued)|date)\b\s*:?\s*(?:(?i:on|at)\s+)?)?"
    rf"(?:\d{{1,2}}[:.]\d\d\S*(?:\s*(?i:am|pm|gmt|utc|[a-z]{{2,4}}))*,?\s+(?:(?i:on)\s+)?)?{DATE}"
    rf"(?:,?\s*(?:[-–|·•]|(?i:at))?\s*\d{{1,2}}[:.]\d\d.{{0,40}})?(?:\s*\|.{{0,60}})?"
)
_MOST_FRONT: Final = 5
_LONGEST_CREDIT: Final = 120


@dataclass(frozen=True, slots=True)
class Front:
    """Spans of headline and dateline, cuts before the first paragraph, and what these say of author and date."""

    headline: Span | None = None
    dateline: Span | None = None
    cuts: tuple[Cut, ...] = ()
    author: str | None = None
    published: date | None = None


def read_front(lines: Sequence[Line], *, wrapped: bool, headline_lines: int | None = None) -> Front:
    """Read the lines, which no cut covers, from the top.

    ``wrapped``: the text's lines are broken at a width. ``headline_lines``: how many lines at the top are known to be
    the headline, None when that is for the words to tell.
    """
    count = _headline_lines(lines, wrapped) if headline_lines is None else headline_lines
    headline = (lines[0].start, lines[count - 1].end) if count else None
    title = " ".join(line.text for line in lines[:count])
    cuts: list[Cut] = []
    author = published = dateline = None
    for line in lines[count : count + _MOST_FRONT]:
        if title and _same(line.text, title):
            cuts.append(Cut(line.start, line.end, "repeated_headline"))
        elif len(line.text) <= _LONGEST_CREDIT and _STAFF.fullmatch(line.text):
            cuts.append(Cut(line.start, line.end, "byline"))
        elif match := _byline(line.text):
            cuts.append(Cut(line.start, line.end, "byline"))
            author = author or match["author"].strip(" ,")
        elif len(line.text) <= _LONGEST_CREDIT and _STAMP.fullmatch(line.text):
            cuts.append(Cut(line.start, line.end, "timestamp"))
            published = published or full_date(line.text)
        else:
            if end := dateline_end(line.text):
                dateline = (line.start, line.start + end)
                published = full_date(line.text[:end]) or published
            break
    return Front(headline, dateline, tuple(cuts), author, published)


def _headline_lines(lines: Sequence[Line], wrapped: bool) -> int:
    """How many lines from the top are the headline: those up to the first blank line, or the first line alone."""
    if (
        len(lines) < 2
        or dateline_end(lines[0].text)
        or _BYLINE.fullmatch(lines[0].text)
        or _STAMP.fullmatch(lines[0].text)
    ):
        return 0
    block = next((place for place, line in enumerate(lines[1:], 1) if line.gap), len(lines))
    if block == 1:
        return int(_may_be_headline(lines[0].text))
    if block == len(lines) and wrapped:
        return 0
    whole = " ".join(line.text for line in lines[:block])
    goes_on = wrapped or lines[1].text[:1].islower()
    if block <= _MOST_LINES and goes_on and block < len(lines):
        return block if _may_be_headline(whole) else 0
    return 0 if goes_on else int(_may_be_headline(lines[0].text))


def _byline(line: str) -> re.Match[str] | None:
    return _BYLINE.fullmatch(line) if len(line) <= _LONGEST_CREDIT and not ends_sentence(line) else None


def _may_be_headline(text: str) -> bool:
    return (
        len(text) <= _LONGEST_HEADLINE
        and len(text.split()) <= _MOST_WORDS
        and any(letter.isalpha() for letter in text)
        and not text.endswith((",", ";", ":"))
        and not _ends_plainly(text)
    )


def _ends_plainly(text: str) -> bool:
    """Whether text ends with a full stop; headlines have none, though they may ask or exclaim."""
    return re.search(r"\.[\"”’')\]]*$", text) is not None and _ABBREVIATED.search(text) is None


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
