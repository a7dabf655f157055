"""Whether a confidence of 0.8 is right in 8 of 10 cases: what extraction expected beside what gold says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from accord.graph.facts_json import to_json
from accord.loaders.evaluation.likeness import agreement_likeness, equal, pair
from accord.loaders.evaluation.score import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from accord.graph.facts import Act, Agreement, Contact, Facts, Office, Statement

    Fact = Act | Agreement | Contact | Office | Statement

BINS: Final = ((0.0, 0.3), (0.3, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
_LIKENESS: Final = {"agreements": agreement_likeness, **LISTS}


@dataclass(frozen=True, slots=True)
class Judged:
    """A fact that was found in an article, and whether gold has it, as the scorer pairs them."""

    fact: Fact
    facts: Facts
    right: bool

    @property
    def kind(self) -> str:
        """The class's name in lower case."""
        return type(self.fact).__name__.lower()


@dataclass(frozen=True, slots=True)
class Reliability:
    """Figures of some facts: mean confidence, share that is right, and how far the two are apart.

    ``brier``: mean squared distance of confidence and truth; ``error``: the expected calibration error, the distance
    of confidence and share of each bin, weighted by its facts.
    """

    count: int
    expected: float
    right: float
    brier: float
    error: float


def judge(gold: Mapping[str, Any], facts: Facts) -> Iterator[Judged]:
    """Every fact of an article that gold could have, with its acts: these are right where parties and status are."""
    told = to_json(facts)
    for task, likeness in _LIKENESS.items():
        found: Sequence[Fact] = getattr(facts, task)
        pairs = {j: i for i, j in pair(gold[task], told[task], likeness)}
        yield from (Judged(fact, facts, position in pairs) for position, fact in enumerate(found))
        if task == "agreements":
            for j, i in pairs.items():
                right = equal(gold[task][i].get("status"), told[task][j]["status"])
                yield from (Judged(act, facts, right) for act in facts.agreements[j].acts)


def reliability(facts: Sequence[Judged]) -> Reliability:
    """The figures of facts, of which there must be one."""
    pairs = [(each.fact.evidence.confidence, each.right) for each in facts]
    parts = [[p for p in pairs if low <= p[0] < high] for low, high in BINS]
    return Reliability(
        len(pairs),
        sum(trust for trust, _ in pairs) / len(pairs),
        sum(right for _, right in pairs) / len(pairs),
        sum((trust - right) ** 2 for trust, right in pairs) / len(pairs),
        sum(abs(sum(trust - right for trust, right in part)) for part in parts) / len(pairs),
    )


def reliability_lines(judged: Sequence[Judged]) -> list[str]:
    """A line for each kind of fact, then one for each bin of confidence, over all kinds but acts."""
    stated = [each for each in judged if each.kind != "act"]
    rows = {kind: [each for each in judged if each.kind == kind] for kind in dict.fromkeys(e.kind for e in stated)}
    rows["all"] = stated
    for low, high in BINS:
        rows[f"{low:.1f} to {min(high, 1):.1f}"] = [e for e in stated if low <= e.fact.evidence.confidence < high]
    head = f"{'confidence':<12}{'facts':>7}{'expected':>10}{'right':>7}{'Brier':>7}{'ECE':>7}"
    return [head, *(_line(name, facts) for name, facts in rows.items() if facts)]


def _line(name: str, facts: Sequence[Judged]) -> str:
    told = reliability(facts)
    return f"{name:<12}{told.count:>7}{told.expected:>10.2f}{told.right:>7.2f}{told.brier:>7.3f}{told.error:>7.3f}"
