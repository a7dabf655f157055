"""Write the graph in the formats of RDF tools, network tools and spreadsheets; equal graphs give equal bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError

if TYPE_CHECKING:
    from typing import BinaryIO

    from accord.graph.store import Store

RDF_FORMATS: Final = ("turtle", "trig", "nquads", "jsonld")
NETWORK_FORMATS: Final = ("graphml", "gexf", "csv")
FORMATS: Final = RDF_FORMATS + NETWORK_FORMATS
GRAPHS: Final = ("knowledge", "evidence", "all")
"""Knowledge: what accord concludes; evidence: one named graph an article; all: both, judgements and the ledger."""


def export(store: Store, format: str, out: BinaryIO, graph: str = "knowledge") -> None:
    """Write ``graph`` of ``store`` to ``out`` as ``format``; CSV is a zip archive with nodes.csv and edges.csv.

    InputError for an unknown format or graph, for several graphs in Turtle (which holds one), and for evidence in a
    network format (which show the projection of knowledge).
    """
    _check(format, graph)
    if format in RDF_FORMATS:
        from accord.graph.export_rdf import write_rdf

        write_rdf(store, format, out, graph)
        return
    from accord.graph.projection import rows

    projection = rows(store)
    if format == "csv":
        from accord.graph.export_csv import write_zip

        write_zip(projection, out)
    else:
        from accord.graph.export_network import write_network

        write_network(projection, format, out)


def _check(format: str, graph: str) -> None:
    if format not in FORMATS:
        raise InputError(f"unknown format {format!r}: choose one of {', '.join(FORMATS)}")
    if graph not in GRAPHS:
        raise InputError(f"unknown graph {graph!r}: choose one of {', '.join(GRAPHS)}")
    if graph != "knowledge" and format == "turtle":
        raise InputError(f"Turtle holds one graph, {graph} has many: choose trig, nquads or jsonld")
    if graph != "knowledge" and format in NETWORK_FORMATS:
        raise InputError(f"{format} shows knowledge only: choose trig, nquads or jsonld for {graph}")
