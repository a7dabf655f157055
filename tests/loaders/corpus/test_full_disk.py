"""A disk that fills up while articles are loaded: what was told as loaded is there, and all is once there is space."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LEVELS = int(os.environ.get("ACCORD_FULL_DISKS", "2"))
"""How many levels of filling are tried."""
DISK = 24 << 20
LEAST, MOST = 64 << 10, 8 << 20


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False, text=True)
    except OSError as error:
        pytest.skip(f"there is no mount here ({error})")
    if done.returncode:
        pytest.skip(f"a file system can't be mounted here ({done.stderr.strip()})")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, left: int) -> Path:
    """Leave so many bytes free."""
    ballast = disk / "ballast"
    told = os.statvfs(disk)
    with ballast.open("wb") as out:
        for _ in range(max(0, told.f_bavail * told.f_frsize - left) >> 12):
            out.write(bytes(4096))
    return ballast


def dumped(path: Path) -> bytes:
    with Store.open(path, read_only=True) as store:
        return store.dump()


def test_nothing_that_was_told_as_loaded_is_lost_on_a_full_disk(
    accord: Callable, articles: Callable[..., Path], disk: Path, tmp_path: Path
) -> None:
    folder = articles(120)
    options = ("--extractor", "poison", "--workers", "0", "--json")
    assert accord("load", folder, "--store", tmp_path / "whole", *options).returncode == 0
    full = 0
    for level in range(LEVELS):
        store = disk / f"store-{level}"
        ballast = fill(disk, LEAST + (MOST - LEAST) * level // LEVELS)
        run = accord("load", folder, "--store", store, *options)
        ballast.unlink()
        full += run.returncode != 0
        assert run.returncode in (0, 1), run.stderr
        assert "Traceback" not in run.stderr
        assert run.returncode == 0 or "accord: " in run.stderr
        told = [json.loads(line) for line in run.stdout.splitlines()]
        loaded = {each["id"] for each in told if each["result"] == "loaded"}
        again = accord("load", folder, "--store", store, *options)
        assert again.returncode == 0, again.stderr
        results = {each["id"]: each["result"] for each in map(json.loads, again.stdout.splitlines())}
        assert {each for each in loaded if results[each] != "unchanged"} == set()
        assert dumped(store) == dumped(tmp_path / "whole")
        subprocess.run(["rm", "-rf", str(store)], check=True)
    print(f"{full} of {LEVELS} loads met a full disk")
    assert full
