"""Topics from the words of an agreement, and the kind that follows from its nouns and its topics."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.extraction.lexicon import Lexicon
from accord.loaders.extraction.topics import kind_of, main_topics, topics_in

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.load()


def analysed(extractor: RuleExtractor, text: str) -> Analysis:
    metadata = Metadata(published=date(2000, 5, 10))
    return extractor.analyse(Document("story", text, ((0, len(text)),), None, None, (), metadata))


def topics(extractor: RuleExtractor, lexicon: Lexicon, text: str) -> tuple[str, ...]:
    analysis = analysed(extractor, text)
    return topics_in(analysis, lexicon, 0, len(analysis.doc))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("an agreement on fishing and customs", ("fisheries", "trade")),
        ("a pact on joint naval patrols", ("security_cooperation",)),
        ("a treaty on the land border", ("border",)),
        ("a deal on sharing the water of the river basin", ("water",)),
        ("an accord on the separation of forces", ("withdrawal",)),
        ("an agreement on avoiding double taxation", ("finance",)),
    ],
)
def test_topics_are_what_the_words_name(
    extractor: RuleExtractor, lexicon: Lexicon, text: str, named: tuple[str, ...]
) -> None:
    assert topics(extractor, lexicon, text) == named


@pytest.mark.parametrize(
    "text",
    [
        "The Security Council took note of the accord.",
        "Boats of both sides may enter the waters.",
    ],
)
def test_names_and_mere_waters_name_no_topic(extractor: RuleExtractor, lexicon: Lexicon, text: str) -> None:
    assert topics(extractor, lexicon, text) == ()


def test_the_portfolio_of_those_who_sign_names_a_topic(extractor: RuleExtractor, lexicon: Lexicon) -> None:
    assert topics(extractor, lexicon, "The accord was signed by the energy ministers.") == ("energy",)


def test_territorial_waters_are_a_matter_of_borders(extractor: RuleExtractor, lexicon: Lexicon) -> None:
    assert topics(extractor, lexicon, "an accord on the limits of territorial waters") == ("border",)


def test_a_well_known_instrument_brings_its_topics(extractor: RuleExtractor, lexicon: Lexicon) -> None:
    assert "climate" in topics(extractor, lexicon, "Norway ratified the Aarhus Convention.")


def test_a_story_is_about_what_it_names_often(extractor: RuleExtractor, lexicon: Lexicon) -> None:
    text = "Fishing is at stake. The trawlers wait. Fisheries feed the coast. A museum is closed."
    assert main_topics(analysed(extractor, text), lexicon) == ("fisheries",)


def test_a_story_that_names_all_once_is_about_nothing_known(extractor: RuleExtractor, lexicon: Lexicon) -> None:
    assert main_topics(analysed(extractor, "Fishing is at stake. A museum is closed."), lexicon) == ()


def test_a_form_decides_before_any_content() -> None:
    assert kind_of(["memorandum", "ceasefire"], ("border",)) == "memorandum"


def test_a_treaty_takes_the_kind_of_its_content() -> None:
    assert kind_of(["treaty"], ("border",)) == "border_agreement"


def test_a_treaty_without_such_content_stays_a_treaty() -> None:
    assert kind_of(["treaty"], ("extradition",)) == "treaty"


def test_power_from_the_atom_is_no_arms_control() -> None:
    assert kind_of(["other"], ("nuclear", "energy")) == "other"


def test_limits_on_the_atom_are_arms_control() -> None:
    assert kind_of(["other"], ("nuclear",)) == "arms_control"


def test_what_is_only_agreed_is_an_understanding() -> None:
    assert kind_of(["understanding"], ("trade",)) == "understanding"


def test_a_plain_deal_with_an_armed_group_is_about_peace() -> None:
    assert kind_of(["other"], (), armed=True) == "peace_agreement"
