"""The log of changes of knowledge: which things changed with which number, in a graph of its own.

Whoever keeps a copy of the knowledge graph reads on from the number that it has seen. The log is no part of what a
store holds: stores with the same evidence may have come to it by other ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.identifiers import CHANGES
from accord.graph.knowledge.view import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Store

_GRAPH: Final = NamedNode(CHANGES)
_TOUCHED: Final = NamedNode(f"{CHANGES}#touched")
_LAST: Final = NamedNode(f"{CHANGES}#last")


def log_change(database: Store, changed: Iterable[str]) -> tuple[set[Quad], set[Quad]]:
    """What the log loses and gains by one more change; nothing when nothing changed.

    ``changed``: the IRIs of things and links whose triples changed.
    """
    number = last_change(database)
    entry = _entry(number + 1)
    lines = {Quad(entry, _TOUCHED, NamedNode(thing), _GRAPH) for thing in changed}
    if not lines:
        return set(), lines
    return {Quad(_GRAPH, _LAST, Literal(number), _GRAPH)}, lines | {Quad(_GRAPH, _LAST, Literal(number + 1), _GRAPH)}


def last_change(database: Store) -> int:
    """The number of the latest change; 0 before the first."""
    return next((int(text_of(quad.object)) for quad in database.quads_for_pattern(_GRAPH, _LAST, None, _GRAPH)), 0)


def changed_things(database: Store, number: int) -> tuple[str, ...]:
    """The IRIs of things and links that the change of this number touched, sorted."""
    return tuple(sorted(text_of(q.object) for q in database.quads_for_pattern(_entry(number), _TOUCHED, None, _GRAPH)))


def _entry(number: int) -> NamedNode:
    return NamedNode(f"{CHANGES}/{number}")
