"""What a document is called in the store, seen together with those that are still on their way there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from accord.graph.identifiers import digest, slug
from accord.graph.lookup import article_saying
from accord.loaders.sources import STDIN, is_address
from accord.ontology.terms import SOURCE, TEXT, URL

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
        self._texts: dict[str, str] = {}

    def named(self, document: Document, source: Source) -> Document:
        """Name the article: by the file's name, and where another article has that name already, by its place as well.

        The same file, web address or text under a name is the same article, wherever it lies now.
        """
        if is_address(source.place) and (known_there := self._from(source.place)):
            return replace(document, id=known_there)
        plain = f"stdin-{digest(document.text)[:8]}" if source.name == STDIN else slug(source.stem)
        longer = f"{plain}-{digest(source.place)[:8]}"
        for identifier in (longer, plain):
            known = self._known(identifier)
            if known and known.text == document.text:
                return replace(document, id=identifier, metadata=replace(document.metadata, source=known.source))
            if known and (known.source == source.place or (known.url and known.url == document.metadata.url)):
                return replace(document, id=identifier)
        return replace(document, id=longer if self._known(plain) else plain)

    def twin(self, document: Document) -> str | None:
        """The article that has the very text of a document that is new; None when there is none, or it isn't new."""
        if self._known(document.id) is not None:
            return None
        twin = self._texts.get(digest(document.text)) or article_saying(self._store, TEXT, document.text)
        # By the time that this document is due, what is on its way to an article stands there.
        coming = self._expected.get(twin) if twin else None
        return twin if coming is None or coming.text == document.text else None

    def expect(self, document: Document) -> None:
        """This document is about to be an article."""
        self._expected[document.id] = document
        self._texts.setdefault(digest(document.text), document.id)

    def awaits(self, identifier: str) -> bool:
        """Whether the article with this identifier is about to change."""
        return identifier in self._expected

    def expects(self, document: Document) -> bool:
        """Whether this very document is on its way already."""
        return self._expected.get(document.id) == document

    def arrived(self, document: Document, *, kept: bool) -> None:
        """The document is in the store, or (not ``kept``) was refused, and so will be whoever has the same text."""
        if self.expects(document):
            del self._expected[document.id]
        if kept and self._texts.get(text := digest(document.text)) == document.id:
            del self._texts[text]

    def _from(self, place: str) -> str | None:
        """The article that came from a place."""
        coming = (each.id for each in self._expected.values() if each.metadata.source == place)
        return next(coming, None) or article_saying(self._store, SOURCE, place)

    def _known(self, identifier: str) -> _Known | None:
        if expected := self._expected.get(identifier):
            return _Known(expected.metadata.source, expected.metadata.url, expected.text)
        article = self._store.namespace.article(identifier)
        told = {
            quad.predicate.value: getattr(quad.object, "value", None)
            for quad in self._store.quads(article)
            if getattr(quad.subject, "value", None) == article
        }
        return _Known(told.get(SOURCE), told.get(URL), told.get(TEXT)) if told else None
