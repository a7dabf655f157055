"""Follow a store: sync whenever it has changed, until told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from accord.graph.errors import Neo4jError, StoreInUse
from accord.graph.neo4j.sync import Options, sync
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from threading import Event

    from accord.graph.errors import AccordError
    from accord.graph.neo4j.connection import Target
    from accord.graph.neo4j.sync import Report

    Files: TypeAlias = dict[str, tuple[int, int]]

LONGEST_PAUSE = 60.0
"""Seconds between attempts, at most, while the server or the store can't be used."""


def watch(
    path: Path,
    target: Target,
    stop: Event,
    *,
    every: float = 2.0,
    options: Options | None = None,
    tell: Callable[[Report | AccordError], None],
) -> None:
    """Sync the store at ``path`` now, and again ``every`` so many seconds if it changed, until ``stop`` is set.

    A sync that has begun is brought to its end. ``tell`` gets each sync that wrote something, and each failure; after
    one it is tried again, less and less often. What fails at the very first is raised.
    """
    seen: Files | None = None
    pause = every
    first = True
    while not stop.is_set():
        now = _files(path)
        if now != seen:
            try:
                with Store.open(path, read_only=True) as store:
                    report = sync(store, target, options)
            except (Neo4jError, StoreInUse) as error:
                if first:
                    raise
                tell(error)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                tell(report)
                seen, pause, first = now, every, False
        stop.wait(pause)


def _files(path: Path) -> Files:
    """Size and time of the database's files: any change of the store changes them."""
    found: Files = {}
    for file in (path / "database").glob("*"):
        try:
            told = file.stat()
        except FileNotFoundError:
            continue
        if not file.name.startswith("LOCK"):
            found[file.name] = (told.st_size, told.st_mtime_ns)
    return found
