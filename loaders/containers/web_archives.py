"""The pages of web archives (WARC, ISO 28500), as Common Crawl ships them; records that were cut are told of.

warcio reads a cut record without a word, and its iterator a header of any length; here both are bounded and checked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any, Final

from accord.graph.errors import EmptySource, OversizedSource, UnreadableSource
from accord.loaders.containers.member import row_source
from accord.loaders.reading.source import MAX_BYTES
from accord.loaders.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.loaders.containers.member import Opened

_LONGEST_LINE: Final = 1 << 18
_MOST_LINES: Final = 2_000
_AT_ONCE: Final = 1 << 20
_PAGES: Final = re.compile(r"text/(?:html|plain)|application/xhtml\+xml", re.IGNORECASE)
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_TOLD: Final = ("length", "disconnect", "time", "unspecified")


def read_web_archive(opened: Opened) -> Iterator[Source]:
    """The answers with a page and status 200, each known by its address."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader

    loader, lines, number = ArcWarcRecordLoader(verify_http=False, arc2warc=False), _Lines(opened), 0
    while (begins := lines.next_record()) is not None:
        opened.budget.member()
        number += 1
        try:
            record = loader.parse_record_stream(lines, begins.decode("latin-1"), "warc")
            if not (record.rec_headers.get_header("Content-Length") or "").isdecimal():
                raise ArchiveLoadFailed("a record without a length")
        except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError) as error:
            told = f"{opened.name} record {number}: is damaged ({str(error)[:100]!a}); the rest isn't read"
            raise UnreadableSource(told) from error
        yield from _page(opened, record, number)
        if _skipped(record.raw_stream):
            return


class _Lines:
    """The archive's stream, whose lines are bounded."""

    def __init__(self, opened: Opened) -> None:
        self._stream: IO[bytes] = opened.stream
        self._name = opened.name
        self._lines = 0

    def next_record(self) -> bytes | None:
        """The next line that isn't blank; None at the end."""
        self._lines = 0
        while line := self.readline():
            if line.strip():
                return line
        return None

    def readline(self, length: int | None = None) -> bytes:
        """A line of a header."""
        self._lines += 1
        line = self._stream.readline(_LONGEST_LINE if length is None else min(length, _LONGEST_LINE))
        if len(line) >= _LONGEST_LINE or self._lines > _MOST_LINES:
            raise OversizedSource(f"{self._name}: a header of a record is too long; the rest isn't read")
        return line

    def read(self, length: int = -1) -> bytes:
        """Some bytes of a record."""
        return self._stream.read(length if 0 <= length <= _AT_ONCE else _AT_ONCE)

    def tell(self) -> int:
        """Only differences would count, and of those none."""
        return 0


def _page(opened: Opened, record: Any, number: int) -> Iterator[Source]:
    """The source of a record, refused where it was cut; nothing for what isn't a page."""
    headers = record.http_headers
    if record.rec_type not in ("response", "resource", "conversion"):
        return
    kind = (headers.get_header("Content-Type") if headers else record.content_type) or ""
    if (headers is not None and headers.get_statuscode() != "200") or not _PAGES.match(kind):
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    name = f"{opened.name} record {number}"
    try:
        raw = _body(record)
    except (ValueError, OSError) as error:
        raw, cut = b"", f"is damaged ({str(error)[:100]!a})"
    else:
        cut = _cut(record, raw)
    told = row_source(opened, {"url": url, "text": "."}, number, "record")
    if cut and len(raw) <= MAX_BYTES:
        yield Source(name, told.place, called=told.called, error=UnreadableSource(f"{name}: {cut} ({url[:200]})"))
        return
    held = in_utf8(raw, kind)
    empty = None if held else EmptySource(f"{name}: is empty ({url[:200]})")
    yield replace(told, name=name, held=held, error=empty)


def _body(record: Any) -> bytes:
    """The page, or one byte more than may be read; parts and compression of the transfer undone."""
    stream, parts, total = record.content_stream(), [], 0
    while total <= MAX_BYTES and (part := stream.read(min(_AT_ONCE, MAX_BYTES + 1 - total))):
        parts.append(part)
        total += len(part)
    return b"".join(parts)


def _cut(record: Any, raw: bytes) -> str:
    """How the record was cut; empty when it wasn't."""
    if (why := record.rec_headers.get_header("WARC-Truncated")) is not None:
        return f"was cut when it was archived ({why if why in _TOLD else 'unspecified'})"
    if record.raw_stream.limit > 0 and len(raw) <= MAX_BYTES:
        # Something may be left behind what was decoded; the archive's end may not.
        _skipped(record.raw_stream)
        if record.raw_stream.limit > 0:
            return "is cut off in the archive"
    said = record.http_headers.get_header("Content-Length") if record.http_headers else None
    encoded = record.http_headers and record.http_headers.get_header("Content-Encoding")
    if said and said.isdecimal() and not encoded and len(raw) < int(said):
        return f"has {len(raw)} of {said} bytes"
    return ""


def _skipped(stream: Any) -> bool:
    """Go to the record's end; whether the archive ends before it."""
    while stream.limit > 0 and stream.read(_AT_ONCE):
        pass
    return bool(stream.limit > 0)


def in_utf8(raw: bytes, content_type: str) -> bytes:
    """A page whose charset is said outside of it, with a mark that says it inside; others as they are."""
    found = _CHARSET.search(content_type)
    if not found or raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            # Browsers read latin-1 as windows-1252, and so do servers mean it.
            charset = {"iso-8859-1": "cp1252", "us-ascii": "cp1252"}.get(found[1].lower(), found[1])
            return raw.decode(charset).encode("utf-8-sig")
        except (LookupError, UnicodeError, ValueError):
            return raw
    return raw
