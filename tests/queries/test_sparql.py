"""`accord sparql`: what the graph is, what may run, and how answers and errors read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from accord.graph.errors import AccordError, MissingSource, QueryError
from accord.queries.sparql_text import MAXIMUM_DEPTH, bind, check_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = "SELECT ?name { ?a a acc:Agreement ; acc:name ?name } ORDER BY ?name"
TITLES = ["Algiers Agreement", "Joint Declaration of Peace and Friendship", "border agreement NOR–RUS (2010-09-15)"]


def reason(run: object) -> str:
    """Why a query was refused."""
    error: AccordError | None = run.error  # type: ignore[attr-defined]
    assert isinstance(error, QueryError)
    return str(error)


def test_the_default_graph_is_knowledge_and_nothing_else(accord: Callable) -> None:
    found = accord("sparql", "SELECT (COUNT(*) AS ?n) { ?a acc:name 'Eritrea' }", "--format", "csv")
    assert found.out.split() == ["n", "1"]
    text = accord("sparql", "ASK { ?article acc:digest ?digest }", "--format", "table")
    assert text.out == "false\n"


def test_evidence_is_reached_by_graph(accord: Callable) -> None:
    query = "SELECT ?quote { GRAPH <https://w3id.org/accord/id/article/barents> { ?p acc:quote ?quote } }"
    found = accord("sparql", query, "--format", "csv")
    assert 'Murmansk on 15 September 2010, ""quoted, twice""."' in found.out


def test_from_names_another_default_graph(accord: Callable) -> None:
    query = "SELECT ?name FROM <https://w3id.org/accord/id/article/barents> { ?s a acc:State ; acc:name ?name }"
    assert sorted(accord("sparql", query, "--format", "csv").out.split()) == ["Norway", "Russia", "name"]


def test_a_prefix_of_ones_own_comes_before_the_known_one(accord: Callable) -> None:
    own = "PREFIX acc: <http://example.org/> ASK { ?s a acc:State }"
    assert accord("sparql", own).out == "false\n"
    assert accord("sparql", "ASK { ?s a acc:State }").out == "true\n"


def test_id_is_what_the_store_begins_its_iris_with(accord: Callable) -> None:
    assert accord("sparql", r"SELECT ?n { id:state\/NOR acc:name ?n }", "--format", "csv").out.split() == [
        "n",
        "Norway",
    ]


@pytest.mark.parametrize("how", ["argument", "file", "stdin"])
def test_a_query_comes_from_argument_file_or_standard_input(accord: Callable, tmp_path: Path, how: str) -> None:
    file = tmp_path / "names.rq"
    file.write_text("\ufeff" + NAMES, encoding="utf-8")
    ways = {"argument": (NAMES,), "file": ("--file", str(file)), "stdin": ("-",)}
    run = accord("sparql", *ways[how], "--format", "csv", given=NAMES if how == "stdin" else None)
    assert run.out.splitlines() == ["name", *TITLES]


def test_exactly_one_query_is_wanted(accord: Callable, tmp_path: Path) -> None:
    assert "give one query" in reason(accord("sparql"))
    assert "give one query" in reason(accord("sparql", NAMES, "--file", "x.rq"))
    assert "is empty" in reason(accord("sparql", "  # nothing"))
    missing = accord("sparql", "--file", str(tmp_path / "none.rq"))
    assert isinstance(missing.error, MissingSource)
    assert "none.rq" in str(missing.error)
    broken = accord("sparql", "-", given=b"ASK { ?s ?p '\xff' }")
    assert "standard input" in str(broken.error)


def test_json_and_xml_are_the_sparql_results_formats(accord: Callable) -> None:
    told = json.loads(accord("sparql", NAMES, "--format", "json").out)
    assert [row["name"]["value"] for row in told["results"]["bindings"]] == TITLES
    tree = ElementTree.fromstring(accord("sparql", NAMES, "--format", "xml").out)
    literals = tree.iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [literal.text for literal in literals] == TITLES
    assert json.loads(accord("sparql", "ASK {}", "--format", "json").out)["boolean"] is True


def test_csv_and_tsv_hold_awkward_text_whole(accord: Callable) -> None:
    query = "SELECT ?q { ?l acc:quote ?q FILTER(CONTAINS(?q, 'Murmansk')) }"
    rows = list(csv.reader(io.StringIO(accord("sparql", query, "--format", "csv").out)))
    assert rows[1][0].endswith('2010, "quoted, twice".')
    assert r"\"quoted, twice\"" in accord("sparql", query, "--format", "tsv").out


def test_construct_gives_turtle_or_what_is_asked_for(accord: Callable) -> None:
    query = "CONSTRUCT { ?a acc:name ?n } { ?a acc:code 'NOR' ; acc:name ?n }"
    turtle = accord("sparql", query).out
    assert 'acc:name "Norway" .' in turtle
    assert "@prefix acc: <https://w3id.org/accord/ontology#> ." in turtle
    assert accord("sparql", query, "--format", "csv").out.splitlines()[1].endswith("#name,Norway")
    assert "Norway" in json.dumps(json.loads(accord("sparql", query, "--format", "json").out))
    assert "rdf:RDF" in accord("sparql", query, "--format", "xml").out
    assert "Norway" in accord("sparql", "DESCRIBE <https://w3id.org/accord/id/state/NOR>").out


def test_rows_cant_be_turtle(accord: Callable) -> None:
    assert "--format turtle is for CONSTRUCT" in reason(accord("sparql", NAMES, "--format", "turtle"))


def test_numbers_and_missing_values_show_in_a_table(accord: Callable) -> None:
    query = "SELECT ?n ?none (true AS ?yes) { BIND(2.50 AS ?n) }"
    assert accord("sparql", query).out.splitlines()[2].split() == ["2.5", "true"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT ?a {\n  ?a acc:name }", "line 2, column 15: the query can't be read before '}'"),
        ("SELECT ?a {", "line 1, column 12: the query can't be read at its end"),
        ("SELECT ?a { ?a a acc:State }\nGROUP BY ?b", "line 2, column 12"),
        ("SELECT ?a {\n ?a foo:bar 1 }", "line 2, column 5: the prefix foo: isn't declared"),
        ("SELEC ?a {}", "line 1, column 1"),
    ],
)
def test_what_cant_be_read_is_named_by_line_and_column(accord: Callable, query: str, place: str) -> None:
    assert place in reason(accord("sparql", query))


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "delete where { ?s ?p ?o }",
        "PREFIX x: <http://x/#>\nLOAD <file:///etc/passwd>",
        "# INSERT?\nCLEAR ALL",
        "DROP GRAPH <http://x>",
        "WITH <http://x> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(accord: Callable, query: str) -> None:
    assert "would change the graph" in reason(accord("sparql", query))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "SELECT * { { SELECT * { ?s ?p ?o SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } } } }",
        "SELECT * { ?s ?p ?o FILTER(?s<'>')SERVICE <http://127.0.0.1:9/> {?s ?p 'o'} }",
        "SELECT * { ?s ?p ?o FILTER(?s<?p)SERVICE#>\n<http://127.0.0.1:9/> {?s ?p ?o} }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { ?s ?p 'a' . SERVICE e:x { ?s ?p ?o } }",
    ],
)
def test_no_other_server_is_asked(accord: Callable, query: str) -> None:
    assert "SERVICE" in reason(accord("sparql", query))


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service a 'SERVICE' }",
        'SELECT * { ?s acc:service "INSERT DATA" } # SERVICE <http://x/>',
        "PREFIX service: <http://x/service#> SELECT * { ?s service:insert '''it's a SERVICE''' }",
        "SELECT * { ?s ?p 'x'@en FILTER(?s < 3 && 4 > ?s) }",
    ],
)
def test_mere_words_are_no_commands(accord: Callable, query: str) -> None:
    assert accord("sparql", query, "--format", "csv").code == 0


def test_nesting_that_would_kill_the_process_is_refused(accord: Callable) -> None:
    allowed = "ASK " + "{" * MAXIMUM_DEPTH + "}" * MAXIMUM_DEPTH
    assert accord("sparql", allowed).code == 0
    assert "brackets are open" in reason(accord("sparql", "ASK " + "{" * 5000 + "}" * 5000))


def test_from_is_seen_only_where_it_is_one() -> None:
    assert check_text("SELECT * FROM <a:b> {}", ())
    assert not check_text("SELECT ?from { ?from <a:from> 'FROM <a:b>' } # FROM <a:b>", ())


def test_parameters_are_bound_only_where_they_are_parameters() -> None:
    query = "SELECT ?o { ?s <a:$o> '$o' , $o, $other } # $o"
    assert bind(query, {"o": "1"}) == "SELECT ?o { ?s <a:$o> '$o' , 1, $other } # $o"
