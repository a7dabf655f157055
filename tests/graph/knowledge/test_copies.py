"""A wire story in several papers is one source; articles of their own are several."""

from __future__ import annotations

from datetime import date

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.evidence import evidence_quads
from accord.graph.facts import Actor, Agreement, Evidence, Facts, Incident, Statement
from accord.graph.knowledge.derivation import consolidate
from accord.ontology import terms

WIRE = (
    "Norway and Chile signed a memorandum on fisheries in Bergen on Monday after two years of talks that had"
    " stalled over quotas for krill, officials of both sides told reporters at the harbour, and boats of either"
    " side may fish in the waters of the other from the first of next month under a scheme of licences."
)
OWN = (
    "Fishermen in Arica have little good to say of the paper that their government brought home from the fjords this"
    " week. Licences, they fear, will go to the large companies; the memorandum with Norway leaves open who gets them."
)


def knowledge(*texts: str) -> dict[str, set[str]]:
    """Values by property of the one agreement that articles with these texts report."""
    quads = []
    for number, text in enumerate(texts):
        document = Document(f"r{number}", text, ((0, len(text)),), metadata=Metadata(published=date(2021, 5, 4)))
        evidence = Evidence((Passage.of(text, 0, 30),))
        agreement = Agreement("a1", "memorandum", ("NOR", "CHL"), "signed", evidence, date="2021-05-03")
        quads += evidence_quads(document, Facts(document.id, "rules 1", "2021-05-04", (agreement,)))
    found: dict[str, set[str]] = {}
    for quad in consolidate(quads):
        if "/id/agreement/" in quad.subject.value:
            found.setdefault(quad.predicate.value, set()).add(getattr(quad.object, "value", ""))
    return found


@pytest.mark.parametrize(
    ("texts", "sources"),
    [
        ((WIRE, WIRE, WIRE), "1"),
        ((WIRE, WIRE.replace("on Monday", "yesterday"), f"BERGEN (Wire) - {WIRE}"), "1"),
        ((WIRE, OWN), "2"),
        ((WIRE, WIRE, OWN), "2"),
        (("Norway and Chile sign fish pact.", "Norway and Chile sign fish pact."), "2"),
    ],
)
def test_near_copies_count_once_as_sources_and_each_as_support(texts: tuple[str, ...], sources: str) -> None:
    found = knowledge(*texts)
    assert found[terms.SOURCES] == {sources}
    assert found[terms.SUPPORT] == {str(len(texts))}


def test_a_contested_point_counts_the_sources_of_both_sides() -> None:
    quads = []
    for number, (text, factuality) in enumerate([(WIRE, "asserted"), (WIRE, "asserted"), (OWN, "denied")]):
        document = Document(f"r{number}", text, ((0, len(text)),), metadata=Metadata(published=date(2021, 5, 4)))
        evidence = Evidence((Passage.of(text, 0, 30),), factuality=factuality)
        clash = Incident("i1", "clash", evidence, by=("NOR",), against=("CHL",), date="2021-05-03")
        denial = Statement("NOR", "denies", Evidence((Passage.of(text, 0, 30),)), "NOR", "i1")
        facts = Facts(
            document.id,
            "rules 1",
            "2021-05-04",
            incidents=(clash,),
            statements=(denial,) if factuality == "denied" else (),
            actors=(Actor("NOR", "Norway", "State"), Actor("CHL", "Chile", "State")),
        )
        quads += evidence_quads(document, facts)
    told = {
        quad.predicate.value: quad.object.value for quad in consolidate(quads) if "/contested/" in quad.subject.value
    }
    assert told[terms.CLAIM_SOURCES] == "1"
    assert told[terms.DENIAL_SOURCES] == "1"
    assert told[terms.DENIED_BY].endswith("/state/NOR")


def test_the_status_names_whose_word_it_rests_on() -> None:
    evidence = Evidence((Passage.of(OWN, 0, 30),), factuality="claimed", according_to="CHL")
    document = Document("r", OWN, ((0, len(OWN)),), metadata=Metadata(published=date(2021, 5, 4)))
    agreement = Agreement("a1", "memorandum", ("NOR", "CHL"), "violated", evidence, date="2021-05-03")
    facts = Facts("r", "rules 1", "2021-05-04", (agreement,), actors=(Actor("CHL", "Chile", "State"),))
    told = {(q.predicate.value, getattr(q.object, "value", "")) for q in consolidate(evidence_quads(document, facts))}
    assert any(p == terms.STATUS_ACCORDING_TO and value.endswith("/state/CHL") for p, value in told)
