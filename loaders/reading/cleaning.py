"""Characters that carry no text: control characters, marks of direction and breaking, other forms of the line end."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens and zero-width marks split words, direction marks can disguise them.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text with ``\\n`` line ends, in NFC, and how many control characters were taken out of it."""

    text: str
    removed: int


def clean(text: str) -> Cleaned:
    r"""Take out what isn't text; cleaning twice changes nothing.

    >>> clean("A\x00b\r\nc\u00adafe\u0301")
    Cleaned(text='Ab\ncafé', removed=1)
    """
    removed = len(_CONTROL.findall(text))
    return Cleaned(unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))), removed)
