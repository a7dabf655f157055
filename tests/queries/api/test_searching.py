"""Search by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.queries.api.searching import SearchIndex

if TYPE_CHECKING:
    from accord.graph.store import Store


@pytest.fixture
def index(store: Store) -> SearchIndex:
    return SearchIndex(store)


@pytest.mark.parametrize("words", ["Eritrea", "eritrea", "ERI", "Eritria", "Ertrea", "eritr"])
def test_a_state_is_found_by_name_code_beginning_and_with_slips(index: SearchIndex, words: str) -> None:
    assert index.search(words)[0].iri.endswith("state/ERI")


def test_an_agreement_is_found_by_a_word_of_its_name(index: SearchIndex) -> None:
    assert "Algiers Agreement" in [hit.name for hit in index.search("algiers")]


def test_only_the_classes_asked_for_are_found(index: SearchIndex) -> None:
    assert {hit.type for hit in index.search("algiers", ["Agreement"])} == {"Agreement"}


def test_another_name_says_which_one_fitted(index: SearchIndex) -> None:
    assert index.search("ETH")[0].matched == "ETH"


def test_what_is_like_nothing_finds_nothing(index: SearchIndex) -> None:
    assert index.search("zzzzqqqq") == []
    assert index.search("") == []
    assert index.search('") OR 1 --') == index.search("or 1")


def test_no_more_than_asked_for(index: SearchIndex) -> None:
    assert len(index.search("a", limit=2)) <= 2
