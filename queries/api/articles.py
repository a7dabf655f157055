"""An article with the passages that facts rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.graph.errors import UnknownThing
from accord.ontology import terms
from accord.queries.things import Things

if TYPE_CHECKING:
    from accord.graph.store import Store


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage: code points ``start`` to ``end`` of the text, and the thing of the graph that it is about."""

    start: int
    end: int
    iri: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article as it was loaded."""

    iri: str
    id: str
    title: str
    published: str
    publisher: str
    url: str
    text: str
    marks: tuple[Mark, ...]


def read_article(store: Store, iri: str) -> ArticleText:
    """The article with this IRI; UnknownThing when the store doesn't hold it."""
    from pyoxigraph import NamedNode

    graph = NamedNode(iri)
    told = {
        quad.predicate.value: getattr(quad.object, "value", "")
        for quad in store.database.quads_for_pattern(graph, None, None, graph)
    }
    if terms.TEXT not in told:
        raise UnknownThing(f"the graph holds no article <{iri}>")
    things = Things(store)
    marks = {mark for link in things.sources(iri, terms.RDF_SUBJECT) for mark in _marks(things, link)}
    return ArticleText(
        iri,
        told.get(terms.IDENTIFIER, "") or store.namespace.article_id(iri) or iri,
        told.get(terms.TITLE, ""),
        told.get(terms.PUBLISHED, ""),
        told.get(terms.PUBLISHER, ""),
        told.get(terms.URL, ""),
        told[terms.TEXT],
        tuple(sorted(marks, key=lambda mark: (mark.start, mark.end, mark.iri))),
    )


def _marks(things: Things, link: str) -> list[Mark]:
    if terms.REPORTS not in things.values(link, terms.RDF_PREDICATE):
        return []
    starts, ends = things.values(link, terms.START), things.values(link, terms.END)
    return [
        Mark(int(start), int(end), thing, things.type(thing), things.label(thing))
        for thing in things.values(link, terms.RDF_OBJECT)
        for start, end in zip(starts, ends, strict=False)
    ]
