"""New generations: after a change that a client made, and when another process changed the store."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from accord.graph.errors import StoreError
from accord.queries.service.editing import STALE
from accord.queries.service.exchange import Problem
from accord.queries.service.forking import Generation
from accord.queries.service.generation import REPAIR, WRITE
from accord.queries.service.link import Link, Reply
from accord.queries.service.loading import Unsettled, find_folder

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Callable

    from accord.queries.service.lanes import Lanes
    from accord.queries.service.options import Options
    from accord.queries.service.pool import Pool

_LOOKING: Final = 0.5
"""Seconds between looks at the store's files."""
_ATTEMPTS: Final = 5
"""How often a change is tried while the store changes under it."""


class Publisher:
    """The only one who makes generations and changes."""

    def __init__(
        self, options: Options, nursery: socket.socket, pool: Pool, lanes: Lanes, say: Callable[[str], object]
    ) -> None:
        self._options = options
        self._nursery = nursery
        self.pool = pool
        self._lanes = lanes
        self._folder = find_folder(options)
        self._say = say
        self._number = 0
        self._seen = ""
        self._not_before = 0.0
        self._publishing = asyncio.Lock()
        self._writing = asyncio.Lock()

    async def begin(self) -> None:
        """The first generation, whatever state the store is in; StoreError when there is none to be had."""
        await self._publish(settled=False)

    async def watch(self) -> None:
        """Publish what other processes change, for ever."""
        while True:
            await asyncio.sleep(_LOOKING)
            generation = self.pool.generation
            lost = generation is None or generation.closed
            may_look = asyncio.get_running_loop().time() >= self._not_before
            if lost or (may_look and self._state() != self._seen):
                try:
                    await self._follow(settled=not lost)
                except (StoreError, OSError) as error:
                    self._say(f"the store can't be followed now: {error}")
                    self._not_before = asyncio.get_running_loop().time() + 5.0

    async def write(self, content: bytes) -> Reply:
        """Make a change and publish it; its reply is whole. Problem when it takes too long or its process dies."""
        async with self._alone():
            for _ in range(_ATTEMPTS):
                reply = await self._write(content)
                head = reply.head
                if head is None or not any(name == STALE for name, _ in head.headers):
                    break
                await self._publish(settled=False)
            if head is not None and head.status < 300:
                await self._publish_change()
            return reply

    async def _publish_change(self) -> None:
        """Serve a change that is on disk; when processes keep dying, ``watch`` does it later."""
        for _ in range(_ATTEMPTS):
            try:
                await self._publish(settled=False)
            except StoreError as error:
                self._say(f"the change can't be served yet: {error}")
            else:
                return
        self._seen = ""

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """One change at a time; Problem when the one before takes too long."""
        try:
            await asyncio.wait_for(self._writing.acquire(), self._options.timeout)
        except TimeoutError as error:
            raise Problem(503, "another change goes on; try again", headers=(("Retry-After", "5"),)) from error
        try:
            yield
        finally:
            self._writing.release()

    async def _write(self, content: bytes) -> Reply:
        generation = self.pool.generation
        if generation is None:
            raise Problem(503, "the store can't be written now; try again")
        reply, done = Reply(), asyncio.Event()
        try:
            link = await generation.fork(lambda _: done.set(), WRITE)
        except StoreError as error:
            raise Problem(503, str(error)) from error
        link.ask(content, reply, lambda: None, done.set)
        try:
            await asyncio.wait_for(done.wait(), self._options.timeout)
        except TimeoutError as error:
            raise Problem(
                503, f"the change took longer than {self._options.timeout:g} s; nothing was changed"
            ) from error
        finally:
            link.kill()
        if reply.whole is None:
            raise Problem(503, "the change's process ended; it needs too much memory, or nests too deeply")
        return reply

    async def _follow(self, settled: bool) -> None:
        """Publish the store as another process left it; ``settled``: when nothing in it is half done."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        pause = 1.0
        try:
            # A change is made by a process of this generation, which must live until then.
            async with self._writing:
                await self._publish(settled)
        except Unsettled:
            async with self._writing:
                await self._repair()
            pause = 5.0
        except StoreError as error:
            self._say(f"the store can't be read now: {error}")
            pause = 5.0
        ended = loop.time()
        self._not_before = ended + max(pause, 2 * (ended - started))

    async def _publish(self, settled: bool) -> None:
        async with self._publishing:
            seen = self._state()
            self._number += 1
            made = await Generation.load(self._nursery, self._number, settled)
            prepared = await self._lanes.prepare(made)
            await self.pool.publish(made)
            self._lanes.publish(made, prepared)
            # What is half done isn't done with: look again.
            self._seen = "" if made.due else seen

    async def _repair(self) -> None:
        """Derive what a killed load left undone; while a load goes on, this does nothing."""
        generation = self.pool.generation
        if generation is None or generation.closed:
            return
        ended = asyncio.Event()

        def on_end(_: Link) -> None:
            ended.set()

        link = await generation.fork(on_end, REPAIR)
        try:
            await ended.wait()
        finally:
            link.kill()

    def _state(self) -> str:
        from accord.graph.store_snapshot import state

        try:
            return state(self._folder) if self._folder.holds_data() else "empty"
        except OSError:
            return ""
