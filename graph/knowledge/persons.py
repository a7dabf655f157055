"""When two mentions of people are one person.

A full name in one spelling or another is enough where nothing speaks against it; a bare family name or an initial
needs an actor in common, and that there is only one whom it can mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.identifiers import SINGULAR_ROLES
from accord.graph.knowledge.likeness import Likeness, contradiction
from accord.graph.knowledge.names import adds_family, compatible, is_partial, same_full_name, sound, telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.knowledge.profiles import PersonProfile


def blocks(one: PersonProfile) -> Iterator[str]:
    """Keys of which two profiles that may be one person share one."""
    told = telling(one.words)
    if one.actors or not is_partial(one.words):
        yield "person written " + " ".join(one.words)
    if len(told) > 1:
        yield "person name " + " ".join(sorted(map(sound, told)))
        yield "person joined " + "".join(told)
    for actor in one.actors or one.around:
        for word in told:
            if len(word) > 1:
                yield f"person {sound(word)} of {actor}"


def likeness(one: PersonProfile, other: PersonProfile) -> Likeness:
    """How much speaks for one person."""
    if not compatible(one.words, other.words):
        return contradiction("the names differ")
    if one.actors and other.actors and not set(one.actors) & set(other.actors):
        return contradiction("they serve different states or bodies")
    reasons = []
    if same_full_name(one.words, other.words):
        reasons.append((5.0, "the same full name"))
    else:
        reasons.append((2.0, "names that agree"))
        if adds_family(one.words, other.words) and not SINGULAR_ROLES & set(one.roles) & set(other.roles):
            reasons.append((-2.0, "a family name more"))
    if one.actors and other.actors:
        reasons.append((3.0, "the same state or body"))
        if set(one.roles) & set(other.roles):
            reasons.append((1.0, "the same kind of office"))
    elif set(one.actors or one.around) & set(other.actors or other.around) and (one.actors or other.actors):
        reasons.append((3.0, "named in an article about that state or body"))
    return Likeness(tuple(reasons))


def fits_several(one: PersonProfile) -> bool:
    """Whether it may link people who differ: a partial name, or a full one of which no office is known."""
    return is_partial(one.words) or not one.actors
