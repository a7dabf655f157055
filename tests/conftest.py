"""Fixtures that every part's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["certificates", "knowledge", "neo4j_server", "fuseki_server", "fjords"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared articles, gold and registers, which lies beside the checkout."""
    folder = ROOT.parent / "shared"
    if not (folder / "DESIGN.md").is_file():
        pytest.skip("the folder 'shared' isn't beside the checkout")
    return folder
