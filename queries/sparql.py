"""SPARQL over the store: knowledge is the default graph, each article's evidence a named graph.

Common prefixes need no declaration. Nothing can be changed, no other server asked.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from accord.graph.errors import QueryError
from accord.graph.identifiers import DEFAULT_BASE
from accord.queries.sparql_text import check_text
from accord.queries.tables import Format, Table, emit, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

    from accord.graph.store import Store
    from accord.queries.tables import Cell

    Answer: TypeAlias = QuerySolutions | QueryBoolean | QueryTriples
    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple

PREFIXES: Final = {
    "acc": "https://w3id.org/accord/ontology#",
    "id": DEFAULT_BASE,
    "sch": "https://w3id.org/accord/scheme/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that a query may use without declaring them; its own declarations come first."""

_XSD: Final = PREFIXES["xsd"]
_WHOLE: Final = frozenset(_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger"))
_BROKEN: Final = frozenset(_XSD + name for name in ("decimal", "double", "float"))
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_REASON: Final = re.compile(r"The [A-Z][^,]+")


class ResultFormat(StrEnum):
    """How an answer is written; ``turtle`` is for the triples of CONSTRUCT and DESCRIBE only."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


def prefixes(store: Store) -> dict[str, str]:
    """The prefixes that a query on this store may use; ``id:`` is what the store's own IRIs begin with."""
    return PREFIXES | {"id": store.namespace.base}


def ask(store: Store, query: str) -> Answer:
    """Run ``query`` on a snapshot of the store; it is evaluated while the answer is read.

    Without FROM the default graph is knowledge; all graphs can be reached with GRAPH. QueryError when it doesn't
    parse or may not run, with the line and column.
    """
    known = prefixes(store)
    own_dataset = check_text(query, known)
    try:
        return store.query(query, prefixes=known, own_dataset=own_dataset)
    except QueryError as error:
        raise QueryError(explain(query, str(error.__cause__ or error))) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be evaluated: {error}") from error


def rows(store: Store, query: str) -> Table:
    """The answer to a SELECT query as a table of plain values; QueryError for other queries."""
    from pyoxigraph import QuerySolutions

    answer = ask(store, query)
    if not isinstance(answer, QuerySolutions):
        raise QueryError("only SELECT gives rows")
    return _table(answer)


def write_answer(answer: Answer, form: ResultFormat | None) -> None:
    """Write an answer to standard output; ``form`` None: Turtle for triples, else a table.

    Triples as ``json`` are JSON-LD, as ``xml`` RDF/XML; other answers are in the SPARQL results formats. QueryError
    when the format doesn't fit or the evaluation fails.
    """
    from pyoxigraph import QueryBoolean, QueryTriples

    try:
        if isinstance(answer, QueryTriples):
            _write_triples(answer, form or ResultFormat.turtle)
        elif form is ResultFormat.turtle:
            raise QueryError("--format turtle is for CONSTRUCT and DESCRIBE; for rows take csv, tsv, json or xml")
        elif form in (None, ResultFormat.table):
            answered = "true" if isinstance(answer, QueryBoolean) and answer else "false"
            emit(answered) if isinstance(answer, QueryBoolean) else write_table(_table(answer), Format.table)
        else:
            emit(_serialized(answer, form))
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be evaluated: {error}") from error


def to_cell(term: Term | None) -> Cell:
    """A term as plain value: numbers and booleans as such, everything else as text without its type or language."""
    from pyoxigraph import Literal, Triple

    if term is None or isinstance(term, Triple):
        return None if term is None else str(term)
    if not isinstance(term, Literal):
        return term.value
    kind = term.datatype.value
    if kind in _WHOLE and re.fullmatch(r"[+-]?\d{1,18}", term.value):
        return int(term.value)
    if kind in _BROKEN and re.fullmatch(r"[+-]?[\d.]{1,18}(?:[eE][+-]?\d{1,3})?", term.value):
        return float(term.value)
    if kind == f"{_XSD}boolean":
        return term.value in ("true", "1")
    return term.value


def _table(answer: QuerySolutions) -> Table:
    columns = tuple(variable.value for variable in answer.variables)
    found = tuple(tuple(to_cell(solution[column]) for column in columns) for solution in answer)
    return Table(columns, found)


def _serialized(answer: QuerySolutions | QueryBoolean, form: ResultFormat | None) -> str:
    from pyoxigraph import QueryResultsFormat

    known = {
        ResultFormat.csv: QueryResultsFormat.CSV,
        ResultFormat.tsv: QueryResultsFormat.TSV,
        ResultFormat.json: QueryResultsFormat.JSON,
        ResultFormat.xml: QueryResultsFormat.XML,
    }
    written = answer.serialize(format=known[form or ResultFormat.json])
    return (written or b"").decode()


def _write_triples(answer: QueryTriples, form: ResultFormat) -> None:
    from pyoxigraph import RdfFormat, serialize

    known = {
        ResultFormat.turtle: RdfFormat.TURTLE,
        ResultFormat.json: RdfFormat.JSON_LD,
        ResultFormat.xml: RdfFormat.RDF_XML,
    }
    if form in known:
        written = serialize(answer, format=known[form], prefixes=PREFIXES)
        emit((written or b"").decode())
    else:
        write_table(Table(("subject", "predicate", "object"), tuple(_triples(answer))), Format(form.value))


def _triples(answer: QueryTriples) -> Iterator[tuple[Cell, ...]]:
    for triple in answer:
        yield to_cell(triple.subject), to_cell(triple.predicate), to_cell(triple.object)


def explain(query: str, words: str) -> str:
    """Where the query breaks off and what stands there; of pyoxigraph's list of tokens only what helps is kept."""
    found = _PLACE.fullmatch(words)
    if found is None:
        return f"the query can't be read: {words}"
    line, column = int(found[1]), int(found[2])
    lines = query.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    near = f"before {rest[:40]!r}" if rest else "at the end of the line" if line < len(lines) else "at its end"
    told = _REASON.search(found[3])
    return f"line {line}, column {column}: the query can't be read {near}" + (f" ({told[0]})" if told else "")
