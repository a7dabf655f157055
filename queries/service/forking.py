"""The front's end of the nursery: asks for a generation, and for workers of it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import deque
from typing import TYPE_CHECKING, Any

from accord.graph.errors import StoreError
from accord.queries.service.generation import ANSWER, LANE
from accord.queries.service.link import Link
from accord.queries.service.loading import Unsettled

if TYPE_CHECKING:
    from collections.abc import Callable


class _Ended(StoreError):
    """A generation's process ended before it had loaded the store."""


class Generation:
    """A generation that is loaded, or being loaded. ``tag``: equal tags, equal data; ``quads``: how many it holds."""

    def __init__(self, number: int, control: socket.socket) -> None:
        self.number = number
        self.tag = ""
        self.quads = 0
        self.due = False
        self._control = control
        self._answers: deque[asyncio.Future[dict[str, Any]]] = deque()
        self._closed = False
        asyncio.get_running_loop().add_reader(control.fileno(), self._read)

    @classmethod
    async def load(cls, nursery: socket.socket, number: int, settled: bool) -> Generation:
        """Have the store as it is now loaded; StoreError with the reason when that fails.

        Unsettled when knowledge lags behind the evidence, and the store should be ``settled``.
        """
        try:
            return await cls._load(nursery, number, settled, True)
        except _Ended:
            # It was killed, or something wrote to the data's memory while it became an image; see ``image``.
            return await cls._load(nursery, number, settled, False)

    @classmethod
    async def _load(cls, nursery: socket.socket, number: int, settled: bool, imaged: bool) -> Generation:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        ours.setblocking(False)
        made = cls(number, ours)
        answer = made._expect()
        told = f"{number} {'settled' if settled else 'any'} {'imaged' if imaged else 'plain'}".encode()
        try:
            socket.send_fds(nursery, [told], [theirs.fileno()])
        except OSError as error:
            made.close()
            raise StoreError("the service can't load the store any more: start it again") from error
        finally:
            theirs.close()
        found = await answer
        if "failed" in found:
            made.close()
            kind = _Ended if found.get("ended") else Unsettled if found.get("unsettled") else StoreError
            raise kind(found["failed"])
        made.tag, made.quads, made.due = found["tag"], found["quads"], found["due"]
        return made

    async def fork(self, on_end: Callable[[Link], None], order: bytes = ANSWER) -> Link:
        """A new worker, or a writer; StoreError when the generation has gone."""
        ours, pid = await self._fork(order, socket.SOCK_STREAM)
        link = Link(self.number, pid, on_end)
        await asyncio.get_running_loop().create_connection(lambda: link, sock=ours)
        return link

    async def fork_lane(self, slot: int) -> socket.socket:
        """The socket of a new lane with this slot of the board; StoreError when the generation has gone."""
        return (await self._fork(b"%b %d" % (LANE, slot), socket.SOCK_SEQPACKET))[0]

    async def _fork(self, order: bytes, kind: socket.SocketKind) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair(socket.AF_UNIX, kind)
        answer = self._expect()
        try:
            socket.send_fds(self._control, [order], [theirs.fileno()])
        except OSError as error:
            ours.close()
            raise StoreError("this generation of the data has gone") from error
        finally:
            theirs.close()
        told = await answer
        if "pid" not in told:
            ours.close()
            raise StoreError("this generation of the data has gone")
        ours.setblocking(False)
        return ours, told["pid"]

    def close(self) -> None:
        """Let the generation's process end, and with it the workers that it still has."""
        if not self._closed:
            self._closed = True
            asyncio.get_running_loop().remove_reader(self._control.fileno())
            self._control.close()
        while self._answers:
            answer = self._answers.popleft()
            if not answer.done():
                answer.set_result({"failed": "its process ended", "ended": True})

    @property
    def closed(self) -> bool:
        """Whether its process has gone or was let go."""
        return self._closed

    def _expect(self) -> asyncio.Future[dict[str, Any]]:
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._answers.append(answer)
        return answer

    def _read(self) -> None:
        try:
            message = self._control.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if not message:
            self.close()
            return
        if self._answers:
            answer = self._answers.popleft()
            if not answer.done():
                answer.set_result(json.loads(message))
