"""An article that came with others, as a source by itself."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final
from urllib.parse import urlsplit

from accord.graph.document import Metadata
from accord.graph.errors import InputError, UnsupportedLanguage
from accord.loaders.containers.columns import day_of
from accord.loaders.containers.limits import Budget
from accord.loaders.sources import SEPARATOR, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FEWEST_WORDS: Final = 60
"""Words of a text from which it isn't taken for the summary of what is at its address."""

_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
_TAGGED: Final = re.compile(r"</?(?:p|div|br|h[1-6]|span|a|ul|img|figure|blockquote|em|strong)\b[^<>]*>", re.IGNORECASE)


@dataclass(slots=True)
class Opened:
    """A stream with a name. ``called``: what identifiers of its articles begin with; ``depth``: containers around it.

    ``stream`` begins at its first byte; ``told``: what is known of all that is in it.
    """

    name: str
    place: str
    stream: IO[bytes]
    budget: Budget
    called: str = ""
    told: Metadata = field(default_factory=Metadata)
    depth: int = 0
    tell: Callable[[str], None] = field(default=lambda _: None)
    columns: Mapping[str, str] = field(default_factory=dict)
    inside: Callable[[Opened], Iterator[Source]] = field(default=lambda _: iter(()))

    def refused(self, error: InputError, member: str = "") -> Source:
        """The whole of it, or a member, as a source that can't be read."""
        return Source(*self.names(member), error=error)

    def names(self, member: str = "") -> tuple[str, str]:
        """Name and place of a member."""
        if not member:
            return self.name, self.place
        shown = _UNSEEN.sub("\ufffd", member)
        return f"{self.name}{SEPARATOR}{shown}", f"{self.place}{SEPARATOR}{shown}"


def row_source(opened: Opened, row: Mapping[str, str], number: int, what: str = "line") -> Source:
    """The source that a row of a table tells of: its text, or its address where it has none, or only a summary."""
    name = f"{opened.name} {what} {number}"
    url = _address(row.get("url", ""))
    place = url or f"{opened.place}{SEPARATOR}{row.get('id') or number}"
    called = row.get("id", "") or _last_part(url) or f"{opened.called}-{number}"
    language = row.get("language", "")
    if language and not re.match(r"en(?:g|glish)?\b", language, re.IGNORECASE):
        told = f"{name}: is marked as of the language {language[:20]!r}; only English is read"
        return Source(name, place, called=called, error=UnsupportedLanguage(told))
    metadata = _metadata(row, url, opened.told)
    text = row.get("text", "")
    if url and len(text.split()) < FEWEST_WORDS and "text" not in opened.columns:
        return Source(url, url, told=metadata, called=called)
    return Source(name, place, article_bytes(row.get("title", ""), text), metadata, called)


def article_bytes(title: str, text: str) -> bytes:
    """A text with its headline, as a file with both would have it; of HTML a page."""
    if not text.strip():
        return b""
    if len(_TAGGED.findall(text[:20_000])) >= 2 and not re.match(r"\s*<(?:!doctype|html)", text, re.IGNORECASE):
        head = html.escape(title)
        return f"<html><head><title>{head}</title></head><body><article>{text}</article></body></html>".encode(
            "utf-8", "replace"
        )
    begins = text.lstrip()[: len(title)].casefold() == title.casefold()
    return (text if begins or "<html" in text[:2000].lower() else f"{title}\n\n{text}").encode("utf-8", "replace")


def _metadata(row: Mapping[str, str], url: str | None, told: Metadata) -> Metadata:
    return Metadata(
        title=row.get("title") or told.title,
        published=day_of(row.get("published")) or told.published,
        author=row.get("author") or told.author,
        publisher=row.get("publisher") or told.publisher,
        url=url or told.url,
    )


def _address(text: str) -> str | None:
    return text if re.fullmatch(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]+", text, re.IGNORECASE) else None


def _last_part(url: str | None) -> str:
    if not url:
        return ""
    try:
        found = urlsplit(url)
    except ValueError:
        return ""
    parts = [part for part in found.path.split("/") if part]
    return re.sub(r"\.\w{1,5}$", "", parts[-1])[:80] if parts else (found.hostname or "")
