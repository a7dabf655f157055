"""How certain a fact of the knowledge graph is, taken over all its reports, and who disputes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.knowledge.reading import Reading

STRENGTH: Final = ("asserted", "denied", "claimed", "planned")
"""The first of these that a report says counts: one assertion makes a fact, a denial outweighs a claim."""

DOUBTED: Final = frozenset({"denied", "claimed"})

_CLAIMING: Final = frozenset({"asserts", "claims", "accuses"})


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact that somebody denies. ``claimed_by``, ``denied_by``: who, as far as the reports name them."""

    claimed_by: tuple[str, ...]
    denied_by: tuple[str, ...]


def factuality(reading: Reading, members: Iterable[str]) -> str:
    """How certain the reports are of a fact, one of ``STRENGTH``."""
    said = {reading.notation(member, terms.FACTUALITY) for member in members}
    return next((strength for strength in STRENGTH if strength in said), "asserted")


def find_dispute(reading: Reading, members: Iterable[str]) -> Dispute | None:
    """The two sides of a fact that a report denies; None when none does."""
    members = tuple(members)
    if not any(reading.notation(member, terms.FACTUALITY) == "denied" for member in members):
        return None
    claiming, denying = set(), set()
    for member in members:
        for statement in reading.subjects(member, terms.ABOUT):
            speakers = {reading.canonical(s) for s in reading.subjects(statement, terms.MADE)}
            stance = reading.notation(statement, terms.STANCE)
            if stance == "denies":
                denying |= speakers
            elif stance in _CLAIMING:
                claiming |= speakers
        # Of a denied fact too, the article's source is whoever says that it happened.
        claiming |= {reading.canonical(s) for s in reading.values(member, terms.ACCORDING_TO)}
    return Dispute(tuple(sorted(claiming - denying)), tuple(sorted(denying)))
