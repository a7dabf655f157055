"""Collects what is said of things as quads of one graph, and gives them sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.edtf import days
from accord.ontology.terms import DATE, DATE_FROM, DATE_TO, RDF_TYPE, SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


class Description:
    """What is said in the graph named ``graph``; saying a thing twice is saying it once."""

    def __init__(self, graph: str) -> None:
        self.graph = NamedNode(graph)
        self._said: set[Quad] = set()

    def say(self, subject: str, predicate: str, term: NamedNode | Literal) -> None:
        """Add one triple."""
        self._said.add(Quad(NamedNode(subject), NamedNode(predicate), term, self.graph))

    def a(self, subject: str, kind: str) -> None:
        """``subject`` is of the class ``kind``."""
        self.say(subject, RDF_TYPE, NamedNode(kind))

    def link(self, subject: str, predicate: str, target: str) -> None:
        """``subject`` relates to the thing with the IRI ``target``."""
        self.say(subject, predicate, NamedNode(target))

    def concept(self, subject: str, predicate: str, scheme: str, notation: str) -> None:
        """``subject`` has a concept of a scheme, e.g. ``kind`` ``memorandum``."""
        self.link(subject, predicate, f"{SCHEME}{scheme}/{notation}")

    def text(self, subject: str, predicate: str, value: str | None) -> None:
        """``subject`` has a text, unless it is None or empty."""
        if value:
            self.say(subject, predicate, Literal(value))

    def whole(self, subject: str, predicate: str, value: int | None) -> None:
        """``subject`` has a whole number, unless it is None."""
        if value is not None:
            self.say(subject, predicate, Literal(value))

    def flag(self, subject: str, predicate: str, value: bool) -> None:
        """``subject`` has a boolean."""
        self.say(subject, predicate, Literal(value))

    def decimal(self, subject: str, predicate: str, value: float | None) -> None:
        """``subject`` has a number, unless it is None; kept as xsd:decimal."""
        if value is not None:
            # The form in which the database gives it back, so that what is stored compares equal to what is made.
            digits = f"{value:.6f}".rstrip("0").rstrip(".")
            self.say(subject, predicate, _typed("0" if digits == "-0" else digits, "decimal"))

    def day(self, subject: str, predicate: str, value: date | None) -> None:
        """``subject`` has a day, unless it is None."""
        if value is not None:
            self.say(subject, predicate, _typed(value.isoformat(), "date"))

    def iso_day(self, subject: str, predicate: str, value: str) -> None:
        """``subject`` has a day, given as ISO 8601 text."""
        self.say(subject, predicate, _typed(value, "date"))

    def dated(self, subject: str, edtf: str | None) -> None:
        """``subject`` has an EDTF date, with its first and last day; InvalidDate when it is none."""
        if edtf:
            covered = days(edtf)
            self.text(subject, DATE, edtf)
            self.day(subject, DATE_FROM, covered.first)
            self.day(subject, DATE_TO, covered.last)

    @property
    def said(self) -> frozenset[Quad]:
        """All that was said, in no order."""
        return frozenset(self._said)

    def quads(self) -> tuple[Quad, ...]:
        """All that was said, sorted."""
        return in_order(self._said)


def in_order(quads: Iterable[Quad]) -> tuple[Quad, ...]:
    """Quads by graph, subject, predicate and object, as N-Quads text."""
    return tuple(sorted(quads, key=_order))


def _order(quad: Quad) -> tuple[str, str, str, str]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _typed(value: str, kind: str) -> Literal:
    return Literal(value, datatype=NamedNode(_XSD + kind))


def as_data(quads: Iterable[Quad]) -> str:
    """Quads as the data of a SPARQL update; terms print in a syntax that SPARQL reads back as it was."""
    return "".join(f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}\n" for quad in quads)
