"""The SPARQL 1.1 Graph Store HTTP Protocol as its specification says; cases after those of the W3C's suite."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

if TYPE_CHECKING:
    from http_service import Reply, Service

TURTLE = "text/turtle"
JANE = "<http://e/jane> <http://e/name> 'Jane' ; <http://e/card> [ <http://e/title> 'Dr' ] ."
ANNA = "<http://e/anna> <http://e/name> 'Anna' ."
PATH = "/store/person/1.ttl"


def triples(reply: Reply) -> int:
    assert reply.status == 200
    return len(list(parse(reply.body, RdfFormat.TURTLE)))


def put(service: Service, path: str, body: str, kind: str = TURTLE) -> Reply:
    return service.send("PUT", path, body, service.token, Content_Type=kind)


def post(service: Service, path: str, body: str, kind: str = TURTLE) -> Reply:
    return service.send("POST", path, body, service.token, Content_Type=kind)


def test_put_makes_a_graph_that_get_gives_by_either_name(raw: Service) -> None:
    assert put(raw, PATH, JANE).status == 201
    assert triples(raw.send("GET", PATH)) == 3
    assert triples(raw.send("GET", f"/store?graph={raw.address}{PATH}")) == 3
    assert triples(raw.send("GET", f"/store?graph={PATH}")) == 3


def test_put_again_takes_the_place_of_what_was_there(raw: Service) -> None:
    put(raw, PATH, JANE)
    assert put(raw, PATH, ANNA).status == 204
    assert triples(raw.send("GET", PATH)) == 1


def test_put_of_nothing_makes_an_empty_graph(raw: Service) -> None:
    assert put(raw, PATH, "").status == 201
    assert triples(raw.send("GET", PATH)) == 0


def test_the_default_graph_can_be_put_and_got(raw: Service) -> None:
    assert put(raw, "/store?default", JANE).status == 201
    assert put(raw, "/store?default", JANE).status == 204
    assert triples(raw.send("GET", "/store?default")) == 3
    assert raw.ask("ASK { <http://e/jane> ?p ?o }").boolean


def test_a_body_of_another_format_than_it_says_is_refused(raw: Service) -> None:
    reply = put(raw, PATH, "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>")
    assert reply.status == 400
    assert reply.told["line"] == 1
    assert put(raw, PATH, ANNA, "image/png").status == 415
    assert raw.send("GET", PATH).status == 404


def test_delete_removes_a_graph_once(raw: Service) -> None:
    put(raw, PATH, ANNA)
    assert raw.send("DELETE", PATH, token=raw.token).status == 200
    assert raw.send("GET", PATH).status == 404
    assert raw.send("DELETE", PATH, token=raw.token).status == 404


def test_post_adds_to_a_graph(raw: Service) -> None:
    put(raw, PATH, JANE)
    assert post(raw, PATH, ANNA).status == 200
    assert triples(raw.send("GET", PATH)) == 4
    assert post(raw, PATH, "").status == 200
    assert triples(raw.send("GET", PATH)) == 4


def test_post_of_a_form_adds_each_of_its_parts(raw: Service) -> None:
    put(raw, PATH, ANNA)
    parts = [("text/turtle", "<http://e/anna> <http://e/given> 'Anna' ."), ("application/n-triples", "")]
    parts.append(("application/n-triples", '<http://e/anna> <http://e/family> "Ek" .'))
    body = "".join(
        f'--cut\r\nContent-Disposition: form-data; name="f"; filename="a"\r\nContent-Type: {kind}\r\n\r\n{text}\r\n'
        for kind, text in parts
    )
    assert post(raw, PATH, f"{body}--cut--\r\n", "multipart/form-data; boundary=cut").status == 200
    assert triples(raw.send("GET", PATH)) == 3


def test_post_without_a_graph_makes_a_new_one_and_says_where(raw: Service) -> None:
    reply = post(raw, "/store", ANNA)
    assert reply.status == 201
    place = reply.headers["location"].removeprefix(raw.address)
    assert triples(raw.send("GET", place)) == 1


def test_head_tells_whether_a_graph_is_there(raw: Service) -> None:
    put(raw, PATH, ANNA)
    head = raw.send("HEAD", PATH)
    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    assert raw.send("HEAD", "/store/person/2.ttl").status == 404


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_comes_in_each_format_and_goes_back_in_it(raw: Service, accept: str, kind: RdfFormat) -> None:
    put(raw, PATH, JANE)
    got = raw.send("GET", PATH, Accept=accept)
    assert got.headers["content-type"].split(";")[0] == accept
    assert len(list(parse(got.body, kind))) == 3
    assert put(raw, "/store/again", got.text, accept).status == 201
    assert triples(raw.send("GET", "/store/again")) == 3


def test_all_graphs_together_are_got_and_put_as_one_dataset(raw: Service) -> None:
    put(raw, PATH, ANNA)
    put(raw, "/store?default", JANE)
    got = raw.send("GET", "/store", Accept="application/n-quads")
    assert len(list(parse(got.body, RdfFormat.N_QUADS))) == 4
    assert raw.update("CLEAR ALL").status == 204
    assert put(raw, "/store", got.text, "application/n-quads").status == 204
    assert triples(raw.send("GET", PATH)) == 1
    assert triples(raw.send("GET", "/store?default")) == 3
    assert put(raw, "/store", ANNA).status == 400


def test_a_body_may_be_compressed(raw: Service) -> None:
    told = {"Content_Type": TURTLE, "Content_Encoding": "gzip"}
    assert raw.send("PUT", PATH, gzip.compress(ANNA.encode()), raw.token, **told).status == 201
    assert triples(raw.send("GET", PATH)) == 1


@pytest.mark.parametrize("path", ["/store?graph=http://e/a&default", "/store/x?default", "/store?graph=no%20iri%3C"])
def test_a_graph_is_named_once_and_by_an_iri(raw: Service, path: str) -> None:
    assert raw.send("GET", path).status == 400
