"""Paths between two things, with the sentences that say so."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Quad

from accord.graph.errors import UnknownThing
from accord.graph.network import Path, evidence_paths, to_networkx
from accord.graph.projection import Projection, project

ID = "https://w3id.org/accord/id/"
ACC = "https://w3id.org/accord/ontology#"


def route(path: Path) -> list[str]:
    things = [path.steps[0].source, *(step.target for step in path.steps)]
    return [thing.iri.removeprefix(ID) for thing in things]


def edge(source: str, predicate: str, target: str) -> Quad:
    return Quad(NamedNode(ID + source), NamedNode(ACC + predicate), NamedNode(ID + target))


def test_the_network_holds_every_node_and_relationship(projection: Projection) -> None:
    network = to_networkx(projection)
    assert network.number_of_nodes() == len(projection.nodes)
    assert network.number_of_edges() == len(projection.edges)
    assert network.nodes[ID + "state/NOR"]["iso3"] == "NOR"
    assert network.nodes[ID + "state/NOR"]["labels"] == ("Entity", "State")
    parallel = network.get_edge_data(ID + "article/a1", ID + "agreement/fisheries")
    assert sorted(attributes["start"] for attributes in parallel.values()) == [10, 58]


def test_an_official_and_a_region_are_joined_by_what_was_discussed(projection: Projection) -> None:
    path = evidence_paths(projection, ID + "person/ada-berg", ID + "place/geonames-1", 1)[0]
    assert route(path) == ["person/ada-berg", "contact/call", "agreement/fisheries", "place/geonames-1"]
    assert [step.edge.type for step in path.steps] == ["TOOK_PART_IN", "DISCUSSED", "COVERS"]
    assert all(step.forward for step in path.steps)


def test_each_step_has_the_sentences_of_its_ends(projection: Projection) -> None:
    path = evidence_paths(projection, ID + "person/ada-berg", ID + "place/geonames-1", 1)[0]
    first, _, last = path.steps
    assert [sentence.quote for sentence in first.sentences] == ["Ada Berg had called Helsinki in February."]
    assert last.sentences[0].quote == "It covers the Varangerfjord."
    assert last.sentences[0].article == ID + "article/a1"


def test_relationships_are_followed_against_their_direction(projection: Projection) -> None:
    path = evidence_paths(projection, ID + "place/geonames-1", ID + "state/FIN", 1)[0]
    assert route(path) == ["place/geonames-1", "agreement/fisheries", "state/FIN"]
    assert [step.forward for step in path.steps] == [False, False]


def test_an_article_is_no_shortcut_unless_asked_for(projection: Projection) -> None:
    ends = ID + "contact/call", ID + "incident/seizure"
    assert all("article" not in name for path in evidence_paths(projection, *ends, 5) for name in route(path))
    through = evidence_paths(projection, ID + "article/a1", ID + "contact/call", 1, articles=True)
    assert route(through[0]) == ["article/a1", "contact/call"]
    assert evidence_paths(projection, ID + "article/a1", ID + "contact/call") == ()


def test_a_hub_that_everybody_deals_with_comes_after_what_joins_two_alone(knowledge: list[Quad]) -> None:
    crowd = [edge("state/NOR", "partyTo", f"agreement/other-{number}") for number in range(40)]
    told = project([*knowledge, *crowd, edge("agreement/rescue", "covers", "place/geonames-2")])
    (first, *_) = evidence_paths(told, ID + "place/geonames-2", ID + "agreement/fisheries", 3)
    assert "state/NOR" in route(first)
    beside = project([*knowledge, *crowd, edge("state/CHE", "partyTo", "agreement/rescue")])
    (first, *_) = evidence_paths(beside, ID + "agreement/rescue", ID + "agreement/fisheries", 3)
    assert route(first) == ["agreement/rescue", "state/CHE", "agreement/fisheries"]


def test_paths_come_shortest_first_and_at_most_as_many_as_asked(projection: Projection) -> None:
    paths = evidence_paths(projection, ID + "state/NOR", ID + "state/FIN", 2)
    assert len(paths) == 2
    assert len(paths[0].steps) <= len(paths[1].steps)
    assert len({tuple(route(path)) for path in paths}) == 2


def test_things_that_nothing_joins_have_no_path(knowledge: list[Quad]) -> None:
    kind = Quad(
        NamedNode(ID + "state/ISL"),
        NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        NamedNode(ACC + "State"),
    )
    told = project([*knowledge, kind])
    assert evidence_paths(told, ID + "state/ISL", ID + "state/NOR") == ()
    assert evidence_paths(told, ID + "state/NOR", ID + "state/NOR") == ()


def test_an_unknown_thing_is_named(projection: Projection) -> None:
    with pytest.raises(UnknownThing, match="state/ZZZ"):
        evidence_paths(projection, ID + "state/ZZZ", ID + "state/NOR")
