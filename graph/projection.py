"""The knowledge graph as rows of nodes and edges, by the ontology's annotations and nothing else.

Neo4j, networkx and the tabular exports all read these rows, so they always agree.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode

from accord.graph.collector import uncollected
from accord.ontology import terms
from accord.ontology.projection_map import (
    NEO4J_LABELS,
    NEO4J_LINK_PROPERTIES,
    NEO4J_LISTS,
    NEO4J_PROPERTIES,
    NEO4J_TYPES,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from pyoxigraph import Quad

    from accord.graph.store import Store

    Term: TypeAlias = NamedNode | Literal
    Said: TypeAlias = Sequence[tuple[str, Term]]
    """Predicate and object of each triple about one thing."""
    Told: TypeAlias = dict[str, list[tuple[str, Term]]]
    """What is said of each thing."""
    Spo: TypeAlias = tuple[str, str, str]

ROOT_LABEL: Final = "Entity"
"""The label that every node has beside that of its class (DESIGN section 5)."""


_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TERMS: Final = (NamedNode, Literal)
_MARKING: Final = frozenset({terms.RDF_TYPE, terms.RDF_SUBJECT})
_DEGREES: Final = frozenset({terms.LATITUDE, terms.LONGITUDE})
_LINK_PARTS: Final = (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A place on the earth in WGS 84 degrees, north and east positive."""

    latitude: float
    longitude: float


Scalar: TypeAlias = str | int | float | bool | date | Point
Value: TypeAlias = Scalar | tuple[Scalar, ...]
"""What a property holds; datetime counts as date, many values are a sorted tuple."""


class Node(NamedTuple):
    """A thing of the knowledge graph. ``labels``: Entity first, then its classes; ``properties`` is sorted by name."""

    iri: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value]

    @property
    def name(self) -> str:
        """What a person calls it: its name, title or text, else the last part of its IRI."""
        for key in ("name", "title", "text", "about"):
            if isinstance(value := self.properties.get(key), str):
                return value
        return self.iri.rpartition("/")[2]


class Edge(NamedTuple):
    """A relationship between two nodes. ``key`` is the same each time and unique among all edges.

    A tuple as ``Node`` is: of these there are millions, and a dataclass takes three times as long to make.
    """

    source: str
    target: str
    type: str
    key: str
    properties: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Projection:
    """All nodes by IRI and all edges by source, type, target and key."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def rows(store: Store) -> Projection:
    """Project the knowledge graph of ``store``."""
    from accord.graph.identifiers import KNOWLEDGE

    return project(store.quads(KNOWLEDGE))


def project(quads: Iterable[Quad]) -> Projection:
    """Project the triples of a knowledge graph; an edge to a thing without a class gets a bare Entity node."""
    with uncollected():
        triples = _Triples(quads)
        edges = tuple(sorted(triples.edges(), key=attrgetter("source", "type", "target", "key")))
        things = {*triples.classed, *map(attrgetter("source"), edges), *map(attrgetter("target"), edges)}
        return Projection(tuple(node_of(iri, triples.told.get(iri, ())) for iri in sorted(things)), edges)


class _Triples:
    """The triples, parted in one pass by what becomes of them, since a graph may have millions.

    ``told``: what is said of each thing and each link but its relationships, which are in ``related``; ``classed``:
    what has a class; ``described``: what has a subject, as links do.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.told: Told = defaultdict(list)
        self.related: list[Spo] = []
        self.classed: set[str] = set()
        self.described: set[str] = set()
        told, relate, types = self.told, self.related.append, dict(NEO4J_TYPES)
        for quad in quads:
            source, term = quad.subject, quad.object
            # accord writes no blank nodes and no triple terms
            if not isinstance(source, NamedNode) or not isinstance(term, _TERMS):
                continue
            predicate, iri = quad.predicate.value, source.value
            if predicate in types:
                relate((iri, predicate, term.value))
                continue
            told[iri].append((predicate, term))
            if predicate in _MARKING:
                self._mark(iri, predicate, term.value)

    def _mark(self, iri: str, predicate: str, value: str) -> None:
        if predicate == terms.RDF_SUBJECT:
            self.described.add(iri)
        elif NEO4J_LABELS.get(value, ROOT_LABEL) != ROOT_LABEL:
            self.classed.add(iri)

    def edges(self) -> Iterator[Edge]:
        """One edge for a plain triple, or one for each link that describes it."""
        links = self._links()
        for triple in self.related:
            keys = links.get(triple)
            if keys is None:
                source, predicate, target = triple
                yield Edge(source, target, NEO4J_TYPES[predicate], key_of(triple), {})
            else:
                yield from (edge_of(triple, key, self.told[key]) for key in keys)

    def _links(self) -> dict[Spo, list[str]]:
        """The links of each triple: one with its figures, or several where each has a passage of its own."""
        links: dict[Spo, list[str]] = defaultdict(list)
        for iri in self.described:
            parts = {predicate: term.value for predicate, term in self.told[iri] if predicate in _LINK_PARTS}
            if len(parts) == len(_LINK_PARTS):
                subject, predicate, target = (parts[part] for part in _LINK_PARTS)
                links[subject, predicate, target].append(iri)
        return {triple: sorted(found) for triple, found in links.items()}


def _classes(said: Said) -> list[str]:
    """The labels of a thing, without the root's."""
    found = {NEO4J_LABELS.get(term.value, ROOT_LABEL) for predicate, term in said if predicate == terms.RDF_TYPE}
    return sorted(found - {ROOT_LABEL})


def node_of(iri: str, said: Said) -> Node:
    """The node of a thing, from what is said of it."""
    return Node(iri, (ROOT_LABEL, *_classes(said)), _properties(said, NEO4J_PROPERTIES))


def edge_of(triple: Spo, key: str, said: Said) -> Edge:
    """The edge of a triple whose predicate is a relationship, with the figures that its link has."""
    source, predicate, target = triple
    return Edge(source, target, NEO4J_TYPES[predicate], key, _properties(said, NEO4J_LINK_PROPERTIES))


def key_of(triple: Spo) -> str:
    """The key of the edge of a triple that no link describes; another one's is its link's IRI."""
    return hashlib.sha256("\n".join(triple).encode()).hexdigest()[:32]


def _properties(said: Said, names: Mapping[str, str]) -> dict[str, Value]:
    """The values by property name; latitude and longitude become one point."""
    found: dict[str, list[Scalar]] = {}
    degrees: dict[str, float] = {}
    for predicate, term in said:
        name = names.get(predicate)
        if name is None:
            continue
        if predicate in _DEGREES:
            degrees[predicate] = min(float(term.value), degrees.get(predicate, inf))
        elif name in found:
            found[name].append(value_of(term))
        else:
            found[name] = [value_of(term)]
    if len(degrees) == 2:
        found[names[terms.LATITUDE]] = [Point(degrees[terms.LATITUDE], degrees[terms.LONGITUDE])]
    return {
        name: values[0] if len(values) == 1 and name not in NEO4J_LISTS else _gather(name, values)
        for name, values in sorted(found.items())
    }


def _gather(name: str, values: list[Scalar]) -> Value:
    """The one value, or all of them sorted; always a tuple where the ontology says that there may be many.

    Values of several types become text, since a list in Neo4j has one type.
    """
    mixed = len({type(value) for value in values}) > 1
    several = tuple(sorted({str(value) for value in values} if mixed else set(values)))
    return several if len(several) > 1 or name in NEO4J_LISTS else several[0]


def value_of(term: Term) -> Scalar:
    """A literal as Python value, a concept as its notation, any other IRI as it stands.

    What Python can't hold (a day before year 1, say) stays text.
    """
    text = term.value
    if not isinstance(term, Literal):
        return text.rpartition("/")[2] if text.startswith(terms.SCHEME) else text
    read = _READERS.get(term.datatype.value)
    if read is None:
        return text
    try:
        return read(text)
    except ValueError:
        return text


def _integer(text: str) -> int:
    """A whole number that Neo4j can hold; ValueError for one over 64 bits."""
    number = int(text)
    if not -(2**63) <= number < 2**63:
        raise ValueError(text)
    return number


_READERS: Final[Mapping[str, Callable[[str], Scalar]]] = {
    f"{_XSD}boolean": lambda text: text in ("true", "1"),
    f"{_XSD}date": date.fromisoformat,
    f"{_XSD}dateTime": datetime.fromisoformat,
    f"{_XSD}decimal": float,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}integer": _integer,
    f"{_XSD}int": _integer,
    f"{_XSD}nonNegativeInteger": _integer,
    f"{_XSD}positiveInteger": _integer,
    f"{_XSD}gYear": _integer,
}
