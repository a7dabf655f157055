"""The many ways in which the press tells of an agreement: between whom it is, and what has become of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor

if TYPE_CHECKING:
    from accord.graph.facts import Agreement

PUBLISHED = date(2006, 5, 10)


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


def agreements(extractor: RuleExtractor, text: str) -> tuple[Agreement, ...]:
    """All agreements of a one-paragraph story published on a Wednesday."""
    document = Document("story", text, ((0, len(text)),), None, None, (), Metadata(published=PUBLISHED))
    return extractor.extract(document).agreements


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("Washington and Seoul renewed their defence cost-sharing agreement.", {"USA", "KOR"}, "in_force"),
        ("Ethiopia accused Eritrea of violating the 2000 Algiers peace agreement.", {"ETH", "ERI"}, "violated"),
        ("A 1991 ceasefire ended the war between Morocco and the Polisario Front.", {"MAR", "Polisario Front"}, None),
        ("Hamas offered Israel a ten-year truce on Monday.", {"ISR", "Hamas"}, "proposed"),
        ("Israel rejected a Hamas offer of a ten-year truce.", {"ISR", "Hamas"}, "rejected"),
        ("Ukraine and Turkmenistan have signed a contract for gas supplies.", {"UKR", "TKM"}, "signed"),
        ("A U.S.-Russian understanding on pilots was signed on Friday.", {"USA", "RUS"}, "signed"),
        ("Iceland's parliament voted 33-30 to approve the border treaty with Norway.", {"ISL", "NOR"}, "ratified"),
        ("Eritrea said it would no longer be bound by its accord with Ethiopia.", {"ERI", "ETH"}, "terminated"),
        ("Talks between Norway and Iceland on a trade agreement broke off.", {"NOR", "ISL"}, "suspended"),
        ("President Museveni said a peace deal with the LRA was close.", {"UGA", "LRA"}, "under_negotiation"),
        ("Laos, Thailand sign agreement on second Mekong bridge", {"LAO", "THA"}, "signed"),
        ("Iran, Pakistan ink gas pipeline deal", {"IRN", "PAK"}, "signed"),
        ("Poland, Ukraine presidents sign declaration on reconciliation", {"POL", "UKR"}, "signed"),
    ],
)
def test_parties_and_status_of_common_phrasings(
    extractor: RuleExtractor, text: str, parties: set[str], status: str | None
) -> None:
    (found,) = agreements(extractor, text)
    assert set(found.parties) == parties
    assert status in {None, found.status}


@pytest.mark.parametrize(
    "text",
    [
        "The government and the opposition of Iceland signed a power-sharing deal.",
        "An Icelandic brewery signed a contract with a Norwegian bank.",
    ],
)
def test_deals_at_home_and_of_companies_are_none(extractor: RuleExtractor, text: str) -> None:
    assert agreements(extractor, text) == ()


def test_a_broker_told_after_the_place_is_a_mediator(extractor: RuleExtractor) -> None:
    text = "Chad and the UFDD signed a peace deal in Tripoli, brokered by Libya."
    assert [a.mediators for a in agreements(extractor, text)] == [("LBY",)]


def test_the_kind_of_a_plain_deal_is_what_is_to_be_done_under_it(extractor: RuleExtractor) -> None:
    text = "Under a deal brokered by Egypt, Israel and Hamas will exchange prisoners next week."
    assert [a.kind for a in agreements(extractor, text)] == ["prisoner_exchange"]


def test_swapped_goods_are_no_prisoners(extractor: RuleExtractor) -> None:
    (found,) = agreements(extractor, "Cuba and Venezuela signed an accord swapping oil for doctors.")
    assert "prisoner_exchange" not in found.topics
