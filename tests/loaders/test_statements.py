"""Statements: who says what in which stance, on sentences written for these tests."""

from __future__ import annotations

from datetime import date

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    """The extractor with its model and lists, read once."""
    return RuleExtractor()


def statements(extractor: RuleExtractor, *paragraphs: str, headline: str | None = None) -> list[tuple[str, str]]:
    """Speaker and stance of each statement of an article with these paragraphs."""
    lines = [*([headline] if headline else []), *paragraphs]
    spans, start = [], 0
    for line in lines:
        spans.append((start, start + len(line)))
        start += len(line) + 2
    head = spans.pop(0) if headline else None
    published = Metadata(published=date(2011, 5, 20))
    document = Document("test", "\n\n".join(lines), tuple(spans), head, None, (), published)
    return [(s.speaker, s.stance) for s in extractor.extract(document).statements]


STANCES = [
    ("Foreign Minister Anna Lindqvist of Sweden said that Sweden would send aid to the islands.", "promises"),
    ("Foreign Minister Anna Lindqvist of Sweden said that Sweden would never recognise the vote.", "rejects"),
    ("Foreign Minister Anna Lindqvist of Sweden said that Norway must open its ports.", "calls_for"),
    ("Foreign Minister Anna Lindqvist of Sweden said that Norway had violated the agreement.", "accuses"),
    ("Foreign Minister Anna Lindqvist of Sweden said that there was no secret agreement with Norway.", "denies"),
    ("Foreign Minister Anna Lindqvist of Sweden said that there could be no talk of concessions.", "rejects"),
    ("Foreign Minister Anna Lindqvist of Sweden said that Sweden was satisfied with the talks.", "welcomes"),
    ("Foreign Minister Anna Lindqvist of Sweden said that she hoped the treaty would be signed soon.", "claims"),
    ("Foreign Minister Anna Lindqvist of Sweden said that trade would double within a decade.", "claims"),
    ("Foreign Minister Anna Lindqvist of Sweden said that the talks had lasted for two hours.", "asserts"),
    ("Foreign Minister Anna Lindqvist of Sweden said that she would visit Oslo in June.", "asserts"),
    ("Foreign Minister Anna Lindqvist of Sweden called the plan unacceptable.", "rejects"),
    ("Foreign Minister Anna Lindqvist of Sweden described the visit as a breakthrough.", "welcomes"),
    ("Foreign Minister Anna Lindqvist of Sweden called the reports baseless.", "denies"),
    ("Foreign Minister Anna Lindqvist of Sweden rejected the proposal.", "rejects"),
    ("Foreign Minister Anna Lindqvist of Sweden rejected the accusation.", "denies"),
    ("Foreign Minister Anna Lindqvist of Sweden dismissed the plan.", "rejects"),
    ("Foreign Minister Anna Lindqvist of Sweden expressed her satisfaction with the outcome.", "welcomes"),
    ("Foreign Minister Anna Lindqvist of Sweden warned that Sweden would close the border.", "threatens"),
    ("Foreign Minister Anna Lindqvist of Sweden warned that the conflict could spread.", "claims"),
    ("Foreign Minister Anna Lindqvist of Sweden insisted that Norway must pay.", "calls_for"),
    (
        "Foreign Minister Anna Lindqvist of Sweden said Sweden would withdraw its troops if the attacks went on.",
        "threatens",
    ),
    ("Foreign Minister Anna Lindqvist of Sweden said it was Norway that had broken the ceasefire.", "accuses"),
]


@pytest.mark.parametrize(("sentence", "stance"), STANCES)
def test_stance_follows_from_verb_and_content(extractor: RuleExtractor, sentence: str, stance: str) -> None:
    assert statements(extractor, sentence) == [("Anna Lindqvist", stance)]


def test_clear_clause_of_a_neutral_verb_beats_the_verb(extractor: RuleExtractor) -> None:
    said = '"We will not accept a border drawn by others," President Paul Ngoma of Kenya said.'
    assert statements(extractor, said) == [("Paul Ngoma", "rejects")]


def test_two_verbs_of_one_speaker_are_two_statements(extractor: RuleExtractor) -> None:
    sentence = "Kenyan President Paul Ngoma welcomed the accord and urged Uganda to ratify it."
    assert statements(extractor, sentence) == [("Paul Ngoma", "welcomes"), ("Paul Ngoma", "calls_for")]


def test_name_after_a_title_is_the_speaker(extractor: RuleExtractor) -> None:
    sentence = "The spokesman of the Kenyan government, Peter Otieno, denied that troops had crossed into Uganda."
    assert statements(extractor, sentence) == [("Peter Otieno", "denies")]


def test_speaker_may_stand_after_the_verb(extractor: RuleExtractor) -> None:
    sentence = '"The talks took three days," said Kenyan Foreign Minister Grace Mutua.'
    assert statements(extractor, sentence) == [("Grace Mutua", "asserts")]


def test_aside_in_the_middle_of_what_is_said_attributes_it(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenyan Foreign Minister Grace Mutua arrived in Kampala on Monday. Kenya, she said, wants a new border treaty.",
    )
    assert found == [("Grace Mutua", "calls_for")]


def test_he_is_the_one_who_spoke_last(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenyan President Paul Ngoma said the talks with Ugandan President Moses Okello had ended. "
        "He accused Rwanda of blocking the river.",
    )
    assert found == [("Paul Ngoma", "asserts"), ("Paul Ngoma", "accuses")]


def test_she_is_not_the_man_who_spoke_last(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenyan Foreign Minister Mrs Grace Mutua arrived on Monday. Ugandan President Mr Moses Okello welcomed the "
        "visit. She thanked Uganda for its help.",
    )
    assert found == [("Moses Okello", "welcomes"), ("Grace Mutua", "welcomes")]


def test_bare_title_means_its_holder_who_spoke_last(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenyan Foreign Minister Grace Mutua said the treaty was ready. The minister urged Uganda to sign it.",
    )
    assert found == [("Grace Mutua", "asserts"), ("Grace Mutua", "calls_for")]


def test_capital_speaks_for_its_government(extractor: RuleExtractor) -> None:
    assert statements(extractor, "Nairobi rejected the plan on Monday.") == [("Nairobi", "rejects")]


def test_state_is_called_as_the_article_calls_it(extractor: RuleExtractor) -> None:
    assert statements(extractor, "Britain urged both sides to keep the ceasefire.") == [("Britain", "calls_for")]


def test_unnamed_official_is_called_by_the_whole_phrase(extractor: RuleExtractor) -> None:
    found = statements(extractor, "A senior official of the Kenyan government accused Uganda of smuggling arms.")
    assert found == [("senior official of the Kenyan government", "accuses")]


def test_statement_speaks_for_the_one_who_issued_it(extractor: RuleExtractor) -> None:
    found = statements(
        extractor, "Kenya welcomed the truce in a letter. The statement said Uganda must free all prisoners."
    )
    assert found == [("Kenya", "welcomes"), ("Kenya", "calls_for")]


def test_several_speakers_each_make_a_telling_statement(extractor: RuleExtractor) -> None:
    found = statements(extractor, "Kenya and Uganda condemned the attack on Tuesday.")
    assert found == [("Kenya", "rejects"), ("Uganda", "rejects")]


def test_what_parties_promise_together_is_no_statement(extractor: RuleExtractor) -> None:
    assert statements(extractor, "Kenya and Uganda pledged in the accord to open the border.") == []


def test_media_are_no_speakers(extractor: RuleExtractor) -> None:
    assert statements(extractor, "Kenyan state television said the border was open.") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya may reject the plan.",
        "Kenya did not deny the report.",
        "Kenya recalled its ambassador to Uganda on Monday.",
        "Kenya denounced in 1998 the treaty of 1961.",
        "After Kenya rejected the plan, the talks ended.",
        "Kenya asked whether the bridge was open.",
    ],
)
def test_what_is_unreal_or_narrated_is_no_statement(extractor: RuleExtractor, sentence: str) -> None:
    assert statements(extractor, sentence) == []


def test_reported_words_within_a_statement_are_not_their_own(extractor: RuleExtractor) -> None:
    sentence = "Kenyan Foreign Minister Grace Mutua denied that Nairobi had accused Uganda of spying."
    assert statements(extractor, sentence) == [("Grace Mutua", "denies")]


def test_quoted_sentence_gives_its_attribution_the_stance(extractor: RuleExtractor) -> None:
    found = statements(
        extractor, '"We shall build the bridge. It has a long history," said Kenyan Foreign Minister Grace Mutua.'
    )
    assert found == [("Grace Mutua", "promises")]


def test_headline_is_dropped_where_the_body_tells_it(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenyan Foreign Minister Grace Mutua accused Uganda of smuggling arms.",
        headline="Kenya accuses Uganda of smuggling",
    )
    assert found == [("Grace Mutua", "accuses")]


def test_lead_of_a_state_gives_way_to_the_same_words_of_its_minister(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenya on Monday welcomed the truce on the border.",
        "Foreign Minister Grace Mutua of Kenya welcomed the truce in Nairobi.",
    )
    assert found == [("Grace Mutua", "welcomes")]


def test_an_article_has_six_statements_at_most(extractor: RuleExtractor) -> None:
    names = ["Kenya", "Uganda", "Rwanda", "Burundi", "Zambia", "Malawi", "Angola", "Namibia"]
    assert len(statements(extractor, *(f"{name} condemned the attack." for name in names))) == 6


def test_bare_assertions_give_way_to_what_a_speaker_wants(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenyan Foreign Minister Grace Mutua urged Uganda to sign the treaty. She said the lake was deep.",
        "Uganda rejected the appeal. Tanzania welcomed the talks.",
    )
    assert found == [("Grace Mutua", "calls_for"), ("Uganda", "rejects"), ("Tanzania", "welcomes")]


@pytest.mark.parametrize("attribution", ["as claimed by the Kenyan army", "according to the Kenyan army"])
def test_attribution_at_the_end_covers_the_sentence(extractor: RuleExtractor, attribution: str) -> None:
    found = statements(extractor, f"Planes bombed the bridge on Monday, {attribution}.")
    assert [speaker for speaker, _ in found] == ["Kenyan army"]


def test_an_indefinite_official_is_not_the_one_who_is_named(extractor: RuleExtractor) -> None:
    found = statements(
        extractor,
        "Kenyan Foreign Minister Grace Mutua urged Uganda to sign. A Kenyan minister accused Uganda of spying.",
    )
    assert found == [("Grace Mutua", "calls_for"), ("Kenyan minister", "accuses")]


def test_a_name_after_the_day_still_speaks(extractor: RuleExtractor) -> None:
    text = (
        "British Prime Minister Alan Moore met Argentine President Luis Prado. During two hours of talks on Thursday "
        "Mr Moore told the Argentine president he would reappraise the embargo."
    )
    assert ("Alan Moore", "promises") in statements(extractor, text)


def test_what_is_expressed_after_what_was_added_is_the_speakers(extractor: RuleExtractor) -> None:
    text = (
        "Iran's Defence Minister Reza Karimi added that the Iranian side stands for the settlement of conflicts in "
        "dialogue and expressed hope that all countries of the region will take steps."
    )
    assert statements(extractor, text) == [("Reza Karimi", "asserts"), ("Reza Karimi", "claims")]
