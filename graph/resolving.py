"""What mentions of articles are in the knowledge graph, without a store: for evaluation and review."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from accord.graph.evidence import evidence_quads
from accord.graph.identifiers import INDEX, Namespace
from accord.graph.knowledge.derivation import derive
from accord.graph.knowledge.index import IS
from accord.graph.knowledge.reading import Reading
from accord.graph.knowledge.view import View, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.document import Document
    from accord.graph.facts import Facts


def resolve_facts(articles: Iterable[tuple[Document, Facts]]) -> dict[str, dict[tuple[str, str], str]]:
    """By article's id: the IRI in the knowledge graph of each mention, by its kind and the rest of its own IRI."""
    ns, database = Namespace(), pyoxigraph.Store()
    names = {}
    for document, facts in articles:
        names[ns.article(document.id)] = document.id
        database.bulk_extend(evidence_quads(document, facts, ns))
    view = View(database)
    derive(view, ns, names)
    reading = Reading(view, ns)
    found: dict[str, dict[tuple[str, str], str]] = {identifier: {} for identifier in names.values()}
    for quad in view.match(None, IS, None, INDEX):
        mention = text_of(quad.subject)
        article = reading.article(mention)
        kind, _, rest = mention[len(article) + 1 :].partition("/")
        found[names[article]][kind, rest] = text_of(quad.object)
    return found
