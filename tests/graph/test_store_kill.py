"""A writer is killed with SIGKILL at random moments; what it leaves is whole, and loading again completes it."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import StoreError
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
from accord.graph import store_renewal, store_writing
from accord.graph.store import Store

def die_before(module, name):
    def dying(*arguments):
        os.kill(os.getpid(), signal.SIGKILL)
    setattr(module, name, dying)

points = {
    "copying": (store_renewal, "_parts"),
    "settling": (store_renewal, "settle"),
    "pointing": (store_renewal, "point_to"),
    "sweeping": (store_renewal, "sweep_databases"),
    "deriving": (Store, "_derived"),
}
with Store.open(Path(sys.argv[1])) as store:
    if sys.argv[2] in points:
        die_before(*points[sys.argv[2]])
    else:
        writing, left = store_writing.LocalWriter._writing, ["writing knowledge", "taking the mark away"]
        def dying(writer, quads):
            if left.pop(0) == sys.argv[2]:
                os.kill(os.getpid(), signal.SIGKILL)
            return writing(writer, quads)
        store_writing.LocalWriter._writing = dying
    store.rebuild()
"""
"""Rebuilds, and kills itself just before what is named."""


@pytest.mark.parametrize(
    "point", ["copying", "settling", "pointing", "sweeping", "deriving", "writing knowledge", "taking the mark away"]
)
def test_a_rebuild_killed_at_any_point_of_it_is_made_up_for(tmp_path: Path, loading_script: Path, point: str) -> None:
    path = tmp_path / "store"
    before = load_undisturbed(loading_script, path, 1, "batch")
    killed = subprocess.run([sys.executable, "-c", REBUILDING, path, point], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(path) as store:
        assert store.dump() == before
    assert len([each for each in path.glob("database*") if each.is_dir()]) == 1


def test_a_rebuild_that_has_no_room_leaves_the_store_as_it_was(
    tmp_path: Path, loading_script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "store"
    before = load_undisturbed(loading_script, path, 1, "batch")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Store.open(path) as store:
        monkeypatch.setattr("accord.graph.store_renewal.settle", full)
        with pytest.raises(StoreError, match="No space left"):
            store.rebuild()
        assert store.dump() == before
        assert not store.is_due
    assert [each.name for each in path.glob("database*")] == ["database"]


def test_a_reader_goes_on_while_a_store_is_rebuilt(tmp_path: Path, loading_script: Path) -> None:
    path = tmp_path / "store"
    before = load_undisturbed(loading_script, path, 1, "batch")
    with Store.open(path, read_only=True) as reader, Store.open(path) as store:
        store.rebuild()
        assert reader.dump() == before
        with Store.open(path, read_only=True) as later:
            assert later.dump() == before


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
