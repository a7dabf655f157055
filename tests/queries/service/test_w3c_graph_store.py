"""The W3C's cases of the Graph Store HTTP Protocol and of Service Description, under the names of their manifests.

The names are theirs (rdf-tests, sparql11/http-rdf-update and service-description); requests are our own, from the
specifications: https://www.w3.org/TR/sparql11-http-rdf-update/ and https://www.w3.org/TR/sparql11-service-description/.
The cases of the graph store build on each other, so they run in their order, as one test with a step a case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from http_service import Reply, Service

TURTLE: Final = "text/turtle; charset=utf-8"
PERSON: Final = "@prefix p: <http://example.org/person#> .\n"
JOHN, JANE, ALICE = (
    f'{PERSON}{name} a p:Person ; p:card [ a p:Card ; p:name "{full}" ] .'
    for name, full in (("<urn:x:1>", "John Doe"), ("<urn:x:1>", "Jane Doe"), ("[]", "Alice"))
)
NAMED: Final = f'{PERSON}<urn:x:1> p:called "Jane" .'
GIVEN: Final = f'{PERSON}<urn:x:1> p:given "Jane" .'
FAMILY: Final = f'{PERSON}<urn:x:1> p:family "Doe" .'
NOT_TURTLE: Final = '<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
ONE, TWO, FOUR = (f"/store/person/{number}.ttl" for number in (1, 2, 4))


def same(reply: Reply, *texts: str) -> bool:
    """Whether an answer holds what these texts say together, whatever its blank nodes are called."""
    assert reply.status == 200, reply.text
    assert reply.headers["content-type"].startswith("text/turtle")
    return graph(reply.text) == graph("\n".join(texts))


def graph(text: str) -> Dataset:
    found: list[Quad] = list(parse(text, RdfFormat.TURTLE))
    made = Dataset(found)
    made.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return made


class Cases:
    """The cases, each a method of the name that it has in the manifest."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._created = ""

    def _send(self, method: str, path: str, body: str | None = None, kind: str = TURTLE) -> Reply:
        told = {"Content_Type": kind} if body is not None else {}
        return self._service.send(method, path, body, self._service.token, Accept="text/turtle", **told)

    def put__initial_state(self) -> bool:
        return self._send("PUT", ONE, JOHN).status == 201

    def get_of_put__initial_state(self) -> bool:
        indirect = f"/store?graph={self._service.address}{ONE}"
        return same(self._send("GET", indirect), JOHN) and same(self._send("GET", ONE), JOHN)

    def put__graph_already_in_store(self) -> bool:
        return self._send("PUT", ONE, JANE).status == 204

    def get_of_put__graph_already_in_store(self) -> bool:
        return same(self._send("GET", ONE), JANE)

    def put__default_graph(self) -> bool:
        return self._send("PUT", "/store?default", ALICE).status == 201

    def get_of_put__default_graph(self) -> bool:
        return same(self._send("GET", "/store?default"), ALICE)

    def put__mismatched_payload(self) -> bool:
        return self._send("PUT", ONE, NOT_TURTLE).status == 400 and same(self._send("GET", ONE), JANE)

    def delete__existing_graph(self) -> bool:
        assert self._send("PUT", TWO, JOHN).status == 201
        return self._send("DELETE", TWO).status == 200

    def get_of_delete__existing_graph(self) -> bool:
        return self._send("GET", TWO).status == 404

    def delete__nonexistent_graph(self) -> bool:
        return self._send("DELETE", TWO).status == 404

    def post__existing_graph(self) -> bool:
        return self._send("POST", ONE, NAMED).status == 200

    def get_of_post__existing_graph(self) -> bool:
        return same(self._send("GET", ONE), JANE, NAMED)

    def post__multipart_formdata(self) -> bool:
        parts = "".join(
            f'--edge\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n'
            f"Content-Type: {TURTLE}\r\n\r\n{text}\r\n"
            for name, text in (("family.ttl", FAMILY), ("given.ttl", GIVEN))
        )
        return self._send("POST", ONE, f"{parts}--edge--\r\n", "multipart/form-data; boundary=edge").status == 200

    def get_of_post__multipart_formdata(self) -> bool:
        return same(self._send("GET", ONE), JANE, NAMED, FAMILY, GIVEN)

    def post__create__new_graph(self) -> bool:
        reply = self._send("POST", "/store", ALICE)
        self._created = reply.headers["location"].removeprefix(self._service.address)
        return reply.status == 201 and self._created.startswith("/store/")

    def get_of_post__create__new_graph(self) -> bool:
        return same(self._send("GET", self._created), ALICE)

    def get_of_post__after_noop(self) -> bool:
        done = self._send("POST", self._created, "").status in (200, 204)
        return done and same(self._send("GET", self._created), ALICE)

    def head_on_an_existing_graph(self) -> bool:
        reply = self._send("HEAD", ONE)
        return reply.status == 200 and reply.body == b"" and reply.headers["content-type"] == TURTLE

    def head_on_a_nonexisting_graph(self) -> bool:
        return self._send("HEAD", FOUR).status == 404


CASES: Final = tuple(name for name in vars(Cases) if not name.startswith("_"))


@pytest.fixture(scope="module")
def outcomes(raw_service: Service) -> dict[str, bool | str]:
    """What came of each case; an exception of one leaves the others to run."""
    assert raw_service.update("DROP ALL").status == 204
    cases, found = Cases(raw_service), {}
    for name in CASES:
        case: Callable[[], bool] = getattr(cases, name)
        try:
            found[name] = case()
        except (AssertionError, KeyError) as error:
            found[name] = repr(error)
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_case_of_the_suite_is_met(outcomes: dict[str, bool | str], case: str) -> None:
    assert outcomes[case] is True


SD: Final = "http://www.w3.org/ns/sparql-service-description#"
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
CLASSES: Final = {
    "resultFormat": None,
    "inputFormat": None,
    "supportedLanguage": None,
    "endpoint": None,
    "defaultDataset": "Dataset",
    "defaultGraph": "Graph",
    "namedGraph": "NamedGraph",
}
"""Properties of the vocabulary that a description uses, with the class that their objects must have, if any."""


@pytest.fixture
def description(raw: Service) -> list[Quad]:
    """What GET on the endpoint gives when it asks nothing."""
    assert raw.put("http://example.org/graph", JOHN).status == 201
    reply = raw.send("GET", "/sparql", Accept="text/turtle")
    assert (reply.status, reply.headers["content-type"]) == (200, TURTLE)
    return list(parse(reply.body, RdfFormat.TURTLE))


def test_returns_rdf(description: list[Quad]) -> None:
    assert description


def test_has_endpoint_triple(raw_service: Service, description: list[Quad]) -> None:
    [endpoint] = [quad for quad in description if quad.predicate.value == f"{SD}endpoint"]
    assert str(endpoint.object) == f"<{raw_service.address}/sparql>"
    kinds = [quad.object for quad in description if (quad.subject, quad.predicate.value) == (endpoint.subject, TYPE)]
    assert [str(kind) for kind in kinds] == [f"<{SD}Service>"]


def test_conforms_to_schema(description: list[Quad]) -> None:
    kinds = {str(quad.subject): str(quad.object) for quad in description if quad.predicate.value == TYPE}
    used = {name for quad in description if (name := quad.predicate.value).startswith(SD)} - {f"{SD}name"}
    assert used == {SD + name for name in CLASSES}
    for quad in description:
        wanted = CLASSES.get(quad.predicate.value.removeprefix(SD))
        if wanted:
            assert kinds[str(quad.object)] == f"<{SD}{wanted}>"
    names = [quad for quad in description if quad.predicate.value == f"{SD}name"]
    assert [kinds[str(quad.subject)] for quad in names] == [f"<{SD}NamedGraph>"]
