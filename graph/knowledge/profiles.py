"""What a mention looks like: the features by which mentions of different articles are compared.

A mention is a person, agreement, contact or incident of one article. Mentions that look alike in everything share a
profile, so that the hundredth report of a signature costs no more than the second.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from accord.graph.identifiers import INDEX, digest, fold
from accord.graph.knowledge import names
from accord.graph.knowledge.view import text_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.knowledge.reading import Reading

Texts: TypeAlias = "tuple[str, ...]"


@dataclass(frozen=True, slots=True)
class PersonProfile:
    """A person: folded words of the name, actors whose offices an article gives them, roles there.

    ``around``: the actors of the article's agreements and contacts, where it gives no office.
    """

    words: Texts
    actors: Texts
    roles: Texts
    around: Texts
    apart: str = ""


@dataclass(frozen=True, slots=True)
class AgreementProfile:
    """An agreement. ``first``, ``last``: days as ISO 8601, empty when undated, and then ``reported`` is the article's.

    ``stage``: early before it is signed, late after; names, places and regions are folded, ``signed`` are family
    names; ``others`` are other names, folded, and ``entry`` is that of a register; ``apart`` tells alike mentions of
    one article apart.
    """

    parties: Texts
    form: str
    name: str
    first: str
    last: str
    reported: str
    stage: str
    place: Texts
    regions: Texts
    topics: Texts
    signed: Texts
    others: Texts = ()
    entry: str = ""
    apart: str = ""


@dataclass(frozen=True, slots=True)
class EventProfile:
    """A contact or an incident. ``form``: mode or kind; ``actors``, ``against``: sides; ``people``: family names."""

    what: str
    form: str
    actors: Texts
    against: Texts
    people: Texts
    first: str
    last: str
    place: Texts
    apart: str = ""


_EARLY: Final = frozenset({"proposed", "under_negotiation", "agreed", "rejected"})
"""Statuses of what isn't signed."""


@dataclass(frozen=True, slots=True)
class SourceProfile:
    """An article's text as MinHash signature, ``SIZE`` numbers of 8 hex digits; empty when it is too short."""

    signature: str
    apart: str = ""


Profile: TypeAlias = "PersonProfile | AgreementProfile | EventProfile | SourceProfile"

KINDS: Final = {
    terms.PERSON: "person",
    terms.AGREEMENT: "agreement",
    terms.CONTACT: "contact",
    terms.INCIDENT: "incident",
}
"""Classes whose mentions are resolved, and the word for each in IRIs."""

JUDGED: Final = "judged "
"""How ``apart`` begins of a mention that somebody judged: no other has its profile, so the verdict is on it alone."""

_PROFILES: Final = {
    "person": PersonProfile,
    "agreement": AgreementProfile,
    "contact": EventProfile,
    "incident": EventProfile,
    "source": SourceProfile,
}


def profile_of(reading: Reading, word: str, mention: str) -> Profile:
    """The features of a mention; ``word``: the one for its kind."""
    makers: dict[str, Callable[[Reading, str], Profile]] = {
        "person": _person,
        "agreement": _agreement,
        "contact": _contact,
        "incident": _incident,
    }
    return makers[word](reading, mention)


def written(word: str, profile: Profile) -> tuple[str, str]:
    """The IRI of a profile, and its features as JSON."""
    text = json.dumps({"of": word, **asdict(profile)}, ensure_ascii=False, separators=(",", ":"))
    return f"{INDEX}/profile/{digest(text)}", text


@lru_cache(maxsize=50_000)
def parsed(text: str) -> tuple[str, Profile]:
    """The word for the kind of a profile, and the profile."""
    told = json.loads(text)
    word = told.pop("of")
    made: Profile = _PROFILES[word](**{k: tuple(v) if isinstance(v, list) else v for k, v in told.items()})
    return word, made


def _person(reading: Reading, mention: str) -> PersonProfile:
    article = reading.article(mention)
    tenures = reading.subjects(mention, terms.TENURE_PERSON)
    offices = {office for tenure in tenures for office in reading.values(tenure, terms.TENURE_OFFICE)}
    actors = {_whose(reading, office, article) for office in offices} - {""}
    roles = {_in_article(reading, office, terms.ROLE, article) for office in offices} - {""}
    words = names.words(reading.value(mention, terms.NAME) or mention)
    around = () if actors else _around(reading, article)
    return PersonProfile(words, tuple(sorted(actors)), tuple(sorted(roles)), around)


def _around(reading: Reading, article: str) -> Texts:
    """The actors that an article's agreements and contacts are about."""
    things = {
        q.subject for p in (terms.PARTY_TO, terms.TOOK_PART_IN) for q in reading.view.match(None, p, None, article)
    }
    return _sides(reading, tuple(text_of(thing) for thing in things))


def _whose(reading: Reading, office: str, article: str) -> str:
    quads = reading.view.match(office, terms.OFFICE_OF, None, article)
    actor = min((text_of(quad.object) for quad in quads), default="")
    return reading.canonical(actor) if actor else ""


def _in_article(reading: Reading, thing: str, predicate: str, article: str) -> str:
    """The notation that ``article`` gives a thing of all articles."""
    quads = reading.view.match(thing, predicate, None, article)
    return min((text_of(quad.object).rpartition("/")[2] for quad in quads), default="")


def _is_person(reading: Reading, thing: str) -> bool:
    return thing.startswith(f"{reading.article(thing)}/person/")


def _sides(reading: Reading, things: Texts) -> Texts:
    """Actors as the knowledge graph knows them; people are left out."""
    return tuple(sorted({reading.canonical(t) for t in things if not _is_person(reading, t)}))


def _families(reading: Reading, things: Texts) -> Texts:
    """The telling last words of the names of those among ``things`` who are people."""
    found = (reading.value(t, terms.NAME) for t in things if _is_person(reading, t))
    return tuple(sorted({names.telling(names.words(name))[-1] for name in found if name}))


def _places(reading: Reading, mention: str, predicate: str) -> Texts:
    """The folded names that the mention's article gives its places."""
    article = reading.article(mention)
    told = (
        q for place in reading.values(mention, predicate) for q in reading.view.match(place, terms.NAME, None, article)
    )
    return tuple(sorted({fold(text_of(quad.object)) for quad in told}))


def _agreement(reading: Reading, mention: str) -> AgreementProfile:
    bound = reading.subjects(mention, terms.PARTY_TO) + reading.subjects(mention, terms.ALLEGED_PARTY_TO)
    first, last = _span(reading, mention)
    return AgreementProfile(
        parties=_sides(reading, bound),
        form=reading.notation(mention, terms.KIND),
        name=fold(reading.value(mention, terms.OFFICIAL_NAME) or ""),
        first=first,
        last=last,
        reported="" if first or last else reading.published(reading.article(mention)),
        stage="early" if reading.notation(mention, terms.STATUS) in _EARLY else "late",
        place=_places(reading, mention, terms.SIGNED_AT),
        regions=_places(reading, mention, terms.COVERS),
        topics=tuple(sorted({topic.rpartition("/")[2] for topic in reading.values(mention, terms.TOPIC)} - {"other"})),
        signed=_families(reading, reading.subjects(mention, terms.SIGNED)),
        others=tuple(sorted(map(fold, reading.values(mention, terms.OTHER_NAME)))),
        entry=reading.value(mention, terms.REGISTER_ENTRY) or "",
    )


def _contact(reading: Reading, mention: str) -> EventProfile:
    who = reading.subjects(mention, terms.TOOK_PART_IN)
    first, last = _span(reading, mention)
    return EventProfile(
        what="contact",
        form=reading.notation(mention, terms.MODE),
        actors=_sides(reading, who),
        against=(),
        people=_families(reading, who),
        first=first,
        last=last,
        place=_places(reading, mention, terms.HELD_AT),
    )


def _incident(reading: Reading, mention: str) -> EventProfile:
    by = reading.values(mention, terms.COMMITTED_BY) + reading.values(mention, terms.ATTRIBUTED_TO)
    first, last = _span(reading, mention)
    return EventProfile(
        what="incident",
        form=reading.notation(mention, terms.INCIDENT_KIND),
        actors=_sides(reading, by),
        against=_sides(reading, reading.values(mention, terms.AGAINST)),
        people=(),
        first=first,
        last=last,
        place=_places(reading, mention, terms.NEAR),
    )


def _span(reading: Reading, mention: str) -> tuple[str, str]:
    return reading.value(mention, terms.DATE_FROM) or "", reading.value(mention, terms.DATE_TO) or ""
