"""Read what a Neo4j database holds of accord's, and turn values into the driver's and back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, cast

from accord.graph.neo4j.changes import MARK, Present
from accord.graph.projection import ROOT_LABEL, Node, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from neo4j import ManagedTransaction

    from accord.graph.neo4j.changes import EdgeIdentity
    from accord.graph.projection import Value
    from accord.graph.projection_part import Part

_OWN: Final = frozenset({MARK, "iri"})
NODES: Final = f"MATCH (n:{ROOT_LABEL}) WHERE n.iri IS NOT NULL RETURN n.iri, labels(n), properties(n)"
EDGES: Final = f"""
MATCH (s)-[r]->(t) WHERE r.{MARK} IS NOT NULL
RETURN coalesce(s.iri, ''), coalesce(t.iri, ''), type(r), r.{MARK}, elementId(r), properties(r)"""
_STRAYS: Final = f"""
MATCH (n) WHERE n.{MARK} IS NOT NULL AND (NOT n:{ROOT_LABEL} OR n.iri IS NULL)
RETURN n.iri, labels(n), properties(n), elementId(n)"""
_NODES_OF: Final = (
    f"UNWIND $rows AS iri MATCH (n:{ROOT_LABEL} {{iri: iri}}) RETURN n.iri AS iri, labels(n), properties(n)"
)
_EDGES_OF: Final = (
    f"UNWIND $rows AS row MATCH (s:{ROOT_LABEL} {{{{iri: row.source}}}}) "
    f"MATCH (t:{ROOT_LABEL} {{{{iri: row.target}}}}) MATCH (s)-[r:`{{kind}}`]->(t) WHERE r.{MARK} = row.key "
    f"RETURN s.iri, t.iri, type(r), r.{MARK}, elementId(r), properties(r)"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which nodes, by IRI, and relationships are looked at; without a test, all."""

    node: Callable[[str], bool] = lambda _iri: True
    edge: Callable[[EdgeIdentity], bool] = lambda _identity: True


def read_present(transaction: ManagedTransaction, wanted: Wanted | None = None) -> Present:
    """All nodes with label Entity and an IRI, and all relationships that bear accord's mark; or the ``wanted`` ones.

    Nodes with the mark that lost the label or the IRI are among them: the first of an IRI to be given the label back.
    """
    is_wanted = wanted or Wanted()
    nodes = (row for row in transaction.run(NODES) if is_wanted.node(row[0]))
    edges = (row for row in transaction.run(EDGES) if is_wanted.edge((row[0], row[1], row[2], row[3])))
    present = _present(nodes, edges)
    nodes_back: dict[str, Node] = {}
    unlabelled: dict[str, str] = {}
    strays: list[str] = []
    for iri, labels, properties, element in transaction.run(_STRAYS).values():
        lost = isinstance(iri, str) and ROOT_LABEL not in labels and iri not in unlabelled and iri not in present.nodes
        if lost and is_wanted.node(iri):
            nodes_back[iri] = Node(iri, tuple(sorted((ROOT_LABEL, *labels))), _values(properties))
            unlabelled[iri] = element
        else:
            strays.append(element)
    return replace(
        present,
        nodes={**present.nodes, **nodes_back},
        owned=present.owned | nodes_back.keys(),
        unlabelled=unlabelled,
        strays=tuple(strays),
    )


def read_part(transaction: ManagedTransaction, part: Part) -> Present:
    """Of those, the ones that a part of the projection may be about."""
    by_type: dict[str, list[dict[str, str]]] = defaultdict(list)
    for source, target, kind, key in part.identities:
        by_type[kind].append({"source": source, "target": target, "key": key})
    edges: list[Any] = []
    for kind, sought in by_type.items():
        edges += transaction.run(_EDGES_OF.format(kind=kind), rows=sought)
    return _present(transaction.run(_NODES_OF, rows=list(part.candidates)), edges)


def _present(found_nodes: Iterable[Any], found_edges: Iterable[Any]) -> Present:
    nodes: dict[str, Node] = {}
    owned: set[str] = set()
    for iri, labels, properties in found_nodes:
        nodes[iri] = Node(iri, tuple(sorted(labels)), _values(properties))
        if MARK in properties:
            owned.add(iri)
    edges: dict[EdgeIdentity, dict[str, Value]] = {}
    elements: dict[EdgeIdentity, list[str]] = defaultdict(list)
    for source, target, kind, key, element, properties in found_edges:
        known = (source, target, kind, key)
        edges.setdefault(known, _values(properties))
        elements[known].append(element)
    return Present(nodes, frozenset(owned), edges, {known: tuple(found) for known, found in elements.items()})


def to_neo4j(value: Value) -> Any:
    """A projected value as the driver takes it: tuples become lists, points WGS 84 points, dates the driver's own."""
    if isinstance(value, tuple):
        return [to_neo4j(part) for part in value]
    if type(value) is date:
        return _day(value)
    if isinstance(value, Point):
        from neo4j.spatial import WGS84Point

        return WGS84Point((value.longitude, value.latitude))
    return value


@lru_cache(maxsize=50_000)
def _day(day: date) -> Any:
    """The driver makes one of its dates of each of ours, which takes as long as all else of a row; few days differ."""
    from neo4j.time import Date

    return Date.from_native(day)


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
