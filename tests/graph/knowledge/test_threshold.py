"""What is hardly sure stays evidence."""

from __future__ import annotations

from datetime import date

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.evidence import evidence_quads
from accord.graph.facts import Actor, Agreement, Evidence, Facts, Office, Statement
from accord.graph.knowledge.derivation import consolidate
from accord.graph.knowledge.threshold import LEAST
from accord.ontology import terms

TEXT = "Norway and Chile signed a pact, Ingrid Solheim said."


def told(confidence: float) -> set[str]:
    """The classes and relationships of the knowledge graph when all facts are as sure as this."""
    evidence = Evidence((Passage.of(TEXT, 0, 20),), confidence=confidence)
    sure = Evidence((Passage.of(TEXT, 0, 20),))
    facts = Facts(
        "a",
        "rules 1",
        agreements=(Agreement("a1", "treaty", ("NOR", "CHL"), "signed", evidence),),
        offices=(Office("Ingrid Solheim", "prime minister", "head_of_government", evidence, "NOR"),),
        statements=(Statement("Ingrid Solheim", "welcomes", sure, "NOR", "a1"),),
        actors=(Actor("NOR", "Norway", "State"), Actor("CHL", "Chile", "State")),
    )
    document = Document("a", TEXT, ((0, len(TEXT)),), metadata=Metadata(published=date(2021, 5, 4)))
    quads = consolidate(evidence_quads(document, facts))
    return {quad.predicate.value for quad in quads} | {getattr(quad.object, "value", "") for quad in quads}


def test_facts_from_the_threshold_on_are_knowledge() -> None:
    assert {terms.AGREEMENT, terms.PARTY_TO, terms.HOLDS, terms.ABOUT} <= told(LEAST)


@pytest.mark.parametrize("absent", [terms.AGREEMENT, terms.PARTY_TO, terms.HOLDS, terms.ABOUT])
def test_facts_below_it_are_not_and_nothing_relates_to_them(absent: str) -> None:
    assert absent not in told(LEAST - 0.01)


def test_what_is_sure_beside_them_is_knowledge() -> None:
    assert {terms.STATEMENT, terms.MADE, terms.PERSON} <= told(LEAST - 0.01)
