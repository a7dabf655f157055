"""A writer is killed with SIGKILL at random moments; what it leaves is whole, and loading again completes it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from accord.graph.evidence import evidence_quads
from accord.graph.identifiers import KNOWLEDGE
from accord.graph.knowledge.derivation import consolidate
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

COUNT = 50

KILLS = int(os.environ.get("ACCORD_KILLS", "14"))
"""Random points at which loads and replacements are killed, single and in batches together: 200 for a full run."""


def load(script: Path, path: Path, edition: int, mode: str) -> subprocess.Popen[bytes]:
    arguments = [sys.executable, script, path, str(COUNT), str(edition), *([mode] if mode == "batch" else [])]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE)


def load_undisturbed(script: Path, path: Path, edition: int, mode: str) -> bytes:
    with load(script, path, edition, mode) as process:
        process.communicate()
        assert process.returncode == 0
    with Store.open(path, read_only=True) as store:
        return store.dump()


def kill_during_load(script: Path, path: Path, edition: int, mode: str) -> int:
    """Kill the loading process somewhere after some article; the number of articles that it said were done."""
    after = random.randrange(COUNT)
    with load(script, path, edition, mode) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        time.sleep(random.uniform(0, 0.03))
        process.kill()
        said = after + len(process.stdout.read().splitlines())
        process.wait()
    assert process.returncode in (0, -signal.SIGKILL)
    return said


@pytest.mark.parametrize("mode", ["single", "batch"])
def test_a_killed_load_leaves_whole_articles_and_completes_when_repeated(
    tmp_path: Path, loading_script: Path, synthetic: Callable[..., tuple], mode: str
) -> None:
    undisturbed = load_undisturbed(loading_script, tmp_path / "undisturbed", 1, mode)
    for attempt in range(-(-KILLS * 2 // 7)):
        path = tmp_path / f"killed-{attempt}"
        said = kill_during_load(loading_script, path, 1, mode)
        with reopened(path) as store:
            assert said <= len(store.articles()) <= said + 1
            check_whole(store, synthetic, editions=(1,))
        assert load_undisturbed(loading_script, path, 1, mode) == undisturbed


@pytest.mark.parametrize("mode", ["single", "batch"])
def test_a_killed_replacement_leaves_each_article_as_it_was_or_as_it_is_to_be(
    tmp_path: Path, loading_script: Path, synthetic: Callable[..., tuple], mode: str
) -> None:
    load_undisturbed(loading_script, tmp_path / "undisturbed", 1, "batch")
    # With each first edition as an older version, once.
    undisturbed = load_undisturbed(loading_script, tmp_path / "undisturbed", 2, "batch")
    path = tmp_path / "killed"
    load_undisturbed(loading_script, path, 1, "batch")
    for _ in range(-(-KILLS * 3 // 14)):
        kill_during_load(loading_script, path, 2, mode)
        with reopened(path) as store:
            assert len(store.articles()) == COUNT
            check_whole(store, synthetic, editions=(1, 2))
    assert load_undisturbed(loading_script, path, 2, mode) == undisturbed


@pytest.mark.parametrize("mode", ["single", "batch"])
@pytest.mark.parametrize("point", ["reading", "deriving", "derived", "writing", "written"])
def test_a_load_killed_at_any_point_of_it_is_whole_and_completes(
    tmp_path: Path, loading_script: Path, synthetic: Callable[..., tuple], point: str, mode: str
) -> None:
    count = 12
    script = loading_script.with_name("killed_process.py")
    undisturbed = tmp_path / "undisturbed"
    subprocess.run([sys.executable, loading_script, undisturbed, "5", "1", "batch"], check=True, capture_output=True)
    subprocess.run(
        [sys.executable, loading_script, undisturbed, str(count), "2", mode], check=True, capture_output=True
    )
    path = tmp_path / "killed"
    # Some articles are there in their first edition, so that the killed load both adds and replaces.
    subprocess.run([sys.executable, loading_script, path, "5", "1", "batch"], check=True, capture_output=True)
    derives_once = mode == "batch" and point in ("deriving", "derived")
    number = 1 if derives_once else random.randrange(1, count)
    killed = subprocess.run([sys.executable, script, path, str(count), "2", mode, point, str(number)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        check_whole(store, synthetic, editions=(1, 2))
    subprocess.run([sys.executable, loading_script, path, str(count), "2", mode], check=True, capture_output=True)
    with Store.open(path, read_only=True) as killed_store, Store.open(undisturbed, read_only=True) as whole_store:
        assert killed_store.dump() == whole_store.dump()


REBUILDING = """
import os, signal, sys
from pathlib import Path
from accord.graph.store import Store
from accord.graph.store_writing import LocalWriter

def dying(writer, quads):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return writing(writer, quads)

left, writing = int(sys.argv[2]), LocalWriter._writing
with Store.open(Path(sys.argv[1])) as store:
    LocalWriter._writing = dying
    store.rebuild()
"""
"""Rebuilds, and kills itself before a transaction: 2 and 3 empty graphs, 4 derives, 5 takes the mark away."""


@pytest.mark.parametrize("transaction", [2, 3, 4, 5])
def test_a_rebuild_killed_before_any_of_its_transactions_is_made_up_for(
    tmp_path: Path, loading_script: Path, transaction: int
) -> None:
    path = tmp_path / "store"
    before = load_undisturbed(loading_script, path, 1, "batch")
    killed = subprocess.run([sys.executable, "-c", REBUILDING, path, str(transaction)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        assert store.dump() == before


@contextmanager
def reopened(path: Path) -> Iterator[Store]:
    """A store after a kill; how long opening and repairing it takes is printed, for whoever asks with -rP."""
    began = time.perf_counter()
    with Store.open(path) as store:
        print(f"reopened in {time.perf_counter() - began:.2f} s")
        yield store


def check_whole(store: Store, synthetic: Callable[..., tuple], editions: tuple[int, ...]) -> None:
    """Every article is one of its editions, and knowledge is what follows from them."""
    evidence = []
    for identifier in store.articles():
        number = int(identifier.rpartition("-")[2])
        held = set(store.quads(store.namespace.article(identifier)))
        assert held in [set(evidence_quads(*synthetic(number, edition))) for edition in editions]
        evidence += held
    assert set(store.quads(KNOWLEDGE)) == set(consolidate(evidence))
    assert not store.is_due
