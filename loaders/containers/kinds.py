"""What a stream is, by its first bytes: something with articles in it, or plain, which is for reading to judge."""

from __future__ import annotations

import json
import re
import tarfile
from enum import Enum
from typing import TYPE_CHECKING, Final

from accord.graph.errors import UnreadableSource
from accord.loaders.containers.columns import delimiter_of, headerless_urls
from accord.loaders.reading.charset import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD: Final = 1 << 16
"""Bytes that tell the kind."""


class Kind(Enum):
    """What holds articles, and how."""

    PLAIN = "an article"
    ZIP = "a ZIP archive"
    TAR = "a tar archive"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    WARC = "a web archive"
    JSON = "JSON"
    JSON_LINES = "JSON lines"
    TABLE = "a table"
    FEED = "a feed"
    MAIL = "mail"
    URLS = "a list of addresses"


_PACKED: Final = (
    (b"\x1f\x8b\x08", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"WARC/", Kind.WARC),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
)
# Office documents and e-books are ZIP archives of no articles; reading names and refuses them.
_OFFICE: Final = re.compile(rb"word/|xl/|ppt/|mimetypeapplication/(?:epub|vnd\.oasis)|\[Content_Types\]\.xml")
_FEED: Final = re.compile(
    r"\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE\b.{0,2000}?>\s*)*<(?:rss|feed|(?:\w+:)?RDF)[\s>]",
    re.DOTALL,
)
_HEADERS: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\s*?\n")
_OF_MAIL: Final = re.compile(r"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)
_URLS: Final = re.compile(r"(?:\s*(?:#[^\n]*|https?://[^\s<>\"]+)[ \t]*(?:\r?\n|$))+")


def kind_of(head: bytes, columns: Mapping[str, str] | None = None) -> Kind:
    """The kind of a stream that begins so. ``columns``: what the user calls the columns of tables."""
    for signature, kind in _PACKED:
        if head.startswith(signature):
            return Kind.PLAIN if kind is Kind.ZIP and _OFFICE.search(head[:8192]) else kind
    if _is_tar(head[:512]):
        return Kind.TAR
    if b"\x00" in head[:64] and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return Kind.PLAIN
    try:
        text = decode(head, name="").text.lstrip("\ufeff")
    except UnreadableSource:
        return Kind.PLAIN
    return _kind_of_text(text.replace("\r\n", "\n"), columns or {}, whole=len(head) < HEAD)


def _kind_of_text(text: str, columns: Mapping[str, str], *, whole: bool) -> Kind:
    if _FEED.match(text):
        return Kind.FEED
    if (headers := _HEADERS.match(text)) and _OF_MAIL.search(headers.group()):
        return Kind.MAIL
    start = text.lstrip()
    if start.startswith("{"):
        return _json_kind(start, whole=whole)
    if re.match(r"\[\s*\{", start):
        return Kind.JSON
    first = start.split("\n", 1)[0]
    if delimiter_of(first, columns) or headerless_urls(first) is not None:
        return Kind.TABLE
    listed = start if whole else start.rpartition("\n")[0]
    return Kind.URLS if listed and "://" in listed and _URLS.fullmatch(listed) else Kind.PLAIN


def _json_kind(text: str, *, whole: bool) -> Kind:
    """Lines when the first is an object by itself, or too long to see its end."""
    first, newline, rest = text.partition("\n")
    if not newline and not whole:
        return Kind.JSON_LINES
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return Kind.JSON if re.match(r"\{\s*(?:\"|\})", text) else Kind.PLAIN
    return Kind.JSON_LINES if rest.strip() else Kind.JSON


def _is_tar(block: bytes) -> bool:
    if len(block) < 512 or not block.strip(b"\x00"):
        return False
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.TarError, ValueError):
        return False
    return True
