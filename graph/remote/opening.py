"""Opening a store on a server."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.graph.identifiers import Namespace, digest
from accord.graph.remote.address import StoreAddress, credentials
from accord.graph.remote.database import RemoteDatabase
from accord.graph.remote.protocol import Protocol
from accord.graph.remote.turn import Writing, find_namespace, make_store, silence
from accord.graph.remote.writing import RemoteWriter

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from accord.graph.store_opening import Opened


@dataclass(frozen=True, slots=True)
class RemotePlace:
    """Where a store on a server lies."""

    path: StoreAddress
    namespace: Namespace

    @property
    def copy(self) -> Path:
        """The folder of this machine for the copy that the engine for Cypher keeps."""
        from accord.graph.settings import default_store

        folder = default_store().with_name("copies")
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{digest(self.path.url)}.cypher"


def open_remote(address: StoreAddress, read_only: bool, base: str | None, held: ExitStack) -> Opened:
    """Open the store at ``address``; ``held`` ends the turn and the connections.

    StoreError when the server can't be reached, or takes no SPARQL, or there is nothing to read; StoreInUse when
    another process writes to it and this one wants to.
    """
    from accord.graph.store_opening import Opened

    protocol = Protocol(address, credentials(os.environ))
    held.callback(protocol.close)
    protocol.find(reading=read_only, updates=os.environ.get("ACCORD_STORE_UPDATES", ""))
    if read_only:
        place = RemotePlace(address, find_namespace(protocol, base))
        database = RemoteDatabase(protocol)
        return Opened(place, database, RemoteWriter(None, database))
    place = RemotePlace(address, make_store(protocol, base))
    writing = Writing(protocol, silence(os.environ))
    writing.begin()
    held.callback(writing.end)
    database = RemoteDatabase(protocol)
    return Opened(place, database, RemoteWriter(writing, database))
