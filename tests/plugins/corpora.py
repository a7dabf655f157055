"""Corpora of small articles, and an extractor that a user might have installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ACCORD = (sys.executable, "-c", "from accord.graph.cli import main; main()")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages with the extractor ``poison``, on the path of this process and those it starts."""
    packages = tmp_path / "packages"
    told = packages / "poison-1.dist-info"
    told.mkdir(parents=True)
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1\n", encoding="utf-8")
    points = "[accord.extractors]\npoison = poison_extractor:PoisonExtractor\n"
    (told / "entry_points.txt").write_text(points, encoding="utf-8")
    shutil.copy(HERE / "poison_extractor.py", packages)
    monkeypatch.syspath_prepend(str(packages))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(packages), os.environ.get("PYTHONPATH", "")]))
    return packages


@pytest.fixture
def articles(tmp_path: Path) -> Callable[..., Path]:
    """Writes ``count`` articles into a folder; ``marked``: a word that the article of a number has in it."""

    def write(count: int, marked: dict[int, str] | None = None) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir(exist_ok=True)
        for number in range(count):
            day = f"20{10 + number % 7:02}-0{1 + number % 9}-1{number % 10}"
            word = (marked or {}).get(number, "")
            text = f"Norway and Chile made an agreement on fish number {number} on {day}, they said. {word}\n"
            (folder / f"report-{number:03}.txt").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def accord(installed: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the command in a process of its own."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [*ACCORD, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)

    return run
