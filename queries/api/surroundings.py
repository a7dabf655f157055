"""What stands around a thing: as a graph to expand, on a timeline, on a map. Never more than can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import KNOWLEDGE
from accord.ontology import terms
from accord.ontology.projection_map import NEO4J_TYPES
from accord.queries.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.store import Store

MOST_NODES: Final = 150
"""Nodes that a drawing stays readable with."""
MOST_EVENTS: Final = 1_000
MOST_PLACES: Final = 1_000

_ACTORS: Final = frozenset(("State", "Organization", "ArmedGroup", "Person"))
_EVENTS: Final = frozenset(("Agreement", "Contact", "Incident"))
_PLACED: Final = (terms.COVERS, terms.SIGNED_AT, terms.HELD_AT, terms.NEAR)


@dataclass(frozen=True, slots=True)
class Node:
    """A thing to draw."""

    iri: str
    type: str
    name: str
    code: str
    status: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A relationship to draw, with its type as in Neo4j."""

    source: str
    target: str
    type: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A thing with its neighbours. ``left_out``: neighbours beyond the limit."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date. ``start``, ``end``: ISO 8601 days; ``date``: as the sources have it (EDTF)."""

    iri: str
    type: str
    name: str
    kind: str
    status: str
    date: str
    start: str
    end: str
    contested: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with coordinates in degrees, and what happened there or is about it."""

    iri: str
    name: str
    latitude: float
    longitude: float
    things: tuple[tuple[str, str], ...]


def neighbourhood(store: Store, iri: str, limit: int = MOST_NODES) -> Neighbourhood:
    """The thing, at most ``limit`` neighbours, and the relationships among all of them.

    Agreements and actors come before contacts, statements and articles; what more articles tell comes first.
    """
    things = Things(store)
    joined = around(things, iri)
    ranked = sorted(joined, key=lambda other: rank(things, other))
    shown = [iri, *ranked[:limit]]
    nodes = tuple(make_node(things, one) for one in shown)
    return Neighbourhood(nodes, edges_among(store, things, shown), max(0, len(ranked) - limit))


def edges_among(store: Store, things: Things, shown: Iterable[str]) -> tuple[Edge, ...]:
    """The relationships whose two ends are both shown."""
    inside = dict.fromkeys(shown)
    edges: dict[tuple[str, str, str], Edge] = {}
    for one in inside:
        for source, predicate, target in _relationships(things, one):
            if source in inside and target in inside:
                told = is_contested(store, source, predicate, target)
                edges[source, predicate, target] = Edge(source, target, NEO4J_TYPES[predicate], told)
    return tuple(edges.values())


def events(store: Store, iri: str, limit: int = MOST_EVENTS) -> tuple[tuple[Event, ...], int]:
    """Dated agreements, contacts and incidents that a thing has to do with, by day, and how many were left out."""
    things = Things(store)
    near = around(things, iri) | {iri}
    found = [_event(things, one) for one in near if things.type(one) in _EVENTS]
    dated = sorted((event for event in found if event.start), key=lambda event: (event.start, event.iri))
    return tuple(dated[:limit]), max(0, len(dated) - limit)


def spots(store: Store, iri: str, limit: int = MOST_PLACES) -> tuple[tuple[Spot, ...], int]:
    """Places with coordinates that a thing, or what it has to do with, is at or about; and how many were left out."""
    things = Things(store)
    reasons: dict[str, dict[str, str]] = {}
    for one in (iri, *sorted(around(things, iri))):
        placed = things.values(one, *_PLACED) if one != iri and things.type(one) in _EVENTS else []
        direct = [one] if things.type(one) in {"Region", "State"} else []
        for place in (*placed, *direct, *(things.values(one, *_PLACED) if one == iri else ())):
            reasons.setdefault(place, {})[one] = things.label(one)
    found = [spot for place, why in reasons.items() if (spot := _spot(things, place, why))]
    found.sort(key=lambda spot: (-len(spot.things), spot.name, spot.iri))
    return tuple(found[:limit]), max(0, len(found) - limit)


def _relationships(things: Things, iri: str) -> Iterator[tuple[str, str, str]]:
    """The triples of the thing that Neo4j would have as relationships; none with articles."""
    for predicate, value in things.said(iri):
        if predicate in NEO4J_TYPES and predicate != terms.REPORTS and "://" in value:
            yield iri, predicate, value
    for predicate, subject in things.said_of(iri):
        if predicate in NEO4J_TYPES and predicate != terms.REPORTS:
            yield subject, predicate, iri


def around(things: Things, iri: str) -> set[str]:
    """The other ends of the thing's relationships."""
    return {end for source, _, target in _relationships(things, iri) for end in (source, target)} - {iri}


def rank(things: Things, iri: str) -> tuple[int, int, str]:
    """What to show first: agreements, then actors, then the rest; what more articles tell before what fewer do."""
    kind = things.type(iri)
    order = 0 if kind == "Agreement" else 1 if kind in _ACTORS else 2
    support = next(iter(things.values(iri, terms.SUPPORT)), "0")
    return order, -int(support), iri


def make_node(things: Things, iri: str) -> Node:
    """The thing as drawn."""
    first = {said: next(iter(things.values(iri, said)), "") for said in (terms.CODE, terms.STATUS, terms.CONTESTED)}
    contested = first[terms.CONTESTED] == "true"
    return Node(iri, things.type(iri), things.label(iri), first[terms.CODE], first[terms.STATUS], contested)


def _event(things: Things, iri: str) -> Event:
    def first(*predicates: str) -> str:
        return next(iter(things.values(iri, *predicates)), "")

    return Event(
        iri,
        things.type(iri),
        things.label(iri) if things.values(iri, terms.NAME) else _described(things, iri),
        first(terms.KIND, terms.MODE, terms.INCIDENT_KIND),
        first(terms.STATUS),
        first(terms.DATE),
        first(terms.DATE_FROM),
        first(terms.DATE_TO),
        first(terms.CONTESTED) == "true",
    )


def _described(things: Things, iri: str) -> str:
    """What to call an event without a name: its kind, and who took part."""
    kind = next(iter(things.values(iri, terms.KIND, terms.MODE, terms.INCIDENT_KIND)), things.type(iri))
    by = [*things.sources(iri, terms.PARTY_TO, terms.TOOK_PART_IN), *things.values(iri, terms.COMMITTED_BY)]
    names = sorted({things.label(one) for one in by})
    return " ".join(filter(None, (kind.replace("_", " "), ", ".join(names[:4]) + (" …" if len(names) > 4 else ""))))


def _spot(things: Things, place: str, why: dict[str, str]) -> Spot | None:
    latitude, longitude = (things.values(place, said) for said in (terms.LATITUDE, terms.LONGITUDE))
    if not latitude or not longitude:
        return None
    told = tuple(sorted((iri, name) for iri, name in why.items()))
    return Spot(place, things.label(place), float(latitude[0]), float(longitude[0]), told)


def is_contested(store: Store, source: str, predicate: str, target: str) -> bool:
    """Whether somebody denies the relationship."""
    from pyoxigraph import Literal, NamedNode, Quad

    link = NamedNode(store.namespace.concluded("link", source, predicate, target))
    return Quad(link, NamedNode(terms.CONTESTED), Literal(True), NamedNode(KNOWLEDGE)) in store.database
