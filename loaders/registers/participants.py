"""Participants of treaties and conflicts by the names that registers give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from accord.graph.facts import Actor
from accord.graph.identifiers import fold
from accord.loaders.extraction.actor_names import actors, body_surfaces, state_surfaces, states
from accord.loaders.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

_INVERTED: Final = re.compile(r"(?P<head>.+) \((?P<style>.+ of)\)")


@dataclass
class Participants:
    """Finds actors by name; ``unknown`` gathers the names that no gazetteer knows."""

    unknown: set[str] = field(default_factory=set)

    def find(self, name: str, otherwise: str = "Organization") -> Actor:
        """The actor with this name; of one that isn't known, an actor of the class ``otherwise`` with this very name.

        >>> Participants().find("Iran (Islamic Republic of)").code
        'IRN'
        """
        if (found := self.known(name)) is not None:
            return found
        self.unknown.add(name)
        return Actor(name, name, otherwise)

    def known(self, name: str) -> Actor | None:
        """The actor with this name; None when no gazetteer knows it."""
        return next((self._actors[code] for form in _forms(name) if (code := self._codes.get(fold(form)))), None)

    def state(self, number: int, year: int) -> Actor | None:
        """The state with this number of Gleditsch and Ward in that year; None when there is none."""
        found = [s for s in states() if s.gw == number]
        then = [s for s in found if (s.since or "")[:4] <= str(year) <= (s.until or "9999")[:4]]
        return next((self._actors[state.code] for state in then or found), None)

    @cached_property
    def _actors(self) -> dict[str, Actor]:
        return actors()

    @cached_property
    def _codes(self) -> dict[str, str]:
        """Codes by folded name: those of registers first, then states and their historic ones, then bodies."""
        found = {fold(row["name"]): row["code"] for row in word_list("register_names")}
        for surface, code in _names():
            found.setdefault(fold(surface), code)
        return found


def _names() -> Iterator[tuple[str, str]]:
    for surfaces in (state_surfaces(), body_surfaces("igos"), body_surfaces("groups")):
        for surface, sense in surfaces:
            if sense.surface_kind in ("name", "acronym"):
                yield surface, sense.code


def _forms(name: str) -> Iterator[str]:
    """The name, and the usual one of a name such as "Bolivia (Plurinational State of)"."""
    yield name
    if inverted := _INVERTED.fullmatch(name):
        yield f"{inverted['style']} {inverted['head']}"
        yield inverted["head"]
