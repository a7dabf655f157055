"""Parts made by this machine's processes, and the store that merging them gives."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import InputError
from accord.graph.store import Store
from accord.loaders.parts.claims import claim, let_go
from accord.loaders.parts.place import Folder, find_place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POISON = ("--extractor", "poison")
KILLS = int(os.environ.get("ACCORD_LOAD_KILLS", "3"))
"""How many times a run is killed."""


def dumped(path: Path) -> bytes:
    with Store.open(path, read_only=True) as store:
        return store.dump()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


@pytest.fixture
def corpus(articles: Callable[..., Path]) -> Path:
    """Articles with names that come twice, the same text twice, one that isn't text, one that no extractor can do."""
    folder = articles(23, {4: "FAIL"})
    (folder / "more").mkdir()
    (folder / "more" / "report-003.txt").write_text(
        "Norway and Chile made another deal on 2011-02-03.", encoding="utf-8"
    )
    (folder / "more" / "report-005.txt").write_text((folder / "report-005.txt").read_text(), encoding="utf-8")
    (folder / "more" / "binary.txt").write_bytes(b"\x00\x01\x02" * 50)
    return folder


def test_merged_parts_are_the_store_of_a_load_byte_for_byte(
    accord: Callable[..., subprocess.CompletedProcess[str]], corpus: Path, tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    assert accord("load", corpus, "-q", "--store", tmp_path / "whole", *POISON, "--workers", 0).returncode == 3
    made = accord("load", corpus, "--parts", parts, "--part-size", 5, *POISON, "--workers", 2)
    assert made.returncode == 3, made.stderr
    assert "6 parts made" in made.stderr
    merged = accord("merge", parts, "--store", tmp_path / "merged")
    assert merged.returncode == 3, merged.stderr
    assert "report-004.txt: extraction failed" in merged.stderr
    assert dumped(tmp_path / "merged") == dumped(tmp_path / "whole")
    again = accord("merge", parts, "--store", tmp_path / "merged")
    assert again.returncode == 3
    assert dumped(tmp_path / "merged") == dumped(tmp_path / "whole")


def test_articles_that_changed_become_versions_alike_serially_by_workers_and_merged(
    accord: Callable[..., subprocess.CompletedProcess[str]], articles: Callable[..., Path], tmp_path: Path
) -> None:
    for marked in ({}, {3: "More was said.", 7: "Less was said."}, {3: "No more was said."}):
        folder = articles(12, marked)
        for workers in (0, 2):
            accord("load", folder, "-q", "--store", tmp_path / f"by{workers}", *POISON, "--workers", workers)
        accord("load", folder, "--parts", tmp_path / "parts", "--part-size", 5, *POISON)
        assert accord("merge", tmp_path / "parts", "--store", tmp_path / "merged").returncode == 0
    with Store.open(tmp_path / "by0", read_only=True) as store:
        assert [len(store.versions(f"report-00{number}")) for number in (3, 7, 8)] == [2, 2, 0]
    assert dumped(tmp_path / "by2") == dumped(tmp_path / "by0")
    assert dumped(tmp_path / "merged") == dumped(tmp_path / "by0")


def test_the_same_parts_are_made_whichever_way_and_a_complete_run_makes_none(
    accord: Callable[..., subprocess.CompletedProcess[str]], corpus: Path, tmp_path: Path
) -> None:
    for workers in (0, 2):
        accord("load", corpus, "--parts", tmp_path / f"by{workers}", "--part-size", 7, *POISON, "--workers", workers)
    assert files(tmp_path / "by0") == files(tmp_path / "by2")
    assert len(files(tmp_path / "by0")) == 2 * 4 + 1
    again = accord("load", corpus, "--parts", tmp_path / "by0", "--part-size", 7, *POISON)
    assert "0 parts made, 4 were complete" in again.stderr


def test_only_parts_whose_sources_changed_are_made_anew(
    accord: Callable[..., subprocess.CompletedProcess[str]], articles: Callable[..., Path], tmp_path: Path
) -> None:
    options = ("--parts", tmp_path / "parts", "--part-size", 4, *POISON)
    accord("load", articles(12), *options)
    folder = articles(12, {5: "a word more"})
    assert "1 parts made, 2 were complete" in accord("load", folder, *options).stderr
    assert accord("merge", tmp_path / "parts", "--store", tmp_path / "s").returncode == 0
    with Store.open(tmp_path / "s", read_only=True) as store:
        assert any("a word more" in str(quad.object) for quad in store.quads(store.namespace.article("report-005")))


def test_a_run_killed_at_random_and_repeated_makes_the_same_parts(
    accord: Callable[..., subprocess.CompletedProcess[str]], articles: Callable[..., Path], tmp_path: Path
) -> None:
    folder = articles(60)
    options = ("--part-size", "6", *POISON, "--workers", "2")
    began = time.monotonic()
    accord("load", folder, "--parts", tmp_path / "whole", *options)
    length, chance = time.monotonic() - began, random.Random(3)
    code = "from accord.graph.cli import main; main()"
    command = [sys.executable, "-c", code, "load", str(folder), "--parts", str(tmp_path / "killed"), *options]
    for _ in range(KILLS):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0.3, 0.95) * length)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    assert accord("load", folder, "--parts", tmp_path / "killed", *options).returncode == 0
    kept = {name: told for name, told in files(tmp_path / "killed").items() if not name.endswith(".tmp")}
    assert kept == files(tmp_path / "whole")


def test_an_unfinished_run_isnt_merged(
    accord: Callable[..., subprocess.CompletedProcess[str]], articles: Callable[..., Path], tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    accord("load", articles(6), "--parts", parts, "--part-size", 2, *POISON)
    (parts / "part-000001.json").unlink()
    told = accord("merge", parts, "--store", tmp_path / "s")
    assert told.returncode == 1
    assert "part-000001: isn't there" in told.stderr
    assert dumped(tmp_path / "s") == b""
    (parts / "run.json").unlink()
    assert "no complete run" in accord("merge", parts, "--store", tmp_path / "s").stderr


@pytest.mark.parametrize("damage", ["cut", "changed", "manifest"])
def test_a_damaged_part_is_named_and_nothing_is_loaded(
    accord: Callable[..., subprocess.CompletedProcess[str]],
    articles: Callable[..., Path],
    tmp_path: Path,
    damage: str,
) -> None:
    parts = tmp_path / "parts"
    accord("load", articles(6), "--parts", parts, "--part-size", 3, *POISON)
    file = parts / ("part-000001.json" if damage == "manifest" else "part-000001.nq")
    told = file.read_bytes()
    file.write_bytes(told.replace(b"agreed", b"signed") if damage == "changed" else told[: len(told) // 2])
    merged = accord("merge", parts, "--store", tmp_path / "s")
    assert merged.returncode == 1
    assert "part-000001" in merged.stderr
    assert "damaged" in merged.stderr
    assert dumped(tmp_path / "s") == b""


def test_parts_with_other_iris_than_the_store_are_refused(
    accord: Callable[..., subprocess.CompletedProcess[str]],
    articles: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    accord("load", articles(2), "-q", "--store", tmp_path / "s", *POISON)
    monkeypatch.setenv("ACCORD_BASE", "https://example.org/id/")
    accord("load", articles(2), "--parts", tmp_path / "parts", *POISON)
    monkeypatch.delenv("ACCORD_BASE")
    merged = accord("merge", tmp_path / "parts", "--store", tmp_path / "s")
    assert merged.returncode == 1
    assert "https://example.org/id/" in merged.stderr


def test_standard_input_cant_be_divided(
    accord: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    told = accord("load", "-", "--parts", tmp_path / "parts", *POISON)
    assert told.returncode == 1
    assert "standard input can't be divided" in told.stderr


def test_a_part_is_claimed_once_until_its_claim_is_old_or_its_process_dead(tmp_path: Path) -> None:
    place = Folder(tmp_path)
    other = {"host": "elsewhere", "pid": 1}
    place.write("claims/part-000000", json.dumps(other).encode())
    assert not claim(place, "part-000000")
    assert claim(place, "part-000000", stale=0.0)
    let_go(place, "part-000000")
    assert claim(place, "part-000000")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    import socket

    place.write("claims/part-000001", json.dumps({"host": socket.gethostname(), "pid": ended.pid}).encode())
    assert claim(place, "part-000001")
    alive = json.dumps({"host": socket.gethostname(), "pid": os.getppid()}).encode()
    place.write("claims/part-000002", alive)
    assert not claim(place, "part-000002")


def test_what_others_are_making_is_left_to_them(
    accord: Callable[..., subprocess.CompletedProcess[str]], articles: Callable[..., Path], tmp_path: Path
) -> None:
    parts = tmp_path / "parts"
    Folder(parts).write("claims/part-000001", json.dumps({"host": "elsewhere", "pid": 1}).encode())
    told = accord("load", articles(6), "--parts", parts, "--part-size", 2, *POISON)
    assert "2 parts made, 1 are being made by others" in told.stderr
    assert sorted(files(parts)) == [f"part-00000{n}.{kind}" for n in (0, 2) for kind in ("json", "nq")] + ["run.json"]


def test_a_place_may_be_an_object_store_that_fsspec_knows() -> None:
    place = find_place("memory://accord-test/parts")
    assert place.read("part.json") is None
    assert place.age("part.json") is None
    place.write("part.json", b"1")
    assert place.read("part.json") == b"1"
    assert not place.create("part.json", b"2")
    assert place.create("claims/part", b"2")
    assert place.age("claims/part") is not None
    place.remove("claims/part")
    assert place.read("claims/part") is None
    with pytest.raises(InputError, match="nosuch://"):
        find_place("nosuch://bucket")
