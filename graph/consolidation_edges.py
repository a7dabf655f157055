"""The relationships of the knowledge graph, each with its figures, and which article reports what with which words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.consolidation_disputes import Disputes
    from accord.graph.consolidation_reading import Canonical, Reading, Saying
    from accord.graph.description import Description

_DESCRIBING: Final = frozenset({terms.OFFICE_OF, terms.WITHIN, terms.PART_OF})
"""Of gazetteers rather than of reports: they carry no figures."""

_REPORTED: Final = frozenset(
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
_HAPPENED: Final = frozenset({terms.MEDIATED, terms.SIGNED, terms.TOOK_PART_IN, terms.DISCUSSED, terms.HELD_AT})
"""They say that something happened, so a report that denies the fact, or only claims it, doesn't give them."""

_ASSERTED: Final = {terms.ALLEGED_PARTY_TO: terms.PARTY_TO, terms.ATTRIBUTED_TO: terms.COMMITTED_BY}
"""A doubted relationship and the plain one that makes it needless."""

_DOUBTED: Final = frozenset({"denied", "claimed"})


@dataclass
class _Figures:
    """What the reports of one relationship add up to."""

    articles: set[str] = field(default_factory=set)
    confidence: float = 0.0
    contested: bool = False
    as_of: str = ""


_Edge = tuple[str, str, str]


def write_edges(reading: Reading, canonical: Canonical, disputes: Disputes, description: Description) -> None:
    """Plain triples, and a Link with the figures of each one that reports tell."""
    for saying in reading.sayings:
        if saying.predicate in _DESCRIBING:
            subject, target = (canonical.get(end, end) for end in (saying.subject, saying.value))
            description.link(subject, saying.predicate, target)
    edges = _edges(reading, canonical, disputes)
    for edge, figures in edges.items():
        plain = _ASSERTED.get(edge[1])
        if plain is None or (edge[0], plain, edge[2]) not in edges:
            _write(reading, description, edge, figures)


def _edges(reading: Reading, canonical: Canonical, disputes: Disputes) -> dict[_Edge, _Figures]:
    edges: dict[_Edge, _Figures] = defaultdict(_Figures)
    for edge, fact, article in (*_told(reading, canonical, disputes), *_holdings(reading, canonical)):
        figures = edges[edge]
        figures.articles.add(article)
        figures.confidence = max(figures.confidence, float(reading.value(fact, terms.CONFIDENCE) or 0))
        figures.contested = canonical.get(fact, fact) in disputes.points
        figures.as_of = max(figures.as_of, reading.value(fact, terms.AS_OF) or "")
    return edges


def _told(reading: Reading, canonical: Canonical, disputes: Disputes) -> Iterator[tuple[_Edge, str, str]]:
    """Each relationship that an article tells, with the fact that it is of."""
    plain = {asserted: doubted for doubted, asserted in _ASSERTED.items()}
    for saying in reading.sayings:
        if saying.predicate in _REPORTED:
            fact = _fact(reading, saying)
            if saying.predicate in _HAPPENED and reading.notation(fact, terms.FACTUALITY) in _DOUBTED:
                continue
            subject, target = (canonical.get(end, end) for end in (saying.subject, saying.value))
            predicate = saying.predicate
            # What one article plans and another denies is doubted on the whole, so nothing plain may follow from it.
            if disputes.factuality.get(canonical.get(fact, fact)) in _DOUBTED:
                predicate = plain.get(predicate, predicate)
            if subject != target:
                yield (subject, predicate, target), fact, saying.article


def _fact(reading: Reading, saying: Saying) -> str:
    """The end of a relationship that is a fact with evidence of its own; its start when both are."""
    return saying.subject if reading.value(saying.subject, terms.FACTUALITY) else saying.value


def _holdings(reading: Reading, canonical: Canonical) -> Iterator[tuple[_Edge, str, str]]:
    """Who holds which office, from the tenures that articles assert."""
    for tenure in reading.members(terms.TENURE):
        person, office = (reading.value(tenure, p) for p in (terms.TENURE_PERSON, terms.TENURE_OFFICE))
        if person and office and reading.notation(tenure, terms.FACTUALITY) == "asserted":
            edge = canonical.get(person, person), terms.HOLDS, canonical.get(office, office)
            yield edge, tenure, reading.article(tenure)


def _write(reading: Reading, description: Description, edge: _Edge, figures: _Figures) -> None:
    link = _link(reading, description, edge)
    dates = sorted(filter(None, (reading.published.get(article) for article in figures.articles)))
    description.whole(link, terms.SUPPORT, len(figures.articles))
    description.decimal(link, terms.CONFIDENCE, figures.confidence)
    description.flag(link, terms.CONTESTED, figures.contested)
    if dates:
        description.iso_day(link, terms.FIRST_REPORTED, dates[0])
        description.iso_day(link, terms.LATEST_REPORTED, dates[-1])
    if figures.as_of:
        description.iso_day(link, terms.AS_OF, figures.as_of)


def _link(reading: Reading, description: Description, edge: _Edge, *distinct: str) -> str:
    """The plain triple and its Link. ``distinct``: what tells several links of one triple apart."""
    subject, predicate, target = edge
    link = reading.ns.concluded("link", *edge, *distinct)
    description.link(subject, predicate, target)
    description.a(link, terms.LINK)
    description.link(link, terms.RDF_SUBJECT, subject)
    description.link(link, terms.RDF_PREDICATE, predicate)
    description.link(link, terms.RDF_OBJECT, target)
    return link


def write_reports(reading: Reading, canonical: Canonical, description: Description) -> None:
    """Which article reports which fact: one Link a passage, with its words."""
    trust: dict[tuple[str, str], float] = {}
    for kind in (terms.AGREEMENT, terms.CONTACT, terms.INCIDENT, terms.STATEMENT, terms.TENURE):
        for fact in reading.members(kind):
            thing = reading.value(fact, terms.TENURE_PERSON) if kind == terms.TENURE else fact
            confidence = float(reading.value(fact, terms.CONFIDENCE) or 0)
            for passage in reading.values(fact, terms.HAS_PASSAGE) if thing else ():
                told = canonical.get(thing or "", thing or ""), passage
                trust[told] = max(trust.get(told, 0.0), confidence)
    for (thing, passage), confidence in trust.items():
        link = _link(reading, description, (reading.article(passage), terms.REPORTS, thing), passage)
        description.text(link, terms.QUOTE, reading.value(passage, terms.QUOTE))
        for predicate in (terms.START, terms.END):
            description.whole(link, predicate, int(reading.value(passage, predicate) or 0))
        description.decimal(link, terms.CONFIDENCE, confidence)
