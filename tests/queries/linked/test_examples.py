"""The catalogue as data for editors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.store import Store
from accord.queries.catalogue import Language, questions
from accord.queries.linked.examples import SHACL, example_queries, examples_of
from accord.queries.sparql import rows

if TYPE_CHECKING:
    from pathlib import Path

SERVICE = "http://127.0.0.1:1/sparql"


def texts_of(store: Store) -> dict[str, str]:
    """The texts of the examples by the question's name."""
    return {each.question.name: each.text for each in examples_of(store)}


def test_every_sparql_question_is_there_with_title_and_target(store: Store) -> None:
    told = example_queries(examples_of(store), SERVICE)
    labels = {t.object.value for t in told if t.predicate.value.endswith("#label")}
    assert labels == {question.title for question in questions() if question.language is Language.sparql}
    assert {t.object.value for t in told if t.predicate.value == "https://schema.org/target"} == {SERVICE}


def test_every_example_runs_as_it_stands(store: Store) -> None:
    told = example_queries(examples_of(store), SERVICE)
    texts = [t.object.value for t in told if t.predicate.value == f"{SHACL}select"]
    assert len(texts) > 5
    answered = [rows(store, text) for text in texts]
    assert sum(1 for table in answered if table.rows) > 5


def test_where_the_graph_lacks_the_things_of_the_header_others_take_their_place(store: Store) -> None:
    text = texts_of(store)["agreements-of-state"]
    assert "$" not in "".join(line for line in text.splitlines() if not line.startswith("#"))


def test_an_empty_graph_has_examples_only_for_what_asks_about_nothing_in_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as empty:
        assert "agreements-of-state" not in texts_of(empty)
        assert "articles-loaded" in texts_of(empty)
