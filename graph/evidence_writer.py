"""What the writers of one article's facts share: its IRIs, its names, and how evidence is put down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.description import Description
from accord.graph.evidence_names import Names
from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.document import Document, Passage
    from accord.graph.facts import Evidence, Facts
    from accord.graph.identifiers import Namespace


class EvidenceWriter:
    """Describes one article in its graph; ``document`` and ``facts`` belong together."""

    def __init__(self, document: Document, facts: Facts, ns: Namespace) -> None:
        self.document = document
        self.facts = facts
        self.ns = ns
        self.article = ns.article(document.id)
        self.description = Description(self.article)
        self.names = Names(self.article, document, facts, ns, self.description)

    def scoped(self, kind: str, *parts: str) -> str:
        """The IRI of a thing of this article."""
        return self.ns.within(self.article, kind, *parts)

    def write_article(self) -> None:
        """The article's metadata, text, and what was cut from it."""
        tell, known = self.description, self.document.metadata
        tell.a(self.article, terms.ARTICLE)
        tell.text(self.article, terms.IDENTIFIER, self.document.id)
        tell.text(self.article, terms.TITLE, known.title)
        tell.day(self.article, terms.PUBLISHED, known.published)
        tell.text(self.article, terms.AUTHOR, known.author)
        tell.text(self.article, terms.PUBLISHER, known.publisher)
        tell.text(self.article, terms.URL, known.url)
        tell.text(self.article, terms.LANGUAGE, known.language)
        tell.text(self.article, terms.SOURCE, known.source)
        tell.text(self.article, terms.DIGEST, self.document.digest)
        tell.text(self.article, terms.TEXT, self.document.text)
        tell.text(self.article, terms.EXTRACTOR, self.facts.extractor)
        for cut in self.document.cuts:
            iri = self.scoped("cut", f"{cut.start}-{cut.end}")
            tell.a(iri, terms.CUT)
            tell.link(self.article, terms.HAS_CUT, iri)
            tell.whole(iri, terms.START, cut.start)
            tell.whole(iri, terms.END, cut.end)
            tell.text(iri, terms.RULE, cut.rule)

    def fact(self, iri: str, kind: str, evidence: Evidence) -> None:
        """A fact of class ``kind`` with its passages, confidence, factuality and who says so."""
        tell = self.description
        tell.a(iri, kind)
        tell.link(iri, terms.OF_ARTICLE, self.article)
        tell.decimal(iri, terms.CONFIDENCE, evidence.confidence)
        tell.concept(iri, terms.FACTUALITY, "factuality", evidence.factuality)
        tell.text(iri, terms.EXTRACTOR, self.facts.extractor)
        if evidence.according_to:
            tell.link(iri, terms.ACCORDING_TO, self.names.speaker(evidence.according_to))
        for passage in evidence.passages:
            tell.link(iri, terms.HAS_PASSAGE, self._passage(passage))

    def _passage(self, passage: Passage) -> str:
        tell, iri = self.description, self.scoped("passage", f"{passage.start}-{passage.end}")
        tell.a(iri, terms.PASSAGE)
        tell.whole(iri, terms.START, passage.start)
        tell.whole(iri, terms.END, passage.end)
        tell.text(iri, terms.QUOTE, passage.quote)
        return iri
