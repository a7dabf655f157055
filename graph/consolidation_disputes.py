"""How certain each fact of the knowledge graph is, taken over all reports, and who disputes it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.consolidation_reading import Canonical, Reading
    from accord.graph.description import Description

_STRENGTH: Final = ("asserted", "denied", "claimed", "planned")
"""The first of these that a report says counts: one assertion makes a fact, a denial outweighs a claim."""

_CLAIMING: Final = frozenset({"asserts", "claims", "accuses"})
_FACTS: Final = (terms.AGREEMENT, terms.CONTACT, terms.INCIDENT)


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact that somebody denies. ``claimed_by``, ``denied_by``: who, as far as the reports name them."""

    fact: str
    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]


@dataclass(frozen=True)
class Disputes:
    """``factuality`` of each fact of the knowledge graph, and the disputed ones among them."""

    factuality: dict[str, str]
    points: dict[str, Dispute]
    reading: Reading

    def write(self, description: Description) -> None:
        """The contested points, each with its two sides."""
        for dispute in self.points.values():
            iri = self.reading.ns.concluded("contested", dispute.fact)
            description.a(iri, terms.CONTESTED_POINT)
            description.link(iri, terms.CONTESTS, dispute.fact)
            for actor in dispute.claimed_by:
                description.link(iri, terms.CLAIMED_BY, actor)
            for actor in dispute.denied_by:
                description.link(iri, terms.DENIED_BY, actor)


def find_disputes(reading: Reading, canonical: Canonical) -> Disputes:
    """Weigh the reports of every agreement, contact and incident."""
    members: dict[str, list[str]] = defaultdict(list)
    for kind in _FACTS:
        for member in reading.members(kind):
            members[canonical[member]].append(member)
    told = {fact: {reading.notation(m, terms.FACTUALITY) for m in found} for fact, found in members.items()}
    factuality = {fact: next((f for f in _STRENGTH if f in said), "asserted") for fact, said in told.items()}
    points = {
        fact: _dispute(reading, canonical, fact, found) for fact, found in members.items() if "denied" in told[fact]
    }
    return Disputes(factuality, points, reading)


def _dispute(reading: Reading, canonical: Canonical, fact: str, members: list[str]) -> Dispute:
    claiming, denying = set(), set()
    for member in members:
        for statement in reading.subjects(member, terms.ABOUT):
            speakers = {canonical.get(s, s) for s in reading.subjects(statement, terms.MADE)}
            stance = reading.notation(statement, terms.STANCE)
            if stance == "denies":
                denying |= speakers
            elif stance in _CLAIMING:
                claiming |= speakers
        # Of a denied fact too, the article's source is whoever says that it happened.
        claiming |= {canonical.get(s, s) for s in reading.values(member, terms.ACCORDING_TO)}
    return Dispute(fact, tuple(sorted(claiming - denying)), tuple(sorted(denying)))
