"""The documentation says what is so: every command of README and guide runs, and every command and variable is told."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer

from accord.graph.cli import build_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.neo4j.connection import Target
    from accord.graph.neo4j.server import LocalServer

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md",
    "docs/guide.md",
    "docs/operations.md",
    "docs/serving.md",
    "docs/loading.md",
    "docs/linked-data.md",
    "docs/page.md",
    "docs/benchmarks.md",
    "docs/ontology.md",
    "CHANGELOG.md",
)
SOURCES = ("graph", "loaders", "queries")

ARTICLE = """Norway and Iceland sign fisheries agreement

OSLO, May 3, 1999 (Wire) - Norway and Iceland signed an agreement on fisheries in Oslo on Monday.

Norwegian Foreign Minister Kari Nordmann denied that the talks had been suspended.
"""
GOLD = {
    "id": "fish",
    "published": "1999-05-03",
    "agreements": [{"key": "a1", "kind": "other", "parties": ["NOR", "ISL"], "date": "1999-05-03", "status": "signed"}],
    "contacts": [],
    "offices": [],
    "statements": [],
}

REGISTERS = {
    "untreaties/index.csv": "chapter_no,treaty_no,treaty_name,url,chapter_url,chapter_name\n"
    '26,90,"Skerry Convention on Mines. Bergen, 3 May 1990",http://un.test/90,http://un.test/26,Arms\n',
    "untreaties/treaties/26-90.csv": 'Participant,"Ratification, Accession(a)"\nNorway,4 May 1991 a\n',
    "ucdp.csv": "PAID,Name,DyadName,GWNO,pa_name,pa_date,pa_sign,pa_3rd,ended,Duration\n"
    "900201,Norway: Svalbard,Government of Norway - Puffin Front,385.0,Bergen Accord,33000.0,A. Puffin,Iceland,0.0,\n",
}
"""Registers of one agreement each."""


def commands(page: str) -> Iterator[str]:
    """The lines of a page's code blocks, indented or fenced, that run accord."""
    fenced = False
    for line in (ROOT / page).read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif (fenced or line.startswith("    ")) and line.strip().startswith("accord "):
            yield line.strip()


def needs_neo4j(command: str) -> bool:
    words = shlex.split(command, comments=True)
    return words[1] in {"neo4j", "sync", "cypher"}


LASTING = ("accord serve",)
"""What runs until it is stopped; the tests of the service start it."""
COMMANDS = sorted({command for page in ("README.md", "docs/guide.md") for command in commands(page)} - set(LASTING))
ALONE = [command for command in COMMANDS if not needs_neo4j(command)]
WITH_NEO4J = [command for command in COMMANDS if needs_neo4j(command)]


EXAMPLE = "algiers-peace-agreement"
JUDGEMENTS = """one\tother\tverdict\tby\ton\tnote
article/a/agreement/a1\tarticle/b/agreement/a1\tsame\tAna\t2024-05-01\t
"""


class Reader:
    """Someone who types the documentation's commands into a shell, in a folder with files of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.environment = {**os.environ, "ACCORD_STORE": str(folder / "store"), "NO_COLOR": "1"}
        self.environment["PATH"] = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        (folder / "bin").mkdir()
        runs = f"#!/bin/sh\nexec '{sys.executable}' -c 'from accord.graph.cli import main; main()' \"$@\"\n"
        (folder / "bin" / "accord").write_text(runs, encoding="utf-8")
        (folder / "bin" / "accord").chmod(0o755)
        for name in ("article.txt", "folder/fish.txt", "articles/fish.txt"):
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(ARTICLE, encoding="utf-8")
        (self.folder / "judgements.tsv").write_text(JUDGEMENTS, encoding="utf-8")
        for name, text in REGISTERS.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text, encoding="utf-8")
        with zipfile.ZipFile(self.folder / "articles.zip", "w") as archive:
            archive.writestr("fish.txt", ARTICLE)
        report = {"id": "report", "text": ARTICLE.replace("fisheries", "tariffs"), "published": "1999-05-03"}
        (self.folder / "reports.jsonl").write_text(json.dumps(report) + "\n", encoding="utf-8")
        (self.folder / "gold.jsonl").write_text(json.dumps(GOLD) + "\n", encoding="utf-8")

    def types(self, command: str) -> str:
        """What a command prints on standard output."""
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the shipped example."""
    folder = tmp_path_factory.mktemp("example")
    Reader(folder).types("accord load --example")
    return folder / "store"


@pytest.fixture
def reader(tmp_path: Path, example_store: Path, request: pytest.FixtureRequest) -> Reader:
    """A reader whose store holds the example, unless the command is the one to load something."""
    if not str(request.node.callspec.params["command"]).startswith("accord load"):
        shutil.copytree(example_store, tmp_path / "store")
    reader = Reader(tmp_path)
    if "judgements" in request.node.callspec.params["command"]:
        reader.types(
            "accord judge article/*/agreement/a1 article/*/agreement/a2 unsure".replace("*", EXAMPLE) + " --by Ana"
        )
    return reader


def assert_answered(command: str, told: str, folder: Path) -> None:
    """A command told something: on standard output or in the file it was given; a query has rows below its head."""
    words = shlex.split(command, comments=True)
    for option in {"--out", "--export", "--html"} & set(words):
        told = str((folder / words[words.index(option) + 1]).stat().st_size or "")
    # Of one article there is nothing to complain of, and no pair to judge.
    if words[1] == "check" or (words[1] == "review" and "--json" not in words):
        assert told == ""
        return
    assert told.strip()
    if words[1] in {"sparql", "cypher", "query"} and not {"json", "turtle", "--text"} & set(words):
        assert len(told.splitlines()) >= (2 if "csv" in words else 3), told


def test_the_pages_have_commands_to_run() -> None:
    assert len(ALONE) > 25
    assert len(WITH_NEO4J) > 6


@pytest.mark.parametrize("command", ALONE)
def test_a_command_of_readme_and_guide_runs_on_the_example(command: str, reader: Reader) -> None:
    told = reader.types(command)
    assert_answered(command, told, reader.folder)
    for page in re.findall(r"--html (\S+)", command):
        assert (reader.folder / page).read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.neo4j
@pytest.mark.parametrize("command", WITH_NEO4J)
def test_a_command_of_readme_and_guide_runs_with_neo4j(
    command: str, reader: Reader, neo4j_server: LocalServer, neo4j_database: Target
) -> None:
    reader.environment["ACCORD_NEO4J_HOME"] = str(neo4j_server.home)
    reader.environment.pop("ACCORD_NEO4J", None)
    if " cypher " in command:
        reader.types("accord sync")
    assert_answered(command, reader.types(command), reader.folder)


def command_names() -> Iterator[str]:
    app = build_app()
    for command in app.registered_commands:
        yield f"accord {command.name}"
    for group in app.registered_groups:
        assert isinstance(group.typer_instance, typer.Typer)
        for command in group.typer_instance.registered_commands:
            assert command.callback is not None
            yield f"accord {group.name} {command.name or command.callback.__name__}"


def test_every_command_is_told_in_guide_or_operations() -> None:
    text = "".join((ROOT / page).read_text(encoding="utf-8") for page in ("docs/guide.md", "docs/operations.md"))
    names = list(command_names())
    assert "accord neo4j destroy" in names
    assert [name for name in names if not re.search(rf"{name}\b", text)] == []


def test_every_environment_variable_is_told_in_operations() -> None:
    files = [file for part in SOURCES for file in (ROOT / part).rglob("*.py")]
    named = {name for file in files for name in re.findall(r"\bACCORD_[A-Z0-9_]+", file.read_text(encoding="utf-8"))}
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert len(named) > 5
    assert sorted(name for name in named if f"`{name}`" not in text) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_between_the_pages_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        path, _, heading = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), target
        if heading:
            heads = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}
            assert heading in anchors, target
