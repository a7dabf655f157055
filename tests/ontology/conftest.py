"""One invented article as accord writes it: its evidence graph, and the knowledge that follows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.evidence import evidence_quads
from accord.graph.facts import (
    Act,
    Actor,
    Agreement,
    Contact,
    Evidence,
    Facts,
    Incident,
    Office,
    Place,
    Provision,
    Statement,
)
from accord.graph.knowledge.derivation import consolidate

if TYPE_CHECKING:
    from pyoxigraph import Quad

TEXT = "Norland and Sudonia signed the Harbour Treaty in Porto. Norland denied a strike. Minister Ada Berg met Sudonia."
DOCUMENT = Document("harbour", TEXT, ((0, len(TEXT)),), metadata=Metadata("A harbour", date(2020, 5, 2)))


def facts() -> Facts:
    said = Evidence((Passage.of(TEXT, 0, 55),), 0.9)
    denied = Evidence((Passage.of(TEXT, 56, 80),), 0.8, "denied")
    return Facts(
        "harbour",
        "rules 0.1.0",
        agreements=(
            Agreement(
                key="a1",
                kind="treaty",
                parties=("NRL", "SDN"),
                status="signed",
                evidence=said,
                name="Harbour Treaty",
                mediators=("IMO",),
                signatories=("Ada Berg",),
                date="2020-05",
                place="Porto",
                regions=("Porto",),
                topics=("transport",),
                acts=(Act("signature", said, "NRL", "2020-05"),),
                provisions=(Provision("The harbour is open.", said),),
            ),
        ),
        contacts=(Contact("c1", "meeting", ("Ada Berg",), ("SDN",), said, "Porto", "2020-05-01", ("a1",)),),
        offices=(Office("Ada Berg", "minister", "other_minister", said, "NRL"),),
        statements=(
            Statement("Norland", "denies", denied, "NRL", "i1"),
            Statement("Ada Berg", "welcomes", said, "NRL", "tea"),
        ),
        incidents=(Incident("i1", "strike", denied, ("NRL",), ("SDN",), ("Porto",), "2020-04"),),
        actors=(
            Actor("NRL", "Norland", "State", "Q1"),
            Actor("SDN", "Sudonia", "State", "Q2"),
            Actor("IMO", "Maritime Organization", "Organization"),
        ),
        places=(Place("Porto", "city", 7, 41.1, -8.6, "SDN"),),
    )


@pytest.fixture
def evidence_of_article() -> tuple[Quad, ...]:
    """The article's evidence graph."""
    return evidence_quads(DOCUMENT, facts())


@pytest.fixture
def knowledge_of_article(evidence_of_article: tuple[Quad, ...]) -> tuple[Quad, ...]:
    """The knowledge graph of that article alone."""
    return consolidate(evidence_of_article)
