"""Memory that the front shares with its lanes: what each works on now, and what it has counted.

Anonymous shared memory, made before the nursery is forked. Each word has one writer, so that nobody needs a lock; what
a lane wrote stays readable after it was killed.
"""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from typing import Final

RETIRED: Final = 0
"""Set by the front: take no other request."""
BUSY: Final = 1
"""The number of the connection whose request is evaluated, 0 for none."""
SENDING: Final = 2
"""Whether its answer is being sent, so that a part of it may have gone."""
STARTED: Final = 3
"""When its evaluation began: nanoseconds of the monotonic clock."""
BYTES: Final = 4
NANOSECONDS: Final = 5
BUCKETS: Final = 6
"""The first of the counts by duration."""
_WORD: Final = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """What lanes have answered, all with 200. ``routes``: requests by the route's number; ``seconds``: their sum."""

    routes: tuple[int, ...]
    buckets: tuple[int, ...]
    seconds: float
    sent: int


class Board:
    """``slots``: lanes that there may be at once; ``routes`` and ``buckets``: how many of each are counted."""

    def __init__(self, slots: int, routes: int, buckets: int) -> None:
        self.slots = slots
        self._buckets = buckets
        self._routes = routes
        self._size = BUCKETS + buckets + routes
        self._memory = mmap.mmap(-1, slots * self._size * _WORD)
        self._words = memoryview(self._memory).cast("Q")

    def slot(self, number: int) -> memoryview:
        """The words of one lane."""
        return self._words[number * self._size : (number + 1) * self._size]

    @property
    def first_route(self) -> int:
        """The word that counts requests of the first route."""
        return BUCKETS + self._buckets

    def clear(self, number: int) -> None:
        """Forget what the last lane in this slot worked on; what it counted stays."""
        words = self.slot(number)
        for place in (RETIRED, BUSY, SENDING, STARTED):
            words[place] = 0

    def counted(self) -> Counted:
        """The sums over all slots."""
        slots = [self.slot(number) for number in range(self.slots)]
        sums = [sum(words[place] for words in slots) for place in range(self._size)]
        first = self.first_route
        return Counted(tuple(sums[first:]), tuple(sums[BUCKETS:first]), sums[NANOSECONDS] / 1e9, sums[BYTES])
