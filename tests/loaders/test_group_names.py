"""Armed groups that no list knows, and who "rebels" are."""

from __future__ import annotations

from datetime import date

import pytest

from accord.loaders.extraction.analysis import ActorMention
from accord.loaders.extraction.gazetteer import Gazetteer
from accord.loaders.extraction.group_names import group_mentions


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def groups(gazetteer: Gazetteer, text: str, on: date | None = None) -> list[str]:
    for mark in ("'s", ",", ".", "(", ")"):
        text = text.replace(mark, f" {mark} ")
    tokens = text.split()
    known = [
        ActorMention(m.start, m.end, m.senses[0].code, m.senses[0].type, m.senses[0].surface_kind)
        for m in gazetteer.match(tokens)
    ]
    return [m.code for m in group_mentions([tokens], [known], gazetteer, on)[0] if m.type == "ArmedGroup"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks with the Azure Coast Liberation Front resumed.", ["Azure Coast Liberation Front"]),
        ("Chad and the rebel Ennedi Movement met.", ["Ennedi Movement"]),
        ("The Movement for the Liberation of Kivu fought on.", ["Movement for the Liberation of Kivu"]),
        ("Niger's Air Salvation Front (ASF) split. The ASF said so.", ["Air Salvation Front"] * 3),
        ("An envoy met General Dao and Ennedi Salvation Front men.", ["Ennedi Salvation Front"]),
    ],
)
def test_a_group_is_known_by_the_form_of_its_name(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert groups(gazetteer, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Salvation Army handed out soup in Oslo.",
        "The National Farmers Union and the Labour Movement met.",
        "Tory rebels voted down the bill.",
        "Cup holders Estudiantes beat the Freedom Stars.",
    ],
)
def test_peaceful_bodies_and_parliamentary_rebels_are_no_groups(gazetteer: Gazetteer, text: str) -> None:
    assert groups(gazetteer, text) == []


def test_rebels_alone_are_the_one_group_that_the_article_names(gazetteer: Gazetteer) -> None:
    text = "The Ennedi Liberation Front rejected the truce. The rebels want more."
    assert groups(gazetteer, text) == ["Ennedi Liberation Front"] * 2


def test_rebels_without_a_name_are_those_of_the_state(gazetteer: Gazetteer) -> None:
    assert groups(gazetteer, "Chad's government and rebels agreed a ceasefire.") == ["Chadian rebels"]


def test_a_known_leader_tells_whose_rebels_they_are_in_his_time(gazetteer: Gazetteer) -> None:
    text = "Angola's army and the rebels of Jonas Savimbi broke the truce."
    assert groups(gazetteer, text, date(1993, 5, 1)) == ["UNITA"]
    assert groups(gazetteer, text, date(2011, 5, 1)) == ["Angolan rebels"]


def test_rebel_leaders_stand_for_the_rebels(gazetteer: Gazetteer) -> None:
    assert groups(gazetteer, "Chad's army said rebel commanders broke the truce.") == ["Chadian rebels"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "It was signed by two rebel groups, the Popular Army for the Renewal of Benin (APRB) and the Union of "
            "Democratic Forces (UDF).",
            ["Popular Army for the Renewal of Benin", "Union of Democratic Forces"],
        ),
        (
            "The Convention of Citizens for Justice (CCJ) was the last rebel group in Benin.",
            ["Convention of Citizens for Justice"],
        ),
        ("The Society of Engineers for Justice (SEJ) was the first to protest in Benin.", []),
    ],
)
def test_a_name_introduced_with_its_acronym_beside_rebels_is_a_groups(
    gazetteer: Gazetteer, text: str, names: list[str]
) -> None:
    assert set(groups(gazetteer, text)) == set(names)
