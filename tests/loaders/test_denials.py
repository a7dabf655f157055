"""What denies and what refuses, and which readings are statements at all, on sentences written for these tests."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor

if TYPE_CHECKING:
    from collections.abc import Callable

Said = "Callable[[str], list[tuple[str, str]]]"


@pytest.fixture(scope="module")
def said() -> Callable[[str], list[tuple[str, str]]]:
    """Speaker and stance of the statements of a text."""
    rules = RuleExtractor()

    def read(text: str) -> list[tuple[str, str]]:
        document = Document("x", text, ((0, len(text)),), None, None, (), Metadata(published=date(2005, 5, 10)))
        return [(s.speaker, s.stance) for s in rules.extract(document).statements]

    return read


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ('"This report contains a lot of fantasy, but no truth at all," {} told a press conference.', "denies"),
        ("{} said Peru was engaged in no negotiations with Ecuador.", "denies"),
        ('{} said the allegations of incursions "do not correspond to the facts".', "denies"),
        ('"These unfounded allegations stem from ignorance," said {}.', "denies"),
        ('"It was never the intention of Peru to close the river," {} said.', "denies"),
        ("{} said Peru had no plans to leave the pact.", "denies"),
        ('"We have no verified reports that there were such efforts," {} said.', "denies"),
        ("{} said the photographs did not provide any evidence of a rebel base.", "denies"),
        ('"We are not involved in this war," {} said.', "denies"),
        ("Peru is not training rebels, {} said.", "denies"),
        ("{} rejected the figure as invented.", "denies"),
        ("{} rubbished reports of a coup.", "denies"),
        ('"There is no such thing," {} said.', "denies"),
        ("{} told reporters that more talks were not an option.", "rejects"),
        ("{} said the question of talks was not on the table.", "rejects"),
        ("{} said a meeting with the rebels was out of the question.", "rejects"),
        ("{} said there would be talks in June.", "asserts"),
        ("{} said the reports were of interest.", "asserts"),
    ],
)
def test_a_denial_is_told_by_what_the_clause_denies(said: Said, words: str, stance: str) -> None:
    assert said(words.format("Peruvian Foreign Minister Luis Paz")) == [("Luis Paz", stance)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("General Juan Mora of Peru told his officers by radio to stay in barracks.", ("Juan Mora", "calls_for")),
        (
            "Peruvian President Ramon Diaz pressed his counterpart in Quito to halt the bombing.",
            ("Ramon Diaz", "calls_for"),
        ),
        ("Peru warned that if Ecuador closed the river, the rest of the pact would go too.", ("Peru", "threatens")),
        (
            "Peruvian President Ramon Diaz claimed that soldiers from Ecuador had attacked a village.",
            ("Ramon Diaz", "accuses"),
        ),
        (
            '"They should have signed the agreement a month ago," Peruvian President Ramon Diaz said.',
            ("Ramon Diaz", "accuses"),
        ),
        (
            '"We will take every step to protect our border," Peruvian President Ramon Diaz said.',
            ("Ramon Diaz", "promises"),
        ),
        ("Peruvian President Ramon Diaz said Lima wanted to keep the peace.", ("Ramon Diaz", "asserts")),
        ("Peruvian President Ramon Diaz said Lima wanted Ecuador to keep the peace.", ("Ramon Diaz", "calls_for")),
        ("Peruvian President Ramon Diaz expressed his support for the talks.", ("Ramon Diaz", "welcomes")),
        (
            "Peruvian President Ramon Diaz said his army would continue to attack the rebels.",
            ("Ramon Diaz", "threatens"),
        ),
        ("Peruvian President Ramon Diaz said Ecuador was trying to capture the port.", ("Ramon Diaz", "accuses")),
        (
            'Peruvian President Ramon Diaz said the offer was "part of a campaign of defamation".',
            ("Ramon Diaz", "accuses"),
        ),
        (
            "Peruvian Foreign Minister Luis Paz received the envoy of Ecuador, Juan Mora, urging him to help.",
            ("Luis Paz", "calls_for"),
        ),
    ],
)
def test_what_is_asked_blamed_or_promised_tells_the_stance(said: Said, text: str, expected: tuple[str, str]) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Police in Lima are looking for two suspects wanted by Israel.",
        "Peru wants an outlet to the lake.",
        "The Peruvian president made the telephone call to Quito.",
        "The talks in Lima began after President Ramon Diaz of Peru made an offer to the rebels.",
        "A newspaper in Quito reported that Peru asked Ecuador to arrange a visit.",
        "Peru and Ecuador have blamed each other for the clashes.",
        "The two governments issued a statement condemning the raid.",
    ],
)
def test_wishes_deeds_and_hearsay_are_no_statements(said: Said, text: str) -> None:
    assert said(text) == []


def test_a_speaker_denies_twice_at_most(said: Said) -> None:
    text = (
        "Peruvian Foreign Minister Luis Paz denied the report. Paz said there was no truth in it. "
        '"We never sold any arms," he told reporters in Lima.'
    )
    assert said(text) == [("Luis Paz", "denies")] * 2


def test_a_speaker_welcomes_once(said: Said) -> None:
    text = (
        "Peruvian Foreign Minister Luis Paz welcomed the treaty with Ecuador. "
        "Paz hailed the treaty as a good step for both countries."
    )
    assert said(text) == [("Luis Paz", "welcomes")]


def test_a_diplomat_of_another_state_is_the_envoy_who_just_spoke(said: Said) -> None:
    text = (
        '"The report is false," Ibrahim Fall, the special envoy of the African Union, said in Lima. '
        '"This is unacceptable," the Senegalese diplomat added.'
    )
    assert said(text) == [("Ibrahim Fall", "denies"), ("Ibrahim Fall", "rejects")]


def test_what_a_state_denies_in_the_lead_stands_beside_its_spokesman(said: Said) -> None:
    text = (
        "Peru on Friday denied that it had sold arms to Ecuador's rebels. "
        "The report is untrue, Peruvian Foreign Ministry spokesman Luis Paz told reporters in Lima."
    )
    assert said(text) == [("Peru", "denies"), ("Luis Paz", "denies")]
