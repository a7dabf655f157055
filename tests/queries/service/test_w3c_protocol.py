"""The W3C's 34 cases of the SPARQL 1.1 Protocol, each under the name it has in their manifest, on a real raw service.

The names are theirs (rdf-tests, sparql11/protocol); requests and expectations are our own, from the specification:
https://www.w3.org/TR/sparql11-protocol/. A 35th case, ``query_dataset_default_graph``, is in some of its editions.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

if TYPE_CHECKING:
    from http_service import Reply, Service

    Parameters = tuple[tuple[str, str], ...]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
G0, G1, G2, G3 = (f"http://example.org/graphs/{number}" for number in range(4))
DEFAULT: Final = (("default-graph-uri", G0),)
USING: Final = (("using-graph-uri", G0),)
DEFAULTS: Final = (("default-graph-uri", G1), ("default-graph-uri", G2))
NAMED: Final = (("named-graph-uri", G1), ("named-graph-uri", G2))
IN_DEFAULT: Final = f"ASK {{ <{G1}> a ?t . <{G2}> a ?t FILTER NOT EXISTS {{ <{G3}> a ?t }} }}"
IN_NAMED: Final = (
    f"ASK {{ GRAPH ?one {{ <{G1}> a ?t }} GRAPH ?two {{ <{G2}> a ?t }} "
    f"FILTER NOT EXISTS {{ GRAPH ?three {{ <{G3}> a ?t }} }} }}"
)
BOOLEANS: Final = (JSON, XML)
ROWS: Final = (*BOOLEANS, "text/csv", "text/tab-separated-values")
GRAPHS: Final = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


@dataclass(frozen=True)
class Sent:
    """A request to /sparql. ``told``: of the address; ``form`` or ``body``: what a POST carries."""

    method: str
    told: Parameters = ()
    form: Parameters = ()
    body: str | None = None
    kind: str | None = None
    accept: str | None = None
    encoding: str = "utf-8"

    def to(self, service: Service) -> Reply:
        headers = {"Content_Type": self.kind or (FORM if self.form else ""), "Accept": self.accept or ""}
        body = urlencode(self.form) if self.form else self.body
        return service.send(
            self.method,
            f"/sparql/?{urlencode(self.told)}",
            None if body is None else body.encode(self.encoding),
            service.token,
            **{name: value for name, value in headers.items() if value},
        )


def get(query: str, *told: tuple[str, str]) -> Sent:
    return Sent("GET", (("query", query), *told))


def form(query: str, *told: tuple[str, str]) -> Sent:
    return Sent("POST", form=(("query", query), *told))


def direct(query: str, *told: tuple[str, str]) -> Sent:
    return Sent("POST", told, body=query, kind=QUERY, accept=XML)


TRUE: Final = {
    "query_get": get("ASK {}", *DEFAULT),
    "query_post_form": form("ASK {}", *DEFAULT),
    "query_post_direct": direct("ASK {}", *DEFAULT),
    "query_dataset_default_graph": form(f"ASK {{ <{G1}> ?p ?o }}", DEFAULTS[0]),
    "query_dataset_default_graphs_get": get(IN_DEFAULT, *DEFAULTS),
    "query_dataset_default_graphs_post": direct(IN_DEFAULT, *DEFAULTS),
    "query_dataset_named_graphs_get": get(IN_NAMED, *NAMED),
    "query_dataset_named_graphs_post": direct(IN_NAMED, *NAMED),
    "query_dataset_full": direct(IN_NAMED.replace("{", f"{{ <{G3}> a ?u ", 1), ("default-graph-uri", G3), *NAMED),
    "query_multiple_dataset": direct(IN_NAMED.replace("ASK", f"ASK FROM <{G3}>"), *NAMED),
}
"""Questions that are true of the graphs that the request names."""


@pytest.fixture
def filled(raw: Service) -> Service:
    """Four graphs, three of them with a document of the graph's own name."""
    told = " ".join(f"GRAPH <{name}> {{ <{name}> a <http://example.org/Document> }}" for name in (G1, G2, G3))
    assert raw.update(f"CREATE GRAPH <{G0}> ; INSERT DATA {{ {told} }}").status == 204
    return raw


def kind(reply: Reply) -> str:
    return reply.headers["content-type"].partition(";")[0]


def is_true(reply: Reply) -> bool:
    """The value of an answer to ASK, in JSON or XML."""
    assert reply.status in range(200, 400), reply.text
    assert kind(reply) in BOOLEANS
    if kind(reply) == JSON:
        return json.loads(reply.body)["boolean"] is True
    return ElementTree.fromstring(reply.body).findtext("{*}boolean") == "true"


@pytest.mark.parametrize("case", TRUE)
def test_the_case_of_the_suite_is_answered_with_true(filled: Service, case: str) -> None:
    assert is_true(TRUE[case].to(filled))


@pytest.mark.parametrize(
    ("case", "query", "kinds"),
    [
        ("query_content_type_select", "SELECT (1 AS ?one) {}", ROWS),
        ("query_content_type_ask", "ASK {}", BOOLEANS),
        ("query_content_type_describe", "DESCRIBE <http://example.org/thing>", GRAPHS),
        ("query_content_type_construct", "CONSTRUCT { <a> <b> 2 } WHERE {}", GRAPHS),
    ],
)
def test_the_case_of_the_suite_is_answered_in_a_fitting_type(
    filled: Service, case: str, query: str, kinds: tuple[str, ...]
) -> None:
    reply = form(query, *DEFAULT).to(filled)
    assert reply.status == 200, case
    assert kind(reply) in kinds, case


@dataclass(frozen=True)
class Copying:
    """An update that copies what is seen in a dataset into a graph. ``copied``: what must then be there."""

    where: str
    told: Parameters
    copied: tuple[tuple[str, str], ...]
    in_form: bool = field(default=True)


SEEN: Final = "?s a <http://example.org/Document>"
DEFAULT_MARK: Final = '"default"'
COPYING: Final = {
    "update_dataset_default_graph": Copying(
        f"{SEEN} BIND('default' AS ?in)", (("using-graph-uri", G1),), ((G1, DEFAULT_MARK),)
    ),
    "update_dataset_default_graphs": Copying(
        f"{SEEN} BIND('default' AS ?in)",
        (("using-graph-uri", G1), ("using-graph-uri", G2)),
        ((G1, DEFAULT_MARK), (G2, DEFAULT_MARK)),
    ),
    "update_dataset_named_graphs": Copying(
        f"GRAPH ?in {{ {SEEN} }}",
        (("using-named-graph-uri", G1), ("using-named-graph-uri", G2)),
        ((G1, f"<{G1}>"), (G2, f"<{G2}>")),
    ),
    "update_dataset_full": Copying(
        f"{{ GRAPH ?in {{ {SEEN} }} }} UNION {{ {SEEN} BIND('default' AS ?in) }}",
        (("using-graph-uri", G1), ("using-named-graph-uri", G2)),
        ((G1, DEFAULT_MARK), (G2, f"<{G2}>")),
        in_form=False,
    ),
}


@pytest.mark.parametrize("case", COPYING)
def test_the_case_of_the_suite_changes_by_the_dataset_of_the_request(filled: Service, case: str) -> None:
    told = COPYING[case]
    target = "http://example.org/copied"
    fill = " ".join(f"GRAPH <{name}> {{ <{name}> a <http://example.org/Document> }}" for name in (G1, G2, G3))
    text = (
        f"DROP ALL ; INSERT DATA {{ {fill} }} ; "
        f"INSERT {{ GRAPH <{target}> {{ ?s <http://example.org/in> ?in }} }} WHERE {{ {told.where} }}"
    )
    sent = (
        Sent("POST", form=(("update", text), *told.told))
        if told.in_form
        else Sent("POST", told.told, body=text, kind=UPDATE)
    )
    assert sent.to(filled).status in range(200, 400)
    expected = " . ".join(f"<{name}> <http://example.org/in> {value}" for name, value in told.copied)
    whole = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{target}> {{ ?s ?p ?o }} }}"
    assert is_true(direct(f"ASK {{ GRAPH <{target}> {{ {expected} }} }}").to(filled))
    assert filled.ask(whole).values == [{"n": str(len(told.copied))}]


@pytest.mark.parametrize(
    ("case", "sent"),
    [
        ("update_post_form", Sent("POST", form=(("update", "CLEAR ALL"),))),
        ("update_post_direct", Sent("POST", body="CLEAR ALL", kind=UPDATE)),
    ],
)
def test_the_case_of_the_suite_is_carried_out(filled: Service, case: str, sent: Sent) -> None:
    assert filled.ask("ASK { GRAPH ?g { ?s ?p ?o } }").boolean
    assert sent.to(filled).status in range(200, 400), case
    assert not filled.ask("ASK { GRAPH ?g { ?s ?p ?o } }").boolean


def test_update_base_uri_is_resolved_by_the_service(filled: Service) -> None:
    graph = "http://example.org/base"
    text = f"CLEAR SILENT GRAPH <{graph}> ; INSERT DATA {{ GRAPH <{graph}> {{ <http://example.org/s> a <relative> }} }}"
    assert Sent("POST", form=(("update", text),)).to(filled).status in range(200, 400)
    [row] = form(f"SELECT ?o {{ GRAPH <{graph}> {{ ?s a ?o }} }}").to(filled).values
    assert row["o"] != "relative"
    assert row["o"].startswith("http")


WRONG: Final = {
    "bad_query_method": Sent("PUT", (("query", "ASK {}"), *DEFAULT)),
    "bad_multiple_queries": Sent("GET", (("query", "ASK {}"), ("query", "SELECT * {}"), *DEFAULT)),
    "bad_query_wrong_media_type": Sent("POST", DEFAULT, body="ASK {}", kind="text/plain"),
    "bad_query_missing_form_type": Sent("POST", body="query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": Sent("POST", DEFAULT, body="ASK {}"),
    "bad_query_non_utf8": Sent("POST", DEFAULT, body="ASK {}", kind=f"{QUERY}; charset=UTF-16", encoding="utf-16"),
    "bad_query_syntax": Sent("GET", (("query", "ASK {"), *DEFAULT)),
    "bad_update_get": Sent("GET", (("update", "CLEAR ALL"), *USING)),
    "bad_multiple_updates": Sent("POST", USING, form=(("update", "CLEAR ALL"), ("update", "CLEAR DEFAULT"))),
    "bad_update_wrong_media_type": Sent("POST", USING, body="CLEAR NAMED", kind="text/plain"),
    "bad_update_missing_form_type": Sent("POST", USING, body="update=CLEAR%20NAMED"),
    "bad_update_non_utf8": Sent("POST", USING, body="CLEAR NAMED", kind=f"{UPDATE}; charset=UTF-16", encoding="utf-16"),
    "bad_update_syntax": Sent("POST", USING, form=(("update", "CLEAR XYZ"),)),
    "bad_update_dataset_conflict": Sent(
        "POST",
        form=(
            ("using-named-graph-uri", G2),
            ("update", f"WITH <{G1}> DELETE {{ ?s a ?t }} INSERT {{ ?s a <{G0}> }} WHERE {{ ?s a ?t }}"),
        ),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_case_of_the_suite_is_refused_and_changes_nothing(filled: Service, case: str) -> None:
    before = filled.send("GET", "/store", Accept="application/n-quads")
    reply = WRONG[case].to(filled)
    assert reply.status in range(400, 500), reply.text
    assert filled.send("GET", "/store", Accept="application/n-quads").body == before.body
