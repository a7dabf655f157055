"""From the sources that were named to the articles in them, one after the other, containers in containers as well."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import tempfile
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from accord.graph.errors import InputError, OversizedSource, UnreadableSource
from accord.loaders.containers.archives import read_tar, read_zip
from accord.loaders.containers.feeds import read_feed
from accord.loaders.containers.kinds import HEAD, Kind, kind_of
from accord.loaders.containers.limits import Budget, Limits, Rejoined, Unpacked
from accord.loaders.containers.mail import read_mail
from accord.loaders.containers.member import Opened
from accord.loaders.containers.tables import read_json, read_json_lines, read_table, read_urls
from accord.loaders.containers.web_archives import read_web_archive
from accord.loaders.reading.source import MAX_BYTES
from accord.loaders.sources import STDIN, Source, is_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_READERS: Final[Mapping[Kind, Callable[[Opened], Iterator[Source]]]] = {
    Kind.ZIP: read_zip,
    Kind.TAR: read_tar,
    Kind.WARC: read_web_archive,
    Kind.JSON: read_json,
    Kind.JSON_LINES: read_json_lines,
    Kind.TABLE: read_table,
    Kind.FEED: read_feed,
    Kind.MAIL: read_mail,
    Kind.URLS: read_urls,
}
_PACKED: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.GZIP: lambda stream: gzip.GzipFile(fileobj=stream, mode="rb"),
    Kind.BZIP2: bz2.BZ2File,
    Kind.XZ: lzma.LZMAFile,
}
_UNPACKING: Final = (EOFError, OSError, zlib.error, lzma.LZMAError, ValueError)
_IN_MEMORY: Final = 4 << 20


class Web(Protocol):
    """Gets what is at an address."""

    def opened(self, source: Source) -> tuple[Source, IO[bytes] | None]:
        """The source as it was got: held, refused, or with a stream that may hold many."""
        ...


@dataclass(frozen=True, slots=True)
class Expansion:
    """How containers are opened.

    ``columns``: the user's map; ``tell``: takes remarks; ``web``: None leaves addresses as they are.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    tell: Callable[[str], None] = lambda _: None
    web: Web | None = None

    def articles(self, sources: Iterable[Source]) -> Iterator[Source]:
        """The sources, containers replaced by what is in them; each place once in a row of them."""
        for source in sources:
            yield from self._reached(source)

    def _reached(self, source: Source, hops: int = 0) -> Iterator[Source]:
        """A source, got from the web if it is there; what it lists may be there too."""
        if not is_address(source.place) or source.held is not None or source.error is not None:
            found = self._files(source)
        elif self.web is None:
            yield source
            return
        else:
            found = self._fetched(*self.web.opened(source))
        for each in found:
            listed = is_address(each.place) and each.held is None and each.error is None
            if not listed:
                yield each
            elif hops > 1:
                reason = f"{each.name}: is listed in a list that is listed in a list; load it by itself"
                yield replace(each, error=UnreadableSource(reason))
            else:
                yield from self._reached(each, hops + 1)

    def stream(self, source: Source, stream: IO[bytes]) -> Iterator[Source]:
        """What is in the stream of a source; of what it lists on the web, the addresses."""
        yield from self._guarded(self._opened(source, stream, None))

    def _fetched(self, source: Source, stream: IO[bytes] | None) -> Iterator[Source]:
        if stream is None:
            yield source
            return
        with stream:
            yield from self.stream(source, stream)

    def _files(self, source: Source) -> Iterator[Source]:
        if source.held is not None or source.error is not None or source.place.startswith("example:"):
            yield source
        elif source.name == STDIN:
            yield from self._guarded(self._opened(source, sys.stdin.buffer, None))
        elif not Path(source.place).is_file():
            yield source
        else:
            yield from self._file(source)

    def _file(self, source: Source) -> Iterator[Source]:
        path = Path(source.place)
        try:
            size = path.stat().st_size
            stream = path.open("rb")
        except OSError:
            yield source  # whose reading says why
            return
        with stream:
            kind = kind_of(stream.read(HEAD), self.columns)
            if kind is Kind.PLAIN:
                yield source
                return
            stream.seek(0)
            yield from self._guarded(self._opened(source, stream, size))

    def _opened(self, source: Source, stream: IO[bytes], size: int | None) -> Opened:
        budget = Budget(source.name, size, self.limits)
        return Opened(
            source.name,
            source.place,
            stream,
            budget,
            source.stem,
            source.told,
            tell=self.tell,
            columns=self.columns,
            inside=self._inside,
        )

    def _guarded(self, opened: Opened) -> Iterator[Source]:
        """What is in a container; what stops its reading is told as a source that was refused."""
        try:
            yield from self._inside(opened)
        except InputError as error:
            yield opened.refused(error)
        except OSError as error:
            yield opened.refused(UnreadableSource(f"{opened.name}: can't be read ({error.strerror or error})"))

    def _inside(self, opened: Opened) -> Iterator[Source]:
        """What is in a stream: one article, or those of a container."""
        head = _head(opened.stream)
        kind = kind_of(head, self.columns)
        rest = io.BufferedReader(Rejoined(head, opened.stream))
        if kind is Kind.PLAIN:
            raw = rest.read(MAX_BYTES + 1)
            yield Source(opened.name, opened.place, raw, opened.told, opened.called)
            return
        if opened.depth > self.limits.depth:
            yield opened.refused(
                OversizedSource(f"{opened.name}: containers in containers, too deep; unpack it yourself")
            )
        elif kind in _PACKED:
            yield from self._unpacked(opened, rest, kind)
        elif kind is Kind.ZIP and not opened.stream.seekable():
            yield from self._spooled(opened, rest)
        else:
            if kind is Kind.ZIP:
                opened.stream.seek(0)
            again = opened.stream if kind is Kind.ZIP else rest
            yield from _READERS[kind](replace(opened, stream=again))

    def _unpacked(self, opened: Opened, rest: IO[bytes], kind: Kind) -> Iterator[Source]:
        """What is in a compressed file, told of by the name without the compression's ending."""
        stream = io.BufferedReader(Unpacked(_PACKED[kind](rest), opened.budget))
        called = Path(opened.called).stem if Path(opened.called).suffix else opened.called
        inner = replace(opened, stream=stream, depth=opened.depth + 1, called=called)
        try:
            yield from self._inside(inner)
        except InputError:
            raise
        except _UNPACKING as error:
            told = f"{opened.name}: is damaged or cut off ({str(error)[:150]}); the rest isn't read"
            raise UnreadableSource(told) from error

    def _spooled(self, opened: Opened, rest: IO[bytes]) -> Iterator[Source]:
        """A ZIP archive's directory is at its end, so one within another stream is copied first."""
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
            while part := rest.read(_IN_MEMORY):
                copy.write(part)
            copy.seek(0)
            yield from read_zip(replace(opened, stream=copy))


def _head(stream: IO[bytes]) -> bytes:
    parts, total = [], 0
    while total < HEAD and (part := stream.read(HEAD - total)):
        parts.append(part)
        total += len(part)
    return b"".join(parts)
