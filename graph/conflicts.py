"""Judgements that can't all be true: which of them knowledge follows, and which stand against the others.

If *a* is the same as *b* and *b* the same as *c*, but *a* isn't *c*, one of the words has to give way. ``different``
outweighs any chain of ``same``, since a wrong merge costs more than a missed one. Among the ``same``, those of the
latest day are followed first, those of one day by the IRIs of their mentions, each unless what it joins was judged
different. That is how mentions are resolved (``graph/knowledge/resolution.py``), told again here for those who judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from accord.graph.knowledge.judgements import Judgement


@dataclass(frozen=True, slots=True)
class Conflict:
    """A ``same`` that isn't followed, and the judgements that it contradicts, sorted."""

    judgement: Judgement
    against: tuple[Judgement, ...]


def conflicts(judgements: Iterable[Judgement], is_held: Callable[[str], bool]) -> tuple[Conflict, ...]:
    """Every ``same`` that isn't followed. ``is_held``: whether the store has a mention; no other counts."""
    held = [each for each in judgements if is_held(each.one) and is_held(each.other)]
    different = [each for each in held if each.verdict == "different"]
    joined = _Joined()
    found = []
    for judgement in sorted((each for each in held if each.verdict == "same"), key=lambda each: each.rank):
        left, right = joined.group(judgement.one), joined.group(judgement.other)
        barring = [each for each in different if left is not right and _parts(each, left, right)]
        if barring:
            chain = {each for bar in barring for each in joined.chain(bar, judgement)}
            found.append(Conflict(judgement, tuple(sorted({*barring, *chain}))))
        else:
            joined.join(judgement)
    return tuple(found)


def _parts(judgement: Judgement, left: Collection[str], right: Collection[str]) -> bool:
    ends = judgement.one, judgement.other
    return any(one in left and other in right for one, other in (ends, ends[::-1]))


class _Joined:
    """Mentions that are one by the judgements followed so far."""

    def __init__(self) -> None:
        self._group: dict[str, set[str]] = {}
        self._followed: list[Judgement] = []

    def group(self, mention: str) -> set[str]:
        """Mentions that are one with this one, itself among them."""
        return self._group.setdefault(mention, {mention})

    def join(self, judgement: Judgement) -> None:
        self._followed.append(judgement)
        left, right = self.group(judgement.one), self.group(judgement.other)
        if left is not right:
            left |= right
            self._group |= dict.fromkeys(right, left)

    def chain(self, bar: Judgement, judgement: Judgement) -> set[Judgement]:
        """The judgements followed that lead from the ends of ``bar`` to those of ``judgement``."""
        near, far = judgement.one, judgement.other
        if bar.one not in self.group(near):
            near, far = far, near
        return {*self._path(bar.one, near), *self._path(bar.other, far)}

    def _path(self, start: str, end: str) -> list[Judgement]:
        """The shortest chain of judgements between two mentions of one group."""
        paths: dict[str, list[Judgement]] = {start: []}
        waiting = [start]
        for mention in waiting:
            for each in self._followed:
                ends = (each.one, each.other)
                for one, other in (ends, ends[::-1]):
                    if one == mention and other not in paths:
                        paths[other] = [*paths[mention], each]
                        waiting.append(other)
        return paths.get(end, [])
