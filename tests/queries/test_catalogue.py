"""The catalogue: every file explains itself, its example runs, and nothing that is given can break out of its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.graph.errors import QueryError, UnknownThing
from accord.graph.sparql_tokens import tokens
from accord.queries.asking import answer_in_sparql
from accord.queries.catalogue import Language, Question, bind_values, find_question, questions, read_question

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.store import Store

ALL = questions()
IN_SPARQL = [question for question in ALL if question.language is Language.sparql]
HEADER = "# title: T\n# description: D\n# example: words=x\n"

each = pytest.mark.parametrize("question", ALL, ids=lambda question: question.name + question.language.ending)


def answers(store: Store, name: str, **given: str) -> list[dict[str, object]]:
    table = answer_in_sparql(store, find_question(name), given)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


@each
def test_every_question_explains_itself(question: Question) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", question.name)
    assert question.title[0].isupper()
    assert question.description.endswith(".")
    assert {name for name, _ in question.example} <= {parameter.name for parameter in question.parameters}


@each
def test_every_parameter_is_declared_used_and_no_variable(question: Question) -> None:
    declared = {parameter.name for parameter in question.parameters}
    assert set(re.findall(r"\$(\w+)", question.text)) == declared
    if question.language is Language.sparql:
        variables = {token.text[1:] for token in tokens(question.text) if token.text.startswith("?")}
        assert not variables & declared


def test_both_languages_ask_the_same_with_the_same_words() -> None:
    by_name: dict[str, list[Question]] = {}
    for question in ALL:
        by_name.setdefault(question.name, []).append(question)
    pairs = [pair for pair in by_name.values() if len(pair) == 2]
    assert len(pairs) >= 8
    for one, other in pairs:
        for shared in ("title", "description", "parameters", "lists", "example"):
            assert getattr(one, shared) == getattr(other, shared), one.name


@pytest.mark.parametrize("question", IN_SPARQL, ids=lambda question: question.name)
def test_every_file_is_a_query_as_it_stands(store: Store, question: Question) -> None:
    store.query(question.text)


@pytest.mark.parametrize("question", IN_SPARQL, ids=lambda question: question.name)
def test_every_example_gives_rows_that_lead_on(accord: Callable, question: Question) -> None:
    given = [part for name, value in question.example for part in ("--param", f"{name}={value}")]
    rows = accord("query", question.name, *given, "--format", "json").told
    assert rows
    assert all(row["iri"].startswith("https://w3id.org/accord/id/") for row in rows)
    assert all(isinstance(row[column], list) for row in rows for column in question.lists)


def test_agreements_of_a_state_come_newest_first_with_a_sentence(store: Store) -> None:
    rows = answers(store, "agreements-of-state", state="ERI")
    assert [row["agreement"] for row in rows] == ["Joint Declaration of Peace and Friendship", "Algiers Agreement"]
    assert rows[1]["parties"] == ["Eritrea", "Ethiopia"]
    assert rows[1]["status"] == "in_force"
    assert rows[1]["articles"] == 2
    assert rows[1]["sentence"] == "Eritrea and Ethiopia signed the Algiers Agreement in Algiers on 12 December 2000."


def test_agreements_since_a_day_leave_out_older_ones(store: Store) -> None:
    rows = answers(store, "agreements-of-state", state="ERI", since="2001-01-01")
    assert [row["agreement"] for row in rows] == ["Joint Declaration of Peace and Friendship"]


def test_agreements_between_two_states_have_both(store: Store) -> None:
    assert len(answers(store, "agreements-between", first="Ethiopia", second="eri")) == 2
    assert answers(store, "agreements-between", first="NOR", second="ERI") == []


def test_a_state_stands_for_the_places_within_it(store: Store) -> None:
    (badme,) = answers(store, "agreements-on-region", region="badme")
    (eritrea,) = answers(store, "agreements-on-region", region="Eritrea")
    assert badme == eritrea
    assert badme["places"] == ["Badme"]


def test_current_status_is_that_of_the_latest_report(store: Store) -> None:
    rows = {row["agreement"]: row for row in answers(store, "current-status")}
    assert len(rows) == 3
    assert (rows["Algiers Agreement"]["status"], rows["Algiers Agreement"]["as_of"]) == ("in_force", "2018-07-10")
    assert len(answers(store, "current-status", actor="NOR")) == 1


def test_contested_claims_name_both_sides_and_no_edge_says_them(store: Store) -> None:
    (row,) = answers(store, "contested-claims", actor="ERI")
    assert (row["claimed_by"], row["denied_by"]) == (["Ethiopian army"], ["Eritrea"])
    assert row["what"] == "Incident"
    assert answers(store, "contested-claims", actor="NOR") == []


def test_meetings_tell_people_and_actors_apart(store: Store) -> None:
    (_, first) = answers(store, "who-met-whom", actor="ETH")
    assert first["people"] == ["Isaias Afwerki", "Meles Zenawi"]
    assert first["actors"] == ["Eritrea", "Ethiopia"]
    assert first["places"] == ["Algiers"]


def test_mediators_offices_acts_statements_and_articles_are_told(store: Store) -> None:
    assert answers(store, "who-mediated")[0]["mediator"] == "Algeria"
    offices = answers(store, "offices-of-state", state="Ethiopia")
    assert [(row["person"], row["as_of"]) for row in offices] == [
        ("Abiy Ahmed", "2018-07-10"),
        ("Meles Zenawi", "2000-12-13"),
    ]
    acts = answers(store, "acts-of-agreement", agreement="algiers agreement")
    assert [(row["act"], row["party"]) for row in acts] == [("signature", "Eritrea"), ("signature", "Ethiopia")]
    (statement,) = answers(store, "statements-about-agreement", agreement="algiers agreement")
    assert (statement["speaker"], statement["stance"]) == ("Meles Zenawi", "promises")
    articles = answers(store, "articles-reporting", agreement="algiers agreement")
    assert [row["published"] for row in articles] == ["2000-12-13", "2000-12-13", "2018-07-10"]


def test_the_list_names_every_question_with_a_command_to_try(accord: Callable) -> None:
    rows = accord("query", "--list", "--format", "json").told
    assert [row["question"] for row in rows] == sorted({question.name for question in ALL})
    assert accord("query", "--format", "json").told == rows
    assert any(row["example"] == "accord query agreements-of-state --param state=ERI" for row in rows)


def test_a_question_can_be_printed(accord: Callable) -> None:
    run = accord("query", "current-status", "--text", "--language", "cypher")
    assert run.out == find_question("current-status", Language.cypher).text


def test_no_rows_is_said_aside(accord: Callable) -> None:
    run = accord("query", "agreements-between", "--param", "first=NOR", "--param", "second=ERI")
    assert run.err == "no rows\n"
    assert run.code == 0
    assert accord("sparql", "SELECT ?a { ?a a acc:Nothing }").err == "no rows\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["agreements-of-state"], "needs --param state=…"),
        (["agreements-of-state", "--param", "state"], "write it as name=value"),
        (["agreements-of-state", "--param", "land=ERI"], "no parameter 'land'; it has since, state"),
        (["agreements-of-state", "--param", "state=ERI", "--param", "since=lately"], "give a day"),
        (["agreements-of-state", "--param", "state=Atlantis"], "called 'Atlantis'"),
        (["acts-of-agreement", "--param", "agreement=Atlantis"], "no agreement called 'Atlantis'"),
        (["who-is-tallest"], "has no question 'who-is-tallest'; it has acts-of-agreement,"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(accord: Callable, arguments: list[str], words: str) -> None:
    run = accord("query", *arguments)
    assert run.code == 1
    assert words in str(run.error)


def test_a_language_that_isnt_one_is_a_usage_error(accord: Callable) -> None:
    assert accord("query", "current-status", "--language", "sql").code == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_stays_a_value(store: Store, words: str) -> None:
    text = HEADER + "# param words text: W\nSELECT ($words AS ?back) { FILTER(STRLEN($words) >= 0) }"
    question = read_question("echo", Language.sparql, text)
    assert answer_in_sparql(store, question, {"words": words}).rows == ((words,),)


@pytest.mark.parametrize("words", ["99999999999999999999", "1e3", "1 }", "", "٣"])
def test_only_whole_numbers_are_integers(words: str) -> None:
    question = read_question("n", Language.sparql, HEADER + "# param words integer: W\nSELECT ($words AS ?n) {}")
    with pytest.raises(QueryError, match="give a whole number"):
        bind_values(question, {"words": words}, lambda kind, value: value)
    assert bind_values(question, {"words": "-3"}, lambda kind, value: value) == {"words": -3}


@pytest.mark.parametrize(
    "text",
    ["SELECT * {}", "# title: T\nSELECT * {}", HEADER + "# param words colour: W\n", HEADER + "# param words\n"],
)
def test_a_file_without_a_whole_header_is_refused(text: str) -> None:
    with pytest.raises(QueryError):
        read_question("broken", Language.sparql, text)


def test_a_question_that_stands_in_no_such_language_is_unknown() -> None:
    with pytest.raises(UnknownThing):
        find_question("nothing", Language.cypher)
