"""Reading the head of a request that is as plain as nearly all are; every other is left to the whole HTTP parser.

Strict on purpose: two readers of one protocol must never differ, so this one takes only what has one meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.queries.service.access import Access
    from accord.queries.service.options import Options

_TARGET: Final = re.compile(rb"GET (/[A-Za-z0-9/_.~-]*)(?:\?([!-\"$-~]*))? HTTP/1\.1")
_BLOCK: Final = re.compile(rb"(?:[A-Za-z0-9-]+:[\t\x20-\x7e\x80-\xff]*\r\n)+\r\n")
_OTHERWISE: Final = frozenset(("content-length", "transfer-encoding", "expect", "upgrade", "if-none-match", "te"))
"""Headers of requests that aren't plain."""
_SECRET: Final = ("authorization", "cookie")
_KEPT: Final = 256
_LONGEST: Final = 2048


@dataclass(frozen=True, slots=True)
class Block:
    """The headers of a request, checked. ``headers``: without secrets; ``crossing``: for scripts of other sites."""

    headers: Mapping[str, str]
    origin: str
    accept: str
    gzip: bool
    keep_alive: bool
    crossing: tuple[tuple[str, str], ...]


class PlainHeads:
    """Reads heads. A client sends the same headers again and again, so that they are read once."""

    def __init__(self, options: Options, access: Access) -> None:
        self._access = access
        # With a token, each request is checked by itself.
        self._most = 0 if options.read_token else _KEPT
        self._blocks: dict[bytes, Block] = {}

    def read(self, data: bytes) -> tuple[str, str, Block] | None:
        """Path, query string and headers of a plain GET that is all of ``data`` and may be answered; else None."""
        line, _, rest = data.partition(b"\r\n")
        target = _TARGET.fullmatch(line)
        if target is None:
            return None
        block = self._blocks.get(rest) or self._read(rest)
        if block is None:
            return None
        return target[1].decode("ascii"), (target[2] or b"").decode("ascii"), block

    def _read(self, rest: bytes) -> Block | None:
        if not _BLOCK.fullmatch(rest):
            return None
        headers: dict[str, str] = {}
        for line in rest[:-4].split(b"\r\n"):
            name, _, value = line.partition(b":")
            known = name.decode("ascii").lower()
            if known in headers or known in _OTHERWISE:
                return None
            headers[known] = value.strip(b" \t").decode("latin-1")
        block = self._checked(headers)
        if block and len(rest) <= _LONGEST and len(self._blocks) < self._most:
            self._blocks[rest] = block
        return block

    def _checked(self, headers: dict[str, str]) -> Block | None:
        connection = headers.get("connection", "keep-alive").lower()
        if connection not in ("keep-alive", "close"):
            return None
        try:
            self._access.check_host(headers.get("host", ""))
            self._access.check_reading(headers.get("authorization", ""))
        except Problem:
            return None
        origin = headers.get("origin")
        return Block(
            {name: value for name, value in headers.items() if name not in _SECRET},
            f"http://{headers.get('host', '')}",
            headers.get("accept", ""),
            "gzip" in headers.get("accept-encoding", ""),
            connection == "keep-alive",
            self._access.cross_origin(origin, False) if origin else (),
        )
