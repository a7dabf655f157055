"""Which media type an answer has: content negotiation (RFC 9110, section 12.5.1) over the formats of pyoxigraph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class MediaType:
    """A format under one of its names. ``form``: the attribute of RdfFormat or QueryResultsFormat."""

    name: str
    form: str
    extension: str

    @property
    def header(self) -> str:
        """The value of Content-Type."""
        return f"{self.name}; charset=utf-8" if self.name.startswith("text/") else self.name


RESULTS: Final = (
    MediaType("application/sparql-results+json", "JSON", "json"),
    MediaType("application/sparql-results+xml", "XML", "xml"),
    MediaType("text/csv", "CSV", "csv"),
    MediaType("text/tab-separated-values", "TSV", "tsv"),
    MediaType("application/json", "JSON", "json"),
    MediaType("application/xml", "XML", "xml"),
    MediaType("text/xml", "XML", "xml"),
)
"""What SELECT and ASK may be answered in; the first by default."""

GRAPHS: Final = (
    MediaType("text/turtle", "TURTLE", "ttl"),
    MediaType("application/n-triples", "N_TRIPLES", "nt"),
    MediaType("application/rdf+xml", "RDF_XML", "rdf"),
    MediaType("application/ld+json", "JSON_LD", "jsonld"),
    MediaType("text/n3", "N3", "n3"),
    MediaType("application/x-turtle", "TURTLE", "ttl"),
    MediaType("application/json", "JSON_LD", "jsonld"),
    MediaType("application/xml", "RDF_XML", "rdf"),
    MediaType("text/xml", "RDF_XML", "rdf"),
    MediaType("text/plain", "N_TRIPLES", "nt"),
)
"""What a graph may be written in."""

DATASETS: Final = (
    MediaType("application/trig", "TRIG", "trig"),
    MediaType("application/n-quads", "N_QUADS", "nq"),
    MediaType("application/ld+json", "JSON_LD", "jsonld"),
    MediaType("application/json", "JSON_LD", "jsonld"),
    MediaType("application/x-trig", "TRIG", "trig"),
    MediaType("text/x-nquads", "N_QUADS", "nq"),
)
"""What all graphs together may be written in."""


@lru_cache(maxsize=256)
def result_kind(accept: str, wanted: str | None) -> MediaType:
    """What rows are answered in."""
    return negotiate(accept, RESULTS, wanted)


@lru_cache(maxsize=256)
def graph_kind(accept: str, wanted: str | None) -> MediaType:
    """What triples are answered in."""
    return negotiate(accept, GRAPHS, wanted)


def negotiate(accept: str, offered: Sequence[MediaType], wanted: str | None = None) -> MediaType:
    """The offered type that the client likes best; ``wanted``: an extension or media type that goes before Accept.

    Problem 406 naming what there is when nothing fits.

    >>> negotiate("text/*;q=0.5, application/sparql-results+xml", RESULTS).form
    'XML'
    """
    if wanted is not None:
        accept = next((kind.name for kind in offered if wanted in (kind.extension, kind.name)), wanted)
    ranges = parse_accept(accept)
    best, weight = None, 0.0
    for kind in offered:
        quality = _quality(kind.name, ranges)
        if quality > weight:
            best, weight = kind, quality
    if best is None:
        names = ", ".join(dict.fromkeys(kind.name for kind in offered))
        raise Problem(406, f"none of the accepted media types can be had; there are: {names}")
    return best


@lru_cache(maxsize=256)
def parse_accept(accept: str) -> tuple[tuple[str, float], ...]:
    """Media ranges with their weights; an empty header accepts everything.

    >>> parse_accept("text/csv, */*;q=0.1")
    (('text/csv', 1.0), ('*/*', 0.1))
    """
    if not accept.strip():
        return (("*/*", 1.0),)
    return tuple(_range(part) for part in accept.split(",") if part.strip())


@lru_cache(maxsize=32)
def result_format(kind: MediaType) -> QueryResultsFormat:
    """pyoxigraph's name of a results format."""
    from pyoxigraph import QueryResultsFormat

    found: QueryResultsFormat = getattr(QueryResultsFormat, kind.form)
    return found


@lru_cache(maxsize=32)
def rdf_format(kind: MediaType) -> RdfFormat:
    """pyoxigraph's name of an RDF format."""
    from pyoxigraph import RdfFormat

    found: RdfFormat = getattr(RdfFormat, kind.form)
    return found


def kind_of(content_type: str, offered: Sequence[MediaType] = (*GRAPHS, *DATASETS)) -> MediaType | None:
    """The format that a body's Content-Type names; None when it is none of them."""
    name = content_type.split(";", 1)[0].strip().lower()
    return next((kind for kind in offered if kind.name == name), None)


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                return name.lower(), min(max(float(value), 0.0), 1.0)
            except ValueError:
                return name.lower(), 0.0
    return name.lower(), 1.0


def _quality(name: str, ranges: tuple[tuple[str, float], ...]) -> float:
    """The weight of the most specific range that covers ``name``."""
    family = name.split("/", 1)[0]
    for wanted in (name, f"{family}/*", "*/*"):
        found = [quality for known, quality in ranges if known == wanted]
        if found:
            return found[0]
    return 0.0
