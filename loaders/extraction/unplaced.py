"""Mentions whose words name no parties and that belong to nothing told so far, but have a date of their own.

An article speaks of earlier instruments of its two sides without naming them again: "a similar pact of 2007".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accord.loaders.extraction.gathering import Gathering, gather, home_of, names_parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.loaders.extraction.agreements import Reading


def gather_all(readings: list[Reading]) -> list[Gathering]:
    """The agreements that readings tell of, with those that only readings without parties do, in order of finding."""
    found = gather(readings)
    placed = {r.mention for g in found for r in g.readings}
    for reading in readings:
        if reading.mention in placed or not _is_dated(reading):
            continue
        parties = _common_parties(found)
        if not parties or not set(reading.frame.parties) <= set(parties):
            continue
        supposed = replace(reading, frame=replace(reading.frame, parties=parties))
        home = home_of(supposed, found)
        if home is None:
            found.append(Gathering([supposed]))
        else:
            home.readings.append(supposed)
    return [g for g in found if g.has_parties]


def _is_dated(reading: Reading) -> bool:
    """A noun of the body with a date of its own."""
    verbal = reading.mention.verbal or names_parties(reading)
    return reading.date is not None and not verbal and not reading.sentence.headline


def _common_parties(gatherings: Iterable[Gathering]) -> tuple[str, ...]:
    """The parties of the article's agreements, where all that have several have the same."""
    known = {frozenset(g.parties): g.parties for g in gatherings if len(g.parties) > 1}
    return next(iter(known.values())) if len(known) == 1 else ()
