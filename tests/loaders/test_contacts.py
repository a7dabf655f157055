"""Encounters that a text tells: who met, called, wrote to or visited whom, where, when, and what isn't one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.contact_merging import overlap
from accord.loaders.extraction.extractor import RuleExtractor

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.facts import Contact

PUBLISHED = date(2001, 5, 9)  # a Wednesday


@pytest.fixture(scope="module")
def rules() -> RuleExtractor:
    return RuleExtractor()


@pytest.fixture
def told(rules: RuleExtractor) -> Callable[..., tuple[Contact, ...]]:
    """The contacts of a body, after an optional headline and dateline."""

    def read(body: str, headline: str = "", dateline: str = "") -> tuple[Contact, ...]:
        text = "\n\n".join(filter(None, (headline, dateline, body)))
        start = text.index(body)
        opening = text.index(dateline) if dateline else 0
        document = Document(
            "told",
            text,
            ((start, len(text)),),
            (0, len(headline)) if headline else None,
            (opening, opening + len(dateline)) if dateline else None,
            (),
            Metadata(published=PUBLISHED),
        )
        return rules.extract(document).contacts

    return read


Told = "Callable[..., tuple[Contact, ...]]"


def test_ministers_who_met_are_its_participants_with_place_and_day(told: Told) -> None:
    (contact,) = told(
        "Polish Foreign Minister Jan Kowal met Lithuanian Defence Minister Jonas Petkus in Riga on Monday."
    )
    assert contact.mode == "meeting"
    assert set(contact.participants) == {"Jan Kowal", "Jonas Petkus"}
    assert set(contact.actors) == {"POL", "LTU"}
    assert (contact.place, contact.date) == ("Riga", "2001-05-07")


def test_the_noun_of_talks_counts_as_the_verb_does(told: Told) -> None:
    (contact,) = told("The talks between Chile and Bolivia ended in Geneva on Tuesday without a result.")
    assert set(contact.actors) == {"CHL", "BOL"}
    assert (contact.place, contact.date) == ("Geneva", "2001-05-08")


def test_days_of_talks_have_the_participants_of_the_talks(told: Told) -> None:
    (contact,) = told("Three days of talks between Ghana and Togo opened in Dakar on Monday.")
    assert set(contact.actors) == {"GHA", "TGO"}
    assert contact.place == "Dakar"


def test_who_arrives_for_talks_takes_part_in_them(told: Told) -> None:
    (contact,) = told(
        "Norwegian Prime Minister Kari Dahl flew to Helsinki on Tuesday for talks with Finnish President Matti Koskela."
    )
    assert set(contact.participants) == {"Kari Dahl", "Matti Koskela"}
    assert contact.date == "2001-05-08"


def test_who_speaks_after_talks_took_part_in_them(told: Told) -> None:
    (contact,) = told(
        "Greek Foreign Minister Nikos Pavlou said after talks with Turkish President Cem Aksoy that he was hopeful."
    )
    assert set(contact.participants) == {"Nikos Pavlou", "Cem Aksoy"}


def test_a_spokesman_who_speaks_after_talks_did_not_take_part(told: Told) -> None:
    contacts = told("Egyptian presidential spokesman Adel Nour said after talks with Jordan that progress was made.")
    assert all("Adel Nour" not in c.participants for c in contacts)


def test_the_visitor_on_a_visit_and_the_host_are_its_actors(told: Told) -> None:
    (contact,) = told("During a visit to Kenya, Dutch Foreign Minister Piet Bakker pledged more money for schools.")
    assert (contact.mode, contact.place) == ("visit", "Kenya")
    assert set(contact.actors) == {"NLD", "KEN"}


def test_a_city_names_the_host_of_a_visit(told: Told) -> None:
    (contact,) = told("Brazilian President Rui Teles arrived in Montevideo on Tuesday.")
    assert set(contact.actors) == {"BRA", "URY"}
    assert (contact.mode, contact.place) == ("visit", "Montevideo")


def test_a_visit_expected_is_planned_and_dated_ahead(told: Told) -> None:
    (contact,) = told("Indian Foreign Minister Ravi Menon is expected in Kathmandu on Friday.")
    assert set(contact.actors) == {"IND", "NPL"}
    assert contact.date == "2001-05-11"
    assert contact.evidence.factuality == "planned"


def test_an_official_due_for_talks_has_a_planned_meeting(told: Told) -> None:
    (contact,) = told(
        "Spanish Trade Minister Ana Robles is due in Rabat on Saturday for talks with Morocco's King Ali Tazi."
    )
    assert set(contact.participants) == {"Ana Robles", "Ali Tazi"}
    assert (contact.date, contact.evidence.factuality) == ("2001-05-12", "planned")


def test_the_present_tense_of_a_timetable_tells_a_day_ahead(told: Told) -> None:
    contacts = told("Sudan and Chad signed a truce on Monday. Delegates of Sudan and Chad meet again on Saturday.")
    assert [(c.date, c.evidence.factuality) for c in contacts] == [("2001-05-12", "planned")]


def test_here_is_the_place_of_the_dateline(told: Told) -> None:
    (contact,) = told(
        "Hungarian President Pal Toth held talks here on Tuesday with Austrian Chancellor Franz Moser.",
        dateline="VIENNA, May 9, 2001",
    )
    assert contact.place == "Vienna"


def test_who_arrives_here_visits_the_state_of_the_dateline(told: Told) -> None:
    (contact,) = told("Danish Defence Minister Lars Holm arrived here on Tuesday.", dateline="CAIRO, May 9, 2001")
    assert set(contact.actors) == {"DNK", "EGY"}
    assert contact.place == "Cairo"


def test_to_be_received_is_to_meet(told: Told) -> None:
    (contact,) = told("Swiss Foreign Minister Urs Keller was received by Iranian President Reza Amini on Monday.")
    assert set(contact.participants) == {"Urs Keller", "Reza Amini"}


def test_a_meeting_on_the_sidelines_has_no_body_as_participant(told: Told) -> None:
    (contact,) = told(
        "Malian President Oumar Keita met Senegalese President Ibra Faye on the sidelines of the OAU summit in Lusaka."
    )
    assert set(contact.actors) == {"MLI", "SEN"}


def test_an_ambassador_summoned_meets_the_ministry(told: Told) -> None:
    (contact,) = told("Thailand summoned the Cambodian ambassador on Tuesday to protest against the shelling.")
    assert contact.mode == "meeting"
    assert set(contact.actors) == {"THA", "KHM"}


def test_a_telephone_call_is_no_meeting(told: Told) -> None:
    (contact,) = told("French President Paul Morel spoke by telephone with Lebanese President Samir Haddad on Monday.")
    assert contact.mode == "phone_call"
    assert set(contact.actors) == {"FRA", "LBN"}


def test_one_who_telephones_several_makes_a_call_to_each(told: Told) -> None:
    contacts = told(
        "U.S. President John Ward telephoned Israeli Prime Minister Dan Levi and Egyptian President Omar Nour."
    )
    assert {(c.mode, frozenset(c.actors)) for c in contacts} == {
        ("phone_call", frozenset({"USA", "ISR"})),
        ("phone_call", frozenset({"USA", "EGY"})),
    }


def test_separate_meetings_are_told_apart(told: Told) -> None:
    contacts = told(
        "Canadian Foreign Minister Ann Reid met separately with Haitian President Luc Noel and Cuban Foreign Minister "
        "Raul Diaz on Monday."
    )
    assert {frozenset(c.actors) for c in contacts} == {frozenset({"CAN", "HTI"}), frozenset({"CAN", "CUB"})}


def test_a_video_conference_is_a_video_call(told: Told) -> None:
    (contact,) = told(
        "Peruvian Foreign Minister Rosa Vega held a video conference with Chilean Foreign Minister Luis Soto."
    )
    assert contact.mode == "video_call"
    assert set(contact.actors) == {"PER", "CHL"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Pakistani President Asif Malik wrote to Indian Prime Minister Ravi Sharma last week.",
        "Pakistani President Asif Malik sent a letter to Indian Prime Minister Ravi Sharma last week.",
        "In a letter to Indian Prime Minister Ravi Sharma, Pakistani President Asif Malik proposed a truce.",
    ],
)
def test_a_letter_has_a_writer_and_a_reader(told: Told, sentence: str) -> None:
    (contact,) = (c for c in told(sentence) if c.mode == "letter")
    assert set(contact.participants) == {"Asif Malik", "Ravi Sharma"}


def test_a_visit_and_its_talks_are_one_contact(told: Told) -> None:
    (contact,) = told(
        "Czech President Petr Novak arrived in Madrid. Novak held talks with Spanish Prime Minister Luis Vega."
    )
    assert set(contact.participants) == {"Petr Novak", "Luis Vega"}
    assert contact.mode == "meeting"
    assert contact.place == "Madrid"


def test_headline_and_lead_tell_one_contact(told: Told) -> None:
    contacts = told(
        "Italian Foreign Minister Aldo Riva met Libyan Foreign Minister Ali Mansour in Tunis on Tuesday.",
        headline="Italy, Libya hold talks in Tunis",
    )
    assert len(contacts) == 1


def test_the_talks_of_a_later_sentence_add_their_place_to_the_first(told: Told) -> None:
    (contact,) = told(
        "Ukrainian Foreign Minister Ivan Bondar met Romanian Foreign Minister Ion Radu. The talks were held in Odessa."
    )
    assert contact.place == "Odessa"


def test_the_two_men_are_the_persons_last_named(told: Told) -> None:
    contacts = told(
        "Georgian President Levan Beridze accused Russian President Oleg Orlov. The two men met in Minsk in March."
    )
    assert [set(c.participants) for c in contacts] == [{"Levan Beridze", "Oleg Orlov"}]
    assert contacts[0].date == "2001-03"


def test_heads_of_delegations_take_part_in_the_negotiation(told: Told) -> None:
    (contact,) = told(
        "Negotiations between Peru and Ecuador ended in Lima on Monday. The Peruvian delegation was led by Deputy "
        "Foreign Minister Jose Ramos. Ambassador Carlos Mora headed the Ecuadorean side."
    )
    assert {"Jose Ramos", "Carlos Mora"} <= set(contact.participants)


def test_the_next_round_is_another_contact_than_the_last(told: Told) -> None:
    contacts = told(
        "Cyprus and Turkey held talks in Geneva on Monday. The next round of talks between Cyprus and Turkey will be "
        "held in Vienna on May 21."
    )
    assert [(c.place, c.evidence.factuality) for c in contacts] == [("Geneva", "asserted"), ("Vienna", "planned")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Algerian Foreign Minister Ali Haddad refused to meet Moroccan Foreign Minister Said Tazi.",
        "Algerian Foreign Minister Ali Haddad did not meet Moroccan Foreign Minister Said Tazi in Tunis.",
        "Algerian Foreign Minister Ali Haddad may meet Moroccan Foreign Minister Said Tazi.",
        "Algeria called for talks with Morocco on Monday.",
        "Algeria cancelled talks with Morocco that were planned for Monday.",
        "There were no talks between Algeria and Morocco on Monday.",
        "Algeria offered Morocco a meeting of experts.",
        "If Algerian President Ali Haddad meets Moroccan Prime Minister Said Tazi, the border may open.",
    ],
)
def test_what_is_wished_doubted_or_called_off_is_no_contact(told: Told, sentence: str) -> None:
    assert told(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenyan Finance Minister Jane Mutua told a news conference in Nairobi that Uganda would pay.",
        "The cabinet held a meeting on Monday on relations with Ethiopia.",
        "Zambian President Peter Banda flew home from Angola on Monday.",
        "Kuwait called on Iraq to free the prisoners.",
        "Norwegian troops arrived in Macedonia on Monday.",
    ],
)
def test_what_only_sounds_like_an_encounter_is_none(told: Told, sentence: str) -> None:
    assert told(sentence) == ()


def test_the_time_of_saying_is_not_the_time_of_meeting(told: Told) -> None:
    (contact,) = told(
        "Officials said on Tuesday that Laotian Foreign Minister Kham Vong had met Vietnamese President Tran Minh."
    )
    assert contact.date is None


def test_dates_of_different_precision_overlap_when_they_share_a_day() -> None:
    assert overlap("2001-05", "2001-05-31/2001-06-02")
    assert not overlap("2001-05-07", "2001-05-08")
    assert overlap("2001/..", "2010")


def test_what_the_callers_are_said_to_have_talked_of_is_no_second_contact(told: Told) -> None:
    contacts = told(
        "Belgian King Luc Maes telephoned Congolese President Jean Kabeya on Monday. Spokesman Marc Wouters said the "
        "two men had talked for an hour."
    )
    assert [c.mode for c in contacts] == ["phone_call"]


def test_an_encounter_with_somebody_unknown_is_told_with_the_one_who_is_named(
    told: Callable[..., tuple[Contact, ...]],
) -> None:
    text = "Nigerian President Sani Bello spoke by telephone on Monday with the head of a charity."
    (found,) = told(text)
    assert (found.mode, found.participants, found.actors) == ("phone_call", ("Sani Bello",), ("NGA",))


def test_an_encounter_of_one_named_side_isnt_told_beside_one_that_it_may_be(
    told: Callable[..., tuple[Contact, ...]],
) -> None:
    text = (
        "Nigerian President Sani Bello met Ghanaian President Kofi Adu on Monday. After the meeting with the visitors, "
        "Bello met farmers."
    )
    assert [set(c.participants) for c in told(text)] == [{"Sani Bello", "Kofi Adu"}]


def test_a_state_and_its_town_are_where_one_encounter_took_place(told: Callable[..., tuple[Contact, ...]]) -> None:
    text = (
        "Peruvian and Chilean negotiators held talks in Brazil on Monday. Peruvian and Chilean negotiators held the "
        "talks in Manaus behind closed doors."
    )
    assert [c.place for c in told(text)] == ["Manaus"]


def test_the_state_behind_a_name_tells_whose_side_met(told: Callable[..., tuple[Contact, ...]]) -> None:
    (found,) = told("Mr Luis Prado of Peru met Mr Juan Rojas of Chile in Manaus on Monday.")
    assert set(found.actors) == {"PER", "CHL"}
