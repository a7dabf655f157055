"""The UN Treaty Collection's tables go in as evidence and come out as they were."""

from __future__ import annotations

import csv
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import MissingSource, UnknownThing, UnreadableSource
from accord.graph.validation import validate
from accord.loaders.loading import Result
from accord.loaders.registers.loading import find_register, load_register
from accord.loaders.registers.register import Entry, Remark, Unread
from accord.loaders.registers.un_acts import Column
from accord.loaders.registers.un_export import write_un_treaties
from accord.loaders.registers.un_rows import Table, cells_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from subprocess import CompletedProcess

    from accord.graph.facts import Agreement
    from accord.graph.store import Store
    from accord.loaders.loading import Outcome

REGISTER = find_register("un-treaties")


def entries(folder: Path) -> dict[str, Entry]:
    return {found.document.id: found for found in REGISTER.read(folder) if isinstance(found, Entry)}


def agreement(folder: Path, identifier: str) -> Agreement:
    return entries(folder)[identifier].facts.agreements[0]


def load(store: Store, folder: Path) -> list[Outcome]:
    return list(load_register(store, REGISTER, folder))


def table(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))


def test_a_treaty_has_its_name_place_date_and_number(treaties: Path) -> None:
    known = agreement(treaties, "un-treaty-26-90")
    assert known.name == "Convention on the Prohibition of Singing Mines and on their Removal"
    assert (known.place, known.date, known.entry) == ("Bergen", "1990-05-03", "un-treaties 26-90")
    assert (known.kind, known.topics, known.status) == ("arms_control", ("arms",), "ratified")


def test_each_mark_is_an_act_of_its_own(treaties: Path) -> None:
    told = {(act.party, act.type, act.date) for act in agreement(treaties, "un-treaty-26-90").acts}
    assert {
        ("BOL", "signature", "1990-05-03"),
        ("BOL", "ratification", "1991-07-06"),
        ("COG", "accession", "1992-09-01"),
        ("EU", "approval", "1993-03-02"),
        ("MNE", "succession_to_signature", "2006-10-23"),
    } <= told
    assert len(told) == 16


def test_who_only_signed_is_no_party(treaties: Path) -> None:
    known = agreement(treaties, "un-treaty-26-90")
    assert "CHL" not in known.parties
    assert "CHL" in {act.party for act in known.acts}


def test_every_act_quotes_the_row_that_tells_it(treaties: Path) -> None:
    entry = entries(treaties)["un-treaty-26-90"]
    for act in entry.facts.agreements[0].acts:
        (line,) = act.evidence.passages
        assert entry.document.text[line.start : line.end] == line.quote
    assert "Chile: Signature, Succession to signature(d) 3 May 1990\n" in entry.document.text


@pytest.mark.parametrize(
    ("heading", "cell", "act"),
    [
        ("Acceptance(A)", "6 Jul 1988 A", "acceptance"),
        ("Acceptance(A)", "6 Jul 1988", "acceptance"),
        ("Ratification, Formal confirmation(c)", "6 Jul 1988 c", "formal_confirmation"),
        ("Provisional application(n)", "6 Jul 1988 n", "provisional_application"),
        (
            "Notification of non-provisional application under article 7 (1) (b)",
            "6 July 1988",
            "non_provisional_application",
        ),
        ("Participation in the Pact by virtue of ratification, accession or succession", "6 Jul 1988", "participation"),
        ("Definitive signature of the Protocol, Acceptance of the Protocol", "6 Jul 1988", "consent_to_be_bound"),
        ("Signature ad referendum (s)", "6 Jul 1988 s", "signature_ad_referendum"),
    ],
)
def test_a_heading_and_a_mark_say_which_act(heading: str, cell: str, act: str) -> None:
    assert Column.of(heading).read(cell) == (act, "1988-07-06")


@pytest.mark.parametrize("cell", ["31 Feb 1988", "1988", "6 Jul 1988 x", "6 Foo 1988"])
def test_a_cell_that_is_no_day_of_the_column_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        Column.of("Ratification, Accession(a)").read(cell)


def test_a_column_of_numbers_tells_no_act() -> None:
    assert Column.of("UNTS Volume").read("1728") is None


def test_a_row_comes_back_from_its_line() -> None:
    columns = ("Participant", "Signature", "Signature ad referendum (s)", "Ratification, Accession(a)")
    for cells in (("Chile", "", "6 Jul 1988 s", "7 Jul 1988"), ("Chile", "6 Jul 1988", "", ""), ("Chile", "", "", "")):
        assert cells_of(Table.of(columns).read(cells).line, columns) == cells


def test_what_was_loaded_comes_out_again(store: Store, treaties: Path, tmp_path: Path) -> None:
    outcomes = load(store, treaties)
    assert [outcome.result for outcome in outcomes] == [Result.LOADED, Result.LOADED, Result.REMARK]
    assert write_un_treaties(store, tmp_path / "out") == 11
    for name in ("26-90", "26-90-a"):
        assert table(tmp_path / "out" / "treaties" / f"{name}.csv") == table(treaties / "treaties" / f"{name}.csv")
    assert table(tmp_path / "out" / "index.csv") == table(treaties / "index.csv")[:3]


def test_a_treaty_without_a_table_is_told(treaties: Path) -> None:
    remarks = [found.text for found in REGISTER.read(treaties) if isinstance(found, Remark)]
    assert remarks == ["1 treaties of the index have no table of participants: 27-91"]


def test_a_row_that_cannot_be_read_is_refused_and_listed_until_it_is_corrected(store: Store, treaties: Path) -> None:
    file = treaties / "treaties" / "26-90.csv"
    sound = file.read_text(encoding="utf-8")
    file.write_text(sound.replace("9 Apr 1993", "9 Apr 93"), encoding="utf-8")
    refused = [outcome for outcome in load(store, treaties) if outcome.error]
    assert len(refused) == 1
    assert "26-90.csv, line 7" in str(refused[0].error)
    assert "Kenya | 3 May 1990 | 9 Apr 93" in str(refused[0].error)
    assert [each.name for each in store.refused()] == [f"un-treaties: {file}, line 7"]
    file.write_text(sound, encoding="utf-8")
    assert not [outcome for outcome in load(store, treaties) if outcome.error]
    assert store.refused() == ()


def test_a_table_with_a_heading_that_is_not_known_is_refused_as_a_whole(treaties: Path) -> None:
    file = treaties / "treaties" / "26-90-a.csv"
    file.write_text("Participant,Blessing\nNorway,1 Feb 2002\n", encoding="utf-8")
    (unread,) = [found for found in REGISTER.read(treaties) if isinstance(found, Unread)]
    assert unread.place == str(file)
    assert "'Blessing'" in unread.reason
    assert "register_acts.tsv" in unread.reason


def test_a_table_that_the_index_does_not_name_is_refused(treaties: Path) -> None:
    (treaties / "treaties" / "99-1.csv").write_text("Participant\nNorway\n", encoding="utf-8")
    (unread,) = [found for found in REGISTER.read(treaties) if isinstance(found, Unread)]
    assert unread.place.endswith("99-1.csv")


def test_a_folder_without_an_index_is_no_register(tmp_path: Path) -> None:
    with pytest.raises(MissingSource):
        list(REGISTER.read(tmp_path))
    (tmp_path / "index.csv").write_text("a,b\n", encoding="utf-8")
    with pytest.raises(UnreadableSource):
        list(REGISTER.read(tmp_path))


def test_a_store_without_treaties_has_nothing_to_write(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UnknownThing):
        write_un_treaties(store, tmp_path)


def test_a_participant_without_a_day_takes_part(treaties: Path) -> None:
    (treaties / "treaties" / "26-90-a.csv").write_text("Participant\nNorway\n", encoding="utf-8")
    (act,) = agreement(treaties, "un-treaty-26-90-a").acts
    assert (act.party, act.type, act.date) == ("NOR", "participation", None)


def test_loading_again_changes_nothing(store: Store, treaties: Path) -> None:
    load(store, treaties)
    before = store.dump()
    assert {outcome.result for outcome in load(store, treaties)} == {Result.UNCHANGED, Result.REMARK}
    assert store.dump() == before


def test_a_loaded_register_is_sound(store: Store, treaties: Path) -> None:
    load(store, treaties)
    assert validate(store) == ()
    before = store.dump()
    store.rebuild()
    assert store.dump() == before


def test_the_command_loads_a_register_and_tells_its_remarks(
    accord: Callable[..., CompletedProcess[str]], treaties: Path
) -> None:
    done = accord("load", "--register", "un-treaties", str(treaties))
    assert done.returncode == 0, done.stderr
    assert "27-91" in done.stderr
    assert "2 loaded" in done.stderr
    told = accord("export", "--register", "un-treaties", "--out", str(treaties.parent / "out"))
    assert (told.returncode, told.stderr) == (0, f"11 rows written to {treaties.parent / 'out'}\n")
    assert accord("export", "--register", "un-treaties").returncode == 2
    assert accord("export", "--register", "no-such", "--out", "x").returncode == 1
    assert accord("load", "--register", "no-such", str(treaties)).returncode == 1
    assert accord("load", "--register", "un-treaties").returncode == 2


def acts_in_the_graph(store: Store) -> Iterator[tuple[str, str, str, str]]:
    """Treaty, participant's name as it stands in the table, act and day of each act of the evidence."""
    for identifier in store.articles():
        said: dict[str, dict[str, str]] = {}
        for quad in store.quads(store.namespace.article(identifier)):
            told = (str(getattr(term, "value", term)) for term in (quad.subject, quad.predicate, quad.object))
            subject, predicate, value = told
            said.setdefault(subject, {})[predicate] = value
        for act in said.values():
            if act.get(terms.RDF_TYPE) == terms.ACT:
                name = said[act[terms.HAS_PASSAGE]][terms.QUOTE].partition(": ")[0]
                kind = act[terms.ACT_TYPE].rpartition("/")[2]
                yield identifier.removeprefix("un-treaty-"), name, kind, act.get(terms.DATE, "")


def acts_in_the_tables(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """The same, from the files."""
    for file in sorted((folder / "treaties").glob("*.csv")):
        head, *rows = table(file)
        columns = [Column.of(heading) for heading in head[1:]]
        for name, *cells in rows:
            told = [act for column, cell in zip(columns, cells, strict=True) if (act := column.read(cell))]
            yield from ((file.stem, name, *act) for act in told or [("participation", "")])


def portion(source: Path, out: Path, step: int) -> Path:
    """Every ``step``-th table of the collection with its line of the index."""
    files = sorted((source / "treaties").glob("*.csv"))[::step]
    (out / "treaties").mkdir(parents=True)
    for file in files:
        shutil.copy(file, out / "treaties")
    head, *rows = table(source / "index.csv")
    kept = {file.name for file in files}
    with (out / "index.csv").open("w", encoding="utf-8", newline="") as index:
        csv.writer(index).writerows([head, *(row for row in rows if file_name(row) in kept)])
    return out


def file_name(row: list[str]) -> str:
    return f"{row[0]}-{row[1].replace('.', '-')}.csv"


def test_the_collection_goes_in_and_out_without_losing_a_distinction(
    store: Store, shared: Path, tmp_path: Path
) -> None:
    # All of it takes two minutes of CPU: ACCORD_WHOLE_REGISTER=1 asks for that.
    whole = bool(os.environ.get("ACCORD_WHOLE_REGISTER"))
    source = portion(shared / "data" / "untreaties", tmp_path / "in", 1 if whole else 12)
    files = sorted(file.name for file in (source / "treaties").glob("*.csv"))
    rows = sum(len(table(source / "treaties" / name)) - 1 for name in files)
    if whole:
        assert (len(files), rows) == (324, 23_757)
    outcomes = load(store, source)
    assert [outcome for outcome in outcomes if outcome.error] == []
    assert sum(outcome.result is Result.LOADED for outcome in outcomes) == len(files) > 20
    assert write_un_treaties(store, tmp_path / "out") == rows
    assert sorted(file.name for file in (tmp_path / "out" / "treaties").glob("*.csv")) == files
    for name in files:
        assert table(tmp_path / "out" / "treaties" / name) == table(source / "treaties" / name), name
    assert sorted(table(tmp_path / "out" / "index.csv")[1:]) == sorted(table(source / "index.csv")[1:])
    assert set(acts_in_the_graph(store)) == set(acts_in_the_tables(source))
