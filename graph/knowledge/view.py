"""The database as it will be once a change is committed: what is there, less what goes, plus what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class View:
    """A database with a change on top that isn't written yet; ``removed`` and ``added`` never share a quad."""

    def __init__(self, database: pyoxigraph.Store) -> None:
        self.database = database
        self.removed: set[Quad] = set()
        self._added = pyoxigraph.Store()

    @property
    def added(self) -> set[Quad]:
        """What comes."""
        return set(self._added)

    def change(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take quads away, then put quads in; a quad that stands already isn't put in again."""
        for quad in removed:
            self._added.remove(quad)
            if quad in self.database:
                self.removed.add(quad)
        for quad in added:
            if quad in self.removed:
                self.removed.discard(quad)
            elif quad not in self.database:
                self._added.add(quad)

    def holds(self, quad: Quad) -> bool:
        """Whether the quad will be there."""
        return quad in self._added or (quad in self.database and quad not in self.removed)

    def match(
        self, subject: str | None, predicate: str | None, target: NamedNode | Literal | None, graph: str | None
    ) -> Iterator[Quad]:
        """Quads with these parts, in no order; None stands for any."""
        pattern = (_node(subject), _node(predicate), target, _node(graph))
        for quad in self.database.quads_for_pattern(*pattern):
            if quad not in self.removed:
                yield quad
        # Collected first, since the change may grow while a caller goes through it.
        yield from tuple(self._added.quads_for_pattern(*pattern))


def text_of(term: object) -> str:
    """The IRI of a node, or the text of a literal."""
    return str(getattr(term, "value", term))


def _node(iri: str | None) -> NamedNode | None:
    return None if iri is None else NamedNode(iri)
