"""What stands around a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import UnknownThing
from accord.queries.api.articles import read_article
from accord.queries.api.surroundings import events, neighbourhood, spots

if TYPE_CHECKING:
    from accord.graph.store import Store


def test_a_state_has_its_agreements_around_it_with_their_relationships(store: Store) -> None:
    eritrea = store.namespace.state("ERI")
    found = neighbourhood(store, eritrea)
    names = {node.iri: node.name for node in found.nodes}
    parties = {(edge.source, names[edge.target]) for edge in found.edges if edge.type == "PARTY_TO"}
    assert (eritrea, "Algiers Agreement") in parties
    assert found.left_out == 0


def test_relationships_among_the_neighbours_are_drawn_too(store: Store) -> None:
    found = neighbourhood(store, store.namespace.state("ERI"))
    assert [edge for edge in found.edges if store.namespace.state("ERI") not in {edge.source, edge.target}]


def test_of_more_neighbours_than_asked_for_the_rest_is_counted(store: Store) -> None:
    whole = neighbourhood(store, store.namespace.state("ERI"))
    some = neighbourhood(store, store.namespace.state("ERI"), 2)
    assert len(some.nodes) == 3
    assert some.left_out == len(whole.nodes) - 3
    ends = {end for edge in some.edges for end in (edge.source, edge.target)}
    assert ends <= {node.iri for node in some.nodes}


def test_events_come_by_day(store: Store) -> None:
    found, left_out = events(store, store.namespace.state("ERI"))
    assert [event.start for event in found] == sorted(event.start for event in found)
    assert "2000-12-12" in {event.start for event in found}
    assert left_out == 0


def test_of_too_many_events_the_rest_is_counted(store: Store) -> None:
    whole, _ = events(store, store.namespace.state("ERI"))
    some, left_out = events(store, store.namespace.state("ERI"), 1)
    assert (some, left_out) == (whole[:1], len(whole) - 1)


def test_places_have_coordinates_and_what_happened_there(store: Store) -> None:
    found, _ = spots(store, store.namespace.state("ERI"))
    assert all(-90 <= spot.latitude <= 90 and -180 <= spot.longitude <= 180 and spot.things for spot in found)


def test_an_article_has_its_text_and_marks_that_lie_in_it(store: Store) -> None:
    article = read_article(store, store.namespace.article("algiers"))
    assert "Algeria mediated it." in article.text
    quoted = {article.text[mark.start : mark.end] for mark in article.marks if mark.name == "Algiers Agreement"}
    assert any("signed the Algiers Agreement" in text for text in quoted)


def test_an_article_that_is_not_there_is_unknown(store: Store) -> None:
    with pytest.raises(UnknownThing, match="nowhere"):
        read_article(store, store.namespace.article("nowhere"))
