"""Reviewing from the command line, as real processes: what is asked, kept, told, undone and refused."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.knowledge.judgements import Judgements
from accord.graph.knowledge.view import View
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMAND = (sys.executable, "-c", "from accord.graph.cli import main; main()")
ONE, OTHER = "article/lima/agreement/a1", "article/cusco/agreement/a1"


class Desk:
    """Somebody who runs accord on a store."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.environment = {**os.environ, "ACCORD_STORE": str(store), "ACCORD_BY": "Ana"}

    def run(self, *arguments: object, answers: str = "") -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, *map(str, arguments)]
        return subprocess.run(
            command, input=answers, capture_output=True, text=True, check=False, env=self.environment, timeout=120
        )

    def told(self, *arguments: object, answers: str = "") -> str:
        done = self.run(*arguments, answers=answers)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def judged(self) -> list[tuple[str, str, str]]:
        with Store.open(self.store, read_only=True) as store:
            return [(each.verdict, each.by, each.note) for each in Judgements(View(store.database)).all()]

    def dump(self) -> bytes:
        with Store.open(self.store, read_only=True) as store:
            return store.dump()

    def pairs(self, *arguments: str) -> list[dict]:
        return json.loads(self.told("review", "--json", *arguments))


@pytest.fixture
def desk(fjords: Path) -> Desk:
    return Desk(fjords)


# accord review


def test_without_input_the_pairs_are_printed_side_by_side(desk: Desk) -> None:
    told = desk.run("review", "--about", ONE, "--kind", "agreement")
    assert told.returncode == 0
    assert "1 of 1: agreement, two now" in told.stdout
    line = next(line for line in told.stdout.splitlines() if "Herring Pact holds" in line)
    assert "“The Skerry Salmon Pact holds.”" in line
    assert any("lima, The Skerry, 2022-02-01" in line and "cusco" in line for line in told.stdout.splitlines())
    assert "+3 the same parties" in told.stdout
    assert desk.judged() == []


def test_json_has_quotes_and_reasons(desk: Desk) -> None:
    (pair,) = desk.pairs("--about", ONE, "--kind", "agreement")
    assert pair["one"]["quotes"] == ["The Skerry Herring Pact holds."]
    assert [3.0, "the same parties"] in pair["reasons"]
    assert pair["joined"] is False


def test_answers_become_judgements_signed_and_dated(desk: Desk) -> None:
    answers = "s they say so\nu"
    done = desk.run("review", "--by", "Ben", "--on", "2024-05-01", answers=answers)
    assert done.returncode == 0
    assert "judged 1: same" in done.stdout
    assert "judged 2: unsure" in done.stdout
    assert "2 judged" in done.stderr
    assert sorted(desk.judged()) == [("same", "Ben", "they say so"), ("unsure", "Ben", "")]
    assert "2024-05-01" in desk.told("judgements")
    assert desk.pairs() == []


def test_what_is_no_answer_is_asked_again_and_quit_ends(desk: Desk) -> None:
    done = desk.run("review", answers="perhaps\nsplit\nq\ns\n")
    assert "'perhaps': answer with one of" in done.stderr
    assert "'split': answer with one of" in done.stderr
    assert "0 judged" in done.stderr
    assert desk.judged() == []


def test_a_split_takes_one_mention_out_of_its_thing_and_is_undone_at_once(desk: Desk) -> None:
    before = desk.dump()
    done = desk.run("review", "--about", "article/oslo/person/solheim", answers="split right\n")
    assert done.returncode == 0, done.stderr
    assert desk.judged() == [("different", "Ana", "split")]
    (pair,) = (each for each in json.loads(desk.told("judgements", "--json")))
    assert pair["names"][0] != pair["names"][1]
    assert "undone: 1." in desk.told("judgements", "--undo")
    assert desk.dump() == before


def test_what_is_alone_can_not_be_split(desk: Desk) -> None:
    done = desk.run("review", "--about", ONE, "--kind", "agreement", answers="p left\nd\n")
    assert "alone in its thing already" in done.stderr
    assert [verdict for verdict, *_ in desk.judged()] == ["different"]


def test_an_answer_that_settles_another_pair_spares_its_question(desk: Desk, report: Callable[..., tuple]) -> None:
    with Store.open(desk.store) as store:
        store.replace_article(*report("tacna", "2024-02-01", "A third.", kind="treaty", name="Skerry Mussel Pact"))
    pacts = [pair for pair in desk.pairs("--kind", "agreement") if not pair["joined"]]
    assert len(pacts) == 3
    done = desk.run("review", "--kind", "agreement", answers="s\n" * 9)
    # Of three pacts any two of which are near, two words make one.
    assert done.stdout.count("judged ") == done.stdout.count(" now; ") == 2
    assert desk.pairs("--kind", "agreement") == []


def test_others_may_write_while_somebody_thinks(desk: Desk) -> None:
    command = [*COMMAND, "review", "--kind", "agreement"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, bufsize=1, env=desk.environment, **pipes) as asking:
        assert asking.stdin is not None
        assert asking.stderr is not None
        asking.stdin.write("hm\n")
        assert "'hm': answer with one of" in asking.stderr.readline()
        assert desk.told("remove", "bergen") == "removed bergen\n"
        with Store.open(desk.store):
            asking.stdin.write("d\n")
            assert "not kept: answer again" in asking.stderr.readline()
        out, _ = asking.communicate("d\n", timeout=60)
    assert asking.returncode == 0
    assert "judged 1: different" in out


def test_on_a_terminal_the_name_is_asked_for_before_anything_is_shown(desk: Desk) -> None:
    desk.environment.pop("ACCORD_BY")
    desk.environment |= {"XDG_CONFIG_HOME": str(desk.store.parent), "TERM": "xterm", "COLUMNS": "90"}
    outer, inner = pty.openpty()
    try:
        done = subprocess.run(
            [*COMMAND, "review"],
            stdin=inner,
            capture_output=True,
            text=True,
            check=False,
            env=desk.environment,
            timeout=60,
        )
    finally:
        os.close(outer)
        os.close(inner)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "give --by NAME" in done.stderr


# accord judge


def test_a_judgement_is_kept_and_told(desk: Desk) -> None:
    told = desk.told("judge", ONE, OTHER, "same", "--note", "one pact\n", "--on", "2024-05-01")
    assert told == f"1. {OTHER} is the same as {ONE} (Ana, 2024-05-01 – one pact\n)\n"
    (made,) = json.loads(desk.told("judgements", "--json"))
    assert made["followed"] is True
    assert made["names"][0] == made["names"][1]


def test_without_a_day_it_is_today(desk: Desk) -> None:
    desk.told("judge", ONE, OTHER, "unsure")
    assert json.loads(desk.told("judgements", "--json"))[0]["on"] == date.today().isoformat()


def test_a_thing_stands_for_its_earliest_mention(desk: Desk) -> None:
    desk.told("judge", "memorandum Norway Chile 2021-05-03", "Skerry Salmon Pact", "different")
    (made,) = json.loads(desk.told("judgements", "--json"))
    found = {made["one"], made["other"]}
    assert {iri.removeprefix("https://w3id.org/accord/id/") for iri in found} == {"article/bergen/agreement/a1", OTHER}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("article/nowhere/agreement/a1", OTHER, "same"), "'article/nowhere/agreement/a1'"),
        (("Atlantis Pact", OTHER, "same"), "called 'Atlantis Pact'"),
        ((ONE, OTHER, "alike"), "verdict 'alike': give one of same, different, unsure"),
        ((ONE, ONE, "same"), "mean one and the same"),
        ((ONE, "article/oslo/person/solheim", "same"), "of the kind agreement"),
        ((ONE, OTHER, "same", "--on", "yesterday"), "'yesterday': is no day"),
        ((ONE, OTHER, "same", "--by", " "), "name of who judges"),
        (("state/CHL", OTHER, "same"), "'state/CHL'"),
    ],
)
def test_what_can_not_be_judged_is_named(desk: Desk, arguments: tuple[str, ...], why: str) -> None:
    done = desk.run("judge", *arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert why in done.stderr
    assert desk.judged() == []


def test_a_judgement_needs_a_name_from_option_environment_or_file(desk: Desk) -> None:
    desk.environment.pop("ACCORD_BY")
    desk.environment["XDG_CONFIG_HOME"] = str(desk.store.parent)
    done = desk.run("judge", ONE, OTHER, "same")
    assert done.returncode == 1
    assert "give --by NAME, ACCORD_BY, or by in" in done.stderr
    (desk.store.parent / "accord").mkdir()
    (desk.store.parent / "accord" / "config.toml").write_text('by = "Carla"\n')
    desk.told("judge", ONE, OTHER, "same")
    assert [by for _, by, _ in desk.judged()] == ["Carla"]


def test_a_conflict_is_told_with_the_judgements_that_it_is_made_of(desk: Desk) -> None:
    third = "article/arica/agreement/a1"
    desk.told("judge", ONE, OTHER, "same", "--on", "2024-05-01")
    desk.told("judge", OTHER, third, "same", "--on", "2024-05-02")
    done = desk.run("judge", ONE, third, "different")
    assert done.returncode == 0
    assert f"conflict: 1. {OTHER} is the same as {ONE}" in done.stderr
    assert "isn't followed" in done.stderr
    assert f"3. {third} is different from {ONE}" in done.stderr
    assert f"2. {third} is the same as {OTHER}" in done.stderr
    made = {each["number"]: each for each in json.loads(desk.told("judgements", "--json"))}
    assert {number: each["followed"] for number, each in made.items()} == {1: False, 2: True, 3: True}
    assert made[1]["against"] == [2, 3]
    assert "no, against 2, 3" in desk.told("judgements")


# accord judgements and rebuild


def test_judgements_go_out_and_come_in(desk: Desk, tmp_path: Path) -> None:
    desk.told("judge", ONE, OTHER, "same", "--note", "tab\there")
    after = desk.dump()
    file = tmp_path / "words.tsv"
    done = desk.run("judgements", "--export", file)
    assert (done.returncode, done.stdout) == (0, "")
    assert desk.told("judgements", "--export", "-") == file.read_text()
    assert not list(tmp_path.glob("*.part"))
    desk.told("judgements", "--undo")
    assert desk.told("judgements", "--import", file) == "1 imported as number 1\n"
    assert desk.dump() == after
    assert desk.told("judgements", "--import", "-", answers=file.read_text()) == "0 imported; 1 there already\n"


def test_an_import_keeps_later_words_and_takes_those_on_unloaded_mentions(desk: Desk, tmp_path: Path) -> None:
    desk.told("judge", ONE, OTHER, "different", "--on", "2024-05-02")
    lines = (
        "one\tother\tverdict\tby\ton\tnote",
        f"{ONE}\t{OTHER}\tsame\tBen\t2024-05-01\t",
        f"{ONE}\tarticle/quito/agreement/a1\tsame\tBen\t2024-05-01\t",
    )
    (tmp_path / "words.tsv").write_text("\n".join(lines))
    told = desk.told("judgements", "--import", tmp_path / "words.tsv")
    assert "1 imported as number 2" in told
    assert "1 passed over for a later word" in told
    assert "1 of them on mentions that aren't loaded" in told
    assert sorted(verdict for verdict, *_ in desk.judged()) == ["different", "same"]
    assert "not in the store" in desk.told("judgements")


def test_a_file_with_a_wrong_line_is_not_imported_at_all(desk: Desk, tmp_path: Path) -> None:
    before = desk.dump()
    head = "one\tother\tverdict\tby\ton\tnote\n"
    (tmp_path / "words.tsv").write_text(f"{head}{ONE}\t{OTHER}\tsame\tBen\t2024-05-01\t\n{ONE}\tagain\n")
    done = desk.run("judgements", "--import", tmp_path / "words.tsv")
    assert done.returncode == 1
    assert "words.tsv: line 3: has 2 columns" in done.stderr
    assert desk.dump() == before
    (tmp_path / "words.tsv").write_bytes(b"\xff\xfe")
    assert "can't be read as UTF-8 text" in desk.run("judgements", "--import", tmp_path / "words.tsv").stderr
    assert "can't be read" in desk.run("judgements", "--import", tmp_path / "none.tsv").stderr
    assert "can't be written" in desk.run("judgements", "--export", tmp_path / "none" / "words.tsv").stderr


def test_a_judgement_is_undone_by_its_number(desk: Desk) -> None:
    desk.told("judge", ONE, OTHER, "same")
    desk.told("judge", ONE, "article/arica/agreement/a1", "unsure")
    assert desk.told("judgements", "--undo", "1").startswith(f"undone: 1. {OTHER} is the same as {ONE}")
    assert [verdict for verdict, *_ in desk.judged()] == ["unsure"]
    done = desk.run("judgements", "--undo", "9")
    assert done.returncode == 1
    assert "no judgement 9 is in force; there are numbers 2" in done.stderr


@pytest.mark.parametrize("arguments", [("--undo", "--export", "-"), ("3",), ("--import", "a", "--export", "b")])
def test_options_that_do_not_go_together_are_wrong_usage(desk: Desk, arguments: tuple[str, ...]) -> None:
    assert desk.run("judgements", *arguments).returncode == 2


def test_a_rebuild_replays_judgements(desk: Desk) -> None:
    desk.told("judge", ONE, OTHER, "same")
    before = desk.dump()
    assert desk.told("rebuild") == "rebuilt from 5 articles and 1 judgements\n"
    assert desk.dump() == before
    assert desk.run("check").returncode == 0
