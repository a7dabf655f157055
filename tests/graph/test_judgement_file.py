"""Judgements as a text file that people read and write."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.graph.errors import InputError
from accord.graph.identifiers import Namespace
from accord.graph.judgement_file import read_judgements, write_judgements
from accord.graph.knowledge.judgements import VERDICTS, Judgement

NS = Namespace()
HEAD = "one\tother\tverdict\tby\ton\tnote\n"
LINE = "article/x/agreement/a1\tarticle/y/agreement/a1\tsame\tAna\t2024-05-01\t\n"

texts = st.text(st.characters(codec="utf-8"), max_size=8)
judgements = st.builds(
    lambda names, kind, verdict, by, on, note: Judgement.of(
        (f"{NS.article(names[0])}/{kind}/1", f"{NS.article(names[1])}/{kind}/1"), verdict, by, on, note
    ),
    st.tuples(texts.filter(bool), texts.filter(bool)).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from(["person", "agreement", "contact", "incident"]),
    st.sampled_from(VERDICTS),
    texts.filter(str.strip),
    st.dates(),
    texts,
)


@given(st.lists(judgements, max_size=4, unique_by=lambda each: each.iri))
def test_what_is_written_is_read_again_whatever_the_order(made: list[Judgement]) -> None:
    text = write_judgements(made, NS)
    assert set(read_judgements(text, NS, "file")) == set(made)
    assert write_judgements(reversed(made), NS) == text


def test_a_judgement_is_a_readable_line() -> None:
    made = Judgement.of(
        (NS.article("x") + "/agreement/a1", NS.article("y") + "/agreement/a1"),
        "same",
        "Ana",
        date(2024, 5, 1),
        "a\tb\\",
    )
    assert write_judgements([made], NS) == HEAD + LINE.replace("\t\n", "\ta\\tb\\\\\n")


def test_files_of_other_hands_are_read_too() -> None:
    for text in (
        HEAD + LINE,
        "\ufeff" + (HEAD + "\n" + LINE).replace("\n", "\r\n"),
        HEAD + LINE.rstrip(),
        HEAD + LINE.replace("article/y", NS.article("y")),
    ):
        (judgement,) = read_judgements(text, NS, "file")
        assert (judgement.verdict, judgement.by, judgement.on, judgement.note) == ("same", "Ana", date(2024, 5, 1), "")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (LINE.replace("same", "alike"), "verdict 'alike'"),
        (LINE.replace("2024-05-01", "May"), "'May': is no day"),
        (LINE.replace("Ana", " "), "name of who judges"),
        (LINE.replace("article/y/agreement", "article/x/agreement"), "against itself"),
        (LINE.replace("article/y/agreement/a1", "article/y/person/p"), "of the kind agreement, article/y/person/p of"),
        (LINE.replace("article/y/agreement/a1", "state/NOR"), "state/NOR: is no mention"),
        (LINE.replace("article/y/agreement/a1", "https://other.example/article/y/agreement/a1"), "is no mention"),
        (LINE.replace("article/y", "article/y y"), "article/y y/agreement/a1: is no mention"),
        ("article/x/agreement/a1\tsame\n", "has 2 columns, not 6"),
        (LINE.replace("\t\n", "\tC:\\new\\dir\n"), "a backslash is written"),
        (LINE, "same pair as line 2"),
    ],
)
def test_a_wrong_line_is_named_with_its_number(wrong: str, why: str) -> None:
    with pytest.raises(InputError) as told:
        read_judgements(HEAD + LINE + wrong, NS, "words.tsv")
    assert str(told.value).startswith("words.tsv: line 3: ")
    assert why in str(told.value)
    assert str(told.value).endswith("nothing was imported")


@pytest.mark.parametrize("text", ["", "\n", LINE, "one,other,verdict,by,on,note\n" + LINE])
def test_a_file_without_its_head_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"words\.tsv: line 1: must name the columns"):
        read_judgements(text, NS, "words.tsv")
