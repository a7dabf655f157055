"""Worker processes that outlive whatever is done to them: where pebble's pool breaks or stands still, another is made.

Pebble gives its whole pool up when a worker ends that hasn't told yet what it works on, as one that is killed while it
loads its model; and all workers wait for ever when one is killed while it holds the lock of what they share.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import CancelledError, wait
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import AccordError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

MOST_BREAKS: Final = 6
"""Pools that may break one after the other without any answer in between."""
STARTING: Final = 60.0
"""Seconds that workers may take to start, beyond which no answer of any of them means that they wait for ever."""
_ENDING: Final = 20.0
"""Seconds that are waited for an old pool's threads."""


class Pool:
    """A pool of processes; a context manager. ``make``: makes one of pebble; ``seconds``: the limit of a task.

    ``still``: seconds without any answer after which it is made anew.
    """

    def __init__(self, make: Callable[[], Any], seconds: float, still: float | None = None) -> None:
        self._make = make
        self._seconds = seconds
        self._still = seconds + STARTING if still is None else still
        self._pool: Any = make()
        self._breaks = 0
        self._answered = time.monotonic()
        self.generation = 0

    def end(self) -> None:
        """End all processes, and what they work on."""
        _end(self._pool)

    def ask(self, function: Callable[..., Any], *arguments: Any) -> Asked:
        """Have ``function`` called in one of the processes."""
        return Asked(self, function, arguments)

    def schedule(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[int, Future[Any]]:
        """Give a task to the pool as it is now: the pool's generation and the answer to be."""
        while True:
            try:
                future: Future[Any] = self._pool.schedule(function, args=arguments, timeout=self._seconds)
            except RuntimeError:  # the pool is broken
                self.renew(self.generation)
                continue
            future.add_done_callback(self._note)
            return self.generation, future

    def is_done(self, generation: int, future: Future[Any]) -> bool:
        """Wait for an answer; False when there won't be one."""
        asked = time.monotonic()
        while generation == self.generation:
            if wait([future], timeout=min(1.0, self._still)).done:
                return True
            if time.monotonic() - max(asked, self._answered) > self._still:
                return False
        return future.done()

    def renew(self, generation: int) -> None:
        """Make another pool in the place of the one of this generation, unless that was done.

        AccordError when workers do nothing but end.
        """
        if generation != self.generation:
            return
        self._breaks += 1
        if self._breaks > MOST_BREAKS:
            raise AccordError("worker processes end before they do anything; see with --workers 0 what the matter is")
        old, self._pool = self._pool, self._make()
        self.generation += 1
        self._answered = time.monotonic()
        _end(old)

    def _note(self, future: Future[Any]) -> None:
        if not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool):
            self._answered = time.monotonic()
            self._breaks = 0


class Asked:
    """What a process was asked to do, and is asked again when its pool is made anew."""

    def __init__(self, pool: Pool, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self._pool = pool
        self._task = function, arguments
        self._generation, self._future = pool.schedule(*self._task)

    def result(self) -> Any:
        """The answer; raises what the task raised, or pebble's TimeoutError or ProcessExpired."""
        while True:
            if self._pool.is_done(self._generation, self._future):
                try:
                    return self._future.result()
                except (BrokenProcessPool, CancelledError):
                    pass
            self._pool.renew(self._generation)
            self._generation, self._future = self._pool.schedule(*self._task)


def _end(pool: Any) -> None:
    """Stop a pool; its threads are left behind when they don't end."""
    pool.stop()
    ending = threading.Thread(target=pool.join, daemon=True)
    ending.start()
    ending.join(_ENDING)
