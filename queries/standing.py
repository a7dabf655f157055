"""The status of an agreement and of its parties at a date, read from a store, with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from accord.graph.status import DatedAct, Report, Standing, agreement_standing, party_standings
from accord.ontology import terms
from accord.queries.printing import Line
from accord.queries.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.store import Store
    from accord.queries.things import Sentence


_OF_ALL: Final = frozenset({"entry_into_force", "termination", "expiry"})
"""Acts that concern all parties unless a source says whose they are."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a status rests on: an act or a reported status. ``date``: as the sources have it; may be empty."""

    what: str
    date: str
    iri: str
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusOf:
    """The status of one agreement or party. ``since``: ISO 8601 day or empty."""

    iri: str
    name: str
    status: str
    since: str
    rests_on: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class StatusAt:
    """The status of an agreement and of each party. ``at``: the day asked for, ISO 8601; empty for the latest known."""

    at: str
    agreement: StatusOf
    parties: tuple[StatusOf, ...]


def status_at(store: Store, agreement: str, at: date | None = None) -> StatusAt:
    """The status of the agreement with this IRI at the end of the day ``at``; None: as far as is known."""
    things = Things(store)
    acts = tuple(_acts(things, agreement))
    parties = tuple(dict.fromkeys(things.sources(agreement, terms.PARTY_TO)))
    whole = agreement_standing(acts, _reports(things, agreement), len(parties), at)
    found = party_standings(acts, parties, at)
    told = sorted(((things.label(party), party) for party in found), key=lambda pair: (pair[0].casefold(), pair[1]))
    return StatusAt(
        at.isoformat() if at else "",
        _told(things, agreement, whole),
        tuple(_told(things, party, found[party]) for _, party in told),
    )


def status_lines(status: StatusAt) -> Iterator[Line]:
    """The statuses as lines: the agreement with its grounds, then each party with its own."""
    whole = status.agreement
    yield Line(whole.name, strong=True)
    yield Line(f"Agreement <{whole.iri}>")
    yield Line(f"{'on ' + status.at if status.at else 'latest known'}: {_in_words(whole)}", 2)
    for ground in whole.rests_on:
        yield Line(f"{ground.date} {ground.what}".strip(), 4)
        for sentence in ground.sentences:
            yield Line(f"“{sentence.quote}” — {sentence.source}", 6)
    if status.parties:
        yield Line("")
        yield Line(f"Parties ({len(status.parties)})", strong=True)
    for party in status.parties:
        told = ", ".join(f"{ground.what} {ground.date}".strip() for ground in party.rests_on)
        told = told.replace(f" by {party.name}", "")
        yield Line(f"{party.name}: {_in_words(party)}{f' ({told})' if told else ''}", 2)


def _in_words(told: StatusOf) -> str:
    return told.status.replace("_", " ") + (f" since {told.since}" if told.since else "")


def _told(things: Things, iri: str, standing: Standing) -> StatusOf:
    grounds = tuple(_ground(things, event) for event in standing.rests_on)
    since = standing.since.isoformat() if standing.since else ""
    return StatusOf(iri, things.label(iri), standing.status, since, grounds)


def _ground(things: Things, event: DatedAct | Report) -> Ground:
    if isinstance(event, Report):
        return Ground(f"reported {event.status.replace('_', ' ')}", event.day.isoformat(), event.article)
    by = f" by {things.label(event.party)}" if event.party else ""
    dated = next(iter(things.values(event.iri, terms.DATE)), "")
    return Ground(event.type.replace("_", " ") + by, dated, event.iri, things.sentences(event.iri))


def _acts(things: Things, agreement: str) -> Iterator[DatedAct]:
    """The acts that a source asserts, one for each party that performs it."""
    parties = set(things.sources(agreement, terms.PARTY_TO))
    for act in things.values(agreement, terms.HAS_ACT):
        facts = [fact for fact in things.values(act, terms.WAS_DERIVED_FROM) if things.asserts(fact)]
        if not facts:
            continue
        kind = next(iter(things.values(act, terms.ACT_TYPE)))
        first, last, reported = (
            _day(things, act, said) for said in (terms.DATE_FROM, terms.DATE_TO, terms.FIRST_REPORTED)
        )
        by: set[str | None] = {*things.values(act, terms.PERFORMED_BY)}
        for party in sorted(by or _unnamed(things, kind, facts, parties), key=str):
            yield DatedAct(kind, party, first, last, reported, act)


def _unnamed(things: Things, kind: str, facts: list[str], parties: set[str]) -> set[str | None]:
    """Who performs an act of which no source says so: whom its article has as parties, where there are others; or all.

    "Angola ratified the protocol" speaks of Angola, not of the other parties. What ends a treaty, or brings it into
    force, is of all.
    """
    found: set[str | None] = set()
    for fact in facts:
        named = set(things.parties_beside(fact))
        found |= named if named and named < parties and kind not in _OF_ALL else {None}
    return found


def _reports(things: Things, agreement: str) -> Iterator[Report]:
    """The statuses that dated articles assert of the agreement."""
    for fact in things.values(agreement, terms.WAS_DERIVED_FROM):
        if things.asserts(fact) and (told := things.reported(fact, terms.STATUS)):
            published = things.published(fact)
            if published:
                yield Report(told, date.fromisoformat(published), fact)


def _day(things: Things, iri: str, predicate: str) -> date | None:
    return next(map(date.fromisoformat, things.values(iri, predicate)), None)
