"""How a store writes to its database: each change one transaction, on this machine or on a server."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from pyoxigraph import NamedNode

from accord.graph.description import as_data
from accord.graph.errors import StoreError
from accord.graph.store_portions import QUADS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from pyoxigraph import Quad, Store

_WRITTEN_BETWEEN_FLUSHES: Final = 50_000
"""Quads that the database may hold in memory: each takes a kilobyte there, and is read again by who opens it next."""
_REMOVED_FOR_ADDED: Final = 2
"""Quads removed that count as one written: they take less memory, and small parts written out are merged often."""
_PARTS_AT_ONCE: Final = 10


class Writer(Protocol):
    """Changes a database; StoreError when it can't."""

    def commit(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """One transaction: removed first, then added."""
        ...

    def empty(self, graph: str) -> None:
        """Take all quads out of a graph, many at a time, and forget the graph; a kill leaves some of them."""
        ...

    def forget(self, graph: str) -> None:
        """Forget the name of a graph that holds nothing."""
        ...


class LocalWriter:
    """Writes to the database of a folder. ``path``: what an error names."""

    def __init__(self, database: Store, path: Path) -> None:
        self._database = database
        self._path = path
        self._unflushed = 0

    def commit(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """One transaction: removed first, then added."""
        with self._writing(len(removed) + len(added)):
            if removed:
                self._database.update(f"DELETE DATA {{\n{as_data(removed)}}} ;\nINSERT DATA {{\n{as_data(added)}}}")
            else:  # one transaction too (documentation of extend), and faster
                self._database.extend(added)

    def empty(self, graph: str) -> None:
        """Take all quads out of a graph, many at a time, and forget the graph."""
        while found := self._some_of(graph):
            for quads in found:
                with self._writing(len(quads) // _REMOVED_FOR_ADDED):
                    for quad in quads:
                        self._database.remove(quad)
        self.forget(graph)

    def forget(self, graph: str) -> None:
        """Forget the name of a graph that holds nothing."""
        self._database.remove_graph(NamedNode(graph))

    def _some_of(self, graph: str) -> list[list[Quad]]:
        """Quads of a graph, parted: so many that the way there, past all that was removed, counts little.

        No more, since the database keeps what was removed as long as somebody may still read it.
        """
        told = self._database.quads_for_pattern(None, None, None, NamedNode(graph))
        parts = (list(islice(told, QUADS_AT_ONCE)) for _ in range(_PARTS_AT_ONCE))
        return [part for part in parts if part]

    @contextmanager
    def _writing(self, quads: int) -> Iterator[None]:
        """Write so many quads; now and then the database writes out what it would keep over a gibibyte of."""
        try:
            yield
            self._unflushed += quads
            if self._unflushed >= _WRITTEN_BETWEEN_FLUSHES:
                self._unflushed = 0
                self._database.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(f"{self._path}: can't be written ({error})") from error
