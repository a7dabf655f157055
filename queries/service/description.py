"""The service in RDF: SPARQL 1.1 Service Description."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.queries.service.exchange import Answer
from accord.queries.service.negotiation import GRAPHS, negotiate, rdf_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import BlankNode, NamedNode, Triple

    from accord.queries.service.exchange import Dataset, Request

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_WRITTEN: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
                   "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")  # fmt: skip
_READ: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads")
_NAMED: Final = 1000
"""Named graphs that are told one by one; more of them would make the description long, and a query lists them."""
_PREFIXES: Final = {"sd": _SD, "formats": _FORMATS}


def describe(dataset: Dataset, request: Request, wanted: str | None = None) -> Answer:
    """What the service at this address can do, and what its default dataset is."""
    from pyoxigraph import serialize

    kind = negotiate(request.headers.get("accept", ""), GRAPHS, wanted)
    endpoint = f"{request.origin}{request.path}"
    body = serialize(_triples(dataset, endpoint), format=rdf_format(kind), prefixes=_PREFIXES)
    return Answer(200, kind.header, body or b"")


def _triples(dataset: Dataset, endpoint: str) -> Iterator[Triple]:
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    service, whole, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    size = NamedNode("http://rdfs.org/ns/void#triples")
    yield Triple(service, NamedNode(_TYPE), sd("Service"))
    yield Triple(service, sd("endpoint"), NamedNode(endpoint))
    for language in ("SPARQL10Query", "SPARQL11Query", "SPARQL11Update"):
        yield Triple(service, sd("supportedLanguage"), sd(language))
    for name in _WRITTEN:
        yield Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name))
    for name in _READ:
        yield Triple(service, sd("inputFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, sd("defaultDataset"), whole)
    yield Triple(whole, NamedNode(_TYPE), sd("Dataset"))
    yield Triple(whole, sd("defaultGraph"), default)
    yield Triple(default, NamedNode(_TYPE), sd("Graph"))
    yield Triple(default, size, Literal(_default_size(dataset)))
    yield from _named_graphs(dataset, whole)


def _default_size(dataset: Dataset) -> int:
    from pyoxigraph import DefaultGraph, NamedNode

    graphs: list[NamedNode | DefaultGraph] = [NamedNode(name) for name in dataset.default_graphs]
    return sum(
        1 for graph in graphs or [DefaultGraph()] for _ in dataset.database.quads_for_pattern(None, None, None, graph)
    )


def _named_graphs(dataset: Dataset, whole: BlankNode) -> Iterator[Triple]:
    from pyoxigraph import BlankNode, NamedNode, Triple

    names = [graph for graph in dataset.database.named_graphs() if isinstance(graph, NamedNode)]
    if len(names) > _NAMED:
        return
    for number, name in enumerate(sorted(names, key=lambda node: node.value)):
        node = BlankNode(f"named{number}")
        yield Triple(whole, NamedNode(f"{_SD}namedGraph"), node)
        yield Triple(node, NamedNode(_TYPE), NamedNode(f"{_SD}NamedGraph"))
        yield Triple(node, NamedNode(f"{_SD}name"), name)
