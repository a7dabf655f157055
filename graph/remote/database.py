"""A database on a server, read by SPARQL as if it were here.

Each look-up would be a request. So what is read of a thing is all that one graph says of it, and of an article its
graph; and it is kept. A writer knows what becomes of it, since all changes are its own; a reader sees each thing as it
was when it was first read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from accord.graph.errors import QueryError
from accord.graph.identifiers import CHANGES, INDEX, JUDGEMENTS, KNOWLEDGE, LEDGER, MANIFEST, VERSIONS, WRITING
from accord.graph.remote.dataset_of_query import with_default_graph
from accord.graph.remote.protocol import JSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeAlias

    from pyoxigraph import BlankNode, DefaultGraph, Literal, Triple

    from accord.graph.remote.protocol import Protocol

    Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
    Key: TypeAlias = tuple[Term | None, NamedNode | None, Term | None, NamedNode | None]

_DECIMAL: Final = "http://www.w3.org/2001/XMLSchema#decimal"

MOST: Final = 300_000
"""Quads that are kept of what was read, about 300 MB; then it is forgotten."""
SHARED: Final = frozenset((KNOWLEDGE, JUDGEMENTS, LEDGER, MANIFEST, VERSIONS, INDEX, CHANGES, WRITING))
"""Graphs that aren't of one article, so that they may be large."""

AT_ONCE: Final = 200
"""Things that are read in one request."""


class RemoteDatabase:
    """Reads a dataset, each thing once."""

    def __init__(self, protocol: Protocol) -> None:
        self._protocol = protocol
        self._kept: dict[Key, frozenset[Quad]] = {}
        self._size = 0

    def quads_for_pattern(
        self,
        subject: Term | None,
        predicate: NamedNode | None,
        object: Term | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None = None,
        /,
    ) -> Iterator[Quad]:
        """Quads with these parts, in no order; None stands for any."""
        assert graph_name is None or isinstance(graph_name, NamedNode), "accord's quads are in named graphs"
        if graph_name is not None and (subject, predicate, object) == (None, None, None) and graph_name.value in SHARED:
            return self._whole(graph_name)
        key = self._wider((subject, predicate, object, graph_name))
        known = self._known(key)
        return (
            quad
            for quad in known
            if (subject is None or quad.subject == subject)
            and (predicate is None or quad.predicate == predicate)
            and (object is None or quad.object == object)
        )

    def __contains__(self, quad: Quad, /) -> bool:
        """Whether the quad is there."""
        found = self.quads_for_pattern(quad.subject, quad.predicate, quad.object, quad.graph_name)
        return next(found, None) is not None

    def __iter__(self) -> Iterator[Quad]:
        """All quads, in no order, graph after graph."""
        for graph in self.named_graphs():
            yield from self._whole(graph)

    def named_graphs(self) -> Iterator[NamedNode]:
        """The names of graphs that hold something."""
        for solution in self._solutions("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            if isinstance(graph := solution["g"], NamedNode):
                yield graph

    def query(
        self, query: str, *, prefixes: dict[str, str] | None = None, default_graph: NamedNode | None = None
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """The answer of the server to a query; SyntaxError when it doesn't parse there."""
        declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in (prefixes or {}).items())
        text, is_graph = with_default_graph(query, default_graph)
        try:
            if is_graph:
                return _triples(self._protocol.select(declared + text, "application/n-triples"))
            return pyoxigraph.parse_query_results(
                self._protocol.select(declared + text, JSON), format=pyoxigraph.QueryResultsFormat.JSON
            )
        except QueryError as error:
            raise SyntaxError(str(error)) from error

    def read_ahead(self, things: Iterable[tuple[Term, NamedNode]]) -> None:
        """Read what graphs say of things, many in one request, since that will be asked."""
        wanted = (pair for pair in dict.fromkeys(things) if pair[1].value in SHARED)
        missing = [pair for pair in wanted if (pair[0], None, None, pair[1]) not in self._kept]
        for start in range(0, len(missing), AT_ONCE):
            pairs = missing[start : start + AT_ONCE]
            said: dict[tuple[Term, NamedNode], set[Quad]] = {pair: set() for pair in pairs}
            values = " ".join(f"({graph} {subject})" for subject, graph in pairs)
            query = f"SELECT ?g ?s ?p ?o WHERE {{ VALUES (?g ?s) {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            for solution in self._solutions(query):
                quad = Quad(solution["s"], solution["p"], solution["o"], solution["g"])
                said[quad.subject, quad.graph_name].add(quad)  # type: ignore[index]
            for (subject, graph), quads in said.items():
                self._keep((subject, None, None, graph), frozenset(quads))

    def some(self, graph: NamedNode, most: int) -> list[Quad]:
        """So many quads of a graph, any."""
        found = self._solutions(f"SELECT * WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }} LIMIT {most}")
        return [Quad(each["s"], each["p"], _plain(each["o"]), graph) for each in found]

    def changed(self, removed: Iterable[Quad], added: Iterable[Quad]) -> None:
        """Take note of a change that was made."""
        for quads, comes in ((removed, False), (added, True)):
            for quad in quads:
                for key in _keys(quad):
                    if (known := self._kept.get(key)) is not None:
                        self._kept[key] = known | {quad} if comes else known - {quad}

    def forget(self) -> None:
        """Read everything anew from now on."""
        self._kept.clear()
        self._size = 0

    def _wider(self, key: Key) -> Key:
        """What to read instead, since more of it will be asked: an article's graph, or all of a thing in a graph."""
        subject, _, _, graph = key
        if graph is not None and graph.value not in SHARED:
            return None, None, None, graph
        return (subject, None, None, graph) if subject is not None and graph is not None else key

    def _known(self, key: Key) -> frozenset[Quad]:
        if (known := self._kept.get(key)) is None:
            known = frozenset(self._read(*key))
            self._keep(key, known)
        return known

    def _keep(self, key: Key, quads: frozenset[Quad]) -> None:
        self._size += len(quads) + 1
        if self._size > MOST:
            self.forget()
            self._size = len(quads) + 1
        self._kept[key] = quads

    def _read(
        self, subject: Term | None, predicate: NamedNode | None, target: Term | None, graph: NamedNode | None
    ) -> list[Quad]:
        s, p, o, g = (
            name if term is None else str(term)
            for name, term in zip(("?s", "?p", "?o", "?g"), (subject, predicate, target, graph), strict=True)
        )
        found = []
        for solution in self._solutions(f"SELECT * WHERE {{ GRAPH {g} {{ {s} {p} {o} }} }}"):
            found.append(
                Quad(
                    subject or solution["s"],  # type: ignore[arg-type]
                    predicate or solution["p"],
                    target or _plain(solution["o"]),
                    graph or solution["g"],
                )
            )
        return found

    def _solutions(self, query: str) -> pyoxigraph.QuerySolutions:
        told = self._protocol.select(query)
        answer = pyoxigraph.parse_query_results(told, format=pyoxigraph.QueryResultsFormat.JSON)
        assert isinstance(answer, pyoxigraph.QuerySolutions)
        return answer

    def _whole(self, graph: NamedNode) -> Iterator[Quad]:
        """A graph, triple by triple as it comes: it may be larger than what memory holds."""
        with self._protocol.stream(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}") as pieces:
            read = pyoxigraph.parse(_Pieces(pieces), format=pyoxigraph.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
            for quad in read:
                yield Quad(quad.subject, quad.predicate, _plain(quad.object), graph)


class _Pieces:
    """Pieces of an answer as a file to read from."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._rest = piece
        taken = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(taken) :]
        return taken


def _plain(term: Term) -> Term:
    """A term as it was written: some databases give decimals another form, as 14.0 for 14."""
    if isinstance(term, pyoxigraph.Literal) and term.datatype.value == _DECIMAL and "." in term.value:
        return pyoxigraph.Literal(term.value.rstrip("0").rstrip("."), datatype=term.datatype)
    return term


def _keys(quad: Quad) -> Iterator[Key]:
    """The patterns that a quad fits, of those that are kept."""
    graph = quad.graph_name
    assert isinstance(graph, NamedNode)
    yield None, None, None, graph
    yield quad.subject, None, None, graph
    for name in (graph, None):
        yield None, quad.predicate, quad.object, name
        yield None, None, quad.object, name
        yield None, quad.predicate, None, name
    for predicate in (quad.predicate, None):
        for target in (quad.object, None):
            yield quad.subject, predicate, target, None


def _triples(told: bytes) -> pyoxigraph.QueryTriples:
    """Triples as the answer to a query, so that they can be written in any format."""
    memory = pyoxigraph.Store()
    memory.load(told, format=pyoxigraph.RdfFormat.N_TRIPLES)
    answer = memory.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(answer, pyoxigraph.QueryTriples)
    return answer
