"""What it costs to keep knowledge in step as a store grows: one more article, one less, and a rebuild.

usage: python tests/bench/knowledge.py [--no-rebuild] SIZE ...   (say 1000 10000 100000; it writes below TMPDIR)

Articles are made up, with the same random seed each time. A story is one agreement between two of 195 states, which
have part in stories after Zipf's law: the busiest pair has one story in a hundred. Eight articles tell it within forty
days, each with the agreement, a meeting, two offices and a statement; seven in ten date it, six in ten place it. Each
story has officials of its own, but in every tenth the other state's is its foreign minister of those four years, whom
up to 136 articles name in a store of 100,000. Each article goes on for 120 words of its own, of a vocabulary of 4,096
after Zipf, but for one in four, which is a paper's copy of the story's first (a wire story). Nothing is extracted: this
is the knowledge layer alone, with evidence.

One store grows from size to size. At each, 200 articles are added one by one, half of them about stories that the store
has, and removed again; the first time warms the caches, the second time counts.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory
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
"""How often a state has a part in a story, after Zipf: the first pair has about one story in a hundred."""

COPIES = 4
"""Every so many articles one is a copy of its story's first."""

LENGTH = 120
"""Words of an article beside its three sentences of facts."""

SYLLABLES = ("ka", "lo", "mi", "ran", "du", "shi", "ber", "tov", "el", "nam", "gor", "pe", "zu", "vin", "hal", "or")


WORDS = [a + b + c for a, b, c in product(SYLLABLES, repeat=3)]
WORD_WEIGHTS = [1 / (rank + 3) for rank in range(len(WORDS))]


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


def body(number: int) -> str:
    """What the n-th article goes on to tell: words of its own, or those of the story's first article in a copy."""
    first = number // REPORTS * REPORTS
    chance = random.Random(f"words {number if number % COPIES else first}")
    return " ".join(chance.choices(WORDS, WORD_WEIGHTS, k=LENGTH)).capitalize() + "."


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
    text = "\n\n".join((*sentences, body(number)))
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


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of CPU for one article: of the whole process, and of the writer without the database's threads."""

    process: float
    writer: float

    def __str__(self) -> str:
        return f"{self.process:.1f} ms ({self.writer:.1f} without the database's own threads)"


@contextmanager
def counted(count: int, costs: list[Cost]) -> Iterator[None]:
    """Add to ``costs`` what the block costs for each of ``count`` articles."""
    process, writer = time.process_time(), time.thread_time()
    yield
    spent = (time.process_time() - process, time.thread_time() - writer)
    costs.append(Cost(*(seconds / count * 1000 for seconds in spent)))


def fill(store: Store, numbers: range) -> None:
    """Load the articles with these numbers in one batch."""
    with store.batch():
        for number in numbers:
            store.replace_article(*article(number))


def add_and_remove(store: Store, start: int) -> tuple[Cost, Cost]:
    """Add articles one by one, each with its knowledge, and remove them: what one costs, the second time."""
    made = [article(number) for number in _spread(start)]
    added: list[Cost] = []
    removed: list[Cost] = []
    for _ in range(2):
        with counted(len(made), added):
            for document, facts in made:
                store.replace_article(document, facts)
        with counted(len(made), removed):
            for document, _ in made:
                store.remove_article(document.id)
    return added[-1], removed[-1]


def _spread(start: int) -> Iterator[int]:
    """Numbers of articles of stories that the store has already begun, and of new ones, by halves."""
    for number in range(ADDED // 2):
        yield start + number
        yield start + ADDED + number * REPORTS


def memory() -> str:
    """The most memory that the process has had."""
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB at most"


def measure(path: Path, sizes: list[int], rebuild: bool) -> None:
    """Let a store grow to each size and print what it costs there."""
    costs: list[Cost] = []
    with Store.open(path) as store:
        for before, size in pairwise([0, *sizes]):
            with counted(size - before, costs):
                fill(store, range(before, size))
            one, less = add_and_remove(store, size)
            print(f"{size:,} articles: filled at {costs[-1]} each; {memory()}")
            print(f"  one more {one}; one less {less}", flush=True)
        if rebuild:
            with counted(sizes[-1], costs):
                store.rebuild()
            print(f"rebuilt at {60_000 / costs[-1].process:,.0f} articles a minute of CPU; {memory()}")


def main(*arguments: str) -> None:
    """Measure at all sizes."""
    sizes = [int(argument) for argument in arguments if argument != "--no-rebuild"]
    with TemporaryDirectory() as place:
        measure(Path(place) / "store", sizes, "--no-rebuild" not in arguments)


if __name__ == "__main__":
    main(*sys.argv[1:])
