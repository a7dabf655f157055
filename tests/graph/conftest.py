"""Articles and facts made up for the tests of the graph."""

from __future__ import annotations

import runpy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from accord.graph.document import Cut, Document, Metadata, Passage
from accord.graph.facts import (
    Act,
    Actor,
    Agreement,
    Contact,
    Evidence,
    Facts,
    Incident,
    Office,
    Place,
    Provision,
    Relation,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNED = "Norway and Chile signed a memorandum on fisheries in Bergen on 3 May 2021, Peru's envoys said."
MET = "Prime Minister Ingrid Solheim met President Tomás Araya in Bergen on Monday."
DENIED = "Chile's navy says Norwegian boats rammed a trawler off Arica; Norway denies it."
SAID = "Solheim welcomed the memorandum, and fishing boats may not enter the reserve."
TAIL = "Leave a Reply"


def _evidence(text: str, quote: str, **more: Any) -> Evidence:
    start = text.index(quote)
    return Evidence((Passage.of(text, start, start + len(quote)),), **more)


def _article(identifier: str = "fjord-1", published: date | None = date(2021, 5, 4), tail: str = TAIL) -> Document:
    text = "\n".join(("A pact at sea", SIGNED, MET, DENIED, SAID, tail))
    return Document(
        identifier,
        text,
        ((14, text.index(TAIL[:5]) - 1),) if TAIL[:5] in text else ((14, len(text)),),
        headline=(0, 13),
        cuts=(Cut(len(text) - len(tail), len(text), "comments"),),
        metadata=Metadata(
            title="A pact at sea", published=published, publisher="The Skerry", source=f"{identifier}.txt"
        ),
    )


def _facts(document: Document) -> Facts:
    text = document.text
    memorandum = Agreement(
        "a1",
        "memorandum",
        ("NOR", "CHL"),
        "signed",
        _evidence(text, SIGNED, confidence=0.9),
        mediators=("PER",),
        signatories=("Ingrid Solheim",),
        date="2021-05-03",
        place="Bergen",
        regions=("Arica",),
        topics=("trade", "other"),
        acts=(Act("signature", _evidence(text, SIGNED), date="2021-05-03"),),
        provisions=(Provision("fishing boats may not enter the reserve", _evidence(text, SAID)),),
        relations=(Relation("amends", "a2"),),
    )
    older = Agreement(
        "a2", "treaty", ("CHL", "NOR"), "in_force", _evidence(text, SAID), name="Skerry Treaty", date="199X"
    )
    meeting = Contact(
        "c1",
        "meeting",
        ("Ingrid Solheim", "Tomás Araya"),
        ("NOR", "CHL"),
        _evidence(text, MET),
        place="Bergen",
        date="2021-05-03",
        about=("a1",),
    )
    ramming = Incident(
        "i1",
        "clash",
        _evidence(text, DENIED, confidence=0.7, factuality="denied", according_to="Chile's navy"),
        by=("NOR",),
        against=("CHL",),
        near=("Arica",),
    )
    return Facts(
        document.id,
        "rules 1",
        document.metadata.published.isoformat() if document.metadata.published else None,
        agreements=(memorandum, older),
        contacts=(meeting,),
        offices=(
            Office("Ingrid Solheim", "prime minister", "head_of_government", _evidence(text, MET), "NOR"),
            Office("Tomás Araya", "president", "head_of_state", _evidence(text, MET), "CHL"),
        ),
        statements=(
            Statement("Chile's navy", "claims", _evidence(text, DENIED), "CHL", "i1"),
            Statement("Norway", "denies", _evidence(text, DENIED), "NOR", "i1"),
            Statement("Ingrid Solheim", "welcomes", _evidence(text, SAID), "NOR", "a1"),
        ),
        incidents=(ramming,),
        actors=(
            Actor("NOR", "Norway", "State", "Q20"),
            Actor("CHL", "Chile", "State", "Q298"),
            Actor("PER", "Peru", "State", "Q419"),
        ),
        places=(
            Place("Bergen", "city", 3161732, 60.39299, 5.32415, "NOR"),
            Place("Arica", "city", 3899361, -18.4746, -70.29792, "CHL"),
        ),
    )


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Document]:
    """Makes the article about the pact at sea, by id, day and tail."""
    return _article


@pytest.fixture(scope="session")
def make_facts() -> Callable[[Document], Facts]:
    """Makes the facts that the article about the pact at sea states."""
    return _facts


@pytest.fixture(scope="session")
def loading_script() -> Path:
    """A program that loads many small articles, to be killed."""
    return Path(__file__).with_name("loading_process.py")


@pytest.fixture(scope="session")
def synthetic(loading_script: Path) -> Callable[..., tuple[Document, Facts]]:
    """Makes the n-th of those small articles with its facts."""
    found = runpy.run_path(str(loading_script))["synthetic"]
    assert callable(found)
    return found


@pytest.fixture
def article() -> Document:
    return _article()


@pytest.fixture
def facts(article: Document) -> Facts:
    return _facts(article)
