"""The Cypher that a sync writes with: plain openCypher, values as parameters, names from the ontology alone.

Each statement returns how many rows it found something to do for, so that a row that finds nothing is noticed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from accord.graph.neo4j.changes import MARK
from accord.graph.neo4j.present import to_neo4j
from accord.graph.projection import ROOT_LABEL, Point

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from accord.graph.neo4j.changes import Changes, EdgeWrite, NodeWrite
    from accord.graph.projection import Edge, Node, Value

_CHANGED: Final = (tuple, Point, date)
"""What the driver takes otherwise."""
_SOURCE, _TARGET = attrgetter("source"), attrgetter("target")
STATE_LABEL: Final = "_AccordSync"
"""The label of the one node that tells how far the database is, and who writes to it."""


@dataclass(frozen=True, slots=True)
class Writing:
    """One statement and what it is about, a row each. ``exact``: every row must find what it is about.

    ``parameters`` makes of some of the rows what the statement takes.
    """

    statement: str
    rows: Sequence[Any]
    parameters: Callable[[Sequence[Any]], dict[str, Any]]
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One statement as it is sent. ``rows``: how many it has to find; None: any number."""

    statement: str
    parameters: dict[str, Any]
    rows: int | None


class Rows(list[Any]):
    """Rows as the driver takes them, a list; it writes each parameter out for its log, be there one or not."""

    def __repr__(self) -> str:
        return f"{len(self)} rows"


def quoted(identifier: str) -> str:
    """A label, type or property name ready for Cypher; ValueError for what the ontology would never hold."""
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", identifier):
        raise ValueError(f"{identifier!r} is no Neo4j name: letters, digits and _ only")
    return f"`{identifier}`"


def writings(changes: Changes) -> Iterator[Writing]:
    """Each statement with the rows for it, in an order in which each can run."""
    yield Writing(_DELETE_STRAYS, changes.strays, _as_rows, exact=False)
    yield Writing(_LABEL, changes.unlabelled, _as_rows)
    yield Writing(_DELETE_RELATIONSHIPS, changes.lost_elements, _as_rows, exact=False)
    yield Writing(_DELETE_NODES, changes.lost_nodes, _as_rows, exact=False)
    for (labels, lost), changed in _grouped(changes.changed_nodes, lambda w: (w.node.labels, w.lost_labels)):
        yield Writing(_relabel(labels, lost), changed, _changed_nodes)
    for (labels, days), nodes in _grouped(changes.new_nodes, lambda node: (node.labels, _days(node.properties))):
        yield Writing(_create_nodes(labels, days), nodes, _new_nodes)
    plain, told = _parted(changes.new_edges)
    for kind, edges in _grouped(plain, attrgetter("type")):
        yield Writing(_create_relationships(kind), edges, _plain_edges)
    for (kind, days), edges in _grouped(told, lambda edge: (edge.type, _days(edge.properties))):
        yield Writing(_create_relationships(kind, _dated("told", days)), edges, _new_edges)
    for kind, writes in _grouped(changes.changed_edges, lambda w: w.edge.type):
        yield Writing(_set_relationships(kind), writes, _changed_edges)


def batches(written: Iterable[Writing], size: int) -> Iterator[tuple[Request, ...]]:
    """The statements in transactions of at most ``size`` rows each; a statement with more rows is parted."""
    batch: list[Request] = []
    room = size
    for writing in written:
        done = 0
        while done < len(writing.rows):
            taken = writing.rows[done : done + room]
            count = len(taken) if writing.exact else None
            batch.append(Request(writing.statement, writing.parameters(taken), count))
            done += len(taken)
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


def _create_nodes(labels: Sequence[str], days: Sequence[str]) -> str:
    return f"UNWIND $rows AS row CREATE (n{_labels(labels)}) SET n = {_dated('row', days)} RETURN count(*)"


def _create_relationships(kind: str, told: str | None = None) -> str:
    """Each end is looked up once, however many relationships it has in the batch; none is made if one isn't there."""
    carried, properties = (", row[3] AS told", f" SET r += {told}") if told else ("", "")
    return (
        f"UNWIND range(0, size($ends) - 1) AS i MATCH (n:{quoted(ROOT_LABEL)} {{iri: $ends[i]}}) WITH n ORDER BY i "
        "WITH collect(n) AS ends WHERE size(ends) = size($ends) "
        f"UNWIND $rows AS row WITH ends[row[0]] AS s, ends[row[1]] AS t, row[2] AS key{carried} "
        f"CREATE (s)-[r:{quoted(kind)} {{{MARK}: key}}]->(t){properties} RETURN count(*)"
    )


def _parted(edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Those without properties, and those with some."""
    plain: list[Edge] = []
    told: list[Edge] = []
    for edge in edges:
        (told if edge.properties else plain).append(edge)
    return plain, told


def _days(properties: Mapping[str, Value]) -> tuple[str, ...]:
    """The properties that are single days."""
    return tuple([name for name, value in properties.items() if type(value) is date])


def _dated(row: str, days: Sequence[str]) -> str:
    """A map whose ``days`` the server makes of text: the driver takes ten times as long for one as for all else."""
    made = "".join(f", {quoted(name)}: date({row}.{quoted(name)})" for name in days)
    return f"{row}{{.*{made}}}" if days else row


def _set_relationships(kind: str) -> str:
    return (
        f"UNWIND $rows AS row {_ENDS} MATCH (s)-[r:{quoted(kind)}]->(t) WHERE r.{MARK} = row.key "
        "SET r += row.properties RETURN count(*)"
    )


_ENDS: Final = f"MATCH (s:{quoted(ROOT_LABEL)} {{iri: row.source}}) MATCH (t:{quoted(ROOT_LABEL)} {{iri: row.target}})"


def _labels(labels: Iterable[str]) -> str:
    return "".join(f":{quoted(label)}" for label in labels)


def _as_rows(rows: Sequence[Any]) -> dict[str, Any]:
    return {"rows": Rows(rows)}


def _new_nodes(nodes: Sequence[Node]) -> dict[str, Any]:
    rows = Rows()
    for node in nodes:
        told = _with_texts(node.properties)
        told["iri"], told[MARK] = node.iri, True
        rows.append(told)
    return {"rows": rows}


def _changed_nodes(writes: Sequence[NodeWrite]) -> dict[str, Any]:
    rows = Rows()
    for write in writes:
        own = {"iri": write.node.iri, MARK: True}
        rows.append({"iri": write.node.iri, "properties": {**_sendable(write.properties), **own}})
    return {"rows": rows}


def _plain_edges(edges: Sequence[Edge]) -> dict[str, Any]:
    """Rows, as lists: where in ``ends`` source and target stand, and the key."""
    ends, place = _ends(edges)
    return {"ends": ends, "rows": Rows([place[source], place[target], key] for source, target, _, key, _ in edges)}


def _new_edges(edges: Sequence[Edge]) -> dict[str, Any]:
    """The same rows, with the properties as fourth."""
    ends, place = _ends(edges)
    rows = Rows()
    for source, target, _, key, properties in edges:
        rows.append([place[source], place[target], key, _with_texts(properties)])
    return {"ends": ends, "rows": rows}


def _ends(edges: Sequence[Edge]) -> tuple[Rows, dict[str, int]]:
    """The nodes at the ends, and where each stands among them."""
    ends = Rows(sorted({*map(_SOURCE, edges), *map(_TARGET, edges)}))
    return ends, {iri: number for number, iri in enumerate(ends)}


def _changed_edges(writes: Sequence[EdgeWrite]) -> dict[str, Any]:
    rows = Rows()
    for write in writes:
        ends = {"source": write.edge.source, "target": write.edge.target, "key": write.edge.key}
        rows.append({**ends, "properties": _sendable(write.properties)})
    return {"rows": rows}


def _with_texts(properties: Mapping[str, Value]) -> dict[str, Any]:
    """The properties as the driver takes them, single days as texts."""
    told: dict[str, Any] = {**properties}
    for name, value in properties.items():
        if isinstance(value, _CHANGED):
            told[name] = value.isoformat() if type(value) is date else to_neo4j(value)
    return told


def _sendable(properties: Mapping[str, Value | None]) -> dict[str, Any]:
    """The properties as the driver takes them; most values are already."""
    told: dict[str, Any] = {**properties}
    for name, value in properties.items():
        if isinstance(value, _CHANGED):
            told[name] = to_neo4j(value)
    return told


def _grouped(rows: Iterable[Any], by: Callable[[Any], Any]) -> list[tuple[Any, list[Any]]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return sorted(groups.items())
