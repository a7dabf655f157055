"""How a store writes to its database: each change one transaction, on this machine or on a server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from pyoxigraph import NamedNode

from accord.graph.description import as_data
from accord.graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pyoxigraph import Quad, Store

    from accord.graph.database import Database
    from accord.graph.store_folder import StoreFolder

_WRITTEN_BETWEEN_FLUSHES: Final = 50_000
"""Quads that the database may hold in memory: each takes a kilobyte there, and is read again by who opens it next."""


class Writer(Protocol):
    """Changes a database; StoreError when it can't."""

    def commit(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """One transaction: removed first, then added."""
        ...

    def without(self, graphs: Collection[str], removed: Collection[Quad], added: Collection[Quad]) -> Database:
        """Make a change, then take all quads out of ``graphs``; the database to go on with.

        A kill leaves the change made with some of those quads, or nothing done.
        """
        ...

    def forget(self, graph: str) -> None:
        """Forget the name of a graph that holds nothing."""
        ...


class LocalWriter:
    """Writes to the database of a folder."""

    def __init__(self, database: Store, folder: StoreFolder) -> None:
        self._database = database
        self._folder = folder
        self._unflushed = 0

    def commit(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """One transaction: removed first, then added."""
        with self._writing(len(removed) + len(added)):
            _change(self._database, removed, added)

    def without(self, graphs: Collection[str], removed: Collection[Quad], added: Collection[Quad]) -> Store:
        """Make a change, and go on with a new database that has nothing of ``graphs``."""
        from accord.graph.store_renewal import renewed, sweep_databases

        self._database = renewed(self._folder, self._database, graphs, removed, added)
        sweep_databases(self._folder)
        return self._database

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
            raise StoreError(f"{self._folder.path}: can't be written ({error})") from error


class MemoryWriter:
    """Writes to a database in this process's memory."""

    def __init__(self, database: Store) -> None:
        self._database = database

    def commit(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """One transaction: removed first, then added."""
        _change(self._database, removed, added)

    def without(self, graphs: Collection[str], removed: Collection[Quad], added: Collection[Quad]) -> Store:
        """Make a change, then take all quads out of ``graphs``; the same database."""
        self.commit(removed, added)
        for graph in graphs:
            self.forget(graph)
        return self._database

    def forget(self, graph: str) -> None:
        """Forget a graph and what it holds."""
        self._database.remove_graph(NamedNode(graph))


def _change(database: Store, removed: Collection[Quad], added: Collection[Quad]) -> None:
    if removed:
        database.update(f"DELETE DATA {{\n{as_data(removed)}}} ;\nINSERT DATA {{\n{as_data(added)}}}")
    else:  # one transaction too (documentation of extend), and faster
        database.extend(added)
