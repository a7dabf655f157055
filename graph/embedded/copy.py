"""The copy of the graph that the engine in the process holds: beside the store, in step with it, anew if damaged."""

from __future__ import annotations

import shutil
import time
from contextlib import ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from accord.graph.embedded.engine import DIALECT, Unopened, running
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
    was_there = data.exists()
    with ExitStack() as held:
        try:
            engine = _following(held, data, store)
        except Neo4jError as error:
            if not was_there or not _may_be_damage(error):
                raise
            held.close()
            _replace(data, store)
            engine = _following(held, data, store)
        yield engine


def _following(held: ExitStack, data: Path, store: Store) -> Running:
    """The engine on the copy in ``data``, until ``held`` ends, once it has what the store has."""
    engine = held.enter_context(running(data))
    _follow(engine, store)
    (data / "made-by").write_text(_maker(), encoding="utf-8")
    return engine


def _replace(data: Path, store: Store) -> None:
    """Make the copy anew, beside the one that seems to be damaged: if that fails too, the copy isn't what is wrong."""
    fresh = data.with_name(f"{data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        with ExitStack() as held:
            _following(held, fresh, store)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    shutil.rmtree(data)
    fresh.rename(data)


def _may_be_damage(error: Neo4jError) -> bool:
    """Whether the copy itself may be wrong: it isn't opened, or refuses what a whole one takes.

    That no driver is installed, that another process writes or that the connection broke says nothing about the copy.
    """
    from neo4j import exceptions

    from accord.graph.neo4j.lease import Drifted

    refused = isinstance(error.__cause__, exceptions.DatabaseError | exceptions.ClientError)
    return isinstance(error, Unopened | Drifted) or (refused and not isinstance(error.__cause__, exceptions.AuthError))


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
    import fcntl  # where it is used: Windows has none

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
