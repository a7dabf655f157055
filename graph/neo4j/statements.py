"""The Cypher that a sync writes with: plain openCypher, values as parameters, names from the ontology alone.

Each statement returns how many rows it found something to do for, so that a row that finds nothing is noticed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from accord.graph.neo4j.changes import MARK
from accord.graph.neo4j.present import to_neo4j
from accord.graph.projection import ROOT_LABEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from accord.graph.neo4j.changes import Changes, EdgeWrite, NodeWrite
    from accord.graph.projection import Value

STATE_LABEL: Final = "_AccordSync"
"""The label of the one node that tells how far the database is, and who writes to it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One statement with rows for it. ``exact``: every row must find what it is about."""

    statement: str
    rows: tuple[Any, ...]
    exact: bool = True


def quoted(identifier: str) -> str:
    """A label, type or property name ready for Cypher; ValueError for what the ontology would never hold."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", identifier):
        raise ValueError(f"{identifier!r} is no Neo4j name: letters, digits and _ only")
    return f"`{identifier}`"


def writings(changes: Changes) -> Iterator[Writing]:
    """Each statement with the rows for it, in an order in which each can run."""
    yield Writing(_DELETE_STRAYS, changes.strays, exact=False)
    yield Writing(_LABEL, changes.unlabelled)
    yield Writing(_DELETE_RELATIONSHIPS, changes.lost_elements, exact=False)
    yield Writing(_DELETE_NODES, changes.lost_nodes, exact=False)
    for (labels, lost), nodes in _grouped(changes.changed_nodes, lambda w: (w.node.labels, w.lost_labels)):
        yield Writing(_relabel(labels, lost), _rows(nodes, _node_row))
    for labels, nodes in _grouped(changes.new_nodes, lambda w: w.node.labels):
        yield Writing(_create_nodes(labels), _rows(nodes, _node_row))
    for kind, edges in _grouped(changes.new_edges, lambda w: w.edge.type):
        yield Writing(_create_relationships(kind), _rows(edges, _edge_row))
    for kind, edges in _grouped(changes.changed_edges, lambda w: w.edge.type):
        yield Writing(_set_relationships(kind), _rows(edges, _edge_row))


def batches(written: Iterable[Writing], size: int) -> Iterator[tuple[Writing, ...]]:
    """The statements in transactions of at most ``size`` rows each; a statement with more rows is parted."""
    batch: list[Writing] = []
    room = size
    for writing in written:
        rows = writing.rows
        while rows:
            taken, rows = rows[:room], rows[room:]
            batch.append(Writing(writing.statement, taken, writing.exact))
            room -= len(taken)
            if not room:
                yield tuple(batch)
                batch, room = [], size
    if batch:
        yield tuple(batch)


_DELETE_STRAYS: Final = f"""
UNWIND $rows AS id MATCH (n) WHERE elementId(n) = id AND n.{MARK} IS NOT NULL DETACH DELETE n RETURN count(*)"""
_LABEL: Final = f"UNWIND $rows AS id MATCH (n) WHERE elementId(n) = id SET n:{ROOT_LABEL} RETURN count(*)"
_DELETE_RELATIONSHIPS: Final = f"""
UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id AND r.{MARK} IS NOT NULL DELETE r RETURN count(*)"""
_DELETE_NODES: Final = f"""
UNWIND $rows AS iri MATCH (n:{ROOT_LABEL} {{iri: iri}}) WHERE n.{MARK} IS NOT NULL DETACH DELETE n RETURN count(*)"""


def _relabel(labels: Sequence[str], lost: Sequence[str]) -> str:
    removal = f" REMOVE n{_labels(lost)}" if lost else ""
    return (
        f"UNWIND $rows AS row MATCH (n:{quoted(ROOT_LABEL)} {{iri: row.iri}})"
        f"{removal} SET n{_labels(labels)} SET n += row.properties, n.{MARK} = true RETURN count(*)"
    )


def _create_nodes(labels: Sequence[str]) -> str:
    return f"UNWIND $rows AS row CREATE (n{_labels(labels)}) SET n = row.properties RETURN count(*)"


def _create_relationships(kind: str) -> str:
    return f"UNWIND $rows AS row {_ENDS} CREATE (s)-[r:{quoted(kind)}]->(t) SET r = row.properties RETURN count(*)"


def _set_relationships(kind: str) -> str:
    return (
        f"UNWIND $rows AS row {_ENDS} MATCH (s)-[r:{quoted(kind)}]->(t) WHERE r.{MARK} = row.key "
        "SET r += row.properties RETURN count(*)"
    )


_ENDS: Final = f"MATCH (s:{quoted(ROOT_LABEL)} {{iri: row.source}}) MATCH (t:{quoted(ROOT_LABEL)} {{iri: row.target}})"


def _labels(labels: Iterable[str]) -> str:
    return "".join(f":{quoted(label)}" for label in labels)


def _rows(writes: Iterable[Any], row: Callable[[Any], dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple(map(row, writes))


def _node_row(write: NodeWrite) -> dict[str, Any]:
    own = {"iri": write.node.iri, MARK: True}
    return {"iri": write.node.iri, "properties": {**_sendable(write.properties), **own}}


def _edge_row(write: EdgeWrite) -> dict[str, Any]:
    edge = write.edge
    properties = {**_sendable(write.properties), MARK: edge.key}
    return {"source": edge.source, "target": edge.target, "key": edge.key, "properties": properties}


def _sendable(properties: Mapping[str, Value | None]) -> dict[str, Any]:
    return {name: None if value is None else to_neo4j(value) for name, value in properties.items()}


def _grouped(writes: Iterable[Any], by: Any) -> list[tuple[Any, list[Any]]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for write in writes:
        groups[by(write)].append(write)
    return sorted(groups.items())
