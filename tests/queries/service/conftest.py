"""Services that tests of this folder share: a raw one, and one on the store of three articles."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from http_service import Service, serving

from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def raw_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A raw service with an empty store, that all may write to."""
    folder = tmp_path_factory.mktemp("raw")
    with serving(folder / "store", folder, "--raw", "--timeout", "20") as service:
        yield service


@pytest.fixture
def raw(raw_service: Service) -> Service:
    """The raw service, emptied."""
    cleared = raw_service.update("CLEAR ALL")
    assert cleared.status == 204, cleared.told
    return raw_service


@pytest.fixture(scope="session")
def own_store(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store of three articles, which a service may write to."""
    folder = tmp_path_factory.mktemp("own") / "store"
    shutil.copytree(store_path, folder)
    return folder


@pytest.fixture(scope="session")
def service(own_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service on the store of three articles."""
    with serving(own_store, tmp_path_factory.mktemp("served"), "--timeout", "5", "--origin", "*") as found:
        yield found


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    """A store without articles."""
    with Store.open(tmp_path / "store"):
        pass
    return tmp_path / "store"
