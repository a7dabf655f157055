"""The nodes of the knowledge graph and their properties, chosen from what the reports say."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from accord.graph.edtf import days
from accord.graph.knowledge.disputes import factuality
from accord.graph.knowledge.labels import label
from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.description import Description
    from accord.graph.knowledge.reading import Reading, Saying

ARTICLE: Final = (
    terms.IDENTIFIER,
    terms.TITLE,
    terms.PUBLISHED,
    terms.AUTHOR,
    terms.PUBLISHER,
    terms.URL,
    terms.LANGUAGE,
)
_ONE: Final = (
    terms.ISO3,
    terms.ACRONYM,
    terms.CODE,
    terms.WIKIDATA,
    terms.GEONAMES_ID,
    terms.LATITUDE,
    terms.LONGITUDE,
    terms.PLACE_TYPE,
    terms.OFFICIAL_NAME,
    terms.OFFICE_TITLE,
    terms.ROLE,
    terms.KIND,
    terms.MODE,
    terms.INCIDENT_KIND,
    terms.ACT_TYPE,
    terms.STANCE,
    terms.ABOUT_TEXT,
    terms.TEXT,
)
"""Of these a thing has one value: the one that most articles give."""

_ALL: Final = (terms.TOPIC, terms.OTHER_NAME, terms.REGISTER_ENTRY)
"""Of these a fact has all values that articles give."""

THINGS: Final = (terms.STATE, terms.ORGANIZATION, terms.ARMED_GROUP, terms.REGION, terms.OFFICE)
"""Classes of what gazetteers and names identify: no article owns such a thing."""

THING_PROPERTIES: Final = frozenset({*_ONE, terms.RDF_TYPE, terms.NAME, terms.OFFICE_OF, terms.WITHIN, terms.PART_OF})
"""What articles tell of such things."""

OWN: Final = (
    *ARTICLE,
    *_ONE,
    *(terms.RDF_TYPE, terms.NAME, terms.WAS_DERIVED_FROM, terms.STATUS, terms.STATUS_AS_OF, *_ALL),
    *(terms.STATUS_ACCORDING_TO, terms.SUPPORT, terms.SOURCES, terms.FIRST_REPORTED, terms.LATEST_REPORTED),
    *(terms.CONFIDENCE, terms.FACTUALITY, terms.CONTESTED),
    *(terms.DATE, terms.DATE_FROM, terms.DATE_TO, terms.OFFICE_OF, terms.WITHIN, terms.PART_OF),
)
"""All that a node itself may have: asked for one by one, since relationships of a state run into hundred thousands."""

_DATED: Final = frozenset({terms.AGREEMENT, terms.ACT, terms.CONTACT, terms.INCIDENT, terms.STATEMENT})
_WEIGHED: Final = frozenset({terms.AGREEMENT, terms.CONTACT, terms.INCIDENT})


class Node:
    """One thing of the knowledge graph; ``members`` are what the articles say it under, earliest report first."""

    def __init__(self, reading: Reading, tell: Description, thing: str, members: tuple[str, ...]) -> None:
        self.reading = reading
        self.tell = tell
        self.thing = thing
        self.members = members

    def write_fact(self, kind: str, contested: bool = False) -> None:
        """A person, or what is reported: class, properties, figures, name, and the evidence that it derives from."""
        self.tell.a(self.thing, kind)
        for predicate in _ONE:
            self._one(predicate)
        self._name(kind)
        for member in self.members:
            self.tell.link(self.thing, terms.WAS_DERIVED_FROM, member)
        self._figures()
        for predicate in _ALL:
            for saying in self._sayings(predicate):
                self.tell.say(self.thing, predicate, saying.term)
        if kind in _DATED:
            self.tell.dated(self.thing, self._date())
        self._status()
        if kind in _WEIGHED:
            self.tell.concept(self.thing, terms.FACTUALITY, "factuality", factuality(self.reading, self.members))
            self.tell.flag(self.thing, terms.CONTESTED, contested)

    def write_thing(self) -> None:
        """What a gazetteer or its name identifies: its classes, properties and name."""
        for saying in self._sayings(terms.RDF_TYPE):
            self.tell.say(self.thing, terms.RDF_TYPE, saying.term)
        for predicate in _ONE:
            self._one(predicate)
        if (best := self._best(terms.NAME)) is not None:
            self.tell.say(self.thing, terms.NAME, best.term)
        elif any(saying.value == terms.OFFICE for saying in self._sayings(terms.RDF_TYPE)):
            self.tell.text(self.thing, terms.NAME, label(self.reading, terms.OFFICE, self.members, None))

    def _sayings(self, predicate: str) -> list[Saying]:
        return self._said.get(predicate, [])

    @cached_property
    def _said(self) -> dict[str, list[Saying]]:
        """What all members say, by predicate, in their order."""
        found: dict[str, list[Saying]] = defaultdict(list)
        for member in self.members:
            for predicate, said in self.reading.of(member).items():
                found[predicate] += said
        return found

    def _best(self, predicate: str) -> Saying | None:
        """What most articles say; then the longer, which tells more; then the first by text.

        A code in the place of a name, and the kind other, give way to all else. Of a thing that no article owns, it
        isn't known how many say what.
        """
        articles: dict[str, set[str]] = defaultdict(set)
        sayings = {saying.value: saying for saying in self._sayings(predicate)}
        for saying in self._sayings(predicate):
            articles[saying.value].add(saying.article)
        codes = {saying.value for saying in self._sayings(terms.CODE)} if predicate == terms.NAME else set()
        little = codes | {terms.KIND_OTHER}
        # The plain title of an office is the shortest; anything else in it is of the day.
        sign = 1 if predicate == terms.OFFICE_TITLE else -1
        ranked = sorted(articles, key=lambda value: (value in little, -len(articles[value]), sign * len(value), value))
        return sayings[ranked[0]] if ranked else None

    def _one(self, predicate: str) -> None:
        if (best := self._best(predicate)) is not None:
            self.tell.say(self.thing, predicate, best.term)

    def _name(self, kind: str) -> None:
        """The name that the reports give, else a readable label made of what is known."""
        if (best := self._best(terms.NAME)) is not None:
            self.tell.say(self.thing, terms.NAME, best.term)
            return
        self.tell.text(self.thing, terms.NAME, label(self.reading, kind, self.members, self._date()))

    def _figures(self) -> None:
        articles = {self.reading.article(member) for member in self.members}
        dates = sorted(filter(None, (self.reading.published(article) for article in articles)))
        self.tell.whole(self.thing, terms.SUPPORT, len(articles))
        self.tell.whole(self.thing, terms.SOURCES, self.reading.sources(articles))
        if dates:
            self.tell.iso_day(self.thing, terms.FIRST_REPORTED, dates[0])
            self.tell.iso_day(self.thing, terms.LATEST_REPORTED, dates[-1])
        trust = [float(saying.value) for saying in self._sayings(terms.CONFIDENCE)]
        self.tell.decimal(self.thing, terms.CONFIDENCE, max(trust, default=None))

    def _date(self) -> str | None:
        """The date that says most: the fewest days, then the most articles, then the first by text."""
        told = [saying.value for saying in self._sayings(terms.DATE)]
        return min(set(told), key=lambda date: (_length(date), -told.count(date), date), default=None)

    def _status(self) -> None:
        """That of the latest report, with its day; what one only plans or claims gives way to what any asserts."""
        told = self._sayings(terms.STATUS)
        sayings = [s for s in told if self.reading.notation(s.subject, terms.FACTUALITY) == "asserted"] or told
        if not sayings:
            return
        latest = max(sayings, key=lambda s: (self.reading.published(s.article), s.article, s.value))
        self.tell.say(self.thing, terms.STATUS, latest.term)
        if day := self.reading.published(latest.article):
            self.tell.iso_day(self.thing, terms.STATUS_AS_OF, day)
        if speaker := self.reading.value(latest.subject, terms.ACCORDING_TO):
            self.tell.link(self.thing, terms.STATUS_ACCORDING_TO, self.reading.canonical(speaker))


def _length(date: str) -> int:
    covered = days(date)
    if covered.first is None or covered.last is None:
        return 10**6
    return (covered.last - covered.first).days
