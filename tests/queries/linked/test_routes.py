"""Linked data as the service's workers answer for it."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse

from accord.graph.errors import QueryError, UnknownThing
from accord.ontology import terms
from accord.queries.linked import routes
from accord.queries.service.exchange import Answer, Dataset, Problem, Request

if TYPE_CHECKING:
    from accord.graph.store import Store

TURTLE = {"accept": "text/turtle"}


@pytest.fixture
def dataset(store: Store) -> Dataset:
    return Dataset(store.database, 1, "1", store=store)


def asked(path: str, query: str = "", accept: str = "", **parameters: str) -> Request:
    headers = {"accept": accept} if accept else {}
    return Request("GET", path, query, headers, parameters=parameters, origin="http://127.0.0.1:1")


def body(answer: Answer) -> bytes:
    assert isinstance(answer.body, bytes)
    return answer.body


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("", "text/html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("text/html;q=0.1, application/n-triples;q=0.9", "application/n-triples"),
        ("text/*;q=0.5, text/html;q=0", "text/turtle"),
    ],
)
def test_a_thing_comes_in_the_form_that_the_client_prefers(dataset: Dataset, accept: str, media_type: str) -> None:
    answer = routes.thing(dataset, asked("/id/state/ERI", accept=accept, rest="state/ERI"))
    assert answer.media_type.split(";")[0] == media_type


def test_what_the_client_does_not_accept_is_refused_with_what_there_is(dataset: Dataset) -> None:
    with pytest.raises(Problem, match="text/turtle") as refused:
        routes.thing(dataset, asked("/id/state/ERI", accept="image/png", rest="state/ERI"))
    assert refused.value.status == 406


@pytest.mark.parametrize(
    ("form", "written"), [("turtle", RdfFormat.TURTLE), ("jsonld", RdfFormat.JSON_LD), ("xml", RdfFormat.RDF_XML)]
)
def test_every_rdf_form_of_a_thing_says_the_same(dataset: Dataset, form: str, written: RdfFormat) -> None:
    plain = routes.thing(dataset, asked("/id/state/ERI", "format=ntriples", rest="state/ERI"))
    other = routes.thing(dataset, asked("/id/state/ERI", f"format={form}", rest="state/ERI"))
    triples = {str(quad.triple) for quad in parse(body(plain), format=RdfFormat.N_TRIPLES)}
    assert {str(quad.triple) for quad in parse(body(other), format=written)} == triples


def test_a_name_with_signs_is_found_whether_or_not_its_path_was_decoded(dataset: Dataset, store: Store) -> None:
    article = store.namespace.article(store.articles()[0])
    for rest in (article.removeprefix(store.namespace.base), f"article/{store.articles()[0]}"):
        assert routes.thing(dataset, asked("/id", rest=rest, query="format=turtle")).status == 200


def test_what_the_graph_does_not_know_is_a_404_that_names_it(dataset: Dataset) -> None:
    with pytest.raises(Problem, match="state/ATLANTIS") as unknown:
        routes.thing(dataset, asked("/id/state/ATLANTIS", rest="state/ATLANTIS"))
    assert unknown.value.status == 404


def test_a_page_allows_its_own_style_and_no_script(dataset: Dataset) -> None:
    answer = routes.thing(dataset, asked("/id/state/ERI", "format=html", rest="state/ERI"))
    policy = dict(answer.headers)["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_question_is_answered_as_rows(dataset: Dataset) -> None:
    request = asked("/query/agreements-between", "first=ERI&second=ETH&format=csv", name="agreements-between")
    rows = list(csv.DictReader(io.StringIO(body(routes.question(dataset, request)).decode())))
    assert "Algiers Agreement" in {value for row in rows for value in row.values()}


def test_a_question_with_a_wrong_day_is_refused(dataset: Dataset) -> None:
    with pytest.raises(QueryError, match="since"):
        routes.question(dataset, asked("/query/articles-loaded", "since=tomorrow", name="articles-loaded"))


def test_a_question_that_the_catalogue_lacks_is_unknown(dataset: Dataset) -> None:
    with pytest.raises(UnknownThing, match="nothing-such"):
        routes.question(dataset, asked("/query/nothing-such", name="nothing-such"))


def test_the_catalogue_lists_its_questions(dataset: Dataset) -> None:
    told = json.loads(body(routes.catalogue(dataset, asked("/query"))))
    assert "agreements-between" in {row["question"] for row in told}


def test_void_names_the_endpoint_that_was_asked(dataset: Dataset) -> None:
    told = body(routes.dataset_in_numbers(dataset, asked("/.well-known/void")))
    found = {quad.predicate.value: quad.object.value for quad in parse(told, format=RdfFormat.TURTLE)}
    assert found["http://rdfs.org/ns/void#sparqlEndpoint"] == "http://127.0.0.1:1/sparql"


def test_the_examples_are_turtle_that_parses(dataset: Dataset) -> None:
    told = list(parse(body(routes.examples(dataset, asked("/examples"))), format=RdfFormat.TURTLE))
    assert terms.RDF_TYPE in {quad.predicate.value for quad in told}


def test_the_api_describes_itself(dataset: Dataset) -> None:
    assert json.loads(body(routes.api(None, asked("/openapi.json"))))["openapi"] == "3.1.0"


def test_a_raw_service_has_no_things(store: Store) -> None:
    raw = Dataset(store.database, 1, "1", raw=True)
    with pytest.raises(Problem, match="raw"):
        routes.thing(raw, asked("/id/state/ERI", rest="state/ERI"))
