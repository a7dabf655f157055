"""Short articles, made up, whose agreements and people may be one or not: for tests of judging and review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Actor, Agreement, Evidence, Facts, Office
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACTORS = tuple(Actor(code, name, "State") for code, name in [("NOR", "Norway"), ("CHL", "Chile"), ("PER", "Peru")])


def _report(identifier: str, day: str, text: str, person: str | None = None, **agreement: Any) -> tuple:
    """An article of one sentence with its facts: an agreement of Norway and Chile, and an envoy of Norway."""
    document = Document(
        identifier,
        text,
        ((0, len(text)),),
        metadata=Metadata(title=f"Of {identifier}", published=date.fromisoformat(day), publisher="The Skerry"),
    )
    evidence = Evidence((Passage.of(text, 0, len(text)),))
    agreed = replace(Agreement("a1", "memorandum", ("NOR", "CHL"), "signed", evidence), **agreement)
    offices = (Office(person, "envoy", "envoy", evidence, "NOR"),) if person else ()
    return document, Facts(identifier, "rules 1", agreements=(agreed,), offices=offices, actors=ACTORS)


@pytest.fixture(scope="session")
def report() -> Callable[..., tuple[Document, Facts]]:
    """Makes an article of one sentence about an agreement of Norway and Chile."""
    return _report


@pytest.fixture
def fjords(tmp_path: Path) -> Path:
    """A store: two reports of one dated memorandum, one of another day, two of pacts whose names share a word."""
    with Store.open(tmp_path / "fjords") as store:
        for made in (
            _report("bergen", "2021-05-04", "They signed it on 3 May.", "Ingrid Solheim", date="2021-05-03"),
            _report("oslo", "2021-05-06", "It was signed this week.", "Solheim", date="2021-05-03"),
            _report("arica", "2021-08-10", "On 9 August they signed.", date="2021-08-09"),
            _report("lima", "2022-02-01", "The Skerry Herring Pact holds.", kind="treaty", name="Skerry Herring Pact"),
            _report("cusco", "2023-02-01", "The Skerry Salmon Pact holds.", kind="treaty", name="Skerry Salmon Pact"),
        ):
            store.replace_article(*made)
    return tmp_path / "fjords"
