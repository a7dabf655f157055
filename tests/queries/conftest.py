"""A store of three articles: two on Eritrea and Ethiopia, one on Norway and Russia; publicly known facts, our words."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import typer
from typer.testing import CliRunner

from accord.graph.document import Document, Metadata, Passage
from accord.graph.errors import AccordError
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
from accord.graph.store import Store
from accord.queries import commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ALGIERS = """Eritrea and Ethiopia sign peace

ALGIERS - Eritrea and Ethiopia signed the Algiers Agreement in Algiers on 12 December 2000. Algeria mediated it. \
President Isaias Afwerki and Prime Minister Meles Zenawi met in Algiers before the signature. \
It covers the town of Badme. Both sides shall release all prisoners of war. \
The Ethiopian army said that Eritrean forces shelled Zalambessa on Sunday. \
Eritrea denied that its forces had shelled the town. Meles said the agreement would be carried out."""

DECLARATION = """Old foes embrace

ASMARA - Prime Minister Abiy Ahmed and President Isaias Afwerki met in Asmara on 9 July 2018. \
Eritrea and Ethiopia signed the Joint Declaration of Peace and Friendship in Asmara. \
It opens Tigray to trade. It puts the Algiers Agreement into force, \x1b[31mthey said\x1b[0m."""

BARENTS = """A line in the sea

MURMANSK - Norway and Russia signed the treaty on the Barents Sea in Murmansk on 15 September 2010, "quoted, twice"."""

ERITREA = Actor("ERI", "Eritrea", "State", "Q986")
ETHIOPIA = Actor("ETH", "Ethiopia", "State", "Q115")
ALGERIA = Actor("DZA", "Algeria", "State", "Q262")


def document(identifier: str, text: str, published: date) -> Document:
    title = text.split("\n", 1)[0]
    body = ((text.index("\n\n") + 2, len(text)),)
    known = Metadata(title=title, published=published, publisher="The Daily Accord", source=f"{identifier}.txt")
    return Document(identifier, text, body, headline=(0, len(title)), metadata=known)


def said(text: str, start: str, **more: Any) -> Evidence:
    """Evidence: the sentence of ``text`` that begins with ``start``."""
    begin = text.index(start)
    end = re.compile(r"\.(?= |$)|$").search(text, begin)
    assert end is not None
    return Evidence((Passage.of(text, begin, end.end()),), **more)


def algiers() -> Facts:
    text = ALGIERS
    signed = said(text, "Eritrea and Ethiopia signed")
    agreement = Agreement(
        key="a1",
        kind="peace_agreement",
        parties=("ERI", "ETH"),
        status="signed",
        evidence=Evidence((*signed.passages, *said(text, "It covers").passages), 0.9),
        name="Algiers Agreement",
        mediators=("DZA",),
        signatories=("Isaias Afwerki", "Meles Zenawi"),
        date="2000-12-12",
        place="Algiers",
        regions=("Badme",),
        topics=("ceasefire", "border"),
        acts=(Act("signature", signed, "ERI", "2000-12-12"), Act("signature", signed, "ETH", "2000-12-12")),
        provisions=(Provision("release all prisoners of war", said(text, "Both sides")),),
    )
    return Facts(
        id="algiers",
        extractor="test 1",
        published="2000-12-13",
        agreements=(agreement,),
        contacts=(
            Contact(
                key="c1",
                mode="meeting",
                participants=("Isaias Afwerki", "Meles Zenawi"),
                actors=("ERI", "ETH"),
                evidence=said(text, "President Isaias"),
                place="Algiers",
                date="2000-12-12",
                about=("a1",),
            ),
        ),
        offices=(
            Office("Isaias Afwerki", "President", "head_of_state", said(text, "President Isaias"), "ERI"),
            Office("Meles Zenawi", "Prime Minister", "head_of_government", said(text, "President Isaias"), "ETH"),
        ),
        statements=(
            Statement("Ethiopian army", "claims", said(text, "The Ethiopian army"), "ETH", "i1"),
            Statement("Eritrea", "denies", said(text, "Eritrea denied"), "ERI", "i1"),
            Statement("Meles Zenawi", "promises", said(text, "Meles said"), "ETH", "a1"),
        ),
        incidents=(
            Incident(
                key="i1",
                kind="shelling",
                evidence=said(text, "The Ethiopian army", factuality="denied", according_to="Ethiopian army"),
                by=("ERI",),
                near=("Zalambessa",),
                date="2000-12-10",
            ),
        ),
        actors=(ERITREA, ETHIOPIA, ALGERIA),
        places=(
            Place("Algiers", "city", 2507480, 36.75, 3.04, "DZA"),
            Place("Badme", "town", None, 14.73, 37.8, "ERI"),
            Place("Zalambessa", "town", None, 14.52, 39.38, "ETH"),
        ),
    )


def declaration() -> Facts:
    text = DECLARATION
    return Facts(
        id="declaration",
        extractor="test 1",
        published="2018-07-10",
        agreements=(
            Agreement(
                key="a1",
                kind="understanding",
                parties=("ERI", "ETH"),
                status="signed",
                evidence=Evidence((*said(text, "Eritrea and").passages, *said(text, "It opens").passages)),
                name="Joint Declaration of Peace and Friendship",
                date="2018-07-09",
                place="Asmara",
                regions=("Tigray",),
                relations=(Relation("implements", "a2"),),
            ),
            Agreement(
                key="a2",
                kind="peace_agreement",
                parties=("ERI", "ETH"),
                status="in_force",
                evidence=said(text, "It puts"),
                name="Algiers Agreement",
            ),
        ),
        contacts=(
            Contact(
                key="c1",
                mode="meeting",
                participants=("Abiy Ahmed", "Isaias Afwerki"),
                actors=("ERI", "ETH"),
                evidence=said(text, "Prime Minister"),
                place="Asmara",
                date="2018-07-09",
            ),
        ),
        offices=(
            Office("Abiy Ahmed", "Prime Minister", "head_of_government", said(text, "Prime Minister"), "ETH"),
            Office("Isaias Afwerki", "President", "head_of_state", said(text, "Prime Minister"), "ERI"),
        ),
        actors=(ERITREA, ETHIOPIA),
        places=(Place("Asmara", "city", 343300, 15.33, 38.93, "ERI"), Place("Tigray", state="ETH")),
    )


def barents() -> Facts:
    text = BARENTS
    return Facts(
        id="barents",
        extractor="test 1",
        published="2010-09-16",
        agreements=(
            Agreement(
                key="a1",
                kind="border_agreement",
                parties=("NOR", "RUS"),
                status="signed",
                evidence=said(text, "Norway and Russia"),
                date="2010-09-15",
                place="Murmansk",
                regions=("Barents Sea",),
            ),
        ),
        actors=(Actor("NOR", "Norway", "State", "Q20"), Actor("RUS", "Russia", "State", "Q159")),
        places=(Place("Barents Sea", "sea"), Place("Murmansk", "city", None, 68.97, 33.08, "RUS")),
    )


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store's folder; tests only read it."""
    path = tmp_path_factory.mktemp("asking") / "store"
    with Store.open(path) as store:
        store.replace_article(document("algiers", ALGIERS, date(2000, 12, 13)), algiers())
        store.replace_article(document("declaration", DECLARATION, date(2018, 7, 10)), declaration())
        store.replace_article(document("barents", BARENTS, date(2010, 9, 16)), barents())
    return path


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """The store, open for reading."""
    with Store.open(store_path, read_only=True) as opened:
        yield opened


class Terminal(io.StringIO):
    """What a terminal would be sent."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@dataclass(frozen=True)
class Run:
    """What a command printed; ``error``: what it raised for ``accord`` to report."""

    out: str
    err: str
    error: AccordError | None
    code: int

    @property
    def told(self) -> Any:
        """Its JSON."""
        return json.loads(self.out)


@pytest.fixture
def accord(store_path: Path) -> Callable[..., Run]:
    """Runs one of the asking commands on the store."""
    app = typer.Typer()
    for command in (commands.sparql, commands.cypher, commands.query, commands.show, commands.path):
        app.command()(command)

    def run(*arguments: str, given: str | bytes | None = None) -> Run:
        result = CliRunner(env={"ACCORD_STORE": str(store_path)}).invoke(app, arguments, input=given)
        if result.exception is not None and not isinstance(result.exception, SystemExit | AccordError):
            raise result.exception
        error = result.exception if isinstance(result.exception, AccordError) else None
        return Run(result.stdout, result.stderr, error, error.exit_code if error else result.exit_code)

    return run
