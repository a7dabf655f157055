"""The database as it will be once a change is committed: what is there, less what goes, plus what comes."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.database import ReadsAhead
from accord.graph.identifiers import INDEX, KNOWLEDGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.database import Database

_SHARED: Final = frozenset((NamedNode(KNOWLEDGE), NamedNode(INDEX)))
"""Graphs that many articles have part in: once there is one, they are never new."""

_Part: TypeAlias = "NamedNode | Literal | None"


class View:
    """A database with a change on top that isn't written yet; ``removed`` and ``added`` never share a quad.

    The database stays as it is while a view has a change.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.removed: set[Quad] = set()
        self.added: set[Quad] = set()
        self._ahead = database.read_ahead if isinstance(database, ReadsAhead) else None
        self._new: dict[NamedNode, bool] = {}
        self._by: tuple[dict[object, set[Quad]], ...] = tuple(defaultdict(set) for _ in range(3))

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads away, then put quads in; a quad that stands already isn't put in again."""
        if self._ahead is not None:
            removed, added = tuple(removed), tuple(added)
            # Quads of accord have names for subject and graph.
            self._ahead((quad.subject, quad.graph_name) for quad in (*removed, *added))  # type: ignore[misc]
        for quad in removed:
            if quad in self.added:
                self.added.discard(quad)
                for index, part in zip(self._by, _parts(quad), strict=True):
                    index[part].discard(quad)
            elif quad in self.database:
                self.removed.add(quad)
        for quad in added:
            if quad in self.removed:
                self.removed.discard(quad)
            elif quad not in self.added and quad not in self.database:
                self.added.add(quad)
                for index, part in zip(self._by, _parts(quad), strict=True):
                    index[part].add(quad)

    def holds(self, quad: Quad) -> bool:
        """Whether the quad will be there."""
        return quad in self.added or (quad in self.database and quad not in self.removed)

    def match(
        self, subject: str | None, predicate: str | None, target: NamedNode | Literal | None, graph: str | None
    ) -> Iterator[Quad]:
        """Quads with these parts, in no order; None stands for any."""
        pattern = (_node(subject), _node(predicate), target, _node(graph))
        if graph is not None and self._is_new(NamedNode(graph)):
            return iter(self._fresh(*pattern))
        stored = self.database.quads_for_pattern(*pattern)
        kept = filterfalse(self.removed.__contains__, stored) if self.removed else stored
        return chain(kept, self._fresh(*pattern)) if self.added else kept

    def _is_new(self, graph: NamedNode) -> bool:
        """Whether all that a graph holds comes with the change, as of an article that wasn't there."""
        if graph not in self._by[2] or graph in _SHARED:
            return False
        if graph not in self._new:
            self._new[graph] = next(self.database.quads_for_pattern(None, None, None, graph), None) is None
        return self._new[graph]

    def _fresh(self, subject: _Part, predicate: _Part, target: _Part, graph: _Part) -> list[Quad]:
        """The matching quads among those that come; a list, since the change may grow while a caller looks."""
        known = [
            index.get(part) for index, part in zip(self._by, (subject, target, graph), strict=True) if part is not None
        ]
        if not all(known):
            return []
        smallest = min((quads for quads in known if quads), key=len, default=self.added)
        return [
            quad
            for quad in smallest
            if (subject is None or quad.subject == subject)
            and (predicate is None or quad.predicate == predicate)
            and (target is None or quad.object == target)
            and (graph is None or quad.graph_name == graph)
        ]


def _parts(quad: Quad) -> tuple[object, object, object]:
    return quad.subject, quad.object, quad.graph_name


def text_of(term: object) -> str:
    """The IRI of a node, or the text of a literal."""
    return str(getattr(term, "value", term))


def _node(iri: str | None) -> NamedNode | None:
    return None if iri is None else NamedNode(iri)
