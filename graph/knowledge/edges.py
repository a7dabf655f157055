"""The relationships of the knowledge graph, each with its figures, and which article reports what with which words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from accord.graph.knowledge.disputes import DOUBTED
from accord.graph.knowledge.tenures import Tenure, terms_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.description import Description
    from accord.graph.knowledge.reading import Reading, Saying

DESCRIBING: Final = frozenset({terms.OFFICE_OF, terms.WITHIN, terms.PART_OF})
"""Of gazetteers rather than of reports: they carry no figures."""

REPORTED: Final = frozenset(
    {
        terms.PARTY_TO,
        terms.ALLEGED_PARTY_TO,
        terms.MEDIATED,
        terms.SIGNED,
        terms.COVERS,
        terms.SIGNED_AT,
        terms.HAS_PROVISION,
        terms.HAS_ACT,
        terms.PERFORMED_BY,
        terms.TOOK_PART_IN,
        terms.HELD_AT,
        terms.DISCUSSED,
        terms.MADE,
        terms.ABOUT,
        terms.COMMITTED_BY,
        terms.ATTRIBUTED_TO,
        terms.AGAINST,
        terms.NEAR,
        terms.AMENDS,
        terms.IMPLEMENTS,
        terms.SUPERSEDES,
        terms.RENEWS,
    }
)
LINKED: Final = REPORTED | {terms.HOLDS, terms.REPORTS}
"""Relationships that have a Link; each stands or falls with the one thing that it is told of."""

_HAPPENED: Final = frozenset({terms.MEDIATED, terms.SIGNED, terms.TOOK_PART_IN, terms.DISCUSSED, terms.HELD_AT})
"""They say that something happened, so a report that denies the fact, or only claims it, doesn't give them."""

_ASSERTED: Final = {terms.ALLEGED_PARTY_TO: terms.PARTY_TO, terms.ATTRIBUTED_TO: terms.COMMITTED_BY}
"""A doubted relationship and the plain one that makes it needless."""

_ALLEGED: Final = {asserted: doubted for doubted, asserted in _ASSERTED.items()}


@dataclass
class _Figures:
    """What the reports of one relationship add up to."""

    articles: set[str] = field(default_factory=set)
    confidence: float = 0.0


Edge = tuple[str, str, str]
"""Subject, property and object."""


class Edges:
    """Gathers the relationships of one thing and writes them."""

    def __init__(self, reading: Reading, contested: bool = False, doubt: str = "asserted") -> None:
        self.reading = reading
        self.contested = contested
        self.is_doubted = doubt in DOUBTED
        self._told: dict[Edge, _Figures] = defaultdict(_Figures)
        self._tenures: dict[Edge, list[Tenure]] = defaultdict(list)

    def add_fact(self, fact: str) -> None:
        """What one article says of a fact."""
        for said in (*self.reading.of(fact).values(), *self.reading.toward(fact).values()):
            for saying in said:
                if saying.predicate in REPORTED and self._owner(saying) == fact:
                    self._add(saying, fact)

    def _owner(self, saying: Saying) -> str:
        """The end of a relationship that is a fact with evidence of its own; its start when both are."""
        return saying.subject if self.reading.value(saying.subject, terms.FACTUALITY) else saying.value

    def _add(self, saying: Saying, fact: str) -> None:
        if saying.predicate in _HAPPENED and self.reading.notation(fact, terms.FACTUALITY) in DOUBTED:
            return
        # What one article plans and another denies is doubted on the whole, so nothing plain may follow from it.
        predicate = _ALLEGED.get(saying.predicate, saying.predicate) if self.is_doubted else saying.predicate
        subject, target = (self.reading.canonical(end) for end in (saying.subject, saying.value))
        # What is no knowledge itself can't be related to either.
        if subject != target and not any(map(self._is_left_out, (subject, target))):
            self._count((subject, predicate, target), fact)

    def _is_left_out(self, end: str) -> bool:
        """Whether a thing has stayed an article's own."""
        return self.reading.article(end) not in ("", end)

    def add_holding(self, tenure: str) -> None:
        """Who holds which office, where an article asserts it."""
        person, office = (self.reading.value(tenure, p) for p in (terms.TENURE_PERSON, terms.TENURE_OFFICE))
        if person and office and self.reading.notation(tenure, terms.FACTUALITY) == "asserted":
            edge = self.reading.canonical(person), terms.HOLDS, self.reading.canonical(office)
            since, until, as_of = (self.reading.value(tenure, p) or "" for p in (terms.SINCE, terms.UNTIL, terms.AS_OF))
            confidence = float(self.reading.value(tenure, terms.CONFIDENCE) or 0)
            self._tenures[edge].append(Tenure(self.reading.article(tenure), since, until, as_of, confidence))

    def _count(self, edge: Edge, fact: str) -> _Figures:
        figures = self._told[edge]
        figures.articles.add(self.reading.article(fact))
        figures.confidence = max(figures.confidence, float(self.reading.value(fact, terms.CONFIDENCE) or 0))
        return figures

    def write(self, tell: Description) -> Iterator[str]:
        """Plain triples, and a Link with the figures of each; gives the Links."""
        for edge, figures in self._told.items():
            plain = _ASSERTED.get(edge[1])
            if plain is None or (edge[0], plain, edge[2]) not in self._told:
                yield self._write(tell, edge, figures, self.contested)
        for edge, tenures in self._tenures.items():
            yield from self._write_terms(tell, edge, tenures)

    def _write_terms(self, tell: Description, edge: Edge, tenures: list[Tenure]) -> Iterator[str]:
        """A Link for each term that somebody holds an office."""
        for number, term in enumerate(terms_of(tenures)):
            articles = {tenure.article for tenure in term.told}
            figures = _Figures(articles, max(tenure.confidence for tenure in term.told))
            link = self._write(tell, edge, figures, term.contested, *([term.since] if number else []))
            days = ((terms.SINCE, term.since), (terms.UNTIL, term.until), (terms.AS_OF, term.as_of))
            for predicate, day in days:
                if day:
                    tell.iso_day(link, predicate, day)
            yield link

    def _write(self, tell: Description, edge: Edge, figures: _Figures, contested: bool, *distinct: str) -> str:
        link = _link(self.reading, tell, edge, *distinct)
        dates = sorted(filter(None, map(self.reading.published, figures.articles)))
        tell.whole(link, terms.SUPPORT, len(figures.articles))
        tell.whole(link, terms.SOURCES, self.reading.sources(figures.articles))
        tell.decimal(link, terms.CONFIDENCE, figures.confidence)
        tell.flag(link, terms.CONTESTED, contested)
        if dates:
            tell.iso_day(link, terms.FIRST_REPORTED, dates[0])
            tell.iso_day(link, terms.LATEST_REPORTED, dates[-1])
        return link


def _link(reading: Reading, tell: Description, edge: Edge, *distinct: str) -> str:
    """The plain triple and its Link. ``distinct``: what tells several links of one triple apart."""
    subject, predicate, target = edge
    link = reading.ns.concluded("link", *edge, *distinct)
    tell.link(subject, predicate, target)
    tell.a(link, terms.LINK)
    tell.link(link, terms.RDF_SUBJECT, subject)
    tell.link(link, terms.RDF_PREDICATE, predicate)
    tell.link(link, terms.RDF_OBJECT, target)
    return link


def write_reports(reading: Reading, tell: Description, thing: str, facts: Iterable[str]) -> Iterator[str]:
    """Which article reports ``thing``, one Link a passage with its words; gives the Links. ``facts``: of articles."""
    trust: dict[str, float] = {}
    for fact in facts:
        confidence = float(reading.value(fact, terms.CONFIDENCE) or 0)
        for passage in reading.values(fact, terms.HAS_PASSAGE):
            trust[passage] = max(trust.get(passage, 0.0), confidence)
    for passage, confidence in trust.items():
        link = _link(reading, tell, (reading.article(passage), terms.REPORTS, thing), passage)
        tell.text(link, terms.QUOTE, reading.value(passage, terms.QUOTE))
        for predicate in (terms.START, terms.END):
            tell.whole(link, predicate, int(reading.value(passage, predicate) or 0))
        tell.decimal(link, terms.CONFIDENCE, confidence)
        yield link
