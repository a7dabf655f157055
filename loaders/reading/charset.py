"""From bytes to characters: byte order mark, UTF-8, the page's own word, and guessing last."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from accord.graph.errors import BinarySource

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
# Browsers read both as windows-1252 (WHATWG Encoding Standard, section 4.2), and so do the pages mean them.
_MEANT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_RARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters with the charset that gave them; ``remark`` says what was doubtful or lost, None where nothing."""

    text: str
    charset: str
    remark: str | None = None


def decode(raw: bytes, *, name: str) -> Decoded:
    """Decode a page or text. BinarySource when no charset makes text of the bytes."""
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            return _forgiving(raw[len(mark) :], charset)
    if utf16 := _unmarked_utf16(raw):
        return _forgiving(raw, utf16)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(raw) or _damaged_utf8(raw) or _western(raw) or _guessed(raw, name)


def _forgiving(raw: bytes, charset: str) -> Decoded:
    try:
        return Decoded(raw.decode(charset), charset)
    except UnicodeDecodeError:
        text = raw.decode(charset, "replace")
        return Decoded(text, charset, _loss(charset, text.count("\ufffd")))


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: in English every other byte is NUL."""
    sample = raw[: 4096 - 4096 % 2]
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _declared(raw: bytes) -> Decoded | None:
    found = _DECLARED.search(raw[:4096])
    if not found:
        return None
    try:
        charset = codecs.lookup(found.group(1).decode("ascii")).name
        charset = _MEANT.get(charset, charset)
        return None if charset == "utf-8" else Decoded(raw.decode(charset), charset)
    except (LookupError, UnicodeError, ValueError):
        return None


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """Bytes with at least as many whole UTF-8 sequences as stray ones are UTF-8 that was cut or mixed up."""
    whole = _SEQUENCE.findall(raw)
    stray = len(_HIGH.findall(raw)) - sum(map(len, whole))
    return _forgiving(raw, "utf-8") if whole and len(whole) >= stray else None


def _western(raw: bytes) -> Decoded | None:
    """A few high bytes among ASCII: what English has beyond ASCII, quotes and accents, was written as windows-1252."""
    if len(_HIGH.findall(raw)) > _RARE * len(raw):
        return None
    try:
        return Decoded(raw.decode("cp1252"), "cp1252", "isn't UTF-8; read as windows-1252")
    except UnicodeDecodeError:
        return _forgiving(raw, "utf-8")


def _guessed(raw: bytes, name: str) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:100_000]).best()
    if best is None:
        raise BinarySource(f"{name}: isn't text in any charset; save it as UTF-8 text or HTML")
    decoded = _forgiving(raw, best.encoding)
    return Decoded(decoded.text, best.encoding, f"isn't UTF-8; read as {best.encoding.replace('_', '-')}")


def _loss(charset: str, count: int) -> str:
    return f"{count} stretches aren't {charset.upper()}; each became \ufffd"
