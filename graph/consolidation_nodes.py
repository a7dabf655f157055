"""The nodes of the knowledge graph and their properties, chosen from what the reports say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from accord.graph.consolidation_names import label
from accord.graph.edtf import days
from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.consolidation_disputes import Disputes
    from accord.graph.consolidation_reading import Canonical, Reading, Saying
    from accord.graph.description import Description

_ARTICLE: Final = (
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

_CLASSES: Final = (
    terms.STATE,
    terms.ORGANIZATION,
    terms.ARMED_GROUP,
    terms.PERSON,
    terms.OFFICE,
    terms.REGION,
    terms.AGREEMENT,
    terms.ACT,
    terms.PROVISION,
    terms.CONTACT,
    terms.INCIDENT,
    terms.STATEMENT,
)
_REPORTED: Final = frozenset(_CLASSES[6:]) | {terms.PERSON}
"""Classes of which the number of reports, and their first and latest day, are kept."""


def write_articles(reading: Reading, description: Description) -> None:
    """The articles' metadata, without their texts."""
    for article in reading.members(terms.ARTICLE):
        description.a(article, terms.ARTICLE)
        for predicate in _ARTICLE:
            for saying in reading.of[article].get(predicate, ()):
                description.say(article, predicate, saying.term)


def write_nodes(reading: Reading, canonical: Canonical, disputes: Disputes, description: Description) -> None:
    """Every thing with its class, properties, figures, name, and the evidence that it derives from."""
    for kind in _CLASSES:
        members: dict[str, list[str]] = defaultdict(list)
        for member in reading.members(kind):
            members[canonical.get(member, member)].append(member)
        for thing, found in members.items():
            _Node(disputes, description, thing, tuple(reading.by_report(found))).write(kind)


class _Node:
    """One thing of the knowledge graph; ``members`` are what the articles say it under, earliest report first."""

    def __init__(self, disputes: Disputes, description: Description, thing: str, members: tuple[str, ...]) -> None:
        self.reading = disputes.reading
        self.disputes = disputes
        self.tell = description
        self.thing = thing
        self.members = members

    def write(self, kind: str) -> None:
        self.tell.a(self.thing, kind)
        for predicate in _ONE:
            self._one(predicate)
        self._name(kind)
        self._derivation()
        if kind in _REPORTED:
            self._figures()
        for saying in self._sayings(terms.TOPIC):
            self.tell.say(self.thing, terms.TOPIC, saying.term)
        if kind not in (terms.PERSON, terms.STATE, terms.ORGANIZATION, terms.ARMED_GROUP):
            self.tell.dated(self.thing, self._date())
        self._status()
        self._certainty()

    def _sayings(self, predicate: str) -> list[Saying]:
        return [saying for member in self.members for saying in self.reading.of[member].get(predicate, ())]

    def _best(self, predicate: str) -> Saying | None:
        """What most articles say; then the longer, which tells more; then the first by text.

        A code in the place of a name, and the kind other, give way to all else.
        """
        articles: dict[str, set[str]] = defaultdict(set)
        sayings = {saying.value: saying for saying in self._sayings(predicate)}
        for saying in self._sayings(predicate):
            articles[saying.value].add(saying.article)
        codes = {saying.value for saying in self._sayings(terms.CODE)} if predicate == terms.NAME else set()
        little = codes | {terms.KIND_OTHER}
        ranked = sorted(articles, key=lambda value: (value in little, -len(articles[value]), -len(value), value))
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

    def _derivation(self) -> None:
        for member in self.members:
            if member != self.thing:
                self.tell.link(self.thing, terms.WAS_DERIVED_FROM, member)

    def _figures(self) -> None:
        articles = {self.reading.article(member) for member in self.members}
        dates = sorted(filter(None, (self.reading.published.get(article) for article in articles)))
        self.tell.whole(self.thing, terms.SUPPORT, len(articles))
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
        """That of the latest report, with its day."""
        sayings = self._sayings(terms.STATUS)
        if not sayings:
            return
        latest = max(sayings, key=lambda s: (self.reading.published.get(s.article, ""), s.article, s.value))
        self.tell.say(self.thing, terms.STATUS, latest.term)
        if day := self.reading.published.get(latest.article):
            self.tell.iso_day(self.thing, terms.STATUS_AS_OF, day)

    def _certainty(self) -> None:
        factuality = self.disputes.factuality.get(self.thing)
        if factuality is not None:
            self.tell.concept(self.thing, terms.FACTUALITY, "factuality", factuality)
            self.tell.flag(self.thing, terms.CONTESTED, self.thing in self.disputes.points)


def _length(date: str) -> int:
    covered = days(date)
    if covered.first is None or covered.last is None:
        return 10**6
    return (covered.last - covered.first).days
