"""The status of an agreement and of its parties, read from what articles made up for the test say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Act, Actor, Agreement, Evidence, Facts
from accord.graph.store import Store
from accord.queries.finding import find_one
from accord.queries.standing import StatusAt, status_at, status_lines

STATES = {"NOR": "Norway", "CHL": "Chile", "PER": "Peru"}
ACTORS = tuple(Actor(code, name, "State") for code, name in STATES.items())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


def put(
    store: Store, identifier: str, day: str, parties: tuple[str, ...], *acts: Act, factuality: str = "asserted"
) -> None:
    text = f"{identifier}: of the Skerry Treaty of 3 May 2001."
    evidence = Evidence((Passage.of(text, 0, len(text)),), factuality=factuality)
    told = tuple(Act(act.type, evidence, act.party, act.date) for act in acts)
    made = Agreement("a1", "treaty", parties, "signed", evidence, name="Skerry Treaty", date="2001-05-03", acts=told)
    document = Document(identifier, text, ((0, len(text)),), metadata=Metadata(published=date.fromisoformat(day)))
    store.replace_article(document, Facts(identifier, "rules 1", day, agreements=(made,), actors=ACTORS))


def act(kind: str, party: str | None = None, on: str | None = None) -> Act:
    return Act(kind, Evidence(()), party, on)


def asked(store: Store, at: str) -> StatusAt:
    return status_at(store, find_one(store, "Skerry Treaty", ("Agreement",)).iri, date.fromisoformat(at))


def parties(status: StatusAt) -> dict[str, str]:
    return {party.name: party.status for party in status.parties}


def test_each_party_stands_where_its_acts_have_brought_it(store: Store) -> None:
    put(store, "one", "2001-05-04", tuple(STATES), act("signature", on="2001-05-03"))
    put(store, "two", "2002-06-01", tuple(STATES), act("ratification", "PER", "2002-05-30"))
    assert parties(asked(store, "2001-12-31")) == {"Norway": "signed", "Chile": "signed", "Peru": "signed"}
    later = asked(store, "2002-12-31")
    assert parties(later) == {"Norway": "signed", "Chile": "signed", "Peru": "bound"}
    assert (later.agreement.status, later.agreement.since) == ("ratified", "2002-05-30")
    (quote,) = later.agreement.rests_on[-1].sentences
    assert quote.article == "two"


def test_an_act_without_a_party_is_of_those_whom_its_article_speaks_of(store: Store) -> None:
    put(store, "one", "2001-05-04", tuple(STATES), act("signature", on="2001-05-03"))
    put(store, "two", "2002-06-01", ("NOR", "CHL"), act("ratification"))
    assert parties(asked(store, "2002-12-31")) == {"Norway": "bound", "Chile": "bound", "Peru": "signed"}


@pytest.mark.parametrize("factuality", ["planned", "denied", "claimed"])
def test_what_nobody_asserts_moves_nothing(store: Store, factuality: str) -> None:
    put(store, "one", "2001-05-04", tuple(STATES), act("signature", on="2001-05-03"))
    put(store, "two", "2002-06-01", tuple(STATES), act("withdrawal", "PER", "2002-05-30"), factuality=factuality)
    assert parties(asked(store, "2003-01-01"))["Peru"] == "signed"


def test_the_lines_say_status_day_and_acts(store: Store) -> None:
    put(store, "one", "2001-05-04", tuple(STATES), act("signature", on="2001-05-03"))
    lines = [line.text for line in status_lines(asked(store, "2001-06-01"))]
    assert "on 2001-06-01: signed since 2001-05-03" in lines
    assert "Peru: signed since 2001-05-03 (signature 2001-05-03)" in lines
