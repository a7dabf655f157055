"""`accord sync` as a person runs it: counts on stdout, passwords nowhere."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, Quad

from accord.graph.identifiers import KNOWLEDGE
from accord.graph.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from accord.graph.neo4j.connection import Target

pytestmark = pytest.mark.neo4j


def accord(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from accord.graph.cli import main; main()", *arguments]
    kept = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=kept | environment)


@pytest.fixture
def store(tmp_path: Path, knowledge: list[Quad]) -> Path:
    with Store.open(tmp_path / "store") as opened:
        quads = [Quad(quad.subject, quad.predicate, quad.object, NamedNode(KNOWLEDGE)) for quad in knowledge]
        opened.database.extend(quads)
    return tmp_path / "store"


def test_sync_prints_what_it_did_as_json_or_table(store: Path, neo4j_database: Target) -> None:
    arguments = ("sync", "--store", str(store), "--neo4j", neo4j_database.uri)
    first = accord(*arguments, "--json", ACCORD_NEO4J_PASSWORD=neo4j_database.password)
    assert first.returncode == 0, first.stderr
    told = json.loads(first.stdout)
    assert told["nodes_created"] == told["nodes"] > 10
    second = accord(*arguments, ACCORD_NEO4J_PASSWORD=neo4j_database.password)
    assert second.stdout.splitlines()[1].split() == ["nodes", str(told["nodes"]), "0", "0", "0"]
    assert neo4j_database.password not in first.stdout + first.stderr + second.stdout + second.stderr


def test_sync_with_a_wrong_password_is_one_line_without_it(store: Path, neo4j_database: Target) -> None:
    refused = accord(
        "sync", "--store", str(store), "--neo4j", neo4j_database.uri, ACCORD_NEO4J_PASSWORD="hunter2hunter2"
    )
    assert refused.returncode == 1
    assert refused.stderr.startswith("accord: ")
    assert len(refused.stderr.splitlines()) == 1
    assert "hunter2" not in refused.stderr
