"""How lines read: whether one ends a sentence, is prose, or goes on in the next."""

from __future__ import annotations

import re
from typing import Final

_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
_INNER_END: Final = re.compile(r"[a-z\d)”\"’'][.!?][\"”’')\]]*\s+[\"“‘'(]?[A-Z]")
_OPEN_END: Final = re.compile(
    r"(?:,|\b(?:a|an|the|of|to|and|or|but|in|on|at|for|with|by|from|as|that|which|who|whose|its|their|his|her|is|are|was"
    r"|were|be|been|has|have|had|will|would|said|between|against|about|into|than|not))$"
)
_SHORTEST: Final = 60


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does, quotation marks and brackets aside."""
    return _END.search(line[-12:]) is not None


def is_prose(line: str) -> bool:
    """Whether a line is a sentence of some length rather than a heading, caption or link."""
    return len(line) >= _SHORTEST and ends_sentence(line)


def breaks_off(line: str, following: str) -> bool:
    """Whether a line breaks off in a sentence that the following one goes on with, in spite of the line's end.

    >>> breaks_off("The two sides agreed to release", "thirty prisoners by June.")
    True
    >>> breaks_off("Background", "The talks began in May.")
    False
    """
    if ends_sentence(line) or line.endswith((":", ";")):
        return False
    if following[:1].islower() or _OPEN_END.search(line[-12:]) or _quotes_on(line):
        return True
    # A paragraph of several sentences is no heading, so that one without an end was broken by its markup.
    return _INNER_END.search(line) is not None and is_prose(following)


def _quotes_on(line: str) -> bool:
    """Whether a line ends inside a quotation."""
    return line.count('"') % 2 == 1 or line.count("“") > line.count("”")
