"""The store's graphs as Turtle, TriG, N-Quads and JSON-LD, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import KNOWLEDGE

if TYPE_CHECKING:
    from typing import BinaryIO

    from pyoxigraph import Quad

    from accord.graph.store import Store

PREFIXES: Final = {
    "acc": "https://w3id.org/accord/ontology#",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def write_rdf(store: Store, format: str, out: BinaryIO, graph: str) -> None:
    """Write ``graph`` (knowledge, evidence or all) with the graphs' names, which Turtle alone can't hold."""
    import pyoxigraph as ox

    formats = {
        "turtle": ox.RdfFormat.TURTLE,
        "trig": ox.RdfFormat.TRIG,
        "nquads": ox.RdfFormat.N_QUADS,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    names = [name for name in store.graphs() if _wanted(name, graph, store)]
    quads = sorted((quad for name in names for quad in store.quads(name)), key=_position)
    if format == "turtle":
        quads = [ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    ox.serialize(quads, out, format=formats[format], prefixes=None if format == "nquads" else PREFIXES)


def _wanted(name: str, graph: str, store: Store) -> bool:
    """Whether the graph ``name`` belongs to what is to be written."""
    if graph == "evidence":
        return store.namespace.article_id(name) is not None
    return graph == "all" or name == KNOWLEDGE


def _position(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)
