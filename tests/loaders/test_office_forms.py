"""Forms in which offices are told: portfolios, counterparts, two titles, private posts, bodies and rebels."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.extraction.lexicon import Lexicon
from accord.loaders.extraction.offices import find_offices

if TYPE_CHECKING:
    from collections.abc import Callable

Held = set[tuple[str, str, str | None]]


@pytest.fixture(scope="module")
def held() -> Callable[[str], Held]:
    """Person, role and actor of the offices that are held in a text."""
    extractor, lexicon = RuleExtractor(), Lexicon.load()

    def offices(text: str) -> Held:
        document = Document("x", text, ((0, len(text)),), metadata=Metadata(published=date(2000, 5, 10)))
        found = find_offices(extractor.analyse(document), lexicon)
        return {(m.person, m.role, m.actor) for m in found if not m.former}

    return offices


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "Omani Minister Responsible for Foreign Affairs Yusuf bin Said said so.",
            ("Yusuf bin Said", "foreign_minister", "OMN"),
        ),
        ("Mexican Secretary of Foreign Affairs Alicia Rojas said so.", ("Alicia Rojas", "foreign_minister", "MEX")),
        ("Kenya's Health Cabinet Secretary Jane Kamau said so.", ("Jane Kamau", "other_minister", "KEN")),
        ("Union Power Minister Raghav Sharma said so in New Delhi.", ("Raghav Sharma", "other_minister", "IND")),
        (
            "Sri Lankan Minister of State for Trade Nimal Perera said so.",
            ("Nimal Perera", "other_minister", "LKA"),
        ),
        (
            "The official representative of the Russian Foreign Ministry, Olga Danilova, said so.",
            ("Olga Danilova", "spokesperson", "RUS"),
        ),
        (
            "Saudi Arabia's Foreign Minister Prince Talal bin Fahd said so.",
            ("Talal bin Fahd", "foreign_minister", "SAU"),
        ),
        (
            "Joseph Cole, the special representative for Cuba policy of the State Department, said so.",
            ("Joseph Cole", "envoy", "USA"),
        ),
        ("Chile's National Assembly Chairwoman Ana Rojas said so.", ("Ana Rojas", "legislator", "CHL")),
        (
            "Farid Khan, chairman of Pakistan's joint chiefs of staff committee, said so.",
            ("Farid Khan", "military_chief", "PAK"),
        ),
        ("The leader of southern Sudanese rebels, John Deng, said so.", ("John Deng", "other", "Sudanese rebels")),
        ("Victoria's Transport Minister Jane Dunn said so.", ("Jane Dunn", "other_minister", "AUS")),
        (
            "An aide to the Peruvian interior minister, Luis Prado, said so.",
            ("Luis Prado", "other_minister", "PER"),
        ),
        ("The President of the Russian Federation, Igor Belov, said so.", ("Igor Belov", "head_of_state", "RUS")),
        ("Russian Federation Council Speaker Anna Orlova said so.", ("Anna Orlova", "legislator", "RUS")),
        ("The exiled Cuban opposition leader Luis Prado said so.", ("Luis Prado", "other", "CUB")),
        ("But Peruvian President Luis Prado said so.", ("Luis Prado", "head_of_state", "PER")),
    ],
)
def test_titles_of_many_forms_give_role_and_actor(
    held: Callable[[str], Held], text: str, office: tuple[str, str, str]
) -> None:
    assert held(text) == {office}


def test_counterparts_in_the_plural_each_get_their_own_state(held: Callable[[str], Held]) -> None:
    text = "South Korea's chief negotiator, Han Sang-woo, met his US and Japanese colleagues, Joe Bell and Ken Mori."
    assert held(text) >= {("Joe Bell", "envoy", "USA"), ("Ken Mori", "envoy", "JPN")}


def test_a_counterpart_is_the_one_of_the_clause_s_subject(held: Callable[[str], Held]) -> None:
    text = (
        "Russian Foreign Minister Igor Belov is in Delhi. Spokeswoman Anna Orlova said Belov would hold talks with "
        "his Indian counterpart, Arun Mehta."
    )
    assert ("Arun Mehta", "foreign_minister", "IND") in held(text)


def test_two_titles_before_a_name_are_both_held(held: Callable[[str], Held]) -> None:
    text = "Thai Deputy Prime Minister and Foreign Minister Somchai Wong said so."
    assert held(text) == {("Somchai Wong", "other_minister", "THA"), ("Somchai Wong", "foreign_minister", "THA")}


@pytest.mark.parametrize(
    "text",
    [
        "The club president, Nuno Costa, said so.",
        "Luis Prado, director of Cambridge Energy Research Associates, said so.",
        "Ivorian football federation chief Sidy Konan said so.",
        "The exiled Afghan king Zahir Khan said so.",
    ],
)
def test_private_posts_and_lost_thrones_are_no_offices(held: Callable[[str], Held], text: str) -> None:
    assert held(text) == set()


def test_whom_a_foreign_leader_meets_is_not_of_his_own_state(held: Callable[[str], Held]) -> None:
    text = (
        "Turkish Prime Minister Kemal Aydin arrived in Islamabad. Pakistan welcomed him. "
        "The Turkish prime minister will meet President Asif Khan."
    )
    assert ("Asif Khan", "head_of_state", "PAK") in held(text)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("The chairperson of the AU Commission, Moussa Keita, came to Lima.", {("Moussa Keita", "igo_head", "AU")}),
        ("The head of the EU mission, Pierre Blanc, came to Lima.", {("Pierre Blanc", "other", "EU")}),
        ("The firm ended its lawsuit against Harbour Workers President David Hall.", set()),
        ("Vietnamese Deputy PM Tran Van Nam came to Lima at 5 pm.", {("Tran Van Nam", "other_minister", "VNM")}),
    ],
)
def test_bodies_have_heads_and_unions_have_none_of_state(held: Callable[[str], Held], text: str, offices: Held) -> None:
    assert held(text) == offices


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "U.S. State Secretary Ellen Marsh signed it in Oslo.",
            ("Ellen Marsh", "foreign_minister", "USA"),
        ),
        ("EU Council President Karel Novotny came to Oslo.", ("Karel Novotny", "igo_head", "EU")),
        (
            "Kenya presented a memo. Defence Minister Daudi Abasi, who led the Ugandan delegation, asked for a week.",
            ("Daudi Abasi", "defence_minister", "UGA"),
        ),
    ],
)
def test_an_office_follows_from_its_state_and_team(
    held: Callable[[str], Held], text: str, office: tuple[str, str, str]
) -> None:
    assert office in held(text)


def test_an_adjective_and_a_title_of_the_sentence_before_give_nobody_an_office(held: Callable[[str], Held]) -> None:
    found = held(
        "Kenya told it on its official Jambopage page, despite pressure from the mediators.\n\n"
        "Daudi Abasi of Uganda said no."
    )
    assert not found


def test_the_year_of_a_treaty_makes_nobody_a_former_official(held: Callable[[str], Held]) -> None:
    text = "Kenyan Prime Minister John Kamau and his Ugandan counterpart Paul Okello signed an annex to the 1985 pact."
    assert held(text) == {("John Kamau", "head_of_government", "KEN"), ("Paul Okello", "head_of_government", "UGA")}


def test_both_titles_before_a_name_are_its_own_though_the_second_is_long(held: Callable[[str], Held]) -> None:
    text = "Kenyan Deputy Foreign Minister and Head of the National Border Committee John Kamau said so."
    assert held(text) == {("John Kamau", "other", "KEN")}
