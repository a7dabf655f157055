"""Names of people in their spellings and orders."""

from __future__ import annotations

import pytest

from accord.graph.knowledge.names import compatible, same_full_name, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Baranov", "Sergey Baranov"),
        ("Mohammed Rashid", "Muhammad al-Rashid"),
        ("Mohd Rashid", "Mohamed Rashid"),
        ("Zsófia Nagy", "Nagy Zsofia"),
        ("Abdul Rahman Farouk", "Abdurrahman Farouk"),
        ("Pier Luigi Conti", "Pierluigi Conti"),
        ("General Tomás Araya", "Tomas Araya"),
        ("Foreign Minister Ingrid Solheim", "Ingrid Solheim"),
    ],
)
def test_spellings_of_one_full_name(one: str, other: str) -> None:
    assert compatible(words(one), words(other))
    assert same_full_name(words(one), words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Solheim", "Ingrid Solheim"),
        ("I. Solheim", "Ingrid Solheim"),
        ("Kim", "Kim Tae-woong"),
        ("Col. Araya", "Araya"),
    ],
)
def test_short_forms_agree_without_being_full(one: str, other: str) -> None:
    assert compatible(words(one), words(other))
    assert not same_full_name(words(one), words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ingrid Solheim", "Ingvar Solheim"),
        ("O. Solheim", "Ingrid Solheim"),
        ("Ingrid", "Ingrid Solheim"),
        ("Tomás Araya", "Tomás Araya Jr."),
        ("Nguyen Minh Triet", "Nguyen Minh Khai"),
        ("Kim Jong-su", "Kim Tae-woong"),
    ],
)
def test_names_of_different_people_differ(one: str, other: str) -> None:
    assert not compatible(words(one), words(other))
