"""Cypher on a real Neo4j: the catalogue's answers are those of SPARQL, and `accord cypher` prints what it is asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import QueryError, UnknownThing
from accord.graph.neo4j.sync import sync
from accord.graph.projection import rows
from accord.queries.asking import answer_in_cypher, answer_in_sparql
from accord.queries.catalogue import Language, find_question, questions

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from accord.graph.neo4j.connection import Target
    from accord.graph.store import Store

pytestmark = pytest.mark.neo4j

PAIRED = [question for question in questions() if question.language is Language.cypher]
BARE = [question for question in PAIRED if all(parameter.default is not None for parameter in question.parameters)]


@pytest.fixture
def target(neo4j_database: Target, store: Store, monkeypatch: pytest.MonkeyPatch) -> Target:
    """Neo4j, in step with the store."""
    sync(rows(store), neo4j_database)
    monkeypatch.setenv("ACCORD_NEO4J", neo4j_database.uri)
    monkeypatch.setenv("ACCORD_NEO4J_PASSWORD", neo4j_database.password)
    return neo4j_database


def test_both_languages_give_the_same_answer(target: Target, store: Store, store_path: Path) -> None:
    asked = [(question.name, dict(question.example)) for question in PAIRED]
    asked += [(question.name, {}) for question in BARE]
    asked += [
        ("agreements-on-region", {"region": "Eritrea"}),
        ("agreements-between", {"first": "NOR", "second": "RUS"}),
    ]
    for name, given in asked:
        in_sparql = answer_in_sparql(store, find_question(name, Language.sparql), given)
        in_cypher = answer_in_cypher(target, find_question(name, Language.cypher), given, store_path)
        assert in_cypher == in_sparql, name


def test_a_question_without_a_store_takes_codes_and_iris(target: Target, tmp_path: Path) -> None:
    ask = find_question("agreements-of-state", Language.cypher)
    table = answer_in_cypher(target, ask, {"state": "NOR"}, tmp_path / "none")
    assert len(table.rows) == 1
    acts = find_question("acts-of-agreement", Language.cypher)
    iri = answer_in_cypher(target, ask, {"state": "ERI"}, tmp_path / "none").rows[1][-1]
    assert len(answer_in_cypher(target, acts, {"agreement": str(iri)}, tmp_path / "none").rows) == 2
    with pytest.raises(UnknownThing, match="give the agreement's IRI"):
        answer_in_cypher(target, acts, {"agreement": "Algiers"}, tmp_path / "none")


def test_the_command_asks_the_catalogue_in_cypher(accord: Callable, target: Target) -> None:
    arguments = ("query", "agreements-of-state", "--param", "state=Eritrea", "--format", "json")
    assert accord(*arguments, "--language", "cypher").told == accord(*arguments).told


def test_cypher_prints_a_table_csv_or_json(accord: Callable, target: Target) -> None:
    query = "MATCH (s:State {iso3: $code})-[:PARTY_TO]->(a) RETURN a.name AS name, a.date_from AS day ORDER BY day"
    table = accord("cypher", query, "--param", "code=ERI").out.splitlines()
    assert table[2].split() == ["Algiers", "Agreement", "2000-12-12"]
    told = accord("cypher", query, "--param", "code=ERI", "--format", "json").told
    assert told[0] == {"name": "Algiers Agreement", "day": "2000-12-12"}
    assert accord("cypher", query, "--param", "code=ERI", "--format", "csv").out.splitlines()[0] == "name,day"


def test_values_keep_their_types_and_stay_values(accord: Callable, target: Target) -> None:
    hostile = "x'}) DETACH DELETE n //"
    run = accord("cypher", "RETURN $n + 1 AS n, $t AS t, $l AS l", *_params(n="2", t=hostile, l='["a", 1]'), *_json())
    assert run.told == [{"n": 3, "t": hostile, "l": ["a", 1]}]


def test_rows_beyond_the_limit_are_left_out_aloud(accord: Callable, target: Target) -> None:
    run = accord("cypher", "UNWIND range(1, 9) AS n RETURN n", "--limit", "4", *_json())
    assert [row["n"] for row in run.told] == [1, 2, 3, 4]
    assert "only the first 4 rows" in run.err


def test_cypher_reads_only_and_says_what_is_wrong(accord: Callable, target: Target) -> None:
    assert isinstance(accord("cypher", "CREATE (:X)").error, QueryError)
    assert isinstance(accord("cypher", "MATCH (n RETURN n").error, QueryError)


def _params(**values: str) -> list[str]:
    return [part for name, value in values.items() for part in ("--param", f"{name}={value}")]


def _json() -> tuple[str, str]:
    return "--format", json.__name__
