"""Older versions of articles: what an article was before its source said something else, kept beside all knowledge.

Each is a few literals in a graph of their own, so that no query takes what was said once for what is said now. No time
of day is kept: equal loads in equal order give equal bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.description import Description, in_order
from accord.graph.identifiers import VERSIONS
from accord.ontology.terms import (
    DIGEST,
    EXTRACTOR,
    FORMER_EVIDENCE,
    FORMER_TEXT,
    TEXT,
    VERSION,
    VERSION_NUMBER,
    VERSION_OF,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.database import Database
    from accord.graph.identifiers import Namespace

_GRAPH: Final = NamedNode(VERSIONS)


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was. ``number``: from 1, the oldest; ``evidence``: its graph then; ``article``: its IRI."""

    article: str
    number: int
    text: str
    evidence: frozenset[Quad]

    def said(self, predicate: str) -> str | None:
        """What the article said of itself, e.g. its title; None when it said nothing."""
        return _said(self.evidence, NamedNode(self.article), predicate)


def version_of(article: str, number: int, quads: Iterable[Quad]) -> Version:
    """The evidence graph of the article with this IRI as a version of it."""
    evidence = frozenset(quads)
    return Version(article, number, _said(evidence, NamedNode(article), TEXT) or "", evidence)


def former_quads(database: Database, ns: Namespace, article: str, held: set[Quad], digest: str) -> set[Quad]:
    """What is to be kept of the evidence ``held`` of an article, when its text and metadata come to have ``digest``.

    Nothing when there is none, or when text and metadata stay as they are and only an extractor read them anew.
    """
    node = NamedNode(article)
    if not held or _said(held, node, DIGEST) == digest:
        return set()
    numbers = (_number(database, version) for version in _versions(database, node))
    number = max(numbers, default=0) + 1
    tell, iri = Description(VERSIONS), ns.within(article, "version", str(number))
    former = version_of(article, number, held)
    tell.a(iri, VERSION)
    tell.link(iri, VERSION_OF, article)
    tell.whole(iri, VERSION_NUMBER, number)
    tell.text(iri, DIGEST, former.said(DIGEST))
    tell.text(iri, EXTRACTOR, former.said(EXTRACTOR))
    tell.text(iri, FORMER_TEXT, former.text)
    tell.text(iri, FORMER_EVIDENCE, _written(former))
    return set(tell.quads())


def read_versions(database: Database, article: str) -> tuple[Version, ...]:
    """The older versions of the article with this IRI, the oldest first."""
    found = (_read(database, version, article) for version in _versions(database, NamedNode(article)))
    return tuple(sorted(found, key=lambda version: version.number))


def version_quads(database: Database, article: str) -> set[Quad]:
    """All that is kept of the older versions of the article with this IRI."""
    versions = _versions(database, NamedNode(article))
    return {quad for version in versions for quad in database.quads_for_pattern(version, None, None, _GRAPH)}


def _versions(database: Database, article: NamedNode) -> list[NamedNode]:
    found = database.quads_for_pattern(None, NamedNode(VERSION_OF), article, _GRAPH)
    return [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]


def _number(database: Database, version: NamedNode) -> int:
    told = database.quads_for_pattern(version, NamedNode(VERSION_NUMBER), None, _GRAPH)
    return max((int(quad.object.value) for quad in told if isinstance(quad.object, Literal)), default=0)


def _written(former: Version) -> str:
    """The evidence without the text, which stands beside it, as sorted N-Triples."""
    node, said = NamedNode(former.article), NamedNode(TEXT)
    rest = (quad for quad in former.evidence if (quad.subject, quad.predicate) != (node, said))
    return "".join(f"{quad.triple} .\n" for quad in in_order(rest))


def _read(database: Database, version: NamedNode, article: str) -> Version:
    told = set(database.quads_for_pattern(version, None, None, _GRAPH))
    text, lines = (_said(told, version, said) or "" for said in (FORMER_TEXT, FORMER_EVIDENCE))
    node = NamedNode(article)
    triples = pyoxigraph.parse(lines.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    evidence = {Quad(quad.subject, quad.predicate, quad.object, node) for quad in triples}
    if text:
        evidence.add(Quad(node, NamedNode(TEXT), Literal(text), node))
    return Version(article, int(_said(told, version, VERSION_NUMBER) or 0), text, frozenset(evidence))


def _said(quads: Iterable[Quad], subject: NamedNode, predicate: str) -> str | None:
    """The text that ``subject`` has by ``predicate``, the first by order where it has several."""
    said = NamedNode(predicate)
    found = (quad.object for quad in quads if quad.subject == subject and quad.predicate == said)
    return min((term.value for term in found if isinstance(term, Literal)), default=None)
