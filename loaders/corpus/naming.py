"""What a document is called in the store, seen together with those that are still on their way there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accord.graph.identifiers import digest, slug
from accord.loaders.sources import STDIN

if TYPE_CHECKING:
    from accord.graph.document import Document
    from accord.graph.store import Store
    from accord.loaders.sources import Source


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an article."""

    source: str | None
    url: str | None
    text: str | None


class Naming:
    """Names documents after the articles of ``store`` and those that are expected there."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._expected: dict[str, Document] = {}

    def named(self, document: Document, source: Source) -> Document:
        """Name the article: by the file's name, and where another article has that name already, by its place as well.

        The same file, web address or text under a name is the same article, wherever it lies now.
        """
        plain = f"stdin-{digest(document.text)[:8]}" if source.name == STDIN else slug(source.stem)
        longer = f"{plain}-{digest(source.place)[:8]}"
        for identifier in (longer, plain):
            known = self._known(identifier)
            if known and known.text == document.text:
                return replace(document, id=identifier, metadata=replace(document.metadata, source=known.source))
            if known and (known.source == source.place or (known.url and known.url == document.metadata.url)):
                return replace(document, id=identifier)
        return replace(document, id=longer if self._known(plain) else plain)

    def expect(self, document: Document) -> None:
        """This document is about to be an article."""
        self._expected[document.id] = document

    def expects(self, document: Document) -> bool:
        """Whether this very document is on its way already."""
        return self._expected.get(document.id) == document

    def arrived(self, document: Document) -> None:
        """The document is in the store, or was refused."""
        if self.expects(document):
            del self._expected[document.id]

    def _known(self, identifier: str) -> _Known | None:
        from accord.ontology.terms import SOURCE, TEXT, URL

        if expected := self._expected.get(identifier):
            return _Known(expected.metadata.source, expected.metadata.url, expected.text)
        article = self._store.namespace.article(identifier)
        told = {
            quad.predicate.value: getattr(quad.object, "value", None)
            for quad in self._store.quads(article)
            if getattr(quad.subject, "value", None) == article
        }
        return _Known(told.get(SOURCE), told.get(URL), told.get(TEXT)) if told else None
