from __future__ import annotations

from pathlib import Path

import pytest

from accord.graph.errors import InputError
from accord.graph.identifiers import DEFAULT_BASE
from accord.graph.settings import base_iri, default_store, store_place


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text('store = "from-file"\nbase = "https://file.example/"\n', encoding="utf-8")
    return file


def test_an_option_outranks_the_environment_which_outranks_the_file(config: Path) -> None:
    environment = {"ACCORD_STORE": "/from/environment", "ACCORD_BASE": "https://environment.example/"}
    assert store_place(Path("mine"), environment=environment, config=config) == Path("mine")
    assert store_place(environment=environment, config=config) == Path("/from/environment")
    assert store_place(environment={}, config=config) == config.parent / "from-file"
    assert base_iri("https://mine.example/", environment=environment, config=config) == "https://mine.example/"
    assert base_iri(environment=environment, config=config) == "https://environment.example/"
    assert base_iri(environment={}, config=config) == "https://file.example/"


def test_without_any_setting_the_store_lies_in_the_data_folder(tmp_path: Path) -> None:
    nothing = tmp_path / "config.toml"
    assert store_place(environment={"ACCORD_STORE": ""}, config=nothing) == default_store()
    assert base_iri(environment={}, config=nothing) == DEFAULT_BASE


def test_home_is_understood(tmp_path: Path) -> None:
    found = store_place(environment={"ACCORD_STORE": "~/store"}, config=tmp_path / "none")
    assert found == Path.home() / "store"


@pytest.mark.parametrize("told", ["store = ", "store = 3", "\x00"])
def test_a_file_that_cant_be_used_is_named(config: Path, told: str) -> None:
    config.write_text(told, encoding="utf-8")
    with pytest.raises(InputError, match=r"config\.toml"):
        store_place(environment={}, config=config)
