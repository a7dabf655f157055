"""What every register gives: entries that are articles with their facts, and what of it couldn't be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from accord.graph.document import Document
    from accord.graph.facts import Facts


@dataclass(frozen=True, slots=True)
class Entry:
    """One agreement of a register: a readable rendering of its rows, the facts in it, and remarks for people."""

    document: Document
    facts: Facts
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A table, row or cell that can't be read. ``place``: where it stands; ``reason``: what is wrong there."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about the register as a whole that people should know."""

    text: str


Found: TypeAlias = "Entry | Unread | Remark"


class Register(Protocol):
    """Reads one register."""

    @property
    def name(self) -> str:
        """What the command line and the entries call it."""
        ...

    @property
    def extractor(self) -> str:
        """Tells versions of the reading apart."""
        ...

    def read(self, path: Path) -> Iterator[Found]:
        """Everything in it, in its order; MissingSource or UnreadableSource when ``path`` isn't such a register."""
        ...
