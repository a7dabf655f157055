"""The log of changes tells what changed since a mark, forgets its oldest entries, and knows a mark of another log."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from accord.graph.changes import ChangeLog, Kept, kept_changes, log_change
from accord.graph.projection import Edge, rows
from accord.graph.projection_part import touched_rows
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Identity = tuple[str, str, str, str]


def identity(edge: Edge) -> Identity:
    return edge.source, edge.target, edge.type, edge.key


def follow(store: Store, nodes: dict[str, Any], edges: dict[Identity, Edge], mark: str) -> None:
    """Bring a copy of the projection in step with what changed since ``mark``."""
    touched = store.changes.since(mark)
    assert touched is not None
    part = touched_rows(store, touched)
    for iri in part.candidates:
        nodes.pop(iri, None)
    for each in part.identities:
        edges.pop(each, None)
    nodes.update((node.iri, node) for node in part.projection.nodes)
    edges.update((identity(edge), edge) for edge in part.projection.edges)


def test_a_copy_that_follows_the_log_is_the_whole_projection(tmp_path: Path, synthetic: Callable[..., tuple]) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(*synthetic(0))
        copy = rows(store)
        nodes = {node.iri: node for node in copy.nodes}
        edges = {identity(edge): edge for edge in copy.edges}
        acts: list[Callable[[], object]] = [
            *(lambda n=n: store.replace_article(*synthetic(n)) for n in range(1, 8)),
            *(lambda n=n: store.replace_article(*synthetic(n, 2)) for n in range(3)),
            *(lambda n=n: store.remove_article(f"report-{n:03}") for n in range(8)),
        ]
        for act in acts:
            mark = store.changes.mark
            assert mark is not None
            act()
            follow(store, nodes, edges, mark)
            whole = rows(store)
            assert nodes == {node.iri: node for node in whole.nodes}
            assert edges == {identity(edge): edge for edge in whole.edges}
        assert nodes == {}


def test_nothing_changed_since_the_latest_mark(tmp_path: Path, synthetic: Callable[..., tuple]) -> None:
    with Store.open(tmp_path / "store") as store:
        assert store.changes.mark is None
        store.replace_article(*synthetic(0))
        touched = store.changes.since(str(store.changes.mark))
        assert touched is not None
        assert not touched.things | touched.relationships | touched.ended


def test_the_mark_of_another_store_is_not_taken_for_one_of_this(
    tmp_path: Path, synthetic: Callable[..., tuple]
) -> None:
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "two") as two:
        for store in (one, two):
            store.replace_article(*synthetic(0))
        assert one.changes.since(str(two.changes.mark)) is None
        assert one.changes.since("") is None


def test_a_rebuild_makes_every_earlier_mark_void(tmp_path: Path, synthetic: Callable[..., tuple]) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(*synthetic(0))
        mark = str(store.changes.mark)
        store.rebuild()
        assert store.changes.since(mark) is None
        assert store.changes.since(str(store.changes.mark)) is not None


def test_a_store_put_back_from_a_backup_does_not_take_a_later_mark_for_its_own(
    tmp_path: Path, synthetic: Callable[..., tuple]
) -> None:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(*synthetic(0))
    shutil.copytree(tmp_path / "store", tmp_path / "backup")
    with Store.open(tmp_path / "store") as store:
        store.replace_article(*synthetic(1))
        later = str(store.changes.mark)
    with Store.open(tmp_path / "backup") as store:
        assert store.changes.since(later) is None
        store.replace_article(*synthetic(5))
        assert str(store.changes.mark).split()[:2] == later.split()[:2]
        assert store.changes.since(later) is None


@pytest.mark.parametrize("kept", [Kept(changes=2), Kept(lines=25)])
def test_the_oldest_changes_are_forgotten_and_a_mark_before_them_is_void(
    tmp_path: Path, synthetic: Callable[..., tuple], kept: Kept
) -> None:
    with Store.open(tmp_path / "store") as store:
        marks = []
        for number in range(8):
            store.replace_article(*synthetic(number))
            marks.append(str(store.changes.mark))
        log = ChangeLog(store.database)
        removed, added = log_change(store.database, ["https://w3id.org/accord/id/state/NOR"], (), (), kept)
        store._commit(removed, added)
        assert 1 < log.oldest <= log.last
        assert log.since(marks[0]) is None
        known = log.since(marks[-1])
        assert known is not None
        assert known.things == {"https://w3id.org/accord/id/state/NOR"}


def test_how_much_is_kept_comes_from_the_environment() -> None:
    assert kept_changes({"ACCORD_KEPT_CHANGES": "500"}).lines == 500
    for wrong in ("", "0", "-3", "many"):
        assert kept_changes({"ACCORD_KEPT_CHANGES": wrong}) == Kept()
