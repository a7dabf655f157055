"""A card of one thing: what it is, what it has to do with, and the sentences that say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from accord.ontology import terms
from accord.queries.copies import near_copies
from accord.queries.tenures import terms_in_words
from accord.queries.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.store import Store
    from accord.queries.things import Sentence

_TEXTS: Final = (
    ("code", terms.CODE),
    ("also called", terms.OTHER_NAME),
    ("register", terms.REGISTER_ENTRY),
    ("kind", terms.KIND),
    ("kind", terms.INCIDENT_KIND),
    ("act", terms.ACT_TYPE),
    ("mode", terms.MODE),
    ("role", terms.ROLE),
    ("stance", terms.STANCE),
    ("type", terms.PLACE_TYPE),
    ("status", terms.STATUS),
    ("status as of", terms.STATUS_AS_OF),
    ("date", terms.DATE),
    ("topics", terms.TOPIC),
    ("factuality", terms.FACTUALITY),
    ("published", terms.PUBLISHED),
    ("publisher", terms.PUBLISHER),
    ("author", terms.AUTHOR),
    ("url", terms.URL),
    ("wikidata", terms.WIKIDATA),
    ("geonames", terms.GEONAMES_ID),
    ("latitude", terms.LATITUDE),
    ("longitude", terms.LONGITUDE),
    ("articles", terms.SUPPORT),
    ("first reported", terms.FIRST_REPORTED),
    ("latest reported", terms.LATEST_REPORTED),
)
"""Labels of what is told as text, in the order of the card."""
_TARGETS: Final = (
    ("place", terms.SIGNED_AT),
    ("place", terms.HELD_AT),
    ("covers", terms.COVERS),
    ("by", terms.COMMITTED_BY),
    ("attributed to", terms.ATTRIBUTED_TO),
    ("against", terms.AGAINST),
    ("near", terms.NEAR),
    ("performed by", terms.PERFORMED_BY),
    ("about", terms.ABOUT),
    ("of", terms.OFFICE_OF),
    ("within", terms.WITHIN),
    ("part of", terms.PART_OF),
    ("contests", terms.CONTESTS),
    ("claimed by", terms.CLAIMED_BY),
    ("denied by", terms.DENIED_BY),
)
_SOURCES: Final = (
    ("parties", terms.PARTY_TO),
    ("said to be parties", terms.ALLEGED_PARTY_TO),
    ("mediators", terms.MEDIATED),
    ("signatories", terms.SIGNED),
    ("participants", terms.TOOK_PART_IN),
    ("speaker", terms.MADE),
    ("holders", terms.HOLDS),
    ("agreement", terms.HAS_ACT),
    ("agreement", terms.HAS_PROVISION),
)
_DETAILS: Final = ("status as of", "wikidata", "geonames", "latitude", "longitude", "first reported", "latest reported")
"""What only a thing's own card has."""
_USUAL: Final = ("factuality", "asserted")
"""What goes without saying."""
_WORDS: Final = ("kind", "act", "mode", "role", "stance", "status", "topics", "factuality")
"""Labels whose values are notations of concepts."""
_OUT, _IN = True, False
_SECTIONS: Final = (
    (
        "Agreements",
        (
            (_OUT, terms.PARTY_TO, "party"),
            (_OUT, terms.ALLEGED_PARTY_TO, "said to be party"),
            (_OUT, terms.MEDIATED, "mediator"),
            (_OUT, terms.SIGNED, "signatory"),
            (_IN, terms.COVERS, "covers it"),
            (_IN, terms.SIGNED_AT, "signed there"),
            (_OUT, terms.DISCUSSED, "discussed"),
            (_OUT, terms.AMENDS, "amends"),
            (_IN, terms.AMENDS, "amended by"),
            (_OUT, terms.IMPLEMENTS, "implements"),
            (_IN, terms.IMPLEMENTS, "implemented by"),
            (_OUT, terms.SUPERSEDES, "supersedes"),
            (_IN, terms.SUPERSEDES, "superseded by"),
            (_OUT, terms.RENEWS, "renews"),
            (_IN, terms.RENEWS, "renewed by"),
        ),
    ),
    ("Offices", ((_OUT, terms.HOLDS, "holds"), (_IN, terms.OFFICE_OF, ""))),
    ("Acts", ((_OUT, terms.HAS_ACT, ""), (_IN, terms.PERFORMED_BY, ""))),
    ("Provisions", ((_OUT, terms.HAS_PROVISION, ""),)),
    (
        "Contacts",
        ((_OUT, terms.TOOK_PART_IN, "took part"), (_IN, terms.HELD_AT, "held there"), (_IN, terms.DISCUSSED, "")),
    ),
    (
        "Incidents",
        (
            (_IN, terms.COMMITTED_BY, "committed"),
            (_IN, terms.ATTRIBUTED_TO, "attributed, not established"),
            (_IN, terms.AGAINST, "against"),
            (_IN, terms.NEAR, "near"),
        ),
    ),
    ("Statements", ((_OUT, terms.MADE, "said"), (_IN, terms.ABOUT, ""))),
    (
        "Contested points",
        ((_IN, terms.CONTESTS, ""), (_IN, terms.CLAIMED_BY, "claims"), (_IN, terms.DENIED_BY, "denies")),
    ),
    ("Reports", ((_OUT, terms.REPORTS, ""),)),
    ("Places", ((_IN, terms.WITHIN, ""),)),
    ("Bodies", ((_IN, terms.PART_OF, ""),)),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled property: one or more texts."""

    label: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that the card's thing has to do with. ``relation``: how, in words; may be empty."""

    iri: str
    type: str
    name: str
    relation: str
    contested: bool
    fields: tuple[Field, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one sort."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything to show of one thing. ``sentences``: what articles say of the thing itself."""

    iri: str
    type: str
    name: str
    contested: bool
    fields: tuple[Field, ...]
    sentences: tuple[Sentence, ...]
    sections: tuple[Section, ...]


def make_card(store: Store, iri: str) -> Card:
    """The card of the thing with this IRI; an empty one when the knowledge graph says nothing of it."""
    things = Things(store)
    sections = (Section(title, tuple(_entries(things, iri, ways))) for title, ways in _SECTIONS)
    head = make_head(things, iri)
    copies = near_copies(store, iri) if head.type == "Article" else ()
    told = (Field("same story in", tuple(sorted(map(things.label, copies)))),) if copies else ()
    shown = tuple(section for section in sections if section.entries)
    return replace(head, fields=(*head.fields, *told), sections=shown)


def make_head(things: Things, iri: str) -> Card:
    """The card of a thing by itself, without what it has to do with."""
    told = things.type(iri), things.label(iri), _contested(things, iri), tuple(_fields(things, iri))
    return Card(iri, *told, things.sentences(iri), ())


def _fields(things: Things, iri: str, beside: str | None = None) -> Iterator[Field]:
    """What to say of a thing in short; ``beside``: the IRI that the reader already knows it belongs to."""
    for label, predicate in _TEXTS:
        values = [value for value in things.values(iri, predicate) if (label, value) != _USUAL]
        if values and not (beside and label in _DETAILS):
            yield Field(label, tuple(value.replace("_", " ") if label in _WORDS else value for value in values))
    for names, ends in ((_TARGETS, things.values), (_SOURCES, things.sources)):
        for label, predicate in names:
            if others := [other for other in ends(iri, predicate) if other != beside]:
                yield Field(label, tuple(sorted(_called(things, other, predicate, iri) for other in others)))


def _called(things: Things, other: str, predicate: str, iri: str) -> str:
    """What to call a thing beside ``iri``; a holder with the time in office."""
    told = terms_in_words(things, other, iri) if predicate == terms.HOLDS else ""
    return f"{things.label(other)}, {told}" if told else things.label(other)


def _entries(things: Things, iri: str, ways: tuple[tuple[bool, str, str], ...]) -> Iterator[Entry]:
    """The things that are joined to ``iri`` in one of the ways, by date and name, each once."""
    joined: dict[str, list[str]] = {}
    for outward, predicate, words in ways:
        for other in things.values(iri, predicate) if outward else things.sources(iri, predicate):
            told = terms_in_words(things, iri, other) if predicate == terms.HOLDS else ""
            joined.setdefault(other, []).append(f"{words} {told}".rstrip())
    for other in sorted(joined, key=lambda other: _order(things, other)):
        relation = ", ".join(filter(None, joined[other]))
        yield Entry(
            other,
            things.type(other),
            things.label(other),
            relation,
            _contested(things, other),
            tuple(_fields(things, other, iri)),
            _grounds(things, other),
        )


def _order(things: Things, iri: str) -> tuple[str, str, str]:
    return next(iter(things.values(iri, terms.DATE_FROM)), "9999"), things.label(iri), iri


def _grounds(things: Things, iri: str) -> tuple[Sentence, ...]:
    """The sentences about a thing; of what it contests for a contested point, of its holders for an office."""
    behind = things.values(iri, terms.CONTESTS) + things.sources(iri, terms.HOLDS)
    return things.sentences(iri) or tuple(sorted({told for other in behind for told in things.sentences(other)}))


def _contested(things: Things, iri: str) -> bool:
    return "true" in things.values(iri, terms.CONTESTED)
