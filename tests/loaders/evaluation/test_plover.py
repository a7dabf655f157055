"""PLOVER's gold standard records: read, coded, and counted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import InputError
from accord.loaders.evaluation.plover import RECORDS, read_records, tallies
from accord.loaders.extraction.dyads import Dyad

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Accord = Callable[..., subprocess.CompletedProcess[str]]

TOLD = [
    {"id": "note", "event": "DOCUMENT"},
    {
        "id": "one", "event": "AGREE", "text": "Norway offered Japan a loan.",
        "source": [{"code": "NOR"}], "target": [{"code": "JAP"}],
    },
    {
        "id": "two", "event": "CONSULT", "text": "Chad met Niger and Mali.",
        "source": [{"code": "TCD"}, {"code": "NER"}, {"code": "MLI"}],
    },
    {"id": "three", "event": "PROTEST", "text": "Peru marched.", "source": [{"code": "PER"}], "target": ""},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / RECORDS).write_text(json.dumps(TOLD), encoding="utf-8")
    return tmp_path


def test_records_give_their_pairs_with_right_codes(folder: Path) -> None:
    one, two, three = read_records(folder)
    assert one.dyads == (Dyad("NOR", "JPN", "AGREE"),)
    assert two.dyads == tuple(
        Dyad(s, t, "CONSULT", mutual=True) for s, t in (("TCD", "NER"), ("TCD", "MLI"), ("NER", "MLI"))
    )
    assert three.dyads == ()
    assert {r.half for r in (one, two, three)} <= {"a", "b"}


def test_direction_counts_unless_the_event_is_mutual() -> None:
    gold = [Dyad("A", "B", "AGREE"), Dyad("A", "B", "CONSULT", mutual=True)]
    counted = tallies([(gold, [Dyad("B", "A", "AGREE"), Dyad("B", "A", "CONSULT"), Dyad("A", "B", "CONSULT")])])
    assert (counted["AGREE"].right, counted["CONSULT"].right, counted["CONSULT"].predicted) == (0, 1, 2)
    assert counted["AGREE+CONSULT"].f1 == pytest.approx(0.4)


@pytest.mark.parametrize("content", [None, "no JSON"])
def test_a_folder_without_records_is_refused(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / RECORDS).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=RECORDS):
        read_records(tmp_path)


def test_the_command_prints_each_half_and_all(accord: Accord, folder: Path) -> None:
    done = accord("evaluate", "--plover", str(folder), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == {"half a", "half b", "all"}
    assert told["all"]["AGREE"] == {"f1": 1.0, "right": 1, "predicted": 1, "gold": 1}


def test_without_gold_and_folder_the_command_says_what_it_needs(accord: Accord) -> None:
    done = accord("evaluate")
    assert done.returncode == 1
    assert "--plover" in done.stderr


def test_agree_and_consult_reach_the_aim_on_plovers_own_records(accord: Accord, shared: Path) -> None:
    folder = shared / "data" / "plover_gsr"
    if not (folder / RECORDS).is_file():
        pytest.skip("PLOVER's records aren't in the shared folder")
    done = accord("evaluate", "--plover", str(folder), "--json")
    found = json.loads(done.stdout)
    assert found["all"]["AGREE+CONSULT"]["f1"] >= 0.55
    assert found["half b"]["AGREE+CONSULT"]["f1"] >= 0.55
