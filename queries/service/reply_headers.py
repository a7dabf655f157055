"""The headers of every answer: what it is, how long it keeps, and what a browser may not do with it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.queries.service.link import Head

_SAFE: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)
_CLOSED: Final = b"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""For answers that are no pages; a page brings a policy of its own."""


def reply_headers(
    head: Head, length: int | None, tag: str, crossing: tuple[tuple[str, str], ...]
) -> list[tuple[bytes, bytes]]:
    """All headers of an answer. ``length``: None when it comes in parts; ``tag``: its ETag, if it has one."""
    found = list(_same(head, crossing, bool(tag)))
    if length is not None and head.status not in (204, 304):
        found.append((b"content-length", str(length).encode()))
    if tag and head.status in (200, 304) and (b"cache-control", b"no-cache") in found:
        found.append((b"etag", tag.encode()))
    return found


def head_bytes(head: Head, length: int, tag: str, crossing: tuple[tuple[str, str], ...]) -> bytes:
    """The same as lines."""
    kept, lines = _lines(head, crossing, bool(tag))
    lines = b"%bcontent-length: %d\r\n" % (lines, length) if head.status not in (204, 304) else lines
    return b"%betag: %b\r\n" % (lines, tag.encode()) if kept and tag else lines


@lru_cache(maxsize=512)
def _lines(head: Head, crossing: tuple[tuple[str, str], ...], tagged: bool) -> tuple[bool, bytes]:
    """Whether the answer has its ETag, and the lines that answers of the same kind have in common."""
    found = _same(head, crossing, tagged)
    kept = head.status in (200, 304) and (b"cache-control", b"no-cache") in found
    return kept, b"".join(b"%b: %b\r\n" % header for header in found)


@lru_cache(maxsize=512)
def _same(head: Head, crossing: tuple[tuple[str, str], ...], tagged: bool) -> tuple[tuple[bytes, bytes], ...]:
    """The headers that answers of the same kind have in common."""
    own = [(_header(name).lower(), _header(value)) for name, value in (*head.headers, *crossing)]
    names = {name for name, _ in own}
    found = [*_SAFE, *own]
    if head.media_type:
        found.append((b"content-type", _header(head.media_type)))
    if b"content-security-policy" not in names:
        found.append((b"content-security-policy", _CLOSED))
    if head.compressed:
        found.append((b"content-encoding", b"gzip"))
    found.append((b"vary", b"Accept, Accept-Encoding"))
    if b"cache-control" not in names:
        found.append((b"cache-control", b"no-cache" if tagged else b"no-store"))
    return tuple(found)


def _header(text: str) -> bytes:
    """A header's name or value on one line: whatever a value was made of, it starts no header of its own."""
    return text.replace("\r", " ").replace("\n", " ").replace("\0", " ").encode("latin-1", "replace")
