"""A writer is killed with SIGKILL at random moments; what it leaves is whole, and loading again completes it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from accord.graph.evidence import evidence_quads
from accord.graph.identifiers import KNOWLEDGE
from accord.graph.knowledge.derivation import consolidate
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COUNT = 50


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
    for attempt in range(4):
        path = tmp_path / f"killed-{attempt}"
        said = kill_during_load(loading_script, path, 1, mode)
        with Store.open(path) as store:
            assert said <= len(store.articles()) <= said + 1
            check_whole(store, synthetic, editions=(1,))
        assert load_undisturbed(loading_script, path, 1, mode) == undisturbed


@pytest.mark.parametrize("mode", ["single", "batch"])
def test_a_killed_replacement_leaves_each_article_as_it_was_or_as_it_is_to_be(
    tmp_path: Path, loading_script: Path, synthetic: Callable[..., tuple], mode: str
) -> None:
    undisturbed = load_undisturbed(loading_script, tmp_path / "undisturbed", 2, "batch")
    path = tmp_path / "killed"
    load_undisturbed(loading_script, path, 1, "batch")
    for _ in range(3):
        kill_during_load(loading_script, path, 2, mode)
        with Store.open(path) as store:
            assert len(store.articles()) == COUNT
            check_whole(store, synthetic, editions=(1, 2))
    assert load_undisturbed(loading_script, path, 2, mode) == undisturbed


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
