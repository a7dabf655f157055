"""Opening a store: in a folder of this machine, or on a server that speaks SPARQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import pyoxigraph

from accord.graph import store_folder
from accord.graph.remote.address import StoreAddress
from accord.graph.store_renewal import sweep_databases
from accord.graph.store_snapshot import snapshot, sweep
from accord.graph.store_writing import LocalWriter

if TYPE_CHECKING:
    from contextlib import ExitStack
    from pathlib import Path

    from accord.graph.database import Database
    from accord.graph.identifiers import Namespace
    from accord.graph.remote.address import StorePlace
    from accord.graph.store_writing import Writer


class Where(Protocol):
    """Where a store lies and what its IRIs begin with."""

    @property
    def path(self) -> StorePlace:
        """Its folder or its address, as errors name it."""
        ...

    @property
    def namespace(self) -> Namespace:
        """Makes its IRIs."""
        ...

    @property
    def copy(self) -> Path:
        """The folder for the copy that the engine for Cypher keeps."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """The parts of an open store."""

    where: Where
    database: Database
    writer: Writer


def open_place(place: StorePlace, read_only: bool, base: str | None, held: ExitStack) -> Opened:
    """Open the store; ``held`` keeps what must live as long. Errors as ``Store.open``."""
    if isinstance(place, StoreAddress):
        from accord.graph.remote.opening import open_remote

        return open_remote(place, read_only, base, held)
    return _open_to_read(place, base, held) if read_only else _open_to_write(place, base)


def _open_to_read(path: Path, base: str | None, held: ExitStack) -> Opened:
    folder = store_folder.find(path, base)
    database = pyoxigraph.Store()
    if folder.holds_data():
        copy = held.enter_context(snapshot(folder))
        database = store_folder.open_copy(folder, copy)
    return Opened(folder, database, LocalWriter(database, folder))


def _open_to_write(path: Path, base: str | None) -> Opened:
    folder = store_folder.find_or_make(path, base)
    database = store_folder.open_to_write(folder, patience=store_folder.PATIENCE)
    sweep(folder.readers)
    sweep_databases(folder)
    return Opened(folder, database, LocalWriter(database, folder))
