"""Which article says something of itself: has this text, or came from this source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

if TYPE_CHECKING:
    from accord.graph.store import Store


def article_saying(store: Store, predicate: str, value: str) -> str | None:
    """The identifier of the first article, by identifier, that says ``value`` of itself; None when there is none."""
    told = store.database.quads_for_pattern(None, NamedNode(predicate), Literal(value), None)
    found = [
        quad.subject.value for quad in told if isinstance(quad.subject, NamedNode) and quad.subject == quad.graph_name
    ]
    return min((name for graph in found if (name := store.namespace.article_id(graph))), default=None)
