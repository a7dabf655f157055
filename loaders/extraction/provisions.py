"""Rules that an agreement lays down: clauses with "can", "may", "are to" beside a mention of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.graph.document import Passage
    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.gathering import Gathering

_RULE_AUX: Final = frozenset({"can", "may", "must", "shall", "will", "would", "should"})
_WHEREIN: Final = frozenset({"wherein", "whereby"})
_RELATIVE: Final = frozenset({"wherein", "whereby", "under", "where", "that", "which", "in"})
_UNDER: Final = frozenset({"under", "per"})


def find_provisions(gathering: Gathering, analysis: Analysis) -> Iterator[tuple[str, Passage]]:
    """The provisions of one agreement: text of the clause and its passage."""
    seen: set[int] = set()
    for reading in gathering.readings:
        for token in analysis.span(reading.sentence):
            if token.i in seen or not _is_rule(token, reading.mention.head, analysis):
                continue
            start, end = _clause(token, reading.sentence.start, reading.sentence.end)
            seen.update(range(start, end))
            yield re.sub(r"\s+", " ", analysis.doc[start:end].text), analysis.passage(start, end)


def _is_rule(verb: Token, mention: int, analysis: Analysis) -> bool:
    """A clause of obligation that belongs to the agreement: relative to it, its content, or "under the agreement"."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    aux = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    obliged = bool(aux & _RULE_AUX) or ("to" in aux and verb.head.lemma_ == "be")
    if not obliged:
        return False
    if verb.dep_ in {"relcl", "acl"} and verb.i > mention:
        return any(c.lower_ in _RELATIVE for c in verb.children)
    if verb.dep_ in {"ccomp", "ROOT", "conj", "advcl"}:
        sentence = analysis.sentence_of(verb)
        words = [analysis.doc[i].lower_ for i in range(max(sentence.start, mention - 4), mention)]
        before = analysis.doc[max(sentence.start, verb.left_edge.i - 1)].lower_
        inside = any(t.lower_ in _WHEREIN for t in verb.subtree if t.i < verb.i)
        return bool(set(words) & _UNDER) or inside or before in _WHEREIN
    return False


def _clause(verb: Token, start: int, end: int) -> tuple[int, int]:
    left = max(start, verb.left_edge.i)
    right = min(end, verb.right_edge.i + 1)
    while right - 1 > left and (verb.doc[right - 1].is_punct or verb.doc[right - 1].is_space):
        right -= 1
    while left < right - 1 and (verb.doc[left].is_punct or verb.doc[left].is_space):
        left += 1
    return left, right
