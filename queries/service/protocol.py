"""SPARQL 1.1 Protocol: queries at /sparql."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

from accord.graph.errors import QueryError
from accord.graph.identifiers import DEFAULT_BASE
from accord.queries.service.exchange import Answer, Dataset, Problem, Request, Route
from accord.queries.sparql import PREFIXES
from accord.queries.sparql_text import check_text

if TYPE_CHECKING:
    from accord.queries.service.exchange import Sink


def routes() -> tuple[Route, ...]:
    """The routes of the protocol."""
    return (Route(("GET", "POST"), "/sparql", answer_query),)


def answer_query(dataset: Dataset, request: Request) -> Answer:
    """Evaluate a query."""
    from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, serialize

    text = _text(request)
    known = PREFIXES | {"id": dataset.store.namespace.base if dataset.store else DEFAULT_BASE}
    own = check_text(text, known)
    options: dict[str, Any] = {}
    if not own and dataset.default_graphs:
        options["default_graph"] = [NamedNode(name) for name in dataset.default_graphs]
    try:
        found = dataset.database.query(text, prefixes=known, **options)
    except SyntaxError as error:
        raise QueryError(f"the query can't be read: {error}") from error
    if isinstance(found, QueryTriples):
        return Answer(
            media_type="text/turtle", body=lambda sink: _write_triples(found, sink, serialize, RdfFormat.TURTLE)
        )
    if isinstance(found, QueryBoolean):
        return Answer(
            media_type="application/sparql-results+json", body=found.serialize(format=QueryResultsFormat.JSON) or b""
        )
    return Answer(
        media_type="application/sparql-results+json",
        body=lambda sink: _discard(found.serialize(cast("Any", Writing(sink)), QueryResultsFormat.JSON)),
    )


def _write_triples(found: Any, sink: Sink, serialize: Any, form: Any) -> None:
    serialize(found, Writing(sink), form)


def _discard(_: object) -> None:
    return None


class Writing:
    """A file for pyoxigraph to write to."""

    def __init__(self, sink: Sink) -> None:
        self.write = sink

    def flush(self) -> None:
        """The sink decides by itself what goes out when."""


def _text(request: Request) -> str:
    given = request.value("query")
    if request.method == "POST":
        kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
        if kind == "application/sparql-query":
            given = request.body.decode()
        elif kind == "application/x-www-form-urlencoded":
            given = dict(parse_qsl(request.body.decode())).get("query")
    if given is None:
        raise Problem(400, "give a query")
    return given
