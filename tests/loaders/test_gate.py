"""The gate: news that can hold no fact isn't parsed, and no fact is lost by that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.extraction.language_model import LONGEST_SENTENCE
from accord.loaders.reading import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from accord.graph.document import Document

EVERYDAY = "The {} won the cup on Sunday.\n\nThe coach said the players of {} had run well. Fans sang in the rain."


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


@pytest.fixture(scope="module")
def ungated() -> RuleExtractor:
    return RuleExtractor(gated=False)


def article(text: str, name: str = "article") -> Document:
    return read_document(text.encode(), name=f"{name}.txt")


def parsed(extractor: RuleExtractor, text: str) -> list[str]:
    """The parts of a text that the gate lets through, by a fact of each: here whole articles and their paragraphs."""
    from accord.loaders.extraction.gate import Gate
    from accord.loaders.extraction.language_model import units

    gate = Gate(extractor.lexicon)
    words = [unit.text.replace(".", " .").split() for unit in units(article(text))]
    actors = [
        [m for m in extractor.analyse(article(unit.text)).actors if m.end <= len(tokens)]
        for unit, tokens in zip(units(article(text)), words, strict=True)
    ]
    return [u.text for u, chosen in zip(units(article(text)), gate.chosen(words, actors), strict=True) if chosen]


def test_an_article_without_state_or_word_of_diplomacy_is_not_parsed(extractor: RuleExtractor) -> None:
    assert parsed(extractor, EVERYDAY.format("Rovers", "Rovers")) == []


def test_a_word_of_diplomacy_lets_the_whole_article_through(extractor: RuleExtractor) -> None:
    assert len(parsed(extractor, "A busy day.\n\nThe ambassador left early.\n\nIt rained.")) == 3


def test_a_treaty_called_start_is_told_from_a_start(extractor: RuleExtractor) -> None:
    assert parsed(extractor, "It was a good start for the runner.\n\nShe won.") == []
    assert len(parsed(extractor, "Experts spoke of START all evening.\n\nNobody listened.")) == 2


def test_a_head_of_state_needs_a_capital_and_a_name(extractor: RuleExtractor) -> None:
    assert parsed(extractor, "The president of the club was pleased.") == []
    assert parsed(extractor, "Fans filled King Street and the Premier League shop.") == []
    assert len(parsed(extractor, "President Moyo slept badly.")) == 1


def test_only_paragraphs_that_tell_something_of_a_state_are_parsed(extractor: RuleExtractor) -> None:
    text = "Bread is dear.\n\nFrance told bakers to wait. Flour is dear.\n\nBakers bake. Spain is warm. They said so."
    assert parsed(extractor, text) == ["France told bakers to wait. Flour is dear."]


def test_diplomatic_articles_pass_whole(root: Path, extractor: RuleExtractor, ungated: RuleExtractor) -> None:
    for path in sorted((root / "tests" / "gold" / "articles").glob("own-02*.txt")):
        document = article(path.read_text(encoding="utf-8"), path.stem)
        assert extractor.extract(document) == ungated.extract(document)


def test_a_minister_in_everyday_news_is_found(extractor: RuleExtractor) -> None:
    facts = extractor.extract(
        article("Roads flooded.\n\nBelgium's transport minister, Luc Maes, said roads were closed.")
    )
    assert [(o.person, o.actor) for o in facts.offices] == [("Luc Maes", "BEL")]


def test_many_articles_together_give_what_each_gives_alone(root: Path, extractor: RuleExtractor) -> None:
    paths = sorted((root / "tests" / "gold" / "articles").glob("own-01*.txt"))
    documents = [article(p.read_text(encoding="utf-8"), p.stem) for p in paths]
    documents.insert(3, article(EVERYDAY.format("Rovers", "Rovers"), "everyday"))
    assert len(documents) > 10
    assert list(extractor.extract_all(documents)) == [extractor.extract(document) for document in documents]


def test_no_articles_give_no_facts(extractor: RuleExtractor) -> None:
    assert list(extractor.extract_all([])) == []


def test_an_endless_sentence_is_cut_and_still_read(extractor: RuleExtractor) -> None:
    text = "Chad and Niger signed a border treaty in Zinder " + "and the wind blew " * 400 + "."
    analysis = extractor.analyse(article(text))
    assert max(s.end - s.start for s in analysis.sentences) <= LONGEST_SENTENCE
    assert [a.parties for a in extractor.extract(article(text)).agreements] == [("TCD", "NER")]
    assert all(p.quote in text for a in extractor.extract(article(text)).agreements for p in a.evidence.passages)


def test_characters_without_spaces_are_read_in_pieces(extractor: RuleExtractor) -> None:
    text = f"Chad and Niger signed a border treaty. {'([x' * 3000}"
    assert [a.parties for a in extractor.extract(article(text)).agreements] == [("TCD", "NER")]
