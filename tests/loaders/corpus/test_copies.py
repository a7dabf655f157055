"""The same story under another address is extracted once, and the store is as if each had been extracted itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accord.graph.document import Document
from accord.graph.store import Store
from accord.loaders.corpus.copies import KEPT, Stories, story_key
from accord.loaders.corpus.pipeline import Pipeline
from accord.loaders.corpus.tasks import Reader
from accord.loaders.corpus.workers import ThisProcess
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.loading import Result
from accord.loaders.reading.source import read_source
from accord.loaders.sources import Source

GOLD = Path(__file__).parents[2] / "gold" / "articles"
STORY = "OSLO, May 4, 2017 - Norway and Iceland signed an agreement on fisheries in Oslo on Thursday, officials said."
LATER = "Iceland's foreign minister Anna Berg met her Norwegian counterpart in Bergen on Friday."
TAIL = "\n\nLeave a Reply\n\nNice fish, says {}.\n"
BAD = "This article is unreadable to this extractor, as it should be in this test."


@pytest.fixture(scope="module")
def rules() -> RuleExtractor:
    return RuleExtractor()


def elsewhere(document: Document) -> Document:
    """The document with the same story further down, another word between its paragraphs, and a tail."""
    text, spans, at = "Fjord Post | Subscribe\n\n", {}, 0
    for start, end in sorted({document.headline, document.dateline, *document.body} - {None}):
        text += f"{document.text[at:start]}\n¶\n"
        spans[start, end] = (len(text), len(text) + end - start)
        text, at = text + document.text[start:end], end
    moved = {name: spans.get(getattr(document, name)) for name in ("headline", "dateline")}
    body = tuple(spans[span] for span in document.body)
    return replace(document, id="elsewhere", text=f"{text}\nComments (3)", body=body, cuts=(), **moved)


@pytest.mark.parametrize("name", [f"own-{number:03}" for number in range(1, 127, 9)])
def test_moved_facts_are_those_that_extracting_the_copy_gives(name: str, rules: RuleExtractor) -> None:
    document = read_source((GOLD / f"{name}.txt").read_bytes(), name=name).document
    copy, stories = elsewhere(document), Stories(shared=True)
    story, known = stories.met(document)
    assert story is not None
    assert not known
    stories.found(story, rules.extract(document))
    assert stories.met(copy) == (story, True)
    assert story.told_by(copy) == rules.extract(copy)


def test_another_day_headline_order_or_word_is_another_story() -> None:
    document = Document("a", f"{STORY}\n{LATER}", ((0, len(STORY)), (len(STORY) + 1, len(STORY) + 1 + len(LATER))))
    others = (
        replace(document, metadata=replace(document.metadata, published=date(2017, 5, 6))),
        replace(document, headline=document.body[0], body=document.body[1:]),
        replace(document, body=document.body[::-1]),
        replace(document, text=document.text.replace("Friday", "Sunday")),
    )
    assert len({story_key(each) for each in (document, *others)}) == 5
    assert story_key(replace(document, id="b", metadata=replace(document.metadata, url="https://b.example/"))) == (
        story_key(document)
    )


def test_no_more_than_so_many_stories_are_remembered() -> None:
    stories = Stories(shared=True)
    for number in range(KEPT + 1):
        stories.met(Document("a", f"{number:06}", ((0, 6),)))
    assert [stories.met(Document("a", f"{n:06}", ((0, 6),)))[1] for n in (KEPT, 0)] == [True, False]


def sources(*texts: str) -> list[Source]:
    return [Source(f"{n}.txt", f"/{n}.txt", text.encode(), called=f"{n}") for n, text in enumerate(texts)]


@pytest.mark.parametrize("ahead", [1, 8])
def test_a_story_is_extracted_once_and_each_copy_cites_its_own_text(tmp_path: Path, extractor, ahead: int) -> None:
    given = sources(*(STORY + TAIL.format(name) for name in ("Ana", "Bo", "Cy")), LATER)
    dumps = {}
    for shares in (True, False):
        extractor.reads_spans_only, extractor.read = shares, []
        with Store.open(tmp_path / f"{shares}") as store:
            workers = ThisProcess(Reader(), extractor, ahead=ahead, together=ahead, groups=ahead)
            outcomes = list(Pipeline(store, workers, extractor.name).load(given))
            assert {outcome.result for outcome in outcomes} == {Result.LOADED}
            assert extractor.read == (["0", "3"] if shares else ["0", "1", "2", "3"])
            dumps[shares] = store.dump()
    assert dumps[True] == dumps[False]


@pytest.mark.parametrize("ahead", [1, 8])
def test_a_copy_of_what_could_not_be_extracted_is_tried_by_itself(store: Store, extractor, ahead: int) -> None:
    extractor.reads_spans_only = True
    workers = ThisProcess(Reader(), extractor, ahead=ahead, together=ahead, groups=ahead)
    given = sources(*(BAD + TAIL.format(name) for name in ("Ana", "Bo")), STORY)
    told = [str(outcome.error) for outcome in Pipeline(store, workers, extractor.name).load(given)]
    assert [words.partition(":")[0] for words in told] == ["0.txt", "1.txt", "None"]
