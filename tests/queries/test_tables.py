"""Rows as people and programs get them: whole, aligned, and harmless on a terminal."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from accord.queries.tables import Format, Table, emit, render_csv, render_plain, render_tsv, visible, write_table

if TYPE_CHECKING:
    from io import StringIO

LONG = "The delegations agreed that " + "the line would be drawn anew and " * 12 + "left."
HOSTILE = "before\x1b]0;owned\x07\x1b[2J\x9b31mafter\u202eback"


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers()), max_size=5))
def test_csv_reads_back_as_it_was(rows: list[tuple[str, int]]) -> None:
    written = render_csv(Table(("words", "number"), tuple(rows)))
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["words", "number"], *([words, str(number)] for words, number in rows)]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_tsv_keeps_one_line_a_row(words: str) -> None:
    lines = render_tsv(Table(("words", "more"), ((words, "x"),))).split("\n")
    assert len(lines) == 3
    assert lines[1].count("\t") == 1


def test_json_keeps_types_and_lists() -> None:
    out = io.StringIO()
    row = ("Ålesund", 3, 0.5, True, None, ["a", "b"])
    write_table(Table(("name", "n", "x", "yes", "none", "list"), (row,)), Format.json, out)
    assert json.loads(out.getvalue()) == [
        {"name": "Ålesund", "n": 3, "x": 0.5, "yes": True, "none": None, "list": ["a", "b"]}
    ]
    assert "Ålesund" in out.getvalue()


def test_columns_stay_aligned_whatever_their_width_on_screen() -> None:
    text = render_plain(Table(("place", "state"), (("東京", "JPN"), ("Rome", "ITA"), ("two\nlines", None))))
    assert text == "place      state\n---------  -----\n東京       JPN\nRome       ITA\ntwo lines\n"


def plain(shown: str) -> str:
    """What a terminal shows of ``shown``, whose headings are bold."""
    return shown.replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_nothing_is_cut_in_a_pipe() -> None:
    out = io.StringIO()
    write_table(Table(("sentence", "article"), ((LONG, "a1"),)), Format.table, out)
    assert out.getvalue().splitlines()[2] == f"{LONG}  a1"


def test_a_terminal_gets_folded_sentences_with_every_word(terminal: StringIO) -> None:
    write_table(Table(("sentence", "article"), ((LONG, "a1"),)), Format.table, terminal)
    shown = plain(terminal.getvalue())
    assert max(map(len, shown.splitlines())) <= 80
    assert " ".join(shown.replace("a1", "").split()[3:]).replace(" ", "") == LONG.replace(" ", "")


def test_no_text_steers_the_terminal(terminal: StringIO) -> None:
    for form in Format:
        write_table(Table(("[red]column", "x"), ((HOSTILE, "[bold]"),)), form, terminal)
    assert not set(plain(terminal.getvalue())) & set("\x1b\x07\x9b\u202e")
    assert terminal.getvalue().count("[bold]") == 4


def test_a_file_gets_the_text_as_it_is() -> None:
    out = io.StringIO()
    write_table(Table(("text",), ((HOSTILE,),)), Format.csv, out)
    assert HOSTILE in out.getvalue()


@given(st.text())
def test_only_harmless_characters_are_visible(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(character >= " " or character in "\t\n" for character in shown)


def test_line_ends_of_csv_are_no_control_characters(terminal: StringIO) -> None:
    emit("a,b\r\n1,2\r\n", terminal)
    assert terminal.getvalue() == "a,b\n1,2\n"


def test_a_table_without_rows_still_says_its_columns() -> None:
    assert render_plain(Table(("a", "bc"), ())) == "a  bc\n-  --\n"
