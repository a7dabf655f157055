"""Mentions whose words name no parties and that belong to nothing told so far: between whom they most probably are.

A guess that is right every second time is worth making: what isn't guessed is missed for certain, and most articles
speak of other instruments of the same two sides ("the present scheme, agreed in 2007").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accord.loaders.extraction.gathering import Gathering, gather, home_of, is_concluded, names_parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.loaders.extraction.agreements import Reading


def gather_all(readings: list[Reading]) -> list[Gathering]:
    """The agreements that readings tell of, with those that only readings without parties do, in order of finding."""
    found = gather(readings)
    told = any(g.has_parties for g in found)
    placed = {r.mention for g in found for r in g.readings}
    for reading in readings:
        if reading.mention in placed or not _tells_of_one(reading, told=told):
            continue
        parties = _parties(reading, found)
        if not parties:
            continue
        supposed = replace(reading, frame=replace(reading.frame, parties=parties))
        home = home_of(supposed, found)
        if home is None:
            found.append(Gathering([supposed]))
        else:
            home.readings.append(supposed)
    return [g for g in found if g.has_parties]


def _tells_of_one(reading: Reading, *, told: bool) -> bool:
    """An instrument that is there, not a word in passing; where the article tells of no other, one that was made."""
    if names_parties(reading) or reading.sentence.headline:
        return False
    if reading.mention.verbal and not (reading.date and is_concluded(reading)):
        return False
    if reading.frame.private and not reading.date:
        return False
    done = reading.status is not None and reading.status.done
    return told or done or reading.date is not None


def _parties(reading: Reading, gatherings: Iterable[Gathering]) -> tuple[str, ...]:
    """The two that its sentence speaks of, else those of the article's other agreements where all have the same."""
    own = set(reading.frame.parties)
    known = {frozenset(g.parties): g.parties for g in gatherings if len(g.parties) > 1}
    common = next(iter(known.values())) if len(known) == 1 else ()
    choices = (common, reading.beside) if reading.date else (reading.beside, common)
    return next((c for c in choices if c and own <= set(c)), ())
