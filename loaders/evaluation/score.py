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
from accord.loaders.evaluation.sentences import likeliest_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Facts = Mapping[str, Any]

SINGLE: Final = {"date": same_date, "place": loosely, "status": equal, "kind": equal}
MANY: Final = {"regions": loosely, "mediators": same_name, "signatories": same_name, "topics": equal}
LISTS: Final = {"contacts": contact_likeness, "offices": office_likeness, "statements": statement_likeness}
TASKS: Final = ("agreements", "exact", "slots", *SINGLE, *MANY, *LISTS, "denials")
COMPOSITE: Final = ("agreements", "slots", "contacts", "offices", "statements")
MISTAKES: Final = ("missed", "spurious", "wrong slot")


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
    """One error: a fact ``missed``, a ``spurious`` one, or a ``wrong slot`` of an agreement that was found.

    ``sentence``: the passage that the found fact cites; of a missed one that which shares most words with it.
    """

    task: str
    kind: str
    gold: str
    found: str
    sentence: str


@dataclass(slots=True)
class ArticleScore:
    """Tallies and mistakes of one article; ``alarm``: an agreement was found where gold has none (``quiet``)."""

    id: str
    tallies: dict[str, Tally] = field(default_factory=lambda: {task: Tally() for task in TASKS})
    mistakes: list[Mistake] = field(default_factory=list)
    quiet: bool = False
    alarm: bool = False

    def count(self, kind: str) -> int:
        """How many mistakes are of this kind."""
        return sum(mistake.kind == kind for mistake in self.mistakes)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of all articles, and what they come to."""

    articles: tuple[ArticleScore, ...]

    @property
    def tallies(self) -> dict[str, Tally]:
        """Counts of each task over all articles."""
        sums = {task: Tally() for task in TASKS}
        for article in self.articles:
            for task, tally in article.tallies.items():
                sums[task].add(tally.right, tally.gold, tally.found)
        return sums

    @property
    def quiet(self) -> int:
        """Articles without a gold agreement."""
        return sum(article.quiet for article in self.articles)

    @property
    def alarms(self) -> int:
        """Those of them in which an agreement was found."""
        return sum(article.alarm for article in self.articles)

    @property
    def composite(self) -> float:
        """Mean F1 of agreements, slots, contacts, offices and statements."""
        tallies = self.tallies
        return sum(tallies[task].f1 for task in COMPOSITE) / len(COMPOSITE)


def evaluate(gold: Sequence[Facts], found: Mapping[str, Facts], texts: Mapping[str, str] | None = None) -> Evaluation:
    """Compare gold facts documents with found ones by id; a missing one counts as empty.

    ``texts``: stored texts by id, for the sentences of what was missed.
    """
    known = texts or {}
    return Evaluation(
        tuple(_article(each, found.get(each["id"], {}), known.get(each["id"], "")) for each in gold),
    )


def _article(gold: Facts, found: Facts, text: str) -> ArticleScore:
    told, predicted = gold["agreements"], found.get("agreements") or []
    score = ArticleScore(gold["id"], quiet=not told, alarm=not told and bool(predicted))
    pairs = _paired("agreements", gold, found, agreement_likeness, score, text=text)
    exact = sum(jaccard(told[i]["parties"], predicted[j]["parties"]) == 1 for i, j in pairs)
    score.tallies["exact"].add(exact, len(told), len(predicted))
    for slot in (*SINGLE, *MANY):
        row = _slot(slot, told, predicted, pairs)
        score.tallies[slot].add(*row)
        score.tallies["slots"].add(*row)
    for i, j in pairs:
        score.mistakes += _wrong_slots(told[i], predicted[j])
    for task, likeness in LISTS.items():
        _paired(task, gold, found, likeness, score, text=text)
    denied, found_denied = (_denials(gold), _denials(found))
    score.tallies["denials"].add(len(pair(denied, found_denied, statement_likeness)), len(denied), len(found_denied))
    return score


def _denials(facts: Facts) -> list[Facts]:
    return [s for s in facts.get("statements") or [] if s.get("stance") in {"denies", "rejects"}]


def _paired(
    task: str, gold: Facts, found: Facts, likeness: Callable[[Facts, Facts], float], score: ArticleScore, *, text: str
) -> list[tuple[int, int]]:
    told, predicted = gold[task], found.get(task) or []
    pairs = pair(told, predicted, likeness)
    score.tallies[task].add(len(pairs), len(told), len(predicted))
    hit_gold, hit_found = {i for i, _ in pairs}, {j for _, j in pairs}
    names = {actor["code"]: actor["name"] for actor in found.get("actors") or []}
    score.mistakes += [
        Mistake(task, "missed", _worded(fact), "", _quoted(fact) or likeliest_sentence(fact, text, names))
        for i, fact in enumerate(told)
        if i not in hit_gold
    ]
    score.mistakes += [
        Mistake(task, "spurious", "", _worded(fact), _quoted(fact))
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


def _wrong_slots(told: Facts, predicted: Facts) -> Iterator[Mistake]:
    """What differs between an agreement of gold and the one found for it."""
    for slot, alike in SINGLE.items():
        a, b = told.get(slot), predicted.get(slot)
        if (a or b) and not (a and b and alike(a, b)):
            yield Mistake(f"agreements.{slot}", "wrong slot", str(a or ""), str(b or ""), _quoted(predicted))
    for slot, many in {"parties": same_name, **MANY}.items():
        left, right = told.get(slot) or [], predicted.get(slot) or []
        if overlap(left, right, many) < max(len(left), len(right)):
            yield Mistake(f"agreements.{slot}", "wrong slot", ", ".join(left), ", ".join(right), _quoted(predicted))


def _worded(fact: Facts) -> str:
    left_out = {"evidence", "confidence", "key", "acts", "provisions", "relations", "factuality", "according_to"}
    return "; ".join(f"{k}: {_plain(v)}" for k, v in fact.items() if v and k not in left_out)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _quoted(fact: Facts) -> str:
    evidence = fact.get("evidence") or []
    return str(evidence[0]["quote"]) if evidence else ""
