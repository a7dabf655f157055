"""Cards say since when and until when an office is held, each term by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Actor, Evidence, Facts, Office
from accord.graph.identifiers import Namespace
from accord.graph.projection import rows
from accord.graph.store import Store
from accord.queries.cards import make_card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from accord.queries.cards import Card

OFFICE = Namespace().office("premier", "head_of_government", "NOR")
PERSON = Namespace().person("ingrid solheim")


def report(identifier: str, day: date, since: str | None = None, until: str | None = None) -> tuple[Document, Facts]:
    text = f"Premier Ingrid Solheim spoke (report {identifier})."
    evidence = Evidence((Passage.of(text, 0, len(text)),))
    held = Office("Ingrid Solheim", "premier", "head_of_government", evidence, "NOR", since, until)
    document = Document(identifier, text, ((0, len(text)),), metadata=Metadata(published=day))
    return document, Facts(identifier, "rules 1", offices=(held,), actors=(Actor("NOR", "Norway", "State"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        opened.replace_article(*report("a", date(2012, 5, 1), "2001-05", "2004"))
        opened.replace_article(*report("b", date(2012, 5, 2), "2010"))
        yield opened


def offices(shown: Card) -> list[str]:
    (section,) = (section for section in shown.sections if section.title == "Offices")
    return [entry.relation for entry in section.entries]


def test_a_person_shows_each_term_in_an_office(store: Store) -> None:
    assert offices(make_card(store, PERSON)) == ["holds 2001-05-01 to 2004-12-31, since 2010-01-01"]


def test_an_office_shows_its_holders_with_their_terms(store: Store) -> None:
    fields = {field.label: field.values for field in make_card(store, OFFICE).fields}
    assert fields["holders"] == ("Ingrid Solheim, 2001-05-01 to 2004-12-31, since 2010-01-01",)


def test_who_is_said_to_be_in_office_only_has_the_latest_day(store: Store) -> None:
    for article in "ab":
        store.remove_article(article)
    store.replace_article(*report("c", date(2013, 2, 1)))
    store.replace_article(*report("d", date(2013, 3, 1)))
    assert offices(make_card(store, PERSON)) == ["holds as of 2013-03-01"]


def test_an_end_that_another_article_contradicts_is_contested(store: Store) -> None:
    store.replace_article(*report("e", date(2015, 2, 1), until="2014-06-01"))
    store.replace_article(*report("f", date(2015, 3, 1)))
    assert offices(make_card(store, PERSON)) == ["holds 2001-05-01 to 2004-12-31, since 2010-01-01 (contested)"]


def test_each_term_is_a_relationship_of_its_own(store: Store) -> None:
    held = [edge.properties for edge in rows(store).edges if edge.type == "HOLDS"]
    days = [(each.get("since"), each.get("until")) for each in held]
    assert sorted(days, key=str) == [(date(2001, 5, 1), date(2004, 12, 31)), (date(2010, 1, 1), None)]
