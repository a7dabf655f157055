"""Places by exact name: regions as the press calls them, states and capitals, cities and subdivisions of GeoNames."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from importlib.resources import files
from typing import Final

from accord.graph.facts import Place
from accord.loaders.extraction.actor_names import State, states
from accord.loaders.sorted_table import SortedTable
from accord.loaders.word_lists import values, word_list

# A smaller town is more likely a coincidence of names, unless the article speaks of its state.
_KNOWN_ANYWHERE: Final = 15_000
_LONGEST_NAME: Final = 80
# Look-ups kept, so that a run over any number of articles stays small.
_REMEMBERED: Final = 20_000


class PlaceGazetteer:
    """Exact look-up of place names; each table is read at the first name that needs it."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, frozenset[str]], Place | None] = {}

    @classmethod
    def load(cls) -> PlaceGazetteer:
        """A gazetteer that has read nothing yet."""
        return cls()

    def is_region(self, name: str) -> bool:
        """Whether a name is a region, sea, river or site that the press speaks of: no city and no state."""
        place = self.region(name)
        return place is not None and place.type != "city"

    def region(self, name: str) -> Place | None:
        """What the press calls by that name, under its main name; None when it isn't in the list of regions."""
        return self._regions.get(name.replace("’", "'").removeprefix("the "))

    def place(self, name: str, hints: frozenset[str]) -> Place | None:
        """The place of that name, None when unknown; it keeps the name as given.

        ``hints``: codes of the states that the article speaks of. A region of the press comes first, then states and
        capitals, then the most populous city or subdivision in a hinted state, then the most populous one anywhere.
        """
        key = (name, hints)
        if len(self._found) > _REMEMBERED:
            self._found.clear()
        if key not in self._found:
            found = self._look_up(name, hints) if 0 < len(name) <= _LONGEST_NAME else None
            self._found[key] = replace(found, name=name) if found is not None else None
        return self._found[key]

    def state_of_region(self, name: str) -> str | None:
        """Code of the state that has the only first-level subdivision of that name, None when unknown or shared."""
        states_named = {p.state for p, _ in self._candidates(name) if p.type == "region"}
        return states_named.pop() if len(states_named) == 1 else None

    def _look_up(self, name: str, hints: frozenset[str]) -> Place | None:
        plain = name.replace("’", "'").strip()
        for form in dict.fromkeys((plain, plain.removeprefix("the ").removeprefix("The "), plain.partition(",")[0])):
            found = self._regions.get(form) or self._state_or_capital(form) or self._best(form, hints)
            if found is not None:
                return found
        quiet = " ".join(w.capitalize() for w in plain.split(" "))
        # Some capitals have no small letter, and so stay as they are.
        return self._look_up(quiet, hints) if plain.isupper() and len(plain) > 3 and not quiet.isupper() else None

    def _state_or_capital(self, name: str) -> Place | None:
        state = self._states.get(name)
        if state is not None:
            return Place(state.name, "state", state=state.code)
        code = self._capitals.get(name)
        if code is None:
            return None
        here = [p for p, _ in self._candidates(name) if p.state == code]
        return here[0] if here else Place(name, "city", state=code)

    def _best(self, name: str, hints: frozenset[str]) -> Place | None:
        candidates = self._candidates(name)
        hinted = [p for p, _ in candidates if p.state in hints]
        known = [p for p, people in candidates if people >= _KNOWN_ANYWHERE]
        return next(iter(hinted or known), None)

    def _candidates(self, name: str) -> list[tuple[Place, int]]:
        """Places of that name with their population, the most populous first; a subdivision counts as well known."""
        found = []
        for _, state, kind, geonames, latitude, longitude, people in self._table.rows(name):
            place = Place(
                name, kind, int(geonames) if geonames else None, _degrees(latitude), _degrees(longitude), state or None
            )
            found.append((place, int(people) if people else _KNOWN_ANYWHERE))
        return sorted(found, key=lambda c: -c[1])

    @cached_property
    def _regions(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for row in word_list("regions"):
            latitude, longitude = _degrees(row["latitude"]), _degrees(row["longitude"])
            place = Place(row["name"], row["type"], None, latitude, longitude, row["state"] or None)
            for name in (row["name"], *values(row["aliases"])):
                found.setdefault(name, place)
        return found

    @cached_property
    def _states(self) -> dict[str, State]:
        by_code = {state.code: state for state in states()}
        rows = sorted(word_list("states"), key=lambda r: r["kind"] == "historic")
        found: dict[str, State] = {}
        for row in rows:
            for name in (row["name"], *values(row["aliases"])):
                found.setdefault(name, by_code[row["code"]])
        return found

    @cached_property
    def _capitals(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for state in sorted(states(), key=lambda s: s.kind == "historic"):
            for capital in state.capitals:
                found.setdefault(capital, state.code)
        return found

    @cached_property
    def _table(self) -> SortedTable:
        return SortedTable(files("accord.loaders").joinpath("data", "places.tsv").read_bytes())


def _degrees(text: str) -> float | None:
    return float(text) if text else None
