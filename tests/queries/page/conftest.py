"""A real browser."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from browsing import open_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    """Chromium without a window; offline but for loopback, since nothing else is asked for."""
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        pytest.skip("no chromium and chromedriver here: apt-get install chromium chromium-driver")
    with open_browser() as running:
        yield running
