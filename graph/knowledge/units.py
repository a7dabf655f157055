"""What the knowledge graph says of one thing: everything that stands or falls with it, and nothing else.

Each quad of the knowledge graph belongs to one unit: an article, a thing that a gazetteer or a name identifies, or
a person, agreement, contact, incident or statement with the acts, provisions, contested points and relationships that
are told of it. That an article reports a thing belongs to the article: what thousands report isn't told of all their
passages anew with each of them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad

from accord.graph.description import Description
from accord.graph.identifiers import KNOWLEDGE
from accord.graph.knowledge.disputes import factuality, find_dispute
from accord.graph.knowledge.edges import DESCRIBING, LINKED, Edges, write_reports
from accord.graph.knowledge.index import IS, MENTION, OWNS
from accord.graph.knowledge.nodes import ARTICLE, OWN, Node
from accord.graph.knowledge.threshold import is_knowledge
from accord.graph.knowledge.view import text_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.knowledge.reading import Reading

MEMBERS: Final = {
    "person": terms.PERSON,
    "agreement": terms.AGREEMENT,
    "contact": terms.CONTACT,
    "incident": terms.INCIDENT,
    "statement": terms.STATEMENT,
}
"""Classes of what is put together from mentions, by the word for them in IRIs."""

_OWN: Final = frozenset(OWN)

_FEW: Final = 400
"""Quads that are read faster together than by the forty-odd properties of which a node has some."""


class Unit:
    """One thing of the knowledge graph, by IRI, with what follows for it."""

    def __init__(self, reading: Reading, thing: str) -> None:
        self.reading = reading
        self.thing = thing
        self.kind = reading.word(thing)
        self._tell = Description(KNOWLEDGE)
        self._owned: set[str] = set()

    def derive(self) -> tuple[set[Quad], set[str]]:
        """The quads of the unit, and the IRIs that it owns beside its own."""
        reading, thing = self.reading, self.thing
        if self.kind == "article":
            self._article()
        elif self.kind in MEMBERS:
            members = tuple(reading.by_report(reading.index.sources(IS, thing)))
            if members and self.kind == "person":
                self._person(members)
            elif members:
                self._fact(MEMBERS[self.kind], members)
        else:
            self._thing()
        return set(self._tell.said), self._owned

    def _article(self) -> None:
        said = self.reading.of(self.thing)
        if said:
            self._tell.a(self.thing, terms.ARTICLE)
        for predicate in ARTICLE:
            for saying in said.get(predicate, ()):
                self._tell.say(self.thing, predicate, saying.term)
        for thing, facts in self._reported().items():
            self._own(write_reports(self.reading, self._tell, thing, facts))

    def _reported(self) -> dict[str, list[str]]:
        """What the article reports: things of the knowledge graph, each with the article's facts of it."""
        found: dict[str, list[str]] = {}
        for mention in self.reading.index.targets(self.thing, MENTION):
            thing = self.reading.index.target(mention, IS) or mention
            kind = self.reading.word(thing)
            if kind in MEMBERS:
                facts = _tenures(self.reading, mention) if kind == "person" else [mention]
                found.setdefault(thing, []).extend(facts)
        return found

    def _thing(self) -> None:
        said = self.reading.of(self.thing)
        if not said:
            return
        Node(self.reading, self._tell, self.thing, (self.thing,)).write_thing()
        for predicate in DESCRIBING:
            for saying in said.get(predicate, ()):
                self._tell.link(self.thing, predicate, saying.value)

    def _person(self, members: tuple[str, ...]) -> None:
        Node(self.reading, self._tell, self.thing, members).write_fact(terms.PERSON)
        edges = Edges(self.reading)
        for member in members:
            for tenure in _tenures(self.reading, member):
                edges.add_holding(tenure)
        self._own(edges.write(self._tell))

    def _fact(self, kind: str, members: tuple[str, ...]) -> None:
        dispute = find_dispute(self.reading, members) if kind != terms.STATEMENT else None
        Node(self.reading, self._tell, self.thing, members).write_fact(kind, dispute is not None)
        if dispute is not None:
            point = self.reading.ns.concluded("contested", self.thing)
            self._own([point])
            self._tell.a(point, terms.CONTESTED_POINT)
            self._tell.link(point, terms.CONTESTS, self.thing)
            denying, claiming = _sides(self.reading, members)
            self._tell.whole(point, terms.CLAIM_SOURCES, claiming)
            self._tell.whole(point, terms.DENIAL_SOURCES, denying)
            for actor in dispute.claimed_by:
                self._tell.link(point, terms.CLAIMED_BY, actor)
            for actor in dispute.denied_by:
                self._tell.link(point, terms.DENIED_BY, actor)
        doubt = factuality(self.reading, members) if kind != terms.STATEMENT else "asserted"
        self._edges(members, Edges(self.reading, dispute is not None, doubt))
        for whole in (terms.HAS_ACT, terms.HAS_PROVISION):
            self._parts(members, whole)

    def _parts(self, members: tuple[str, ...], whole: str) -> None:
        """Acts and provisions: the same when they are the same part of the same agreement."""
        parts: dict[str, list[str]] = {}
        for member in members:
            for part in self.reading.values(member, whole):
                parts.setdefault(self.reading.canonical(part), []).append(part)
        for part, told in sorted(parts.items()):
            kind = terms.ACT if whole == terms.HAS_ACT else terms.PROVISION
            sorted_told = tuple(self.reading.by_report(told))
            Node(self.reading, self._tell, part, sorted_told).write_fact(kind)
            self._own([part])
            if kind == terms.ACT:
                self._edges(sorted_told, Edges(self.reading))

    def _edges(self, members: Iterable[str], edges: Edges) -> None:
        for member in members:
            edges.add_fact(member)
        self._own(edges.write(self._tell))

    def _own(self, things: Iterable[str]) -> None:
        self._owned.update(things)

    def stored(self) -> set[Quad]:
        """The quads that the store's knowledge graph has of this unit."""
        found = self._of_node()
        for thing in self.reading.index.targets(self.thing, OWNS):
            found.update(self._about(thing))
        return found

    def _of_node(self) -> set[Quad]:
        """What the node itself has: of one look at all that leaves it, unless that runs into the thousands."""
        match, thing = self.reading.view.match, self.thing
        leaving = list(islice(match(thing, None, None, KNOWLEDGE), _FEW + 1))
        if len(leaving) <= _FEW:
            return {quad for quad in leaving if quad.predicate.value in _OWN}
        return {quad for predicate in OWN for quad in match(thing, predicate, None, KNOWLEDGE)}

    def _about(self, thing: str) -> Iterator[Quad]:
        said = [q for q in self.reading.view.match(thing, None, None, KNOWLEDGE) if q.predicate.value not in LINKED]
        yield from said
        parts = {q.predicate.value: q.object for q in said}
        if terms.RDF_SUBJECT in parts:
            ends = (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)
            subject, predicate, target = (NamedNode(text_of(parts[end])) for end in ends)
            yield Quad(subject, predicate, target, NamedNode(KNOWLEDGE))


def _tenures(reading: Reading, person: str) -> list[str]:
    """The tenures that an article gives a person of its own, as far as they are knowledge."""
    return [tenure for tenure in reading.subjects(person, terms.TENURE_PERSON) if is_knowledge(reading, tenure)]


def _sides(reading: Reading, members: tuple[str, ...]) -> tuple[int, int]:
    """Independent sources that report a denial of a fact, and those that report the fact without one."""
    denied = {member for member in members if reading.notation(member, terms.FACTUALITY) == "denied"}
    sides = (denied, set(members) - denied)
    denying, claiming = (reading.sources({reading.article(member) for member in side}) for side in sides)
    return denying, claiming
