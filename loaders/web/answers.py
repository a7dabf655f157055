"""What a server answered: its body, unpacked and bounded in size and time."""

from __future__ import annotations

import tempfile
import time
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final

from accord.graph.errors import OversizedSource, UnreadableSource
from accord.loaders.containers.kinds import HEAD, Kind, kind_of
from accord.loaders.reading.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

_AT_ONCE: Final = 1 << 16
_IN_MEMORY: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """``seconds``: for a page, from its first byte on; ``large``: bytes of what holds many; ``large_seconds``: for it.

    ``wait``: seconds for a connection or the next bytes; ``hops``: redirects; ``tries``: of what may be better later;
    ``patience``: the longest that a server may ask to wait.
    """

    seconds: float = 60.0
    large: int = 4 << 30
    large_seconds: float = 7200.0
    wait: float = 20.0
    hops: int = 5
    tries: int = 3
    patience: float = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """A body with what was said of it. ``url``: where it was in the end; ``large``: whether it may hold many."""

    url: str
    status: int
    body: IO[bytes]
    large: bool = False
    content_type: str = ""
    etag: str = ""
    modified: str = ""


def body_of(
    response: httpx.Response, bounds: Bounds, clock: Callable[[], float] = time.monotonic
) -> tuple[IO[bytes], bool]:
    """The body, and whether it may hold many articles; OversizedSource when it is too large or takes too long."""
    body: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        large = _received(response, body, bounds, clock)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body, large


def _received(response: httpx.Response, body: IO[bytes], bounds: Bounds, clock: Callable[[], float]) -> bool:
    started, total, large = clock(), 0, False
    for part in _unpacked(response):
        body.write(part)
        if total < HEAD <= total + len(part):
            large = _holds_many(body)
        total += len(part)
        limit = bounds.large if large else MAX_BYTES
        if total > limit:
            raise OversizedSource(f"{response.url}: more than {limit // 1_000_000} MB")
        if clock() - started > (bounds.large_seconds if large else bounds.seconds):
            raise OversizedSource(f"{response.url}: took too long to arrive")
    return _holds_many(body) if total < HEAD else large


def _holds_many(body: IO[bytes]) -> bool:
    body.seek(0)
    kind = kind_of(body.read(HEAD))
    body.seek(0, 2)
    return kind is not Kind.PLAIN


def _unpacked(response: httpx.Response) -> Iterator[bytes]:
    """The parts of a body as they arrive; compression undone by a bounded step at a time."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding == "identity":
        yield from response.iter_raw(_AT_ONCE)
        return
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise UnreadableSource(f"{response.url}: came in the coding {coding[:20]!r}, which wasn't asked for")
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        for part in response.iter_raw(_AT_ONCE):
            left = part
            while left:
                yield unpacker.decompress(left, _AT_ONCE)
                left = unpacker.unconsumed_tail
    except zlib.error as error:
        raise UnreadableSource(f"{response.url}: is damaged ({error})") from error
    if not unpacker.eof:
        raise UnreadableSource(f"{response.url}: broke off while it was sent")
