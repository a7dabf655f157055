"""Reading the body of a request: not too much of it, not too slowly, and unpacked when it was compressed."""

from __future__ import annotations

import asyncio
import zlib
from typing import TYPE_CHECKING, Any, Final

from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from accord.queries.service.options import Options

_SLOWEST: Final = 16 * 1024
"""Bytes a second that a client must send on average, beyond the first seconds."""


class ClientGone(Exception):
    """The client ended the connection."""


async def read_body(receive: Callable[[], Awaitable[Any]], headers: Mapping[str, str], options: Options) -> bytes:
    """The whole body; Problem 408, 413 or 415. ClientGone when the connection ends before it."""
    told = headers.get("content-length", "")
    if told.isdecimal() and int(told) > options.max_body:
        raise _too_large(options)
    if not told and "transfer-encoding" not in headers:
        return b""
    body = await _gather(receive, options)
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return body
    if encoding != "gzip":
        told = f"a body may be compressed by gzip, not by {encoding}"
        raise Problem(415, told, headers=(("Accept-Encoding", "gzip"),))
    return _unpack(body, options)


async def _gather(receive: Callable[[], Awaitable[Any]], options: Options) -> bytes:
    loop = asyncio.get_running_loop()
    until = loop.time() + options.slow
    parts: list[bytes] = []
    size = 0
    while True:
        try:
            async with asyncio.timeout_at(until + size / _SLOWEST):
                message = await receive()
        except TimeoutError as error:
            raise Problem(408, "the body comes too slowly", headers=(("Connection", "close"),)) from error
        if message["type"] == "http.disconnect":
            raise ClientGone
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > options.max_body:
            raise _too_large(options)
        if not message.get("more_body", False):
            return b"".join(parts)


def _unpack(body: bytes, options: Options) -> bytes:
    unpacker = zlib.decompressobj(31)
    try:
        found = unpacker.decompress(body, options.max_body + 1)
    except zlib.error as error:
        raise Problem(400, f"the body isn't gzip: {error}") from error
    if len(found) > options.max_body:
        raise _too_large(options)
    if not unpacker.eof:
        raise Problem(400, "the compressed body breaks off")
    return found


def _too_large(options: Options) -> Problem:
    told = f"at most {options.max_body} bytes may be sent"
    return Problem(413, told, headers=(("Connection", "close"),))
