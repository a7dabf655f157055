"""Follow a store: sync whenever it has changed, until told to stop."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from accord.graph.errors import Neo4jError, StoreError
from accord.graph.neo4j.sync import Options, sync
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from accord.graph.errors import AccordError
    from accord.graph.neo4j.connection import Target
    from accord.graph.neo4j.sync import Report
    from accord.graph.remote.address import StorePlace

    Files: TypeAlias = dict[str, tuple[int, int]]

LONGEST_PAUSE = 60.0
"""Seconds between attempts, at most, while the server or the store can't be used."""


def watch(
    place: StorePlace,
    target: Target,
    stop: Event,
    *,
    every: float = 2.0,
    options: Options | None = None,
    tell: Callable[[Report | AccordError], None],
) -> None:
    """Sync the store at ``place`` now, and again ``every`` so many seconds if it changed, until ``stop`` is set.

    A sync that has begun is brought to its end. ``tell`` gets each sync that wrote something, and each failure; after
    one it is tried again, less and less often. What fails at the very first is raised.
    """
    seen: Files | str | None = None
    pause = every
    first = True
    while not stop.is_set():
        try:
            now = _state(place)
            if now != seen:
                with Store.open(place, read_only=True) as store:
                    tell(sync(store, target, options))
                seen, pause, first = now, every, False
        except (Neo4jError, StoreError) as error:
            if first:
                raise
            tell(error)
            pause = min(pause * 2, LONGEST_PAUSE)
        stop.wait(pause)


def _state(place: StorePlace) -> Files | str | None:
    """What any change of the store changes; None where that isn't known."""
    if isinstance(place, Path):
        return _files(place)
    with Store.open(place, read_only=True) as store:
        return store.changes.mark


def _files(path: Path) -> Files:
    """Size and time of the database's files: any change of the store changes them."""
    found: Files = {}
    for file in path.glob("database*/*"):
        try:
            told = file.stat()
        except FileNotFoundError:
            continue
        if not file.name.startswith("LOCK"):
            found[file.name] = (told.st_size, told.st_mtime_ns)
    return found
