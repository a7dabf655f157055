"""Bodies that no gazetteer lists are one by name and state, or by name and acronym, never by a name alone."""

from __future__ import annotations

from typing import Any

import pytest

from accord.graph.document import Document, Passage
from accord.graph.evidence import evidence
from accord.graph.facts import Actor, Evidence, Facts, Statement
from accord.graph.knowledge.bodies import bare_name
from accord.graph.knowledge.derivation import consolidate
from accord.ontology import terms

STATES = (Actor("NOR", "Norway", "State"), Actor("PER", "Peru", "State"))


def said_by(speaker: str, identifier: str, text: str = "", state: str | None = None) -> set[Any]:
    """An article in which a body says something."""
    text = text or f"{speaker} said so."
    passage = Evidence((Passage.of(text, 0, 5),))
    facts = Facts(
        identifier, "rules 1", statements=(Statement(speaker, "claims", passage, state, "rain"),), actors=STATES
    )
    return set(evidence(Document(identifier, text, ((0, len(text)),)), facts))


def bodies(*articles: set[Any]) -> set[str]:
    known = consolidate(set().union(*articles))
    return {quad.subject.value for quad in known if quad.predicate.value == terms.MADE}


@pytest.mark.parametrize("other", ["Norway's navy", "the Norwegian Navy", "the navy", "Norwegian navy"])
def test_a_name_with_and_without_its_state_is_one_body_of_that_state(other: str) -> None:
    assert len(bodies(said_by("Norwegian navy", "a", state="NOR"), said_by(other, "b", state="NOR"))) == 1


def test_one_name_in_two_states_is_two_bodies() -> None:
    assert len(bodies(said_by("the navy", "a", state="NOR"), said_by("the navy", "b", state="PER"))) == 2


def test_a_name_alone_makes_nothing_one() -> None:
    assert len(bodies(said_by("Skerry Fishing Union", "a"), said_by("Skerry Fishing Union", "b"))) == 2


def test_a_name_with_the_acronym_that_both_articles_give_it_is_one_body() -> None:
    spelled = "The Skerry Fishing Union (SFU) met. {} said so."
    one = said_by("SFU", "a", spelled.format("SFU"))
    other = said_by("Skerry Fishing Union", "b", spelled.format("It"))
    assert len(bodies(one, other)) == 1


def test_an_acronym_that_stands_for_another_name_is_another_body() -> None:
    one = said_by("SFU", "a", "The Skerry Fishing Union (SFU) met. SFU said so.")
    other = said_by("SFU", "b", "The Sunken Ferry Utility (SFU) met. SFU said so.")
    assert len(bodies(one, other)) == 2


@pytest.mark.parametrize(
    ("name", "state", "bare"),
    [
        ("Peruvian coast guard", "Peru", "coast guard"),
        ("Norway", "Norway", "norway"),
        ("Norfolk council", "Norway", "norfolk council"),
        ("New Zealand Defence Force", "New Zealand", "defence force"),
    ],
)
def test_only_the_state_is_taken_off_a_name(name: str, state: str, bare: str) -> None:
    assert bare_name(name, state) == bare
