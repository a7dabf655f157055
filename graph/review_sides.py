"""What a reviewer sees of one mention: its article, its sentences, and what it says in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import KNOWLEDGE
from accord.graph.knowledge.index import IS
from accord.graph.knowledge.reading import notation
from accord.graph.knowledge.view import text_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.knowledge.reading import Reading

_SAID: Final = (
    ("name", terms.OFFICIAL_NAME),
    ("name", terms.NAME),
    ("kind", terms.KIND),
    ("kind", terms.INCIDENT_KIND),
    ("mode", terms.MODE),
    ("status", terms.STATUS),
    ("factuality", terms.FACTUALITY),
    ("date", terms.DATE),
    ("topics", terms.TOPIC),
)
"""What is told as text or by a concept."""

_OUT: Final = (
    ("place", terms.SIGNED_AT),
    ("place", terms.HELD_AT),
    ("covers", terms.COVERS),
    ("by", terms.COMMITTED_BY),
    ("attributed to", terms.ATTRIBUTED_TO),
    ("against", terms.AGAINST),
    ("near", terms.NEAR),
)
_IN: Final = (
    ("parties", terms.PARTY_TO),
    ("said to be parties", terms.ALLEGED_PARTY_TO),
    ("mediators", terms.MEDIATED),
    ("signatories", terms.SIGNED),
    ("participants", terms.TOOK_PART_IN),
)
_DOES: Final = (terms.TOOK_PART_IN, terms.SIGNED, terms.MEDIATED, terms.MADE)
"""What people do: its sentences are about them."""


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that an article says of a mention. ``label``: what of it; ``values``: in words."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One mention of a pair. ``thing``: the IRI of what it is in the knowledge graph; ``name``: what that is called.

    ``articles``: how many tell of the thing; ``article``: the id of the mention's own, with its title, publisher and
    day (ISO 8601), empty where they aren't known; ``quotes``: its sentences, verbatim.
    """

    mention: str
    thing: str
    name: str
    articles: int
    article: str
    title: str
    publisher: str
    published: str
    features: tuple[Feature, ...]
    quotes: tuple[str, ...]


def make_side(reading: Reading, mention: str) -> Side:
    """What there is to see of a mention."""
    article, thing = reading.article(mention), reading.canonical(mention)
    names = reading.view.match(thing, terms.NAME, None, KNOWLEDGE)
    return Side(
        mention,
        thing,
        min((text_of(quad.object) for quad in names), default=mention.rpartition("/")[2]),
        articles_of(reading, thing),
        reading.ns.article_id(mention) or "",
        reading.value(article, terms.TITLE) or "",
        reading.value(article, terms.PUBLISHER) or "",
        reading.published(article),
        tuple(_features(reading, mention)),
        tuple(_quotes(reading, mention)),
    )


def articles_of(reading: Reading, thing: str) -> int:
    """How many articles tell of a thing."""
    return len({reading.article(mention) for mention in reading.index.sources(IS, thing)})


def _features(reading: Reading, mention: str) -> Iterator[Feature]:
    found: dict[str, list[str]] = {}
    for label, predicate in _SAID:
        values = [notation(value) for value in reading.values(mention, predicate)]
        said = found.setdefault(label, [])
        said += [value.replace("_", " ") if label != "name" else value for value in values if value != "asserted"]
    article = reading.article(mention)
    for label, predicate in _IN:
        found[label] = _called(reading, reading.subjects(mention, predicate), article)
    for label, predicate in _OUT:
        found.setdefault(label, []).extend(_called(reading, reading.values(mention, predicate), article))
    found["offices"] = [_office(reading, tenure, article) for tenure in _tenures(reading, mention)]
    for label, values in found.items():
        if values:
            yield Feature(label, tuple(dict.fromkeys(values)))


def _office(reading: Reading, tenure: str, article: str) -> str:
    for office in reading.values(tenure, terms.TENURE_OFFICE):
        title = _first(reading, office, terms.OFFICE_TITLE, article) or _first(reading, office, terms.ROLE, article)
        actors = [text_of(quad.object) for quad in reading.view.match(office, terms.OFFICE_OF, None, article)]
        of = ", ".join(_called(reading, actors, article))
        return f"{notation(title).replace('_', ' ')} of {of}" if of else notation(title)
    return ""


def _tenures(reading: Reading, mention: str) -> tuple[str, ...]:
    return reading.subjects(mention, terms.TENURE_PERSON)


def _called(reading: Reading, things: Iterable[str], article: str) -> list[str]:
    """The names that the article gives things, else their codes."""
    return sorted(
        _first(reading, thing, terms.NAME, article)
        or _first(reading, thing, terms.CODE, article)
        or thing.rpartition("/")[2]
        for thing in things
    )


def _first(reading: Reading, thing: str, predicate: str, article: str) -> str:
    return min((text_of(quad.object) for quad in reading.view.match(thing, predicate, None, article)), default="")


def _quotes(reading: Reading, mention: str) -> Iterator[str]:
    """The sentences about a mention; of a person, those about offices and deeds."""
    facts = [mention, *_tenures(reading, mention)]
    facts += [deed for predicate in _DOES for deed in reading.values(mention, predicate)]
    passages = {passage for fact in facts for passage in reading.values(fact, terms.HAS_PASSAGE)}
    placed = sorted((int(reading.value(passage, terms.START) or 0), passage) for passage in passages)
    quotes = (reading.value(passage, terms.QUOTE) or "" for _, passage in placed)
    yield from dict.fromkeys(filter(None, quotes))
