"""The part of the projection that changes touched, read from the knowledge graph by look-ups and never as a whole.

What it costs depends on the change, not on the graph: of a state with a hundred thousand relationships only its
properties are read, one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.identifiers import KNOWLEDGE
from accord.graph.knowledge.view import text_of
from accord.graph.projection import ROOT_LABEL, Edge, Node, Projection, edge_of, key_of, node_of
from accord.ontology import terms
from accord.ontology.projection_map import NEO4J_LABELS, NEO4J_PROPERTIES, NEO4J_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.changes import Touched, Triple
    from accord.graph.projection import Said
    from accord.graph.store import Store

_OWN: Final = tuple(NamedNode(iri) for iri in (terms.RDF_TYPE, *NEO4J_PROPERTIES))
_CLASSES: Final = tuple(iri for iri, label in NEO4J_LABELS.items() if label != ROOT_LABEL)
_TYPES: Final = tuple(map(NamedNode, NEO4J_TYPES))
_LINK_PARTS: Final = (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)
_FEW: Final = 100
"""Triples that are read at once as soon as looking for those of each property one by one."""
_GRAPH: Final = NamedNode(KNOWLEDGE)


@dataclass(frozen=True, slots=True)
class Part:
    """The final state of what was touched, and all that might have to go.

    ``candidates``: the IRIs of the nodes, and ``identities`` source, target, type and key of the edges, that may be
    there from before; those that ``projection`` lacks are gone.
    """

    projection: Projection
    candidates: tuple[str, ...]
    identities: tuple[tuple[str, str, str, str], ...]


def touched_rows(store: Store, touched: Touched) -> Part:
    """The rows of what ``touched`` names, as the projection of the whole graph would have them."""
    return _Reader(store).part(touched)


class _Reader:
    def __init__(self, store: Store) -> None:
        self.database = store.database
        self._few: dict[str, list[Quad] | None] = {}

    def part(self, touched: Touched) -> Part:
        links = {thing: triple for thing in touched.things if (triple := self._described(thing)) is not None}
        triples = {*links.values(), *touched.relationships, *(triple for _, triple in touched.ended)}
        possible = {(triple, link) for link, triple in links.items()} | {(t, link) for link, t in touched.ended}
        possible |= {(triple, key_of(triple)) for triple in triples}
        edges = tuple(sorted(self._edges(triples), key=lambda e: (e.source, e.type, e.target, e.key)))
        candidates = {*touched.things} - links.keys() - {link for link, _ in touched.ended}
        # A thing without a class is a node as long as an edge leads to it.
        ends = {end for subject, _, target in triples for end in (subject, target)}
        candidates.update(end for end in ends - candidates if not self._has_class(end))
        nodes = tuple(node for iri in sorted(candidates) if (node := self._node(iri)) is not None)
        identities = {(s, o, NEO4J_TYPES[p], key) for (s, p, o), key in possible if p in NEO4J_TYPES}
        identities.update((edge.source, edge.target, edge.type, edge.key) for edge in edges)
        return Part(Projection(nodes, edges), tuple(sorted(candidates)), tuple(sorted(identities)))

    def _described(self, link: str) -> Triple | None:
        """The triple that a link describes; None for what is no link."""
        few = self._of_few(link)
        if few is None:
            few = [quad for part in _LINK_PARTS for quad in self._told(link, NamedNode(part))]
        parts = {quad.predicate.value: text_of(quad.object) for quad in few if quad.predicate.value in _LINK_PARTS}
        if len(parts) < len(_LINK_PARTS):
            return None
        subject, predicate, target = (parts[part] for part in _LINK_PARTS)
        return subject, predicate, target

    def _edges(self, triples: Iterable[Triple]) -> Iterator[Edge]:
        for triple in triples:
            subject, predicate, target = triple
            if predicate not in NEO4J_TYPES:
                continue
            if self._is_true(subject, predicate, target):
                for key in sorted(self._links(triple)) or [key_of(triple)]:
                    yield edge_of(triple, key, _said(self._told(key)) if key != key_of(triple) else [])

    def _links(self, triple: Triple) -> set[str]:
        """The links of a triple, looked for from the end that has fewer: the other may be a hub."""
        subject, predicate, target = triple
        ways = (
            self.database.quads_for_pattern(None, NamedNode(terms.RDF_SUBJECT), NamedNode(subject), _GRAPH),
            self.database.quads_for_pattern(None, NamedNode(terms.RDF_OBJECT), NamedNode(target), _GRAPH),
        )
        # The shorter of both ends the walk, and has been walked to its end by then.
        found: tuple[set[str], set[str]] = (set(), set())
        for turn in count():
            quad = next(ways[turn % 2], None)
            if quad is None:
                break
            found[turn % 2].add(text_of(quad.subject))
        shorter = found[turn % 2]
        return {link for link in shorter if self._described(link) == (subject, predicate, target)}

    def _node(self, iri: str) -> Node | None:
        told = self._of_few(iri)
        if told is None:
            # Likely a hub, of whose many triples few are its own.
            told = [quad for predicate in _OWN for quad in self._told(iri, predicate)]
        node = node_of(iri, _said(told))
        return node if len(node.labels) > 1 or self._is_end(iri) else None

    def _has_class(self, iri: str) -> bool:
        return any(self._is_true(iri, terms.RDF_TYPE, label) for label in _CLASSES)

    def _is_end(self, iri: str) -> bool:
        """Whether any relationship begins or ends at a thing."""
        thing = NamedNode(iri)
        return any(
            next(self._told(iri, kind), None) is not None
            or next(self.database.quads_for_pattern(None, kind, thing, _GRAPH), None) is not None
            for kind in _TYPES
        )

    def _is_true(self, subject: str, predicate: str, target: str) -> bool:
        """Whether a triple is there; that takes one look-up, while to read it takes one for each of its terms too."""
        return Quad(NamedNode(subject), NamedNode(predicate), NamedNode(target), _GRAPH) in self.database

    def _of_few(self, iri: str) -> list[Quad] | None:
        """All that is said of a thing, read once; None if that is much."""
        if iri not in self._few:
            told = list(islice(self._told(iri), _FEW))
            self._few[iri] = told if len(told) < _FEW else None
        return self._few[iri]

    def _told(
        self, subject: str, predicate: NamedNode | None = None, target: NamedNode | None = None
    ) -> Iterator[Quad]:
        return self.database.quads_for_pattern(NamedNode(subject), predicate, target, _GRAPH)


def _said(quads: Iterable[Quad]) -> Said:
    return [(quad.predicate.value, quad.object) for quad in quads if isinstance(quad.object, NamedNode | Literal)]
