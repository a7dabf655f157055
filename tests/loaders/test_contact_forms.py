"""Constructions in which encounters are told: groups, delegations, visits with their talks, mere occasions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.facts import Contact

Told = "Callable[[str], tuple[Contact, ...]]"


@pytest.fixture(scope="module")
def told() -> Callable[[str], tuple[Contact, ...]]:
    """The contacts of a text published on Wednesday 9 May 2001."""
    rules = RuleExtractor()

    def read(text: str) -> tuple[Contact, ...]:
        return rules.extract(
            Document("told", text, ((0, len(text)),), None, None, (), Metadata(published=date(2001, 5, 9)))
        ).contacts

    return read


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("North and South Korea held working-level talks on Wednesday.", {"KOR", "PRK"}),
        ("Foreign ministers of the Baltic states met in Oslo on Friday.", {"EST", "LVA", "LTU"}),
        ("Deputy oil ministers of the GCC states will meet on Thursday.", {"GCC"}),
        ("OPEC will hold an emergency meeting on Friday.", {"OPEC"}),
        ("Defence ministers from Fiji, Tonga, and Samoa, held a meeting in Suva on Monday.", {"FJI", "TON", "WSM"}),
        ("A Peruvian military delegation headed by Luis Prado arrived in Havana on Saturday.", {"PER", "CUB"}),
        (
            "The talks in Doha between the Chilean envoy, Luis Prado, and the Taliban ended on Sunday.",
            {"CHL", "Taliban"},
        ),
    ],
)
def test_groups_and_delegations_stand_for_their_states(told: Told, text: str, actors: set[str]) -> None:
    (contact,) = told(text)
    assert set(contact.actors) == actors


@pytest.mark.parametrize(
    ("text", "participants"),
    [
        (
            "The presidents of Mali and Niger, Amadou Keita and Ali Saibou, met for two hours in Gao on Tuesday.",
            {"Amadou Keita", "Ali Saibou"},
        ),
        (
            "Delegations led by Ugandan Defence Minister Ruth Nakato and Rwandan Defence Minister James Gasana met.",
            {"Ruth Nakato", "James Gasana"},
        ),
        (
            "Czech Ambassador Pavel Dvorak paid a courtesy call on Ghanaian President Kofi Mensah in Accra on Friday.",
            {"Pavel Dvorak", "Kofi Mensah"},
        ),
        (
            "Swedish Prime Minister Nils Berg was due to meet Lithuanian President Jonas Petkus on Thursday.",
            {"Nils Berg", "Jonas Petkus"},
        ),
        (
            "Uzbek Deputy Prime Minister Rustam Aliev and Korean Trade Minister Kim Sang-ho co-chaired the joint "
            "commission in Tashkent on Wednesday.",
            {"Rustam Aliev", "Kim Sang-ho"},
        ),
        (
            "Peruvian Foreign Minister Luis Prado announced his plans to visit Oslo following talks with Norwegian "
            "Foreign Minister Nils Berg.",
            {"Luis Prado", "Nils Berg"},
        ),
    ],
)
def test_those_who_meet_are_named_in_many_ways(told: Told, text: str, participants: set[str]) -> None:
    assert participants in [set(c.participants) for c in told(text)]


def test_a_visit_and_its_talks_a_day_later_are_one(told: Told) -> None:
    (contact,) = told(
        "Chilean President Ana Rojas held talks with Finnish President Aino Laine in Helsinki on Tuesday. "
        "Rojas arrived in Helsinki on Monday on a three-day visit to Finland."
    )
    assert contact.mode == "meeting"
    assert contact.date == "2001-05-08"


@pytest.mark.parametrize(
    "text",
    [
        "Russian President Igor Belov sees Turkey as a partner after years of doubt.",
        "Peruvian Foreign Minister Luis Prado said at an OPEC meeting on Monday that Peru was ready to help Chile.",
        "Argentina met Brazil in the semi-final in Rosario on Saturday.",
        "French Prime Minister Alain Morel cancelled a visit to Peru. He had been due to meet President Luis Prado.",
        "Peru's president said he was ready for talks with the Chilean prime minister in Quito next week.",
        "Peruvian President Luis Prado looks forward to having talks with Chilean President Ana Rojas.",
        "Leaders of 40 countries gathered for the summit, where Brazilian President Paulo Lima gave a speech.",
    ],
)
def test_games_wishes_and_what_came_to_nothing_are_no_encounters(told: Told, text: str) -> None:
    assert told(text) == ()


def test_an_occasion_on_whose_sidelines_two_meet_is_not_theirs(told: Told) -> None:
    (contact,) = told(
        "Peruvian Foreign Minister Luis Prado met Chilean Foreign Minister Ana Rojas on the sidelines of the "
        "India-Japan foreign ministers' meeting on Monday."
    )
    assert set(contact.actors) == {"PER", "CHL"}


def test_he_is_the_one_who_acted_and_not_whom_he_met(told: Told) -> None:
    contacts = told(
        "Peruvian Foreign Minister Luis Prado met his Brazilian counterpart Joao Costa in Lima on Monday. "
        "He also met his Maldivian counterpart Ahmed Shahid on Tuesday."
    )
    assert set(contacts[-1].participants) == {"Luis Prado", "Ahmed Shahid"}


@pytest.mark.parametrize(
    "text",
    [
        "Peru denied reports of talks between Foreign Minister Luis Paz and Ecuador's President Juan Mora in Bogota.",
        "Peru denied that President Luis Paz had met Ecuador's President Juan Mora in Bogota.",
        "The newspapers alleged that President Luis Paz of Peru had met Ecuador's President Juan Mora in Bogota.",
        "Peru dismissed rumours that President Luis Paz had met Ecuador's President Juan Mora in Bogota on Friday.",
        "Peru received an offer from Ecuador on Friday.",
    ],
)
def test_denied_and_rumoured_encounters_and_received_offers_are_none(told: Told, text: str) -> None:
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "President Luis Paz of Peru, who met Ecuador's President Juan Mora in Bogota, denied selling arms.",
            {"Luis Paz", "Juan Mora"},
        ),
        (
            "The Italian ambassador, Carlo Neri, called on Kenya's President Peter Odinga on Tuesday.",
            {"Carlo Neri", "Peter Odinga"},
        ),
        (
            "President Nguyen Van Minh of Vietnam hosted a reception for Mongolian Ambassador Bat Dash on Tuesday.",
            {"Nguyen Van Minh", "Bat Dash"},
        ),
    ],
)
def test_who_denies_may_meet_and_calls_and_receptions_are_meetings(told: Told, text: str, persons: set[str]) -> None:
    assert [(c.mode, set(c.participants)) for c in told(text)] == [("meeting", persons)]


def test_a_call_upon_somebody_to_act_is_no_meeting(told: Told) -> None:
    assert told("The Italian ambassador, Carlo Neri, called on Kenya's President Peter Odinga to free the crew.") == ()


def test_a_visitor_is_met_where_only_a_preposition_tells_it(told: Callable[[str], tuple[Contact, ...]]) -> None:
    (met,) = told(
        "Speaking after his meeting with visiting Czech Prime Minister Jan Havelka in Oslo, Norwegian Prime Minister "
        "Knut Aas said that trade had grown."
    )
    assert set(met.participants) == {"Jan Havelka", "Knut Aas"}


@pytest.mark.parametrize(
    "text",
    [
        "Norwegian Prime Minister Knut Aas said he believed a meeting between Finnish President Eino Salo and Swedish "
        "Prime Minister Per Lind is the only way out.",
        "Norwegian Prime Minister Knut Aas hailed the Finnish pact, calling the Finnish president “a true friend”.",
    ],
)
def test_a_meeting_thought_of_and_a_name_called_are_no_contact(
    told: Callable[[str], tuple[Contact, ...]], text: str
) -> None:
    assert not told(text)
