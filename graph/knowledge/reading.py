"""What articles say of a thing, read from the store when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from pyoxigraph import Literal, NamedNode, Store

from accord.graph.edtf import Days
from accord.graph.identifiers import fold
from accord.graph.knowledge.bodies import body
from accord.graph.knowledge.index import IS, Index
from accord.graph.knowledge.view import View, text_of
from accord.ontology.terms import (
    ACT_TYPE,
    ARTICLE,
    DATE,
    DATE_FROM,
    DATE_TO,
    HAS_ACT,
    HAS_PROVISION,
    PERFORMED_BY,
    PUBLISHED,
    RDF_TYPE,
    SCHEME,
    TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

    from accord.graph.identifiers import Namespace

Term: TypeAlias = "NamedNode | Literal"


class Saying(NamedTuple):
    """One triple and the article that says it; ``value``: the object's IRI or text; no article for a gazetteer's."""

    subject: str
    predicate: str
    value: str
    term: Term
    article: str


_Said: TypeAlias = "dict[str, list[Saying]]"


class Reading:
    """The sayings of articles, without the articles' texts. A thing of an article is read from its article's graph.

    Made anew for each change: what was read is kept.
    """

    def __init__(self, view: View, ns: Namespace) -> None:
        self.view = view
        self.ns = ns
        self.index = Index(view)
        self._of: dict[str, _Said] = {}
        self._toward: dict[str, _Said] = {}
        self._canonical: dict[str, str] = {}
        self._published: dict[str, str] = {}

    @classmethod
    def of_quads(cls, quads: Iterable[Quad], ns: Namespace) -> Reading:
        """Read evidence that lies in no store; all other graphs are left out."""
        database = Store()
        database.bulk_extend(quad for quad in quads if ns.article_id(getattr(quad.graph_name, "value", "")) is not None)
        return cls(View(database), ns)

    def of(self, thing: str) -> _Said:
        """What is said of ``thing``, by predicate."""
        if thing not in self._of:
            article = self.article(thing)
            self._of[thing] = (
                self._gathered(self.view.match(thing, None, None, article), article) if article else self._told(thing)
            )
        return self._of[thing]

    def _told(self, thing: str) -> _Said:
        """What articles tell of a thing that no article owns."""
        found: _Said = defaultdict(list)
        for predicate, term in self.index.told(thing):
            found[predicate].append(Saying(thing, predicate, term.value, term, ""))
        return {predicate: _sorted(said) for predicate, said in found.items()}

    def toward(self, thing: str) -> _Said:
        """What relates to ``thing``, a thing of an article, by predicate."""
        if thing not in self._toward:
            quads = self.view.match(None, None, NamedNode(thing), self.article(thing))
            self._toward[thing] = self._gathered(quads, self.article(thing))
        return self._toward[thing]

    def _gathered(self, quads: Iterable[Quad], article: str) -> _Said:
        """The sayings of one article, by predicate; its text is left out."""
        found: _Said = defaultdict(list)
        for quad in quads:
            subject, predicate, term = quad.subject, quad.predicate.value, quad.object
            if isinstance(subject, NamedNode) and isinstance(term, NamedNode | Literal):
                teller = subject.value
                if predicate == TEXT and teller == article:
                    continue
                of_article = article if teller.startswith(article) else ""
                found[predicate].append(Saying(teller, predicate, term.value, term, of_article))
        return {predicate: _sorted(said) for predicate, said in found.items()}

    def published(self, article: str) -> str:
        """An article's day of publication as ISO 8601; empty where it isn't known."""
        if article not in self._published:
            days = self.view.match(article, PUBLISHED, None, article)
            self._published[article] = min((text_of(quad.object) for quad in days), default="")
        return self._published[article]

    def text(self, article: str) -> str:
        """The text of an article; empty when there is none."""
        return next((text_of(quad.object) for quad in self.view.match(article, TEXT, None, article)), "")

    def source(self, article: str) -> str:
        """An article as a source among others, of which near-copies are one."""
        return self.ns.within(article, "source", "text")

    def sources(self, articles: Iterable[str]) -> int:
        """How many independent sources some articles are."""
        return len({self.canonical(self.source(article)) for article in articles})

    def members(self, kind: str, article: str | None = None) -> tuple[str, ...]:
        """Everything of the class ``kind`` that an article, or any, describes; sorted."""
        quads = self.view.match(None, RDF_TYPE, NamedNode(kind), article)
        return tuple(sorted({text_of(quad.subject) for quad in quads}))

    def articles(self) -> tuple[str, ...]:
        """The IRIs of all articles, sorted."""
        return self.members(ARTICLE)

    def values(self, thing: str, predicate: str) -> tuple[str, ...]:
        """IRIs or texts that ``thing`` has, sorted."""
        return tuple(sorted({saying.value for saying in self.of(thing).get(predicate, ())}))

    def value(self, thing: str, predicate: str) -> str | None:
        """The first of ``values``."""
        return next(iter(self.values(thing, predicate)), None)

    def subjects(self, thing: str, predicate: str) -> tuple[str, ...]:
        """What relates to ``thing``, sorted."""
        return tuple(sorted({saying.subject for saying in self.toward(thing).get(predicate, ())}))

    def notation(self, thing: str, predicate: str) -> str:
        """The notation of the concept that ``thing`` has, e.g. ``denied``; empty when it has none."""
        return notation(self.value(thing, predicate) or "")

    def days(self, thing: str) -> Days | None:
        """The days of ``thing``'s date; None when it isn't dated."""
        first, last = self.value(thing, DATE_FROM), self.value(thing, DATE_TO)
        if first is None and last is None:
            return None
        return Days(date.fromisoformat(first) if first else None, date.fromisoformat(last) if last else None)

    def article(self, thing: str) -> str:
        """The article that a thing is scoped by; empty for a global thing."""
        return self.ns.article_of(thing)

    def word(self, thing: str) -> str:
        """The word for the kind of a thing of the knowledge graph, as its IRI has it."""
        return thing[len(self.ns.base) :].partition("/")[0]

    def by_report(self, things: Iterable[str]) -> list[str]:
        """Things of articles, earliest report first."""
        return sorted(things, key=lambda thing: (self.published(self.article(thing)), thing))

    def canonical(self, thing: str) -> str:
        """What a thing of an article is in the knowledge graph, once the change is resolved; any other thing itself."""
        if thing not in self._canonical:
            self._canonical[thing] = self._resolved(thing)
        return self._canonical[thing]

    def _resolved(self, thing: str) -> str:
        article = self.article(thing)
        kind = thing[len(article) + 1 :].partition("/")[0] if article else ""
        if kind in ("act", "provision"):
            return self._part(thing, kind)
        return (self.by_name(thing, kind) if kind else None) or self.index.target(thing, IS) or thing

    def by_name(self, thing: str, kind: str) -> str | None:
        """The thing of the knowledge graph that one article's is by what the article says alone; None for the others.

        An office without an actor stays its article's own: two presidents of unnamed states aren't one. So does each
        statement.
        """
        if kind == "organization":
            return body(self, thing)
        return self.ns.concluded(kind, thing) if kind in ("office", "statement") else None

    def _part(self, part: str, kind: str) -> str:
        """Acts and provisions: the same when they are the same part of the same agreement."""
        whole = self.subjects(part, HAS_ACT if kind == "act" else HAS_PROVISION)
        agreement = self.canonical(whole[0]) if whole else part
        if kind == "provision":
            return self.ns.concluded("provision", agreement, fold(self.value(part, TEXT) or part))
        told = self.notation(part, ACT_TYPE), self.value(part, DATE) or ""
        by = sorted(self.canonical(actor) for actor in self.values(part, PERFORMED_BY))
        return self.ns.concluded("act", agreement, *told, *by)


def _sorted(said: list[Saying]) -> list[Saying]:
    return sorted(said, key=_order) if len(said) > 1 else said


def _order(saying: Saying) -> tuple[str, str]:
    return saying.subject, saying.value


def notation(concept: str) -> str:
    """The last part of a concept's IRI.

    >>> notation("https://w3id.org/accord/scheme/kind/treaty")
    'treaty'
    """
    return concept.rpartition("/")[2] if concept.startswith(SCHEME) else concept
