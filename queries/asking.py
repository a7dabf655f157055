"""Answers to the catalogue's questions, in SPARQL from the store and in Cypher from Neo4j, as the same tables."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from accord.graph.errors import UnknownThing
from accord.queries.catalogue import bind_values, questions
from accord.queries.finding import ACTORS, find, find_one
from accord.queries.tables import LIST_SEPARATOR, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.graph.neo4j.connection import Target
    from accord.graph.remote.address import StorePlace
    from accord.graph.store import Store
    from accord.queries.catalogue import Bound, Question
    from accord.queries.finding import Search
    from accord.queries.tables import Cell


def catalogue_table() -> Table:
    """Every question with its languages, parameters and an example."""
    languages: dict[str, list[str]] = {}
    asked: dict[str, Question] = {}
    for question in questions():
        languages.setdefault(question.name, []).append(question.language.value)
        asked[question.name] = question
    rows = ((name, question.title, " ".join(languages[name]), question.usage) for name, question in asked.items())
    return Table(("question", "asks", "languages", "example"), tuple(rows))


def answer_in_sparql(store: Store, question: Question, given: Mapping[str, str]) -> Table:
    """Run a question on the store. QueryError or UnknownThing for values that don't fit."""
    from accord.queries.sparql import rows

    return _with_lists(rows(store, bound_text(store, question, given)), question.lists)


def bound_text(store: Store, question: Question, given: Mapping[str, str], search: Search = find) -> str:
    """The SPARQL of a question with the values in it. QueryError or UnknownThing for values that don't fit.

    ``search``: finds what a value means.
    """
    from accord.queries.sparql_text import bind

    bound = bind_values(question, given, lambda kind, value: _resolve(store, kind, value, search))
    return bind(question.text, {name: _term(value) for name, value in bound.items()})


def answer_in_cypher(target: Target, question: Question, given: Mapping[str, str], store: StorePlace) -> Table:
    """Run a question on Neo4j; names are looked up in the store at ``store`` where there is one."""
    from accord.graph.errors import StoreError
    from accord.graph.store import Store

    try:
        with Store.open(store, read_only=True) as opened:
            bound = bind_values(question, given, lambda kind, value: _resolve(opened, kind, value))
    except StoreError:
        bound = bind_values(question, given, _as_given)
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in bound.items()}
    return run_on_neo4j(target, question.text, values)


def run_on_neo4j(
    target: Target, query: str, values: Mapping[str, object], limit: int = 10_000, timeout: float = 60.0
) -> Table:
    """Run Cypher and say on standard error where rows were left out."""
    from accord.graph.neo4j.cypher import run_cypher

    options = {"timeout": timeout, "limit": limit, "database": target.database}
    found = run_cypher(target.uri, target.auth, query, values, **options)  # type: ignore[arg-type]
    if found.truncated:
        sys.stderr.write(f"only the first {limit} rows; raise --limit for more\n")
    return Table(found.columns, found.rows)


def _resolve(store: Store, kind: str, value: str, search: Search = find) -> Bound:
    """What a query compares: an actor's code, a place's name, the IRIs of agreements."""
    if kind == "agreement":
        hits = search(store, value, ("Agreement",))
        if not hits:
            raise UnknownThing(f"the graph holds no agreement called {value!r}: accord query current-status lists all")
        return tuple(hit.iri for hit in hits)
    if kind == "place":
        return find_one(store, value, ("Region", "State"), search).name
    actor = find_one(store, value, ACTORS, search)
    if actor.code is None:
        raise UnknownThing(f"{actor.name!r} has no code to ask by; use accord show {actor.iri}")
    return actor.code


def _as_given(kind: str, value: str) -> Bound:
    """Without a store codes and names count as they stand; only an IRI can name an agreement."""
    if kind != "agreement":
        return value
    if "://" not in value:
        raise UnknownThing(f"no store to look up {value!r}: give the agreement's IRI, or the store with --store")
    return (value,)


def _term(value: Bound) -> str:
    """A value as SPARQL terms in a syntax that nothing in it can break out of."""
    from pyoxigraph import Literal, NamedNode

    if isinstance(value, tuple):
        return ", ".join(str(NamedNode(iri)) for iri in value)
    return str(Literal(value))


def _with_lists(table: Table, lists: tuple[str, ...]) -> Table:
    """Columns with several values as lists, as Cypher gives them."""
    places = {table.columns.index(column) for column in lists}
    rows = (tuple(_split(cell) if n in places else cell for n, cell in enumerate(row)) for row in table.rows)
    return Table(table.columns, tuple(rows))


def _split(cell: Cell) -> Cell:
    return [*str(cell).split(LIST_SEPARATOR)] if cell else []
