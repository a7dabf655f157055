"""The facts that one article states: the typed form of the facts document (DESIGN section 6).

Within a document, facts name actors by code (``RUS``, ``NATO``, ``Hamas``), people and places by the name that the
article gives; ``actors``, ``people`` and ``places`` say what each such name stands for. Every fact has passages, a
confidence in 0..1, a factuality and, where the article attributes it, the name of who says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from accord.graph.document import Passage

FACTUALITIES: Final = ("asserted", "claimed", "denied", "planned")


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, organisation or armed group. ``type``: State, Organization, ArmedGroup; ``part_of``: another code."""

    code: str
    name: str
    type: str
    wikidata: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place or region. Degrees are WGS 84; ``state``: code of the state it lies in; ``type``: city, region …"""

    name: str
    type: str = "region"
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands in the text and how far to trust it.

    ``according_to`` is the speaker's name as in ``Statement.speaker``, None when the article itself asserts the fact.
    """

    passages: tuple[Passage, ...]
    confidence: float = 1.0
    factuality: str = "asserted"
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An event in an agreement's life. ``type``: an act of the ontology's act scheme; ``party``: code, None = all."""

    type: str
    evidence: Evidence
    party: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A rule that an agreement lays down, as the text words it."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Relation:
    """How an agreement relates to another one. ``type``: amends, implements, supersedes or renews; ``to``: its key."""

    type: str
    to: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """An instrument, a concluded understanding, or a proposed one with identifiable parties. Dates are EDTF level 1.

    ``other_names``: what else it is called; ``entry``: register and number there, such as ``un-treaties 26-4``.
    """

    key: str
    kind: str
    parties: tuple[str, ...]
    status: str
    evidence: Evidence
    name: str | None = None
    mediators: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    regions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    provisions: tuple[Provision, ...] = ()
    relations: tuple[Relation, ...] = ()
    other_names: tuple[str, ...] = ()
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting, call, visit, negotiation or letter; ``about``: keys of agreements that were discussed."""

    key: str
    mode: str
    participants: tuple[str, ...]
    actors: tuple[str, ...]
    evidence: Evidence
    place: str | None = None
    date: str | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A person's public office as held at the time of the article, or from ``since`` to ``until`` where it says so.

    ``actor``: code of the state or body, or None; dates are EDTF level 1, the first and the last one in office.
    """

    person: str
    office: str
    role: str
    evidence: Evidence
    actor: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """An attributed statement. ``about``: key of an agreement, contact or incident, else a short noun phrase."""

    speaker: str
    stance: str
    evidence: Evidence
    actor: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """A reported strike, clash, ... ; ``by`` and ``against``: actor codes; ``near``: place names."""

    key: str
    kind: str
    evidence: Evidence
    by: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that one article states. ``people``: names of speakers who are persons and appear in no other fact."""

    id: str
    extractor: str
    published: str | None = None
    agreements: tuple[Agreement, ...] = ()
    contacts: tuple[Contact, ...] = ()
    offices: tuple[Office, ...] = ()
    statements: tuple[Statement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[str, ...] = ()
