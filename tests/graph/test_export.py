"""The graph in other programs' formats: complete, safe to open, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.export_csv import write_folder, write_zip
from accord.graph.export_network import write_network
from accord.graph.projection import Projection, project

if TYPE_CHECKING:
    from pathlib import Path

ID = "https://w3id.org/accord/id/"
ACC = "https://w3id.org/accord/ontology#"


def named(subject: str, name: str) -> Quad:
    return Quad(NamedNode(ID + subject), NamedNode(ACC + "name"), Literal(name))


def tables(projection: Projection) -> dict[str, list[dict[str, str]]]:
    out = io.BytesIO()
    write_zip(projection, out)
    with zipfile.ZipFile(out) as archive:
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(name).decode(), newline="")))
            for name in archive.namelist()
        }


def network(projection: Projection, format: str) -> nx.MultiDiGraph:
    out = io.BytesIO()
    write_network(projection, format, out)
    out.seek(0)
    return nx.read_graphml(out, force_multigraph=True) if format == "graphml" else nx.read_gexf(out)


def test_the_tables_hold_every_node_and_relationship(projection: Projection) -> None:
    told = tables(projection)
    assert [line["iri"] for line in told["nodes.csv"]] == [node.iri for node in projection.nodes]
    assert [line["key"] for line in told["edges.csv"]] == [edge.key for edge in projection.edges]


def test_cells_hold_dates_numbers_lists_and_coordinates(projection: Projection) -> None:
    lines = {line["iri"]: line for line in tables(projection)["nodes.csv"]}
    fisheries, fjord = lines[ID + "agreement/fisheries"], lines[ID + "place/geonames-1"]
    assert (fisheries["date_from"], fisheries["support"], fisheries["contested"]) == ("2024-03-01", "2", "false")
    assert (fisheries["labels"], fisheries["topics"]) == ("Entity | Agreement", "border | fisheries")
    assert (fjord["latitude"], fjord["longitude"]) == ("70.0", "29.5")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(knowledge: list[Quad], start: str) -> None:
    hostile = f'{start}HYPERLINK("x"), "y"'
    told = tables(project([*knowledge, named("incident/seizure", hostile)]))
    lines = {line["iri"]: line["name"] for line in told["nodes.csv"]}
    assert lines[ID + "incident/seizure"].startswith(f"'{start}")
    assert lines[ID + "incident/seizure"].removeprefix("'").startswith(hostile)


def test_negative_numbers_stay_numbers(knowledge: list[Quad]) -> None:
    south = [
        Quad(q.subject, q.predicate, Literal(-33.9)) if q.predicate.value == ACC + "latitude" else q for q in knowledge
    ]
    lines = {line["iri"]: line for line in tables(project(south))["nodes.csv"]}
    assert lines[ID + "place/geonames-1"]["latitude"] == "-33.9"


def test_a_folder_gets_the_same_tables_as_the_archive(projection: Projection, tmp_path: Path) -> None:
    write_folder(projection, tmp_path / "new" / "folder")
    out = io.BytesIO()
    write_zip(projection, out)
    with zipfile.ZipFile(out) as archive:
        for name in ("nodes.csv", "edges.csv"):
            assert (tmp_path / "new" / "folder" / name).read_bytes() == archive.read(name)


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_network_tools_read_back_every_node_and_relationship(projection: Projection, format: str) -> None:
    told = network(projection, format)
    assert set(told.nodes) == {node.iri for node in projection.nodes}
    assert told.number_of_edges() == len(projection.edges)
    fisheries = told.nodes[ID + "agreement/fisheries"]
    assert fisheries["label"] == "Varanger fisheries memorandum"
    assert (fisheries["class"], fisheries["support"]) == ("Agreement", 2)
    assert (fisheries["date_from"], fisheries["topics"]) == ("2024-03-01", "border | fisheries")
    kinds = {edge["relationship"] for _, _, edge in told.edges(data=True)}
    assert kinds == {edge.type for edge in projection.edges}


def test_a_quotes_place_is_no_time_span_in_gexf(projection: Projection) -> None:
    told = network(projection, "gexf")
    reports = [edge for _, _, edge in told.edges(data=True) if edge.get("quote", "").startswith("It covers")]
    assert [(edge["quote_start"], edge["quote_end"]) for edge in reports] == [(58, 86)]


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_what_xml_cannot_hold_is_replaced(knowledge: list[Quad], format: str) -> None:
    told = network(project([*knowledge, named("contact/call", "a\x00b\x1f名")]), format)
    assert told.nodes[ID + "contact/call"]["name"] == "a\ufffdb\ufffd名"


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_a_network_is_written_as_the_same_bytes_on_any_day(
    knowledge: list[Quad], format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_network(project(knowledge), format, first)
    monkeypatch.setattr("time.strftime", lambda _format, *_moment: "2001-01-01")
    write_network(project(reversed(knowledge)), format, second)
    assert first.getvalue() == second.getvalue()


def test_an_archive_is_written_as_the_same_bytes(knowledge: list[Quad]) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    write_zip(project(knowledge), first)
    write_zip(project(reversed(knowledge)), second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize("format", ["graphml", "gexf"])
def test_an_empty_graph_can_be_written(format: str) -> None:
    assert network(Projection((), ()), format).number_of_nodes() == 0
