"""What isn't the article's own: comment tails, share lines, credits, adverts. The rules are in ``data/cuts.tsv``."""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from accord.graph.document import Cut
from accord.loaders.reading.prose import ends_sentence, is_prose
from accord.loaders.reading.spans import overlaps, trimmed
from accord.loaders.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from accord.loaders.reading.spans import Line, Span

_LONGEST: Final = 400
_ENOUGH_PROSE: Final = 3
_LATE: Final = 0.3
_LAST_PART: Final = 0.5
_LONGEST_FINAL: Final = 2500
_LAST_LINES: Final = 3
# Tags run together, as when a page's list of links loses its markup: "PoliticsEuropeTrade".
_GLUED: Final = re.compile(r"[a-z](?=[A-Z])")
_NO_WORD: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A name and the words by which to know what to cut."""

    name: str
    pattern: re.Pattern[str]


@cache
def _rules() -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for row in word_list("cuts"):
        found[row["scope"]].append(Rule(row["rule"], re.compile(row["pattern"], re.IGNORECASE)))
    return {scope: tuple(rules) for scope, rules in found.items()}


def find_cuts(text: str, lines: Sequence[Line]) -> tuple[Cut, ...]:
    """Cuts of a text, in order and apart from each other; ``lines`` are all its lines that aren't blank."""
    taken: list[Span] = []
    rules: dict[int, str] = {}
    for cut in _candidates(text, lines):
        span = trimmed(text, (cut.start, cut.end))
        if span[0] < span[1] and not overlaps(span, taken):
            insort(taken, span)
            rules[span[0]] = cut.rule
    return tuple(Cut(start, end, rules[start]) for start, end in taken)


def _candidates(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """The farther a rule reaches the sooner it comes, for what it cuts needs no other rule."""
    end = len(text)
    for cut in (_rest(text, lines), _final(text)):
        if cut:
            yield cut
            end = min(end, cut.start)
    kept = [line for line in lines if line.start < end]
    yield from _lists(kept)
    yield from _single_lines(kept)
    yield from _bios(text, kept)
    for rule in _rules()["phrase"]:
        for match in rule.pattern.finditer(text, 0, end):
            yield Cut(match.start(), match.end(), rule.name)


def _named(scope: str, line: Line) -> str | None:
    """The rule of this scope that knows the line."""
    if len(line.text) > _LONGEST:
        return None
    return next((rule.name for rule in _rules()[scope] if rule.pattern.fullmatch(line.text)), None)


def _rest(text: str, lines: Sequence[Line]) -> Cut | None:
    """From the first line after the article that opens what readers wrote.

    After the article means after three lines of prose, or late in the text after one: pages count comments on top too.
    """
    prose = 0
    for line in lines:
        late = prose >= _ENOUGH_PROSE or (prose and line.start > _LATE * len(text))
        if late and (name := _named("rest", line)):
            return Cut(line.start, len(text), name)
        prose += is_prose(line.text)
    return None


def _final(text: str) -> Cut | None:
    """From the first words late in the text that open its legal end."""
    earliest = max(int(_LAST_PART * len(text)), len(text) - _LONGEST_FINAL)
    matches = [
        Cut(match.start(), len(text), rule.name)
        for rule in _rules()["final"]
        if (match := rule.pattern.search(text, earliest))
    ]
    return min(matches, key=lambda cut: cut.start, default=None)


def _lists(lines: Sequence[Line]) -> Iterator[Cut]:
    """A heading of links with the links under it, up to the next sentence.

    Before the first sentence what follows such a heading is the article's headline, so that the heading goes alone.
    """
    rule = first = last = None
    begun = False
    for line in lines:
        sentence = ends_sentence(line.text)
        if first and last and rule and (sentence or not begun):
            yield Cut(first.start, last.end, rule)
            rule = first = last = None
        if first is None and (rule := _named("list", line)):
            first = line
        begun = begun or sentence
        last = line
    if first and last and rule:
        yield Cut(first.start, last.end, rule)


def _single_lines(lines: Sequence[Line]) -> Iterator[Cut]:
    late = lines[len(lines) // 2].start if lines else 0
    for line in lines:
        if name := _named("line", line) or (_named("rest", line) if line.start >= late else None):
            yield Cut(line.start, line.end, name)
        elif _NO_WORD.fullmatch(line.text):
            yield Cut(line.start, line.end, "ornament")
        elif _is_glued_tags(line.text):
            yield Cut(line.start, line.end, "tags")


def _is_glued_tags(line: str) -> bool:
    joints = len(_GLUED.findall(line[:_LONGEST]))
    return joints >= 3 and 2 * joints >= len(line.split()) and not ends_sentence(line)


def _bios(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """A person on whom the text says nothing else is its author."""
    for line in lines[1:][-_LAST_LINES:]:
        for rule in _rules()["bio"]:
            match = rule.pattern.fullmatch(line.text) if len(line.text) <= _LONGEST else None
            if match and match["name"].split()[-1] not in text[: line.start] + text[line.end :]:
                yield Cut(line.start, line.end, rule.name)
