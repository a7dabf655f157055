"""Which facts are sure enough to be knowledge; the others stay evidence, for review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.knowledge.reading import Reading

LEAST: Final = 0.3
"""The probability of being right from which a fact is knowledge: below, more than two in three would be wrong."""


def is_knowledge(reading: Reading, fact: str) -> bool:
    """Whether a fact of an article goes into the knowledge graph; one that says no confidence does."""
    told = reading.value(fact, terms.CONFIDENCE)
    return told is None or float(told) >= LEAST
