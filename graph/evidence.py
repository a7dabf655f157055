"""The evidence graph of one article: its text and metadata, and what it says, each fact with its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph import evidence_facts
from accord.graph.description import in_order
from accord.graph.evidence_writer import EvidenceWriter
from accord.graph.identifiers import Namespace

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from accord.graph.document import Document
    from accord.graph.facts import Facts


def evidence_quads(document: Document, facts: Facts, ns: Namespace | None = None) -> tuple[Quad, ...]:
    """The quads of ``evidence``, sorted."""
    return in_order(evidence(document, facts, ns))


def evidence(document: Document, facts: Facts, ns: Namespace | None = None) -> frozenset[Quad]:
    """The quads of an article's graph, without blank nodes; equal input gives equal quads.

    ``facts`` are those of ``document`` (ValueError when their ids differ). InvalidDate for a date that is no EDTF.
    """
    if document.id != facts.id:
        raise ValueError(f"facts of {facts.id!r} given for the article {document.id!r}")
    writer = EvidenceWriter(document, facts, ns or Namespace())
    writer.write_article()
    evidence_facts.write(writer)
    return writer.description.said
