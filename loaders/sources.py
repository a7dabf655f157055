"""What the arguments of a command stand for: files, whole folders, standard input, the shipped example."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accord.graph.document import Metadata
from accord.graph.errors import InputError, MissingSource, UnreadableSource
from accord.loaders.reading.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN: Final = "-"
SEPARATOR: Final = "!"
"""Between a container's place and that of an article in it."""
EXAMPLE: Final = "algiers-peace-agreement.txt"
# Browsers keep the images and scripts of a saved page "x.html" in a folder "x_files".
_SAVED_WITH_PAGE: Final = "_files"


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read an article from.

    ``name``: as the user gave it, for messages; ``place``: the same wherever accord is run from, to know it again.
    Of what came with others, as in an archive, a table or a feed: ``held``, its bytes; ``told``, what the container
    says of it; ``called``, what its identifier begins with; ``error``, why it can't be read.
    """

    name: str
    place: str
    held: bytes | None = field(default=None, repr=False)
    told: Metadata = field(default_factory=Metadata)
    called: str = ""
    error: InputError | None = None

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.called or Path(self.name).stem or self.name

    @property
    def repeatable(self) -> bool:
        """Whether it can be read again, and by any process."""
        return self.name != STDIN

    def digest_of(self, raw: bytes) -> str:
        """SHA-256 in hex of its bytes with what is told of them; empty when they weren't read to their end."""
        if not 0 < len(raw) <= MAX_BYTES:
            return ""
        told = b"" if self.told == Metadata() else f"\x00{self.told!r}".encode()
        return hashlib.sha256(raw + told).hexdigest()

    def read(self) -> bytes:
        """Its bytes, or as many as it takes to know that they are too many; a kind of UnreadableSource on failure."""
        if self.error is not None:
            raise self.error
        if self.held is not None:
            return self.held
        if self.name == STDIN:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        if self.place.startswith("example:"):
            return files("accord.loaders").joinpath("examples", self.name).read_bytes()
        return _read_file(Path(self.place), self.name)


def find_sources(arguments: Iterable[str]) -> tuple[Source, ...]:
    """The sources that arguments stand for, each once, those of a folder sorted by path.

    Hidden files and what browsers save beside a page are left out. What isn't there is a source too, so that it is
    refused in its turn.
    """
    found: dict[str, Source] = {}
    for argument in arguments:
        for source in _sources(argument):
            found.setdefault(source.place, source)
    return tuple(found.values())


def example() -> Source:
    """The article that is shipped with accord."""
    return Source(EXAMPLE, f"example:{EXAMPLE}")


def container_of(place: str) -> str:
    """The place of the file that holds what is at a place; the place itself where none does."""
    at = place.find(SEPARATOR)
    while at > 0 and not is_address(place):
        if Path(place[:at]).is_file():
            return place[:at]
        at = place.find(SEPARATOR, at + 1)
    return place


def named(place: str) -> Source:
    """The source at a place, as another run found it."""
    return example() if place == f"example:{EXAMPLE}" else Source(place, place)


def is_address(place: str) -> bool:
    """Whether a source is on the web, or in some other place that is no file.

    >>> is_address("https://example.org/a"), is_address("C:/articles"), is_address("a.txt")
    (True, False, False)
    """
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", place) is not None


def hidden(parts: Iterable[str]) -> bool:
    """Whether a path is of a hidden file, or of what browsers and systems put beside articles."""
    *folders, name = parts
    return name.startswith(".") or any(
        folder.startswith(".") or folder.endswith(_SAVED_WITH_PAGE) or folder == "__MACOSX" for folder in folders
    )


def _sources(argument: str) -> Iterator[Source]:
    if argument == STDIN:
        yield Source(STDIN, STDIN)
    elif is_address(argument):
        yield Source(argument, argument)
    elif Path(argument).is_dir():
        yield from (_file(path) for path in _walk(Path(argument)))
    else:
        yield _file(Path(argument))


def _file(path: Path) -> Source:
    return Source(str(path), str(path.absolute().resolve()))


def _walk(folder: Path) -> Iterator[Path]:
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and not name.endswith(_SAVED_WITH_PAGE)]
        found += [Path(parent) / name for name in names if not name.startswith(".")]
    yield from sorted(found)


def _read_file(path: Path, name: str) -> bytes:
    # A pipe or device could keep the reader waiting for ever.
    if path.exists() and not path.is_file():
        raise UnreadableSource(f"{name}: is no ordinary file; give a text or HTML file, a folder, or - for input")
    try:
        with path.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise MissingSource(f"{name}: there is no such file or folder") from error
    except OSError as error:
        raise UnreadableSource(f"{name}: can't be read ({error.strerror})") from error
