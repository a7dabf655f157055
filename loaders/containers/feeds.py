"""The stories of RSS and Atom feeds; entities are refused, and a summary stands for the page at its address."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import UnreadableSource
from accord.loaders.containers.member import row_source
from accord.loaders.containers.tables import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.loaders.containers.member import Opened
    from accord.loaders.sources import Source

_ENTITY: Final = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_DEEPEST: Final = 100
_TAG: Final = re.compile(rb"<(?P<close>/)?[A-Za-z][^<>]*?(?P<empty>/)?>")


def read_feed(opened: Opened) -> Iterator[Source]:
    """The entries of a feed, in its order."""
    raw = whole(opened)
    _refuse_unsafe(raw, opened.name)
    found = _parsed(raw)
    if not found.entries and not found.version:
        raise UnreadableSource(f"{opened.name}: is no feed that can be read ({str(found.get('bozo_exception'))[:150]})")
    publisher = (found.feed.get("title") or "").strip() or None
    opened.told = replace(opened.told, publisher=opened.told.publisher or publisher)
    for number, entry in enumerate(found.entries, 1):
        opened.budget.member()
        row = _row(entry)
        if not row["url"] and not row["text"]:
            told = UnreadableSource(f"{opened.name} entry {number}: has neither text nor address")
            yield opened.refused(told, str(number))
            continue
        yield row_source(opened, row, number, "entry")


def _parsed(raw: bytes) -> Any:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return feedparser.parse(io.BytesIO(raw))


def _row(entry: Any) -> dict[str, str]:
    contents = [each.get("value") or "" for each in entry.get("content", ())]
    # An update isn't a publication; still, it is nearer to it than nothing.
    day = entry.get("published") or entry.get("updated") or ""
    link = (entry.get("link") or "").strip()
    url, said = (link if link.startswith(("http://", "https://")) else ""), entry.get("id") or ""
    return {
        "text": max([*contents, entry.get("summary") or ""], key=len),
        "title": re.sub(r"<[^<>]+>", "", entry.get("title") or "").strip(),
        "published": day,
        "url": url,
        "author": entry.get("author") or "",
        "id": "" if url else said,
        "language": "",
    }


def _refuse_unsafe(raw: bytes, name: str) -> None:
    if _ENTITY.search(raw.replace(b"\x00", b"")):
        raise UnreadableSource(f"{name}: declares XML entities, which no feed needs; it isn't read")
    depth = 0
    for tag in _TAG.finditer(re.sub(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", b"", raw, flags=re.DOTALL)):
        depth += -1 if tag["close"] else 0 if tag["empty"] else 1
        if depth > _DEEPEST:
            raise UnreadableSource(f"{name}: elements nested more than {_DEEPEST} deep, as in no feed; it isn't read")
