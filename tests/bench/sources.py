"""How fast articles are taken out of containers, and in how much memory: ``python tests/bench/sources.py [ARTICLES]``.

Prints a line a kind of container: articles a CPU second, and the peak of the process's memory so far.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import resource
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from accord.loaders.containers.expansion import Expansion
from accord.loaders.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE = "Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both countries said. "


def stories(count: int) -> Iterator[str]:
    """Texts of two hundred to eight hundred words, none like another."""
    chance = random.Random(8)
    for number in range(count):
        yield f"{number} {chance.random()} " + SENTENCE * chance.randint(12, 48)


def write_lines(file: Path, count: int) -> None:
    with gzip.open(file, "wt", compresslevel=1) as out:
        for number, text in enumerate(stories(count)):
            out.write(json.dumps({"id": str(number), "title": f"Story {number}", "text": text}) + "\n")


def write_zip(file: Path, count: int) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for number, text in enumerate(stories(count)):
            out.writestr(f"{number}.txt", text)


def write_tar(file: Path, count: int) -> None:
    with tarfile.open(file, "w:gz", compresslevel=1) as out:
        for number, text in enumerate(stories(count)):
            told = tarfile.TarInfo(f"{number}.txt")
            told.size = len(text)
            out.addfile(told, io.BytesIO(text.encode()))


def write_web_archive(file: Path, count: int) -> None:
    with file.open("wb") as out:
        for number, text in enumerate(stories(count)):
            page = f"<html><body><p>{text}</p></body></html>"
            http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page)}\r\n\r\n{page}"
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://coast.example/{number}\r\n"
            record = f"{head}Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n{http}\r\n\r\n"
            out.write(gzip.compress(record.encode(), 1))


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for write in (write_lines, write_zip, write_tar, write_web_archive):
            file = Path(folder) / "corpus"
            write(file, count)
            started = time.process_time()
            found = sum(source.error is None for source in Expansion().articles(find_sources([str(file)])))
            seconds = time.process_time() - started
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            kind = write.__name__.removeprefix("write_")
            print(f"{kind:<12} {found} articles, {found / seconds:,.0f} a CPU second, peak {peak} MiB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
