"""The HTTP protocol of uvicorn with what it lacks: limits for slow clients, and a short way for short answers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from accord.queries.service.short_way import ShortCycle

if TYPE_CHECKING:
    from accord.queries.service.front import Front
    from accord.queries.service.options import Options

_LARGEST_HEAD: Final = 512 * 1024
"""Bytes of the first line and the headers together: a query in the address may be long."""


class PatientProtocol(HttpToolsProtocol):
    """One connection; ``options`` and ``front`` are set by ``patient``."""

    options: Options
    front: Front

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client connected: unless there are too many, its head must come in time."""
        super().connection_made(transport)
        self._head_size = 0
        self._in_head = True
        self._cut: asyncio.TimerHandle | None = None
        if len(self.connections) > self.options.connections:
            transport.abort()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head."""
        if self._in_head:
            self._head_size += len(data)
            if self._head_size > _LARGEST_HEAD:
                self._abort()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The first byte of a request came."""
        super().on_message_begin()
        self._in_head = True
        self._wait()

    def on_headers_complete(self) -> None:
        """The head is whole: a plain GET goes the short way, all else by ASGI."""
        self._in_head = False
        self._head_size = 0
        self._calm()
        if self.cycle is None or self.cycle.response_complete:
            short = ShortCycle.begin(self, self.front)
            if short is not None:
                self.cycle = cast("Any", short)
                short.start()
                return
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection ended."""
        self._calm()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._cut is None:
            self._cut = asyncio.get_running_loop().call_later(self.options.slow, self._abort)

    def _calm(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
            self._cut = None

    def _abort(self) -> None:
        cast("Any", self.transport).abort()


def patient(options: Options, front: Front) -> type[PatientProtocol]:
    """The protocol with these limits."""
    return type("PatientProtocol", (PatientProtocol,), {"options": options, "front": front})
