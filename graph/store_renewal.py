"""Going on with a new database that holds all but some graphs: to remove their quads takes RocksDB ten times as long.

A store's folder may have several folders of databases; a small file names the one that counts, see ``StoreFolder``.
That file is replaced when the new database is whole, so that a kill leaves the one or the other.
"""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING, Final

import pyoxigraph

from accord.graph.errors import StoreError
from accord.graph.store_folder import point_to, settle

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from pyoxigraph import Quad

    from accord.graph.store_folder import StoreFolder

_AT_ONCE: Final = 200_000
"""Quads that are given to the database together: it sorts them in memory, some 100 MB."""


def renewed(
    folder: StoreFolder,
    database: pyoxigraph.Store,
    left_out: Collection[str],
    removed: Collection[Quad],
    added: Collection[Quad],
) -> pyoxigraph.Store:
    """A new database with what ``database`` has in other graphs than those ``left_out``, and a change.

    From now on it is the folder's. StoreError when it can't be written; then nothing has changed.
    """
    before = folder.database
    path = before.with_name(f"database-{secrets.token_hex(4)}")
    try:
        fresh = pyoxigraph.Store(str(path))
        copied = 0
        for part in _parts(_kept(database, left_out)):
            fresh.bulk_extend(part)
            copied += len(part)
        if len(fresh) != copied:
            raise StoreError(f"{path}: has {len(fresh)} of {copied} quads; the store is as it was")
        for quad in removed:
            fresh.remove(quad)
        fresh.extend(added)
        fresh.flush()
        _settle(path)
        point_to(folder, path)
    except (OSError, RuntimeError) as error:
        shutil.rmtree(path, ignore_errors=True)
        raise StoreError(f"{folder.path}: can't be written ({error}); the store is as it was") from error
    except StoreError:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return fresh


def sweep_databases(folder: StoreFolder) -> None:
    """Remove the databases that don't count; to be called by who may write, once no other can be making one."""
    for other in folder.path.glob("database*"):
        if other.is_dir() and other != folder.database:
            shutil.rmtree(other, ignore_errors=True)


def _kept(database: pyoxigraph.Store, left_out: Collection[str]) -> Iterator[Quad]:
    names = [graph for graph in database.named_graphs() if graph.value not in left_out]
    for name in (pyoxigraph.DefaultGraph(), *names):
        yield from database.quads_for_pattern(None, None, None, name)


def _parts(quads: Iterator[Quad]) -> Iterator[list[Quad]]:
    from itertools import islice

    while part := list(islice(quads, _AT_ONCE)):
        yield part


def _settle(path: Path) -> None:
    """Wait until the files are on the disk, whatever happens to the machine then."""
    for file in (*path.iterdir(), path):
        settle(file)
