"""Which profiles meet, and how alike two of one kind are."""

from __future__ import annotations

from typing import Final

from accord.graph.knowledge import agreements, copies, events, persons
from accord.graph.knowledge.likeness import Likeness
from accord.graph.knowledge.profiles import AgreementProfile, EventProfile, PersonProfile, Profile, SourceProfile

_NO_LIKENESS: Final = Likeness(())


def blocks_of(profile: Profile) -> set[str]:
    """Keys under which a profile meets those that may be the same."""
    if isinstance(profile, PersonProfile):
        return set(persons.blocks(profile))
    if isinstance(profile, AgreementProfile):
        return set(agreements.blocks(profile))
    if isinstance(profile, SourceProfile):
        return set(copies.blocks(profile))
    return set(events.blocks(profile))


def likeness_of(one: Profile, other: Profile) -> Likeness:
    """How alike two profiles of one kind are; nothing in common for two kinds."""
    if isinstance(one, PersonProfile) and isinstance(other, PersonProfile):
        return persons.likeness(one, other)
    if isinstance(one, AgreementProfile) and isinstance(other, AgreementProfile):
        return agreements.likeness(one, other)
    if isinstance(one, EventProfile) and isinstance(other, EventProfile) and one.what == other.what:
        return events.likeness(one, other)
    if isinstance(one, SourceProfile) and isinstance(other, SourceProfile):
        return copies.likeness(one, other)
    return _NO_LIKENESS


def is_telling(profile: Profile) -> bool:
    """Whether a profile says enough that two mentions which look so are one thing."""
    return likeness_of(profile, profile).links


def fits_several(profile: Profile) -> bool:
    """Whether it may stand for several things that differ."""
    if isinstance(profile, PersonProfile):
        return persons.fits_several(profile)
    return isinstance(profile, AgreementProfile) and agreements.is_vague(profile)
