"""A load of many sources that is killed anywhere, its workers or itself, and then run again."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ACCORD = (sys.executable, "-c", "from accord.graph.cli import main; main()")
KILLS = int(os.environ.get("ACCORD_LOAD_KILLS", "4"))
"""How many times a load is killed."""


def test_a_load_killed_at_random_and_repeated_gives_the_undisturbed_store(
    accord: Callable, articles: Callable[..., Path], tmp_path: Path
) -> None:
    folder = articles(150, {40: "FAIL"})
    options = ("--extractor", "poison", "--workers", "2", "--quiet")
    started = time.monotonic()
    assert accord("load", folder, "--store", tmp_path / "whole", *options).returncode == 3
    length = time.monotonic() - started
    command = [*ACCORD, "load", str(folder), "--store", str(tmp_path / "killed"), *options]
    chance, ended = random.Random(8), 0
    for number in range(KILLS):
        with (tmp_path / "told").open("wb") as told:
            load = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told)
        time.sleep(chance.uniform(0.2, 0.9) * length)
        victims = {0: [load.pid], 1: children(load.pid)[-1:], 2: [load.pid, *children(load.pid)]}[number % 3]
        for victim in victims:
            end(victim)
        code = load.wait(timeout=120)
        assert code in (3, -signal.SIGKILL), (tmp_path / "told").read_text(encoding="utf-8")
        if code == 3:  # done in spite of the kill, so that the next one needs something to disturb
            assert dumped(tmp_path / "killed") == dumped(tmp_path / "whole")
            shutil.rmtree(tmp_path / "killed")
            ended += 1
    print(f"{KILLS} kills, {ended} loads came to their end, each with the undisturbed store")
    last = accord("load", folder, "--store", tmp_path / "killed", *options)
    assert last.returncode == 3
    assert dumped(tmp_path / "killed") == dumped(tmp_path / "whole")


def children(process: int) -> list[int]:
    """The worker processes of a load: its children, without the one that only keeps count of shared memory."""
    tasks = Path(f"/proc/{process}/task/{process}/children")
    found = map(int, tasks.read_text(encoding="ascii").split()) if tasks.exists() else ()
    return [child for child in found if b"resource_tracker" not in command_of(child)]


def command_of(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def end(process: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def dumped(path: Path) -> bytes:
    with Store.open(path, read_only=True) as store:
        return store.dump()
