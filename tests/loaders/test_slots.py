"""Date, place, regions, mediators and signatories of an agreement, as the words around it tell them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor

if TYPE_CHECKING:
    from accord.graph.facts import Agreement

PUBLISHED = date(2000, 5, 10)


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


def agreement(extractor: RuleExtractor, text: str, dateline: str | None = None) -> Agreement:
    """The first agreement of a one-paragraph story under a dateline."""
    head = f"{dateline}\n\n" if dateline else ""
    span = (0, len(dateline)) if dateline else None
    whole = head + text
    document = Document("story", whole, ((len(head), len(whole)),), None, span, (), Metadata(published=PUBLISHED))
    found = extractor.extract(document).agreements
    assert found, "no agreement found at all"
    return found[0]


# -- place ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Norway and Peru signed a fisheries agreement in Lisbon on Monday.", "Lisbon"),
        ("A fisheries agreement between Norway and Peru was signed at Geneva.", "Geneva"),
        ("Norway's trade treaty with Peru, signed in Lisbon in 1994, has expired.", "Lisbon"),
        (
            "Chad and Sudan reached a peace agreement after three days of talks that ended in Lisbon on Monday.",
            "Lisbon",
        ),
        ("Chad and Sudan signed a peace agreement at a ceremony in Lisbon.", "Lisbon"),
        ("A loan agreement was agreed by the finance ministers of Chad and Sudan in Lisbon on 3 May.", "Lisbon"),
        ("Norway and Peru signed an accord on the question of Svalbard in Lisbon on 3 May 1995.", "Lisbon"),
    ],
)
def test_the_place_is_where_the_signing_or_the_talks_were(extractor: RuleExtractor, text: str, place: str) -> None:
    assert agreement(extractor, text).place == place


def test_here_is_the_place_of_the_dateline(extractor: RuleExtractor) -> None:
    text = "Norway and Peru signed a fisheries agreement here on Tuesday."
    assert agreement(extractor, text, "GENEVA, May 10").place == "Geneva"


def test_a_lead_that_tells_a_signing_of_the_day_happened_at_its_dateline(extractor: RuleExtractor) -> None:
    text = "Norway and Peru on Tuesday signed a fisheries agreement."
    assert agreement(extractor, text, "LIMA, May 10").place == "Lima"


def test_a_signing_of_another_year_did_not_happen_at_the_dateline(extractor: RuleExtractor) -> None:
    text = "Norway and Peru signed a fisheries agreement in 1994, diplomats recalled."
    assert agreement(extractor, text, "LIMA, May 10").place is None


def test_talks_about_an_agreement_do_not_place_it_at_the_dateline(extractor: RuleExtractor) -> None:
    text = "Norway and Peru are negotiating a fisheries agreement."
    assert agreement(extractor, text, "LIMA, May 10").place is None


def test_what_is_signed_at_a_summit_is_signed_where_the_summit_is(extractor: RuleExtractor) -> None:
    text = (
        "A summit in Lisbon will bring the two presidents together. "
        "Norway and Peru will sign a trade agreement at the summit."
    )
    assert agreement(extractor, text).place == "Lisbon"


def test_the_matter_of_an_agreement_is_not_where_it_was_signed(extractor: RuleExtractor) -> None:
    text = "Norway and Peru signed an agreement to end the fighting in Lisbon."
    assert agreement(extractor, text).place is None


# -- regions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("Chad and Sudan signed an agreement on fishing on Lake Chad.", ("Lake Chad",)),
        ("Chad and Sudan agreed to mount joint patrols in Darfur.", ("Darfur",)),
        ("Chad and Sudan signed a memorandum in Geneva on a safe zone in Darfur.", ("Darfur",)),
        ("Chad and Sudan signed an accord under which troops will leave Darfur.", ("Darfur",)),
        ("Under the agreement between Chad and Sudan, engineers may draw water from the Sand River.", ("Sand River",)),
        ("Turkey and Spain agreed to set up a safe zone along the Syrian border.", ("Syrian border",)),
        ("Norway and Peru reached an agreement on the war in Angola.", ("Angola",)),
    ],
)
def test_regions_are_the_places_within_the_content(
    extractor: RuleExtractor, text: str, regions: tuple[str, ...]
) -> None:
    assert agreement(extractor, text).regions == regions


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Peru signed a trade agreement in Lisbon.",
        "Norway signed a trade agreement with Peru.",
        "Norway and Peru implement the Lisbon agreement on trade.",
    ],
)
def test_parties_and_where_it_was_signed_are_no_regions(extractor: RuleExtractor, text: str) -> None:
    assert agreement(extractor, text).regions == ()


def test_a_truce_is_about_the_land_of_a_side_that_is_spoken_of_again(extractor: RuleExtractor) -> None:
    text = (
        "Sudan and the Justice and Equality Movement signed a ceasefire in Doha on Monday. Darfur has seen no rain. "
        "Aid workers in Darfur welcomed the truce."
    )
    assert agreement(extractor, text).regions == ("Darfur",)


def test_a_truce_is_not_about_a_land_that_is_spoken_of_once_or_is_of_others(extractor: RuleExtractor) -> None:
    truce = "Sudan and the Justice and Equality Movement signed a ceasefire in Doha on Monday. "
    assert agreement(extractor, f"{truce}Darfur has seen no rain.").regions == ()
    assert agreement(extractor, f"{truce}Fighting in Aceh went on. Aceh is far away.").regions == ()


# -- date -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway and Peru signed a trade agreement on Monday.", "2000-05-08"),
        ("Norway's 1994 fisheries treaty with Peru is in trouble.", "1994"),
        ("Norway and Peru respect the fisheries treaty of March 1994.", "1994-03"),
        ("Under the pact between Norway and Peru, signed in March 1994, boats are counted.", "1994-03"),
        ("Norway and Peru will sign a trade agreement on Friday.", "2000-05-12"),
        ("Norway and Peru signed a trade agreement on Monday that expires in 2005.", "2000-05-08"),
    ],
)
def test_the_date_is_that_of_signing_or_agreeing(extractor: RuleExtractor, text: str, told: str) -> None:
    assert agreement(extractor, text).date == told


def test_entry_into_force_is_no_date_of_signing(extractor: RuleExtractor) -> None:
    text = "The extradition treaty between Norway and Peru will enter into force on 1 June."
    assert agreement(extractor, text).date is None


def test_what_is_to_be_signed_at_a_summit_carries_the_day_of_the_summit(extractor: RuleExtractor) -> None:
    text = "A summit will be held on Friday in Lisbon. Norway and Peru will sign a trade agreement at the summit."
    assert agreement(extractor, text).date == "2000-05-12"


# -- mediators --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("The truce between Chad and Sudan was brokered by Norway.", ("NOR",)),
        ("Chad and Sudan signed a truce brokered by the African Union and Norway.", ("AU", "NOR")),
        ("Chad and Sudan signed a peace agreement under the auspices of the African Union.", ("AU",)),
        ("Chad and Sudan signed a peace agreement with Norwegian mediation.", ("NOR",)),
        ("Chad and Sudan reached a truce with the help of Norway.", ("NOR",)),
        ("Norway, whose king brokered the truce between Chad and Sudan, is content.", ("NOR",)),
        ("Chad and Sudan signed the accord after secret talks mediated by Switzerland.", ("CHE",)),
        ("Chad and Sudan signed a truce. It was facilitated by the African Union.", ("AU",)),
        ("Chad and Sudan signed a truce. Norway acted as mediator.", ("NOR",)),
    ],
)
def test_who_brought_it_about_is_a_mediator(extractor: RuleExtractor, text: str, mediators: tuple[str, ...]) -> None:
    found = agreement(extractor, text)
    assert set(found.mediators) == set(mediators)
    assert set(found.parties) == {"TCD", "SDN"}


def test_help_that_is_the_content_makes_no_mediator(extractor: RuleExtractor) -> None:
    text = "Chad and Sudan signed an agreement on building a dam with the help of Norway."
    assert agreement(extractor, text).mediators == ()


# -- signatories ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The trade agreement was signed by Norwegian Foreign Minister Anna Berg and "
            "her Peruvian counterpart, Luis Ramos.",
            {"Anna Berg", "Luis Ramos"},
        ),
        (
            "Norway's fisheries minister, Anna Berg, and Peru's envoy, Luis Ramos, signed a fisheries agreement.",
            {"Anna Berg", "Luis Ramos"},
        ),
        (
            "A truce was reached in talks between Chadian Defence Minister Idris Hamid and "
            "Sudanese Defence Minister Omar Bakri.",
            {"Idris Hamid", "Omar Bakri"},
        ),
    ],
)
def test_all_who_signed_are_signatories(extractor: RuleExtractor, text: str, names: set[str]) -> None:
    assert set(agreement(extractor, text).signatories) == names


def test_a_witness_is_no_signatory(extractor: RuleExtractor) -> None:
    text = (
        "The trade agreement between Norway and Peru was signed by Foreign Minister Anna Berg "
        "in the presence of Prime Minister Lars Holm."
    )
    assert "Lars Holm" not in agreement(extractor, text).signatories


def test_who_says_that_it_will_be_signed_is_no_signatory(extractor: RuleExtractor) -> None:
    text = "Norway's justice minister, Anna Berg, says an extradition agreement with Peru will be signed in June."
    assert agreement(extractor, text).signatories == ()


def test_those_whose_envoys_sign_are_no_signatories(extractor: RuleExtractor) -> None:
    text = "The truce between Chad and Sudan was signed by the envoys of Presidents Idris Hamid and Omar Bakri."
    assert agreement(extractor, text).signatories == ()
