"""Who holds which office for whom, by the words beside the name and by the course of the article."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.extraction.leaders import Leader, Leaders
from accord.loaders.extraction.lexicon import Lexicon
from accord.loaders.extraction.offices import find_offices

if TYPE_CHECKING:
    from collections.abc import Callable

Held = set[tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def held() -> Callable[[str], Held]:
    """Person, role and actor of the offices that are held in a text; paragraphs are lines, "PLACE |" a dateline."""
    extractor, lexicon = RuleExtractor(), Lexicon.load()

    def offices(text: str) -> Held:
        start = text.find("|") + 1
        dateline = (0, start - 1) if start else None
        ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
        spans = [(a, b) for a, b in zip([start, *(e + 1 for e in ends)], ends, strict=False) if a < b]
        document = Document("x", text, tuple(spans), dateline=dateline, metadata=Metadata(published=date(2000, 5, 10)))
        found = find_offices(extractor.analyse(document), lexicon)
        return {(m.person, m.role, m.actor) for m in found if not m.former}

    return offices


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Chilean Foreign Minister Ana Rojas said so.", ("Ana Rojas", "foreign_minister", "CHL")),
        ("Chile's foreign minister, Ana Rojas, said so.", ("Ana Rojas", "foreign_minister", "CHL")),
        ("The foreign minister of Chile, Ana Rojas, said so.", ("Ana Rojas", "foreign_minister", "CHL")),
        ("Ana Rojas, the Chilean foreign minister, said so.", ("Ana Rojas", "foreign_minister", "CHL")),
        ("Ana Rojas, 51, who is Chile's foreign minister, said so.", ("Ana Rojas", "foreign_minister", "CHL")),
        ("President Ana Rojas of Chile said so.", ("Ana Rojas", "head_of_state", "CHL")),
        ("President Ana Rojas (Chile) said so.", ("Ana Rojas", "head_of_state", "CHL")),
        ("A spokesman for the UN force, Jan Berg, said so.", ("Jan Berg", "spokesperson", "UN")),
        ("NATO Secretary-General Jan Berg said so.", ("Jan Berg", "igo_head", "NATO")),
        ("A Hamas spokesman, Samir Odeh, said so.", ("Samir Odeh", "spokesperson", "Hamas")),
        ("Chile's shadow foreign minister, Ana Rojas, said so.", ("Ana Rojas", "other", "CHL")),
    ],
)
def test_the_words_beside_the_title_say_whose_office_it_is(
    held: Callable[[str], Held], text: str, office: tuple[str, str, str]
) -> None:
    assert held(text) == {office}


def test_two_ministers_of_a_list_have_each_a_state(held: Callable[[str], Held]) -> None:
    text = "The foreign ministers Ana Rojas of Chile and Juan Paz of Peru signed the treaty."
    assert held(text) == {("Ana Rojas", "foreign_minister", "CHL"), ("Juan Paz", "foreign_minister", "PER")}


def test_two_states_of_a_list_belong_to_the_names_in_turn(held: Callable[[str], Held]) -> None:
    text = "The Chilean and Peruvian foreign ministers, Ana Rojas and Juan Paz, signed the treaty."
    assert held(text) == {("Ana Rojas", "foreign_minister", "CHL"), ("Juan Paz", "foreign_minister", "PER")}


def test_a_counterpart_holds_the_office_of_the_subject(held: Callable[[str], Held]) -> None:
    text = "Chilean Foreign Minister Ana Rojas met President Luis Soto. She will see her Peruvian counterpart Juan Paz."
    assert ("Juan Paz", "foreign_minister", "PER") in held(text)


def test_a_colleague_is_a_counterpart(held: Callable[[str], Held]) -> None:
    text = "Chilean Foreign Minister Ana Rojas spoke. Her Peruvian colleague, Juan Paz, agreed."
    assert ("Juan Paz", "foreign_minister", "PER") in held(text)


def test_one_stands_for_the_title_before(held: Callable[[str], Held]) -> None:
    text = "The Chilean negotiator, Ana Rojas, was content, and the Peruvian one, Juan Paz, agreed."
    assert held(text) == {("Ana Rojas", "envoy", "CHL"), ("Juan Paz", "envoy", "PER")}


def test_the_name_may_follow_the_description(held: Callable[[str], Held]) -> None:
    text = "Chile seeks trade, the Chilean foreign minister said.\nAna Rojas told reporters all went well."
    assert held(text) == {("Ana Rojas", "foreign_minister", "CHL")}


def test_a_bare_minister_has_the_portfolio_told_before(held: Callable[[str], Held]) -> None:
    text = "Patrols begin on Sunday, Chile's defence minister said.\nMinister Ana Rojas of Chile spoke by telephone."
    assert held(text) == {("Ana Rojas", "defence_minister", "CHL")}


def test_a_second_mention_has_the_state_of_the_first(held: Callable[[str], Held]) -> None:
    text = "Chilean President Ana Rojas met Peru's envoys. In Lima, envoys praised President Rojas."
    assert held(text) == {("Ana Rojas", "head_of_state", "CHL")}


def test_an_official_at_home_is_of_the_dateline_s_state(held: Callable[[str], Held]) -> None:
    assert held("LIMA, May 9|Interior Minister Juan Paz called for calm.") == {("Juan Paz", "other_minister", "PER")}


def test_who_speaks_in_a_capital_is_of_that_state(held: Callable[[str], Held]) -> None:
    text = "SANTIAGO, May 9|Chile and Peru agreed. In Lima, Foreign Minister Juan Paz welcomed it."
    assert held(text) == {("Juan Paz", "foreign_minister", "PER")}


def test_a_state_has_one_president(held: Callable[[str], Held]) -> None:
    text = "LIMA, May 9|Peruvian President Juan Paz met guests from Chile. Chile wants peace, President Ana Rojas said."
    assert ("Ana Rojas", "head_of_state", "CHL") in held(text)


def test_a_side_that_somebody_leads_is_his(held: Callable[[str], Held]) -> None:
    text = "LIMA, May 9|The Chilean side was headed by Energy Minister Ana Rojas."
    assert held(text) == {("Ana Rojas", "other_minister", "CHL")}


def test_a_traveller_is_not_of_the_state_he_visits(held: Callable[[str], Held]) -> None:
    text = "Chile welcomed the accord with Peru. President Juan Paz will travel to Chile on Monday."
    assert held(text) == {("Juan Paz", "head_of_state", "PER")}


def test_its_means_the_subject_of_the_sentence_before(held: Callable[[str], Held]) -> None:
    text = "Chile accused Peru of a raid. Its defence minister, Ana Rojas, spoke of an act of war."
    assert held(text) == {("Ana Rojas", "defence_minister", "CHL")}


def test_the_country_means_the_state_that_is_the_subject(held: Callable[[str], Held]) -> None:
    text = "Chile is negotiating with Peruvian companies, the country's energy minister Ana Rojas told reporters."
    assert held(text) == {("Ana Rojas", "other_minister", "CHL")}


def test_a_spokesman_is_of_the_state_of_his_president(held: Callable[[str], Held]) -> None:
    text = "Chilean President Ana Rojas left. A spokesman for President Rojas, Luis Soto, denied it."
    assert ("Luis Soto", "spokesperson", "CHL") in held(text)


def test_a_secretary_general_of_no_body_is_of_the_united_nations(held: Callable[[str], Held]) -> None:
    assert held("Secretary-General Jan Berg urged restraint.") == {("Jan Berg", "igo_head", "UN")}


@pytest.mark.parametrize(
    "text",
    [
        "Former Chilean president Ana Rojas said so.",
        "Ana Rojas, who was Chile's foreign minister until 1990, said so.",
        "The treaty was signed by Chilean President Ana Rojas in 1987.",
        "Chilean Foreign Minister Ana Rojas resigned on Monday.",
        "Chilean Foreign Minister Ana Rojas was dismissed on Monday.",
        "Ana Rojas, a candidate for president of Chile, said so.",
    ],
)
def test_an_office_not_held_any_more_or_not_yet_is_none(held: Callable[[str], Held], text: str) -> None:
    assert held(text) == set()


def test_a_demand_to_resign_ends_no_office(held: Callable[[str], Held]) -> None:
    text = "Chilean Foreign Minister Ana Rojas should resign, lawmakers said."
    assert held(text) == {("Ana Rojas", "foreign_minister", "CHL")}


def test_who_speaks_of_past_treaties_is_in_office(held: Callable[[str], Held]) -> None:
    text = "Chilean Foreign Minister Ana Rojas recalled that the treaty of 1987 remained valid."
    assert held(text) == {("Ana Rojas", "foreign_minister", "CHL")}


@pytest.mark.parametrize(
    "text", ["SOVAL president Luis Soto sold his shares.", "Luis Soto, president of the club, left."]
)
def test_the_president_of_a_company_or_club_is_no_official(held: Callable[[str], Held], text: str) -> None:
    assert held(text) == set()


def test_the_president_of_a_parliament_is_a_legislator(held: Callable[[str], Held]) -> None:
    text = "LIMA, May 9|The president of the assembly's foreign relations committee, Juan Paz, defended it."
    assert held(text) == {("Juan Paz", "legislator", "PER")}


def test_an_official_who_speaks_isn_t_the_person_named_before(held: Callable[[str], Held]) -> None:
    assert held("Peru handed Luis Soto to Chile on Sunday, a Peruvian official said.") == set()


def test_a_title_inside_a_name_is_no_office(held: Callable[[str], Held]) -> None:
    text = "The Bosnian vice president, Emir Hadzic, spoke of peace."
    assert held(text) == {("Emir Hadzic", "other", "BIH")}


LEADERS = Leaders(
    [
        Leader("FRA", "Jean Petit", "head_of_state", 1980, 1990),
        Leader("BEL", "Luc Petit", "head_of_state", 1998, None),
        Leader("ESP", "Ana de la Cruz", "foreign_minister", 1995, 2001),
    ]
)


def test_a_surname_means_who_was_in_office_at_the_time() -> None:
    assert LEADERS.actor_of("Petit", "head_of_state", date(1985, 1, 1)) == "FRA"
    assert LEADERS.actor_of("Petit", "head_of_state", date(2005, 1, 1)) == "BEL"
    assert LEADERS.actor_of("Petit", "head_of_state", None) is None


def test_a_given_name_must_fit() -> None:
    assert LEADERS.actor_of("Luc Petit", "head_of_state", date(1985, 1, 1)) is None


def test_a_known_tenure_that_ended_is_over() -> None:
    assert LEADERS.has_left("Jean Petit", "head_of_state", "FRA", date(1995, 1, 1))
    assert not LEADERS.has_left("Jean Petit", "head_of_state", "FRA", date(1985, 1, 1))
    assert not LEADERS.has_left("Petit", "head_of_state", None, date(1995, 1, 1))
