"""What it costs to keep knowledge in step: one more article in a small and a large store, and a rebuild.

usage: python tests/bench/knowledge.py SMALL LARGE [FOLDER]   (say 1000 100000)

Articles are made up, with the same random seed each time: stories of one agreement each between states of the world,
told by eight articles or so over some weeks, with the officials who deal with it; a tenth of all articles name one of a
few dozen people whom everybody knows. Nothing is extracted: this is the knowledge layer alone, evidence included.
"""

from __future__ import annotations

import random
import resource
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Actor, Agreement, Contact, Evidence, Facts, Office, Place, Statement
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORTS = 8
"""Articles a story, on average."""

ADDED = 200
"""Articles that are added one by one to measure."""

KINDS = ("memorandum", "treaty", "trade_agreement", "ceasefire", "border_agreement", "understanding", "other")
TOPICS = ("trade", "energy", "border", "water", "fisheries", "visa", "transport", "extradition", "climate", "culture")
STATUSES = ("under_negotiation", "agreed", "signed", "ratified", "in_force")
WEIGHTS = [1 / (rank + 3) for rank in range(195)]
"""How often a state has a part in a story, after Zipf: the first pair has about one story in seventy."""

SYLLABLES = ("ka", "lo", "mi", "ran", "du", "shi", "ber", "tov", "el", "nam", "gor", "pe", "zu", "vin", "hal", "or")


@dataclass(frozen=True, slots=True)
class Story:
    """What the articles of one story share."""

    parties: tuple[str, str]
    kind: str
    topic: str
    signed: date
    place: str
    people: tuple[str, str]


def code(number: int) -> str:
    """The code of the n-th of 195 states."""
    return "".join(chr(65 + number // base % 26) for base in (52, 2, 1)) if number else "AAA"


def name(chance: random.Random) -> str:
    """A person's name of a given and a family name."""
    given, family = ("".join(chance.choices(SYLLABLES, k=k)).capitalize() for k in (2, 3))
    return f"{given} {family}"


def story(number: int) -> Story:
    """The n-th story; some states deal with each other far more often than others."""
    chance = random.Random(f"story {number}")
    one, other = chance.choices(range(195), WEIGHTS, k=2)
    while one == other:
        other = chance.choices(range(195), WEIGHTS)[0]
    signed = date(1990, 1, 1) + timedelta(days=chance.randrange(12_000))
    known = random.Random(f"minister of {other} since {signed.year // 4 * 4}")
    people = name(chance), name(known) if number % 10 == 0 else name(chance)
    topic, kind = chance.choice(TOPICS), chance.choice(KINDS)
    return Story((code(one), code(other)), kind, topic, signed, f"Port {name(chance).split()[1]}", people)


def article(number: int) -> tuple[Document, Facts]:
    """The n-th article with its facts."""
    told, chance = story(number // REPORTS), random.Random(f"article {number}")
    published = told.signed + timedelta(days=chance.randrange(1, 40))
    one, other = told.parties
    sentences = (
        f"{one} and {other} made a {told.kind} on {told.topic} in {told.place}, officials said.",
        f"Foreign Minister {told.people[0]} of {one} met {told.people[1]} of {other} there.",
        f"{told.people[0]} welcomed the outcome (report {number}).",
    )
    text = "\n\n".join(sentences)
    starts = [text.index(sentence) for sentence in sentences]
    passages = [Passage.of(text, at, at + len(s)) for at, s in zip(starts, sentences, strict=True)]
    signed, met, said = (Evidence((passage,), confidence=0.8) for passage in passages)
    day = told.signed.isoformat() if chance.random() < 0.7 else None
    agreement = Agreement(
        "a1",
        told.kind,
        told.parties,
        chance.choice(STATUSES[2:]),
        signed,
        signatories=told.people,
        date=day,
        place=told.place if chance.random() < 0.6 else None,
        topics=(told.topic,),
    )
    contact = Contact("c1", "meeting", told.people, told.parties, met, place=told.place, date=day, about=("a1",))
    offices = tuple(
        Office(person, "foreign minister", "foreign_minister", met, state)
        for person, state in zip(told.people, told.parties, strict=True)
    )
    document = Document(f"report-{number:07}", text, ((0, len(text)),), metadata=Metadata(None, published))
    return document, Facts(
        document.id,
        "made up",
        published.isoformat(),
        agreements=(agreement,),
        contacts=(contact,),
        offices=offices,
        statements=(Statement(told.people[0], "welcomes", said, one, "a1"),),
        actors=tuple(Actor(state, f"State {state}", "State") for state in told.parties),
        places=(Place(told.place, "city", state=one),),
    )


def cpu() -> float:
    """Seconds of CPU that this process has used."""
    return time.process_time()


def fill(store: Store, numbers: range) -> float:
    """Load the articles with these numbers in one batch; seconds of CPU."""
    began = cpu()
    with store.batch():
        for number in numbers:
            store.replace_article(*article(number))
    return cpu() - began


def add_some(store: Store, start: int) -> float:
    """Add articles one by one, each with its knowledge; milliseconds of CPU for one."""
    made = [article(number) for number in _spread(start)]
    began = cpu()
    for document, facts in made:
        store.replace_article(document, facts)
    return (cpu() - began) / len(made) * 1000


def _spread(start: int) -> Iterator[int]:
    """Numbers of articles of stories that the store has already begun, and of new ones, by halves."""
    for number in range(ADDED // 2):
        yield start + number
        yield start + ADDED + number * REPORTS


def measure(path: Path, count: int) -> float:
    """Fill a store with ``count`` articles and print what it costs; milliseconds for one more article."""
    with Store.open(path) as store:
        filled = fill(store, range(count))
        one = add_some(store, count)
        began = cpu()
        store.rebuild()
        rebuilt = cpu() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:>7,} articles: filled at {count / filled * 60:,.0f} a minute of CPU, one more {one:.1f} ms of CPU, "
        f"rebuilt at {count / rebuilt * 60:,.0f} a minute of CPU, {memory:,.0f} MiB at most",
        flush=True,
    )
    return one


def main(small: str, large: str, folder: str | None = None) -> None:
    """Measure both sizes and print their ratio."""
    place = Path(tempfile.mkdtemp(dir=folder))
    try:
        one, other = (measure(place / count, int(count)) for count in (small, large))
        print(f"one more article costs {other / one:.2f} times as much in the large store")
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main(*sys.argv[1:])
