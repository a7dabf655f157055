"""The Turtle says what every term means, and holds every code of the facts document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.graph.facts import FACTUALITIES
from accord.ontology import terms
from accord.ontology.vocabulary import Concept, Scheme, Term, Vocabulary, full, read_vocabulary, short

if TYPE_CHECKING:
    from pathlib import Path

CODES = {
    "kind": "treaty memorandum ceasefire peace_agreement trade_agreement security_pact arms_control border_agreement "
    "prisoner_exchange communique understanding other",
    "status": "proposed under_negotiation agreed signed ratified in_force suspended violated terminated rejected "
    "expired",
    "mode": "meeting phone_call video_call visit negotiation letter",
    "role": "head_of_state head_of_government foreign_minister defence_minister military_chief ambassador envoy "
    "spokesperson other_minister legislator igo_head other",
    "stance": "asserts denies claims promises threatens rejects calls_for accuses welcomes",
    "topic": "safe_zone deconfliction notification ceasefire withdrawal prisoner_exchange humanitarian_access trade "
    "tariffs energy nuclear arms border water fisheries migration extradition technology finance climate "
    "security_cooperation diplomatic_relations visa transport culture health other",
    "act": "proposal agreement initialling signature signature_ad_referendum confirmation_of_signature "
    "succession_to_signature definitive_signature ratification acceptance approval accession succession "
    "formal_confirmation simplified_procedure consent_to_be_bound participation admission "
    "provisional_acceptance provisional_application non_provisional_application application "
    "entry_into_force extension territorial_extension notification registration suspension violation "
    "withdrawal denunciation termination rejection expiry",
    "incident": "strike clash shelling attack detention violation expulsion other",
    "factuality": " ".join(FACTUALITIES),
    "relation": "amends implements supersedes renews",
}
"""The codes that facts documents may use."""


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return read_vocabulary()


def scheme(vocabulary: Vocabulary, notation: str) -> Scheme:
    return next(found for found in vocabulary.schemes if found.notation == notation)


def concepts(vocabulary: Vocabulary) -> list[Concept]:
    return [concept for found in vocabulary.schemes for concept in found.concepts]


def documented(term: Term | Scheme | Concept) -> bool:
    return bool(term.label) and term.definition.endswith((".", "…")) and len(term.definition) > 8


def test_every_term_has_a_label_and_a_definition(vocabulary: Vocabulary) -> None:
    everything = (*vocabulary.terms, *vocabulary.schemes, *concepts(vocabulary))
    assert len(everything) > 200
    assert [term.iri for term in everything if not documented(term)] == []


def test_every_property_says_what_its_values_are(vocabulary: Vocabulary) -> None:
    known = {term.iri for term in vocabulary.classes} | {full("skos:Concept"), *vocabulary.borrowed}
    assert [term.name for term in vocabulary.properties if not term.range or not {*term.range} <= known] == []


def test_every_domain_is_a_class_of_accord(vocabulary: Vocabulary) -> None:
    known = {term.iri for term in vocabulary.classes}
    assert [term.name for term in vocabulary.properties if not {*term.domain} <= known] == []


def test_every_property_with_concepts_names_a_scheme(vocabulary: Vocabulary) -> None:
    schemes = {found.iri for found in vocabulary.schemes}
    of_concepts = [term for term in vocabulary.properties if full("skos:Concept") in term.range]
    assert {term.value("acc:conceptScheme") for term in of_concepts} == schemes - {f"{terms.SCHEME}relation"}


def test_a_class_of_nodes_is_an_entity_and_no_other_is(vocabulary: Vocabulary) -> None:
    parents = {term.iri: set(term.values("rdfs:subClassOf")) for term in vocabulary.classes}

    def is_entity(iri: str) -> bool:
        return iri == terms.ENTITY or any(is_entity(parent) for parent in parents.get(iri, ()))

    evidence = {terms.TENURE, terms.PASSAGE, terms.CUT, terms.LINK}
    kept = {terms.INPUT, terms.REFUSAL, terms.VERSION, terms.JUDGEMENT}
    assert {iri for iri in parents if not is_entity(iri)} == evidence | kept


def test_classes_are_aligned_with_the_vocabularies_that_others_use(vocabulary: Vocabulary) -> None:
    near = {
        short(term.iri): {short(iri) for iri in term.values("rdfs:subClassOf", "skos:closeMatch")}
        for term in vocabulary.classes
    }
    assert "org:Post" in near["acc:Office"]
    assert "org:Membership" in near["acc:Tenure"]
    assert {"schema:NewsArticle", "prov:Entity"} <= near["acc:Article"]
    assert {"geo:Feature", "schema:Place"} <= near["acc:Region"]
    assert "oa:TextPositionSelector" in near["acc:Passage"]


@pytest.mark.parametrize("notation", CODES)
def test_a_scheme_holds_the_codes_of_the_facts_document_in_order(vocabulary: Vocabulary, notation: str) -> None:
    assert scheme(vocabulary, notation).notations == tuple(CODES[notation].split())


def test_there_are_no_other_schemes(vocabulary: Vocabulary) -> None:
    assert {found.notation for found in vocabulary.schemes} == CODES.keys()


def test_a_concept_is_named_by_scheme_and_code(vocabulary: Vocabulary) -> None:
    for found in vocabulary.schemes:
        for concept in found.concepts:
            assert concept.iri == f"{terms.SCHEME}{found.notation}/{concept.notation}"


def test_relations_between_agreements_are_properties_too(vocabulary: Vocabulary) -> None:
    names = {term.name for term in vocabulary.properties}
    assert {*scheme(vocabulary, "relation").notations} <= names


def test_signing_has_the_codes_of_both_event_codings(vocabulary: Vocabulary) -> None:
    signature = next(c for c in scheme(vocabulary, "act").concepts if c.notation == "signature")
    assert (signature.plover, signature.cameo) == (("SUPPORT",), ("057",))


def test_a_phone_call_is_a_consultation_with_its_mode(vocabulary: Vocabulary) -> None:
    call = next(c for c in scheme(vocabulary, "mode").concepts if c.notation == "phone_call")
    assert (call.plover, call.cameo) == (("CONSULT/phone",), ("041",))


def test_event_codes_are_those_of_the_published_conversion_table(vocabulary: Vocabulary, shared: Path) -> None:
    table = plover_by_cameo(shared / "data" / "plover_gsr" / "CAMEO2PLOVER-2021.txt")
    dropped = ("01", "02")  # comments and appeals: PLOVER has no event type for them
    for concept in concepts(vocabulary):
        codes = [code for code in concept.cameo if not code.startswith(dropped)]
        assert {*codes} <= table.keys(), concept.iri
        assert {table[code][0] for code in codes} <= {p.partition("/")[0] for p in concept.plover}, concept.iri
        pairs = {f"{event}/{mode}" for event, mode in table.values()}
        assert {p for p in concept.plover if "/" in p} <= pairs, concept.iri


def plover_by_cameo(path: Path) -> dict[str, tuple[str, str]]:
    """Event type and mode for each CAMEO code."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code, colon, rest = line.partition(":")
        if colon and code.isdigit():
            event, mode, *_ = (*(part.strip() for part in rest.partition("#")[0].split(",")), "")
            found[code] = event, mode
    return found
