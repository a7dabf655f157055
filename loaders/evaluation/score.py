"""Precision, recall and F1 per task over a set of articles, and every error with its sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from accord.loaders.evaluation.likeness import (
    agreement_likeness,
    contact_likeness,
    equal,
    jaccard,
    loosely,
    office_likeness,
    overlap,
    pair,
    same_date,
    same_name,
    statement_likeness,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Facts = Mapping[str, Any]

SINGLE: Final = {"date": same_date, "place": loosely, "status": equal, "kind": equal}
MANY: Final = {"regions": loosely, "mediators": same_name, "signatories": same_name, "topics": equal}
LISTS: Final = {"contacts": contact_likeness, "offices": office_likeness, "statements": statement_likeness}
TASKS: Final = ("agreements", "exact", "slots", *SINGLE, *MANY, *LISTS, "denials")
COMPOSITE: Final = ("agreements", "slots", "contacts", "offices", "statements")


@dataclass(slots=True)
class Tally:
    """Counts of one task."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def add(self, right: int, gold: int, found: int) -> None:
        """Add the counts of one article."""
        self.right += right
        self.gold += gold
        self.found += found

    @property
    def precision(self) -> float:
        """Share of the found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error. ``kind``: missed, spurious or wrong slot; ``sentence``: the passage that a spurious fact cites."""

    article: str
    task: str
    kind: str
    gold: str
    found: str
    sentence: str


@dataclass(slots=True)
class Evaluation:
    """Tallies per task, false alarms, and mistakes."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {task: Tally() for task in TASKS})
    quiet: int = 0
    alarms: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    @property
    def composite(self) -> float:
        """Mean F1 of agreements, slots, contacts, offices and statements."""
        return sum(self.tallies[task].f1 for task in COMPOSITE) / len(COMPOSITE)


def evaluate(gold: Sequence[Facts], found: Mapping[str, Facts]) -> Evaluation:
    """Compare gold facts documents with found ones by id; a missing one counts as empty."""
    evaluation = Evaluation()
    for document in gold:
        _article(document, found.get(document["id"], {}), evaluation)
    return evaluation


def _article(gold: Facts, found: Facts, evaluation: Evaluation) -> None:
    told, predicted = gold["agreements"], found.get("agreements") or []
    pairs = _paired("agreements", gold, found, agreement_likeness, evaluation)
    tallies = evaluation.tallies
    exact = sum(jaccard(told[i]["parties"], predicted[j]["parties"]) == 1 for i, j in pairs)
    tallies["exact"].add(exact, len(told), len(predicted))
    for slot in (*SINGLE, *MANY):
        row = _slot(slot, told, predicted, pairs)
        tallies[slot].add(*row)
        tallies["slots"].add(*row)
    _wrong_slots(gold["id"], told, predicted, pairs, evaluation)
    for task, likeness in LISTS.items():
        _paired(task, gold, found, likeness, evaluation)
    denied, found_denied = (_denials(gold), _denials(found))
    tallies["denials"].add(len(pair(denied, found_denied, statement_likeness)), len(denied), len(found_denied))
    if not told:
        evaluation.quiet += 1
        evaluation.alarms += bool(predicted)


def _denials(facts: Facts) -> list[Facts]:
    return [s for s in facts.get("statements") or [] if s.get("stance") in {"denies", "rejects"}]


def _paired(
    task: str, gold: Facts, found: Facts, likeness: Callable[[Facts, Facts], float], evaluation: Evaluation
) -> list[tuple[int, int]]:
    told, predicted = gold[task], found.get(task) or []
    pairs = pair(told, predicted, likeness)
    evaluation.tallies[task].add(len(pairs), len(told), len(predicted))
    hit_gold, hit_found = {i for i, _ in pairs}, {j for _, j in pairs}
    evaluation.mistakes += [
        Mistake(gold["id"], task, "missed", _worded(fact), "", "") for i, fact in enumerate(told) if i not in hit_gold
    ]
    evaluation.mistakes += [
        Mistake(gold["id"], task, "spurious", "", _worded(fact), _quoted(fact))
        for j, fact in enumerate(predicted)
        if j not in hit_found
    ]
    return pairs


def _slot(
    slot: str, told: Sequence[Facts], predicted: Sequence[Facts], pairs: list[tuple[int, int]]
) -> tuple[int, int, int]:
    if slot in SINGLE:
        alike = SINGLE[slot]
        right = sum(
            bool(told[i].get(slot)) and bool(predicted[j].get(slot)) and alike(told[i][slot], predicted[j][slot])
            for i, j in pairs
        )
        return right, sum(bool(a.get(slot)) for a in told), sum(bool(a.get(slot)) for a in predicted)
    right = sum(overlap(told[i].get(slot) or [], predicted[j].get(slot) or [], MANY[slot]) for i, j in pairs)
    return right, sum(len(a.get(slot) or []) for a in told), sum(len(a.get(slot) or []) for a in predicted)


def _wrong_slots(
    article: str,
    told: Sequence[Facts],
    predicted: Sequence[Facts],
    pairs: list[tuple[int, int]],
    evaluation: Evaluation,
) -> None:
    for i, j in pairs:
        for slot, alike in SINGLE.items():
            a, b = told[i].get(slot), predicted[j].get(slot)
            if (a or b) and not (a and b and alike(a, b)):
                evaluation.mistakes.append(
                    Mistake(article, f"agreements.{slot}", "wrong slot", str(a), str(b), _quoted(predicted[j]))
                )
        for slot, many in MANY.items():
            left, right = told[i].get(slot) or [], predicted[j].get(slot) or []
            if overlap(left, right, many) < max(len(left), len(right)):
                evaluation.mistakes.append(
                    Mistake(
                        article,
                        f"agreements.{slot}",
                        "wrong slot",
                        ", ".join(left),
                        ", ".join(right),
                        _quoted(predicted[j]),
                    )
                )


def _worded(fact: Facts) -> str:
    left_out = {"evidence", "confidence", "key", "acts", "provisions", "relations", "factuality", "according_to"}
    return "; ".join(f"{k}: {_plain(v)}" for k, v in fact.items() if v and k not in left_out)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _quoted(fact: Facts) -> str:
    evidence = fact.get("evidence") or []
    return str(evidence[0]["quote"]) if evidence else ""
