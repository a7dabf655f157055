"""The knowledge graph becomes rows of nodes and edges by the ontology's annotations."""

from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.projection import Edge, Node, Point, Projection, project

if TYPE_CHECKING:
    from collections.abc import Iterable

ID = "https://w3id.org/accord/id/"
ACC = "https://w3id.org/accord/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"


def node(projection: Projection, name: str) -> Node:
    return next(found for found in projection.nodes if found.iri == ID + name)


def edges(projection: Projection, kind: str) -> list[Edge]:
    return [edge for edge in projection.edges if edge.type == kind]


def without(quads: Iterable[Quad], *names: str) -> list[Quad]:
    return [quad for quad in quads if quad.subject.value not in {ID + name for name in names}]


def triple(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(ID + subject), NamedNode(ACC + predicate), value)


def test_every_node_is_an_entity_with_the_label_of_its_class(projection: Projection) -> None:
    assert node(projection, "state/NOR").labels == ("Entity", "State")
    assert {found.labels[1] for found in projection.nodes} == {
        *("State", "Agreement", "Region", "Person", "Office", "Contact", "Incident", "Statement", "Article"),
    }


def test_values_have_their_own_types(projection: Projection) -> None:
    fisheries = node(projection, "agreement/fisheries").properties
    assert fisheries["date"] == "2024-03"
    assert fisheries["date_from"] == date(2024, 3, 1)
    assert fisheries["support"] == 2
    assert fisheries["contested"] is False
    assert node(projection, "agreement/rescue").properties["date_from"] == date(1672, 1, 1)


def test_concepts_become_their_notation(projection: Projection) -> None:
    fisheries = node(projection, "agreement/fisheries").properties
    assert (fisheries["kind"], fisheries["status"]) == ("memorandum", "signed")
    assert node(projection, "contact/call").properties["mode"] == "phone_call"


def test_topics_are_a_sorted_list_even_when_there_is_one(projection: Projection) -> None:
    assert node(projection, "agreement/fisheries").properties["topics"] == ("border", "fisheries")
    assert node(projection, "agreement/rescue").properties["topics"] == ("other",)


def test_several_values_where_one_is_usual_are_a_sorted_list(knowledge: list[Quad]) -> None:
    more = triple("state/NOR", "wikidata", Literal("Q1"))
    assert node(project([*knowledge, more]), "state/NOR").properties["wikidata"] == ("Q1", "Q20")


def test_a_place_has_its_coordinates_as_one_point(projection: Projection) -> None:
    properties = node(projection, "place/geonames-1").properties
    assert properties["location"] == Point(latitude=70.0, longitude=29.5)
    assert not {"latitude", "longitude"} & properties.keys()


def test_a_place_with_one_coordinate_has_no_point(knowledge: list[Quad]) -> None:
    halved = [quad for quad in knowledge if quad.predicate.value != ACC + "longitude"]
    assert "location" not in node(project(halved), "place/geonames-1").properties


def test_an_edge_carries_the_figures_of_its_link(projection: Projection) -> None:
    parties = {edge.source: edge for edge in edges(projection, "PARTY_TO") if edge.target.endswith("fisheries")}
    told = parties[ID + "state/NOR"].properties
    assert (told["support"], told["contested"], told["first_reported"]) == (2, False, date(2024, 4, 2))
    assert parties[ID + "state/FIN"].properties == {}


def test_an_office_is_held_since_a_day(projection: Projection) -> None:
    (held,) = edges(projection, "HOLDS")
    assert held.properties == {"as_of": date(2024, 4, 2), "since": date(2023, 1, 1)}


def test_each_passage_of_a_report_is_an_edge_of_its_own(projection: Projection) -> None:
    reports = [
        e
        for e in edges(projection, "REPORTS")
        if (e.source, e.target) == (ID + "article/a1", ID + "agreement/fisheries")
    ]
    assert [edge.properties["start"] for edge in sorted(reports, key=lambda e: e.key)] == [10, 58]


def test_a_link_is_no_node(projection: Projection) -> None:
    assert not [found for found in projection.nodes if "/link/" in found.iri]


def test_keys_are_unique_and_the_same_each_time(knowledge: list[Quad], projection: Projection) -> None:
    keys = [edge.key for edge in projection.edges]
    assert len(set(keys)) == len(keys)
    assert [edge.key for edge in project(knowledge).edges] == keys


def test_the_order_of_the_triples_changes_nothing(knowledge: list[Quad], projection: Projection) -> None:
    random.Random(7).shuffle(knowledge)
    assert project(knowledge) == projection


def test_an_end_without_class_is_a_bare_entity(knowledge: list[Quad]) -> None:
    lost = project(without(knowledge, "place/geonames-1"))
    assert node(lost, "place/geonames-1") == Node(ID + "place/geonames-1", ("Entity",), {})


def test_a_claimed_party_is_no_party(knowledge: list[Quad]) -> None:
    claim = triple("state/CHE", "allegedPartyTo", NamedNode(ID + "agreement/rescue"))
    told = project([*knowledge, claim])
    assert (ID + "state/CHE", ID + "agreement/rescue") in [
        (e.source, e.target) for e in edges(told, "ALLEGED_PARTY_TO")
    ]
    assert ID + "state/CHE" not in [edge.source for edge in edges(told, "PARTY_TO")]


def test_what_python_or_neo4j_cannot_hold_stays_text(knowledge: list[Quad]) -> None:
    early = triple("incident/seizure", "dateFrom", Literal("-0479-08-27", datatype=NamedNode(XSD + "date")))
    huge = triple("incident/seizure", "support", Literal(str(2**70), datatype=NamedNode(XSD + "integer")))
    properties = node(project([*knowledge, early, huge]), "incident/seizure").properties
    assert (properties["date_from"], properties["support"]) == ("-0479-08-27", str(2**70))


def test_values_of_several_types_become_text_since_a_list_has_one_type(knowledge: list[Quad]) -> None:
    early = triple("agreement/fisheries", "dateFrom", Literal("-0479-08-27", datatype=NamedNode(XSD + "date")))
    properties = node(project([*knowledge, early]), "agreement/fisheries").properties
    assert properties["date_from"] == ("-0479-08-27", "2024-03-01")


def test_a_thing_is_called_by_its_name_title_or_iri(projection: Projection) -> None:
    assert node(projection, "place/geonames-2").name == "Tromsø"
    assert node(projection, "office/NOR-minister").name == "fisheries minister"
    assert node(projection, "contact/call").name == "call"
