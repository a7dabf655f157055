"""What a request for a thing's IRI gives: its triples, those that point at it, its links with figures, names around.

After the "concise bounded description" and its symmetric form (W3C member submission CBD, 2005), with the reified
links in the place of blank nodes.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from accord.graph.identifiers import KNOWLEDGE
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.database import Database

MOST: Final = 2_000
"""Triples that point at a thing, and links, of each of which a description gives no more: a state may have many."""

_GRAPH: Final = NamedNode(KNOWLEDGE)
_COMMENT: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
_CALLED: Final = tuple(
    map(NamedNode, (terms.RDF_TYPE, terms.NAME, terms.TITLE, terms.OFFICE_TITLE, terms.CODE, terms.DATE))
)
_ENDS: Final = (NamedNode(terms.RDF_SUBJECT), NamedNode(terms.RDF_OBJECT))
_TEXT: Final = NamedNode(terms.TEXT)


def describe(database: Database, iri: str, most: int = MOST) -> tuple[Triple, ...]:
    """The triples about the thing ``iri``, sorted; empty when the graph doesn't know it.

    A thing of one article is described from the article's evidence. Of more than ``most`` triples that point at it
    only the first are given, and an rdfs:comment says so.
    """
    thing = NamedNode(iri)
    own = set(_said(database, thing))
    if not own:
        return tuple(sorted(_in_evidence(database, thing), key=str))
    found = own | set(_pointing(database, thing, most))
    around = {end for triple in found for end in (triple.subject, triple.object) if isinstance(end, NamedNode)}
    found.update(_names(database, around - {thing}))
    return tuple(sorted(found, key=str))


def knows(database: Database, iri: str) -> bool:
    """Whether any graph says something of the thing."""
    return next(database.quads_for_pattern(NamedNode(iri), None, None, None), None) is not None


def _said(database: Database, thing: NamedNode) -> Iterator[Triple]:
    for quad in database.quads_for_pattern(thing, None, None, _GRAPH):
        yield quad.triple


def _pointing(database: Database, thing: NamedNode, most: int) -> Iterator[Triple]:
    """Plain triples with the thing as object, and everything that its links say."""
    quads = islice(database.quads_for_pattern(None, None, thing, _GRAPH), most + 1)
    plain = [quad.triple for quad in quads if quad.predicate not in _ENDS]
    yield from plain[:most]
    links = [link for end in _ENDS for link in islice(_subjects(database, end, thing), most + 1)]
    for link in links[:most]:
        yield from _said(database, link)
    if len(plain) > most or len(links) > most:
        told = f"only the first {most} of what points at it; ask the SPARQL endpoint for all"
        yield Triple(thing, _COMMENT, Literal(told, language="en"))


def _subjects(database: Database, predicate: NamedNode, value: NamedNode) -> Iterator[NamedNode]:
    for quad in database.quads_for_pattern(None, predicate, value, _GRAPH):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _names(database: Database, things: Iterable[NamedNode]) -> Iterator[Triple]:
    for thing in things:
        for called in _CALLED:
            for quad in database.quads_for_pattern(thing, called, None, _GRAPH):
                yield quad.triple


def _in_evidence(database: Database, thing: NamedNode) -> Iterator[Triple]:
    """What the articles' own graphs say of it; not an article's whole text, which isn't ours to hand on."""
    for quad in database.quads_for_pattern(thing, None, None, None):
        if quad.predicate != _TEXT or quad.subject != quad.graph_name:
            yield quad.triple
