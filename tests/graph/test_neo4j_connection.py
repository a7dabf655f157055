"""Which Neo4j is meant, and what is said when it can't be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.connection import find_target, open_driver
from accord.graph.neo4j.ports import free_port
from accord.graph.neo4j.server import LocalServer

if TYPE_CHECKING:
    from pathlib import Path

URI = "neo4j+s://graph.example.org"


@pytest.fixture
def no_server(tmp_path: Path) -> LocalServer:
    return LocalServer(tmp_path / "server", tmp_path / "jars")


def test_the_option_goes_over_the_environment(no_server: LocalServer) -> None:
    environment = {"ACCORD_NEO4J": "bolt://other:7687", "ACCORD_NEO4J_PASSWORD": "secret"}
    target = find_target(URI, "ada", "news", server=no_server, environment=environment)
    assert (target.uri, target.auth, target.database) == (URI, ("ada", "secret"), "news")
    assert find_target(server=no_server, environment=environment).uri == "bolt://other:7687"


def test_accords_own_password_variable_goes_over_neo4js(no_server: LocalServer) -> None:
    environment = {"NEO4J_PASSWORD": "general"}
    assert find_target(URI, server=no_server, environment=environment).password == "general"
    environment["ACCORD_NEO4J_PASSWORD"] = "special"
    assert find_target(URI, server=no_server, environment=environment).password == "special"


def test_without_any_server_the_error_says_how_to_get_one(no_server: LocalServer) -> None:
    with pytest.raises(Neo4jError, match="accord neo4j up"):
        find_target(server=no_server, environment={})


def test_without_a_password_the_error_names_the_variable(no_server: LocalServer) -> None:
    with pytest.raises(Neo4jError, match="ACCORD_NEO4J_PASSWORD"):
        find_target(URI, server=no_server, environment={})


def test_a_password_in_the_uri_is_refused_and_not_repeated(no_server: LocalServer) -> None:
    with pytest.raises(Neo4jError, match="holds a user or password") as refusal:
        find_target("bolt://ada:hunter2@host", server=no_server, environment={"NEO4J_PASSWORD": "x"})
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize("uri", ["http://host:7474", "host:7687", "bolt://", ""])
def test_what_is_no_uri_of_neo4j_is_refused(no_server: LocalServer, uri: str) -> None:
    with pytest.raises(Neo4jError):
        find_target(uri, server=no_server, environment={"NEO4J_PASSWORD": "x"})


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_that_does_not_answer_is_named(scheme: str) -> None:
    uri = f"{scheme}://127.0.0.1:{free_port()}"
    with pytest.raises(Neo4jError, match=f"{uri} doesn't answer"), open_driver(uri, ("neo4j", "x")):
        pass
