"""An article as text with offsets: the value that reading makes and extraction consumes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A verbatim stretch of an article's text; ``end`` is exclusive, both count Unicode code points.

    >>> Passage.of("They signed it.", 5, 11)
    Passage(start=5, end=11, quote='signed')
    """

    start: int
    end: int
    quote: str

    @staticmethod
    def of(text: str, start: int, end: int) -> Passage:
        """Cut the passage ``text[start:end]``; ValueError when that is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no passage at {start}:{end} in a text of {len(text)} characters")
        return Passage(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the text that isn't the article's own, with the rule that found it (e.g. ``comments``)."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; each is None where the source doesn't say."""

    title: str | None = None
    published: date | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article: its stored text and which stretches of it are what.

    ``text`` is the whole decoded text (NFC, ``\\n`` line ends), headline and tails included; every offset of accord
    counts its code points. ``headline`` and ``dateline`` are spans in it, or None. ``body`` lists the spans to be
    parsed, in order, one a paragraph: they leave out headline, dateline and everything in ``cuts``.
    """

    id: str
    text: str
    body: tuple[tuple[int, int], ...]
    headline: tuple[int, int] | None = None
    dateline: tuple[int, int] | None = None
    cuts: tuple[Cut, ...] = ()
    metadata: Metadata = Metadata()

    @property
    def digest(self) -> str:
        """SHA-256 of text and metadata, in hex: equal digests mean nothing to load again."""
        return hashlib.sha256(f"{self.text}\x00{self.metadata!r}".encode()).hexdigest()
