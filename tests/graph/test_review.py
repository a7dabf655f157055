"""Which pairs are shown to a person, and in which order."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import InputError, UnknownThing
from accord.graph.knowledge.judgements import Judgement
from accord.graph.knowledge.likeness import SAME, UNSURE
from accord.graph.review import find_pairs, others_of, still_open
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from accord.graph.review import Pair

BASE = "https://w3id.org/accord/id/"
DAY = date(2024, 5, 1)


@pytest.fixture
def store(fjords: Path) -> Iterator[Store]:
    with Store.open(fjords) as opened:
        yield opened


def articles(pair: Pair) -> set[str]:
    return {pair.one.article, pair.other.article}


def find(store: Store, *names: str, kind: str = "agreement") -> Pair:
    (found,) = (pair for pair in find_pairs(store, kind) if articles(pair) == set(names))
    return found


def test_pairs_that_are_two_but_near_have_both_sides_and_reasons(store: Store) -> None:
    pair = find(store, "lima", "cusco")
    assert not pair.joined
    assert UNSURE <= pair.points < SAME
    assert (pair.one.article, pair.one.publisher, pair.one.published) == ("lima", "The Skerry", "2022-02-01")
    assert pair.one.quotes == ("The Skerry Herring Pact holds.",)
    assert {each.label: each.values for each in pair.one.features}["parties"] == ("Chile", "Norway")
    assert sum(points for points, _ in pair.reasons) == pair.points
    assert "the same parties" in {reason for _, reason in pair.reasons}


def test_pairs_that_are_one_on_weak_evidence_are_shown(store: Store) -> None:
    pair = find(store, "bergen", "oslo", kind="person")
    assert pair.joined
    assert pair.one.thing == pair.other.thing
    assert {name for side in (pair.one, pair.other) for each in side.features for name in each.values} >= {
        "Ingrid Solheim",
        "Solheim",
        "envoy of Norway",
    }


def test_what_speaks_for_itself_is_not_asked(store: Store) -> None:
    assert not [pair for pair in find_pairs(store, "agreement") if articles(pair) == {"bergen", "oslo"}]
    assert not [pair for pair in find_pairs(store, "agreement") if articles(pair) == {"bergen", "arica"}]


def test_what_more_articles_tell_comes_first(store: Store, report: Callable[..., tuple]) -> None:
    store.replace_article(
        *report("x", "2030-01-01", "The Gannet Squid Pact holds.", kind="treaty", name="Gannet Squid Pact")
    )
    store.replace_article(
        *report("y", "2031-01-01", "The Gannet Prawn Pact holds.", kind="treaty", name="Gannet Prawn Pact")
    )
    for number in range(3):
        more = report(
            f"y{number}", f"2033-01-0{number + 1}", "The Gannet Prawn Pact.", kind="treaty", name="Gannet Prawn Pact"
        )
        store.replace_article(*more)
    found = [pair for pair in find_pairs(store, "agreement") if not pair.joined]
    assert [pair.use for pair in found] == sorted((pair.use for pair in found), reverse=True)
    order = [articles(pair) for pair in found]
    # Any report of the prawn pact may stand for it.
    squid = next(number for number, each in enumerate(order) if "x" in each)
    assert order[squid] - {"x"} <= {"y", "y0", "y1", "y2"}
    assert squid < order.index({"lima", "cusco"})


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_what_was_judged_is_not_asked_again(store: Store, verdict: str) -> None:
    pair = find(store, "lima", "cusco")
    assert still_open(store, [pair]) == (pair,)
    store.judge(Judgement.of((pair.one.mention, pair.other.mention), verdict, "Ana", DAY))
    assert not [each for each in find_pairs(store, "agreement") if articles(each) == {"lima", "cusco"}]
    assert still_open(store, [pair]) == ()
    store.undo()
    assert find(store, "lima", "cusco") == pair


def test_pairs_of_an_article_that_is_gone_are_no_longer_open(store: Store) -> None:
    pair = find(store, "lima", "cusco")
    store.remove_article("lima")
    assert still_open(store, [pair]) == ()


def test_a_review_may_be_of_one_kind_or_thing_and_stops_at_a_limit(store: Store) -> None:
    found = find_pairs(store)
    assert {pair.kind for pair in found} == {"agreement", "person"}
    assert {pair.kind for pair in find_pairs(store, "person")} == {"person"}
    assert find_pairs(store, limit=2) == found[:2]
    pair = find(store, "lima", "cusco")
    for about in (pair.one.mention, pair.one.thing, f"{BASE}article/lima"):
        assert pair in find_pairs(store, about=about)
        assert all("lima" in articles(each) for each in find_pairs(store, about=about, kind="agreement"))
    assert set(find_pairs(store, about=f"{BASE}state/CHL")) == {each for each in found if each.kind == "agreement"}


def test_a_wrong_kind_or_thing_is_named(store: Store) -> None:
    with pytest.raises(InputError, match="--kind treaty: give one of person, agreement"):
        find_pairs(store, "treaty")
    with pytest.raises(UnknownThing, match="state/PER: no agreement"):
        find_pairs(store, about=f"{BASE}state/PER")


def test_the_others_of_a_mention_are_those_of_its_thing(store: Store) -> None:
    mention = f"{BASE}article/oslo/agreement/a1"
    assert others_of(store, mention) == (f"{BASE}article/bergen/agreement/a1",)
    assert others_of(store, f"{BASE}article/nowhere/agreement/a1") == ()


def test_an_empty_store_has_nothing_to_review(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store") as store:
        assert find_pairs(store) == ()
