"""The SPARQL 1.1 Protocol as its specification says, on a raw service; cases after those of the W3C's suite."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest

if TYPE_CHECKING:
    from http_service import Service

ONE, TWO, THREE = (f"http://example.org/data/{name}" for name in ("one", "two", "three"))
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
BOTH = f"ASK {{ <{ONE}> a ?x . <{TWO}> a ?y }}"
IN_GRAPHS = f"ASK {{ GRAPH ?g {{ <{ONE}> a ?x }} GRAPH ?h {{ <{TWO}> a ?y }} }}"


@pytest.fixture
def filled(raw_service: Service) -> Service:
    """Three graphs, each with a document of the graph's own name."""
    graphs = " ".join(f"GRAPH <{name}> {{ <{name}> a <http://example.org/Document> }}" for name in (ONE, TWO, THREE))
    assert raw_service.update(f"CLEAR ALL ; INSERT DATA {{ {graphs} }}").status == 204
    return raw_service


def dataset(default: tuple[str, ...] = (), named: tuple[str, ...] = (), using: str = "") -> str:
    told = [(f"{using or 'default-'}graph-uri", name) for name in default]
    return urlencode(told + [(f"{using}named-graph-uri", name) for name in named])


def test_a_query_by_get_is_answered(raw_service: Service) -> None:
    assert raw_service.ask("ASK {}").boolean


def test_a_query_in_a_form_is_answered(raw_service: Service) -> None:
    assert raw_service.post(f"/sparql/?default-graph-uri={quote(ONE)}", {"query": "ASK {}"}).boolean


def test_a_query_as_a_body_is_answered(raw_service: Service) -> None:
    assert raw_service.send("POST", "/sparql/", "ASK {}", Content_Type=QUERY).boolean


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_default_graphs_of_the_protocol_are_merged(filled: Service, method: str) -> None:
    told = dataset((ONE, TWO))
    if method == "GET":
        assert filled.send("GET", f"/sparql?query={quote(BOTH)}&{told}").boolean
        assert not filled.send("GET", f"/sparql?query={quote(BOTH)}&{dataset((ONE,))}").boolean
    else:
        assert filled.send("POST", f"/sparql?{told}", BOTH, Content_Type=QUERY).boolean


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_named_graphs_of_the_protocol_are_the_only_ones(filled: Service, method: str) -> None:
    told = dataset(named=(ONE, TWO))
    if method == "GET":
        assert filled.send("GET", f"/sparql?query={quote(IN_GRAPHS)}&{told}").boolean
    else:
        assert filled.send("POST", f"/sparql?{told}", IN_GRAPHS, Content_Type=QUERY).boolean
    assert not filled.send("GET", f"/sparql?query={quote(IN_GRAPHS)}&{dataset(named=(ONE,))}").boolean
    assert not filled.send("GET", f"/sparql?query={quote('ASK { ?s ?p ?o }')}&{told}").boolean


def test_default_and_named_graphs_of_the_protocol_make_a_dataset(filled: Service) -> None:
    query = f"ASK {{ <{THREE}> a ?z . GRAPH ?g {{ <{ONE}> a ?x }} GRAPH ?h {{ <{TWO}> a ?y }} }}"
    assert filled.send("POST", f"/sparql?{dataset((THREE,), (ONE, TWO))}", query, Content_Type=QUERY).boolean


def test_the_protocol_s_dataset_goes_before_that_of_the_query(filled: Service) -> None:
    query = f"ASK FROM <{THREE}> {{ GRAPH ?g {{ <{ONE}> a ?x }} GRAPH ?h {{ <{TWO}> a ?y }} }}"
    assert filled.send("POST", f"/sparql?{dataset(named=(ONE, TWO))}", query, Content_Type=QUERY).boolean
    own = f"ASK FROM <{THREE}> {{ <{ONE}> a ?x }}"
    assert filled.send("POST", f"/sparql?{dataset((ONE,))}", own, Content_Type=QUERY).boolean
    assert not filled.send("POST", "/sparql", own, Content_Type=QUERY).boolean


def test_the_union_of_all_graphs_is_the_default_graph_on_request(filled: Service) -> None:
    assert not filled.ask(BOTH).boolean
    assert filled.send("GET", f"/sparql?query={quote(BOTH)}&union-default-graph").boolean


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("SELECT (1 AS ?value) {}", "*/*", "application/sparql-results+json"),
        ("SELECT (1 AS ?value) {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT (1 AS ?value) {}", "text/csv", "text/csv; charset=utf-8"),
        ("SELECT (1 AS ?value) {}", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("SELECT (1 AS ?value) {}", "text/*;q=0.1, application/json", "application/json"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("DESCRIBE <http://example.org/>", "*/*", "text/turtle; charset=utf-8"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "text/n3", "text/n3; charset=utf-8"),
    ],
)
def test_an_answer_has_the_type_that_is_accepted(raw_service: Service, query: str, accept: str, kind: str) -> None:
    reply = raw_service.send("POST", "/sparql/", query, Content_Type=QUERY, Accept=accept)
    assert reply.status == 200
    assert reply.headers["content-type"] == kind
    assert reply.body or query.startswith("DESCRIBE")


def test_what_cannot_be_had_is_406_with_what_can(raw_service: Service) -> None:
    reply = raw_service.ask("SELECT * { ?s ?p ?o }", Accept="image/png")
    assert reply.status == 406
    assert "text/csv" in reply.told["detail"]


def test_a_format_by_name_goes_before_accept(raw_service: Service) -> None:
    reply = raw_service.send(
        "GET", f"/sparql?query={quote('SELECT (1 AS ?n) {}')}&format=csv", Accept="application/json"
    )
    assert reply.text == "n\r\n1\r\n"


PREFIXES = "PREFIX dc: <http://purl.org/dc/terms/> PREFIX ex: <http://example.org/> "
TARGET = "http://example.org/target"


def inserted(service: Service, name: str) -> bool:
    return service.ask(f"{PREFIXES} ASK {{ GRAPH <{TARGET}> {{ <{name}> a dc:Thing }} }}").boolean


@pytest.mark.parametrize(
    ("default", "named", "where", "found", "missed"),
    [
        ((ONE,), (), "?s a ex:Document", (ONE,), (TWO,)),
        ((ONE, TWO), (), "?s a ex:Document", (ONE, TWO), (THREE,)),
        ((), (ONE, TWO), "GRAPH ?g { ?s a ex:Document }", (ONE, TWO), (THREE,)),
        ((THREE,), (ONE,), "{ ?s a ex:Document } UNION { GRAPH ?g { ?s a ex:Document } }", (THREE, ONE), (TWO,)),
    ],
)
def test_an_update_uses_the_graphs_of_the_protocol(
    filled: Service,
    default: tuple[str, ...],
    named: tuple[str, ...],
    where: str,
    found: tuple[str, ...],
    missed: tuple[str, ...],
) -> None:
    text = (
        f"{PREFIXES} INSERT DATA {{ GRAPH <{ONE}> {{ <{ONE}> a ex:Thing }} }} ; "
        f"INSERT {{ GRAPH <{TARGET}> {{ ?s a dc:Thing }} }} WHERE {{ {where} }}"
    )
    assert filled.update(text, f"/sparql?{dataset(default, named, 'using-')}").status == 204
    assert [inserted(filled, name) for name in found] == [True] * len(found)
    assert [inserted(filled, name) for name in missed] == [False] * len(missed)


def test_an_update_in_a_form_is_carried_out(raw: Service) -> None:
    assert raw.post("/sparql", {"update": "INSERT DATA { <http://e/s> <http://e/p> 1 }"}, raw.token).status == 204
    assert raw.ask("ASK { <http://e/s> <http://e/p> 1 }").boolean


def test_relative_iris_count_from_the_address_of_the_service(raw: Service) -> None:
    assert raw.update("CLEAR ALL ; INSERT DATA { <http://e/s> <http://e/p> <here> }").status == 204
    assert raw.ask(f"ASK {{ ?s ?p ?o FILTER(STRSTARTS(STR(?o), '{raw.address}/')) }}").boolean


@pytest.mark.parametrize(
    ("method", "path", "body", "kind", "status"),
    [
        ("PUT", "/sparql?query=ASK%20%7B%7D", None, None, 405),
        ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, None, 400),
        ("POST", "/sparql", "query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM, 400),
        ("POST", "/sparql", "ASK {}", "text/plain", 415),
        ("POST", "/sparql", "query=ASK%20%7B%7D", None, 415),
        ("POST", "/sparql", "ASK {}", None, 415),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), QUERY, 400),
        ("POST", "/sparql", "not=a&query=at-all", FORM, 400),
        ("GET", "/sparql?query=ASK%20%7B", None, None, 400),
        ("GET", "/sparql?update=CLEAR%20ALL", None, None, 405),
        ("POST", "/sparql", "update=CLEAR%20DEFAULT&update=CLEAR%20DEFAULT", FORM, 400),
        ("POST", "/sparql", "CLEAR NAMED", "text/plain", 415),
        ("POST", "/sparql", "update=CLEAR%20NAMED", None, 415),
        ("POST", "/sparql", "CLEAR NAMED".encode("utf-16"), UPDATE, 400),
        ("POST", "/sparql", "update=CLEAR%20XYZ", FORM, 400),
        ("POST", "/sparql", "", FORM, 400),
        ("GET", "/sparql?query=ASK%20%7B%7D&default-graph-uri=no%20iri", None, None, 400),
    ],
)
def test_a_bad_request_is_refused(
    raw_service: Service, method: str, path: str, body: bytes | str | None, kind: str | None, status: int
) -> None:
    headers = {"Content_Type": kind} if kind else {}
    reply = raw_service.send(method, path, body, raw_service.token, **headers)
    assert reply.status == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.told["status"] == status
    assert reply.told["detail"]


@pytest.mark.parametrize("clause", ["USING <http://e/g>", "USING NAMED <http://e/g>"])
def test_an_update_may_not_name_graphs_that_the_request_names_too(raw_service: Service, clause: str) -> None:
    text = f"INSERT {{ <http://e/s> a <http://e/T> }} {clause} WHERE {{ ?s ?p ?o }}"
    assert raw_service.update(text, f"/sparql?{dataset((ONE,), using='using-')}").status == 400
    with_clause = "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert raw_service.update(with_clause, f"/sparql?{dataset((ONE,), using='using-')}").status == 400


def test_an_error_tells_the_place_in_the_query(raw_service: Service) -> None:
    reply = raw_service.ask("SELECT *\nWHERE { ?s ?p }")
    assert (reply.status, reply.told["line"]) == (400, 2)
    assert raw_service.ask("SELECT *\nWHERE { ?s ?p }", Accept="text/plain").text.startswith("line 2, column ")


def test_the_service_describes_itself(filled: Service) -> None:
    reply = filled.send("GET", "/sparql", Accept="application/n-triples")
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/n-triples"
    assert f"<{sd}endpoint> <{filled.address}/sparql>" in reply.text
    assert f"<{sd}supportedLanguage> <{sd}SPARQL11Update>" in reply.text
    assert f"<{sd}name> <{ONE}>" in reply.text
    assert filled.send("GET", "/sparql", Accept="application/rdf+xml").headers["content-type"] == "application/rdf+xml"


def test_head_tells_what_get_would(raw_service: Service) -> None:
    path = f"/sparql?query={quote('SELECT (1 AS ?n) {}')}"
    got, head = raw_service.send("GET", path), raw_service.send("HEAD", path)
    assert head.body == b""
    assert head.status == got.status
    assert {n: v for n, v in head.headers.items() if n != "date"} == {
        n: v for n, v in got.headers.items() if n != "date"
    }
