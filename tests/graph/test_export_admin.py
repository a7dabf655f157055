"""The CSV files are what Neo4j's own import tool takes, and what it makes of them is what a sync would have made."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.errors import InputError
from accord.graph.export_admin import ARGUMENTS, write_admin
from accord.graph.neo4j.connection import Target
from accord.graph.neo4j.java import find_java
from accord.graph.neo4j.server import LocalServer, Memory
from accord.graph.neo4j.sync import Options, state_of, sync
from accord.graph.neo4j.verify import verify
from accord.graph.projection import project, rows
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACC = "https://w3id.org/accord/ontology#"
ID = "https://w3id.org/accord/id/"


def load(server: LocalServer, folder: Path) -> None:
    """Import as an operator does, into a server that has never run."""
    tool = [find_java(), "-Xmx256m", "-cp", f"{server.jars}/*", "org.neo4j.cli.AdminTool"]
    arguments = ["database", "import", "full", "neo4j", f"@{ARGUMENTS}"]
    environment = {"NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([*tool, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.neo4j
def test_an_imported_database_is_what_a_sync_makes(
    tmp_path: Path, neo4j_server: LocalServer, knowledge: list[Quad], synthetic: Callable[..., tuple]
) -> None:
    hostile = '"quoted", with; commas\nlines \\ and {braces} 名 \u202e'
    early = Literal("-0479-08-27", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    more = [
        Quad(NamedNode(ID + "state/NOR"), NamedNode(ACC + "name"), Literal(hostile)),
        Quad(NamedNode(ID + "incident/seizure"), NamedNode(ACC + "dateFrom"), early),
    ]
    with Store.open(tmp_path / "store") as store:
        store.replace_article(*synthetic(1))
        graph = NamedNode("https://w3id.org/accord/graph/knowledge")
        store.database.extend(Quad(q.subject, q.predicate, q.object, graph) for q in (*knowledge, *more))
        write_admin(rows(store), tmp_path / "csv", state_of(store))
        server = LocalServer(tmp_path / "neo4j", neo4j_server.jars)
        for name in ("conf", "data", "logs"):
            (server.home / name).mkdir(parents=True)
        load(server, tmp_path / "csv")
        try:
            status = server.up(bolt=0, http=0, memory=Memory("512m", "128m"))
            target = Target(str(status.uri), "neo4j", str(server.password()))
            found = verify(store, target)
            assert found.clean, found.differences
            assert found.in_step
            store.replace_article(*synthetic(2))
            assert not sync(store, target, Options()).full
            assert verify(store, target).clean
        finally:
            server.destroy()


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path, knowledge: list[Quad]) -> None:
    (tmp_path / "mine").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="new or empty"):
        write_admin(project(knowledge), tmp_path)


def test_each_file_has_typed_columns_and_equal_graphs_give_equal_bytes(tmp_path: Path, knowledge: list[Quad]) -> None:
    for name, quads in (("a", knowledge), ("b", list(reversed(knowledge)))):
        write_admin(project(quads), tmp_path / name)
    files = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert [(tmp_path / "a" / name).read_bytes() for name in files] == [
        (tmp_path / "b" / name).read_bytes() for name in files
    ]
    heads = "".join((tmp_path / "a" / name).read_text(encoding="utf-8").partition("\n")[0] for name in files)
    assert {"date_from:date", "location:point{crs:WGS-84}", "topics:string[]", "support:long"} <= set(
        heads.replace("iri:ID", ",").replace(":START_ID", ",").split(",")
    )
