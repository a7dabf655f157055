"""A query that was put into a graph answers as one whose default graph that is, on the same database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from accord.graph.errors import QueryError
from accord.graph.identifiers import KNOWLEDGE
from accord.graph.remote.dataset_of_query import with_default_graph
from accord.graph.store import Store
from accord.queries.catalogue import Language, Question, questions
from accord.queries.sparql import prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from accord.graph.document import Document
    from accord.graph.facts import Facts

QUERIES = [
    "SELECT ?a ?n WHERE { ?a a acc:Agreement ; acc:name ?n } ORDER BY ?n LIMIT 5",
    "SELECT * { ?a a acc:Agreement GRAPH ?g { ?a ?p ?o } }",
    "SELECT ?a (COUNT(*) AS ?n) { ?a ?p ?o FILTER EXISTS { ?a a acc:Agreement } } GROUP BY ?a HAVING (COUNT(*) > 1)",
    "SELECT (EXISTS { ?s a acc:Agreement } AS ?there) WHERE { }",
    "# not { this }\nSELECT ?s WHERE { ?s a acc:Agreement # nor { this\n }",
    "SELECT ?s { { SELECT ?s { ?s a acc:Agreement } LIMIT 1 } ?s ?p ?o FILTER(?o != '{') } VALUES ?s { UNDEF }",
    "ASK { ?s a acc:Agreement }",
    "ASK { GRAPH ?g { ?s a acc:Article } }",
    "CONSTRUCT { ?s acc:kind ?k } WHERE { ?s acc:kind ?k }",
    "CONSTRUCT WHERE { ?s acc:kind ?k }",
    "PREFIX a: <https://w3id.org/accord/ontology#> CONSTRUCT WHERE { ?s a:kind ?k } LIMIT 100",
    "DESCRIBE ?s WHERE { ?s a acc:Agreement }",
    "DESCRIBE <https://w3id.org/accord/id/state/NOR> # the north",
]


@pytest.fixture
def store(tmp_path: Path, article: Document, facts: Facts) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        opened.replace_article(article, facts)
        yield opened


def answers(store: Store, query: str, graph: NamedNode | None) -> tuple[str, list[str]]:
    answer = store.database.query(query, prefixes=prefixes(store), default_graph=graph)
    if isinstance(answer, QueryBoolean):
        return "boolean", [str(bool(answer))]
    if isinstance(answer, QueryTriples):
        return "triples", sorted(map(str, answer))
    assert isinstance(answer, QuerySolutions)
    names = sorted(variable.value for variable in answer.variables)
    return "rows", sorted(" ".join(str(row[name]) for name in names) for row in answer)


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_in_a_graph_answers_as_with_that_default_graph(store: Store, query: str) -> None:
    graph = NamedNode(KNOWLEDGE)
    text, is_graph = with_default_graph(query, graph)
    expected = answers(store, query, graph)
    assert answers(store, text, None) == expected
    assert is_graph == (expected[0] == "triples")
    assert expected[1]


@pytest.mark.parametrize(
    "question", [each for each in questions() if each.language is Language.sparql], ids=lambda q: q.name
)
def test_each_question_of_the_catalogue_does(store: Store, question: Question) -> None:
    query = _bound(store, question)
    text, _ = with_default_graph(query, NamedNode(KNOWLEDGE))
    assert answers(store, text, None) == answers(store, query, NamedNode(KNOWLEDGE))


def _bound(store: Store, question: Question) -> str:
    from accord.queries.sparql_text import bind

    return bind(question.text, {parameter.name: '"NOR"' for parameter in question.parameters})


def test_what_describe_cant_be_written_as_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="DESCRIBE"):
        with_default_graph("DESCRIBE ?a ?b WHERE { ?a ?p ?b }", NamedNode(KNOWLEDGE))


def test_without_a_default_graph_a_query_stays_as_it_is() -> None:
    query = "SELECT * FROM <urn:g> { ?s ?p ?o }"
    assert with_default_graph(query, None) == (query, False)
