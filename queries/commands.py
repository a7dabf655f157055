"""``accord sparql``, ``cypher``, ``query``, ``show``, ``status`` and ``path``."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.graph.errors import MissingSource, QueryError
from accord.queries.catalogue import Language, check_unicode
from accord.queries.sparql import ResultFormat
from accord.queries.tables import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.neo4j.connection import Target
    from accord.graph.remote.address import StorePlace
    from accord.graph.store import Store
    from accord.queries.tables import Table

StorePath = Annotated[
    str | None,
    typer.Option("--store", metavar="FOLDER_OR_URL", envvar="ACCORD_STORE", help="The store to read."),
]
AnswerFormat = Annotated[
    ResultFormat | None, typer.Option("--format", help="How the answer is written (absent: table, or Turtle).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Parameters = Annotated[list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter's value.")]
Rows = Annotated[Format, typer.Option("--format", help="How rows are written.")]
Neo4jUri = Annotated[str | None, typer.Option("--neo4j", metavar="URI", help="e.g. bolt://localhost:7687.")]
Home = Annotated[
    Path | None, typer.Option("--home", envvar="ACCORD_NEO4J_HOME", help="Folder of the local Neo4j server.")
]
User = Annotated[str | None, typer.Option(help="Neo4j user (absent: ACCORD_NEO4J_USER, else neo4j).")]
Database = Annotated[str | None, typer.Option(help="Neo4j database (absent: the user's home database).")]


def sparql(
    query: Annotated[str | None, typer.Argument(help="The query; - reads standard input.")] = None,
    *,
    file: Annotated[Path | None, typer.Option("--file", help="Read the query from a file.")] = None,
    form: AnswerFormat = None,
    store: StorePath = None,
) -> None:
    """Ask the graph in SPARQL: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The default graph is knowledge; each article's evidence is a named graph. acc:, id:, sch:, prov:, schema:, skos:,
    geo:, rdf:, rdfs: and xsd: need no PREFIX.
    """
    from accord.queries.interrupting import interruptible
    from accord.queries.sparql import ask, write_answer

    text = _query_text(query, file)
    with _open(store) as opened, interruptible():
        write_answer(ask(opened, text), form)


def cypher(
    query: Annotated[str | None, typer.Argument(help="The query; - reads standard input.")] = None,
    *,
    file: Annotated[Path | None, typer.Option("--file", help="Read the query from a file.")] = None,
    param: Parameters = None,
    form: Rows = Format.table,
    store: StorePath = None,
    uri: Neo4jUri = None,
    user: User = None,
    database: Database = None,
    home: Home = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many rows.")] = 10_000,
    timeout: Annotated[float, typer.Option(min=0.1, help="At most so many seconds.")] = 60.0,
) -> None:
    """Ask the graph in Cypher; reading only.

    A Neo4j that is named or runs here is asked as `accord sync` left it. Else an engine in this process answers, which
    follows the store. A parameter's value counts as JSON where it is JSON (7, true, ["a", "b"]), else as text.
    """
    from accord.queries.asking import run_on_neo4j
    from accord.queries.catalogue import split_assignment

    values = {name: _json_or_text(value) for name, value in map(split_assignment, param or [])}
    text = _query_text(query, file)
    with _cypher(uri, user, database, home, store) as target:
        _print(run_on_neo4j(target, text, values, limit, timeout), form)


def query(
    name: Annotated[str | None, typer.Argument(help="A question of the catalogue.")] = None,
    *,
    param: Parameters = None,
    language: Annotated[Language | None, typer.Option(help="Absent: SPARQL where there is.")] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the questions.")] = False,
    text: Annotated[bool, typer.Option("--text", help="Print the query instead of running it.")] = False,
    form: Rows = Format.table,
    store: StorePath = None,
    uri: Neo4jUri = None,
    user: User = None,
    database: Database = None,
    home: Home = None,
) -> None:
    """Ask one of the catalogue's questions; without a name, list them."""
    from accord.queries import asking
    from accord.queries.catalogue import find_question, split_assignment

    if listing or name is None:
        _print(asking.catalogue_table(), form)
        return
    question = find_question(name, language)
    if text:
        sys.stdout.write(question.text)
        return
    given = dict(map(split_assignment, param or []))
    if question.language is Language.sparql:
        with _open(store) as opened:
            _print(asking.answer_in_sparql(opened, question, given), form)
    else:
        with _cypher(uri, user, database, home, store) as target:
            _print(asking.answer_in_cypher(target, question, given, _store_place(store)), form)


def show(
    words: Annotated[list[str], typer.Argument(metavar="THING", help="A code, an IRI, a name, or telling words.")],
    *,
    versions: Annotated[
        bool, typer.Option("--versions", help="Of an article: list its versions, oldest first.")
    ] = False,
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", min=1, help="Of an article: as it was in this version.")
    ] = None,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Show what is known of a state, person, place, agreement or article, each fact with its sentences."""
    from accord.queries.cards import make_card
    from accord.queries.finding import find_one
    from accord.queries.printing import card_lines, print_lines
    from accord.queries.tables import emit, to_json

    if versions or version is not None:
        _show_versions(" ".join(words), version, store, as_json=as_json)
        return
    with _open(store) as opened:
        card = make_card(opened, find_one(opened, " ".join(words)).iri)
    if as_json:
        emit(to_json(card))
    else:
        print_lines(card_lines(card))


def _show_versions(words: str, number: int | None, store: str | None, *, as_json: bool) -> None:
    """List the versions of an article, or show the one of this number."""
    from accord.queries.finding import find_one
    from accord.queries.printing import print_lines
    from accord.queries.tables import emit, to_json
    from accord.queries.versions import former_card, former_lines, version_table

    with _open(store) as opened:
        article = find_one(opened, words, ("Article",)).iri
        if number is None:
            _print(version_table(opened, article), Format.json if as_json else Format.table)
            return
        former = former_card(opened, article, number)
    if as_json:
        emit(to_json(former))
    else:
        print_lines(former_lines(former))


def status(
    words: Annotated[list[str], typer.Argument(metavar="AGREEMENT", help="An IRI, a name, or telling words.")],
    *,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="Day, month or year (absent: latest).")] = None,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Show the status of an agreement, and of each party, at a date, with the acts that it rests on."""
    from accord.graph.edtf import days
    from accord.queries.finding import find_one
    from accord.queries.printing import print_lines
    from accord.queries.standing import status_at, status_lines
    from accord.queries.tables import emit, to_json

    day = days(at).last if at else None
    with _open(store) as opened:
        found = status_at(opened, find_one(opened, " ".join(words), ("Agreement",)).iri, day)
    if as_json:
        emit(to_json(found))
    else:
        print_lines(status_lines(found))


def path(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A code, an IRI, a name, or telling words.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Likewise.")],
    *,
    limit: Annotated[int, typer.Option(min=1, help="At most so many paths.")] = 3,
    articles: Annotated[bool, typer.Option("--articles", help="Also by articles that report both.")] = False,
    store: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Show how two things are connected, each step with its sentences."""
    from accord.queries.joining import find_routes
    from accord.queries.printing import print_lines, route_lines
    from accord.queries.tables import emit, to_json

    with _open(store) as opened:
        routes = find_routes(opened, source, target, limit, articles=articles)
    if as_json:
        emit(to_json(routes))
    else:
        print_lines(line for number, route in enumerate(routes, 1) for line in route_lines(number, route))


def _open(store: str | None) -> Store:
    from accord.graph.store import Store

    return Store.open(_store_place(store), read_only=True)


def _store_place(store: str | None) -> StorePlace:
    from accord.graph.settings import store_place

    return store_place(store)


@contextmanager
def _cypher(
    uri: str | None, user: str | None, database: str | None, home: Path | None, store: str | None
) -> Iterator[Target]:
    """Whom to ask in Cypher: the Neo4j that is named or runs here, else the engine in this process."""
    from accord.graph.neo4j.connection import find_target, is_named
    from accord.graph.neo4j.server import LocalServer

    server = LocalServer.at(home)
    if is_named(uri, server):
        yield find_target(uri, user, database, server=server)
        return
    from accord.graph.embedded.copy import embedded

    with _open(store) as opened, embedded(opened) as target:
        yield target


def _query_text(query: str | None, file: Path | None) -> str:
    """The query from exactly one of argument, standard input and file."""
    if (query is None) == (file is None):
        raise QueryError("give one query: as an argument, with --file FILE, or - for standard input")
    if query is not None and query != "-":
        check_unicode(query, "the query")
        return query
    try:
        return sys.stdin.read() if file is None else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingSource(f"{file or 'standard input'}: no query can be read there ({error})") from error


def _json_or_text(value: str) -> object:
    import json

    try:
        return json.loads(value)
    except ValueError:
        return value


def _print(table: Table, form: Format) -> None:
    from accord.queries.tables import write_table

    write_table(table, form)
