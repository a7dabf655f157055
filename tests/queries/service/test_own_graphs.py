"""What a service on a store of articles lets clients write, and what it tells them about the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.graph.store import Store
from accord.graph.validation import validate

if TYPE_CHECKING:
    from pathlib import Path

    from http_service import Service

MINE = "http://example.org/mine"
KNOWLEDGE = "https://w3id.org/accord/graph/knowledge"
LEDGER = "https://w3id.org/accord/graph/ledger"
ARTICLE = "https://w3id.org/accord/id/article/algiers"
DATA = "<http://e/s> <http://e/p> [ <http://e/q> 1 ] ."


def everything(service: Service) -> list[tuple[str, ...]]:
    """All quads that the service tells, sorted. Its tag may still change for what was done before the test."""
    rows = service.ask("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(!isBlank(?s) && !isBlank(?o)) }").values
    assert rows
    return sorted(tuple(row[name] for name in "gspo") for row in rows)


def test_the_default_graph_is_knowledge(service: Service) -> None:
    assert service.ask("ASK { <https://w3id.org/accord/id/state/ERI> a acc:State }").boolean
    assert not service.ask("ASK { ?s acc:digest ?t }").boolean
    assert service.ask("ASK { GRAPH ?g { ?s acc:digest ?t } }").boolean


def test_a_graph_of_one_s_own_is_written_read_and_removed(service: Service) -> None:
    assert service.put(MINE, DATA).status == 201
    assert service.ask(f"ASK {{ GRAPH <{MINE}> {{ ?s <http://e/p>/<http://e/q> 1 }} }}").boolean
    assert service.put(MINE, DATA).status == 204
    assert service.send("DELETE", f"/store?graph={MINE}", token=service.token).status == 200
    assert not service.ask(f"ASK {{ GRAPH <{MINE}> {{ ?s ?p ?o }} }}").boolean


def test_an_update_may_take_knowledge_into_a_graph_of_one_s_own(service: Service) -> None:
    text = (
        f"PREFIX acc: <https://w3id.org/accord/ontology#> INSERT {{ GRAPH <{MINE}> {{ ?s a <http://e/Seen> }} }} "
        f"WHERE {{ GRAPH <{KNOWLEDGE}> {{ ?s a acc:Agreement }} }}"
    )
    assert service.update(text).status == 204
    seen = service.ask(f"SELECT ?s {{ GRAPH <{MINE}> {{ ?s a <http://e/Seen> }} }}").values
    known = service.ask("SELECT ?s { ?s a acc:Agreement }").values
    assert len(seen) > 1
    assert sorted(row["s"] for row in seen) == sorted(row["s"] for row in known)
    assert service.update(f"DROP GRAPH <{MINE}>").status == 204
    assert service.send("GET", f"/store?graph={MINE}").status == 404


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://e/s> <http://e/p> 1 }",
        f"INSERT DATA {{ GRAPH <{KNOWLEDGE}> {{ <http://e/s> <http://e/p> 1 }} }}",
        f"DELETE {{ GRAPH <{ARTICLE}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{ARTICLE}> {{ ?s ?p ?o }} }}",
        "DELETE { GRAPH ?g { ?s ?p ?o } } INSERT { GRAPH ?g { ?o ?p ?s } } WHERE { GRAPH ?g { ?s ?p ?o . ?o ?q ?r } }",
        f"INSERT DATA {{ GRAPH <{MINE}> {{ <http://e/s> <http://e/p> 1 }} }} ; DROP SILENT GRAPH <{LEDGER}> ; DROP ALL",
        f"MOVE GRAPH <{KNOWLEDGE}> TO GRAPH <{MINE}>",
        f"INSERT DATA {{ GRAPH <{ARTICLE}/more> {{ <http://e/s> <http://e/p> 1 }} }}",
    ],
)
def test_an_update_of_what_is_derived_is_409_and_changes_nothing(service: Service, text: str) -> None:
    before = everything(service)
    reply = service.update(text)
    assert reply.status == 409
    assert "articles and judgements" in reply.told["detail"]
    assert everything(service) == before


@pytest.mark.parametrize("graph", [KNOWLEDGE, LEDGER, ARTICLE, "https://w3id.org/accord/graph/new"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_a_derived_graph_is_not_written_over_the_graph_store(service: Service, graph: str, method: str) -> None:
    body = None if method == "DELETE" else DATA
    reply = service.send(method, f"/store?graph={graph}", body, service.token, Content_Type="text/turtle")
    assert reply.status == 409
    assert graph in reply.told["detail"]
    default = service.send(method, "/store?default", body, service.token, Content_Type="text/turtle")
    assert default.status == 409


def test_a_dataset_with_one_derived_graph_is_refused_whole(service: Service) -> None:
    body = f"<http://e/s> <http://e/p> <http://e/o> <{MINE}> .\n<http://e/s> <http://e/p> <http://e/o> <{LEDGER}> .\n"
    assert service.send("POST", "/store", body, service.token, Content_Type="application/n-quads").status == 409
    assert service.send("GET", f"/store?graph={MINE}").status == 404


def test_the_store_is_as_right_as_before_with_graphs_of_clients_in_it(service: Service, own_store: Path) -> None:
    assert service.put("http://example.org/kept", DATA).status in (201, 204)
    with Store.open(own_store) as store:
        articles = store.articles()
        store.rebuild()
        assert store.articles() == articles == ("algiers", "barents", "declaration")
        assert validate(store) == ()
        assert len(list(store.quads("http://example.org/kept"))) == 2
