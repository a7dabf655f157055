"""The copy of the graph that the engine in the process holds: beside the store, in step with it, anew if damaged."""

from __future__ import annotations

import fcntl
import shutil
import time
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from accord.graph.embedded.engine import DIALECT, is_installed, running
from accord.graph.errors import Neo4jError, StoreInUse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from accord.graph.embedded.engine import Running
    from accord.graph.neo4j.connection import Target
    from accord.graph.store import Store

PATIENCE: Final = 60.0
"""Seconds to wait for another process that is asking the copy."""


@contextmanager
def embedded(store: Store, patience: float = PATIENCE) -> Iterator[Target]:
    """What to ask in Cypher, in step with ``store``, for reading only.

    StoreInUse when another process asks it for longer than ``patience`` seconds; Neo4jError when it can't be made.
    """
    folder = store.where.copy
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder, patience), _in_step(folder, store) as engine:
        yield engine.reader


@contextmanager
def _in_step(folder: Path, store: Store) -> Iterator[Running]:
    data = folder / "engine"
    if not _is_ours(data):
        shutil.rmtree(data, ignore_errors=True)
    for again in (True, False):
        with ExitStack() as held:
            try:
                engine = held.enter_context(running(data))
                _follow(engine, store)
            except Neo4jError:
                # A copy can be made anew at any time, so what is wrong with it need not be known.
                if not again or not is_installed():
                    raise
            else:
                (data / "made-by").write_text(_maker(), encoding="utf-8")
                yield engine
                return
        shutil.rmtree(data, ignore_errors=True)


def _follow(engine: Running, store: Store) -> None:
    from accord.graph.neo4j.sync import Options, sync

    sync(store, engine.writer, Options(dialect=DIALECT))


def _is_ours(data: Path) -> bool:
    """Whether these very versions made the copy: another may see the same store otherwise."""
    try:
        return (data / "made-by").read_text(encoding="utf-8") == _maker()
    except OSError:
        return False


def _maker() -> str:
    names = ("accord", "arcadedb-embedded")
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} ?")
    return "\n".join(found)


@contextmanager
def _alone(folder: Path, patience: float) -> Iterator[None]:
    """No other process has the copy meanwhile; a killed one loses it by itself."""
    until = time.monotonic() + patience
    with (folder / "lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > until:
                    raise StoreInUse(f"{folder}: another process asks in Cypher; try again, or name a Neo4j") from error
                time.sleep(0.1)
        yield
