"""What the first article must yield (issue "From one article to an answer"), scored by the project's own script."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from accord.graph.facts import Facts
from accord.graph.facts_json import to_json
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.reading import read_document


@pytest.fixture(scope="module")
def facts(shared: Path) -> Facts:
    raw = (shared / "articles" / "safe-zones-syria.txt").read_bytes()
    return RuleExtractor().extract(read_document(raw, name="safe-zones-syria", published=date(2017, 5, 8)))


def test_scores_at_least_085_with_every_agreement_found(facts: Facts, shared: Path, tmp_path: Path) -> None:
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text(json.dumps(to_json(facts)), encoding="utf-8")
    gold = shared / "gold"
    command = [sys.executable, gold / "score.py", gold / "seed.gold.jsonl", predicted]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    agreements = next(line for line in lines if line.startswith("agreements"))
    assert "F1 1.000" in agreements
    assert float(lines[-1].split()[-1]) >= 0.85


def test_the_memorandum_has_its_parties_its_week_and_its_four_regions(facts: Facts) -> None:
    (memorandum,) = [a for a in facts.agreements if a.kind == "memorandum"]
    assert set(memorandum.parties) == {"RUS", "IRN", "TUR"}
    assert (memorandum.date, memorandum.place) == ("2017-05-01/2017-05-07", "Astana")
    assert set(memorandum.regions) == {"Idlib", "Latakia", "Homs", "Aleppo"}


def test_what_no_side_may_do_is_a_provision_and_no_incident(facts: Facts) -> None:
    provisions = [p.text for a in facts.agreements for p in a.provisions]
    assert any(text.startswith("no air or military strikes") for text in provisions)
    assert all("can be carried out" not in p.quote for i in facts.incidents for p in i.evidence.passages)


def test_strikes_that_one_side_claims_and_the_other_denies_are_a_denied_incident(facts: Facts) -> None:
    (strikes,) = [i for i in facts.incidents if i.kind == "strike"]
    assert strikes.by == ("RUS",)
    assert strikes.evidence.factuality == "denied"
    assert strikes.evidence.according_to is not None
    stances = {(s.actor, s.stance) for s in facts.statements if s.about == strikes.key}
    assert {("USA", "claims"), ("RUS", "denies")} <= stances


def test_the_october_2015_agreement_is_in_force(facts: Facts) -> None:
    (pact,) = [a for a in facts.agreements if a.date == "2015-10"]
    assert pact.status == "in_force"


def test_two_calls_a_meeting_and_four_offices_are_found(facts: Facts) -> None:
    assert sorted(c.mode for c in facts.contacts) == ["meeting", "phone_call", "phone_call"]
    assert all(len(c.participants) == 2 for c in facts.contacts)
    assert {(o.role, o.actor) for o in facts.offices} == {
        (role, actor) for role in ("head_of_state", "military_chief") for actor in ("USA", "RUS")
    }
