"""Older versions of articles: kept whole, out of the way of knowledge, and gone with their article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from accord.graph.evidence import evidence_quads
from accord.graph.identifiers import VERSIONS
from accord.graph.store import Store
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from accord.graph.document import Document
    from accord.graph.facts import Facts

Made = tuple["Document", "Facts"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def test_what_an_article_was_is_kept_to_the_last_quad_and_in_order(
    store: Store, synthetic: Callable[..., Made]
) -> None:
    for edition in (1, 2, 1):
        store.replace_article(*synthetic(4, edition))
    former = store.versions("report-004")
    assert [version.number for version in former] == [1, 2]
    for version, edition in zip(former, (1, 2), strict=True):
        document, facts = synthetic(4, edition)
        assert version.evidence == frozenset(evidence_quads(document, facts))
        assert (version.text, version.said(terms.DIGEST)) == (document.text, document.digest)


def test_knowledge_and_evidence_are_as_if_there_had_been_no_version_before(
    store: Store, tmp_path: Path, synthetic: Callable[..., Made]
) -> None:
    for edition in (1, 2):
        with store.batch():
            for number in range(3):
                store.replace_article(*synthetic(number, edition))
    with Store.open(tmp_path / "fresh") as fresh:
        for number in range(3):
            fresh.replace_article(*synthetic(number, 2))
        assert {*store.graphs()} - {*fresh.graphs()} == {VERSIONS}
        for graph in fresh.graphs():
            assert set(store.quads(graph)) == set(fresh.quads(graph))
    before = store.dump()
    store.rebuild()
    assert store.dump() == before


def test_no_query_over_all_graphs_takes_what_was_said_for_what_is_said(
    store: Store, make_article: Callable[..., Document], make_facts: Callable[[Document], Facts]
) -> None:
    from dataclasses import replace

    old, new = make_article(), make_article(tail="Leave a Reply now")
    store.replace_article(old, make_facts(old))
    store.replace_article(new, replace(make_facts(new), agreements=(), contacts=()))
    for said in (f"?s a <{terms.AGREEMENT}>", f"?s <{terms.QUOTE}> ?o", f"?s <{terms.TEXT}> ?o . ?s a ?kind"):
        held = {quad.subject.value for quad in store.quads(VERSIONS)}
        found = {solution["s"].value for solution in store.query(f"SELECT ?s {{ GRAPH ?g {{ {said} }} }}")}
        assert not found & held
    assert not list(store.query(f"SELECT ?s {{ GRAPH ?g {{ ?s a <{terms.AGREEMENT}> }} }}"))
    told = f"""SELECT ?n ?text {{ GRAPH <{VERSIONS}> {{
        ?v <{terms.VERSION_OF}> <{store.namespace.article(old.id)}> ;
           <{terms.VERSION_NUMBER}> ?n ; <{terms.FORMER_TEXT}> ?text }} }}"""
    assert [(row["n"].value, row["text"].value) for row in store.query(told)] == [("1", old.text)]


def test_versions_go_with_their_article_and_no_others_do(store: Store, synthetic: Callable[..., Made]) -> None:
    for number in (1, 2):
        for edition in (1, 2):
            store.replace_article(*synthetic(number, edition))
    store.remove_article("report-001")
    assert [len(store.versions(f"report-00{number}")) for number in (1, 2)] == [0, 1]
    store.replace_article(*synthetic(1))
    assert store.versions("report-001") == ()
    for identifier in store.articles():
        store.remove_article(identifier)
    assert store.dump() == b""


def test_the_graph_of_versions_breaks_no_shape(store: Store, synthetic: Callable[..., Made]) -> None:
    from accord.graph.validation import _Shapes

    for edition in (1, 2):
        store.replace_article(*synthetic(0, edition))
    kept = tuple(store.quads(VERSIONS))
    assert not list(_Shapes().broken(kept))
    number = pyoxigraph.NamedNode(terms.VERSION_NUMBER)
    assert list(_Shapes().broken(quad for quad in kept if quad.predicate != number))
