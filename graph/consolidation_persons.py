"""Which people of different articles are the same, and which bodies that only a name identifies.

Conservative: a full name is needed, or a family name with first names that agree and an actor in common; people whose
known actors differ stay apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import digest, fold
from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.consolidation_reading import Canonical, Reading

_RANKS: Final = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "sheikh"),
        *("general", "gen", "lieutenant", "lt", "major", "maj", "colonel", "col", "captain", "capt", "brigadier"),
        *("admiral", "adm", "commander", "marshal", "president", "minister", "ambassador"),
        *("king", "queen", "prince", "princess"),
    )
)
"""Words before a name that aren't part of it: courtesy titles and military ranks of English news style."""


@dataclass
class _Person:
    """One person as known so far: members, their articles, folded words of each name, actors that they serve."""

    members: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    names: list[tuple[str, ...]] = field(default_factory=list)
    actors: set[str] = field(default_factory=set)


def people(reading: Reading) -> Canonical:
    """The person of the knowledge graph for each person of an article."""
    known: dict[str, list[_Person]] = defaultdict(list)
    members = reading.by_report(m for m in reading.members(terms.PERSON) if reading.article(m))
    # Fuller names first, so that a bare family name meets everybody whom it may mean.
    for member in sorted(members, key=lambda m: -min(len(_words(reading, m)), 2)):
        words, actors = _words(reading, member), _actors(reading, member)
        block = known[words[-1]]
        article = reading.article(member)
        fitting = [p for p in block if article not in p.articles and _is(p, words, actors)]
        if len(fitting) == 1:
            person = fitting[0]
        else:
            person = _Person()
            block.append(person)
        person.members.append(member)
        person.articles.add(article)
        person.names.append(words)
        person.actors |= actors
    return _named(reading, [person for block in known.values() for person in block])


def _words(reading: Reading, member: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without ranks before it."""
    words = fold(reading.value(member, terms.NAME) or member).split() or [digest(member)]
    while len(words) > 1 and words[0] in _RANKS:
        words.pop(0)
    return tuple(words)


def _actors(reading: Reading, member: str) -> frozenset[str]:
    """The actors whose offices an article gives to a person."""
    tenures = reading.subjects(member, terms.TENURE_PERSON)
    offices = {office for tenure in tenures for office in reading.values(tenure, terms.TENURE_OFFICE)}
    return frozenset(actor for office in offices for actor in reading.values(office, terms.OFFICE_OF))


def _is(person: _Person, words: tuple[str, ...], actors: frozenset[str]) -> bool:
    if actors and person.actors and not actors & person.actors:
        return False
    if len(words) > 1 and words in person.names:
        return True
    return bool(actors & person.actors) and all(_compatible(name, words) for name in person.names)


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Same family name and given names that agree: all in order, or the only one of the shorter name in the longer."""
    short, long = sorted((one[:-1], other[:-1]), key=len)
    if one[-1] != other[-1]:
        return False
    if len(short) > 1:
        return len(short) == len(long) and all(map(_same_part, short, long))
    return all(any(_same_part(part, full) for full in long) for part in short)


def _same_part(one: str, other: str) -> bool:
    """The same given name, or its initial."""
    return one == other or one[0] == other or one == other[0]


def _named(reading: Reading, persons: list[_Person]) -> Canonical:
    """IRIs by name; people who share one are told apart by their earliest report."""
    by_iri: dict[str, list[_Person]] = defaultdict(list)
    for person in persons:
        fullest = max((len(name), name) for name in person.names)[1]
        by_iri[reading.ns.person(" ".join(fullest))].append(person)
    found: Canonical = {}
    for iri, sharing in by_iri.items():
        for person in sharing:
            own = iri if len(sharing) == 1 else f"{iri}-{digest(reading.by_report(person.members)[0])[:8]}"
            found |= dict.fromkeys(person.members, own)
    return found


def bodies(reading: Reading) -> Canonical:
    """The organisation of the knowledge graph for each body of an article: by name and the actor it is part of."""
    found: Canonical = {}
    for member in reading.members(terms.ORGANIZATION):
        if not reading.article(member):
            continue
        actor = reading.value(member, terms.PART_OF)
        name = reading.value(member, terms.NAME) or member
        code = reading.value(actor, terms.CODE) if actor else None
        found[member] = reading.ns.body(name, code) if code else reading.ns.concluded("organization", member)
    return found


def offices(reading: Reading) -> Canonical:
    """An office without an actor stays its article's own: two presidents of unnamed states aren't one."""
    scoped = (office for office in reading.members(terms.OFFICE) if reading.article(office))
    return {office: reading.ns.concluded("office", office) for office in scoped}
