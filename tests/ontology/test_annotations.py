"""Neo4j shows what the annotations say, and they don't contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.ontology import terms
from accord.ontology.annotations import Annotations, read_annotations
from accord.ontology.vocabulary import read_vocabulary, turtle

if TYPE_CHECKING:
    from pyoxigraph import Quad

PREFIXES = """@prefix acc: <https://w3id.org/accord/ontology#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(scope="module")
def annotations() -> Annotations:
    return read_annotations(read_vocabulary())


def of(turtle_text: str) -> Annotations:
    return read_annotations(read_vocabulary((PREFIXES + turtle_text).encode()))


def test_the_projection_shows_every_property_of_the_knowledge_graph(
    annotations: Annotations, knowledge_of_article: tuple[Quad, ...]
) -> None:
    quads = knowledge_of_article
    links = {quad.subject for quad in quads if quad.object.value == terms.LINK}
    of_nodes = {quad.predicate.value for quad in quads if quad.subject not in links}
    of_links = {quad.predicate.value for quad in quads if quad.subject in links}
    assert len(of_nodes) > 40
    assert of_nodes - annotations.types.keys() - annotations.properties.keys() == {
        terms.RDF_TYPE,
        terms.WAS_DERIVED_FROM,
    }
    structure = {terms.RDF_TYPE, terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT}
    assert of_links - annotations.link_properties.keys() == structure


def test_the_projection_shows_every_class_of_the_knowledge_graph(
    annotations: Annotations, knowledge_of_article: tuple[Quad, ...]
) -> None:
    classes = {quad.object.value for quad in knowledge_of_article if quad.predicate.value == terms.RDF_TYPE}
    assert len(classes) > 10
    assert classes - annotations.labels.keys() == {terms.LINK}


def test_a_label_is_the_name_of_its_class(annotations: Annotations) -> None:
    assert annotations.labels == {iri: iri.removeprefix(terms.ACC) for iri in annotations.labels}


def test_no_label_is_a_relationship_type_in_whatever_case(annotations: Annotations) -> None:
    labels = {label.casefold() for label in annotations.labels.values()}
    assert labels & {kind.casefold() for kind in annotations.types.values()} == set()


def test_names_are_those_of_the_contract(annotations: Annotations) -> None:
    assert annotations.types[terms.OFFICE_OF] == "OF"
    assert annotations.types[terms.TOOK_PART_IN] == "TOOK_PART_IN"
    assert annotations.properties[terms.TOPIC] == "topics"
    assert annotations.properties[terms.DATE_FROM] == "date_from"
    assert annotations.properties[terms.ACT_TYPE] == annotations.properties[terms.PLACE_TYPE] == "type"
    assert annotations.link_properties[terms.AS_OF] == "as_of"
    assert set(annotations.lists) == {"topics", "other_names", "register_entries"}


def test_values_have_a_kind(annotations: Annotations) -> None:
    assert annotations.values[terms.STATUS] == "concept"
    assert annotations.values[terms.DATE_FROM] == "date"
    assert annotations.values[terms.SUPPORT] == "integer"
    assert annotations.values[terms.CONFIDENCE] == "number"
    assert annotations.values[terms.CONTESTED] == "boolean"
    assert annotations.values[terms.LATITUDE] == annotations.values[terms.LONGITUDE] == "point"
    assert annotations.values[terms.NAME] == "string"


def test_a_term_that_neo4j_does_not_show_has_no_annotation(annotations: Annotations) -> None:
    assert terms.TENURE not in annotations.labels
    assert terms.HAS_PASSAGE not in annotations.types
    assert terms.DIGEST not in annotations.properties


def test_a_label_that_is_a_relationship_type_is_refused() -> None:
    with pytest.raises(ValueError, match="HOLDS is both a label and a relationship type"):
        of("""acc:Holds a owl:Class ; acc:neo4jLabel "Holds" . acc:h a owl:ObjectProperty ; acc:neo4jType "HOLDS" .""")


def test_two_classes_of_one_label_are_refused() -> None:
    with pytest.raises(ValueError, match="two terms share a label"):
        of("""acc:A a owl:Class ; acc:neo4jLabel "A" . acc:B a owl:Class ; acc:neo4jLabel "A" .""")


def test_two_properties_of_a_class_under_one_name_are_refused() -> None:
    text = 'a owl:DatatypeProperty ; rdfs:domain acc:A ; rdfs:range xsd:string ; acc:neo4jProperty "kind" .'
    with pytest.raises(ValueError, match="sort and kind would both be the property kind"):
        of(f"acc:kind {text} acc:sort {text}")


def test_a_literal_cannot_be_a_relationship() -> None:
    with pytest.raises(ValueError, match="x can't be both a relationship and a value"):
        of("""acc:x a owl:DatatypeProperty ; rdfs:range xsd:string ; acc:neo4jType "X" .""")


def test_a_value_of_an_unknown_datatype_is_refused() -> None:
    with pytest.raises(ValueError, match="x: give it the range xsd:string"):
        of("""acc:x a owl:DatatypeProperty ; rdfs:range xsd:hexBinary ; acc:neo4jProperty "x" .""")


def test_the_turtle_of_accord_is_packaged() -> None:
    assert all(turtle(name) for name in ("accord.ttl", "schemes.ttl", "shapes.ttl"))
