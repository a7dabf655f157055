"""The UCDP peace agreements as evidence: parties, days, ends, and what can't be read."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import UnreadableSource
from accord.graph.validation import validate
from accord.loaders.registers.loading import find_register, load_register
from accord.loaders.registers.register import Entry, Found, Unread

if TYPE_CHECKING:
    from accord.graph.facts import Agreement
    from accord.graph.store import Store

REGISTER = find_register("ucdp")
COLUMNS = (
    "PAID", "Name", "DyadName", "GWNO", "pa_name", "pa_date ", "pa_comment", "pa_sign", "pa_3rd", "ended", "Duration",
    "cease", "Withd", "pa_type", "Link to fulltext agreement",
)  # fmt: skip
ROWS = (
    ("900201", "Norway: Svalbard", "Government of Norway - Puffin Front", "385.0", "Bergen Ceasefire Accord", "33000.0",
     "Signed in\nthe harbour.", "A. Puffin", "Iceland; the UN", "1.0", "33100.0", "1.0", "0.0", "3.0", ""),
    ("900202", "Norway and Chile", "Government of Norway - Government of Chile", "385, 155", "Treaty of Arica",
     "33010.0", "", "", "", "0.0", "", "0.0", "1.0", "1.0", "http://ucdp.test/2.pdf"),
)  # fmt: skip


def write(file: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows((COLUMNS, *rows))
    return file


def found(file: Path) -> list[Found]:
    return list(REGISTER.read(file))


def agreements(file: Path) -> list[Agreement]:
    return [each.facts.agreements[0] for each in found(file) if isinstance(each, Entry)]


def test_a_peace_agreement_has_its_parties_day_and_topics(tmp_path: Path) -> None:
    ceasefire, treaty = agreements(write(tmp_path / "ucdp.csv", ROWS))
    assert (ceasefire.kind, ceasefire.parties, ceasefire.date) == ("ceasefire", ("NOR", "Puffin Front"), "1990-05-07")
    assert (ceasefire.status, ceasefire.topics, ceasefire.entry) == ("terminated", ("ceasefire",), "ucdp 900201")
    assert set(ceasefire.mediators) == {"ISL", "UN"}
    assert (treaty.kind, treaty.parties, treaty.status) == ("peace_agreement", ("NOR", "CHL"), "signed")


def test_each_party_signs_and_the_end_is_of_all(tmp_path: Path) -> None:
    ceasefire = agreements(write(tmp_path / "ucdp.csv", ROWS))[0]
    assert [(act.type, act.party, act.date) for act in ceasefire.acts] == [
        ("signature", "NOR", "1990-05-07"),
        ("signature", "Puffin Front", "1990-05-07"),
        ("termination", None, "1990-08-15"),
    ]


def test_every_passage_stands_in_the_article(tmp_path: Path) -> None:
    for entry in found(write(tmp_path / "ucdp.csv", ROWS)):
        if isinstance(entry, Entry):
            known = entry.facts.agreements[0]
            for evidence in (known.evidence, *(act.evidence for act in known.acts)):
                for passage in evidence.passages:
                    assert entry.document.text[passage.start : passage.end] == passage.quote


@pytest.mark.parametrize(
    ("column", "value", "reason", "loaded"),
    [
        (5, "soon", "'soon' is no day", 0),
        (4, " ", "pa_name", 0),
        (2, "", "DyadName", 0),
        (10, "1990-06-31", "without the day on which it ended", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(
    tmp_path: Path, column: int, value: str, reason: str, loaded: int
) -> None:
    row = list(ROWS[0])
    row[column] = value
    file = write(tmp_path / "ucdp.csv", (tuple(row),))
    (unread,) = [each for each in found(file) if isinstance(each, Unread)]
    assert unread.place == f"{file}, line 2"
    assert reason in unread.reason
    assert len(agreements(file)) == loaded


def test_the_same_number_twice_is_refused(tmp_path: Path) -> None:
    (unread,) = [each for each in found(write(tmp_path / "ucdp.csv", (ROWS[1], ROWS[1]))) if isinstance(each, Unread)]
    assert "stands twice" in unread.reason


def test_another_table_is_no_such_register(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="PAID"):
        found(tmp_path / "other.csv")


def test_a_loaded_register_is_sound(store: Store, tmp_path: Path) -> None:
    assert not [each for each in load_register(store, REGISTER, write(tmp_path / "ucdp.csv", ROWS)) if each.error]
    assert validate(store) == ()


def test_the_whole_dataset_is_read(shared: Path) -> None:
    told = found(shared / "data" / "ucdp" / "ucdp_peace_agreements_1975_2011.csv")
    assert sum(isinstance(each, Entry) for each in told) == 216
    assert [each.reason.partition(":")[0] for each in told if isinstance(each, Unread)] == ["Duration"]
