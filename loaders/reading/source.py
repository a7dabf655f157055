"""From bytes to a Document, or an UnreadableSource that says why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from accord.graph.document import Document, Metadata
from accord.graph.errors import EmptySource, OversizedSource
from accord.loaders.reading.charset import decode
from accord.loaders.reading.cleaning import clean
from accord.loaders.reading.kinds import Kind, kind_of, refuse_binary
from accord.loaders.reading.language import refuse_other_language
from accord.loaders.reading.layout import lay_out

if TYPE_CHECKING:
    from datetime import date

    from accord.loaders.reading.layout import Layout
    from accord.loaders.reading.spans import Span

MAX_BYTES: Final = 2_000_000
"""The largest source that is read; a caller need not fetch more than one byte beyond it."""

MAX_CHARACTERS: Final = 100_000
"""The longest text of one article: five times a long report, and what parsing takes in half a gibibyte."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and, in a line each, what was mended on the way to it."""

    document: Document
    remarks: tuple[str, ...] = ()


def read_document(raw: bytes, *, name: str, published: date | None = None) -> Document:
    """Read an article from the bytes of a text or HTML file.

    ``name`` is how messages call the source, and its last part without ending becomes the document's id.
    ``published`` overrides what page or dateline say. Raises a kind of UnreadableSource: OversizedSource beyond
    MAX_BYTES, BinarySource, UnsupportedLanguage or EmptySource.
    """
    return read_source(raw, name=name, published=published).document


def read_source(raw: bytes, *, name: str, published: date | None = None, told: Metadata | None = None) -> Reading:
    """As read_document, with remarks on what was mended; ``told``: what is known beforehand, before the page's word."""
    if len(raw) > MAX_BYTES:
        raise OversizedSource(f"{name}: more than {MAX_BYTES // 1_000_000} MB; save the article alone, as text or HTML")
    if not raw.strip():
        raise EmptySource(f"{name}: is empty")
    refuse_binary(raw, name=name)
    decoded = decode(raw, name=name)
    page_or_text = clean(decoded.text)
    if not page_or_text.text.strip():
        raise EmptySource(f"{name}: holds no text")
    text, titled, metadata = _article(page_or_text.text, name)
    document = _document(text, titled, replace(_told(told, metadata), source=name), name)
    if published:
        document = replace(document, metadata=replace(document.metadata, published=published))
    return Reading(document, tuple(_remarks(decoded.remark, page_or_text.removed)))


def _article(text: str, name: str) -> tuple[str, bool, Metadata]:
    if kind_of(text, name=name) is Kind.HTML:
        from accord.loaders.reading.pages import read_page

        page = read_page(text, name=name)
        return clean(page.text).text, page.titled, page.metadata
    return text, False, Metadata()


def _document(text: str, titled: bool, metadata: Metadata, name: str) -> Document:
    if len(text) > MAX_CHARACTERS:
        raise OversizedSource(f"{name}: text of more than {MAX_CHARACTERS} characters; give one article a file")
    layout = lay_out(text, titled=titled)
    if not layout.body:
        raise EmptySource(f"{name}: no text of an article is left once headline and page furniture are taken off")
    refuse_other_language(" ".join(text[start:end] for start, end in layout.body), name=name)
    return Document(
        id=PurePath(name).stem or name,
        text=text,
        body=layout.body,
        headline=layout.front.headline,
        dateline=layout.front.dateline,
        cuts=layout.cuts,
        metadata=_completed(metadata, layout, text),
    )


def _told(told: Metadata | None, metadata: Metadata) -> Metadata:
    if told is None:
        return metadata
    return replace(
        metadata,
        title=told.title or metadata.title,
        published=told.published or metadata.published,
        author=told.author or metadata.author,
        publisher=told.publisher or metadata.publisher,
        url=told.url or metadata.url,
    )


def _completed(metadata: Metadata, layout: Layout, text: str) -> Metadata:
    """What the page's metadata leave open, the article's own front may say."""
    return replace(
        metadata,
        title=metadata.title or _flat(text, layout.front.headline),
        published=metadata.published or layout.front.published,
        author=metadata.author or layout.front.author,
    )


def _flat(text: str, span: Span | None) -> str | None:
    return " ".join(text[span[0] : span[1]].split()) if span else None


def _remarks(charset: str | None, removed: int) -> list[str]:
    lost = f"{removed} control characters taken out" if removed else None
    return [remark for remark in (charset, lost) if remark]
