"""Cypher for analysts: it reads, its parameters are bound, and it ends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from accord.graph.errors import QueryError
from accord.graph.neo4j.cypher import Rows, run_cypher
from accord.graph.neo4j.sync import sync

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.neo4j.connection import Target
    from accord.graph.projection import Projection

pytestmark = pytest.mark.neo4j


@pytest.fixture
def ask(neo4j_database: Target) -> Callable[..., Rows]:
    def run(query: str, parameters: dict[str, object] | None = None, **options: Any) -> Rows:
        return run_cypher(neo4j_database.uri, neo4j_database.auth, query, parameters, **options)

    return run


def test_columns_and_rows_come_in_the_querys_order(ask: Callable[..., Rows]) -> None:
    told = ask("UNWIND [2, 1] AS b RETURN b, 'x' AS a")
    assert told == Rows(("b", "a"), ((2, "x"), (1, "x")))


def test_a_query_without_rows_still_has_its_columns(ask: Callable[..., Rows]) -> None:
    assert ask("MATCH (n:Nothing) RETURN n.name AS name") == Rows(("name",), ())


def test_parameters_are_bound_and_never_part_of_the_query(ask: Callable[..., Rows]) -> None:
    hostile = "' RETURN 1 //"
    assert ask("RETURN $name AS name", {"name": hostile}).rows == ((hostile,),)


@pytest.mark.parametrize("query", ["CREATE (:X)", "MATCH (n) DETACH DELETE n", "CREATE INDEX x FOR (n:X) ON (n.y)"])
def test_what_writes_is_refused(ask: Callable[..., Rows], query: str) -> None:
    with pytest.raises(QueryError, match="only lets it read"):
        ask(query)
    assert ask("MATCH (n:X) RETURN n").rows == ()


def test_a_query_that_does_not_parse_is_refused_with_the_place(ask: Callable[..., Rows]) -> None:
    with pytest.raises(QueryError, match="Invalid input"):
        ask("MATCH (n RETURN n")


def test_a_parameter_that_is_missing_is_named(ask: Callable[..., Rows]) -> None:
    with pytest.raises(QueryError, match="name"):
        ask("RETURN $name")


def test_a_query_that_takes_too_long_is_ended(ask: Callable[..., Rows]) -> None:
    with pytest.raises(QueryError, match="took too long"):
        ask("UNWIND range(1, 100000000) AS a UNWIND range(1, 100000000) AS b RETURN count(*)", timeout=0.5)


def test_rows_beyond_the_limit_are_cut_and_told(ask: Callable[..., Rows]) -> None:
    few = ask("UNWIND range(1, 100000) AS n RETURN n", limit=3)
    assert (few.rows, few.truncated) == (((1,), (2,), (3,)), True)
    assert not ask("UNWIND range(1, 3) AS n RETURN n", limit=3).truncated
    assert len(ask("UNWIND range(1, 30) AS n RETURN n", limit=None).rows) == 30


def test_graph_values_become_plain_json(
    ask: Callable[..., Rows], neo4j_database: Target, projection: Projection
) -> None:
    sync(projection, neo4j_database)
    query = "MATCH p = (s:State {iso3: 'CHE'})-[r:MEDIATED]->(a) RETURN s, r, p, {all: collect(a.date_from)} AS m"
    (state, mediated, path, dates) = ask(query).rows[0]
    assert state["labels"] == ["Entity", "State"]
    assert state["properties"]["name"] == "Switzerland"
    assert "_accord" not in state["properties"]
    assert mediated == {"type": "MEDIATED", "properties": {}}
    assert [step.get("type", "node") for step in path] == ["node", "MEDIATED", "node"]
    assert dates == {"all": ["2024-03-01"]}


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("date('1672-01-01')", "1672-01-01"),
        ("datetime('2024-03-01T10:00:00Z')", "2024-03-01T10:00:00.000000000+00:00"),
        ("duration('P1Y2M')", "P1Y2M"),
        ("point({latitude: 70, longitude: 29.5})", {"longitude": 29.5, "latitude": 70.0}),
        ("point({x: 1, y: 2})", {"x": 1.0, "y": 2.0, "srid": 7203}),
        ("0.0 / 0.0", "nan"),
        ("1.0 / 0.0", "inf"),
        ("null", None),
        ("[1, null, true]", [1, None, True]),
    ],
)
def test_every_value_can_be_written_as_json(ask: Callable[..., Rows], expression: str, value: object) -> None:
    told = ask(f"RETURN {expression} AS value").rows[0][0]
    assert told == value
    json.dumps(told, allow_nan=False)
