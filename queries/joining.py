"""How two things are connected: the paths of the projection that Neo4j gets too, with the sentences of each step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.graph.errors import UnknownThing
from accord.queries.finding import find_one
from accord.queries.tables import visible
from accord.queries.things import Sentence, Things

if TYPE_CHECKING:
    from accord.graph.network import Path, Step
    from accord.graph.store import Store


@dataclass(frozen=True, slots=True)
class Stride:
    """One step. ``source`` and ``target``: names; ``forward``: the relationship points from source to target."""

    source: str
    source_iri: str
    relationship: str
    forward: bool
    target: str
    target_iri: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """Strides from one thing to the other."""

    strides: tuple[Stride, ...]


def find_routes(store: Store, source: str, target: str, limit: int, *, articles: bool = False) -> tuple[Route, ...]:
    """At most ``limit`` routes between what ``source`` and ``target`` mean, the shortest first.

    UnknownThing when one of them means nothing or several things, both mean the same, or nothing joins them.
    """
    from accord.graph.network import evidence_paths
    from accord.graph.projection import rows

    ends = find_one(store, source), find_one(store, target)
    if ends[0] == ends[1]:
        raise UnknownThing(f"{source!r} and {target!r} are the same: {visible(ends[0].name)} <{ends[0].iri}>")
    paths = evidence_paths(rows(store), ends[0].iri, ends[1].iri, limit, articles=articles)
    if not paths:
        raise UnknownThing(f"nothing in the graph joins {ends[0].name!r} and {ends[1].name!r}")
    things = Things(store)
    return tuple(_route(path, things) for path in paths)


def _route(path: Path, things: Things) -> Route:
    return Route(tuple(_stride(step, things) for step in path.steps))


def _stride(step: Step, things: Things) -> Stride:
    return Stride(
        things.label(step.source.iri),
        step.source.iri,
        step.edge.type,
        step.forward,
        things.label(step.target.iri),
        step.target.iri,
        tuple(things.sentence(said.article, said.start, said.quote) for said in step.sentences),
    )
