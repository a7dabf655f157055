"""What the names in an article's facts stand for: their IRIs, and what the graph says of those things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accord.graph.acronyms import spelled_out, without_acronym
from accord.graph.facts import Actor, Place
from accord.graph.identifiers import fold, slug
from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.description import Description
    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.graph.identifiers import Namespace

_CLASSES: Final = {
    "State": terms.STATE,
    "Organization": terms.ORGANIZATION,
    "ArmedGroup": terms.ARMED_GROUP,
}
_ISO3: Final = re.compile("[A-Z]{3}")


class Names:
    """Turns codes and names of one article's facts into IRIs, and describes each thing once it is asked for.

    Actors and places have global IRIs; people, and bodies that no code names, are scoped by the article.
    """

    def __init__(self, article: str, document: Document, facts: Facts, ns: Namespace, description: Description) -> None:
        self._article = article
        self._ns = ns
        self._tell = description
        self._actors = {actor.code: actor for actor in facts.actors}
        self._codes = {fold(actor.name): actor.code for actor in facts.actors}
        self._places = {place.name: place for place in facts.places}
        self._people = _people(facts)
        self._spelled_out = spelled_out(document.text)
        self._acronyms = {name: acronym for acronym, name in self._spelled_out.items()}
        self._affiliations = {s.speaker: s.actor for s in facts.statements if s.actor}

    def actor(self, code: str, otherwise: str = "Organization") -> str:
        """The state, organisation or armed group with this code; one never declared is of the class ``otherwise``."""
        actor = self._actors.get(code) or Actor(code, code, otherwise)
        iri = self._ns.actor(actor.type, code)
        self._tell.a(iri, _CLASSES[actor.type])
        self._tell.text(iri, terms.NAME, actor.name)
        self._tell.text(iri, terms.CODE, code)
        self._tell.text(iri, terms.WIKIDATA, actor.wikidata)
        if actor.type == "State" and _ISO3.fullmatch(code):
            self._tell.text(iri, terms.ISO3, code)
        elif actor.type == "Organization" and code != actor.name:
            self._tell.text(iri, terms.ACRONYM, code)
        if actor.part_of and actor.part_of != code:
            self._tell.link(iri, terms.PART_OF, self.actor(actor.part_of))
        return iri

    def party(self, name: str) -> str:
        """An actor by code or name, or a person: whoever may mediate."""
        if name in self._actors:
            return self.actor(name)
        if name in self._people:
            return self.person(name)
        return self.actor(self._codes.get(fold(name), name))

    def person(self, name: str) -> str:
        """A person of this article."""
        iri = self._ns.person_of(self._article, name)
        self._tell.a(iri, terms.PERSON)
        self._tell.text(iri, terms.NAME, name)
        self._tell.link(iri, terms.OF_ARTICLE, self._article)
        return iri

    def speaker(self, name: str) -> str:
        """Whoever makes a statement: a person, an actor, or a body that only its name identifies."""
        if name in self._people:
            return self.person(name)
        if (code := name if name in self._actors else self._codes.get(fold(name))) is not None:
            return self.actor(code)
        return self._body(name, self._affiliations.get(name))

    def _body(self, name: str, of: str | None) -> str:
        name = self._spelled_out.get(name, without_acronym(name))
        iri = self._ns.within(self._article, "organization", *([of] if of else []), slug(name))
        self._tell.a(iri, terms.ORGANIZATION)
        self._tell.text(iri, terms.NAME, name)
        self._tell.text(iri, terms.ACRONYM, self._acronyms.get(name))
        self._tell.link(iri, terms.OF_ARTICLE, self._article)
        if of:
            self._tell.link(iri, terms.PART_OF, self.actor(of))
        return iri

    def place(self, name: str) -> str:
        """A place or region, within its state."""
        place = self._places.get(name) or Place(name)
        iri = self._ns.place(place.name, place.geonames, place.state)
        self._tell.a(iri, terms.REGION)
        self._tell.text(iri, terms.NAME, place.name)
        self._tell.text(iri, terms.PLACE_TYPE, place.type)
        self._tell.whole(iri, terms.GEONAMES_ID, place.geonames)
        if place.latitude is not None and place.longitude is not None:
            self._tell.decimal(iri, terms.LATITUDE, place.latitude)
            self._tell.decimal(iri, terms.LONGITUDE, place.longitude)
        if place.state:
            self._tell.link(iri, terms.WITHIN, self.actor(place.state, otherwise="State"))
        return iri


def _people(facts: Facts) -> frozenset[str]:
    """Every name that a fact uses for a person."""
    found = {office.person for office in facts.offices} | set(facts.people)
    found.update(*(contact.participants for contact in facts.contacts))
    found.update(*(agreement.signatories for agreement in facts.agreements))
    return frozenset(found)
