"""Who is named in an article, under which name, and how far the name reaches."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.extraction.person_names import NamesInArticle, fold, same_person

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def persons() -> Callable[[str], list[str]]:
    """The canonical names of the person mentions of a text, in order."""
    extractor = RuleExtractor()

    def named(text: str) -> list[str]:
        spans = [(0, len(text))]
        document = Document("x", text, tuple(spans), metadata=Metadata(published=date(2000, 5, 10)))
        return [m.person for m in extractor.analyse(document).persons]

    return named


@pytest.mark.parametrize(
    "name",
    [
        "Abdel Fattah el-Sisi",
        "Faisal bin Farhan Al Saud",
        "Mohamed Ould Abdel Aziz",
        "Daniel arap Moi",
        "Nkosazana Dlamini-Zuma",
        "Amadou Toumani Toure",
        "Kim Dae-jung",
        "Ban Ki-moon",
        "Susilo Bambang Yudhoyono",
        "Nguyen Tan Dung",
        "Girija Prasad Koirala",
        "P.V. Narasimha Rao",
        "Mevlüt Çavuşoğlu",
        "Lech Wałęsa",
        "Gonzalo Sánchez de Lozada",
        "Luiz Inacio Lula da Silva",
        "Jean-Claude Juncker",
        "Ursula von der Leyen",
        "Massimo D'Alema",
        "Madeleine K. Albright",
    ],
)
@pytest.mark.parametrize(
    "sentence", ["{} met the Norwegian prime minister on Tuesday.", "She telephoned {} late on Sunday."]
)
def test_a_name_is_whole_whatever_the_language(persons: Callable[[str], list[str]], sentence: str, name: str) -> None:
    assert name in persons(sentence.format(name))


def test_a_form_of_address_is_no_part_of_the_name(persons: Callable[[str], list[str]]) -> None:
    assert persons("The treaty was signed by H.E. Sheikh Jamal al-Badri in Oslo.") == ["Jamal al-Badri"]


def test_a_rank_between_title_and_name_is_looked_over(persons: Callable[[str], list[str]]) -> None:
    assert persons("The navy spokesman, Lieutenant-Commander Oumar Barry, wrote a book.") == ["Oumar Barry"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Sarajevo, the Vice-President, Emir Hadzic, spoke of peace.", "Emir Hadzic"),
        ("The accord was signed by H.E. Sultan bin Rashid Al-Kaabi.", "Sultan bin Rashid Al-Kaabi"),
        ("Transport Minister Alice King opened the bridge.", "Alice King"),
        ("Foreign Minister Julie Bishop welcomed it.", "Julie Bishop"),
        ("Foreign Minister Israel Levin flew home.", "Israel Levin"),
        ("President Ricardo Lagos welcomed it.", "Ricardo Lagos"),
        ("Senator Marta Plaza voted against it.", "Marta Plaza"),
    ],
)
def test_words_that_mean_something_else_can_be_names(persons: Callable[[str], list[str]], text: str, name: str) -> None:
    assert persons(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Human Rights Watch said the truce was holding.",
        "The Victoria Falls Conference met on Monday.",
        "The official news agency XNA reported the deal.",
        "Kenya and Norway signed the Oslo Declaration.",
    ],
)
def test_bodies_and_things_are_no_persons(persons: Callable[[str], list[str]], text: str) -> None:
    assert persons(text) == []


def test_a_surname_alone_means_the_person_named_in_full(persons: Callable[[str], list[str]]) -> None:
    text = "President Ivan Petrov arrived in Oslo on Friday. Petrov said the talks were useful."
    assert persons(text) == ["Ivan Petrov", "Ivan Petrov"]


def test_a_surname_may_come_before_the_full_name(persons: Callable[[str], list[str]]) -> None:
    assert persons("President Petrov arrived on Friday. Ivan Petrov, 60, took office in May.") == ["Ivan Petrov"] * 2


def test_of_two_persons_of_one_surname_the_last_one_named_is_meant(persons: Callable[[str], list[str]]) -> None:
    text = (
        "Minister Jan Nowak met envoy Maria Nowak. Ms Nowak said it went well. Jan Nowak left. Mr Nowak said nothing."
    )
    assert persons(text)[-1] == "Jan Nowak"
    assert persons(text)[2] == "Maria Nowak"


def test_an_east_asian_name_is_shortened_to_its_first_word(persons: Callable[[str], list[str]]) -> None:
    assert persons("Envoy Paek Sun-ho met reporters in Seoul. Paek said he was satisfied.") == ["Paek Sun-ho"] * 2


def test_an_article_before_a_surname_may_be_left_out(persons: Callable[[str], list[str]]) -> None:
    text = "President Hamid al-Masri flew to Oslo. Masri said he was satisfied."
    assert persons(text) == ["Hamid al-Masri"] * 2


def test_names_are_compared_without_marks() -> None:
    assert fold("Đặng Wałęsa-Ørsted") == "dang walesa-orsted"


@pytest.mark.parametrize(
    ("short", "full", "same"),
    [
        ("G. Bush", "George Bush", True),
        ("George Bush", "George W. Bush", True),
        ("Laura Bush", "George Bush", False),
        ("Ali Hassan", "Ali bin Hassan", True),
    ],
)
def test_initials_and_left_out_names_are_the_same_person(short: str, full: str, *, same: bool) -> None:
    assert same_person(fold(short).split(), fold(full).split()) == same


def test_the_fullest_form_names_the_person() -> None:
    names = NamesInArticle(["J. Doe", "Jane Mary Doe", "Jane Doe"])
    assert {names.full(n) for n in ("J. Doe", "Jane Doe")} == {"Jane Mary Doe"}
