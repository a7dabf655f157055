"""What a request for a thing gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from accord.graph.identifiers import KNOWLEDGE
from accord.ontology import terms
from accord.queries.linked.describing import describe, knows

if TYPE_CHECKING:
    from accord.graph.store import Store


def test_a_state_is_described_with_its_agreements_and_their_names(store: Store) -> None:
    eritrea = store.namespace.state("ERI")
    told = describe(store.database, eritrea)
    parts = {(triple.subject.value, triple.predicate.value) for triple in told}
    agreements = {t.object.value for t in told if t.predicate.value == terms.PARTY_TO and t.subject.value == eritrea}
    assert len(agreements) == 2
    assert all((agreement, terms.NAME) in parts for agreement in agreements)


def test_an_agreement_is_described_with_its_parties_and_the_figures_of_its_links(store: Store) -> None:
    agreement = _named(store, "Algiers Agreement")
    told = describe(store.database, agreement)
    parties = {t.subject.value for t in told if t.predicate.value == terms.PARTY_TO}
    assert parties == {store.namespace.state("ERI"), store.namespace.state("ETH")}
    supported = {t.subject.value for t in told if t.predicate.value == terms.SUPPORT}
    links = {t.subject.value for t in told if t.predicate.value == terms.RDF_OBJECT and t.object.value == agreement}
    assert links & supported


def test_a_thing_of_one_article_is_described_from_its_evidence(store: Store) -> None:
    fact = next(
        quad.subject
        for quad in store.database.quads_for_pattern(None, NamedNode(terms.HAS_PASSAGE), None, None)
        if isinstance(quad.subject, NamedNode)
    )
    told = describe(store.database, fact.value)
    assert {t.subject for t in told} == {fact}
    assert terms.HAS_PASSAGE in {t.predicate.value for t in told}


def test_an_article_is_described_without_its_whole_text(store: Store) -> None:
    article = store.namespace.article(store.articles()[0])
    told = describe(store.database, article)
    assert told
    assert not [t for t in told if t.predicate.value == terms.TEXT and t.subject.value == article]


def test_of_more_pointing_at_a_thing_than_asked_for_the_rest_is_left_out_and_that_is_said(store: Store) -> None:
    agreement = _named(store, "Algiers Agreement")
    told = describe(store.database, agreement, most=1)
    pointing = [t for t in told if t.object == NamedNode(agreement) and t.predicate.value == terms.PARTY_TO]
    assert len(pointing) <= 1
    comments = [t.object.value for t in told if t.predicate.value.endswith("rdf-schema#comment")]
    assert comments == ["only the first 1 of what points at it; ask the SPARQL endpoint for all"]


def test_a_thing_that_no_graph_mentions_has_no_description(store: Store) -> None:
    nowhere = store.namespace.state("NOWHERE")
    assert not knows(store.database, nowhere)
    assert describe(store.database, nowhere) == ()
    assert knows(store.database, store.namespace.state("ERI"))


def _named(store: Store, name: str) -> str:
    found = store.database.quads_for_pattern(None, NamedNode(terms.NAME), None, NamedNode(KNOWLEDGE))
    return next(quad.subject.value for quad in found if quad.object.value == name)
