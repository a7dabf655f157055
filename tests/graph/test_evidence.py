from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from accord.graph.document import Document, Passage
from accord.graph.errors import InvalidDate
from accord.graph.evidence import evidence_quads
from accord.graph.facts import Agreement, Evidence, Facts
from accord.graph.identifiers import Namespace
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

NS = Namespace()


def said(quads: Iterable[Quad], subject: str, predicate: str) -> set[str]:
    return {q.object.value for q in quads if (q.subject.value, q.predicate.value) == (subject, predicate)}


def told_of(quads: Iterable[Quad], predicate: str, target: str) -> set[str]:
    return {q.subject.value for q in quads if (q.predicate.value, q.object.value) == (predicate, target)}


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.data())
def test_every_passages_offsets_give_its_quote_in_the_stored_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    passage = Passage.of(text, start, data.draw(st.integers(start + 1, len(text))))
    agreement = Agreement("a1", "treaty", ("NOR",), "signed", Evidence((passage,)))
    document = Document("x", text, ((0, len(text)),))
    store = Store()
    store.extend(evidence_quads(document, Facts("x", "rules 1", agreements=(agreement,))))
    # Read it back the way a program does that has nothing but the graph.
    stored = said(store, NS.article("x"), terms.TEXT).pop()
    for iri in told_of(store, terms.RDF_TYPE, terms.PASSAGE):
        begin, end = (int(said(store, iri, key).pop()) for key in (terms.START, terms.END))
        assert stored[begin:end] == said(store, iri, terms.QUOTE).pop() == passage.quote


def test_equal_articles_give_equal_sorted_quads_in_the_articles_graph(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, facts)
    assert quads == evidence_quads(article, facts)
    lines = [str(quad) for quad in quads]
    assert lines == sorted(lines)
    assert {quad.graph_name for quad in quads} == {NamedNode(NS.article(article.id))}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))


def test_what_is_made_is_what_the_database_gives_back(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, facts)
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)
    written = serialize(quads, format=RdfFormat.N_QUADS)
    assert set(parse(written, format=RdfFormat.N_QUADS)) == set(quads)


def test_gazetteered_things_are_global_and_the_articles_own_are_scoped(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, facts)
    memorandum = f"{NS.article(article.id)}/agreement/a1"
    assert told_of(quads, terms.PARTY_TO, memorandum) == {NS.state("NOR"), NS.state("CHL")}
    assert told_of(quads, terms.MEDIATED, memorandum) == {NS.state("PER")}
    assert told_of(quads, terms.SIGNED, memorandum) == {f"{NS.article(article.id)}/person/ingrid-solheim"}
    assert said(quads, memorandum, terms.SIGNED_AT) == {NS.place("Bergen", 3161732)}
    assert said(quads, NS.place("Bergen", 3161732), terms.WITHIN) == {NS.state("NOR")}


def test_each_fact_says_how_sure_it_is_and_who_says_so(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, facts)
    incident = f"{NS.article(article.id)}/incident/i1"
    assert said(quads, incident, terms.FACTUALITY) == {f"{terms.SCHEME}factuality/denied"}
    assert said(quads, incident, terms.CONFIDENCE) == {"0.7"}
    assert said(quads, incident, terms.EXTRACTOR) == {"rules 1"}
    (speaker,) = said(quads, incident, terms.ACCORDING_TO)
    assert said(quads, speaker, terms.NAME) == {"Chile's navy"}
    assert said(quads, speaker, terms.PART_OF) == {NS.state("CHL")}
    assert said(quads, f"{NS.article(article.id)}/statement/s2", terms.ABOUT) == {incident}


@pytest.mark.parametrize("factuality", ["claimed", "denied"])
def test_a_doubted_fact_makes_no_plain_edge(article: Document, facts: Facts, factuality: str) -> None:
    doubted = replace(facts.agreements[0].evidence, factuality=factuality)
    agreements = (replace(facts.agreements[0], evidence=doubted), *facts.agreements[1:])
    quads = evidence_quads(article, replace(facts, agreements=agreements))
    agreement, incident = (f"{NS.article(article.id)}/{part}" for part in ("agreement/a1", "incident/i1"))
    assert not told_of(quads, terms.PARTY_TO, agreement)
    assert told_of(quads, terms.ALLEGED_PARTY_TO, agreement) == {NS.state("NOR"), NS.state("CHL")}
    assert not said(quads, incident, terms.COMMITTED_BY)
    assert said(quads, incident, terms.ATTRIBUTED_TO) == {NS.state("NOR")}


def test_dates_sort_and_compare_by_their_first_and_last_day(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, facts)
    older = f"{NS.article(article.id)}/agreement/a2"
    assert said(quads, older, terms.DATE) == {"199X"}
    assert said(quads, older, terms.DATE_FROM) == {"1990-01-01"}
    assert said(quads, older, terms.DATE_TO) == {"1999-12-31"}


def test_what_was_cut_is_kept_as_offsets(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, facts)
    (cut,) = told_of(quads, terms.RDF_TYPE, terms.CUT)
    start, end = (int(said(quads, cut, key).pop()) for key in (terms.START, terms.END))
    assert article.text[start:end] == "Leave a Reply"


def test_an_actor_that_is_never_declared_counts_as_an_organisation(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, replace(facts, actors=()))
    assert NS.organization("NOR") in told_of(quads, terms.RDF_TYPE, terms.ORGANIZATION)


def test_a_speaker_named_among_people_is_a_person(article: Document, facts: Facts) -> None:
    quads = evidence_quads(article, replace(facts, people=("Chile's navy",)))
    assert f"{NS.article(article.id)}/person/chile-s-navy" in told_of(quads, terms.RDF_TYPE, terms.PERSON)


def test_facts_of_another_article_are_refused(article: Document, facts: Facts) -> None:
    with pytest.raises(ValueError, match="fjord-2"):
        evidence_quads(article, replace(facts, id="fjord-2"))


def test_a_date_that_is_none_is_refused(article: Document, facts: Facts) -> None:
    wrong = replace(facts.agreements[1], date="soon")
    with pytest.raises(InvalidDate, match="soon"):
        evidence_quads(article, replace(facts, agreements=(facts.agreements[0], wrong)))


def test_text_of_any_kind_is_kept_as_it_is(facts: Facts) -> None:
    text = 'quote " backslash \\u0041 tab \t line \n nul \x00 smile \N{GRINNING FACE} \u2028 end'
    document = Document(facts.id, text, ())
    quads = evidence_quads(document, Facts(facts.id, "rules 1"))
    assert Quad(
        NamedNode(NS.article(facts.id)), NamedNode(terms.TEXT), Literal(text), NamedNode(NS.article(facts.id))
    ) in set(quads)
