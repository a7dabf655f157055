"""How probable it is that a fact is right: by signs that were counted on annotated articles, not by hand.

The weights are those of ``data/confidence.tsv``, which ``python -m accord.loaders.evaluation.calibrate`` learns. Acts
are as probable as their agreement times the share of agreements whose status is right; incidents and provisions keep
what the rules say, since no annotated article has them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING, Final, TypeVar

from accord.graph.facts import Agreement, Contact, Office, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from accord.graph.facts import Evidence, Facts

    Scored = Agreement | Contact | Office | Statement

Told = TypeVar("Told", Agreement, Contact, Office, Statement)

ALWAYS: Final = "always"
"""The sign that every fact has: its weight is the log odds of a fact without any other."""
ACT: Final = "act"
LOWEST: Final = 0.05
"""No fact is surer or less sure than a few hundred annotated ones can tell."""
HIGHEST: Final = 0.98
_SURE: Final = 0.85
_LEAD: Final = 400
_QUOTES: Final = ("“", '"', "«")
_MINOR_ROLES: Final = frozenset({"other", "other_minister", "envoy"})


def kind_of_fact(fact: Scored) -> str:
    """The class's name in lower case, as the table of weights has it."""
    return type(fact).__name__.lower()


def signs(fact: Scored, facts: Facts) -> tuple[str, ...]:
    """What speaks for or against a fact of this article, by name; always in the same order."""
    return (ALWAYS, *(name for name, holds in _signs(fact, facts) if holds))


def _signs(fact: Scored, facts: Facts) -> Iterator[tuple[str, bool]]:
    match fact:
        case Agreement():
            yield from _signs_of_agreement(fact)
        case Contact():
            yield from _signs_of_contact(fact)
        case Office():
            yield from _signs_of_office(fact)
        case Statement():
            yield from _signs_of_statement(fact, facts)
    yield "told again", len(fact.evidence.passages) > 1


def _signs_of_agreement(fact: Agreement) -> Iterator[tuple[str, bool]]:
    yield "sure", _is_sure(fact.evidence)
    yield "named", fact.name is not None
    yield "dated", fact.date is not None
    yield "placed", fact.place is not None
    yield "signed", bool(fact.signatories)
    yield "one party", len(fact.parties) == 1
    yield "many parties", len(fact.parties) > 2
    yield "planned", fact.evidence.factuality == "planned"
    yield "acted on", bool(fact.acts)
    yield "in the lead", _is_early(fact.evidence)


def _signs_of_contact(fact: Contact) -> Iterator[tuple[str, bool]]:
    yield fact.mode, fact.mode in {"negotiation", "visit"}
    yield "persons", len(fact.participants) > 1
    yield "one side", len(fact.actors) < 2
    yield "dated", fact.date is not None
    yield "placed", fact.place is not None
    yield "planned", fact.evidence.factuality == "planned"
    yield "in the lead", _is_early(fact.evidence)


def _signs_of_office(fact: Office) -> Iterator[tuple[str, bool]]:
    yield "sure", _is_sure(fact.evidence)
    yield "owned", fact.actor is not None
    yield "minor", fact.role in _MINOR_ROLES
    yield "full name", " " in fact.person
    yield "long title", len(fact.office.split()) > 2


def _signs_of_statement(fact: Statement, facts: Facts) -> Iterator[tuple[str, bool]]:
    person = fact.speaker in facts.people
    yield "sided", fact.actor is not None
    yield "person", person
    yield "full name", person and " " in fact.speaker
    yield fact.stance, fact.stance != "asserts"
    yield "quoted", _is_quoted(fact.evidence)


def _is_sure(evidence: Evidence) -> bool:
    return evidence.confidence >= _SURE


def _is_early(evidence: Evidence) -> bool:
    return any(passage.start < _LEAD for passage in evidence.passages)


def _is_quoted(evidence: Evidence) -> bool:
    return any(mark in passage.quote for passage in evidence.passages for mark in _QUOTES)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of signs, by kind of fact; a kind without weights keeps the confidence that the rules gave it."""

    weights: Mapping[str, Mapping[str, float]]

    @staticmethod
    def load() -> Calibration:
        """The weights of the package's data file."""
        from accord.loaders.extraction.gazetteer import word_list

        weights: dict[str, dict[str, float]] = {}
        for row in word_list("confidence"):
            weights.setdefault(row["kind"], {})[row["sign"]] = float(row["weight"])
        return Calibration(weights)

    def confidence(self, fact: Scored, facts: Facts) -> float:
        """The probability that ``fact`` is right, to two digits."""
        return self._probability(kind_of_fact(fact), signs(fact, facts), fact.evidence.confidence)

    def applied(self, facts: Facts) -> Facts:
        """The facts with the confidences that they deserve."""
        return replace(
            facts,
            agreements=tuple(self._with_acts(self._trusted(fact, facts)) for fact in facts.agreements),
            contacts=tuple(self._trusted(fact, facts) for fact in facts.contacts),
            offices=tuple(self._trusted(fact, facts) for fact in facts.offices),
            statements=tuple(self._trusted(fact, facts) for fact in facts.statements),
        )

    def _trusted(self, fact: Told, facts: Facts) -> Told:
        return replace(fact, evidence=replace(fact.evidence, confidence=self.confidence(fact, facts)))

    def _with_acts(self, fact: Agreement) -> Agreement:
        trust = fact.evidence.confidence
        acts = (
            replace(act, evidence=replace(act.evidence, confidence=round(trust * self._share(act.evidence), 2)))
            for act in fact.acts
        )
        return replace(fact, acts=tuple(acts))

    def _share(self, evidence: Evidence) -> float:
        return self._probability(ACT, (ALWAYS,), evidence.confidence)

    def _probability(self, kind: str, found: tuple[str, ...], otherwise: float) -> float:
        known = self.weights.get(kind)
        if known is None:
            return otherwise
        odds = sum(known.get(sign, 0.0) for sign in found)
        return round(min(max(1 / (1 + exp(-odds)), LOWEST), HIGHEST), 2)
