"""The scores are those of the reference script beside the gold articles, line by line."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.loaders.evaluation.gold import read_gold
from accord.loaders.evaluation.report import as_lines
from accord.loaders.evaluation.score import evaluate

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CODES = st.sampled_from(["PER", "CHL", "BOL", "Andean Community", "Comunidad Andina", ""])
NAMES = st.sampled_from(["Ana Quispe", "Quispe", "Luis Andrés Soto", "luis andres soto", "Soto Ana", "Señor"])
PLACES = st.none() | st.sampled_from(["Lima", "the port of Lima", "Arica", "Arica and Parinacota", "..."])
DATES = st.none() | st.sampled_from(["1999", "1999-05", "1999-05-03", "1999-05-01/1999-05-09", "1998-12/1999-01"])
KINDS = st.sampled_from(["treaty", "Treaty", "other"])
STATUSES = st.none() | st.sampled_from(["signed", "agreed"])


def listed(values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(values, max_size=4)


AGREEMENTS = st.fixed_dictionaries(
    {"parties": listed(CODES), "kind": KINDS, "status": STATUSES, "date": DATES},
    optional={
        "place": PLACES,
        "regions": st.none() | listed(PLACES.filter(bool)),
        "mediators": listed(CODES),
        "signatories": listed(NAMES),
        "topics": listed(st.sampled_from(["trade", "border", "Border"])),
    },
)
CONTACTS = st.fixed_dictionaries(
    {"mode": st.sampled_from(["meeting", "visit", "phone_call"]), "participants": listed(NAMES)},
    optional={"actors": listed(CODES), "place": PLACES, "date": DATES},
)
OFFICES = st.fixed_dictionaries(
    {"person": NAMES, "role": st.sampled_from(["envoy", "other"])}, optional={"actor": st.none() | CODES}
)
STATEMENTS = st.fixed_dictionaries(
    {"speaker": NAMES, "stance": st.sampled_from(["denies", "rejects", "asserts", "claims"])}
)
LISTS = {
    "agreements": st.lists(AGREEMENTS, max_size=4),
    "contacts": st.lists(CONTACTS, max_size=3),
    "offices": st.lists(OFFICES, max_size=3),
    "statements": st.lists(STATEMENTS, max_size=4),
}
GOLD = st.fixed_dictionaries(LISTS)
FOUND = st.fixed_dictionaries({}, optional=LISTS)


def reference(shared: Path, gold: Path, found: Path) -> list[str]:
    command = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(found)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def write(file: Path, documents: Iterable[Any]) -> Path:
    file.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")
    return file


def same_lines(shared: Path, folder: Path, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> list[str]:
    told, predicted = write(folder / "gold.jsonl", gold), write(folder / "found.jsonl", found)
    lines = as_lines(evaluate(read_gold(told), {each["id"]: each for each in found}))
    assert lines == reference(shared, told, predicted)
    return lines


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(GOLD, st.none() | FOUND), min_size=1, max_size=30))
def test_any_documents_score_as_in_the_reference(
    shared: Path, tmp_path: Path, pairs: list[tuple[dict[str, Any], dict[str, Any] | None]]
) -> None:
    gold = [{"id": str(number), **told} for number, (told, _) in enumerate(pairs)]
    found = [{"id": str(number), **predicted} for number, (_, predicted) in enumerate(pairs) if predicted is not None]
    same_lines(shared, tmp_path, gold, found)


def test_an_empty_prediction_scores_as_in_the_reference(shared: Path, root: Path, tmp_path: Path) -> None:
    gold = list(map(dict, read_gold(root / "tests" / "gold" / "gold.jsonl")))
    lines = same_lines(shared, tmp_path, gold, [])
    assert lines[-1] == "composite 0.000"


def test_gold_scored_against_itself_is_perfect_as_in_the_reference(shared: Path, root: Path, tmp_path: Path) -> None:
    gold = list(map(dict, read_gold(root / "tests" / "gold" / "gold.jsonl")))
    lines = same_lines(shared, tmp_path, gold, gold)
    assert lines[-1] == "composite 1.000"


def test_the_neighbours_gold_shifted_by_one_article_scores_as_in_the_reference(
    shared: Path, root: Path, tmp_path: Path
) -> None:
    gold = list(map(dict, read_gold(root / "tests" / "gold" / "gold.jsonl")))
    shifted = [{**each, "id": other["id"]} for each, other in zip(gold, gold[1:] + gold[:1], strict=True)]
    same_lines(shared, tmp_path, gold, shifted)


def agreement(**told: Any) -> dict[str, Any]:
    return {"parties": ["PER", "CHL"], "kind": "treaty", "status": "signed", "date": "1999-05-03", **told}


def document(**told: Any) -> dict[str, Any]:
    return {"id": "1", "agreements": [], "contacts": [], "offices": [], "statements": [], **told}


def test_each_error_has_its_class_and_its_sentence() -> None:
    quoted = [{"start": 0, "end": 5, "quote": "They signed."}]
    gold = document(
        agreements=[agreement(place="Arica")],
        offices=[{"person": "Ana Quispe", "office": "Minister", "role": "foreign_minister", "actor": "PER"}],
    )
    found = document(
        agreements=[agreement(place="Lima", evidence=quoted)],
        statements=[{"speaker": "Luis Soto", "stance": "denies", "evidence": quoted}],
    )
    text = "Peru and Chile signed.\n\nForeign Minister Ana Quispe spoke. Nobody else did."
    (article,) = evaluate([gold], {"1": found}, {"1": text}).articles
    assert [(m.kind, m.task, m.gold, m.found, m.sentence) for m in article.mistakes] == [
        ("wrong slot", "agreements.place", "Arica", "Lima", "They signed."),
        (
            "missed",
            "offices",
            "person: Ana Quispe; office: Minister; role: foreign_minister; actor: PER",
            "",
            "Foreign Minister Ana Quispe spoke.",
        ),
        ("spurious", "statements", "", "speaker: Luis Soto; stance: denies", "They signed."),
    ]


def test_what_was_missed_is_looked_up_by_the_names_of_its_actors() -> None:
    gold = document(agreements=[agreement()])
    found = document(actors=[{"code": "PER", "name": "Peru"}, {"code": "CHL", "name": "Chile"}])
    text = "Bolivia waited. Peru and Chile signed a treaty. Chile was glad."
    (article,) = evaluate([gold], {"1": found}, {"1": text}).articles
    assert [m.sentence for m in article.mistakes] == ["Peru and Chile signed a treaty."]


def test_an_agreement_found_where_gold_has_none_is_an_alarm_of_that_article() -> None:
    evaluation = evaluate([document(), document(id="2")], {"2": document(agreements=[agreement()])})
    assert [(each.id, each.quiet, each.alarm) for each in evaluation.articles] == [
        ("1", True, False),
        ("2", True, True),
    ]
    assert (evaluation.quiet, evaluation.alarms) == (2, 1)
