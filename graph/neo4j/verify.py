"""Compare what a Neo4j database holds of accord's with the projection, name what differs, and mend only that.

The values themselves are read, since a digest that the database kept would not see what was changed by hand. Both
sides are added up in buckets; only of the buckets that differ are the rows held in memory and compared.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from accord.graph.neo4j.changes import MARK, Changes, Present, plan
from accord.graph.neo4j.lease import read_state
from accord.graph.neo4j.present import EDGES, NODES, Wanted, from_neo4j, read_present
from accord.graph.neo4j.sync import Options, holding, ontology_vocabulary, open_session, watermark_of, write
from accord.graph.projection import Projection, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from neo4j import ManagedTransaction, Session

    from accord.graph.neo4j.changes import EdgeIdentity
    from accord.graph.neo4j.connection import Target
    from accord.graph.neo4j.sync import Source

_BUCKETS: Final = 4096


@dataclass(frozen=True, slots=True)
class Difference:
    """One node or relationship that isn't as it should be.

    ``problem``: missing, changed or unexpected. ``name``: the IRI, or source, type and target with the key.
    ``details``: the labels and properties that differ.
    """

    kind: str
    problem: str
    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verification:
    """What a comparison found. ``counts``: by label or type how many there should be, and how many there are.

    ``in_step``: whether the last sync was of the store as it is now; if not, differences are to be expected.
    """

    counts: Mapping[str, tuple[int, int]]
    differences: tuple[Difference, ...]
    in_step: bool
    repaired: bool = False

    @property
    def clean(self) -> bool:
        """Whether the database holds exactly the projection."""
        return not self.differences


def verify(source: Source, target: Target) -> Verification:
    """Compare; nothing is written. Neo4jError when the server can't be reached."""
    with open_session(target) as session:
        return compare(session, source)[0]


def repair(source: Source, target: Target, options: Options | None = None) -> Verification:
    """Compare and mend what differs, and nothing else; the result tells what was found before."""
    options = options or Options()
    with open_session(target) as session, holding(session, options) as lease:
        found, changes = compare(session, source)
        write(lease, changes, watermark_of(source), options.batch, keep=True)
    return Verification(found.counts, found.differences, found.in_step, repaired=True)


def compare(session: Session, source: Source) -> tuple[Verification, Changes]:
    """What differs over an open session, by name, and what has to be written to mend it."""
    projection = source if isinstance(source, Projection) else rows(source)
    in_step = read_state(session)[0] == watermark_of(source)
    expected, found = _Sums(), _Sums()
    for node in projection.nodes:
        expected.add_node(node.iri, node.labels, node.properties)
    for edge in projection.edges:
        expected.add_edge((edge.source, edge.target, edge.type, edge.key), edge.properties)
    session.execute_read(partial(_add_up, sums=found))
    counts = {name: (expected.counts[name], found.counts[name]) for name in sorted({*expected.counts, *found.counts})}
    wanted = Wanted(
        lambda iri: expected.nodes[_bucket(iri)] != found.nodes[_bucket(iri)],
        lambda identity: expected.edges[_bucket(*identity)] != found.edges[_bucket(*identity)],
    )
    present = session.execute_read(read_present, wanted)
    part = Projection(
        tuple(node for node in projection.nodes if wanted.node(node.iri)),
        tuple(edge for edge in projection.edges if wanted.edge((edge.source, edge.target, edge.type, edge.key))),
    )
    changes = plan(part, present, ontology_vocabulary())
    return Verification(counts, tuple(_differences(changes, present)), in_step), changes


def _add_up(transaction: ManagedTransaction, sums: _Sums) -> None:
    sums.clear()
    for iri, labels, properties in transaction.run(NODES):
        if MARK in properties:
            sums.add_node(iri, labels, _native(properties))
    for source, target, kind, key, _, properties in transaction.run(EDGES):
        sums.add_edge((source, target, kind, key), _native(properties))


class _Sums:
    """What the rows of each bucket add up to, and how many there are of each label and type."""

    def __init__(self) -> None:
        self._vocabulary = ontology_vocabulary()
        self.clear()

    def clear(self) -> None:
        """Begin anew."""
        self.nodes: defaultdict[int, int] = defaultdict(int)
        self.edges: defaultdict[int, int] = defaultdict(int)
        self.counts: Counter[str] = Counter()

    def add_node(self, iri: str, labels: Iterable[str], properties: Mapping[str, Any]) -> None:
        """Add a node."""
        own = sorted(self._vocabulary.labels.intersection(labels))
        self.counts.update(own)
        self.nodes[_bucket(iri)] += _digest(iri, own, self._own(properties))

    def add_edge(self, identity: EdgeIdentity, properties: Mapping[str, Any]) -> None:
        """Add a relationship."""
        self.counts[identity[2]] += 1
        self.edges[_bucket(*identity)] += _digest(*identity, self._own(properties))

    def _own(self, properties: Mapping[str, Any]) -> list[tuple[str, object]]:
        names = self._vocabulary.properties.intersection(properties)
        return [(name, _typed(properties[name])) for name in sorted(names)]


def _typed(value: object) -> object:
    """A value with its type: 1, 1.0 and true are three."""
    return [_typed(part) for part in value] if isinstance(value, tuple) else (type(value).__name__, repr(value))


def _digest(*parts: object) -> int:
    return int.from_bytes(hashlib.blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest(), "big")


def _bucket(*parts: str) -> int:
    return _digest(*parts) % _BUCKETS


def _native(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: from_neo4j(value) for name, value in properties.items()}


def _differences(changes: Changes, present: Present) -> Iterator[Difference]:
    for node in changes.new_nodes:
        yield Difference("node", "missing", node.iri)
    for change in changes.changed_nodes:
        gained = {*change.node.labels} - {*present.nodes[change.node.iri].labels}
        details = (*sorted({*gained, *change.lost_labels}), *sorted(change.properties))
        yield Difference("node", "changed", change.node.iri, details)
    for iri in changes.lost_nodes:
        yield Difference("node", "unexpected", iri)
    for element in changes.strays:
        yield Difference("node", "unexpected", f"element {element}, without label or IRI")
    for edge in changes.new_edges:
        yield Difference("relationship", "missing", _name((edge.source, edge.target, edge.type, edge.key)))
    for changed in changes.changed_edges:
        edge = changed.edge
        name = _name((edge.source, edge.target, edge.type, edge.key))
        yield Difference("relationship", "changed", name, tuple(sorted(changed.properties)))
    lost = {*changes.lost_elements}
    for identity, elements in present.elements.items():
        for element in elements:
            if element in lost:
                yield Difference("relationship", "unexpected", _name(identity))


def _name(identity: EdgeIdentity) -> str:
    source, target, kind, key = identity
    return f"({source})-[{kind}]->({target}) {key}"
