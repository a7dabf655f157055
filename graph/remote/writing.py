"""Writing to a store on a server: each change one request, done once whatever the network does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from accord.graph.description import as_data
from accord.graph.errors import StoreError
from accord.graph.remote.protocol import Unsent
from accord.graph.store_portions import QUADS_AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyoxigraph import Quad

    from accord.graph.remote.database import RemoteDatabase
    from accord.graph.remote.turn import Writing

_PAUSES: Final = (0.2, 1.0, 3.0)
"""Seconds before a change is sent again."""


class RemoteWriter:
    """Changes the dataset while it is this process's turn; ``writing`` None: where it was opened to be read."""

    def __init__(self, writing: Writing | None, database: RemoteDatabase) -> None:
        self._writing = writing
        self._database = database

    def commit(self, removed: Collection[Quad], added: Collection[Quad]) -> None:
        """One transaction: removed first, then added. StoreError when it isn't done, StoreInUse out of turn."""
        self._send(as_data(removed), as_data(added))
        self._database.changed(removed, added)

    def without(self, graphs: Collection[str], removed: Collection[Quad], added: Collection[Quad]) -> RemoteDatabase:
        """Make a change, then take all quads out of ``graphs``, many at a time; the same database."""
        self.commit(removed, added)
        for graph in graphs:
            self._empty(graph)
        return self._database

    def _empty(self, graph: str) -> None:
        from pyoxigraph import NamedNode

        name = NamedNode(graph)
        while True:
            portion = self._database.some(name, QUADS_AT_ONCE)
            if not portion:
                return
            self._send(as_data(portion), "")
            self._database.forget()

    def forget(self, graph: str) -> None:
        """Nothing: a graph without quads isn't told of, and a request by its name might meet another's quads."""

    def _send(self, removed: str, added: str) -> None:
        """Send a change until it is known to be done."""
        if self._writing is None:
            raise StoreError("the store was opened to be read")
        failure: StoreError | None = None
        for pause in (0.0, *_PAUSES):
            time.sleep(pause)
            try:
                if failure is not None and self._writing.is_done():
                    return
                self._writing.protocol.update(self._writing.request(removed, added))
                if self._writing.is_done():
                    return
                failure = StoreError(f"{self._writing.protocol.address}: the server took a change and didn't make it")
            except Unsent as error:
                failure = error
        assert failure is not None, "there is more than one attempt"
        raise failure
