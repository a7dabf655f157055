"""How much a container may hold and unfold to; what goes beyond is refused before it costs memory or time."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final

from accord.graph.errors import OversizedSource

if TYPE_CHECKING:
    from typing import Any

_AT_ONCE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one container with all that is nested in it.

    ``members``: articles and containers in it; ``depth``: containers within containers; ``unpacked``: bytes that it
    unfolds to; ``ratio``: unpacked to packed bytes, from ``free`` unpacked bytes on; ``line``: bytes of a line;
    ``whole``: bytes of what can only be read as a whole, such as a feed.
    """

    members: int = 10_000_000
    depth: int = 3
    unpacked: int = 1 << 40
    ratio: int = 200
    free: int = 1 << 26
    line: int = 8 << 20
    whole: int = 16 << 20
    directory: int = 64 << 20


@dataclass(slots=True)
class Budget:
    """What a container has used of its limits. ``name``: how messages call it; ``packed``: its bytes, None: unknown."""

    name: str
    packed: int | None = None
    limits: Limits = field(default_factory=Limits)
    members: int = 0
    unpacked: int = 0

    def unpack(self, count: int) -> None:
        """Count unpacked bytes; OversizedSource when they are too many."""
        self.unpacked += count
        limits = self.limits
        if self.unpacked > limits.unpacked:
            raise OversizedSource(f"{self.name}: unpacks to more than {limits.unpacked >> 30} GiB; the rest isn't read")
        if self.packed is not None and self.unpacked > max(limits.free, limits.ratio * self.packed):
            told = f"unpacks to more than {limits.ratio} times its size"
            raise OversizedSource(f"{self.name}: {told}, as no archive of articles does; the rest isn't read")

    def member(self) -> None:
        """Count a member; OversizedSource when there are too many."""
        self.members += 1
        if self.members > self.limits.members:
            raise OversizedSource(f"{self.name}: more than {self.limits.members} members; the rest isn't read")


class Unpacked(io.RawIOBase):
    """A stream of unpacked bytes, read forward only, each byte counted."""

    def __init__(self, inner: IO[bytes], budget: Budget) -> None:
        self._inner = inner
        self._budget = budget

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes; OversizedSource when the budget is spent."""
        found = self._inner.read(min(len(buffer), _AT_ONCE))
        buffer[: len(found)] = found
        self._budget.unpack(len(found))
        return len(found)


class Rejoined(io.RawIOBase):
    """The bytes that were read already, then the rest."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read some bytes."""
        count = min(len(buffer), _AT_ONCE)
        if self._head:
            found = bytes(self._head[:count])
            self._head = self._head[count:]
        else:
            found = self._rest.read(count)
        buffer[: len(found)] = found
        return len(found)
