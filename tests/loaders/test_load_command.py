"""``accord load`` and ``accord extract`` as a user runs them, and what bad input costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

STORY = """Norway and Iceland sign fisheries agreement

OSLO, May 3, 1999 (Wire) - Norway and Iceland signed an agreement on fisheries in Oslo on Monday.

Norwegian Foreign Minister Kari Nordmann denied that the talks had been suspended.
"""
GIBIBYTE = 2**30
SECONDS = 10


def test_the_example_is_loaded_and_shown_with_its_sentences(accord) -> None:
    done = accord("load", "--example")
    assert done.returncode == 0, done.stderr
    assert "peace agreement, signed, between ETH, ERI" in done.stdout
    assert "Eritrea denied that it had carried out any shelling" in done.stdout


def test_loading_again_says_so_and_shows_nothing(accord) -> None:
    assert accord("load", "--example").returncode == 0
    again = accord("load", "--example")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "0 loaded, 1 unchanged\n"


def test_quiet_shows_nothing(accord, tmp_path: Path) -> None:
    (tmp_path / "fish.txt").write_text(STORY, encoding="utf-8")
    done = accord("load", "--quiet", "fish.txt")
    assert (done.returncode, done.stdout) == (0, "")


def test_load_tells_in_json_what_became_of_each_source(accord, tmp_path: Path) -> None:
    (tmp_path / "fish.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "void.txt").write_text("", encoding="utf-8")
    done = accord("load", "--json", "fish.txt", "void.txt")
    fish, void = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 3
    assert (fish["id"], fish["result"], fish["facts"]["published"]) == ("fish", "loaded", "1999-05-03")
    assert (void["result"], void["reason"]) == ("refused", "void.txt: is empty")


def test_extract_prints_one_facts_document_an_article(accord, tmp_path: Path) -> None:
    (tmp_path / "Fish 1.txt").write_text(STORY, encoding="utf-8")
    done = accord("extract", "Fish 1.txt", "-", "--published", "1999-05-04", "--json", given=STORY.encode())
    assert (done.returncode, done.stderr) == (0, "2 extracted\n")
    documents = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(each["id"], each["published"]) for each in documents] == [
        ("Fish 1", "1999-05-04"),
        ("stdin", "1999-05-04"),
    ]
    quotes = [quote for each in documents[0]["agreements"] for quote in each["evidence"]]
    assert quotes
    assert all(STORY[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes)
    assert not (tmp_path / "store").exists()


def test_extract_shows_a_table_without_json(accord, tmp_path: Path) -> None:
    (tmp_path / "fish.txt").write_text(STORY, encoding="utf-8")
    done = accord("extract", "fish.txt")
    assert "Norway and Iceland sign fisheries agreement · 1999-05-03" in done.stdout
    assert "sentence" in done.stdout


def test_refused_sources_get_a_line_each_and_exit_code_1_when_all_are(accord, tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    done = accord("load", "scan.pdf", "gone.txt")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "accord: scan.pdf: is a PDF document, not text; save the article as plain text or HTML",
        "accord: gone.txt: there is no such file or folder",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["load"], 2, "give a file, a folder, - or --example"),
        (["extract"], 2, "give a file, a folder or -"),
        (["extract", "fish.txt", "--published", "yesterday"], 1, "--published yesterday: not a day of the calendar"),
        (["extract", "fish.txt", "--extractor", "oracle"], 1, "no extractor 'oracle'"),
        (["extract", "void"], 1, "no files were found"),
    ],
)
def test_wrong_use_is_told(accord, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "fish.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "void").mkdir()
    done = accord(*arguments)
    assert done.returncode == code
    assert message in " ".join(done.stderr.split())


def fifo(path: Path) -> None:
    os.mkfifo(path)


BAD = {
    "gone.txt": (lambda path: None, "there is no such file or folder"),
    "void.txt": (lambda path: path.write_bytes(b""), "is empty"),
    "scan.txt": (lambda path: path.write_bytes(b"%PDF-1.7\n\xe2\xe3"), "is a PDF document"),
    "noise.txt": (lambda path: path.write_bytes(bytes(range(256)) * 4000), "is binary data"),
    "nul.txt": (lambda path: path.write_bytes(b"\x00" * 100_000), "is binary data"),
    "pipe.txt": (fifo, "is no ordinary file"),
    "huge.html": (lambda path: path.write_bytes(b"<html><body>" + b"<p>word</p>" * 4_800_000), "more than 2 MB"),
    "deep.html": (
        lambda path: path.write_bytes(b"<html><body>" + b"<div>" * 20_000 + b"word" + b"</div>" * 20_000),
        "elements nested more than 250 deep",
    ),
    "wide.html": (
        lambda path: path.write_bytes(b"<html>" + b"<p>a b c</p>" * 29_000),
        "text of more than 100000 characters",
    ),
    "open.html": (lambda path: path.write_bytes(b"<html>" + b"<script " * 200_000), "no article was found"),
    "furniture.txt": (
        lambda path: path.write_bytes(b"Advertisement\nRelated\n" * 4_000),
        "no text of an article is left",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_in_one_line_within_ten_seconds_and_one_gibibyte(tmp_path: Path, name: str) -> None:
    make, reason = BAD[name]
    make(tmp_path / name)
    # The kernel ends a process that uses more processor time than that.
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))"
    command = [sys.executable, "-c", f"{limited}; from accord.graph.cli import main; main()", "extract", name]
    with (tmp_path / "told").open("wb") as told:
        process = subprocess.Popen(command, cwd=tmp_path, stderr=told)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    (line,) = (tmp_path / "told").read_text(encoding="utf-8").splitlines()
    assert process.returncode == 1
    assert line.startswith(f"accord: {name}: {reason}")
    assert used.ru_maxrss * (1 if sys.platform == "darwin" else 1024) < GIBIBYTE


def test_broken_text_is_read_with_one_line_on_what_was_mended(accord, tmp_path: Path) -> None:
    (tmp_path / "fish.txt").write_bytes(STORY.replace("Oslo", "\u00d8slo\u2026").encode() + b"\xe2\x80 \x00")
    done = accord("extract", "fish.txt", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == [
        "accord: fish.txt: 1 stretches aren't UTF-8; each became \ufffd",
        "accord: fish.txt: 1 control characters taken out",
    ]
