"""What was read already isn't read as something new: the same text, the same address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.graph.identifiers import VERSIONS
from accord.graph.store import Store
from accord.loaders.corpus.pipeline import Pipeline
from accord.loaders.corpus.tasks import Reader
from accord.loaders.corpus.workers import ThisProcess
from accord.loaders.loading import Outcome, Result
from accord.loaders.sources import Source

if TYPE_CHECKING:
    from pathlib import Path

STORY = b"Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both countries said."
OTHER = STORY.replace(b"fisheries", b"energy")
BAD = b"This article is unreadable to this extractor, as it should be in this test."


def current(store: Store) -> list[str]:
    """All graphs but that of older versions."""
    return [graph for graph in store.graphs() if graph != VERSIONS]


def load(store: Store, extractor, *sources: Source, ahead: int = 1) -> list[Outcome]:
    workers = ThisProcess(Reader(), extractor, ahead=ahead, together=ahead, groups=ahead)
    return list(Pipeline(store, workers, extractor.name).load(sources))


@pytest.mark.parametrize("ahead", [1, 8])
def test_the_same_text_under_another_name_is_skipped(store: Store, extractor, ahead: int) -> None:
    given = [Source("a.txt", "/a.txt", STORY), Source("b.txt", "/b.txt", STORY), Source("c.txt", "/c.txt", OTHER)]
    outcomes = load(store, extractor, *given, ahead=ahead)
    assert [each.result for each in outcomes] == [Result.LOADED, Result.UNCHANGED, Result.LOADED]
    assert outcomes[1].identifier == "a"
    assert outcomes[1].remarks == ("has the same text as the article a; it isn't kept twice",)
    assert (store.articles(), extractor.read) == (("a", "c"), ["a", "c"])
    again = load(store, extractor, *given, ahead=ahead)
    assert {each.result for each in again} == {Result.UNCHANGED}


def test_who_has_the_text_of_what_was_refused_is_refused_whether_others_wait_or_not(store: Store, extractor) -> None:
    given = [Source("a.txt", "/a.txt", BAD), Source("b.txt", "/b.txt", BAD)]
    serial = [str(each.error) for each in load(store, extractor, *given)]
    ahead = [str(each.error) for each in load(store, extractor, *given, ahead=8)]
    assert serial == ahead
    assert serial[1] == "b.txt: has the same text as the article a, which was refused"


def test_an_article_that_was_removed_is_loaded_again_from_whoever_had_its_text(store: Store, extractor) -> None:
    given = [Source("a.txt", "/a.txt", STORY), Source("b.txt", "/b.txt", STORY)]
    load(store, extractor, *given)
    store.remove_article("a")
    assert [each.identifier for each in load(store, extractor, given[1])] == ["b"]


@pytest.mark.parametrize("texts", [(STORY, OTHER, STORY), (STORY, OTHER, STORY, OTHER, OTHER)])
def test_a_story_that_changes_to_and_fro_ends_alike_whether_others_wait_or_not(
    tmp_path: Path, extractor, texts: tuple[bytes, ...]
) -> None:
    place, dumps = "https://coast.example/fish", []
    given = [Source(place, place, text, called="fish") for text in texts]
    # What is new while the article that has its text is about to change isn't taken for the same.
    given.append(Source("late.txt", "/late.txt", STORY if texts[-1] == OTHER else OTHER))
    for ahead in (1, 8):
        with Store.open(tmp_path / f"ahead{ahead}") as store:
            load(store, extractor, given[0])
            load(store, extractor, *given[1:], ahead=ahead)
            dumps.append(store.dump())
            former = [version.text.encode() for version in store.versions("fish")]
            assert former == [STORY, OTHER, STORY][: 2 + (texts[-1] == OTHER)]
            assert "late" in store.articles()
    assert dumps[0] == dumps[1]


def test_an_update_of_a_known_address_replaces_the_story_whatever_it_is_called(store: Store, extractor) -> None:
    place = "https://coast.example/fish"
    load(store, extractor, Source("x.csv line 2", place, STORY, called="7"))
    (outcome,) = load(store, extractor, Source(place, place, OTHER, called="fish"))
    assert (outcome.result, outcome.identifier, store.articles()) == (Result.LOADED, "7", ("7",))
    assert b"fisheries" not in b"".join(str(quad).encode() for graph in current(store) for quad in store.quads(graph))
    assert [version.text for version in store.versions("7")] == [STORY.decode()]
