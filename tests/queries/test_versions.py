"""``accord show --versions`` and ``--version``: what an article said before its source said something else."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from accord.graph.document import Document, Passage
from accord.graph.facts import Actor, Agreement, Evidence, Facts
from accord.graph.store import Store

if TYPE_CHECKING:
    from pathlib import Path

ACCORD = (sys.executable, "-c", "from accord.graph.cli import main; main()")
ACTORS = (Actor("NOR", "Norway", "State", "Q20"), Actor("CHL", "Chile", "State", "Q298"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with an article in its second version."""
    with Store.open(tmp_path / "store") as store:
        for word in ("cod", "herring"):
            text = f"Norway and Chile made an agreement on {word} on 2011-02-03, they said."
            evidence = Evidence((Passage.of(text, 0, len(text)),))
            agreement = Agreement("a1", "memorandum", ("CHL", "NOR"), "agreed", evidence, date="2011-02-03")
            document = Document("fish", text, ((0, len(text)),))
            store.replace_article(document, Facts("fish", "rules 1", None, (agreement,), actors=ACTORS))
    return tmp_path / "store"


def show(store: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*ACCORD, "show", *arguments, "--store", str(store)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_the_versions_of_an_article_are_listed_with_the_one_that_stands_last(folder: Path) -> None:
    told = json.loads(show(folder, "fish", "--versions", "--json").stdout)
    assert [row["version"] for row in told] == [1, 2]
    assert len({row["sha256"] for row in told}) == 2
    assert [row["characters"] for row in told] == [67, 71]


def test_a_version_is_shown_with_its_text_and_what_it_said(folder: Path) -> None:
    told = show(folder, "fish", "--version", "1").stdout
    assert "on cod on 2011-02-03" in told
    assert "Reports (1)" in told
    assert "herring" not in told
    assert "herring" in show(folder, "fish", "--version", "2").stdout
    as_json = json.loads(show(folder, "fish", "--version", "1", "--json").stdout)
    assert as_json["number"] == 1
    assert as_json["card"]["sections"][0]["entries"][0]["sentences"]


def test_a_version_that_isnt_there_is_refused(folder: Path) -> None:
    told = show(folder, "fish", "--version", "3")
    assert told.returncode == 1
    assert "has the versions 1 to 2, no version 3" in told.stderr
