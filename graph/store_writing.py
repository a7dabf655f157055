"""How a store writes to its database: each change one transaction, on this machine or on a server."""

from __future__ import annotations

from contextlib import contextmanager
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


def emptying(graph: str) -> str:
    """A request that takes so many quads out of a graph.

    A quarter faster than naming the quads (``tests/bench/knowledge.py``).
    """
    quads = f"GRAPH <{graph}> {{ ?s ?p ?o }}"
    return f"DELETE {{ {quads} }} WHERE {{ SELECT ?s ?p ?o {{ {quads} }} LIMIT {QUADS_AT_ONCE} }}"


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
        while next(self._database.quads_for_pattern(None, None, None, NamedNode(graph)), None) is not None:
            with self._writing(QUADS_AT_ONCE):
                self._database.update(emptying(graph))
        self.forget(graph)

    def forget(self, graph: str) -> None:
        """Forget the name of a graph that holds nothing."""
        self._database.remove_graph(NamedNode(graph))

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
