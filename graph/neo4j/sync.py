"""Make a Neo4j database hold exactly the projection, and leave everything else in it alone.

The database's present state is read and compared first, so that a second run writes nothing, and one after a crash
writes the rest. Labels and relationship types come from the ontology's annotations only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from accord.graph.neo4j.changes import MARK, Changes, Vocabulary, plan
from accord.graph.neo4j.connection import open_driver
from accord.graph.neo4j.present import read_present, to_neo4j
from accord.graph.projection import ROOT_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from neo4j import ManagedTransaction, Session

    from accord.graph.neo4j.changes import EdgeWrite, NodeWrite
    from accord.graph.neo4j.connection import Target
    from accord.graph.projection import Projection, Value

BATCH: Final = 5_000
"""Rows a transaction: large enough for the driver's speed, small enough for a heap of 512 MB."""

LOOKED_UP: Final = ("iri", "name")
"""Properties by which analysts find a node of any class."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one sync found and did."""

    nodes: int
    nodes_created: int
    nodes_changed: int
    nodes_deleted: int
    relationships: int
    relationships_created: int
    relationships_changed: int
    relationships_deleted: int


def sync(projection: Projection, target: Target, batch: int = BATCH) -> Report:
    """Bring ``target`` in step with ``projection``, ``batch`` rows a transaction; transient errors are tried again.

    Neo4jError when the server can't be reached or refuses to be written.
    """
    vocabulary = ontology_vocabulary()
    with open_driver(target.uri, target.auth) as driver, driver.session(database=target.database) as session:
        _prepare_schema(session, vocabulary)
        changes = plan(projection, session.execute_read(read_present), vocabulary)
        for statement, written in statements(changes):
            for rows in _batches(written, batch):
                session.execute_write(_write, statement, rows)
    return _report(projection, changes)


def ontology_vocabulary() -> Vocabulary:
    """All labels and property names that the ontology's annotations give."""
    from accord.ontology.projection_map import NEO4J_LABELS, NEO4J_LINK_PROPERTIES, NEO4J_PROPERTIES

    properties = {*NEO4J_PROPERTIES.values(), *NEO4J_LINK_PROPERTIES.values()}
    return Vocabulary(frozenset(NEO4J_LABELS.values()), frozenset(properties))


def quoted(identifier: str) -> str:
    """A label, type or property name ready for Cypher; ValueError for what the ontology would never hold."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", identifier):
        raise ValueError(f"{identifier!r} is no Neo4j name: letters, digits and _ only")
    return f"`{identifier}`"


def schema_statements(vocabulary: Vocabulary) -> Iterator[str]:
    """The constraint that one IRI is one node, and the indexes that analysts' look-ups use."""
    yield f"CREATE CONSTRAINT accord_iri IF NOT EXISTS FOR (n:{quoted(ROOT_LABEL)}) REQUIRE n.iri IS UNIQUE"
    wanted = [(label, name) for label in sorted(vocabulary.labels - {ROOT_LABEL}) for name in LOOKED_UP]
    for label, name in [*wanted, (ROOT_LABEL, "name"), (ROOT_LABEL, "code"), ("State", "iso3")]:
        index = quoted(f"accord_{label.lower()}_{name}")
        yield f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{quoted(label)}) ON (n.{quoted(name)})"


def statements(changes: Changes) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each statement with the rows for it, in an order in which each can run."""
    yield _DELETE_RELATIONSHIPS, changes.lost_elements
    yield _DELETE_NODES, changes.lost_nodes
    for (labels, lost), nodes in _grouped(changes.changed_nodes, lambda w: (w.node.labels, w.lost_labels)):
        yield _relabel(labels, lost), [_node_row(write) for write in nodes]
    for labels, nodes in _grouped(changes.new_nodes, lambda w: w.node.labels):
        yield _merge_nodes(labels), [_node_row(write) for write in nodes]
    for kind, edges in _grouped((*changes.new_edges, *changes.changed_edges), lambda w: w.edge.type):
        yield _merge_relationships(kind), [_edge_row(write) for write in edges]


_DELETE_RELATIONSHIPS: Final = f"""
UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id AND r.{MARK} IS NOT NULL DELETE r"""
_DELETE_NODES: Final = f"""
UNWIND $rows AS iri MATCH (n:{ROOT_LABEL} {{iri: iri}}) WHERE n.{MARK} IS NOT NULL DETACH DELETE n"""


def _relabel(labels: Sequence[str], lost: Sequence[str]) -> str:
    removal = f" REMOVE n{_labels(lost)}" if lost else ""
    return (
        f"UNWIND $rows AS row MATCH (n:{quoted(ROOT_LABEL)} {{iri: row.iri}})"
        f"{removal} SET n{_labels(labels)} SET n += row.properties, n.{MARK} = true"
    )


def _merge_nodes(labels: Sequence[str]) -> str:
    return f"UNWIND $rows AS row MERGE (n{_labels(labels)} {{iri: row.iri}}) SET n += row.properties, n.{MARK} = true"


def _merge_relationships(kind: str) -> str:
    root = quoted(ROOT_LABEL)
    return (
        f"UNWIND $rows AS row MATCH (s:{root} {{iri: row.source}}) MATCH (t:{root} {{iri: row.target}}) "
        f"MERGE (s)-[r:{quoted(kind)} {{{MARK}: row.key}}]->(t) SET r += row.properties"
    )


def _labels(labels: Iterable[str]) -> str:
    return "".join(f":{quoted(label)}" for label in labels)


def _node_row(write: NodeWrite) -> dict[str, Any]:
    return {"iri": write.node.iri, "properties": _sendable(write.properties)}


def _edge_row(write: EdgeWrite) -> dict[str, Any]:
    edge = write.edge
    ends = {"source": edge.source, "target": edge.target, "key": edge.key}
    return {**ends, "properties": _sendable(write.properties)}


def _sendable(properties: Mapping[str, Value | None]) -> dict[str, Any]:
    return {name: None if value is None else to_neo4j(value) for name, value in properties.items()}


def _grouped(writes: Iterable[Any], by: Any) -> list[tuple[Any, list[Any]]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for write in writes:
        groups[by(write)].append(write)
    return sorted(groups.items())


def _batches(rows: Sequence[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(rows), size):
        yield list(rows[start : start + size])


def _write(transaction: ManagedTransaction, statement: str, rows: list[Any]) -> None:
    transaction.run(statement, rows=rows).consume()


def _prepare_schema(session: Session, vocabulary: Vocabulary) -> None:
    for statement in schema_statements(vocabulary):
        session.run(statement).consume()
    session.run("CALL db.awaitIndexes(300)").consume()


def _report(projection: Projection, changes: Changes) -> Report:
    return Report(
        nodes=len(projection.nodes),
        nodes_created=len(changes.new_nodes),
        nodes_changed=len(changes.changed_nodes),
        nodes_deleted=len(changes.lost_nodes),
        relationships=len(projection.edges),
        relationships_created=len(changes.new_edges),
        relationships_changed=len(changes.changed_edges),
        relationships_deleted=len(changes.lost_elements),
    )
