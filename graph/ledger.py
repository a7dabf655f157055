"""The ledger: bookkeeping of a store that no article tells, in a graph of its own.

It holds what was refused, by name, and whether knowledge lags behind the evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.description import Description
from accord.graph.identifiers import LEDGER, digest
from accord.ontology.terms import DIGEST, KNOWLEDGE_DUE, REASON, REFUSAL, SOURCE

if TYPE_CHECKING:
    from accord.graph.database import Database

_GRAPH: Final = NamedNode(LEDGER)


def due(thing: str = LEDGER) -> Quad:
    """That knowledge doesn't follow the evidence of an article yet; of the ledger: that it follows nothing."""
    return Quad(NamedNode(thing), NamedNode(KNOWLEDGE_DUE), Literal(True), _GRAPH)


def all_due(database: Database) -> set[Quad]:
    """All that is due."""
    return set(database.quads_for_pattern(None, NamedNode(KNOWLEDGE_DUE), None, _GRAPH))


@dataclass(frozen=True, slots=True, order=True)
class Refused:
    """A source that couldn't become an article. ``digest``: SHA-256 of its bytes in hex, empty when none were read."""

    name: str
    reason: str
    digest: str


def refusal_quads(refused: Refused) -> set[Quad]:
    """What the ledger says of a refused source."""
    tell, iri = Description(LEDGER), f"{LEDGER}/refused/{digest(refused.name)}"
    tell.a(iri, REFUSAL)
    tell.text(iri, SOURCE, refused.name)
    tell.text(iri, REASON, refused.reason)
    tell.text(iri, DIGEST, refused.digest)
    return set(tell.quads())


def refused_sources(database: Database, names: set[str]) -> set[Quad]:
    """What the ledger says of the sources with these names."""
    found: set[Quad] = set()
    for name in names:
        for quad in database.quads_for_pattern(None, NamedNode(SOURCE), Literal(name), _GRAPH):
            found.update(database.quads_for_pattern(quad.subject, None, None, _GRAPH))
    return found


def read_refusals(database: Database) -> tuple[Refused, ...]:
    """All refused sources, by name."""
    found = []
    for quad in database.quads_for_pattern(None, NamedNode(SOURCE), None, _GRAPH):
        said = {
            each.predicate.value: each.object for each in database.quads_for_pattern(quad.subject, None, None, _GRAPH)
        }
        values = (said.get(predicate) for predicate in (SOURCE, REASON, DIGEST))
        found.append(Refused(*(value.value if isinstance(value, Literal) else "" for value in values)))
    return tuple(sorted(found))
