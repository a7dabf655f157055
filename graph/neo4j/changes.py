"""What must change in Neo4j so that it holds a projection: a comparison, without any server.

The mark ``_accord`` tells what is accord's own: true on nodes, the edge's key on relationships. Labels and properties
that the ontology doesn't name are an analyst's and stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

from accord.graph.projection import ROOT_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from accord.graph.projection import Edge, Node, Projection, Value

MARK: Final = "_accord"
EdgeIdentity: TypeAlias = tuple[str, str, str, str]
"""Source, target, type and key."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every label and property name that the ontology may give; all else in the database isn't accord's."""

    labels: frozenset[str]
    properties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Present:
    """What the database holds now: nodes with label Entity by IRI, and accord's relationships.

    ``owned``: the IRIs of nodes that bear the mark. ``elements``: where each relationship is; one identity has
    several when something wrote it twice. ``unlabelled``: by IRI, where the nodes are that lost the label Entity;
    ``strays``: where nodes are that bear the mark and can't be told apart any more.
    """

    nodes: Mapping[str, Node]
    owned: frozenset[str]
    edges: Mapping[EdgeIdentity, Mapping[str, Value]]
    elements: Mapping[EdgeIdentity, tuple[str, ...]]
    unlabelled: Mapping[str, str] = field(default_factory=dict)
    strays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeWrite:
    """A node to change: labels to take away, and properties to set (None: to remove)."""

    node: Node
    lost_labels: tuple[str, ...]
    properties: Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class EdgeWrite:
    """A relationship to change, with the properties to set (None: to remove)."""

    edge: Edge
    properties: Mapping[str, Value | None]


@dataclass(frozen=True, slots=True)
class Changes:
    """All that has to be written, in the order: strays, lost relationships, lost nodes, nodes, relationships."""

    strays: tuple[str, ...] = ()
    unlabelled: tuple[str, ...] = ()
    lost_elements: tuple[str, ...] = ()
    lost_nodes: tuple[str, ...] = ()
    new_nodes: tuple[Node, ...] = ()
    changed_nodes: tuple[NodeWrite, ...] = ()
    new_edges: tuple[Edge, ...] = ()
    changed_edges: tuple[EdgeWrite, ...] = ()


def plan(projection: Projection, present: Present, vocabulary: Vocabulary) -> Changes:
    """What turns ``present`` into ``projection``; nothing when they agree."""
    new_nodes, changed_nodes = _node_writes(projection.nodes, present, vocabulary)
    new_edges, changed_edges = _edge_writes(projection.edges, present, vocabulary)
    return Changes(
        strays=present.strays,
        unlabelled=tuple(present.unlabelled.values()),
        lost_elements=tuple(_lost_elements(projection.edges, present)),
        lost_nodes=tuple(sorted(present.owned - {node.iri for node in projection.nodes})),
        new_nodes=tuple(new_nodes),
        changed_nodes=tuple(changed_nodes),
        new_edges=tuple(new_edges),
        changed_edges=tuple(changed_edges),
    )


def identity(edge: Edge) -> EdgeIdentity:
    """What tells an edge from all others."""
    return edge.source, edge.target, edge.type, edge.key


def _lost_elements(edges: Iterable[Edge], present: Present) -> list[str]:
    """Relationships that the projection lacks, and all but the first of those written twice."""
    wanted = {identity(edge) for edge in edges} if present.elements else set()
    lost: list[str] = []
    for known, elements in present.elements.items():
        lost.extend(elements[1:] if known in wanted else elements)
    return sorted(lost)


def _node_writes(nodes: Iterable[Node], present: Present, vocabulary: Vocabulary) -> tuple[list[Node], list[NodeWrite]]:
    new: list[Node] = []
    changed: list[NodeWrite] = []
    for node in nodes:
        old = present.nodes.get(node.iri)
        if old is None:
            new.append(node)
            continue
        lost = tuple(sorted((set(old.labels) & vocabulary.labels) - {*node.labels, ROOT_LABEL}))
        properties = _replacement(old.properties, node.properties, vocabulary)
        same = not lost and not properties and set(node.labels) <= set(old.labels) and node.iri in present.owned
        if not same or node.iri in present.unlabelled:
            changed.append(NodeWrite(node, lost, properties))
    return new, changed


def _edge_writes(edges: Iterable[Edge], present: Present, vocabulary: Vocabulary) -> tuple[list[Edge], list[EdgeWrite]]:
    if not present.edges:
        return list(edges), []
    new: list[Edge] = []
    changed: list[EdgeWrite] = []
    for edge in edges:
        old = present.edges.get(identity(edge))
        if old is None:
            new.append(edge)
        elif properties := _replacement(old, edge.properties, vocabulary):
            changed.append(EdgeWrite(edge, properties))
    return new, changed


def _replacement(old: Mapping[str, Value], new: Mapping[str, Value], vocabulary: Vocabulary) -> dict[str, Value | None]:
    """Only what differs; None for what the ontology names and the new state lacks."""
    differing: dict[str, Value | None] = {
        name: value for name, value in new.items() if name not in old or _typed(old[name]) != _typed(value)
    }
    differing.update((name, None) for name in old if name in vocabulary.properties and name not in new)
    return differing


def _typed(value: Value) -> object:
    """The value with its type, since 1, 1.0 and true are three values in Neo4j and equal in Python."""
    if isinstance(value, tuple):
        return [_typed(part) for part in value]
    return type(value), value
