"""Places by exact name: cities and subdivisions with GeoNames ids, and regions as the press calls them."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from accord.graph.facts import Place
from accord.loaders.extraction.gazetteer import word_list

_CITY: Final = 1


class PlaceGazetteer:
    """Exact look-up; the table is read at the first question."""

    def __init__(self, regions: dict[str, Place]) -> None:
        self._regions = regions
        self._rows: dict[str, list[str]] | None = None

    @classmethod
    def load(cls) -> PlaceGazetteer:
        """Read the regions; cities wait until asked for."""
        regions = {}
        for row in word_list("regions"):
            place = Place(
                row["name"],
                row["type"],
                None,
                float(row["latitude"]) if row["latitude"] else None,
                float(row["longitude"]) if row["longitude"] else None,
                row["state"] or None,
            )
            for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
                regions[name] = place
        return cls(regions)

    def is_region(self, name: str) -> bool:
        """Whether a name is one of the regions of the press."""
        return name in self._regions

    def place(self, name: str, hints: frozenset[str]) -> Place | None:
        """The place of that name: a region, else the city in a hinted state, else the most populous one, else None."""
        region = self._regions.get(name.removeprefix("the "))
        if region is not None:
            return Place(name, region.type, region.geonames, region.latitude, region.longitude, region.state)
        rows = [line.split("\t") for line in self._table().get(name, ())]
        if not rows:
            return None
        best = max(rows, key=lambda r: (r[1] in hints, r[2] == "city", int(r[6] or 0)))
        return Place(
            name, best[2], int(best[3]) if best[3] else None, _degrees(best[4]), _degrees(best[5]), best[1]
        )

    def _table(self) -> dict[str, list[str]]:
        if self._rows is None:
            text = files("accord.loaders").joinpath("data", "places.tsv").read_text(encoding="utf-8")
            rows: dict[str, list[str]] = {}
            for line in text.split("\n"):
                if line and line[0] != "#":
                    rows.setdefault(line[: line.index("\t")], []).append(line)
            self._rows = rows
        return self._rows


def _degrees(text: str) -> float | None:
    return float(text) if text else None
