"""Which place a name stands for."""

from __future__ import annotations

from importlib.resources import files

import pytest

from accord.loaders.extraction.build_places import build
from accord.loaders.extraction.place_names import PlaceGazetteer

NOWHERE: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def places() -> PlaceGazetteer:
    return PlaceGazetteer.load()


def test_a_city_has_its_geonames_id_coordinates_and_state(places: PlaceGazetteer) -> None:
    oslo = places.place("Oslo", NOWHERE)
    assert oslo is not None
    assert (oslo.type, oslo.geonames, oslo.state) == ("city", 3143244, "NOR")
    assert oslo.latitude == pytest.approx(59.91, abs=0.05)
    assert oslo.longitude == pytest.approx(10.75, abs=0.05)


def test_the_most_populous_of_a_name_wins_unless_the_article_speaks_of_another_state(places: PlaceGazetteer) -> None:
    plain, hinted = places.place("Valencia", NOWHERE), places.place("Valencia", frozenset({"ESP"}))
    assert plain is not None
    assert hinted is not None
    assert (plain.state, hinted.state) == ("VEN", "ESP")


def test_a_capital_is_the_capital_without_a_hint(places: PlaceGazetteer) -> None:
    rome = places.place("Rome", NOWHERE)
    assert rome is not None
    assert rome.state == "ITA"


def test_a_small_town_counts_only_in_a_state_that_the_article_speaks_of(places: PlaceGazetteer) -> None:
    assert places.place("Tromøy", NOWHERE) is None
    assert places.place("Lillehammer", frozenset({"NOR"})) is not None


@pytest.mark.parametrize(
    ("name", "kind", "state"),
    [
        ("Gaza Strip", "region", "PSE"),
        ("Donbass", "region", "UKR"),
        ("the South China Sea", "sea", None),
        ("Strait of Hormuz", "strait", None),
        ("Golan", "region", "SYR"),
        ("Middle East", "region", None),
        ("Africa", "continent", None),
        ("Camp David", "site", "USA"),
    ],
)
def test_regions_of_the_press_are_known(places: PlaceGazetteer, name: str, kind: str, state: str | None) -> None:
    place = places.place(name, NOWHERE)
    assert place is not None
    assert (place.name, place.type, place.state) == (name, kind, state)
    assert place.latitude is not None
    assert places.is_region(name)


def test_states_are_places_too(places: PlaceGazetteer) -> None:
    burma = places.place("Burma", NOWHERE)
    assert burma is not None
    assert (burma.type, burma.state) == ("state", "MMR")


def test_old_and_plain_spellings_find_the_same_city(places: PlaceGazetteer) -> None:
    old, plain = places.place("Bombay", NOWHERE), places.place("Kandahar", NOWHERE)
    assert old is not None
    assert plain is not None
    assert (old.state, plain.state) == ("IND", "AFG")


def test_a_name_in_capitals_is_found_and_kept_as_written(places: PlaceGazetteer) -> None:
    lisbon = places.place("LISBON", NOWHERE)
    assert lisbon is not None
    assert (lisbon.name, lisbon.state) == ("LISBON", "PRT")


def test_unknown_and_senseless_names_are_no_places(places: PlaceGazetteer) -> None:
    assert places.place("Xyzzyville", NOWHERE) is None
    assert places.place("", NOWHERE) is None
    assert places.place("very " * 40, NOWHERE) is None
    assert not places.is_region("Oslo")


def test_the_table_of_places_is_what_its_source_gives() -> None:
    table = files("accord.loaders").joinpath("data", "places.tsv").read_bytes()
    assert build().encode() == table
