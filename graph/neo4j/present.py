"""Read what a Neo4j database holds of accord's, and turn values into the driver's and back."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final, cast

from accord.graph.neo4j.changes import MARK, Present
from accord.graph.projection import ROOT_LABEL, Node, Point

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

    from accord.graph.neo4j.changes import EdgeIdentity
    from accord.graph.projection import Value

_OWN: Final = frozenset({MARK, "iri"})
_NODES: Final = f"MATCH (n:{ROOT_LABEL}) WHERE n.iri IS NOT NULL RETURN n.iri, labels(n), properties(n)"
_EDGES: Final = f"""
MATCH (s:{ROOT_LABEL})-[r]->(t:{ROOT_LABEL}) WHERE r.{MARK} IS NOT NULL
RETURN s.iri, t.iri, type(r), r.{MARK}, elementId(r), properties(r)"""


def read_present(transaction: ManagedTransaction) -> Present:
    """All nodes with label Entity and an IRI, and all relationships that bear accord's mark."""
    nodes: dict[str, Node] = {}
    owned: set[str] = set()
    for iri, labels, properties in transaction.run(_NODES):
        nodes[iri] = Node(iri, tuple(sorted(labels)), _values(properties))
        if MARK in properties:
            owned.add(iri)
    edges: dict[EdgeIdentity, dict[str, Value]] = {}
    elements: dict[EdgeIdentity, list[str]] = defaultdict(list)
    for source, target, kind, key, element, properties in transaction.run(_EDGES):
        known = (source, target, kind, key)
        edges.setdefault(known, _values(properties))
        elements[known].append(element)
    return Present(nodes, frozenset(owned), edges, {known: tuple(found) for known, found in elements.items()})


def to_neo4j(value: Value) -> Any:
    """A projected value as the driver takes it: tuples become lists, points WGS 84 points."""
    from neo4j.spatial import WGS84Point

    if isinstance(value, tuple):
        return [to_neo4j(part) for part in value]
    return WGS84Point((value.longitude, value.latitude)) if isinstance(value, Point) else value


def from_neo4j(value: Any) -> Value:
    """A stored property as projected value; what accord never writes is only kept apart from what it does."""
    from neo4j.spatial import WGS84Point
    from neo4j.time import Date, DateTime

    if isinstance(value, list):
        return tuple(cast("Any", from_neo4j(part)) for part in value)
    if isinstance(value, Date | DateTime):
        return value.to_native()
    if isinstance(value, WGS84Point) and len(value) == 2:
        return Point(value.y, value.x)
    return cast("Value", value)


def _values(properties: dict[str, Any]) -> dict[str, Value]:
    return {name: from_neo4j(value) for name, value in properties.items() if name not in _OWN}
