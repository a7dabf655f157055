"""The front's end of a worker's socket: frames become one reply, read only as fast as the client takes it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from accord.queries.service import frames

if TYPE_CHECKING:
    from collections.abc import Callable

_HELD: Final = 256 * 1024
"""Bytes of an answer that wait in the front before its worker has to."""


class Broken(Exception):
    """An answer that had begun won't be whole."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an answer."""

    status: int
    media_type: str
    headers: tuple[tuple[str, str], ...]
    compressed: bool


class Reply:
    """An answer as it comes from a worker: its head, then its body, in one piece or in parts."""

    def __init__(self) -> None:
        self.head: Head | None = None
        self.generation = 0
        self.whole: bytes | None = None
        self.held = 0
        self.ended = False
        self._parts: deque[bytes] = deque()
        self._broken: str | None = None
        self._changed: asyncio.Future[None] | None = None
        self.on_taken: Callable[[], None] = _nothing

    def put(self, part: bytes) -> None:
        """One more part."""
        self._parts.append(part)
        self.held += len(part)
        self._wake()

    def end(self) -> None:
        """All parts have come."""
        self.ended = True
        self._wake()

    def break_off(self, reason: str) -> None:
        """No more will come, though there should."""
        if not self.ended and self._broken is None:
            self._broken = reason
            self._wake()

    async def next_part(self) -> bytes | None:
        """The next part, None at the end; Broken when there won't be one."""
        while not self._parts:
            if self.ended:
                return None
            if self._broken is not None:
                raise Broken(self._broken)
            self._changed = asyncio.get_running_loop().create_future()
            await self._changed
        part = self._parts.popleft()
        self.held -= len(part)
        self.on_taken()
        return part

    def _wake(self) -> None:
        if self._changed is not None and not self._changed.done():
            self._changed.set_result(None)


def _nothing() -> None:
    return None


class Link(asyncio.Protocol):
    """A worker as the front sees it. ``generation``: the number of its data."""

    def __init__(self, generation: int, pid: int, on_end: Callable[[Link], None]) -> None:
        self.generation = generation
        self.pid = pid
        self.reply: Reply | None = None
        self.on_head: Callable[[], None] = _nothing
        self.on_done: Callable[[], None] = _nothing
        self.dead = False
        self.before = 0.0
        self._slow = False
        self._on_end = on_end
        self._handle = _handle(pid)
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The socket is ready."""
        self._transport = cast("asyncio.Transport", transport)

    def ask(self, content: bytes, reply: Reply, on_head: Callable[[], None], on_done: Callable[[], None]) -> None:
        """Send a request; ``on_head`` and ``on_done`` tell of the reply's progress."""
        self.reply, self.on_head, self.on_done = reply, on_head, on_done
        self.before = self.processor_time()
        reply.on_taken = self._resume
        reply.generation = self.generation
        assert self._transport is not None
        self._transport.write(content)

    def data_received(self, data: bytes) -> None:
        """Take frames apart."""
        buffer = self._buffer
        buffer += data
        size = frames.PREFIX.size
        while len(buffer) >= size:
            kind, length = frames.PREFIX.unpack_from(buffer)
            if len(buffer) < size + length:
                break
            content = bytes(memoryview(buffer)[size : size + length])
            del buffer[: size + length]
            self._take(kind, content)

    def _take(self, kind: int, content: bytes) -> None:
        reply = self.reply
        if reply is None:
            return
        if kind == frames.WHOLE:
            head, reply.whole = frames.unpack_whole(content)
            reply.head = Head(*head)
            reply.end()
            self._finish()
        elif kind == frames.HEAD:
            reply.head = Head(*frames.unpack_head(content))
            self.on_head()
        elif kind == frames.PART:
            reply.put(content)
            self._pause()
        elif kind == frames.END:
            reply.end()
            self._finish()
        else:
            reply.break_off(content.decode("utf-8", "replace"))
            self._finish()

    def _finish(self) -> None:
        self.reply = None
        done, self.on_done, self.on_head = self.on_done, _nothing, _nothing
        done()

    def _pause(self) -> None:
        if self.reply and self.reply.held > _HELD and not self._paused and self._transport:
            self._paused = True
            self._transport.pause_reading()

    def _resume(self) -> None:
        if self._paused and self._transport and (self.reply is None or self.reply.held < _HELD // 2):
            self._paused = False
            if not self._transport.is_closing():
                self._transport.resume_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """The worker ended."""
        del exc
        self.dead = True
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
        self._on_end(self)

    def processor_time(self) -> float:
        """Seconds of processor time that the worker has had; 0 where that can't be known."""
        try:
            # Source: clock_getcpuclockid of the C library: the clock of another process by its number.
            return time.clock_gettime(~self.pid << 3 | 2)
        except OSError:
            return 0.0

    def give_way(self, nice: int) -> None:
        """Let others go first on the processor."""
        if not self._slow:
            self._slow = True
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, nice)

    def is_brisk(self) -> bool:
        """Whether the worker doesn't give way any more; only root may take that back."""
        if self._slow:
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.pid, 0)
                self._slow = False
        return not self._slow

    def kill(self) -> None:
        """End the worker at once, whatever it does."""
        with suppress(ProcessLookupError):
            if self._handle is not None:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            elif not self.dead:
                os.kill(self.pid, signal.SIGKILL)
        self.close()

    def close(self) -> None:
        """Let the worker end when it has answered."""
        self.dead = True
        if self._transport:
            self._transport.abort()


def _handle(pid: int) -> int | None:
    """A handle on the process, which a later process of the same number can't take; None where there are none."""
    opened: Any = getattr(os, "pidfd_open", None)
    try:
        return opened(pid) if opened else None
    except OSError:
        return None
