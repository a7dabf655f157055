"""Confidences are probabilities: learned from counts, written reproducibly, and about right on annotated articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accord.graph.document import Passage
from accord.graph.facts import Act, Agreement, Contact, Evidence, Facts, Office, Statement
from accord.graph.facts_json import to_json
from accord.loaders.evaluation import calibrate
from accord.loaders.evaluation.reliability import judge, reliability, reliability_lines
from accord.loaders.extraction.confidence import HIGHEST, LOWEST, Calibration, signs

ROOT = Path(__file__).resolve().parents[2]
LATE = Evidence((Passage(900, 905, "They "),), 0.7)
OFFICE = Office("Ada Berg", "minister", "other_minister", LATE, "NOR")
CLAIM = Statement("Ada Berg", "claims", LATE, "NOR")
PACT = Agreement(
    "a1",
    "treaty",
    ("NOR", "ISL"),
    "signed",
    replace(LATE, confidence=0.9),
    date="1999-05-03",
    acts=(Act("signing", replace(LATE, confidence=0.8)),),
)
STORY = Facts("fish", "test 1", agreements=(PACT,), offices=(OFFICE,), statements=(CLAIM,), people=("Ada Berg",))


def test_weights_follow_from_the_committed_counts_byte_by_byte() -> None:
    counts = calibrate.read_counts((ROOT / calibrate.COUNTED).read_text(encoding="utf-8"))
    assert calibrate.as_counts(counts) == (ROOT / calibrate.COUNTED).read_text(encoding="utf-8")
    weights = calibrate.as_weights(calibrate.learn(counts))
    assert weights == (ROOT / calibrate.WEIGHTS).read_text(encoding="utf-8"), f"run python -m {calibrate.__name__}"


def test_a_sign_of_right_facts_raises_confidence_and_a_rare_one_hardly() -> None:
    counts = {
        ("office", ("always",)): (100, 400),
        ("office", ("always", "owned")): (360, 400),
        ("office", ("always", "sure")): (1, 1),
    }
    weights = calibrate.learn(counts)["office"]
    known = Calibration({"office": weights})
    plain = known.confidence(replace(OFFICE, actor=None), STORY)
    owned = known.confidence(OFFICE, STORY)
    assert plain == pytest.approx(100 / 400, abs=0.05)
    assert owned == pytest.approx(360 / 400, abs=0.05)
    assert 0 < weights["sure"] < weights["owned"]


def test_a_kind_that_was_always_right_or_wrong_isnt_certain() -> None:
    for right, edge in ((20, HIGHEST), (0, LOWEST)):
        known = Calibration(calibrate.learn({("office", ("always",)): (right, 20)}))
        assert known.confidence(OFFICE, STORY) == pytest.approx(edge, abs=0.05)


def test_signs_tell_facts_apart() -> None:
    assert signs(PACT, STORY) == ("always", "sure", "dated", "acted on")
    assert signs(CLAIM, STORY) == ("always", "sided", "person", "full name", "claims")
    assert signs(replace(CLAIM, speaker="diplomats", actor=None, stance="asserts"), STORY) == ("always",)
    early = Evidence((Passage(0, 4, "The "), Passage(900, 904, "said")))
    visit = Contact("c1", "visit", ("Ada Berg", "Jón Jónsson"), ("NOR", "ISL"), early, "Oslo")
    assert signs(visit, STORY) == ("always", "visit", "persons", "placed", "in the lead", "told again")


def test_an_act_is_no_surer_than_its_agreement_and_what_is_unknown_keeps_its_confidence() -> None:
    known = Calibration({"agreement": {"always": 0.0}, "act": {"always": 0.0}})
    told = known.applied(STORY)
    assert told.agreements[0].evidence.confidence == 0.5
    assert told.agreements[0].acts[0].evidence.confidence == 0.25
    assert told.offices == STORY.offices


def test_facts_are_judged_as_the_scorer_pairs_them() -> None:
    gold = to_json(replace(STORY, offices=(), statements=(CLAIM, replace(CLAIM, speaker="Jón Jónsson"))))
    assert [(each.kind, each.right) for each in judge(gold, STORY)] == [
        ("agreement", True),
        ("act", True),
        ("office", False),
        ("statement", True),
    ]
    told = reliability([each for each in judge(gold, STORY) if each.kind != "act"])
    assert (told.count, told.right) == (3, pytest.approx(2 / 3))
    assert told.expected == pytest.approx((0.9 + 0.7 + 0.7) / 3)
    assert told.brier == pytest.approx((0.1**2 + 0.7**2 + 0.3**2) / 3)
    lines = reliability_lines(list(judge(gold, STORY)))
    assert lines[0].split() == ["confidence", "facts", "expected", "right", "Brier", "ECE"]
    assert ["all", "3", "0.77", "0.67"] == lines[4].split()[:4]


def test_the_shipped_confidences_still_fit_what_the_rules_find(tmp_path: Path) -> None:
    lines = (ROOT / calibrate.GOLD).read_text(encoding="utf-8").splitlines(keepends=True)
    manifest = (ROOT / calibrate.GOLD).with_name("manifest.jsonl")
    (tmp_path / "gold.jsonl").write_text("".join(lines[::4]), encoding="utf-8")
    (tmp_path / "manifest.jsonl").write_text(manifest.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "articles").symlink_to((ROOT / calibrate.GOLD).with_name("articles"))
    judged = calibrate.judge_split(tmp_path / "gold.jsonl", "train")
    told = reliability([each for each in judged if each.kind != "act"])
    assert told.count > 150
    assert abs(told.expected - told.right) < 0.08, f"run python -m {calibrate.__name__}"
