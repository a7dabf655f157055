"""From a change of evidence or judgements to the change of knowledge: what it touches is derived anew, the rest stands.

Knowledge is a function of evidence and judgements alone: deriving a change gives the same bytes as deriving everything.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from accord.graph.description import in_order
from accord.graph.identifiers import JUDGEMENTS, KNOWLEDGE, Namespace
from accord.graph.knowledge.comparison import blocks_of
from accord.graph.knowledge.index import BLOCK, IS, LOOKS, MENTION, OWNS, PROFILE, TELLS, Index
from accord.graph.knowledge.mentions import mentions
from accord.graph.knowledge.nodes import THING_PROPERTIES, THINGS
from accord.graph.knowledge.profiles import parsed, written
from accord.graph.knowledge.reading import Reading
from accord.graph.knowledge.resolution import Resolver
from accord.graph.knowledge.threshold import is_knowledge
from accord.graph.knowledge.units import MEMBERS, Unit
from accord.graph.knowledge.view import View, text_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

_Term: TypeAlias = "NamedNode | Literal"


def consolidate(evidence: Iterable[Quad], ns: Namespace | None = None) -> tuple[Quad, ...]:
    """The quads of the knowledge graph that follow from ``evidence`` and judgements, sorted; their order is no matter.

    Quads of other graphs are left out. ``ns``: makes the IRIs of the store.
    """
    ns = ns or Namespace()
    database = pyoxigraph.Store()
    database.bulk_extend(
        quad
        for quad in evidence
        if (graph := getattr(quad.graph_name, "value", "")) == JUDGEMENTS or ns.article_id(graph) is not None
    )
    view = View(database)
    derive(view, ns, Reading(view, ns).articles())
    known = pyoxigraph.NamedNode(KNOWLEDGE)
    return in_order(quad for quad in view.added if quad.graph_name == known)


def derive(view: View, ns: Namespace, articles: Iterable[str]) -> frozenset[str]:
    """Bring index and knowledge of ``view`` in step with the evidence of ``articles``; gives the changed things' IRIs.

    ``articles``: IRIs of those whose evidence, or the judgements on whose mentions, changed; of removed ones too.
    """
    return _Derivation(view, ns).run(sorted(set(articles)))


class _Derivation:
    """One change, from the articles that it touches to the knowledge that follows."""

    def __init__(self, view: View, ns: Namespace) -> None:
        self.view = view
        self.ns = ns
        self.index = Index(view)
        self._word = Reading(view, ns).word
        self.touched: set[str] = set()
        self.starts: set[str] = set()

    def run(self, articles: list[str]) -> frozenset[str]:
        held = {article: set(self.index.targets(article, MENTION)) for article in articles}
        before = Resolver(Reading(self.view, self.ns))
        for article in articles:
            self._leave(before, held[article])
        reading = Reading(self.view, self.ns)
        for article in articles:
            self._enter(reading, article, held[article])
            self._describe(reading, article)
        self._resolve()
        return self._write()

    def _leave(self, before: Resolver, mentions: set[str]) -> None:
        """What was linked to the mentions of an article has to be looked at again."""
        for mention in mentions:
            self._touch(self.index.target(mention, IS))
            profile = self.index.target(mention, PROFILE)
            if profile is not None:
                self.starts |= {profile, *before.neighbours(profile)}

    def _touch(self, thing: str | None) -> None:
        if thing is not None and self._word(thing) in MEMBERS:
            self.touched.add(thing)

    def _enter(self, reading: Reading, article: str, held: set[str]) -> None:
        """Index the mentions that an article has now, and forget those that it had."""
        looks = {mention: written(word, profile) for mention, word, profile in mentions(reading, article)}
        alone = dict(_by_name(reading, article))
        left = {profile for mention in held if (profile := self.index.target(mention, PROFILE)) is not None}
        for mention in held - looks.keys() - alone.keys():
            self.index.set_targets(mention, PROFILE, ())
            self.index.set_targets(mention, IS, ())
        for mention, (profile, text) in looks.items():
            self.index.set_targets(mention, PROFILE, [profile])
            if self.index.target(profile, LOOKS) is None:
                self.index.set_texts(profile, LOOKS, [text])
                self.index.set_texts(profile, BLOCK, blocks_of(parsed(text)[1]))
        for mention, thing in alone.items():
            self.index.set_targets(mention, IS, [thing])
            self._touch(thing)
        self.index.set_targets(article, MENTION, (*looks, *alone))
        self.starts |= {profile for profile, _ in looks.values()}
        self.touched.add(article)
        for profile in left:
            if not self.index.is_target(PROFILE, profile):
                self.index.set_texts(profile, LOOKS, ())
                self.index.set_texts(profile, BLOCK, ())

    # Things that a gazetteer or a name identifies

    def _describe(self, reading: Reading, article: str) -> None:
        """Gather what the article tells of things that no article owns, and take back what nobody tells any more."""
        told: dict[str, set[tuple[str, _Term]]] = defaultdict(set)
        for kind in THINGS:
            for member in reading.members(kind, article):
                told[reading.canonical(member)] |= set(_said(reading, member, article))
        before = self.index.targets(article, TELLS)
        self.index.set_targets(article, TELLS, told)
        for thing in before:
            for predicate, term in tuple(self.index.told(thing)):
                if not self._is_told(reading, thing, predicate, term):
                    self.index.take_back(thing, predicate, term)
                    self.touched.add(thing)
        for thing, sayings in told.items():
            for predicate, term in sayings:
                if self.index.tell(thing, predicate, term):
                    self.touched.add(thing)

    def _is_told(self, reading: Reading, thing: str, predicate: str, term: _Term) -> bool:
        """Whether an article says so of a thing, itself or under the name that it has there."""
        for quad in self.view.match(thing, predicate, term, None):
            if reading.article(text_of(quad.graph_name)):
                return True
        for member in self.index.sources(IS, thing):
            if (predicate, term) in set(_said(reading, member, reading.article(member))):
                return True
        return any(
            reading.article(text_of(quad.graph_name)) and _known(reading, _term(quad)) == term
            for quad in self.view.match(thing, predicate, None, None)
            if isinstance(term, NamedNode)
        )

    # What follows

    def _resolve(self) -> None:
        """Say anew what the mentions around the change are, and touch what refers to those that changed."""
        resolver = Resolver(Reading(self.view, self.ns))
        starts = (start for start in self.starts if self.index.target(start, LOOKS) is not None)
        changed: set[str] = set()
        for mention, thing in resolver.resolve(starts).items():
            old = self.index.target(mention, IS)
            if old != thing:
                self._touch(old)
                self.index.set_targets(mention, IS, [thing])
                changed.add(resolver.reading.article(mention))
        self.touched |= changed
        for article in changed | {thing for thing in self.touched if resolver.reading.article(thing)}:
            for mention in self.index.targets(article, MENTION):
                self._touch(self.index.target(mention, IS))

    def _write(self) -> frozenset[str]:
        reading = Reading(self.view, self.ns)
        stored: set[Quad] = set()
        derived: set[Quad] = set()
        owning: dict[str, set[str]] = {}
        for thing in sorted(self.touched):
            unit = Unit(reading, thing)
            quads, owning[thing] = unit.derive()
            stored |= unit.stored()
            derived |= quads
        self.view.change(stored - derived, derived - stored)
        for thing, owned in owning.items():
            self.index.set_targets(thing, OWNS, owned)
        return frozenset(text_of(quad.subject) for quad in stored ^ derived)


def _by_name(reading: Reading, article: str) -> Iterator[tuple[str, str]]:
    """The mentions of an article that are what they are without a look at others."""
    for kind in (terms.STATEMENT, terms.ORGANIZATION, terms.OFFICE):
        for mention in reading.members(kind, article):
            if reading.article(mention) and is_knowledge(reading, mention):
                yield mention, reading.canonical(mention)


def _said(reading: Reading, member: str, article: str) -> Iterator[tuple[str, _Term]]:
    """What an article says of a thing that it doesn't own; of what it calls by name only, under the known IRIs."""
    for quad in reading.view.match(member, None, None, article):
        if quad.predicate.value in THING_PROPERTIES and (term := _known(reading, _term(quad))) is not None:
            yield quad.predicate.value, term


def _term(quad: Quad) -> _Term:
    """The object of a quad of ours, which is never a blank node or a triple."""
    if not isinstance(quad.object, NamedNode | Literal):
        raise TypeError(f"{quad.object} in a graph of accord")
    return quad.object


def _known(reading: Reading, term: _Term) -> _Term | None:
    """The target of a saying as the knowledge graph knows it; None for what only an article has."""
    if not isinstance(term, NamedNode) or not reading.article(term.value):
        return term
    known = reading.canonical(term.value)
    return None if reading.article(known) or "/person/" in known else NamedNode(known)
