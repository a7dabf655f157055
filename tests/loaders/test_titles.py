"""Which words name an office, of which role, and whether it is still held."""

from __future__ import annotations

import pytest

from accord.loaders.extraction.titles import TitleMatcher


@pytest.fixture(scope="module")
def titles() -> TitleMatcher:
    return TitleMatcher.load()


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("President", "head_of_state"),
        ("emir", "head_of_state"),
        ("supreme leader", "head_of_state"),
        ("premier", "head_of_government"),
        ("Taoiseach", "head_of_government"),
        ("Federal Chancellor", "head_of_government"),
        ("Foreign Minister", "foreign_minister"),
        ("minister of external affairs", "foreign_minister"),
        ("Secretary of State", "foreign_minister"),
        ("foreign policy chief", "foreign_minister"),
        ("Defense Secretary", "defence_minister"),
        ("Minister of National Defence", "defence_minister"),
        ("chairman of the joint chiefs of staff", "military_chief"),
        ("top commander", "military_chief"),
        ("chargé d'affaires", "ambassador"),
        ("high commissioner", "ambassador"),
        ("chief nuclear negotiator", "envoy"),
        ("special representative", "envoy"),
        ("spokeswoman", "spokesperson"),
        ("Interior Minister", "other_minister"),
        ("deputy prime minister", "other_minister"),
        ("deputy foreign minister", "other"),
        ("vice - president", "other"),
        ("undersecretary of state", "other"),
        ("secretary of state for transport", "other"),
        ("crown prince", "other"),
        ("rebel leader", "other"),
        ("member of parliament", "legislator"),
        ("secretary - general", "igo_head"),
        ("EC President", "igo_head"),
    ],
)
def test_offices_have_the_role_of_the_guidelines(titles: TitleMatcher, text: str, role: str) -> None:
    (match,) = titles.match(text.split())
    assert match.role == role


def test_a_minister_takes_every_word_of_the_portfolio(titles: TitleMatcher) -> None:
    tokens = "the minister of science , technology and the environment spoke".split()
    (match,) = titles.match(tokens)
    assert tokens[match.start : match.end] == tokens[1:9]
    (match,) = titles.match("the Economy and Energy Minister".split())
    assert match.text == "Economy and Energy Minister"


@pytest.mark.parametrize("text", ["former president", "ex - president", "then president", "former French president"])
def test_a_former_office_is_marked(titles: TitleMatcher, text: str) -> None:
    (match,) = titles.match(text.split())
    assert match.former


@pytest.mark.parametrize("text", ["acting president", "outgoing president", "visiting president", "new president"])
def test_an_office_that_is_held_is_not_former(titles: TitleMatcher, text: str) -> None:
    (match,) = titles.match(text.split())
    assert (match.former, match.role) == (False, "head_of_state")


def test_an_office_to_come_is_not_held(titles: TitleMatcher) -> None:
    (match,) = titles.match("president - elect".split())
    assert (match.text, match.role) == ("president-elect", "other")


def test_deputies_are_marked(titles: TitleMatcher) -> None:
    for text in ("deputy foreign minister", "vice foreign minister", "deputy prime minister"):
        (match,) = titles.match(text.split())
        assert match.deputy


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("foreign ministers", "foreign_minister"),
        ("prime ministers", "head_of_government"),
        ("presidents", "head_of_state"),
        ("secretaries of state", "foreign_minister"),
        ("chiefs of general staff", "military_chief"),
        ("spokesmen", "spokesperson"),
        ("envoys", "envoy"),
        ("generals", "other"),
        ("secretaries - general", "igo_head"),
    ],
)
def test_plurals_are_marked(titles: TitleMatcher, text: str, role: str) -> None:
    (match,) = titles.match(text.split())
    assert (match.plural, match.role) == (True, role)


def test_two_offices_of_one_sentence_are_two_matches(titles: TitleMatcher) -> None:
    tokens = "Prime Minister Anna Berg and her foreign minister , Olav Lund".split()
    assert [(m.start, m.end) for m in titles.match(tokens)] == [(0, 2), (6, 8)]


def test_an_office_that_only_one_actor_has_says_whose_it_is(titles: TitleMatcher) -> None:
    assert titles.default_actor("Secretary of State") == "USA"
    assert titles.default_actor("Taoiseach") == "IRL"
    assert titles.default_actor("foreign minister") is None


def test_ranks_and_forms_of_address_are_honorifics(titles: TitleMatcher) -> None:
    assert all(titles.is_honorific(word) for word in ("Gen.", "Mr", "Sheikh", "Ayatollah", "Admiral", "Dr."))
    assert not titles.is_honorific("Anna")
