"""A real Dask cluster on the loopback interface: scheduler and workers in processes of their own, one killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytest.importorskip("distributed")

POISON = ("--extractor", "poison")
DASK = (sys.executable, "-m", "distributed.cli.dask_scheduler"), (sys.executable, "-m", "distributed.cli.dask_worker")


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address and its workers."""
    folder.mkdir()
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str, log: str) -> subprocess.Popen[bytes]:
        with (folder / log).open("wb") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file, cwd=folder, start_new_session=True)
        started.append(process)
        return process

    try:
        start(*DASK[0], "--host", "127.0.0.1", "--port", "0", "--no-dashboard", log="scheduler")
        address = awaited(folder / "scheduler", r"Scheduler at:\s+(tcp://\S+)")
        options = ("--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard", "--memory-limit", "0")
        hands = [start(*DASK[1], address, *options, log=f"worker{n}") for n in range(workers)]
        for number in range(workers):
            awaited(folder / f"worker{number}", r"(Registered to:)")
        yield address, hands
    finally:
        for process in reversed(started):
            end(process)


def awaited(log: Path, pattern: str) -> str:
    for _ in range(600):
        if found := re.search(pattern, log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process with those that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def test_a_cluster_that_loses_a_worker_makes_all_parts_but_for_the_article_that_is_named(
    accord: Callable[..., subprocess.CompletedProcess[str]], articles: Callable[..., Path], tmp_path: Path
) -> None:
    folder, options = articles(40, {13: "DIE"}), ("--part-size", 5, *POISON)
    here = accord("load", folder, "--parts", tmp_path / "here", *options, "--workers", 1)
    assert here.returncode == 3, here.stderr
    with cluster(tmp_path / "cluster", 2) as (address, hands):

        def kill() -> None:
            for _ in range(600):
                if list((tmp_path / "there").glob("part-*.json")):
                    break
                time.sleep(0.05)
            end(hands[0])

        killing = threading.Thread(target=kill)
        killing.start()
        there = accord("load", folder, "--parts", tmp_path / "there", *options, "--dask", address)
        killing.join()
        assert hands[0].poll() is not None
    assert there.returncode == 3, there.stderr
    assert "8 parts made" in there.stderr
    assert re.search(r"report-013\.txt: ended the process that worked on it", there.stderr)
    made = [{path.name: path.read_bytes() for path in (tmp_path / way).glob("*.*")} for way in ("here", "there")]
    assert made[0] == made[1]
    assert len(made[0]) == 2 * 8 + 1


def test_an_address_where_no_scheduler_is_is_named(
    accord: Callable[..., subprocess.CompletedProcess[str]], articles: Callable[..., Path], tmp_path: Path
) -> None:
    told = accord("load", articles(2), "--parts", tmp_path / "p", *POISON, "--dask", "tcp://127.0.0.1:9")
    assert told.returncode == 1
    assert "tcp://127.0.0.1:9: no scheduler answers there" in told.stderr
