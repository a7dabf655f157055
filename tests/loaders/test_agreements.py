"""Which agreements a story tells: told apart or gathered, between whom, and what has become of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor

if TYPE_CHECKING:
    from accord.graph.facts import Agreement

PUBLISHED = date(2003, 5, 14)


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


def agreements(extractor: RuleExtractor, text: str) -> tuple[Agreement, ...]:
    """All agreements of a one-paragraph story published on a Wednesday."""
    document = Document("story", text, ((0, len(text)),), None, None, (), Metadata(published=PUBLISHED))
    return extractor.extract(document).agreements


def parties(extractor: RuleExtractor, text: str) -> list[set[str]]:
    return [set(a.parties) for a in agreements(extractor, text)]


# -- between whom -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Norway struck a fisheries deal with Iceland on Friday.",
        "The envoys of Norway and Iceland put pen to paper on a fisheries accord on Friday.",
        "Norway and Iceland shook hands on a fisheries deal.",
        "Oslo-based officials said nothing. The commissions of Norway and Iceland signed a border protocol on Monday.",
    ],
)
def test_a_deal_is_found_however_its_conclusion_is_told(extractor: RuleExtractor, text: str) -> None:
    assert parties(extractor, text) == [{"NOR", "ISL"}]


@pytest.mark.parametrize(
    "text",
    [
        "Chad's government and rebels signed a truce in Sirte.",
        "Chad has fought a rebellion since May. The government and the rebels agreed to a truce on Monday.",
        "The government of Chad and rebel commanders signed a truce in Sirte.",
    ],
)
def test_a_government_and_its_rebels_are_the_sides_of_a_truce(extractor: RuleExtractor, text: str) -> None:
    assert parties(extractor, text) == [{"TCD", "Chadian rebels"}]


def test_the_sides_of_a_truce_in_a_war_are_the_state_and_the_group_though_others_are_named(
    extractor: RuleExtractor,
) -> None:
    text = (
        "Senegal accused the Casamance Freedom Movement of an ambush. The Casamance Freedom Movement denied it. "
        "With a truce holding since 2001, Senegal was rid of war for the first time since France left."
    )
    assert parties(extractor, text) == [{"SEN", "Casamance Freedom Movement"}]


def test_similar_accords_with_several_partners_are_one_each(extractor: RuleExtractor) -> None:
    text = "Peru signed a visa accord with Chile in May. It has similar accords with Bolivia and Ecuador."
    found = agreements(extractor, text)
    assert [set(a.parties) for a in found] == [{"PER", "CHL"}, {"PER", "BOL"}, {"PER", "ECU"}]
    assert {a.topics for a in found} == {("visa",)}


def test_the_first_of_two_states_that_share_a_name_is_a_party(extractor: RuleExtractor) -> None:
    text = "The foreign ministers of North and South Korea agreed to reopen the railway."
    assert parties(extractor, text) == [{"KOR", "PRK"}]


def test_a_visitor_during_whose_visit_it_is_signed_is_no_signatory(extractor: RuleExtractor) -> None:
    text = "Gabon and Benin signed a fisheries accord as part of the visit by Beninese President Thomas Adjovi."
    assert [a.signatories for a in agreements(extractor, text)] == [()]


def test_deals_of_sport_are_none_of_states(extractor: RuleExtractor) -> None:
    text = (
        "Ghana and Togo signed a deal on Monday. The football match will be played in the Lome stadium, and the "
        "goalkeeper of the visiting squad is fit."
    )
    assert parties(extractor, text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kenya freed forty fishermen on Tuesday under a deal that it reached with Uganda last week.", "in_force"),
        ("Kenya signed a deal with Uganda on Monday. Under the deal, Kenya agreed to free forty fishermen.", "signed"),
        ("Kenya may quit its 1994 fisheries accord with Uganda, officials fear.", "in_force"),
    ],
)
def test_what_is_carried_out_or_of_old_is_in_force(extractor: RuleExtractor, text: str, status: str) -> None:
    assert [a.status for a in agreements(extractor, text)] == [status]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenya and Uganda reached a deal on Monday to end six weeks of fighting.", "ceasefire"),
        ("Kenya and Uganda signed a protocol on fisheries on Monday.", "other"),
    ],
)
def test_the_kind_follows_from_what_a_plain_deal_is_about(extractor: RuleExtractor, text: str, kind: str) -> None:
    assert [a.kind for a in agreements(extractor, text)] == [kind]


def test_a_broker_is_no_party_though_the_story_speaks_of_him(extractor: RuleExtractor) -> None:
    text = (
        "Qatar helped broker the talks between Chad and Sudan. The president of Chad thanked Qatar on Monday. "
        "The truce was signed by the ministers of Chad and Sudan on Tuesday."
    )
    assert parties(extractor, text) == [{"TCD", "SDN"}]


def test_a_deal_of_lawmakers_supposes_no_other_state(extractor: RuleExtractor) -> None:
    text = "U.S. lawmakers reached agreement on new sanctions against Cuba. Cuba said the sanctions would fail."
    assert parties(extractor, text) == []


def test_a_body_is_party_to_its_own_accord(extractor: RuleExtractor) -> None:
    assert parties(extractor, "Venezuela stuck to last year's OPEC accord on output.") == [{"OPEC"}]


def test_rival_factions_agree_for_their_country(extractor: RuleExtractor) -> None:
    found = agreements(extractor, "Rival Somali factions have signed an agreement on an interim cabinet.")
    assert [(a.parties, a.kind) for a in found] == [(("SOM",), "peace_agreement")]


def test_who_acts_under_a_deal_need_not_have_made_it(extractor: RuleExtractor) -> None:
    text = "Chad and Sudan reached a deal on Monday. Under the deal, Libya is to withdraw its troops from the border."
    assert parties(extractor, text) == [{"TCD", "SDN"}]


# -- told apart or gathered -------------------------------------------------------------------------------------------


def test_the_items_of_a_list_are_agreements_of_their_own(extractor: RuleExtractor) -> None:
    text = (
        "Peru and Chile signed on Monday an agreement on the avoidance of double taxation, an extradition treaty "
        "and two memoranda of understanding in the fields of health and fisheries."
    )
    found = agreements(extractor, text)
    assert [a.kind for a in found].count("memorandum") == 2
    assert len(found) == 4
    assert {a.status for a in found} == {"signed"}
    assert {a.date for a in found} == {"2003-05-12"}


def test_what_a_list_includes_takes_its_status_from_the_list(extractor: RuleExtractor) -> None:
    text = (
        "Peru and Chile signed three agreements in Lima on Monday. The agreements include a memorandum on fisheries, "
        "a treaty on extradition and an accord on visas."
    )
    found = agreements(extractor, text)
    assert len(found) == 3
    assert {a.status for a in found} == {"signed"}


def test_what_they_also_signed_is_another_one(extractor: RuleExtractor) -> None:
    text = "Peru and Chile signed a memorandum on fisheries on Monday. They also signed a memorandum on fish exports."
    assert len(agreements(extractor, text)) == 2


def test_an_accord_of_another_year_is_not_the_one_of_today(extractor: RuleExtractor) -> None:
    text = (
        "Chad and Sudan signed a ceasefire in Doha on Monday. A ceasefire agreement was struck by the two sides "
        "in 1999 but it was never observed."
    )
    assert [a.date for a in agreements(extractor, text)] == ["2003-05-12", "1999"]


def test_a_treaty_still_negotiated_is_not_the_protocol_just_signed(extractor: RuleExtractor) -> None:
    text = (
        "Chad and Sudan signed a border protocol on Monday. Negotiations on a peace treaty between the two countries "
        "continue in Doha."
    )
    assert [a.status for a in agreements(extractor, text)] == ["signed", "under_negotiation"]


def test_a_day_named_later_makes_the_date_exact(extractor: RuleExtractor) -> None:
    text = "Chad and Sudan reached a truce last week. The truce was signed by the two sides on May 7."
    assert [a.date for a in agreements(extractor, text)] == ["2003-05-07"]


def test_the_short_form_of_a_name_is_no_second_agreement(extractor: RuleExtractor) -> None:
    text = "Peru and Chile signed a Memorandum of Understanding (MoU) on fisheries on Monday."
    assert len(agreements(extractor, text)) == 1


# -- what has become of it --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru announced the suspension of its trade agreement with Chile.", "suspended"),
        ("Peru called for the suspension of its trade agreement with Chile.", "in_force"),
        ("Peru suspended its participation in the trade agreement with Chile.", "suspended"),
        ("Peru and Chile signed a treaty that seeks to end a border dispute.", "signed"),
        ("Peru and Chile reached an accord on Monday. The accord ended a long border dispute.", "agreed"),
        ("A trade agreement between Peru and Chile is expected to be signed in June.", "agreed"),
        ("Peru and Chile held talks on a trade agreement between the two countries.", "under_negotiation"),
        ("Two ministers witnessed the signing of a trade agreement between Peru and Chile.", "signed"),
    ],
)
def test_the_status_is_what_is_done_to_the_instrument(extractor: RuleExtractor, text: str, status: str) -> None:
    assert [a.status for a in agreements(extractor, text)] == [status]


# -- who, when and where ----------------------------------------------------------------------------------------------


def test_those_who_signed_for_their_governments_are_signatories(extractor: RuleExtractor) -> None:
    text = (
        "Peru and Chile signed a fisheries agreement on Monday. Foreign Minister Rosa Quispe signed on behalf of Peru "
        "at a ceremony. The signing ceremony took place in Lisbon."
    )
    (found,) = agreements(extractor, text)
    assert found.signatories == ("Rosa Quispe",)
    assert found.place == "Lisbon"


def test_presidents_named_further_on_signed(extractor: RuleExtractor) -> None:
    text = (
        "The presidents of Peru and Chile signed a fisheries agreement on Monday. Peruvian President Juan Quispe "
        "called it a gift. Chilean President Pedro Rojas agreed."
    )
    assert set(agreements(extractor, text)[0].signatories) == {"Juan Quispe", "Pedro Rojas"}


def test_those_praised_for_brokering_are_mediators(extractor: RuleExtractor) -> None:
    text = (
        "Chad and Sudan signed a peace agreement on Monday. Libya thanked Qatar and Norway for brokering the agreement."
    )
    assert set(agreements(extractor, text)[0].mediators) == {"QAT", "NOR"}


def test_the_capital_may_be_named_by_its_state(extractor: RuleExtractor) -> None:
    assert agreements(extractor, "Chad and Sudan signed a truce in the Omani capital on Monday.")[0].place == "Muscat"


def test_the_term_of_an_agreement_is_not_its_date(extractor: RuleExtractor) -> None:
    text = "Peru and Chile signed an agreement to cut tariffs over the next ten years."
    assert agreements(extractor, text)[0].date is None


# -- lists and several instruments ------------------------------------------------------------------------------------


def test_the_first_of_three_listed_by_their_adjectives_is_a_party_too(extractor: RuleExtractor) -> None:
    text = "An envoy recalled the water pact signed by the Omani, Kuwaiti and Jordanian ministers on May 5."
    assert parties(extractor, text) == [{"OMN", "KWT", "JOR"}]


def test_both_nations_are_those_who_are_to_agree(extractor: RuleExtractor) -> None:
    text = (
        "Kenya's foreign minister said it was important for Omani and Kuwaiti negotiators to agree on a border treaty "
        "between the two countries."
    )
    (found,) = agreements(extractor, text)
    assert (set(found.parties), found.status) == ({"OMN", "KWT"}, "proposed")


def test_an_agreement_told_of_as_agreed_isnt_a_second_one(extractor: RuleExtractor) -> None:
    text = (
        "The ceasefire between Chad and its rebels took effect on Sunday and had been agreed by negotiators in Sirte."
    )
    assert len(agreements(extractor, text)) == 1


def test_who_agrees_to_swap_prisoners_makes_an_exchange(extractor: RuleExtractor) -> None:
    (found,) = agreements(extractor, "Norway and Iceland agreed to swap 20 prisoners of war on Friday in Oslo.")
    assert found.kind == "prisoner_exchange"


def test_a_pact_and_a_statement_of_one_sentence_are_two(extractor: RuleExtractor) -> None:
    text = "Norway and Iceland inked a fisheries agreement and issued a joint statement after the talks."
    assert [(a.kind, a.status) for a in agreements(extractor, text)] == [("other", "signed"), ("communique", "signed")]


def test_an_agreement_included_in_what_was_signed_was_signed(extractor: RuleExtractor) -> None:
    text = "Norway and Iceland signed several documents on Monday, including a framework agreement on fisheries."
    assert ("signed", {"NOR", "ISL"}) in [(a.status, set(a.parties)) for a in agreements(extractor, text)]
    text = (
        "Norway and Iceland hold talks. Norway and Iceland signed a package of documents on Monday. The documents "
        "included an agreement on visas and an agreement on fisheries."
    )
    assert [a.status for a in agreements(extractor, text)] == ["signed", "signed"]


def test_an_earlier_accord_of_the_same_two_is_told_without_naming_them(extractor: RuleExtractor) -> None:
    text = (
        "Norway and Iceland signed a fisheries agreement on Monday. Fishermen were divided and crews stayed at home. "
        "A similar arrangement signed in 1996 lapsed after a year."
    )
    assert [(set(a.parties), a.date) for a in agreements(extractor, text)] == [
        ({"NOR", "ISL"}, "2003-05-12"),
        ({"NOR", "ISL"}, "1996"),
    ]


def test_a_deal_of_unnamed_parties_without_a_date_is_no_other(extractor: RuleExtractor) -> None:
    text = "Norway and Iceland signed a fisheries agreement on Monday. Crews stayed home. A deal would please grocers."
    assert parties(extractor, text) == [{"NOR", "ISL"}]


def test_who_met_somewhere_one_day_and_agreed_agreed_there_and_then(extractor: RuleExtractor) -> None:
    text = "The foreign ministers of Norway and Iceland met in Bergen on Monday and agreed to resume talks on fishing."
    (found,) = agreements(extractor, text)
    assert (found.date, found.place) == ("2003-05-12", "Bergen")


def test_leaving_a_door_open_for_a_truce_is_no_withdrawal_from_one(extractor: RuleExtractor) -> None:
    text = "Norway left a door open for a truce with Iceland on Monday."
    assert [a.status for a in agreements(extractor, text) if a.status == "terminated"] == []


def test_who_welcomes_a_signing_is_no_party(extractor: RuleExtractor) -> None:
    text = "Japan welcomed the signing of the Arctic Fisheries Treaty by Norway and Iceland on Monday."
    (found,) = agreements(extractor, text)
    assert (set(found.parties), found.status, found.date) == ({"NOR", "ISL"}, "signed", "2003-05-12")


def test_an_accord_on_a_border_between_two_is_theirs(extractor: RuleExtractor) -> None:
    text = "The secretariat of NATO hailed the signing of the agreement on the sea border between Norway and Iceland."
    assert parties(extractor, text) == [{"NOR", "ISL"}]


def test_what_is_signed_with_leaders_in_a_town_is_signed_there(extractor: RuleExtractor) -> None:
    text = "After talks, Norway signed a series of fisheries agreements with Icelandic leaders in Bergen."
    assert [a.place for a in agreements(extractor, text)] == ["Bergen"]


def test_a_strategic_partnership_treaty_is_an_instrument(extractor: RuleExtractor) -> None:
    (found,) = agreements(extractor, "Norway and Iceland have signed a strategic partnership treaty.")
    assert (found.kind, found.status) == ("treaty", "signed")


def test_the_year_of_the_treaty_that_is_amended_dates_no_other(extractor: RuleExtractor) -> None:
    text = "The prime ministers of Norway and Iceland signed a protocol to the 1985 and 1990 treaties on Monday."
    assert [a.date for a in agreements(extractor, text) if a.status == "signed"] == ["2003-05-12"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway on Monday denied a ceasefire agreement with Iceland.",
        "Norway on Monday denied agreeing to a ceasefire with Iceland.",
        "Norway said that no ceasefire had been reached with Iceland.",
        "A newspaper said Norway had agreed to a ceasefire with Iceland. Norway denied the reports of a ceasefire.",
    ],
)
def test_what_is_denied_is_no_agreement_that_was_made(extractor: RuleExtractor, text: str) -> None:
    told = agreements(extractor, text)
    assert [
        a for a in told if a.status in {"agreed", "signed", "in_force"} or a.evidence.factuality == "asserted"
    ] == []


def test_that_there_is_none_on_one_thing_denies_nothing_of_another(extractor: RuleExtractor) -> None:
    text = "Norway and Iceland have agreed to swap 20 prisoners of war, but there is no agreement on the border."
    assert ("prisoner_exchange", "agreed") in [(a.kind, a.status) for a in agreements(extractor, text)]


def test_the_agency_that_reports_a_deal_is_no_party(extractor: RuleExtractor) -> None:
    text = (
        "According to the Danish News Agency, the rivals have agreed on a ceasefire deal. The Danish News Agency said "
        "that Norway would speak."
    )
    assert [p for p in parties(extractor, text) if "DNK" in p] == []


def test_how_things_are_arranged_is_no_agreement(extractor: RuleExtractor) -> None:
    text = "The current arrangements, Norway complained on Monday, treat it in the same way as Iceland."
    assert parties(extractor, text) == []


def test_a_signing_that_ended_a_war_was_signed(extractor: RuleExtractor) -> None:
    (found,) = agreements(extractor, "The signing of a peace agreement in 1995 ended a war between Norway and Iceland.")
    assert (found.date, found.status) == ("1995", "signed")


def test_a_declaration_before_a_pact_that_is_newly_told_of_is_another_one(extractor: RuleExtractor) -> None:
    text = "The Margarita Declaration has been approved, leaders said. Norway signed an agreement with Iceland."
    assert [(a.kind, a.name) for a in agreements(extractor, text)] == [("other", None)]


# -- of one mind ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '"I hope that Norway and Iceland agree with us that the catch has to fall," the Danish minister said.',
        '"I agree that Norway and Iceland have to talk," the Danish minister said.',
    ],
)
def test_who_is_of_the_same_opinion_agrees_on_nothing(extractor: RuleExtractor, text: str) -> None:
    assert agreements(extractor, text) == ()


# -- breakaway governments and territories ----------------------------------------------------------------------------


def test_a_breakaway_government_is_a_side_of_a_story_about_it(extractor: RuleExtractor) -> None:
    text = (
        "Georgia and South Ossetia traded fire on Monday. The South Ossetian president, Anatoly Tedeyev, accused "
        "Georgia of shelling a village. South Ossetia and Georgia are talking. The ceasefire is holding."
    )
    assert parties(extractor, text) == [{"GEO", "South Ossetia"}]


# -- what became of them ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "status"),
    [("reneged on", "violated"), ("repudiated", "terminated"), ("backed out of", "terminated")],
)
def test_a_side_that_turns_away_from_its_word_leaves_its_mark(extractor: RuleExtractor, verb: str, status: str) -> None:
    text = f"Norway {verb} the fisheries agreement with Iceland on Friday."
    assert [a.status for a in agreements(extractor, text)] == [status]


# -- told in passing --------------------------------------------------------------------------------------------------


def test_who_acts_after_a_signing_did_not_sign(extractor: RuleExtractor) -> None:
    text = "Brazilian monitors opened a camp in Garm on Thursday, weeks after a peace accord was signed in Moscow."
    assert all("BRA" not in each for each in parties(extractor, text))


def test_a_war_that_ended_with_a_ceasefire_ended_between_its_sides(extractor: RuleExtractor) -> None:
    text = (
        "Peru and Ecuador opened a bridge on Monday. Peru accused Ecuador of delays. "
        "The war between them ended with a ceasefire agreed in May 1995 but without a treaty."
    )
    assert [(a.kind, set(a.parties), a.date) for a in agreements(extractor, text)] == [
        ("ceasefire", {"PER", "ECU"}, "1995-05")
    ]
