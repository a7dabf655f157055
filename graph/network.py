"""The projection as a networkx graph, and the paths between two things with the sentences behind each step."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log2
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from accord.graph.errors import UnknownThing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    import networkx as nx

    from accord.graph.projection import Edge, Node, Projection

    Network: TypeAlias = nx.MultiDiGraph[str]

REPORTS: Final = "REPORTS"
"""Article to fact: the evidence for a step, and a step itself only when asked for."""
SENTENCES: Final = 3
"""At most so many sentences a step."""
_STEP: Final = 1.0
"""The length of a step that an article tells of at either end."""
_BACKGROUND: Final = 2.0
"""The length of a step that none tells of: what lies within what, whose office it is."""
_HUB: Final = 0.25
"""How much a doubling of a thing's relations adds to the length of a path through it."""


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """What an article says, verbatim; ``start`` and ``end`` count code points of the stored text."""

    article: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one thing to the next. ``forward``: the relationship points that way too."""

    source: Node
    edge: Edge
    target: Node
    forward: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps that join two things; the target of one is the source of the next."""

    steps: tuple[Step, ...]


def to_networkx(projection: Projection) -> Network:
    """All nodes (attributes: labels and properties) and relationships (attributes: type and properties) by key."""
    import networkx as nx

    network: Network = nx.MultiDiGraph()
    for node in projection.nodes:
        network.add_node(node.iri, **{**node.properties, "labels": node.labels})
    for edge in projection.edges:
        network.add_edge(edge.source, edge.target, key=edge.key, **{**edge.properties, "type": edge.type})
    return network


def evidence_paths(
    projection: Projection, source: str, target: str, limit: int = 3, *, articles: bool = False
) -> tuple[Path, ...]:
    """The ``limit`` shortest paths between two IRIs, whichever way the relationships point; none when unconnected.

    A step without a sentence counts as two, and a path through a thing with many relations as longer, so that neither
    the map nor a state that everybody deals with hides what joins the two. Only with ``articles`` may a path lead
    through an article that reports both.
    UnknownThing when the graph lacks one of the two.
    """
    nodes = {node.iri: node for node in projection.nodes}
    for iri in (source, target):
        if iri not in nodes:
            raise UnknownThing(f"the graph holds nothing named <{iri}>")
    if source == target:
        return ()
    between = _between(projection.edges, articles)
    quotes = _quotes(projection.edges)
    found = islice(_routes(between, quotes.keys(), source, target), limit)
    return tuple(Path(tuple(_steps(route, nodes, between, quotes))) for route in found)


def _between(edges: Iterable[Edge], articles: bool) -> dict[frozenset[str], Edge]:
    """The first relationship between each two things."""
    first: dict[frozenset[str], Edge] = {}
    for edge in edges:
        if (articles or edge.type != REPORTS) and edge.source != edge.target:
            first.setdefault(frozenset((edge.source, edge.target)), edge)
    return first


def _routes(
    between: dict[frozenset[str], Edge], told: Collection[str], source: str, target: str
) -> Iterator[list[str]]:
    """Simple routes from the shortest on, each a row of IRIs; ``told``: the things that articles tell of."""
    import networkx as nx

    network: Any = nx.Graph()
    for edge in between.values():
        network.add_edge(edge.source, edge.target)

    def length(one: str, other: str, _attributes: object) -> float:
        step = _STEP if one in told or other in told else _BACKGROUND
        return step + _HUB * (log2(network.degree[one]) + log2(network.degree[other])) / 2

    if source not in network or target not in network:
        return
    try:
        yield from nx.shortest_simple_paths(network, source, target, weight=length)
    except nx.NetworkXNoPath:
        return


def _steps(
    route: list[str],
    nodes: dict[str, Node],
    between: dict[frozenset[str], Edge],
    quotes: dict[str, list[Sentence]],
) -> Iterator[Step]:
    for here, there in pairwise(route):
        edge = between[frozenset((here, there))]
        source, target = nodes[here], nodes[there]
        yield Step(source, edge, target, edge.source == here, _sentences(edge, source, target, quotes))


def _quotes(edges: Iterable[Edge]) -> dict[str, list[Sentence]]:
    """What articles say of each thing."""
    quotes: dict[str, list[Sentence]] = defaultdict(list)
    for edge in edges:
        sentence = _sentence(edge)
        if edge.type == REPORTS and sentence is not None:
            quotes[edge.target].append(sentence)
    return quotes


def _sentence(edge: Edge) -> Sentence | None:
    quote, start, end = (edge.properties.get(name) for name in ("quote", "start", "end"))
    if isinstance(quote, str) and isinstance(start, int) and isinstance(end, int):
        return Sentence(edge.source, start, end, quote)
    return None


def _sentences(edge: Edge, one: Node, other: Node, quotes: dict[str, list[Sentence]]) -> tuple[Sentence, ...]:
    """The sentence of the relationship itself, or those about either end, first the ones that name the other end."""
    own = _sentence(edge)
    if own is not None:
        return (own,)
    about = [(other.name.casefold() not in s.quote.casefold(), s) for s in quotes.get(one.iri, [])]
    about += [(one.name.casefold() not in s.quote.casefold(), s) for s in quotes.get(other.iri, [])]
    return tuple(dict.fromkeys(sentence for _, sentence in sorted(about)))[:SENTENCES]
