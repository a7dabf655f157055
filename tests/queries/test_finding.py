"""What words mean: codes, IRIs, names, and telling words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.errors import UnknownThing
from accord.graph.facts import Actor, Agreement, Evidence, Facts
from accord.graph.store import Store
from accord.queries.finding import ACTORS, find, find_one

if TYPE_CHECKING:
    from pathlib import Path

ID = "https://w3id.org/accord/id/"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("ERI", "Eritrea"),
        ("eri", "Eritrea"),
        ("Q986", "Eritrea"),
        (ID + "state/ERI", "Eritrea"),
        (f"<{ID}state/ERI>", "Eritrea"),
        ("id:state/ERI", "Eritrea"),
        ("eritrea", "Eritrea"),
        ("Ásmara", "Asmara"),
        ("ISAIAS AFWERKI", "Isaias Afwerki"),
        ("Afwerki", "Isaias Afwerki"),
        ("Abiy", "Abiy Ahmed"),
        ("the Algiers agreement", "Algiers Agreement"),
        ("declaration of friendship", "Joint Declaration of Peace and Friendship"),
        ("Murmansk border agreement", "border agreement NOR–RUS (2010-09-15)"),
        ("Norway Russia 2010", "border agreement NOR–RUS (2010-09-15)"),
        ("meeting Asmara 2018", "meeting Abiy Ahmed–Isaias Afwerki (2018-07-09)"),
        ("shelling Zalambessa", "shelling by ERI near Zalambessa (2000-12-10)"),
        ("prisoners of war", "release all prisoners of war"),
        ("barents", "A line in the sea"),
        ("prime minister", "Prime Minister (ETH)"),
        ("sea border 2010", "border agreement NOR–RUS (2010-09-15)"),
    ],
)
def test_words_find_what_a_person_means(store: Store, words: str, name: str) -> None:
    assert find_one(store, words).name == name


def test_a_name_comes_before_words_in_other_names(store: Store) -> None:
    assert [found.type for found in find(store, "Algiers")] == ["Region"]
    assert [found.type for found in find(store, "Algiers", ("Agreement",))] == ["Agreement"]


def test_of_names_that_look_alike_the_one_that_is_written_so_is_meant(tmp_path: Path) -> None:
    names = "Élan Accord", "Elan Accord"
    with Store.open(tmp_path / "store") as store:
        for number, name in enumerate(names):
            text = f"Norway and Chile signed the {name} on {number + 1} May 2020."
            document = Document(
                f"elan-{number}", text, ((0, len(text)),), metadata=Metadata(name[::-1], date(2020, 5, 9))
            )
            day, parties = f"20{number + 10}-05-0{number + 1}", (("NOR", "CHL"), ("NOR", "PER"))[number]
            evidence = Evidence((Passage.of(text, 0, len(text)),))
            agreement = Agreement("a1", "treaty", parties, "signed", evidence, name=name, date=day)
            actors = tuple(Actor(code, code, "State") for code in parties)
            facts = Facts(document.id, "rules 1", "2020-05-09", (agreement,), actors=actors)
            store.replace_article(document, facts)
        assert [[hit.name for hit in find(store, name, ("Agreement",))] for name in names] == [[name] for name in names]
        assert {hit.name for hit in find(store, "elan accord", ("Agreement",))} == set(names)


def test_an_articles_id_hides_no_name_that_looks_like_it(store: Store) -> None:
    assert [found.type for found in find(store, "algiers")] == ["Region"]
    assert [found.type for found in find(store, "declaration")] == ["Article"]
    assert [found.type for found in find(store, "Declaration")] == ["Agreement"]


def test_only_what_may_be_meant_is_found(store: Store) -> None:
    assert find_one(store, "Ethiopia", ACTORS).code == "ETH"
    assert find(store, "Asmara", ACTORS) == ()


@pytest.mark.parametrize(
    "words", ["Atlantis", "", "   ", "…", "erit rea", "the of", ID + "state/XXX", "algier"[::-1], "\udcff"]
)
def test_what_nobody_can_mean_is_unknown(store: Store, words: str) -> None:
    with pytest.raises(UnknownThing):
        find_one(store, words)


def test_several_candidates_are_named_with_their_iris(store: Store) -> None:
    with pytest.raises(UnknownThing, match=r"may mean 2 things.*\n.*Agreement: Algiers Agreement  <https://") as caught:
        find_one(store, "eritrea ethiopia", ("Agreement",))
    assert "Joint Declaration" in str(caught.value)
