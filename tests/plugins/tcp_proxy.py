"""A TCP proxy on the loopback interface that cuts, delays and resets connections by plan."""

from __future__ import annotations

import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Fault:
    """What becomes of one connection. ``after``: bytes in either direction until it is cut (None: never).

    ``reset``: with a RST in the place of an end. ``delay``: seconds that each piece waits.
    """

    after: int | None = None
    reset: bool = False
    delay: float = 0.0


class Proxy:
    """Passes connections on to ``port``, each with the next of ``faults``, and those after them untouched."""

    def __init__(self, port: int, faults: Iterator[Fault]) -> None:
        self._target = port
        self._faults = faults
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.cut = 0
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._threads[0].join()
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads[1:]:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                client.close()
                continue
            self._open += [client, server]
            flow = _Flow(self, client, server, next(self._faults, Fault()))
            for ends in ((client, server), (server, client)):
                thread = threading.Thread(target=flow.pump, args=ends)
                self._threads.append(thread)
                thread.start()


class _Flow:
    """Both directions of one connection; the first to end ends both."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket, fault: Fault) -> None:
        self._proxy = proxy
        self._ends = (client, server)
        self._fault = fault
        self._passed = 0
        self._lock = threading.Lock()

    def pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(4096):
                if self._fault.delay:
                    time.sleep(self._fault.delay)
                left = len(piece) if self._fault.after is None else self._fault.after - self._passed
                self._passed += len(piece)
                sink.sendall(piece[: max(left, 0)])
                if left < len(piece):
                    self._proxy.cut += 1
                    break
        self._end()

    def _end(self) -> None:
        with self._lock:
            for each in self._ends:
                with suppress(OSError):
                    if self._fault.reset:
                        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                # A thread that waits for bytes of a socket isn't woken by its being closed, only by a shutdown.
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RD if self._fault.reset else socket.SHUT_RDWR)
                each.close()
