"""`accord path`: how two things are connected, with the sentences of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import UnknownThing
from accord.queries.joining import find_routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.store import Store


def test_a_person_and_a_place_are_joined_by_what_the_person_signed(store: Store) -> None:
    (route,) = find_routes(store, "Meles Zenawi", "Badme", 1)
    assert [stride.source for stride in route.strides] == ["Meles Zenawi", "Algiers Agreement"]
    assert [stride.relationship for stride in route.strides] == ["SIGNED", "COVERS"]
    assert route.strides[1].target == "Badme"


def test_every_stride_has_sentences_with_their_articles(store: Store) -> None:
    for route in find_routes(store, "Abiy", "Badme", 3):
        for stride in route.strides:
            if stride.relationship not in ("WITHIN", "OF"):
                assert stride.sentences, stride
            assert all(sentence.title and sentence.published for sentence in stride.sentences)


def test_no_more_paths_than_asked_for(store: Store) -> None:
    assert len(find_routes(store, "Abiy", "Badme", 1)) == 1
    assert len(find_routes(store, "Abiy", "Badme", 3)) == 3


def test_path_prints_arrows_as_relationships_point(accord: Callable) -> None:
    lines = accord("path", "Badme", "Meles Zenawi", "--limit", "1").out.splitlines()
    assert lines[0] == "1. Badme — Algiers Agreement — Meles Zenawi"
    assert lines[1] == "   Badme <-[COVERS]- Algiers Agreement"
    assert "“It covers the town of Badme.” — algiers, Eritrea and Ethiopia sign peace, 2000-12-13" in lines[2]
    assert "   Algiers Agreement <-[SIGNED]- Meles Zenawi" in lines


def test_path_prints_json(accord: Callable) -> None:
    (route,) = accord("path", "Meles Zenawi", "Badme", "--limit", "1", "--json").told
    assert route["strides"][0]["relationship"] == "SIGNED"
    assert route["strides"][1]["sentences"][0]["quote"]


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (("Badme", "Murmansk"), "nothing in the graph joins 'Badme' and 'Murmansk'"),
        (("ERI", "Eritrea"), "are the same: Eritrea"),
        (("ERI", "Atlantis"), "called 'Atlantis'"),
    ],
)
def test_what_cant_be_joined_is_said(store: Store, ends: tuple[str, str], words: str) -> None:
    with pytest.raises(UnknownThing, match=words):
        find_routes(store, *ends, 3)
