"""Official names of instruments: the capitalised words around the noun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis, Sentence

_NAME_WORDS: Final = frozenset({"of", "on", "for", "and", "the", "to", "in", "against", "between", "&", "-", "'s", "'"})
_COMMON_BEFORE: Final = frozenset(
    "a an the this that these those its their his her our any no some such new first second third old current "
    "latest".split()
)


def official_name(analysis: Analysis, start: int, head: int, sentence: Sentence) -> tuple[int, int, str | None]:
    """The capitalised name around the noun: "Lima Declaration", "Treaty of Friendship and Cooperation"."""
    doc, begin, end = analysis.doc, start, head + 1
    if not doc[head].text[:1].isupper() or _title_case_sentence(analysis, sentence):
        return begin, end, None
    while begin > sentence.start and _joins_name(analysis, begin - 1):
        begin -= 1
    while begin < start and not doc[begin].text[:1].isupper():
        begin += 1
    if doc[head].lower_ in {
        "treaty",
        "agreement",
        "convention",
        "protocol",
        "pact",
        "memorandum",
        "charter",
        "declaration",
        "accord",
    }:
        end = _name_tail(analysis, end, sentence.end)
    words = [doc[i].text for i in range(begin, end)]
    if begin == start and end == head + 1:
        return begin, end, None
    if end - begin < 2 or all(w.lower() in _NAME_WORDS for w in words[:-1] if w != doc[head].text):
        return begin, end, None
    if (
        all(analysis.actor_at(i) or doc[i].text in {"-", "'s", "and", ",", "--"} for i in range(begin, start))
        and end == head + 1
        and begin < start
        and start == head
    ):
        return begin, end, None
    return begin, end, re.sub(r"\s+", " ", doc[begin:end].text)


def _joins_name(analysis: Analysis, index: int) -> bool:
    token = analysis.doc[index]
    if token.text[:1].isupper() and token.lower_ not in _COMMON_BEFORE and not token.is_sent_start:
        return analysis.person_at(index) is None and analysis.title_at(index) is None
    if token.is_sent_start and token.text[:1].isupper():
        return token.lower_ not in _COMMON_BEFORE and token.pos_ == "PROPN"
    return (
        token.lower_ in {"and", "of", "-", "'s"}
        and index > 0
        and analysis.doc[index - 1].text[:1].isupper()
        and token.lower_ != "of"
    )


def _name_tail(analysis: Analysis, end: int, limit: int) -> int:
    """Past "of Friendship, Cooperation and Mutual Assistance" and "on the Non-Proliferation of Nuclear Weapons"."""
    doc = analysis.doc
    stop = end
    index = end
    if index < limit and doc[index].lower_ not in {"of", "on", "for", "against", "concerning"}:
        return stop
    while index < limit:
        token = doc[index]
        if analysis.time_at(index) is not None:
            break
        if token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ", "VERB"}:
            index += 1
            stop = index
        elif token.lower_ in {"of", "on", "for", "and", "the", "to", "against", "concerning"} and index + 1 < limit:
            index += 1
        else:
            break
    return stop


def _title_case_sentence(analysis: Analysis, sentence: Sentence) -> bool:
    """A headline in title case or capitals says nothing about names."""
    words = [t for t in analysis.span(sentence) if t.is_alpha and len(t.text) > 3]
    return bool(words) and sum(t.text[0].isupper() for t in words) / len(words) > 0.7
