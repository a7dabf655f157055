"""Accepting connections: each goes to a lane, or to the front's own protocol when no lane can have it."""

from __future__ import annotations

import asyncio
import errno
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import uvicorn

    from accord.queries.service.lanes import Lanes
    from accord.queries.service.options import Options

_AT_ONCE: Final = 100
_PAUSE: Final = 0.5
"""Seconds to wait when there are no descriptors left."""


class Accepting:
    """Accepts from a listening socket, and makes the front's own connections by ``server``."""

    def __init__(self, listening: socket.socket, server: uvicorn.Server, options: Options) -> None:
        self._listening = listening
        self._server = server
        self._options = options
        self._lanes: Lanes | None = None
        self._adopting: set[asyncio.Task[None]] = set()

    def begin(self, lanes: Lanes) -> None:
        """Accept from now on."""
        self._lanes = lanes
        lanes.adopt = self.adopt
        self._listening.listen(self._options.connections)
        self._listening.setblocking(False)
        self._resume()

    def end(self) -> None:
        """Accept no more."""
        asyncio.get_running_loop().remove_reader(self._listening.fileno())
        self._listening.close()

    def adopt(self, connection: socket.socket, first: bytes) -> None:
        """Serve a connection here. ``first``: what its client must get before all else."""
        task = asyncio.get_running_loop().create_task(self._adopt(connection, first))
        self._adopting.add(task)
        task.add_done_callback(self._adopting.discard)

    async def _adopt(self, connection: socket.socket, first: bytes) -> None:
        loop = asyncio.get_running_loop()
        try:
            transport, _ = await loop.connect_accepted_socket(self._protocol, connection)
        except OSError:
            connection.close()
            return
        if first:
            transport.write(first)
            loop.call_later(self._options.slow, _cut, transport)

    def _protocol(self) -> asyncio.Protocol:
        config: Any = self._server.config
        made: asyncio.Protocol = config.http_protocol_class(
            config=config, server_state=self._server.server_state, app_state={}
        )
        return made

    def _resume(self) -> None:
        if self._listening.fileno() >= 0:
            asyncio.get_running_loop().add_reader(self._listening.fileno(), self._accept)

    def _accept(self) -> None:
        assert self._lanes is not None
        for _ in range(_AT_ONCE):
            try:
                connection, address = self._listening.accept()
            except BlockingIOError:
                return
            except OSError as error:
                if error.errno in (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM):
                    loop = asyncio.get_running_loop()
                    loop.remove_reader(self._listening.fileno())
                    loop.call_later(_PAUSE, self._resume)
                return
            if self._lanes.lent + len(self._server.server_state.connections) >= self._options.connections:
                connection.close()
                continue
            connection.setblocking(False)
            with suppress(OSError):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._lanes.take(connection, address[0])


def _cut(transport: asyncio.WriteTransport) -> None:
    """Cut off a client that hasn't taken what it was sent."""
    if transport.get_write_buffer_size():
        transport.abort()
