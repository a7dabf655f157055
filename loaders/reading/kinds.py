"""What bytes are: text, a page, or something that no article is read from, by content and not by name."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from accord.graph.errors import BinarySource, UnreadableSource


class Kind(Enum):
    """What an article can be read from."""

    TEXT = "text"
    HTML = "html"


# Signatures as in the IANA media type registrations and the formats' own specifications.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "a ZIP archive"),
    (b"{\\rtf", "an RTF document"),
    (b"%!PS", "a PostScript document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a RIFF file (WebP, WAV or AVI)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"OggS", "an Ogg recording"),
    (b"ID3", "an MP3 recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"wOF", "a font"),
)
_ZIPPED: Final = (
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/epub", "an EPUB book"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)
_MARKED: Final = (
    (re.compile(r"\s*<\?xml"), "XML and no page"),
    (re.compile(r"\s*(?:\{\s*\"|\[\s*(?:\{\s*\"|\"))"), "JSON"),
)
_PAGE: Final = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_XHTML: Final = re.compile(r"\s*<\?xml.{0,2000}?<html\b", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(
    r"</?(?:p|div|h[1-6]|span|article|section|table|ul|br|title|meta)\b[^<>]{0,300}>", re.IGNORECASE
)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_START: Final = 8192


def refuse_binary(raw: bytes, *, name: str) -> None:
    """BinarySource, naming what the bytes are, unless they may be text."""
    found = next((what for signature, what in _SIGNATURES if raw.startswith(signature)), None)
    if found == "a ZIP archive":
        found = next((what for mark, what in _ZIPPED if mark in raw[:_START]), found)
    if raw[4:8] == b"ftyp":
        found = "an MP4 or HEIF file"
    if found is None and _is_noise(raw[:_START]):
        found = "binary data"
    if found:
        raise BinarySource(f"{name}: is {found}, not text; save the article as plain text or HTML")


def kind_of(text: str, *, name: str) -> Kind:
    """Whether decoded text is a page or plain text; UnreadableSource when it is XML or JSON."""
    start = text[:_START].lstrip("\ufeff")
    if _PAGE.match(start) or _XHTML.match(start) or len(_TAG.findall(start)) >= 3:
        return Kind.HTML
    for mark, what in _MARKED:
        if mark.match(start):
            raise UnreadableSource(f"{name}: is {what}; save the article as plain text or HTML")
    return Kind.TEXT


def _is_noise(sample: bytes) -> bool:
    """Text has few control characters; UTF-16 and UTF-32 have many NULs, but at fixed distances or after a mark."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return False
    controls = len(_CONTROL.findall(sample))
    nulls = sample.count(0)
    if nulls and max(sample[::2].count(0), sample[1::2].count(0)) > 0.9 * nulls and nulls > 0.3 * len(sample):
        return controls - nulls > 0.05 * len(sample)
    return controls > 0.1 * len(sample)
