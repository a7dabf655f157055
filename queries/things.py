"""What the knowledge graph says of one thing at a time: its properties, its neighbours, its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from accord.graph.identifiers import KNOWLEDGE
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from accord.graph.store import Store

NAMES: Final = (terms.NAME, terms.TITLE, terms.OFFICE_TITLE, terms.TEXT)
"""What a thing is called by, the best first."""
_ONTOLOGY: Final = terms.AGREEMENT.removesuffix("Agreement")
_ABOUT: Final = (terms.CONTESTS,)


@dataclass(frozen=True, slots=True, order=True)
class Sentence:
    """What an article says, verbatim. ``published``: ISO 8601 day or nothing; ``article``: its id."""

    published: str
    article: str
    start: int
    quote: str
    title: str

    @property
    def source(self) -> str:
        """Article, title and day, as far as they are known."""
        return ", ".join(filter(None, (self.article, self.title, self.published)))


class Things:
    """Reads the knowledge graph as it is asked, and remembers what it read; for one snapshot of the store."""

    def __init__(self, store: Store) -> None:
        self._database = store.database
        self._out: dict[str, tuple[tuple[str, str], ...]] = {}
        self._into: dict[str, tuple[tuple[str, str], ...]] = {}

    def said(self, iri: str) -> tuple[tuple[str, str], ...]:
        """Predicates and values of the thing, sorted; a concept's value is its notation."""
        from pyoxigraph import NamedNode

        if iri not in self._out:
            quads = self._database.quads_for_pattern(NamedNode(iri), None, None, NamedNode(KNOWLEDGE))
            self._out[iri] = tuple(sorted((quad.predicate.value, _value(quad.object)) for quad in quads))
        return self._out[iri]

    def said_of(self, iri: str) -> tuple[tuple[str, str], ...]:
        """Predicates and subjects of the triples that point at the thing, sorted."""
        from pyoxigraph import NamedNode

        if iri not in self._into:
            quads = self._database.quads_for_pattern(None, None, NamedNode(iri), NamedNode(KNOWLEDGE))
            self._into[iri] = tuple(sorted((quad.predicate.value, _value(quad.subject)) for quad in quads))
        return self._into[iri]

    def values(self, iri: str, *predicates: str) -> list[str]:
        """The values of the thing under the predicates, those of the first one first."""
        return [value for wanted in predicates for predicate, value in self.said(iri) if predicate == wanted]

    def sources(self, iri: str, *predicates: str) -> list[str]:
        """The IRIs of things that point at this one by the predicates."""
        return [source for wanted in predicates for predicate, source in self.said_of(iri) if predicate == wanted]

    def type(self, iri: str) -> str:
        """The name of the thing's class, ``Thing`` when the graph says none."""
        classes = (kind.removeprefix(_ONTOLOGY) for kind in self.values(iri, terms.RDF_TYPE))
        return next((name for name in classes if ":" not in name), "Thing")

    def label(self, iri: str) -> str:
        """What to call the thing: its name, else that of what it is about, else the last part of its IRI."""
        names = self.values(iri, *NAMES) or [self.label(fact) for fact in self.values(iri, *_ABOUT)]
        return names[0] if names else unquote(iri.rpartition("/")[2])

    def sentences(self, iri: str) -> tuple[Sentence, ...]:
        """What articles say of the thing, by day of publication; its evidence where no article reports it by itself."""
        links = (link for link in self.sources(iri, terms.RDF_OBJECT) if self._reports(link))
        return tuple(sorted(set(self._quoted(links)) or set(self._derived(iri))))

    def sentence(self, article: str, start: int, quote: str) -> Sentence:
        """A quotation with what is known of its article, which is named by its IRI."""
        identifier = self._first(article, terms.IDENTIFIER) or unquote(article.rpartition("/")[2])
        published, title = self._first(article, terms.PUBLISHED), self._first(article, terms.TITLE)
        return Sentence(published, identifier, start, quote, title)

    def asserts(self, fact: str) -> bool:
        """Whether the article of a fact asserts it, rather than plans, denies or only claims it."""
        return self.reported(fact, terms.FACTUALITY) == "asserted"

    def reported(self, fact: str, predicate: str) -> str:
        """What an article says of a fact of its own; empty when it says nothing."""
        return next((value for _, value in self._evidence(fact, predicate)), "")

    def parties_beside(self, act: str) -> list[str]:
        """The parties that an article gives the agreement of which an act of its own is part."""
        return [
            _value(bound.subject)
            for whole in self._pointing(act, terms.HAS_ACT)
            for bound in self._pointing(_value(whole.subject), terms.PARTY_TO)
            if bound.graph_name == whole.graph_name
        ]

    def _pointing(self, target: str, predicate: str) -> list[Quad]:
        from pyoxigraph import NamedNode

        return list(self._database.quads_for_pattern(None, NamedNode(predicate), NamedNode(target), None))

    def published(self, fact: str) -> str:
        """The ISO 8601 day of the article that a fact is from; empty where it isn't known."""
        article = next((graph for graph, _ in self._evidence(fact, terms.RDF_TYPE)), "")
        return self.reported(article, terms.PUBLISHED) if article else ""

    def _reports(self, link: str) -> bool:
        return terms.REPORTS in self.values(link, terms.RDF_PREDICATE)

    def _quoted(self, links: Iterable[str]) -> Iterator[Sentence]:
        for link in links:
            start = int(self._first(link, terms.START) or 0)
            for quote in self.values(link, terms.QUOTE):
                yield self.sentence(self._first(link, terms.RDF_SUBJECT), start, quote)

    def _derived(self, iri: str) -> Iterator[Sentence]:
        """The passages of the facts in the articles' graphs that the thing derives from."""
        for fact in self.values(iri, terms.WAS_DERIVED_FROM):
            for _, passage in self._evidence(fact, terms.HAS_PASSAGE):
                start = next((value for _, value in self._evidence(passage, terms.START)), "0")
                for article, quote in self._evidence(passage, terms.QUOTE):
                    yield self.sentence(article, int(start), quote)

    def _evidence(self, subject: str, predicate: str) -> list[tuple[str, str]]:
        """Graph and value of what articles say of a thing of theirs."""
        from pyoxigraph import NamedNode

        quads = self._database.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, None)
        return sorted((_value(quad.graph_name), _value(quad.object)) for quad in quads)

    def _first(self, iri: str, predicate: str) -> str:
        return next(iter(self.values(iri, predicate)), "")


def _value(term: object) -> str:
    """A term's text; of a concept its notation."""
    value = str(getattr(term, "value", term))
    return value.rpartition("/")[2] if value.startswith(terms.SCHEME) else value
