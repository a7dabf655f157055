"""SPARQL 1.1 Protocol at /sparql: queries in a worker, updates in the one writer, the description of the service."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from accord.graph.errors import QueryError
from accord.graph.identifiers import DEFAULT_BASE
from accord.queries.service import graph_store
from accord.queries.service.description import describe
from accord.queries.service.exchange import Answer, Dataset, Problem, Request, Route
from accord.queries.service.negotiation import graph_kind, result_format, result_kind
from accord.queries.service.operations import Kind, Operation, is_update, read_operation
from accord.queries.sparql import PREFIXES, explain
from accord.queries.sparql_text import check_text, is_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    from accord.queries.service.exchange import Sink
    from accord.queries.service.negotiation import MediaType

LONGEST: Final = 256 << 10
"""Bytes that a query may have."""
_CHANGING_NAMES: Final = ("RAND", "NOW", "UUID", "BNODE")
_CHANGING: Final = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE)\s*\(", re.IGNORECASE)
"""Functions whose value isn't the same each time, so that an answer must not be kept."""
_IRI: Final = re.compile("<[^>]*>")
_NOT_KEPT: Final = (("Cache-Control", "no-store"),)


def routes() -> tuple[Route, ...]:
    """The routes of both protocols."""
    return (
        Route(("GET", "POST"), "/sparql", answer, writes=is_update, edit=graph_store.update),
        *graph_store.routes(),
    )


def answer(dataset: Dataset, request: Request) -> Answer:
    """Evaluate a query, or describe the service when there is none."""
    operation = read_operation(request)
    if operation.kind is Kind.description:
        return describe(dataset, request, operation.wanted)
    return answer_query(dataset, operation, request)


def answer_query(dataset: Dataset, operation: Operation, request: Request) -> Answer:
    """Evaluate a query; QueryError with the place when it doesn't parse or may not run."""
    import pyoxigraph

    accept = request.headers.get("accept", "")
    found = evaluate(dataset, operation, f"{request.origin}{request.path}")
    headers = _NOT_KEPT if _is_changing(operation.text) else ()
    if isinstance(found, pyoxigraph.QueryTriples):
        kind = graph_kind(accept, operation.wanted)
        shortened = {} if dataset.raw else PREFIXES
        return Answer(200, kind.header, lambda sink: write_triples(found, sink, kind.form, shortened), headers)
    kind = result_kind(accept, operation.wanted)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Answer(200, kind.header, found.serialize(format=result_format(kind)) or b"", headers)
    return Answer(200, kind.header, lambda sink: _write_rows(found, sink, kind), headers)


def evaluate(dataset: Dataset, operation: Operation, base: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What pyoxigraph answers; evaluated while it is read. ``base``: what relative IRIs are resolved against."""
    text = operation.text
    if len(text) > LONGEST:
        raise Problem(413, f"a query may have {LONGEST} characters, not {len(text)}")
    known = prefixes(dataset)
    plain = is_plain(text)
    own = False if plain else check_text(text, known)
    try:
        used = None if plain else _used(text, known)
        resolved = None if plain and _is_absolute(text) else base
        return dataset.database.query(text, prefixes=used, base_iri=resolved, **_graphs(dataset, operation, own))
    except SyntaxError as error:
        raise QueryError(explain(text, str(error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be evaluated: {error}") from error


def _used(text: str, known: dict[str, str]) -> dict[str, str] | None:
    """The prefixes that stand in a query: each that is given costs time."""
    bare = _IRI.sub("", text)
    return {name: iri for name, iri in known.items() if f"{name}:" in bare} if ":" in bare else None


def _is_changing(text: str) -> bool:
    upper = text.upper()
    for name in _CHANGING_NAMES:
        if name in upper:
            return bool(_CHANGING.search(text))
    return False


def _is_absolute(text: str) -> bool:
    """Whether all IRIs of a query are surely absolute: resolving a base that isn't used takes time."""
    return text.count("<") == text.count("<http://") + text.count("<https://")


def prefixes(dataset: Dataset) -> dict[str, str]:
    """The prefixes that a query may use without declaring them."""
    return _prefixes(dataset.store.namespace.base if dataset.store else DEFAULT_BASE)


@lru_cache(maxsize=4)
def _prefixes(base: str) -> dict[str, str]:
    return PREFIXES | {"id": base}


def _graphs(dataset: Dataset, operation: Operation, own: bool) -> dict[str, Any]:
    """What the query is asked of: the protocol's graphs, else its own FROM, else the service's default graph."""
    if operation.has_dataset:
        return {
            "default_graph": list(map(_named, operation.default_graphs)),
            "named_graphs": list(map(_named, operation.named_graphs)),
        }
    if own:
        return {}
    if operation.union:
        return {"use_default_graph_as_union": True}
    if dataset.default_graphs:
        return {"default_graph": list(map(_named, dataset.default_graphs))}
    return {}


def _named(iri: str) -> Any:
    from pyoxigraph import NamedNode

    try:
        return NamedNode(iri)
    except ValueError as error:
        raise Problem(400, f"{iri!r} is no absolute IRI of a graph") from error


def _write_rows(found: QuerySolutions, sink: Sink, kind: MediaType) -> None:
    try:
        found.serialize(cast("Any", Writing(sink)), result_format(kind))
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be evaluated: {error}") from error


def write_triples(found: Any, sink: Sink, form: str, prefixes: Mapping[str, str] = PREFIXES) -> None:
    """Write triples as they come. ``form``: an attribute of RdfFormat."""
    from pyoxigraph import RdfFormat, serialize

    try:
        serialize(found, cast("Any", Writing(sink)), getattr(RdfFormat, form), prefixes=dict(prefixes) or None)
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be evaluated: {error}") from error


class Writing:
    """A file for pyoxigraph to write to."""

    def __init__(self, sink: Sink) -> None:
        self.write = sink

    def flush(self) -> None:
        """The sink decides by itself what goes out when."""
