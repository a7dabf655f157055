"""The manifest: what need not be read again, and what an older extractor read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from accord.graph.manifest import Input, all_inputs
from accord.graph.store import Store
from accord.loaders.corpus.running import Plan, load
from accord.loaders.loading import Result
from accord.loaders.sources import Source, find_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest


def results(store: Store, folder: Path, plan: Plan) -> list[Result]:
    return [outcome.result for outcome in load(store, find_sources([str(folder)]), plan)]


def test_the_manifest_keeps_digest_extractor_and_number_of_facts_of_each_source(
    installed: Path, articles: Callable[..., Path], tmp_path: Path
) -> None:
    folder = articles(2)
    with Store.open(tmp_path / "s") as store:
        results(store, folder, Plan("poison"))
        rows = sorted(all_inputs(store.database))
        assert [row.source for row in rows] == [str(folder / "report-000.txt"), str(folder / "report-001.txt")]
        assert rows[0] == Input(rows[0].source, rows[0].digest, "poison 1", "report-000", "", 1)
        assert len(rows[0].digest) == 64


def test_the_same_bytes_are_not_turned_into_a_document_again(
    installed: Path, articles: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = articles(2)
    with Store.open(tmp_path / "s") as store:
        results(store, folder, Plan("poison"))
        before = store.dump()
        monkeypatch.delattr("accord.loaders.corpus.tasks.read_source")
        assert results(store, folder, Plan("poison")) == [Result.UNCHANGED, Result.UNCHANGED]
        assert store.dump() == before


def test_another_day_or_extractor_reads_again(installed: Path, articles: Callable[..., Path], tmp_path: Path) -> None:
    folder = articles(1)
    with Store.open(tmp_path / "s") as store:
        assert results(store, folder, Plan("poison")) == [Result.LOADED]
        assert results(store, folder, Plan("poison", published=date(2020, 1, 1))) == [Result.LOADED]
        assert results(store, folder, Plan("poison", "2")) == [Result.LOADED]
        assert results(store, folder, Plan("poison", "2")) == [Result.UNCHANGED]


def test_a_removed_article_is_forgotten_by_the_manifest_and_loaded_again(
    installed: Path, articles: Callable[..., Path], tmp_path: Path
) -> None:
    folder = articles(1)
    with Store.open(tmp_path / "s") as store:
        results(store, folder, Plan("poison"))
        store.remove_article("report-000")
        assert list(all_inputs(store.database)) == []
        assert results(store, folder, Plan("poison")) == [Result.LOADED]


def test_a_changed_file_has_one_row_still(installed: Path, articles: Callable[..., Path], tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        results(store, articles(1), Plan("poison"))
        results(store, articles(1, {0: "More was said."}), Plan("poison"))
        assert len(list(all_inputs(store.database))) == 1


def test_standard_input_leaves_no_row(installed: Path, tmp_path: Path) -> None:
    assert not Source("-", "-").repeatable


def test_outdated_reads_again_what_an_older_version_read_and_nothing_else(
    accord: Callable, articles: Callable[..., Path], tmp_path: Path
) -> None:
    folder, options = articles(3), ("--store", tmp_path / "s", "--extractor", "poison", "--quiet")
    accord("load", folder / "report-000.txt", folder / "report-001.txt", *options)
    accord("load", folder / "report-002.txt", *options, "--model", "2")
    run = accord("load", "--outdated", *options, "--model", "2")
    assert (run.returncode, run.stderr.splitlines()[-1]) == (0, "2 loaded")
    assert accord("load", "--outdated", *options, "--model", "2").stderr.splitlines()[-1] == "0 loaded"
