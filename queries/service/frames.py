"""How the front and a worker talk over their socket: frames with a length, so that neither ever guesses an end.

A worker that dies in the middle leaves a frame, or an answer without its end; the front sees both.
"""

from __future__ import annotations

import marshal
import socket
import struct
from typing import Any, Final

HEAD: Final = 1
"""Status, media type and headers of an answer that comes in parts."""
PART: Final = 2
END: Final = 3
WHOLE: Final = 4
"""An answer in one frame: its head, then its body."""
BROKEN: Final = 5
"""Evaluation failed after the head was sent: the reason."""

PREFIX: Final = struct.Struct("!BI")
_LENGTH: Final = struct.Struct("!I")


def send_frame(connection: socket.socket, kind: int, content: bytes) -> None:
    """Send one frame; blocks while the other side doesn't read."""
    connection.sendall(PREFIX.pack(kind, len(content)) + content)


def pack_request(told: tuple[Any, ...]) -> bytes:
    """A request as the front sends it."""
    content = marshal.dumps(told)
    return _LENGTH.pack(len(content)) + content


def read_request(connection: socket.socket) -> Any:
    """The next request; None when the front has gone. A worker has one request at a time, so no other follows."""
    part = connection.recv(1 << 16)
    if len(part) < _LENGTH.size:
        return None
    missing = _LENGTH.unpack_from(part)[0] + _LENGTH.size - len(part)
    if missing:
        rest = _exactly(connection, missing)
        if rest is None:
            return None
        part += rest
    return marshal.loads(part[_LENGTH.size :])  # noqa: S302 - from our own process


def pack_whole(head: tuple[Any, ...], body: bytes) -> bytes:
    """The content of a WHOLE frame."""
    told = marshal.dumps(head)
    return _LENGTH.pack(len(told)) + told + body


def unpack_whole(content: bytes) -> tuple[Any, bytes]:
    """Head and body of a WHOLE frame."""
    size = _LENGTH.unpack_from(content)[0]
    start = _LENGTH.size
    told = marshal.loads(content[start : start + size])  # noqa: S302 - from our own process
    return told, content[start + size :]


def pack_head(head: tuple[Any, ...]) -> bytes:
    """The content of a HEAD frame."""
    return marshal.dumps(head)


def unpack_head(content: bytes) -> Any:
    """What ``pack_head`` packed."""
    return marshal.loads(content)  # noqa: S302 - from our own process


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = connection.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
