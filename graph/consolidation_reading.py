"""All evidence in the form that consolidation works on: who says what of which thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from accord.graph.edtf import Days
from accord.graph.identifiers import fold
from accord.ontology.terms import ARTICLE, DATE_FROM, DATE_TO, PUBLISHED, RDF_TYPE, SCHEME, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Literal, NamedNode, Quad

    from accord.graph.identifiers import Namespace

Term: TypeAlias = "NamedNode | Literal"
Canonical: TypeAlias = "dict[str, str]"
"""A thing of one article to the thing of the knowledge graph that it is."""


class Saying(NamedTuple):
    """One triple and the article that says it; ``value``: the object's IRI or text."""

    subject: str
    predicate: str
    value: str
    term: Term
    article: str


@dataclass(frozen=True)
class Reading:
    """Indexes over the sayings of all articles, without the articles' texts."""

    ns: Namespace
    sayings: tuple[Saying, ...]

    @cached_property
    def of(self) -> dict[str, dict[str, list[Saying]]]:
        """Sayings by subject and predicate."""
        found: dict[str, dict[str, list[Saying]]] = defaultdict(lambda: defaultdict(list))
        for saying in self.sayings:
            found[saying.subject][saying.predicate].append(saying)
        return {subject: dict(said) for subject, said in found.items()}

    @cached_property
    def toward(self) -> dict[str, dict[str, list[Saying]]]:
        """Sayings by object and predicate."""
        found: dict[str, dict[str, list[Saying]]] = defaultdict(lambda: defaultdict(list))
        for saying in self.sayings:
            found[saying.value][saying.predicate].append(saying)
        return {value: dict(said) for value, said in found.items()}

    @cached_property
    def published(self) -> dict[str, str]:
        """Each article's day of publication as ISO 8601; empty where it isn't known."""
        return {iri: self.value(iri, PUBLISHED) or "" for iri in self.members(ARTICLE)}

    def members(self, kind: str) -> tuple[str, ...]:
        """Everything of the class ``kind``, sorted."""
        return tuple(sorted({saying.subject for saying in self.toward.get(kind, {}).get(RDF_TYPE, ())}))

    def values(self, thing: str, predicate: str) -> tuple[str, ...]:
        """IRIs or texts that ``thing`` has, sorted."""
        return tuple(sorted({saying.value for saying in self.of.get(thing, {}).get(predicate, ())}))

    def value(self, thing: str, predicate: str) -> str | None:
        """The first of ``values``."""
        return next(iter(self.values(thing, predicate)), None)

    def subjects(self, thing: str, predicate: str) -> tuple[str, ...]:
        """What relates to ``thing``, sorted."""
        return tuple(sorted({saying.subject for saying in self.toward.get(thing, {}).get(predicate, ())}))

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
        identifier = self.ns.article_id(thing)
        return "" if identifier is None else self.ns.article(identifier)

    def by_report(self, things: Iterable[str]) -> list[str]:
        """Things of articles, earliest report first."""
        return sorted(things, key=lambda thing: (self.published.get(self.article(thing), ""), thing))


_UNREAD: Final = frozenset({TEXT})


def read(quads: Iterable[Quad], ns: Namespace) -> Reading:
    """Index evidence quads; all other graphs are left out."""
    return Reading(ns, tuple(_sayings(quads, ns)))


def _sayings(quads: Iterable[Quad], ns: Namespace) -> Iterator[Saying]:
    from pyoxigraph import Literal, NamedNode

    for quad in quads:
        subject, article, term = quad.subject, quad.graph_name, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(article, NamedNode):
            continue
        if not isinstance(term, NamedNode | Literal) or ns.article_id(article.value) is None:
            continue
        if subject == article and quad.predicate.value in _UNREAD:
            continue
        yield Saying(subject.value, quad.predicate.value, term.value, term, article.value)


def notation(concept: str) -> str:
    """The last part of a concept's IRI.

    >>> notation("https://w3id.org/accord/scheme/kind/treaty")
    'treaty'
    """
    return concept.rpartition("/")[2] if concept.startswith(SCHEME) else concept


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in case, accents and punctuation at most."""
    return fold(one) == fold(other)
