"""Taking a mention out of its thing needs few judgements, and what nobody can say isn't guessed by way of a third."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.knowledge.index import IS, Index
from accord.graph.knowledge.judgements import Judgement
from accord.graph.knowledge.view import View
from accord.graph.splitting import split
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DAY = date(2024, 5, 1)
ARTICLES = ("one", "two", "three", "four", "five")


def mention(article: str) -> str:
    return f"https://w3id.org/accord/id/article/{article}/agreement/a1"


@pytest.fixture
def store(tmp_path: Path, report: Callable[..., tuple]) -> Iterator[Store]:
    """Five articles that report one agreement."""
    with Store.open(tmp_path / "store") as opened:
        for number, article in enumerate(ARTICLES):
            text = f"Report {number} of the pact."
            opened.replace_article(*report(article, f"2021-05-0{number + 4}", text, date="2021-05-03"))
        yield opened


def things(store: Store) -> list[list[str]]:
    """Which articles tell of one agreement."""
    index = Index(View(store.database))
    found: dict[str | None, list[str]] = {}
    for article in ARTICLES:
        found.setdefault(index.target(mention(article), IS), []).append(article)
    return sorted(found.values(), key=len)


def test_two_judgements_at_most_take_a_mention_out_of_a_thing_of_five(store: Store) -> None:
    assert things(store) == [list(ARTICLES)]
    judgements = split(store, mention("three"), "Ana", DAY)
    assert {each.verdict for each in judgements} == {"different"}
    assert len(judgements) <= 2
    assert things(store) == [list(ARTICLES)]  # it only proposes them
    store.judge(*judgements)
    assert things(store) == [["three"], ["one", "two", "four", "five"]]
    assert split(store, mention("three"), "Ana", DAY) == ()


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_two_that_nobody_calls_the_same_arent_joined_by_a_third(store: Store, verdict: str) -> None:
    store.judge(Judgement.of((mention("one"), mention("two")), verdict, "Ana", DAY))
    together = next(each for each in things(store) if "one" in each)
    assert "two" not in together
    assert len(things(store)) == 2


def test_the_same_said_of_both_sides_outweighs_that_nobody_could_say(store: Store) -> None:
    for one, other, verdict in [("one", "two", "unsure"), ("one", "three", "same"), ("two", "three", "same")]:
        store.judge(Judgement.of((mention(one), mention(other)), verdict, "Ana", DAY))
    assert things(store) == [list(ARTICLES)]
