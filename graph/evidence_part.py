"""Evidence outside of a store: the graphs of some articles as N-Quads, and what renaming an article changes in them.

Source: https://www.w3.org/TR/n-quads/ .
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.description import in_order
from accord.graph.errors import InputError
from accord.graph.evidence import evidence
from accord.ontology import terms

Quads: TypeAlias = frozenset[Quad]
"""The evidence of one article."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.graph.identifiers import Namespace


def evidence_lines(document: Document, facts: Facts, ns: Namespace) -> bytes:
    """An article's evidence as N-Quads, sorted: equal evidence gives equal bytes."""
    return b"".join(f"{quad} .\n".encode() for quad in in_order(evidence(document, facts, ns)))


def read_evidence(lines: bytes, name: str) -> dict[str, Quads]:
    """The quads of N-Quads by the IRI of their graph; InputError that calls them ``name`` when they can't be read."""
    graphs: dict[str, set[Quad]] = {}
    try:
        for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_QUADS):
            if not isinstance(quad.graph_name, NamedNode):
                raise InputError(f"{name}: not evidence: a line names no graph")
            graphs.setdefault(quad.graph_name.value, set()).add(quad)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{name}: not N-Quads ({error})") from error
    return {graph: frozenset(quads) for graph, quads in graphs.items()}


def text_in(quads: Iterable[Quad], article: str) -> str:
    """The text of an article by its evidence; empty when it has none."""
    found = (quad.object for quad in quads if quad.predicate.value == terms.TEXT and _iri(quad.subject) == article)
    return next((term.value for term in found if isinstance(term, Literal)), "")


def renamed(quads: Iterable[Quad], old: Document, new: Document, ns: Namespace) -> Quads:
    """The evidence of an article under another identifier, as if it had been extracted under that.

    ``old``, ``new``: the document as it was called and as it is to be called; only identifier and source may differ.
    """
    before, after = ns.article(old.id), ns.article(new.id)
    told = {
        terms.IDENTIFIER: (old.id, new.id),
        terms.SOURCE: (old.metadata.source, new.metadata.source),
        terms.DIGEST: (old.digest, new.digest),
    }
    swapped = {
        (said, Literal(was)): Literal(now) for said, (was, now) in told.items() if was is not None and now is not None
    }

    def name(iri: str) -> str:
        return after + iri[len(before) :] if iri == before or iri.startswith(before + "/") else iri

    def moved(quad: Quad) -> Quad:
        subject, target = NamedNode(name(_iri(quad.subject))), quad.object
        if isinstance(target, NamedNode):
            target = NamedNode(name(target.value))
        elif isinstance(target, Literal) and subject.value == after:
            target = swapped.get((quad.predicate.value, target), target)
        return Quad(subject, quad.predicate, target, NamedNode(after))

    return frozenset(map(moved, quads))


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))
