from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.graph.identifiers import KNOWLEDGE
from accord.graph.store import Store
from accord.graph.validation import validate
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from accord.graph.document import Document
    from accord.graph.facts import Facts

GRAPH = "https://w3id.org/accord/id/article/fjord-1"


@pytest.fixture
def store(tmp_path: Path, article: Document, facts: Facts) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        opened.replace_article(article, facts)
        yield opened


def rules(store: Store, thing: str) -> list[str]:
    return [finding.rule for finding in validate(store) if finding.thing == thing]


def test_a_loaded_article_is_sound(store: Store) -> None:
    assert validate(store) == ()


def test_every_graph_is_announced_before_it_is_checked(store: Store) -> None:
    told: list[str] = []
    validate(store, told.append)
    assert told == [GRAPH, KNOWLEDGE]


def test_a_quote_that_isnt_in_the_text_is_found(store: Store, facts: Facts) -> None:
    passage = facts.contacts[0].evidence.passages[0]
    iri = f"{GRAPH}/passage/{passage.start}-{passage.end}"
    store.database.update(
        f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ <{iri}> <{terms.QUOTE}> ?quote }} }} ;"
        f'INSERT DATA {{ GRAPH <{GRAPH}> {{ <{iri}> <{terms.QUOTE}> "They never met." }} }}'
    )
    (finding,) = (f for f in validate(store) if f.thing == iri)
    assert finding.article == "fjord-1"
    assert finding.quote == "They never met."
    assert repr(passage.quote) in finding.rule


def test_a_reference_to_nothing_is_found(store: Store) -> None:
    gone = f"{GRAPH}/agreement/a1"
    store.database.update(f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ <{gone}> ?said ?value }} }}")
    assert any(gone in rule for rule in rules(store, f"{GRAPH}/contact/c1"))


def test_knowledge_that_doesnt_follow_is_found_with_its_sentence(store: Store, facts: Facts) -> None:
    found = store.query(f"SELECT ?a {{ ?a <{terms.WAS_DERIVED_FROM}> <{GRAPH}/agreement/a1> }}")
    agreement = next(iter(found))["a"].value
    store.database.update(f"DELETE WHERE {{ GRAPH <{KNOWLEDGE}> {{ <{agreement}> <{terms.SUPPORT}> ?n }} }}")
    findings = [f for f in validate(store) if f.thing == agreement]
    assert any("follows from the evidence" in finding.rule for finding in findings)
    assert {finding.quote for finding in findings} == {facts.agreements[0].evidence.passages[0].quote}


@pytest.mark.parametrize(
    ("thing", "change"),
    [
        ("agreement/a1", f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?thing <{terms.KIND}> ?x }} }}"),
        ("incident/i1", f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?thing <{terms.FACTUALITY}> ?x }} }}"),
        ("contact/c1", f"DELETE WHERE {{ GRAPH <{GRAPH}> {{ ?thing <{terms.HAS_PASSAGE}> ?x }} }}"),
        ("contact/c1", f'INSERT DATA {{ GRAPH <{GRAPH}> {{ ?thing <{terms.SCHEME}colour> "red" }} }}'),
    ],
)
def test_what_breaks_a_shape_is_found(store: Store, thing: str, change: str) -> None:
    store.database.update(change.replace("?thing", f"<{GRAPH}/{thing}>"))
    assert rules(store, f"{GRAPH}/{thing}")


def test_knowledge_that_is_due_is_told_as_such(store: Store, synthetic: Callable[..., tuple]) -> None:
    with store.batch():
        store.replace_article(*synthetic(0))
        (finding,) = validate(store)
    assert "lags behind" in finding.rule
    assert validate(store) == ()
