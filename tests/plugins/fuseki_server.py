"""One real Fuseki server (Apache Jena, from Maven's repository) for all tests of a session, a dataset for each.

Where Java 17 or Maven is missing the tests are skipped and say so; on CI (CI=true) they fail.
"""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.java import find_java, find_maven
from accord.graph.neo4j.server import LocalServer

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTIFACT = "org.apache.jena:jena-fuseki-server:5.6.0"


@dataclass
class Fuseki:
    """A running server."""

    port: int
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def dataset(self) -> str:
        """The name of a new, empty dataset on disk (TDB2)."""
        name = f"dataset{next(self.numbers)}"
        made = httpx.post(f"{self.address}/$/datasets", data={"dbType": "tdb2", "dbName": name}, timeout=30)
        assert made.status_code == 200, made.text
        return name


def fetch_jar() -> Path:
    """The server's jar (56 MB), copied by Maven once and kept beside those of Neo4j."""
    folder = LocalServer.at().jars.parent
    jar = folder / f"{ARTIFACT.replace(':', '-').partition('-')[2]}.jar"
    if not jar.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as place:
            goal = ["dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={place}"]
            subprocess.run([find_maven(), "-q", "-B", "-ntp", *goal], cwd=place, check=True)
            (fetched,) = Path(place).glob("*.jar")
            shutil.move(fetched, jar)
    return jar


@pytest.fixture(scope="session")
def fuseki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuseki]:
    """A server of its own on a free port of the loopback interface."""
    try:
        java, jar = find_java(), fetch_jar()
    except Neo4jError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no Fuseki here: {error}")
    with running(java, jar, tmp_path_factory.mktemp("fuseki")) as server:
        yield server


@contextmanager
def running(java: Path, jar: Path, folder: Path) -> Iterator[Fuseki]:
    """A server that keeps all its files in ``folder``."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [java, "-Xmx512m", "-jar", jar, "--localhost", "--port", str(port)],
            env=os.environ | {"FUSEKI_BASE": str(folder / "base")},
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    try:
        _await(process, port, folder / "log")
        yield Fuseki(port)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _await(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"http://127.0.0.1:{port}/$/ping", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError(log.read_text())
