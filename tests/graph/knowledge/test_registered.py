"""An article's treaty is the registered one when it bears one of its names, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Actor, Agreement, Evidence, Facts
from accord.graph.identifiers import KNOWLEDGE
from accord.graph.store import Store
from accord.ontology import terms

STATES = ("BOL", "CHL", "ISL", "KEN", "MLI", "NOR", "PER", "SWE")
ACTORS = tuple(Actor(code, code, "State") for code in STATES)
TITLE = "Convention on the Prohibition of Singing Mines and on their Removal"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def put(store: Store, identifier: str, published: str | None, name: str | None, **more: object) -> None:
    text = f"{identifier}: they spoke of {name or 'an agreement'}."
    evidence = Evidence((Passage.of(text, 0, len(text)),))
    made = Agreement("a1", "treaty", ("NOR", "CHL"), "signed", evidence, name=name)
    day = date.fromisoformat(published) if published else None
    document = Document(identifier, text, ((0, len(text)),), metadata=Metadata(published=day))
    facts = Facts(identifier, "rules 1", published, agreements=(replace(made, **more),), actors=ACTORS)  # type: ignore[arg-type]
    store.replace_article(document, facts)


def register(store: Store, number: str = "26-90", title: str = TITLE, **more: object) -> None:
    given: dict[str, object] = {
        "parties": STATES,
        "date": "1990-05-03",
        "status": "ratified",
        "other_names": ("Singing Mines Convention", "Bergen Treaty"),
        "entry": f"un-treaties {number}",
    }
    put(store, f"un-treaty-{number}", None, title, **{**given, **more})


def things(store: Store) -> dict[str, str]:
    """The agreement of the knowledge graph for each article."""
    found = {}
    for quad in store.quads(KNOWLEDGE):
        fact = str(getattr(quad.object, "value", ""))
        if quad.predicate.value == terms.WAS_DERIVED_FROM and fact.endswith("/agreement/a1"):
            found[store.namespace.article_id(fact) or ""] = str(quad.subject)
    return found


@pytest.mark.parametrize("name", ["Singing Mines Convention", "Bergen Treaty", "UN Singing Mines Convention", TITLE])
def test_a_name_of_the_treaty_means_the_treaty(store: Store, name: str) -> None:
    register(store)
    put(store, "news", "2011-02-03", name, kind="arms_control")
    assert len(set(things(store).values())) == 1


def test_reports_of_acts_years_apart_are_of_one_treaty(store: Store) -> None:
    put(store, "first", "1991-02-03", "Bergen Treaty", date="1991-02-01", parties=("NOR",))
    put(store, "second", "2004-07-07", "Bergen Treaty", date="2004-07-06", parties=("PER", "KEN"))
    register(store)
    assert len(set(things(store).values())) == 1
    before = store.dump()
    store.rebuild()
    assert store.dump() == before


@pytest.mark.parametrize(
    "name",
    ["Amendment to the Singing Mines Convention", "Optional Protocol to the Bergen Treaty", "Trawler Pact", None],
)
def test_another_name_means_another_agreement(store: Store, name: str | None) -> None:
    register(store)
    put(store, "news", "2011-02-03", name, date="1990-05-03")
    assert len(set(things(store).values())) == 2


def test_what_was_concluded_long_before_is_another_one(store: Store) -> None:
    register(store)
    put(store, "news", "1970-02-03", "Bergen Treaty", date="1970-02-01")
    assert len(set(things(store).values())) == 2


def test_two_entries_of_a_register_are_two_agreements(store: Store) -> None:
    register(store)
    register(store, "26-91")
    assert len(set(things(store).values())) == 2


def test_without_the_register_the_reports_fall_apart_again(store: Store) -> None:
    put(store, "first", "1991-02-03", "Bergen Treaty", date="1991-02-01", parties=("NOR",))
    put(store, "second", "2004-07-07", "Bergen Treaty", date="2004-07-06", parties=("PER", "KEN"))
    alone = store.dump()
    register(store)
    store.remove_article("un-treaty-26-90")
    assert store.dump() == alone
    assert len(set(things(store).values())) == 2
