"""Clusterings compared by hand-counted figures, and the gold clusters of the project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accord.graph.cli import build_app
from accord.graph.errors import InputError
from accord.loaders.evaluation.clusters import cluster, compare, read_clusters

GOLD = Path(__file__).parents[2] / "gold" / "clusters" / "articles.jsonl"


def test_equal_clusterings_agree_wholly() -> None:
    found = compare({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "y"})
    assert found.b3 == found.ceaf == (1.0, 1.0, 1.0)
    assert (found.mentions, found.clusters, found.wrong) == (3, 2, 0.0)


def test_one_cluster_for_all_costs_precision() -> None:
    found = compare({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"})
    assert found.b3 == pytest.approx(((2 / 3 + 2 / 3 + 1 / 3) / 3, 1.0, 2 * (5 / 9) / (1 + 5 / 9)))
    assert found.wrong == pytest.approx(2 / 3)
    # x pairs with a: 2·2/(2+3) of one system cluster and of two gold ones.
    assert found.ceaf[:2] == pytest.approx((0.8, 0.4))


def test_mentions_that_are_missing_stand_alone() -> None:
    found = compare({1: "a", 2: "a"}, {1: "x"})
    assert found.b3 == pytest.approx((1.0, 0.5, 2 / 3))
    assert found.wrong == 0.0


def test_a_line_that_is_no_annotated_article_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_clusters(path)


@pytest.mark.parametrize(("kind", "bar"), [("agreements", 0.85), ("people", 0.92)])
def test_annotated_mentions_of_the_test_split_come_together(kind: str, bar: float) -> None:
    found = cluster([each for each in read_clusters(GOLD) if each.split == "test"])[kind]
    assert found.b3[2] >= bar
    assert found.wrong <= 0.02


def test_the_command_prints_the_figures() -> None:
    told = CliRunner().invoke(
        build_app(), ["evaluate", str(GOLD), "--clusters", "--annotated", "--split", "test", "--json"]
    )
    assert told.exit_code == 0, told.output
    assert set(json.loads(told.stdout)) == {"agreements", "people"}
