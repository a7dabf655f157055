"""Learns how far facts can be trusted from annotated articles: ``python -m accord.loaders.evaluation.calibrate``.

Run it in the project's folder whenever rules or gold changed. It extracts the facts of the train split of
``tests/gold``, counts for each combination of signs how many are right (``tests/gold/found.tsv``), and from the counts
alone makes the weights that extraction reads (``loaders/data/confidence.tsv``).
"""

from __future__ import annotations

from collections import Counter
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accord.graph.facts import Act
from accord.loaders.extraction.confidence import ALWAYS, Calibration, signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from accord.loaders.evaluation.reliability import Judged

    Case = tuple[str, tuple[str, ...]]
    Counts = Mapping[Case, tuple[int, int]]

GOLD: Final = Path("tests/gold/gold.jsonl")
COUNTED: Final = Path("tests/gold/found.tsv")
WEIGHTS: Final = Path("loaders/data/confidence.tsv")
_SPLIT: Final = "train"
_RIDGE: Final = 3.0
"""What a weight must earn: in small sets chance looks like a sign."""
_LEVEL_RIDGE: Final = 0.1
"""The same for the level of a kind; it keeps a kind that was always right from infinite odds."""
_ROUNDS: Final = 200
_STEP: Final = 2.0
_HEAD_OF_COUNTS: Final = (
    "# source: the facts that extraction finds in the train split, judged by the gold; written by "
    "accord.loaders.evaluation.calibrate\n"
    "# columns: kind of fact, its signs, how many were right, how many were found\n"
    "kind\tsigns\tright\tfound\n"
)
_HEAD_OF_WEIGHTS: Final = (
    "# source: learned from the articles of tests/gold (train split) by accord.loaders.evaluation.calibrate\n"
    "# licence: Apache-2.0\n"
    "# columns: kind of fact, sign, weight (log odds of being right; a fact's are added up)\n"
    "kind\tsign\tweight\n"
)


def count(judged: Iterable[Judged]) -> dict[Case, tuple[int, int]]:
    """How many facts of each kind with the same signs were right and found; their confidence must be the rules' own."""
    right: Counter[Case] = Counter()
    found: Counter[Case] = Counter()
    for each in judged:
        case = (each.kind, (ALWAYS,) if isinstance(each.fact, Act) else signs(each.fact, each.facts))
        right[case] += each.right
        found[case] += 1
    return {case: (right[case], found[case]) for case in sorted(found)}


def learn(counts: Counts) -> dict[str, dict[str, float]]:
    """Weights by kind and sign: a ridge logistic regression, one weight at a time by Newton's method.

    >>> learn({("office", ("always",)): (30, 40)})
    {'office': {'always': 1.1}}
    """
    kinds = sorted({kind for kind, _ in counts})
    return {kind: _weights({named: c for (of, named), c in counts.items() if of == kind}) for kind in kinds}


def _weights(counts: Mapping[tuple[str, ...], tuple[int, int]]) -> dict[str, float]:
    names = sorted({name for named in counts for name in named})
    weights = dict.fromkeys(names, 0.0)
    odds = dict.fromkeys(counts, 0.0)
    for _ in range(_ROUNDS):
        for name in names:
            step = _newton(name, weights[name], counts, odds)
            weights[name] += step
            odds |= {named: odds[named] + step for named in counts if name in named}
    return {name: round(weight, 2) for name, weight in weights.items()}


def _newton(
    name: str,
    weight: float,
    counts: Mapping[tuple[str, ...], tuple[int, int]],
    odds: Mapping[tuple[str, ...], float],
) -> float:
    """The step towards the likeliest weight of a sign, the others as they are."""
    ridge = _LEVEL_RIDGE if name == ALWAYS else _RIDGE
    slope, bend = -ridge * weight, ridge
    for named, (right, found) in counts.items():
        if name in named:
            chance = 1 / (1 + exp(-odds[named]))
            slope += right - found * chance
            bend += found * chance * (1 - chance)
    return max(-_STEP, min(_STEP, slope / (bend + 1e-9)))


def as_counts(counts: Counts) -> str:
    """The table of counts as text."""
    rows = (f"{kind}\t{'|'.join(named)}\t{right}\t{found}\n" for (kind, named), (right, found) in counts.items())
    return _HEAD_OF_COUNTS + "".join(rows)


def read_counts(text: str) -> dict[Case, tuple[int, int]]:
    """The counts that a table tells."""
    counts = {}
    for line in text.splitlines()[_HEAD_OF_COUNTS.count("\n") :]:
        kind, named, right, found = line.split("\t")
        counts[kind, tuple(named.split("|"))] = int(right), int(found)
    return counts


def as_weights(weights: Mapping[str, Mapping[str, float]]) -> str:
    """The table of weights as text; those that change nothing are left out."""
    rows = (f"{kind}\t{sign}\t{weight:.2f}\n" for kind, of in weights.items() for sign, weight in of.items() if weight)
    return _HEAD_OF_WEIGHTS + "".join(rows)


def judge_split(gold: Path, split: str | None, calibration: Calibration | None = None) -> list[Judged]:
    """What the rules find in the articles of a split; ``calibration`` as of RuleExtractor."""
    from accord.loaders.evaluation.gold import find_folder, read_gold
    from accord.loaders.evaluation.reliability import judge
    from accord.loaders.evaluation.running import dates, listed, of_split, outcomes
    from accord.loaders.extraction.extractor import RuleExtractor

    known = listed(gold, None)
    documents = {each["id"]: each for each in of_split(read_gold(gold), known, split)}
    published = dates(documents.values(), gold, known)
    found = outcomes(documents.values(), find_folder(gold, None), published, RuleExtractor(calibration=calibration))
    return [each for key, outcome in found if outcome.facts for each in judge(documents[key], outcome.facts)]


def main() -> None:
    """Write the table of counts, and the table of weights made from it."""
    counts = count(judge_split(GOLD, _SPLIT, Calibration({})))
    COUNTED.write_text(as_counts(counts), encoding="utf-8")
    WEIGHTS.write_text(as_weights(learn(counts)), encoding="utf-8")


if __name__ == "__main__":
    main()
