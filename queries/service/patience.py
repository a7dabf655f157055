"""The HTTP protocol of uvicorn with what it lacks: limits for clients that send their head slowly or without end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from accord.queries.service.options import Options

_LARGEST_HEAD: Final = 512 * 1024
"""Bytes of the first line and the headers together: a query in the address may be long."""


class PatientProtocol(HttpToolsProtocol):
    """One connection; ``options`` is set by ``patient``."""

    options: Options

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
            if self._head_size > _LARGEST_HEAD and len(data) < self._head_size:
                self._abort()
                return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """The first byte of a request came."""
        super().on_message_begin()
        self._in_head = True
        self._wait()

    def on_headers_complete(self) -> None:
        """The head is whole."""
        self._in_head = False
        self._head_size = 0
        self._calm()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection ended."""
        self._calm()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._calm()
        self._cut = asyncio.get_running_loop().call_later(self.options.slow, self._abort)

    def _calm(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
            self._cut = None

    def _abort(self) -> None:
        cast("Any", self.transport).abort()


def patient(options: Options) -> type[PatientProtocol]:
    """The protocol with these limits."""
    return type("PatientProtocol", (PatientProtocol,), {"options": options})
