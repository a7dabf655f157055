"""Which graphs clients may write: their own, not what accord derives from articles and judgements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import CHANGES, INDEX, JUDGEMENTS, KNOWLEDGE, LEDGER, MANIFEST, VERSIONS
from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph

    from accord.queries.service.exchange import Dataset

_RESERVED: Final = KNOWLEDGE.rsplit("/", 1)[0] + "/"
_WHY: Final = {
    KNOWLEDGE: "knowledge follows from articles and judgements; load or remove articles, or judge pairs",
    JUDGEMENTS: "judgements are kept by accord judge",
    LEDGER: "the ledger of refused sources is kept by accord load",
    MANIFEST: "the manifest of sources is kept by accord load",
    VERSIONS: "older versions of articles are kept by accord load",
    INDEX: "the index is the store's own bookkeeping",
    CHANGES: "the log of changes is the store's own bookkeeping",
}


def is_protected(dataset: Dataset, graph: str | None) -> bool:
    """Whether clients may only read a graph; None: the default graph."""
    if dataset.raw:
        return False
    return graph is None or graph.startswith(_RESERVED) or graph.startswith(_base(dataset))


def refuse_protected(dataset: Dataset, graph: str | None) -> None:
    """Problem 409 with the reason when clients may only read ``graph``."""
    if not is_protected(dataset, graph):
        return
    if graph is None:
        why = "the default graph is knowledge, which follows from articles and judgements; name a graph of your own"
    else:
        why = _WHY.get(graph, "an article's evidence changes by accord load and accord remove")
    raise Problem(409, f"{f'<{graph}>' if graph else 'the default graph'} can't be written: {why}")


def own_graphs(dataset: Dataset, database: pyoxigraph.Store) -> tuple[str, ...]:
    """The graphs that clients may write, of those that are there, sorted."""
    names = (graph.value for graph in database.named_graphs())
    return tuple(sorted(name for name in names if not is_protected(dataset, name)))


def own_quads(dataset: Dataset, database: pyoxigraph.Store) -> dict[str, frozenset[pyoxigraph.Quad]]:
    """What those graphs hold."""
    return {name: frozenset(quads_of(database, name)) for name in own_graphs(dataset, database)}


def quads_of(database: pyoxigraph.Store, graph: str | None) -> Iterator[pyoxigraph.Quad]:
    """What a graph holds; None: the default graph."""
    from pyoxigraph import DefaultGraph, NamedNode

    return database.quads_for_pattern(None, None, None, DefaultGraph() if graph is None else NamedNode(graph))


def fingerprint(database: pyoxigraph.Store, own: dict[str, frozenset[pyoxigraph.Quad]]) -> tuple[int, int]:
    """Number and sum of hashes of all quads but ``own``: equal when nothing protected was changed."""
    mine = [quad for quads in own.values() for quad in quads]
    return len(database) - len(mine), (sum(map(hash, database)) - sum(map(hash, mine))) % (1 << 128)


def _base(dataset: Dataset) -> str:
    from accord.graph.identifiers import DEFAULT_BASE

    return dataset.store.namespace.base if dataset.store else DEFAULT_BASE
