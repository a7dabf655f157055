"""Worker processes: what they do as one process would, and what becomes of articles that break them."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import AccordError
from accord.graph.facts import Facts
from accord.graph.store import Store
from accord.loaders.corpus.tasks import Reader
from accord.loaders.corpus.workers import Processes
from accord.loaders.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STORIES = (
    "OSLO, May 4, 2017 - Norway and Iceland signed an agreement on fisheries in Oslo on Thursday, officials said.",
    "Foreign Minister Anna Berg met her Chilean counterpart in Santiago on Monday and denied that any deal was made.",
    "Kenya and Uganda ratified the treaty on the border on 3 March 2004. Uganda rejected the claim of an attack.",
)


def dumped(path: Path) -> bytes:
    with Store.open(path, read_only=True) as store:
        return store.dump()


def test_worker_processes_fill_the_store_as_one_process_does_byte_for_byte(accord: Callable, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(18):
        (folder / f"{number:02}.txt").write_text(f"{STORIES[number % 3]} Report {number}.", encoding="utf-8")
    (folder / "07b.txt").write_bytes(b"%PDF-1.7\x00\x01")
    (folder / "again").mkdir()
    (folder / "again" / "03.txt").write_text(f"{STORIES[0]} Report 3.", encoding="utf-8")
    (folder / "again" / "04.txt").write_text(f"{STORIES[0]} Another report.", encoding="utf-8")
    told = [accord("load", folder, "--store", tmp_path / f"s{n}", "--workers", n, "--json") for n in (0, 2)]
    assert [run.returncode for run in told] == [3, 3], told[1].stderr
    assert told[0].stdout == told[1].stdout
    assert dumped(tmp_path / "s0") == dumped(tmp_path / "s2")


def test_an_article_that_hangs_or_kills_its_worker_is_refused_with_its_reason_and_keeps_no_other_out(
    accord: Callable, articles: Callable[..., Path], tmp_path: Path
) -> None:
    folder = articles(12, {3: "HANG", 5: "DIE", 7: "FAIL", 8: "GROW"})
    run = accord("load", folder, "--store", tmp_path / "s", "--extractor", "poison", "--workers", 2, "--time-limit", 5)
    assert run.returncode == 3, run.stderr
    with Store.open(tmp_path / "s", read_only=True) as store:
        reasons = {refused.name.rpartition("/")[2]: refused.reason for refused in store.refused()}
        assert len(store.articles()) == 8
    assert "took more than 5 s" in reasons["report-003.txt"]
    assert "exit code 11" in reasons["report-005.txt"]
    assert "no such word" in reasons["report-007.txt"]
    assert "memory" in reasons["report-008.txt"].lower()
    assert len(reasons) == 4


@pytest.mark.parametrize("deed", [signal.SIGKILL, signal.SIGSTOP])
def test_workers_that_are_killed_or_stand_still_before_they_told_what_they_do_are_replaced(
    installed: Path, articles: Callable[..., Path], deed: signal.Signals
) -> None:
    sources = find_sources([str(articles(6))])
    with Processes(Reader(), "poison", count=2, still=3.0) as workers:
        reading = [workers.read(source, "") for source in sources]
        deadline = time.monotonic() + 60
        while len(started := children()) < 2 and time.monotonic() < deadline:
            time.sleep(0.001)
        for child in started:
            os.kill(child, deed)
        read = [promise.result() for promise in reading]
        found = workers.extract([each.document for each in read if each.document], [each.name for each in sources])
        assert [isinstance(facts, Facts) for facts in found.result()] == [True] * 6


def test_workers_that_never_begin_are_told_of_after_some_tries(articles: Callable[..., Path]) -> None:
    (source,) = find_sources([str(articles(1))])
    with Processes(Reader(), "no such extractor", count=1) as workers, pytest.raises(AccordError, match="--workers 0"):
        workers.read(source, "").result()


def children() -> list[int]:
    """The worker processes of this one."""
    return [child.pid for child in multiprocessing.active_children() if child.pid is not None]


def test_what_was_refused_is_tried_again_and_settled(
    accord: Callable, articles: Callable[..., Path], tmp_path: Path
) -> None:
    options = ("--store", tmp_path / "s", "--extractor", "poison", "--workers", 1, "--quiet")
    assert accord("load", articles(2, {1: "DIE"}), *options).returncode == 3
    again = accord("load", articles(2), *options)
    assert again.stderr.splitlines()[-1] == "1 loaded, 1 unchanged"
    with Store.open(tmp_path / "s", read_only=True) as store:
        assert store.refused() == ()


def test_the_report_tells_what_became_of_the_sources(
    accord: Callable, articles: Callable[..., Path], tmp_path: Path
) -> None:
    file = tmp_path / "report.json"
    folder = articles(3, {1: "FAIL"})
    accord("load", folder, "--store", tmp_path / "s", "--extractor", "poison", "--report", file)
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (told["complete"], told["loaded"], told["unchanged"], told["facts"]) == (True, 2, 0, 2)
    assert [refused["source"] for refused in told["refused"]] == [str(folder / "report-001.txt")]
