"""Hostile and broken containers: each is read, or refused with its reason, in bounded time and memory."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import subprocess
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

STORY = ("Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both said. " * 8).encode()
NOUGHTS = 300 << 20
MEBIBYTES = 1024


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, raw in members:
            archive.writestr(name, raw)
    return made.getvalue()


def tarred(*members: tuple[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, raw in members:
            told = tarfile.TarInfo(name)
            told.type, told.size, told.linkname = kind, len(raw), "/etc/passwd"
            archive.addfile(told, io.BytesIO(raw))
    return made.getvalue()


def header(name: str, size: bytes, kind: bytes = b"0") -> bytes:
    """A header of a tar archive with the size as given, and a right sum."""
    block = bytearray(name.encode().ljust(100, b"\0") + b"0000644\0" * 3 + size.ljust(12, b"\0") + b"0" * 11 + b"\0")
    block += b" " * 8 + kind + b"\0" * 100 + b"ustar\x0000" + b"\0" * 247
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


def noughts(size: int = NOUGHTS) -> bytes:
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def nested(depth: int) -> bytes:
    raw = STORY
    for _ in range(depth):
        raw = zipped(("in.bin", raw), method=zipfile.ZIP_STORED)
    return raw


def record(body: bytes = STORY, *, length: object = None, extra: str = "", headers: bytes = b"") -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + b"\r\n" + body
    told = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/a\r\n{extra}"
    return f"{told}Content-Length: {len(http) if length is None else length}\r\n\r\n".encode() + http + b"\r\n\r\n"


def encrypted() -> bytes:
    raw = bytearray(zipped(("a.txt", STORY)))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + place] |= 1
    return bytes(raw)


def directory_of(size: int) -> bytes:
    return b"PK\x03\x04" + bytes(100) + b"PK\x05\x06" + bytes(8) + size.to_bytes(4, "little") + bytes(6)


def rss(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>x</title>{inside}</channel></rss>'.encode()


LAUGHS = (
    "<!DOCTYPE rss ["
    + '<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(97 + at)} "{f"&{chr(96 + at)};" * 10}">' for at in range(1, 10))
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb.gz": (noughts, "more than 2 MB"),
    "bomb.bz2": (lambda: bz2.compress(bytes(NOUGHTS)), "more than 2 MB"),
    "bomb.xz": (lambda: lzma.compress(bytes(NOUGHTS), preset=0), "more than 2 MB"),
    "bomb.zip": (lambda: zipped(*((f"{at}.txt", bytes(10 << 20)) for at in range(30))), "more than 2 MB"),
    "bomb.in.zip": (lambda: zipped(("a.gz", noughts())), "more than 2 MB"),
    "bomb.tar.gz": (lambda: gzip.compress(tarred(("a", bytes(NOUGHTS // 2)))), "unpacks to more than 200 times"),
    "bomb.of.lines.gz": (lambda: gzip.compress(b'{"text": "' + b"a" * (100 << 20)), "a line of more than 8 MiB"),
    "nested.zip": (lambda: nested(8), "containers in containers, too deep"),
    "packed.twelve.times": (
        lambda: __import__("functools").reduce(lambda raw, _: gzip.compress(raw, mtime=0), range(12), STORY),
        "containers in containers, too deep",
    ),
    "climbing.zip": (lambda: zipped(("../../etc/cron.d/x.txt", STORY)), "its path leads out of the archive"),
    "climbing.backslash.zip": (lambda: zipped(("..\\..\\x.txt", STORY)), "its path leads out of the archive"),
    "climbing.tar": (lambda: tarred(("../../x.txt", STORY)), "its path leads out of the archive"),
    "links.tar": (lambda: tarred(("a.txt", b""), kind=tarfile.SYMTYPE), ""),
    "devices.tar": (lambda: tarred(("a.txt", b""), kind=tarfile.CHRTYPE), ""),
    "negative.tar": (lambda: header("a.txt", b"\xff" * 12) + bytes(1024), "impossible size"),
    "huge.pax.tar": (lambda: header("a", b"77777777777\0", b"x") + bytes(4096), "impossible size"),
    "huge.longname.tar": (lambda: header("a", b"77777777777\0", b"L") + bytes(4096), "impossible size"),
    "cut.tar": (lambda: tarred(("a.txt", STORY * 100))[:2000], "is a damaged tar archive"),
    "cut.gz": (lambda: gzip.compress(STORY * 100)[:-20], "is damaged or cut off"),
    "cut.zip": (lambda: zipped(("a.txt", STORY))[:-40], "is a damaged ZIP archive"),
    "wrong.sum.zip": (
        lambda: zipped(("a.txt", STORY), method=0).replace(b"Norway", b"Sweden", 1),
        "is a damaged member",
    ),
    "encrypted.zip": (encrypted, "is encrypted"),
    "huge.directory.zip": (lambda: directory_of(0xFFFFFFF0), "its directory takes more than 64 MiB"),
    "lying.directory.zip": (lambda: directory_of(5000), "is a damaged ZIP archive"),
    "empty.zip": (zipped, ""),
    "names.zip": (lambda: zipped(("a\x1b[31m\u202etxt", b"")), "is empty"),
    "laughs.rss": (lambda: rss("<item><title>&j;</title></item>", LAUGHS + "]>"), "declares XML entities"),
    "file.rss": (
        lambda: rss("&x;", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "declares XML entities",
    ),
    "deep.rss": (lambda: rss("<a>" * 5000 + "</a>" * 5000), "elements nested more than 100 deep"),
    "huge.rss": (lambda: rss("<item><title>x</title></item>" * 700_000), "more than 16 MiB in one piece"),
    "cut.rss": (lambda: rss(f"<item><title>x</title><description>{STORY.decode()}")[:-40], ""),
    "void.rss": (lambda: rss("<item></item>"), "has neither text nor address"),
    "foreign.scheme.rss": (lambda: rss("<item><link>file:///etc/passwd</link></item>"), "has neither text nor address"),
    "deep.json": (lambda: b'[{"text": ' + b"[" * 200_000, "is damaged JSON"),
    "huge.json": (lambda: b'[{"text": "' + b"a" * (20 << 20), "more than 16 MiB in one piece"),
    "numbers.jsonl": (lambda: b'{"text": "a", "n": ' + b"9" * 10_000 + b'}\n{"text": ""}\n', "is damaged JSON"),
    "untold.json": (lambda: b'{"a": 1}', "seems to hold texts"),
    "quotes.csv": (lambda: b"id,text,url\n" + b'1,"' + b"never closed\n" * 800_000, "field larger than field limit"),
    "nul.csv": (lambda: b"id,text,url\n1,\x00\x00,\n2," + STORY.replace(b",", b" ") + b",\n", ""),
    "narrow.csv": (lambda: b"id,text,url\n1\n", "has neither text nor address"),
    "schemes.txt": (lambda: b"id,url,title\n1,file:///etc/passwd,a\n2,javascript:alert(1),b\n", "is no address"),
    "cut.warc": (lambda: record()[:-100], "is cut off in the archive"),
    "endless.header.warc": (lambda: b"WARC/1.0\r\nX: " + b"a" * (50 << 20), "a header of a record is too long"),
    "many.headers.warc": (lambda: b"WARC/1.0\r\n" + b"A: b\r\n" * 3_000_000, "a header of a record is too long"),
    "negative.warc": (lambda: record(length=-5), "is damaged"),
    "no.length.warc": (lambda: record(length="many"), "is damaged"),
    "long.warc": (lambda: record(length=10**15), "is cut off in the archive"),
    "noise.warc": (lambda: record() + bytes(range(128, 256)) * 1000, "is damaged"),
    "bomb.warc": (lambda: record(noughts(), headers=b"Content-Encoding: gzip\r\n"), "more than 2 MB"),
    "chunks.warc": (lambda: record(b"ffffffff\r\nabc", headers=b"Transfer-Encoding: chunked\r\n"), ""),
    "parts.eml": (
        lambda: b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000,
        "a message of more than 1000 parts",
    ),
    "charset.eml": (lambda: b"MIME-Version: 1.0\nContent-Type: text/plain; charset=nonsense\n\n" + STORY, ""),
    "void.eml": (lambda: b"MIME-Version: 1.0\nMessage-ID: <a>\nContent-Type: image/png\n\nx", "without a text"),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What a process that reads them all one after the other says; it is ended by one that takes too long."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, str(Path(__file__).with_name("reading_process.py")), str(folder)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (found[-1:], done.stderr[-2000:])
    return found


def test_there_are_more_than_forty() -> None:
    assert len(HOSTILE) > 40


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_read_or_refused_with_its_reason(told: list[dict[str, Any]], name: str) -> None:
    reason = HOSTILE[name][1]
    errors = [each["error"] for each in told if each.get("file") == name and each.get("error")]
    assert not reason or any(reason in error for error in errors), errors
    assert all(error.isprintable() for error in errors)


def test_all_of_them_take_less_than_a_gibibyte(told: list[dict[str, Any]]) -> None:
    assert told[-1]["mebibytes"] < MEBIBYTES
