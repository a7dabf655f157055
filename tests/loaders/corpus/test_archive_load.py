"""A load of one archive of many articles: by any number of workers, killed or not, the store is the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

ACCORD = (sys.executable, "-c", "from accord.graph.cli import main; main()")
KILLS = int(os.environ.get("ACCORD_ARCHIVE_KILLS", "1"))
"""How many times a load is killed."""


def packed(folder: Path) -> Path:
    """An archive of a folder's articles, one of them twice, and of one file that is none."""
    file = folder.with_name("corpus.bin")
    first = sorted(folder.iterdir())[0]
    (folder / "scan.txt").write_bytes(b"%PDF-1.7")
    with tarfile.open(file, "w:gz") as archive:
        for path in sorted(folder.iterdir()):
            archive.add(path, f"news/{path.name}")
        archive.add(first, "again/copy.txt")
    return file


def dumped(path: Path) -> bytes:
    with Store.open(path, read_only=True) as store:
        return store.dump()


def test_an_archive_gives_the_same_store_serially_by_workers_and_after_kills(
    accord: Callable, articles: Callable[..., Path], tmp_path: Path
) -> None:
    file = packed(articles(60, {20: "FAIL"}))
    options = ("--extractor", "poison", "--quiet")
    assert accord("load", file, "--store", tmp_path / "serial", "--workers", "0", *options).returncode == 3
    started = time.monotonic()
    done = accord("load", file, "--store", tmp_path / "parallel", "--workers", "2", *options)
    length = time.monotonic() - started
    assert done.returncode == 3
    assert "it isn't kept twice" in done.stderr
    assert dumped(tmp_path / "parallel") == dumped(tmp_path / "serial")
    command = [*ACCORD, "load", str(file), "--store", str(tmp_path / "killed"), "--workers", "2", *options]
    chance = random.Random(8)
    for _ in range(KILLS):
        load = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 0.9) * length)
        load.send_signal(signal.SIGKILL)
        load.wait(timeout=120)
    last = accord("load", file, "--store", tmp_path / "killed", "--workers", "2", *options)
    assert last.returncode == 3
    assert dumped(tmp_path / "killed") == dumped(tmp_path / "serial")


def test_outdated_articles_of_an_archive_are_read_from_it_again(
    accord: Callable, articles: Callable[..., Path], tmp_path: Path
) -> None:
    file, options = packed(articles(3)), ("--store", tmp_path / "store", "--extractor", "poison", "--quiet")
    assert accord("load", file, *options).returncode == 3
    again = accord("load", "--outdated", *options, "--model", "2")
    # the file that is no article is refused again, and the copy is still one
    assert again.returncode == 3, again.stderr
    assert again.stderr.splitlines()[-1] == (
        "accord: 1 of 5 sources were refused, as told above; the others are loaded"
    )
    done = accord("load", "--outdated", *options, "--model", "2")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "0 loaded")
