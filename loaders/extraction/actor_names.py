"""The names of actors as the data files give them: which surface stands for which states, bodies and groups.

Sources: states.tsv, metonyms.tsv, igos.tsv, groups.tsv, regions.tsv and decoys.tsv of ``loaders/data``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.facts import Actor
from accord.loaders.word_lists import values, word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.loaders.word_lists import Row

# Where the language model's tokeniser cuts inside a name: hyphens between letters, possessives and these signs.
_CUTS: Final = re.compile(r"(?<=[^\W\d_])[-–](?=[^\W\d_])|[,()/&]|(?<=\d)\+|'s(?=\s|$)|(?<=\w)'(?=\s|$)")


@dataclass(frozen=True, slots=True)
class ActorSense:
    """One actor that a surface may stand for.

    ``type``: State, Organization or ArmedGroup; ``surface_kind``: name, demonym, people, capital, metonym or acronym;
    ``acts_for``: code of the actor that is meant when the surface acts (European Commission: EU), None: itself.
    """

    code: str
    name: str
    type: str
    surface_kind: str
    wikidata: str | None = None
    acts_for: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory. ``kind``: state, territory or historic; ``since`` and ``until`` are EDTF, None when open.

    ``capitals``: seats of government as the press names them, the present one first; ``cow`` and ``gw``: its numbers
    with Correlates of War and Gleditsch-Ward, None where it has none or it isn't sure.
    """

    code: str
    name: str
    kind: str
    wikidata: str | None
    capitals: tuple[str, ...]
    since: str | None
    until: str | None
    successors: tuple[str, ...]
    cow: int | None
    gw: int | None


Surface = tuple[str, ActorSense]


def surface_tokens(surface: str) -> tuple[str, ...]:
    """A name cut into tokens as the language model's tokeniser cuts it.

    >>> surface_tokens("Guinea-Bissau"), surface_tokens("People's Republic of China"), surface_tokens("U.S.")
    (('Guinea', '-', 'Bissau'), ('People', "'s", 'Republic', 'of', 'China'), ('U.S.',))
    """
    return tuple(_CUTS.sub(r" \g<0> ", surface).split())


def states() -> Iterator[State]:
    """Every state and territory of states.tsv, in order."""
    for row in word_list("states"):
        yield State(
            row["code"],
            row["name"],
            row["kind"],
            row["wikidata"] or None,
            tuple(c.partition("@")[0] for c in values(row["capitals"])),
            row["since"] or None,
            row["until"] or None,
            values(row["successors"]),
            int(row["cow"]) if row["cow"] else None,
            int(row["gw"]) if row["gw"] else None,
        )


def state_surfaces() -> Iterator[Surface]:
    """Names, demonyms, nouns for the people and seats of government; historic states last."""
    rows = word_list("states")
    for row in [*(r for r in rows if r["kind"] != "historic"), *(r for r in rows if r["kind"] == "historic")]:
        yield from _of_state(row)


def _of_state(row: Row) -> Iterator[Surface]:
    columns = (
        ("name", (row["name"], *values(row["aliases"]))),
        ("demonym", values(row["adjectives"])),
        ("people", values(row["people"])),
        ("capital", tuple(c.partition("@")[0] for c in values(row["capitals"]))),
    )
    for kind, surfaces in columns:
        sense = ActorSense(row["code"], row["name"], "State", kind, row["wikidata"] or None)
        for surface in surfaces:
            yield surface, sense


def metonym_surfaces(known: dict[str, Actor]) -> Iterator[Surface]:
    """Seats and organs of states: "Kremlin", "State Department", "Bundestag"."""
    for row in word_list("metonyms"):
        actor = known[row["code"]]
        yield row["surface"], ActorSense(actor.code, actor.name, actor.type, "metonym", actor.wikidata)


def body_surfaces(name: str) -> Iterator[Surface]:
    """Names, acronyms, adjectives and members of the bodies in ``igos`` or ``groups``."""
    for row in word_list(name):
        kinds = {
            kind: ActorSense(
                row["code"], row["name"], _body_type(row), kind, row["wikidata"] or None, row["acts_for"] or None
            )
            for kind in ("name", "acronym", "demonym", "people")
        }
        for surface in dict.fromkeys((row["code"], row["name"], *values(row["aliases"]))):
            yield surface, kinds["acronym" if is_acronym(surface) else "name"]
        for column, kind in (("adjectives", "demonym"), ("people", "people")):
            for surface in values(row.get(column, "")):
                yield surface, kinds[kind]


def _body_type(row: Row) -> str:
    return row.get("type", "Organization")


def is_acronym(surface: str) -> bool:
    """Whether a surface is written in capitals, points or figures only, or nearly so: "UN", "U.N.", "G-7", "SADC"."""
    return " " not in surface and sum(c.isupper() for c in surface) * 2 > len(surface.replace(".", ""))


def actors() -> dict[str, Actor]:
    """Every actor by code."""
    found = {s.code: Actor(s.code, s.name, "State", s.wikidata) for s in states()}
    for name in ("igos", "groups"):
        for row in word_list(name):
            whole = row.get("part_of") or row["acts_for"] or None
            found[row["code"]] = Actor(row["code"], row["name"], _body_type(row), row["wikidata"] or None, whole)
    return found


def grouped(surfaces: Iterable[Surface]) -> dict[tuple[str, ...], tuple[ActorSense, ...]]:
    """Senses by the tokens of their surface, one for each actor, in the order given."""
    found: dict[tuple[str, ...], tuple[ActorSense, ...]] = {}
    for surface, sense in surfaces:
        key = surface_tokens(surface)
        held = found.get(key, ())
        if all(other.code != sense.code for other in held):
            found[key] = (*held, sense)
    return found
