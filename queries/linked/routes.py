"""Linked data on the HTTP service: ``/id/…``, ``/query/…``, VoID, examples, OpenAPI. A plug-in of the service."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import quote

from accord.queries.linked.forms import wanted_form
from accord.queries.linked.openapi import DESCRIPTIONS, TABLES, openapi
from accord.queries.service.exchange import Answer, Problem, Route

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Triple

    from accord.graph.store import Store
    from accord.queries.linked.examples import Example
    from accord.queries.service.exchange import Dataset, Request
    from accord.queries.tables import Table

_GRAPHS: Final = {name: kind for name, kind in DESCRIPTIONS.items() if name != "html"}
_DESCRIBING: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "sh": "http://www.w3.org/ns/shacl#",
    "void": "http://rdfs.org/ns/void#",
}
_TURTLE_FIRST: Final = {"turtle": _GRAPHS["turtle"]} | _GRAPHS


def routes() -> tuple[Route, ...]:
    """The routes of linked data."""
    return (
        Route(("GET",), "/id/{rest:path}", thing),
        Route(("GET",), "/query", catalogue),
        Route(("GET",), "/query/{name}", question),
        Route(("GET",), "/.well-known/void", dataset_in_numbers),
        Route(("GET",), "/examples", examples),
        Route(("GET",), "/openapi.json", api, static=True),
    )


def prepare(dataset: Dataset) -> tuple[Example, ...]:
    """The examples, once for each generation: to find what most is said of takes seconds in a large graph."""
    from accord.queries.linked.examples import examples_of

    return examples_of(dataset.store) if dataset.store is not None else ()


def examples_for(dataset: Dataset) -> tuple[Example, ...]:
    """The examples of a generation."""
    known = dataset.prepared.get(__name__)
    return prepare(dataset) if known is None else cast("tuple[Example, ...]", known)


def thing(dataset: Dataset, request: Request) -> Answer:
    """What the graph says of ``/id/state/RUS``, in HTML, Turtle, JSON-LD, N-Triples or RDF/XML."""
    from accord.graph.identifiers import is_iri
    from accord.queries.linked.describing import describe

    form = wanted_form(request, DESCRIPTIONS)
    store = _store(dataset)
    iris = [store.namespace.base + way(request.parameters["rest"]) for way in (str, _quoted)]
    for iri in iris:
        if is_iri(iri) and (triples := describe(store.database, iri)):
            return _page(store, iri) if form == "html" else _written(triples, form, store)
    raise Problem(404, f"the graph says nothing of <{iris[0]}>")


def catalogue(_dataset: Dataset, request: Request) -> Answer:
    """The questions of the catalogue, as a table."""
    from accord.queries.asking import catalogue_table

    return _tabled(catalogue_table(), wanted_form(request, TABLES))


def question(dataset: Dataset, request: Request) -> Answer:
    """The answer to a question of the catalogue; its parameters are those of the query string."""
    from accord.queries.asking import answer_in_sparql
    from accord.queries.catalogue import Language, find_question

    form = wanted_form(request, TABLES)
    asked = find_question(request.parameters["name"], Language.sparql)
    given = {name: value for name, value in request.query if name != "format"}
    return _tabled(answer_in_sparql(_store(dataset), asked, given), form)


def dataset_in_numbers(dataset: Dataset, request: Request) -> Answer:
    """VoID."""
    from accord.queries.linked.void import dataset_description

    form, store = wanted_form(request, _TURTLE_FIRST), _store(dataset)
    return _written(dataset_description(store, f"{request.origin}/sparql"), form, store)


def examples(dataset: Dataset, request: Request) -> Answer:
    """The catalogue as queries that run as they stand."""
    from accord.queries.linked.examples import example_queries

    form, store = wanted_form(request, _TURTLE_FIRST), _store(dataset)
    return _written(example_queries(examples_for(dataset), f"{request.origin}/sparql"), form, store)


def api(_dataset: None, _request: Request) -> Answer:
    """OpenAPI."""
    return Answer(body=json.dumps(openapi(version("accord")), ensure_ascii=False, indent=2).encode())


def _store(dataset: Dataset) -> Store:
    if dataset.store is None:
        raise Problem(404, "a raw service knows nothing of what its graphs mean")
    return dataset.store


def _quoted(rest: str) -> str:
    """The path as the identifiers write it, since a client's library, or the service, may have decoded it."""
    return "/".join(quote(part, safe="") for part in rest.split("/"))


def _page(store: Store, iri: str) -> Answer:
    from accord.queries.cards import make_card
    from accord.queries.linked.card_page import STYLE, card_page

    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = card_page(make_card(store, iri), store.namespace.base).encode("utf-8", "replace")
    headers = (("Content-Security-Policy", policy), ("Vary", "Accept"))
    return Answer(media_type="text/html; charset=utf-8", body=body, headers=headers)


def _written(triples: Iterable[Triple], form: str, store: Store) -> Answer:
    from pyoxigraph import RdfFormat, serialize

    from accord.queries.sparql import prefixes

    written = {
        "turtle": RdfFormat.TURTLE,
        "jsonld": RdfFormat.JSON_LD,
        "ntriples": RdfFormat.N_TRIPLES,
        "xml": RdfFormat.RDF_XML,
    }[form]
    named = None if form == "ntriples" else prefixes(store) | _DESCRIBING
    body = serialize(triples, format=written, prefixes=named) or b""
    return Answer(media_type=_GRAPHS[form], body=body, headers=(("Vary", "Accept"),))


def _tabled(table: Table, form: str) -> Answer:
    from accord.queries.tables import render_csv, render_json, render_tsv

    renderer = {"json": render_json, "csv": render_csv, "tsv": render_tsv}[form]
    body = renderer(table).encode("utf-8", "replace")
    charset = "" if form == "json" else "; charset=utf-8"
    return Answer(media_type=TABLES[form] + charset, body=body, headers=(("Vary", "Accept"),))
