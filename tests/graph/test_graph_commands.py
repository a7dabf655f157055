from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from accord.graph.cli import main
from accord.graph.store import Store
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from accord.graph.document import Document
    from accord.graph.facts import Facts


@pytest.fixture
def loaded(tmp_path: Path, article: Document, facts: Facts, synthetic: Callable[..., tuple]) -> Path:
    with Store.open(tmp_path / "store") as store:
        store.replace_article(article, facts)
        store.replace_article(*synthetic(1))
    return tmp_path / "store"


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


def damage(path: Path, update: str) -> None:
    """Change the store behind accord's back."""
    database = pyoxigraph.Store(str(path / "database"))
    database.update(update)


def test_remove_forgets_articles_by_identifier(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remove", "fjord-1", "--store", loaded) == 0
    assert capsys.readouterr().out == "removed fjord-1\n"
    with Store.open(loaded, read_only=True) as store:
        assert store.articles() == ("report-001",)
        assert b"Bergen" not in store.dump()


def test_remove_does_what_it_can_and_names_the_rest(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remove", "fjord-1", "fjord-9", "--store", loaded) == 3
    told = capsys.readouterr()
    assert told.out == "removed fjord-1\n"
    assert "'fjord-9'" in told.err


def test_remove_of_nothing_known_fails(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("remove", "fjord-9", "--store", loaded) == 1
    assert "'fjord-9'" in capsys.readouterr().err


def test_remove_while_another_writes_exits_with_4(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(loaded):
        assert run("remove", "fjord-1", "--store", loaded) == 4
    assert "another process writes" in capsys.readouterr().err


def test_the_environment_names_the_store(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_STORE", str(loaded))
    assert run("remove", "fjord-1") == 0


def test_a_sound_store_passes_its_check(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--store", loaded) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "2 articles checked, 0 findings" in told.err


def test_check_names_article_rule_and_sentence(
    loaded: Path, article: Document, facts: Facts, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = "https://w3id.org/accord/id/article/fjord-1"
    damage(loaded, f'INSERT DATA {{ GRAPH <{graph}> {{ <{graph}/agreement/a1> <{terms.KIND}> "promise" }} }}')
    assert run("check", "--store", loaded, "--json") == 1
    findings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    found = next(f for f in findings if f["article"] == "fjord-1" and f["thing"].endswith("agreement/a1"))
    assert "kind" in found["rule"]
    assert found["quote"] == facts.agreements[0].evidence.passages[0].quote


def test_export_writes_a_file_or_standard_output(
    loaded: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "graph.ttl"
    assert run("export", "turtle", "--out", out, "--store", loaded) == 0
    assert run("export", "turtle", "--store", loaded) == 0
    assert capfdbinary.readouterr().out == out.read_bytes() != b""
    assert not list(tmp_path.glob("*.part"))


def test_a_failed_export_leaves_the_old_file(loaded: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.xyz"
    out.write_text("old")
    assert run("export", "xyz", "--out", out, "--store", loaded) == 1
    assert out.read_text() == "old"
    assert run("export", "turtle", "--out", tmp_path / "none" / "graph.ttl", "--store", loaded) == 1
