"""One real Neo4j server for all tests of a session, and an empty database for each of them.

Where Java 17 or Maven is missing the tests are skipped and say so; on CI (CI=true) they fail.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.connection import Target, open_driver
from accord.graph.neo4j.java import find_java, find_maven
from accord.graph.neo4j.server import LocalServer, Memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENCRYPTED = """
server.bolt.tls_level=OPTIONAL
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={}
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
"""


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory, certificate: Path) -> Iterator[LocalServer]:
    """A server of its own on free ports; its jars are those that `accord neo4j up` shares and keeps.

    It takes encrypted connections beside plain ones, with the ``certificate``.
    """
    server = LocalServer(tmp_path_factory.mktemp("neo4j"), LocalServer.at().jars)
    _need_java_and_maven(server)
    (server.home / "settings.conf").write_text(ENCRYPTED.format(certificate.parent), encoding="utf-8")
    server.up(bolt=0, http=0, memory=Memory("512m", "256m"))
    yield server
    server.destroy()


def _need_java_and_maven(server: LocalServer) -> None:
    try:
        find_java()
        if not server.jars.is_dir():
            find_maven()
    except Neo4jError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no Neo4j here: {error}")


@pytest.fixture
def neo4j_database(neo4j_server: LocalServer) -> Target:
    """The server's database, emptied; constraints and indexes stay."""
    uri, password = neo4j_server.status().uri, neo4j_server.password()
    assert uri is not None
    assert password is not None
    with open_driver(uri, ("neo4j", password)) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return Target(uri, "neo4j", password)
