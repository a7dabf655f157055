"""Short answers that were given before, for as long as the data stay the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.queries.service.link import Reply

_LARGEST: Final = 256 * 1024


class Kept:
    """Answers by their ETag, which no two different answers share; the least lately used go first.

    ``capacity``: bytes of bodies; 0: nothing is kept.
    """

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._replies: dict[str, Reply] = {}
        self._size = 0
        self._generation = 0

    def find(self, tag: str) -> Reply | None:
        """The answer with this tag."""
        reply = self._replies.pop(tag, None)
        if reply is not None:
            self._replies[tag] = reply
        return reply

    def keep(self, tag: str, reply: Reply) -> None:
        """Keep an answer, unless it is a large one, an error, or says that it isn't to be kept."""
        body, head = reply.whole, reply.head
        if not tag or body is None or head is None or head.status != 200 or not 0 < len(body) <= _LARGEST:
            return
        if len(body) > self._capacity or any(name.lower() == "cache-control" for name, _ in head.headers):
            return
        if reply.generation != self._generation:
            # Of an earlier generation nothing will be asked again.
            self._replies.clear()
            self._size, self._generation = 0, reply.generation
        if tag not in self._replies:
            self._replies[tag] = reply
            self._size += len(body)
        while self._size > self._capacity:
            old = self._replies.pop(next(iter(self._replies)))
            self._size -= len(old.whole or b"")
