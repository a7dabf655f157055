"""What people said stands until it is taken back, and knowledge follows it by one rule."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.graph.conflicts import conflicts
from accord.graph.errors import UnknownThing
from accord.graph.judging import History
from accord.graph.knowledge.index import IS, Index
from accord.graph.knowledge.judgements import VERDICTS, Judgement
from accord.graph.knowledge.view import View
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

BASE = "https://w3id.org/accord/id/article/"
DAY, NEXT = date(2024, 5, 1), date(2024, 5, 2)


def mention(article: str) -> str:
    return f"{BASE}{article}/agreement/a1"


def word(one: str, other: str, verdict: str, by: str = "Ana", on: date = DAY) -> Judgement:
    return Judgement.of((mention(one), mention(other)), verdict, by, on)


@pytest.fixture
def store(fjords: Path) -> Iterator[Store]:
    with Store.open(fjords) as opened:
        yield opened


def thing(store: Store, article: str) -> str | None:
    return Index(View(store.database)).target(mention(article), IS)


def in_force(store: Store) -> list[tuple[int, str]]:
    return [(number, each.verdict) for number, each in History(store.database, store.namespace).standing()]


def test_the_latest_judgement_is_undone_first_and_knowledge_is_what_it_was(store: Store) -> None:
    before = store.dump()
    store.judge(word("bergen", "oslo", "different"))
    assert thing(store, "bergen") != thing(store, "oslo")
    between = store.dump()
    store.judge(word("bergen", "arica", "same"))
    assert thing(store, "bergen") == thing(store, "arica")
    assert store.undo().number == 2
    assert store.dump() == between
    assert store.undo().number == 1
    assert store.dump() == before


def test_undoing_a_second_word_on_a_pair_brings_the_first_back(store: Store) -> None:
    store.judge(word("bergen", "oslo", "different"))
    before = store.dump()
    store.judge(word("bergen", "oslo", "same", "Ben", NEXT))
    assert in_force(store) == [(2, "same")]
    store.undo()
    assert store.dump() == before
    assert in_force(store) == [(1, "different")]


def test_what_is_judged_at_once_is_undone_at_once(store: Store) -> None:
    before = store.dump()
    store.judge(word("bergen", "arica", "same"), word("lima", "cusco", "same"))
    assert in_force(store) == [(1, "same"), (1, "same")]
    assert len(store.undo().judgements) == 2
    assert store.dump() == before


def test_an_earlier_judgement_is_undone_by_number_or_iri(store: Store) -> None:
    first, second, third = (
        word("bergen", "arica", "same"),
        word("lima", "cusco", "same"),
        word("oslo", "lima", "unsure"),
    )
    for each in (first, second, third):
        store.judge(each)
    store.undo(2)
    assert in_force(store) == [(1, "same"), (3, "unsure")]
    store.undo(first.iri)
    assert in_force(store) == [(3, "unsure")]
    assert thing(store, "bergen") != thing(store, "arica")


def test_what_was_undone_never_comes_back(store: Store) -> None:
    store.judge(word("bergen", "oslo", "different"), word("lima", "cusco", "same"))
    store.judge(word("bergen", "oslo", "unsure", on=NEXT))
    store.undo(1)
    store.undo(2)
    # Of the first act one judgement had been replaced, so that only the other was undone by its number.
    assert in_force(store) == [(1, "different")]
    store.undo()
    assert in_force(store) == []
    with pytest.raises(UnknownThing, match="nothing is judged"):
        store.undo()


def test_undoing_what_isnt_there_names_what_is(store: Store) -> None:
    store.judge(word("bergen", "oslo", "unsure"))
    with pytest.raises(UnknownThing, match="no judgement 7 is in force; there are numbers 1"):
        store.undo(7)


def test_the_same_word_twice_is_one(store: Store) -> None:
    assert store.judge(word("bergen", "oslo", "same")).number == 1
    assert store.judge(word("bergen", "oslo", "same")).number == 0
    assert in_force(store) == [(1, "same")]


def test_judgements_are_replayed_on_a_rebuild(store: Store) -> None:
    store.judge(word("bergen", "oslo", "different"))
    store.judge(word("lima", "cusco", "same"))
    before = store.dump()
    store.rebuild()
    assert store.dump() == before
    assert thing(store, "lima") == thing(store, "cusco")
    assert store.undo().number == 2


def test_a_judgement_outlives_its_article_and_counts_when_it_comes_back(
    store: Store, report: Callable[..., tuple]
) -> None:
    store.judge(word("lima", "cusco", "same"))
    store.remove_article("cusco")
    assert thing(store, "cusco") is None
    store.replace_article(
        *report("cusco", "2023-02-01", "The Skerry Salmon Pact holds.", kind="treaty", name="Skerry Salmon Pact")
    )
    assert thing(store, "lima") == thing(store, "cusco")


# Conflicts


def test_different_outweighs_a_chain_of_same_and_the_later_same_is_followed(store: Store) -> None:
    early, late = word("bergen", "arica", "same"), word("arica", "lima", "same", on=NEXT)
    bar = word("bergen", "lima", "different")
    store.judge(early)
    store.judge(late)
    store.judge(bar)
    assert thing(store, "arica") == thing(store, "lima") != thing(store, "bergen")
    (found,) = conflicts((early, late, bar), lambda _: True)
    assert found.judgement == early
    assert set(found.against) == {late, bar}


def test_words_that_agree_are_no_conflict() -> None:
    told = (word("a", "b", "same"), word("b", "c", "same"), word("a", "c", "same"), word("c", "d", "different"))
    assert conflicts(told, lambda _: True) == ()


def test_a_word_on_a_mention_that_isnt_there_bars_nothing() -> None:
    told = (word("a", "b", "same"), word("b", "c", "same"), word("a", "c", "different"))
    assert conflicts(told, lambda iri: iri != mention("c")) == ()
    assert len(conflicts(told, lambda _: True)) == 1


ARTICLES = ("bergen", "oslo", "arica", "lima", "cusco")
words = st.builds(
    lambda pair, verdict, day: word(*pair, verdict, on=date(2024, 5, day)),
    st.sampled_from(list(combinations(ARTICLES, 2))),
    st.sampled_from(VERDICTS),
    st.integers(1, 3),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(words, max_size=7, unique_by=lambda each: each.iri), order=st.randoms(use_true_random=False))
def test_knowledge_follows_every_word_but_those_told_as_conflicts(store: Store, told: list, order) -> None:
    shuffled = list(told)
    order.shuffle(shuffled)
    for each in shuffled:
        store.judge(each)
    barred = {conflict.judgement for conflict in conflicts(told, lambda _: True)}
    things = {mention(article): thing(store, article) for article in ARTICLES}
    for each in told:
        if each.verdict == "different":
            assert things[each.one] != things[each.other]
        elif each.verdict == "same":
            assert (things[each.one] != things[each.other]) is (each in barred)
    for each in told:
        store.unjudge(each)
