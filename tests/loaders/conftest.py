"""What the tests of loading share: an extractor small enough to foresee, a store, accord in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Passage
from accord.graph.facts import Actor, Agreement, Evidence, Facts
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from accord.graph.document import Document


@dataclass
class FirstParagraph:
    """Takes the first paragraph of each article for an agreement of Norway and Iceland; notes what it read."""

    name: str = "first paragraph 1"
    read: list[str] = field(default_factory=list)

    def extract(self, document: Document) -> Facts:
        self.read.append(document.id)
        if "unreadable to this extractor" in document.text:
            raise ValueError("a sentence without a verb")
        evidence = Evidence((Passage.of(document.text, *document.body[0]),))
        published = document.metadata.published
        return Facts(
            document.id,
            self.name,
            str(published) if published else None,
            agreements=(Agreement("a1", "treaty", ("NOR", "ISL"), "signed", evidence),),
            actors=(Actor("NOR", "Norway", "State"), Actor("ISL", "Iceland", "State")),
        )


@pytest.fixture
def extractor() -> FirstParagraph:
    return FirstParagraph()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def accord(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs accord with arguments in the test's folder, on a store in it."""

    def run(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from accord.graph.cli import main; main()", *arguments]
        environment = {**os.environ, "ACCORD_STORE": str(tmp_path / "store"), "NO_COLOR": "1"}
        done = subprocess.run(command, input=given, capture_output=True, check=False, cwd=tmp_path, env=environment)
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
