"""The manifest: for each source that became an article, its bytes' digest, who extracted, and how much came of it.

Whoever loads again knows from it what need not be read again. A row is written in the transaction of its article.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.description import Description
from accord.graph.identifiers import MANIFEST, digest
from accord.ontology.terms import DIGEST, EXTRACTOR, FACT_COUNT, IDENTIFIER, INPUT, PUBLISHED_AS_GIVEN, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.database import Database

_GRAPH: Final = NamedNode(MANIFEST)


@dataclass(frozen=True, slots=True, order=True)
class Input:
    """A source as it was read. ``digest``: SHA-256 of its bytes in hex; ``extractor``: name, version and model.

    ``published``: the ISO 8601 day that the loader was told; empty when it took the source's own word.
    """

    source: str
    digest: str
    extractor: str
    article: str
    published: str = ""
    facts: int = 0

    def quads(self) -> set[Quad]:
        """The row of the manifest."""
        tell, iri = Description(MANIFEST), _row(self.source)
        tell.a(iri, INPUT)
        tell.text(iri, SOURCE, self.source)
        tell.text(iri, DIGEST, self.digest)
        tell.text(iri, EXTRACTOR, self.extractor)
        tell.text(iri, IDENTIFIER, self.article)
        tell.text(iri, PUBLISHED_AS_GIVEN, self.published)
        tell.whole(iri, FACT_COUNT, self.facts)
        return set(tell.quads())


def find_input(database: Database, source: str) -> Input | None:
    """What is known of a source; None when it never became an article, or that was removed."""
    return _read(_quads(database, NamedNode(_row(source))))


def all_inputs(database: Database) -> Iterator[Input]:
    """All rows, in no order."""
    for quad in database.quads_for_pattern(None, NamedNode(SOURCE), None, _GRAPH):
        if isinstance(quad.subject, NamedNode) and (found := _read(_quads(database, quad.subject))):
            yield found


def input_quads(database: Database, source: str) -> set[Quad]:
    """The row of a source as it stands."""
    return _quads(database, NamedNode(_row(source)))


def quads_of_article(database: Database, article: str) -> set[Quad]:
    """The rows of all sources that became the article with this identifier."""
    rows = database.quads_for_pattern(None, NamedNode(IDENTIFIER), Literal(article), _GRAPH)
    return {quad for row in rows if isinstance(row.subject, NamedNode) for quad in _quads(database, row.subject)}


def _row(source: str) -> str:
    return f"{MANIFEST}/{digest(source)}"


def _quads(database: Database, row: NamedNode) -> set[Quad]:
    return set(database.quads_for_pattern(row, None, None, _GRAPH))


def _read(quads: set[Quad]) -> Input | None:
    told = {quad.predicate.value: quad.object.value for quad in quads if isinstance(quad.object, Literal)}
    if SOURCE not in told:
        return None
    source, sha256, extractor, article, published = (
        told.get(said, "") for said in (SOURCE, DIGEST, EXTRACTOR, IDENTIFIER, PUBLISHED_AS_GIVEN)
    )
    return Input(source, sha256, extractor, article, published, int(told.get(FACT_COUNT, "0")))
