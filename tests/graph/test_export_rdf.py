"""The store's graphs in the formats of RDF tools: complete, sorted, the same bytes each time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from accord.graph.errors import InputError
from accord.graph.export import FORMATS, export
from accord.graph.identifiers import JUDGEMENTS, KNOWLEDGE
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ID = "https://w3id.org/accord/id/"
ACC = "https://w3id.org/accord/ontology#"
ARTICLE = NamedNode(ID + "article/a1")
READERS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


def in_graph(quads: Iterable[Quad], name: str) -> list[Quad]:
    return [Quad(quad.subject, quad.predicate, quad.object, NamedNode(name)) for quad in quads]


@pytest.fixture
def store(tmp_path: Path, knowledge: list[Quad]) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        opened.database.extend(in_graph(knowledge, KNOWLEDGE))
        opened.database.add(Quad(ARTICLE, NamedNode(ACC + "text"), Literal("whole\ntext"), ARTICLE))
        opened.database.add(Quad(ARTICLE, NamedNode(ACC + "judged"), Literal("same"), NamedNode(JUDGEMENTS)))
        yield opened


def written(store: Store, format: str, graph: str = "knowledge") -> bytes:
    out = io.BytesIO()
    export(store, format, out, graph)
    return out.getvalue()


@pytest.mark.parametrize("format", sorted(READERS))
def test_knowledge_is_read_back_whole_with_its_graphs_name(store: Store, format: str) -> None:
    told = set(parse(written(store, format), format=READERS[format]))
    assert told == set(store.quads(KNOWLEDGE))


def test_turtle_holds_knowledge_with_the_usual_prefixes(store: Store) -> None:
    turtle = written(store, "turtle")
    assert set(in_graph(parse(turtle, format=RdfFormat.TURTLE), KNOWLEDGE)) == set(store.quads(KNOWLEDGE))
    assert b"@prefix acc: <https://w3id.org/accord/ontology#>" in turtle
    assert b" a acc:State" in turtle


@pytest.mark.parametrize("format", sorted(READERS))
def test_evidence_is_the_articles_graphs_and_all_is_everything(store: Store, format: str) -> None:
    evidence = parse(written(store, format, "evidence"), format=READERS[format])
    assert set(evidence) == set(store.quads(ARTICLE.value))
    everything = parse(written(store, format, "all"), format=READERS[format])
    assert set(everything) == set(store.database)


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes_whatever_came_first(
    store: Store, tmp_path: Path, knowledge: list[Quad], format: str
) -> None:
    with Store.open(tmp_path / "other") as other:
        for quad in reversed(in_graph(knowledge, KNOWLEDGE)):
            other.database.add(quad)
        assert written(other, format) == written(store, format)


@pytest.mark.parametrize("graph", ["evidence", "all"])
@pytest.mark.parametrize("format", ["turtle", "graphml", "gexf", "csv"])
def test_what_a_format_cannot_hold_is_refused_with_one_that_can(store: Store, format: str, graph: str) -> None:
    with pytest.raises(InputError, match="trig"):
        written(store, format, graph)


def test_an_unknown_format_or_graph_is_refused_with_those_there_are(store: Store) -> None:
    with pytest.raises(InputError, match="choose one of turtle, trig"):
        written(store, "pdf")
    with pytest.raises(InputError, match="choose one of knowledge, evidence"):
        written(store, "trig", "everything")


def test_an_empty_store_can_be_written(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty") as empty:
        assert all(isinstance(written(empty, format), bytes) for format in FORMATS)
