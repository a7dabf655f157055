"""Which articles are near-copies of one text, as a wire story in several papers: they count as one source.

MinHash over runs of words (Broder 1997), by rensa. Two texts of which about two thirds of the runs are the same are
near-copies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from accord.graph.knowledge.likeness import SAME, Likeness
from accord.graph.knowledge.profiles import SourceProfile

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE: Final = 64
"""Numbers of a signature: the likeness is right within 0.06 or so."""

_RUN: Final = 3
"""Words of a run: edits of single words change three runs each."""

_FEWEST: Final = 20
"""Words from which a text is long enough to be compared."""

_BAND: Final = 4
"""Numbers of a key: with 16 keys, texts with half of their runs in common share one in two cases of three."""

_NEAR: Final = 0.6
"""Share of equal numbers from which two texts are near-copies."""

_DIGITS: Final = 8
_SEED: Final = 20170508


def profile_of_text(text: str) -> SourceProfile:
    """The signature of an article's text."""
    from rensa import RMinHash

    words = re.findall(r"\w+", text.casefold())
    if len(words) < _FEWEST:
        return SourceProfile("")
    made = RMinHash(num_perm=SIZE, seed=_SEED)
    made.update([" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)])
    return SourceProfile("".join(f"{number:0{_DIGITS}x}" for number in made.digest()))


def blocks(one: SourceProfile) -> Iterator[str]:
    """Keys of which near-copies share one."""
    width = _BAND * _DIGITS
    for at in range(0, len(one.signature), width):
        yield f"source {at // width} {one.signature[at : at + width]}"


def likeness(one: SourceProfile, other: SourceProfile) -> Likeness:
    """How alike two texts are."""
    if not one.signature or not other.signature:
        return Likeness(())
    numbers = zip(_numbers(one.signature), _numbers(other.signature), strict=True)
    share = sum(left == right for left, right in numbers) / SIZE
    return Likeness(((SAME * min(share / _NEAR, 1.0), f"{share:.0%} of the text is the same"),))


@lru_cache(maxsize=10_000)
def _numbers(signature: str) -> tuple[str, ...]:
    return tuple(signature[at : at + _DIGITS] for at in range(0, SIZE * _DIGITS, _DIGITS))
