"""Whatever happens to a store in whatever order, its knowledge is what a derivation from nothing gives."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accord.graph.description import in_order
from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Actor, Agreement, Contact, Evidence, Facts, Incident, Office, Place, Statement
from accord.graph.identifiers import INDEX, JUDGEMENTS, KNOWLEDGE
from accord.graph.knowledge.derivation import derive
from accord.graph.knowledge.judgements import VERDICTS, Judgement, Judgements
from accord.graph.knowledge.reading import Reading
from accord.graph.knowledge.view import View
from accord.graph.store import Store
from accord.ontology import terms

STEPS = int(os.environ.get("ACCORD_STEPS", "20"))
"""Changes of a store one after the other: 200 for a full run."""

STATES = ("NOR", "CHL", "PER")
PEOPLE = ("Ingrid Solheim", "I. Solheim", "Solheim", "Solheim Ingrid", "Ingvar Solheim", "Tomás Araya", "Tomas Araya")
TEXT = "Norway, Chile and Peru talked of fish in the cold south of the sea. " * 2
DAY = date(2021, 5, 3)

names = st.sampled_from(PEOPLE)
states = st.sampled_from(STATES)
days = st.sampled_from([None, "2021-05-03", "2021-05", "2021", "2021-05-09/2021-05-10", "199X"])
factualities = st.sampled_from(["asserted", "asserted", "claimed", "denied", "planned"])
evidence = st.builds(
    lambda start, confidence, factuality, speaker: Evidence(
        (Passage.of(TEXT, start, start + 20),), confidence, factuality, speaker if factuality != "asserted" else None
    ),
    st.integers(0, 60),
    st.sampled_from([0.2, 0.5, 0.9]),
    factualities,
    st.sampled_from([None, "Norway", "Solheim", "Peru's navy"]),
)
parties = st.lists(states, min_size=1, max_size=3, unique=True).map(tuple)
agreements = st.builds(
    Agreement,
    key=st.just("a1"),
    kind=st.sampled_from(["memorandum", "treaty", "other"]),
    parties=parties,
    status=st.sampled_from(["signed", "in_force"]),
    evidence=evidence,
    name=st.sampled_from([None, None, "Skerry Treaty", "Trawler Pact"]),
    signatories=st.lists(names, max_size=1).map(tuple),
    date=days,
    place=st.sampled_from([None, "Bergen", "Arica"]),
    regions=st.lists(st.sampled_from(["Arica", "the Skerry"]), max_size=1).map(tuple),
    topics=st.lists(st.sampled_from(["trade", "fisheries"]), max_size=2, unique=True).map(tuple),
)
contacts = st.builds(
    Contact,
    key=st.just("c1"),
    mode=st.sampled_from(["meeting", "visit", "phone_call"]),
    participants=st.lists(names, max_size=2, unique=True).map(tuple),
    actors=parties,
    evidence=evidence,
    place=st.sampled_from([None, "Bergen"]),
    date=days,
    about=st.just(()),
)
incidents = st.builds(
    Incident,
    key=st.just("i1"),
    kind=st.just("clash"),
    evidence=evidence,
    by=parties,
    near=st.lists(st.sampled_from(["Arica"]), max_size=1).map(tuple),
    date=days,
)
offices = st.builds(
    Office,
    person=names,
    office=st.sampled_from(["prime minister", "the prime minister", "envoy"]),
    role=st.sampled_from(["head_of_government", "envoy"]),
    evidence=evidence,
    actor=st.sampled_from([None, *STATES]),
    since=st.sampled_from([None, None, "2019", "2021-05-05"]),
    until=st.sampled_from([None, None, "2021-05-04", "2018-03"]),
)
statements = st.builds(
    Statement,
    speaker=st.sampled_from(["Norway", "Peru's navy", "Ingrid Solheim", "Solheim"]),
    stance=st.sampled_from(["denies", "claims", "welcomes"]),
    evidence=evidence,
    actor=st.sampled_from([None, "NOR"]),
    about=st.sampled_from([None, "a1", "i1", "fish"]),
)


def numbered(things: list, letter: str) -> tuple:
    return tuple(replace(thing, key=f"{letter}{number}") for number, thing in enumerate(things, 1))


@st.composite
def article_facts(draw: st.DrawFn) -> tuple[int, Facts]:
    told_agreements = numbered(draw(st.lists(agreements, max_size=3)), "a")
    told_incidents = numbered(draw(st.lists(incidents, max_size=1)), "i")
    keys = {thing.key for thing in (*told_agreements, *told_incidents)}
    said = tuple(
        replace(each, about=each.about if each.about in {*keys, "fish"} else None)
        for each in draw(st.lists(statements, max_size=2))
    )
    facts = Facts(
        "draft",
        f"rules {draw(st.integers(1, 3))}",
        agreements=told_agreements,
        contacts=numbered(draw(st.lists(contacts, max_size=2)), "c"),
        offices=tuple(draw(st.lists(offices, max_size=2))),
        statements=said,
        incidents=told_incidents,
        actors=(Actor("NOR", "Norway", "State"), Actor("CHL", "Chile", "State"), Actor("PER", "Peru", "State")),
        places=(
            Place("Bergen", "city", 3161732, 60.39, 5.32, "NOR"),
            Place(draw(st.sampled_from(["Arica", "Arica"])), "city", 3899361, -18.47, -70.29, "CHL"),
        ),
        people=tuple(sorted({each.speaker for each in said} & set(PEOPLE))),
    )
    return draw(st.integers(0, 20)), facts


def document(number: int, published: int) -> Document:
    """Some articles are copies of each other, some near-copies, some have a text of their own."""
    text = TEXT + ("", "The end.", f"{' '.join(map(str, range(published, 90, published + 1)))} boats")[published % 3]
    return Document(
        f"report-{number}", text, ((0, len(text)),), metadata=Metadata(published=DAY + timedelta(published % 5))
    )


def derived(store: Store, graph: str) -> bytes:
    """A graph as a derivation from nothing gives it."""
    import pyoxigraph

    database = pyoxigraph.Store()
    kept = {JUDGEMENTS, *(store.namespace.article(each) for each in store.articles())}
    for name in kept:
        database.extend(store.quads(name))
    view = View(database)
    derive(view, store.namespace, Reading(view, store.namespace).articles())
    return text(quad for quad in view.added if quad.graph_name.value == graph)


def text(quads) -> bytes:
    return "".join(f"{quad} .\n" for quad in in_order(quads)).encode()


class Loads(RuleBasedStateMachine):
    """Loads, replacements, removals, judgements and their undoing, one at a time or in batches."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = Store.open(self.folder / "store")
        self.stands: dict[str, str] = {}
        self.former: dict[str, list[str]] = {}

    def teardown(self) -> None:
        for identifier in self.store.articles():
            self.store.remove_article(identifier)
        for judgement in self.judged():
            self.store.unjudge(judgement)
        left = self.store.dump()
        self.store.close()
        shutil.rmtree(self.folder)
        assert left == b""

    def judged(self) -> tuple[Judgement, ...]:
        return Judgements(View(self.store.database)).all()

    def mentions(self, kind: str) -> list[str]:
        reading = Reading(View(self.store.database), self.store.namespace)
        return [thing for thing in reading.members(kind) if reading.article(thing)]

    @initialize(loads=st.lists(article_facts(), min_size=2, max_size=5))
    def begin(self, loads: list[tuple[int, Facts]]) -> None:
        with self.store.batch():
            for number, (published, facts) in enumerate(loads):
                self.put(number, published, facts)

    def put(self, number: int, published: int, facts: Facts) -> None:
        article = document(number, published)
        self.store.replace_article(article, replace(facts, id=article.id))
        before = self.stands.get(article.id, article.digest)
        if before != article.digest:
            self.former.setdefault(article.id, []).append(before)
        self.stands[article.id] = article.digest

    @rule(number=st.integers(0, 7), load=article_facts())
    def load(self, number: int, load: tuple[int, Facts]) -> None:
        self.put(number, *load)

    @rule(number=st.integers(0, 7))
    def remove(self, number: int) -> None:
        self.store.remove_article(f"report-{number}")
        self.stands.pop(f"report-{number}", None)
        self.former.pop(f"report-{number}", None)

    @rule(data=st.data(), kind=st.sampled_from([terms.AGREEMENT, terms.PERSON, terms.CONTACT]))
    def judge(self, data: st.DataObject, kind: str) -> None:
        pairs = list(combinations(self.mentions(kind), 2))
        if pairs:
            verdict = data.draw(st.sampled_from(VERDICTS))
            self.store.judge(Judgement.of(data.draw(st.sampled_from(pairs)), verdict, "Ana", DAY))

    @precondition(lambda self: self.judged())
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        assert self.store.unjudge(data.draw(st.sampled_from(self.judged())))

    @rule()
    def rebuild(self) -> None:
        before = self.store.dump()
        self.store.rebuild()
        assert self.store.dump() == before

    @invariant()
    def knowledge_is_what_a_derivation_from_nothing_gives(self) -> None:
        for graph in (KNOWLEDGE, INDEX):
            assert text(self.store.quads(graph)) == derived(self.store, graph)

    @invariant()
    def each_text_that_an_article_had_is_a_version_of_it(self) -> None:
        kept = {name: self.store.versions(name) for name in self.store.articles()}
        told = {name: [version.said(terms.DIGEST) for version in versions] for name, versions in kept.items()}
        assert {name: digests for name, digests in told.items() if digests} == self.former


Loads.TestCase.settings = settings(
    max_examples=12 if STEPS < 100 else 3,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
test_any_order_of_changes = pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning")(
    Loads.TestCase
)
