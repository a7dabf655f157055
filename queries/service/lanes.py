"""The front's side of the lanes: accepts connections, lends them, and takes them back when a lane can't go on."""

from __future__ import annotations

import asyncio
import select
import socket
import struct
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from accord.graph.errors import StoreError
from accord.queries.service import board
from accord.queries.service.access import Access
from accord.queries.service.lane import CLOSED, CONNECTION, KNOWN, LARGEST_MESSAGE, LONG, LONGEST_HEAD, MESSAGE, REST
from accord.queries.service.lane_answers import shape_of
from accord.queries.service.plain_head import PlainHeads

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.queries.service.common import Common
    from accord.queries.service.forking import Generation
    from accord.queries.service.options import Options

    Adopt = Callable[[socket.socket, bytes], object]

_SPARE: Final = 1
"""Lanes forked beforehand, to stand in at once for one that ended."""
_LONG: Final = 20_000_000
"""Nanoseconds that the request of a lane must have taken for its end to count against requests of that shape."""
_MOST_SHAPES: Final = 1000
_ENDING: Final = 1.0
"""Seconds that lanes have at the end of the service."""


def lanes_of(options: Options) -> int:
    """How many lanes a service has: none where they can't be, or where a client's requests are counted together."""
    return 0 if options.rate or not hasattr(select, "epoll") else options.workers


def slots_of(options: Options) -> int:
    """How many there may be at once, with spare ones and those of the generation before."""
    return 2 * (lanes_of(options) + _SPARE) + 2


@dataclass(eq=False, slots=True)
class Lane:
    """A lane as the front sees it. ``lent``: its connections by number, with their clients' addresses."""

    control: socket.socket
    slot: int
    lent: dict[int, tuple[socket.socket, str]] = field(default_factory=dict)


class Lanes:
    """The lanes of the current generation. ``adopt`` has the front serve a connection, and send some bytes first."""

    def __init__(self, common: Common) -> None:
        self._count = lanes_of(common.options)
        self._board = common.board
        self._heads = PlainHeads(common.options, Access(common.options, time.monotonic))
        self.adopt: Adopt = _close
        self._free = list(range(common.board.slots))
        self._active: list[Lane] = []
        self._spare: list[Lane] = []
        self._all: set[Lane] = set()
        self._long: set[int] = set()
        self._generation: Generation | None = None
        self._number = 0
        self._forking: set[asyncio.Task[None]] = set()
        self._closing: asyncio.Future[None] | None = None

    @property
    def lent(self) -> int:
        """How many connections lanes have."""
        return sum(len(lane.lent) for lane in self._all)

    async def prepare(self, made: Generation) -> list[Lane]:
        """Lanes of a generation that is about to be published."""
        wanted = self._count + _SPARE if self._count else 0
        found = [await self._fork(made) for _ in range(min(wanted, len(self._free)))]
        return [lane for lane in found if lane is not None]

    def publish(self, made: Generation, prepared: list[Lane]) -> None:
        """Answer from a new generation: from now on no lane of an earlier one takes a request."""
        for lane in [*self._active, *self._spare]:
            self._retire(lane)
        self._generation, self._long = made, set()
        alive = [lane for lane in prepared if lane in self._all]
        self._active, self._spare = alive[: self._count], alive[self._count :]

    def take(self, connection: socket.socket, client: str) -> None:
        """Lend a connection to the lane that has the fewest, or have the front serve it when there is none."""
        lane = min(self._active, key=lambda one: len(one.lent), default=None)
        self._number += 1
        if lane is None or self._closing:
            self.adopt(connection, b"")
            return
        told = MESSAGE.pack(CONNECTION, self._number) + client.encode("ascii", "replace")
        try:
            socket.send_fds(lane.control, [told], [connection.fileno()])
        except OSError:
            self.adopt(connection, b"")
            return
        lane.lent[self._number] = (connection, client)

    async def close(self) -> None:
        """Let each lane end its request, then end all."""
        self._closing = asyncio.get_running_loop().create_future()
        for lane in list(self._all):
            self._retire(lane)
        if self._all:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing, _ENDING)
        for lane in list(self._all):
            self._ended(lane)

    def _retire(self, lane: Lane) -> None:
        self._board.slot(lane.slot)[board.RETIRED] = 1
        with suppress(OSError):
            lane.control.shutdown(socket.SHUT_WR)

    async def _fork(self, made: Generation) -> Lane | None:
        if not self._free:
            return None
        slot = self._free.pop()
        self._board.clear(slot)
        try:
            control = await made.fork_lane(slot)
        except StoreError:
            self._free.append(slot)
            raise
        lane = Lane(control, slot)
        self._all.add(lane)
        asyncio.get_running_loop().add_reader(control.fileno(), self._read, lane)
        for shape in self._long:
            self._tell_long(lane, shape)
        return lane

    def _read(self, lane: Lane) -> None:
        try:
            message = lane.control.recv(LARGEST_MESSAGE)
        except BlockingIOError:
            return
        except OSError:
            message = b""
        if not message:
            self._ended(lane)
            return
        kind, number = MESSAGE.unpack_from(message)
        more = message[MESSAGE.size :]
        connection, _ = lane.lent.pop(number)
        if kind == CLOSED:
            connection.close()
            return
        if kind == LONG:
            self._learn(struct.unpack("!Q", more)[0])
        self.adopt(connection, more if kind == REST else b"")

    def _ended(self, lane: Lane) -> None:
        """A lane ended: its connections go on elsewhere, that of its request with a worker."""
        asyncio.get_running_loop().remove_reader(lane.control.fileno())
        lane.control.close()
        self._all.discard(lane)
        self._save_request(lane)
        self._free.append(lane.slot)
        for group in (self._active, self._spare):
            if lane in group:
                group.remove(lane)
                self._replace()
        for connection, client in lane.lent.values():
            if self._closing:
                connection.close()
            else:
                self.take(connection, client)
        lane.lent.clear()
        if self._closing and not self._all and not self._closing.done():
            self._closing.set_result(None)

    def _save_request(self, lane: Lane) -> None:
        words = self._board.slot(lane.slot)
        busy = lane.lent.pop(words[board.BUSY], None)
        if busy is None:
            return
        if words[board.SENDING]:
            # Some of the answer may have gone, and only a broken connection tells that it isn't whole.
            busy[0].close()
            return
        if time.monotonic_ns() - words[board.STARTED] > _LONG:
            self._learn_from(busy[0])
        self.adopt(busy[0], b"")

    def _learn_from(self, connection: socket.socket) -> None:
        """A request that still lies in the kernel's buffer ended its lane."""
        try:
            plain = self._heads.read(connection.recv(LONGEST_HEAD, socket.MSG_PEEK))
        except OSError:
            return
        if plain:
            self._learn(shape_of(plain[0].removesuffix("/") or "/", plain[1]))

    def _learn(self, shape: int) -> None:
        """Requests of this shape go to workers from now on, while the data stay."""
        if shape and shape not in self._long and len(self._long) < _MOST_SHAPES:
            self._long.add(shape)
            for lane in self._all:
                self._tell_long(lane, shape)

    def _tell_long(self, lane: Lane, shape: int) -> None:
        with suppress(OSError):
            lane.control.send(MESSAGE.pack(KNOWN, shape))

    def _replace(self) -> None:
        """Put a spare lane in the place of one that ended, and have another forked."""
        if self._closing:
            return
        if self._spare and len(self._active) < self._count:
            self._active.append(self._spare.pop())
        task = asyncio.get_running_loop().create_task(self._refill())
        self._forking.add(task)
        task.add_done_callback(self._forking.discard)

    async def _refill(self) -> None:
        made = self._generation
        if made is None or made.closed:
            return
        try:
            lane = await self._fork(made)
        except StoreError:
            return
        if lane is None:
            return
        if made is not self._generation:
            self._retire(lane)
        elif len(self._active) < self._count:
            self._active.append(lane)
        else:
            self._spare.append(lane)


def _close(connection: socket.socket, first: bytes) -> None:
    """There is nobody to serve it."""
    del first
    connection.close()
