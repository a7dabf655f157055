"""What stands in quotation marks."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from accord.loaders.extraction.attribution import QUOTES

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis


def quoted_tokens(analysis: Analysis) -> list[bool]:
    """For each token whether it stands in quotation marks; a paragraph begins outside, marks count in pairs."""
    flags = [False] * len(analysis.doc)
    odd = _unpaired(analysis)
    paragraph, inside = -1, False
    for sentence in analysis.sentences:
        if sentence.paragraph != paragraph:
            paragraph, inside = sentence.paragraph, False
        for token in analysis.span(sentence):
            flags[token.i] = inside
            if token.text in QUOTES and token.i and analysis.doc[token.i - 1].text == token.text:
                continue
            if token.text == "“":
                inside = True
            elif token.text == "”":
                inside = False
            elif token.text in QUOTES:
                inside = not inside and paragraph not in odd
    return flags


def _unpaired(analysis: Analysis) -> set[int]:
    """Paragraphs in which straight marks don't come in pairs, so that nobody can say which of them open."""
    marks: Counter[int] = Counter()
    for sentence in analysis.sentences:
        for token in analysis.span(sentence):
            doubled = token.i > 0 and analysis.doc[token.i - 1].text == token.text
            marks[sentence.paragraph] += token.text in QUOTES and token.text not in "“”" and not doubled
    return {paragraph for paragraph, number in marks.items() if number % 2}
