"""What the graph is read from: quads by pattern, and SPARQL. A database of this machine, or of another one.

``pyoxigraph.Store`` is one as it stands; ``accord.graph.remote.database.RemoteDatabase`` is one on a server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import (
        BlankNode,
        DefaultGraph,
        Literal,
        NamedNode,
        Quad,
        QueryBoolean,
        QuerySolutions,
        QueryTriples,
        Triple,
    )


class Database(Protocol):
    """Quads in named graphs. Its methods raise OSError or RuntimeError, or StoreError, when they can't be read."""

    def quads_for_pattern(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Quads with these parts, in no order; None stands for any."""
        ...

    def __contains__(self, quad: Quad, /) -> bool:
        """Whether the quad is there."""
        ...

    def __iter__(self) -> Iterator[Quad]:
        """All quads, in no order."""
        ...

    def named_graphs(self) -> Iterator[NamedNode | BlankNode]:
        """The names of graphs, of empty ones perhaps as well."""
        ...

    def query(
        self,
        query: str,
        *,
        prefixes: dict[str, str] | None = None,
        default_graph: NamedNode | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to a SPARQL query; SyntaxError when it doesn't parse."""
        ...


@runtime_checkable
class ReadsAhead(Protocol):
    """A database far away, which can be told what will be asked."""

    def read_ahead(self, things: Iterable[tuple[NamedNode | BlankNode | Literal | Triple, NamedNode]], /) -> None:
        """All that graphs say of these things will be asked: thing and graph."""
        ...
