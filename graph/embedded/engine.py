"""ArcadeDB in this process, by the package ``arcadedb-embedded`` (Apache-2.0), which brings its own Java.

Everything that is particular to the engine stands here; the rest of accord talks to it as to Neo4j, over Bolt.
"""

from __future__ import annotations

import json
import secrets
import shutil
import signal
import socket
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.connection import Target
from accord.graph.neo4j.dialect import Dialect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DIALECT: Final = Dialect("ArcadeDB", constraints=False, named_indexes=False, awaits_indexes=False)
"""Plain indexes only: a unique one would have to be there before its label, and MERGE would miss it."""
DATABASE: Final = "accord"
PACKAGE: Final = "arcadedb_embedded"
_HEAP: Final = "512m"
_PLUGIN: Final = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
_READING: Final = {"resultSetLimit": -1, "readTimeout": -1, "access": [], "types": {"*": {"access": ["readRecord"]}}}
_WRITING: Final = {
    "resultSetLimit": -1,
    "readTimeout": -1,
    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
    "types": {"*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}},
}


@dataclass(frozen=True, slots=True)
class Running:
    """A running engine: the same database for who may write it and for who may only read it."""

    writer: Target
    reader: Target


class Unopened(Neo4jError):
    """The engine didn't come up on a database: the database is damaged, or the machine has no room or port for it."""


def is_installed() -> bool:
    """Whether the engine's package is there."""
    return find_spec(PACKAGE) is not None


@contextmanager
def running(folder: Path) -> Iterator[Running]:
    """The engine on the database in ``folder``, made where there is none, on a free port of loopback.

    Its passwords are made up for this run and known to this process alone. Neo4jError when it can't be started,
    Unopened when that may be due to the database.
    """
    if not is_installed():
        raise Neo4jError(
            "no Neo4j is named, and the engine for Cypher without one isn't installed: pip install 'accord[embedded]', "
            "name a server with --neo4j URI, or start one with `accord neo4j up`"
        )
    passwords = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
    _configure(folder)
    with _terminable():
        server, port = _start(folder, passwords[0])
        try:
            _let_read(server, passwords[1])
            uri = f"bolt://127.0.0.1:{port}"
            yield Running(Target(uri, "root", passwords[0], DATABASE), Target(uri, "reader", passwords[1], DATABASE))
        finally:
            server.stop()


def _configure(folder: Path) -> None:
    """Users and groups are those of this run."""
    config = folder / "config"
    shutil.rmtree(config, ignore_errors=True)
    config.mkdir(parents=True)
    groups = {"admin": _WRITING, "reader": _READING, "*": {**_READING, "types": {"*": {"access": []}}}}
    told = {"databases": {"*": {"groups": groups}}, "version": 2}
    (config / "server-groups.json").write_text(json.dumps(told), encoding="utf-8")


def _start(folder: Path, password: str) -> tuple[Any, int]:
    from arcadedb_embedded import create_server
    from arcadedb_embedded.jvm import start_jvm

    # A file of the package: the engine's Java starts once a process, and wants the same settings each time.
    quiet = f"-Djava.util.logging.config.file={files('accord.graph.embedded').joinpath('quiet.properties')}"
    # -Xrs leaves signals to Python and the system: with handlers of its own Java crashes the process on SIGTERM.
    flags = [quiet, "-Xrs", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    try:
        start_jvm(heap_size=_HEAP, jvm_args=flags)
    except Exception as error:  # the engine's errors have no common class that is ours to know
        raise Neo4jError(f"the Java of the engine for Cypher can't be started ({error})") from error
    bolt, http = _free_port(), _free_port()
    config = {
        "host": "127.0.0.1",
        "http_port": http,
        "server_plugins": _PLUGIN,
        "bolt_port": bolt,
        "bolt_host": "127.0.0.1",
        "mode": "development",  # on loopback and alone: it tells why it refuses a statement
    }
    try:
        server = create_server(str(folder), root_password=password, config=config)
        server.start()
        server.create_database(DATABASE)
    except Exception as error:
        raise Unopened(f"{folder}: the engine for Cypher can't be started there ({error})") from error
    return server, bolt


def _let_read(server: Any, password: str) -> None:
    """A user who may read records and nothing else: the engine doesn't keep a session from writing by itself."""
    import jpype

    security = server._java_server.getSecurity()
    made = jpype.JClass("com.arcadedb.serializer.json.JSONObject")()
    made.put("name", "reader")
    made.put("password", security.encodePassword(password))
    told = json.dumps({DATABASE: ["reader"]})
    made.put("databases", jpype.JClass("com.arcadedb.serializer.json.JSONObject")(told))
    security.createUser(made)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the process by way of Python inside the block, so that the engine is stopped in order.

    In another thread than the main one, where Python takes no handler, the system ends it; the copy outlasts that.
    """
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
