"""When a predicted fact is a gold fact: the rules of the project's reference scorer, over facts documents as mappings.

Facts documents are plain mappings here, since gold may hold what no extractor writes; the reference is the script
``score.py`` beside the gold articles, and a test holds the two to the same numbers.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Fact = Mapping[str, Any]

_ENCOUNTERS: Final = {"meeting", "negotiation", "visit"}


def normalised(text: object) -> str:
    """Lower case, without diacritics and punctuation."""
    plain = unicodedata.normalize("NFKD", str(text or "")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", plain).strip()


def same_name(a: object, b: object) -> bool:
    """Equal names, or one contained in the other as whole words and ending alike."""
    left, right = normalised(a).split(), normalised(b).split()
    if not left or not right:
        return left == right
    return left == right or (left[-1] == right[-1] and (set(left) <= set(right) or set(right) <= set(left)))


def loosely(a: object, b: object) -> bool:
    """All words of one are words of the other."""
    left, right = set(normalised(a).split()), set(normalised(b).split())
    return bool(left) and bool(right) and (left <= right or right <= left)


def equal(a: object, b: object) -> bool:
    """Equal after normalisation."""
    return normalised(a) == normalised(b)


def overlap(a: Sequence[str], b: Sequence[str], alike: Callable[[object, object], bool] = same_name) -> int:
    """Size of a greedy one-to-one matching of two lists."""
    left, hits = list(b), 0
    for x in a:
        for position, y in enumerate(left):
            if alike(x, y):
                del left[position]
                hits += 1
                break
    return hits


def jaccard(a: Sequence[str], b: Sequence[str], alike: Callable[[object, object], bool] = same_name) -> float:
    """Overlap over union; 0 for two empty lists."""
    hits = overlap(a, b, alike)
    return hits / (len(a) + len(b) - hits) if a or b else 0.0


def _span(date: object) -> tuple[str, str]:
    first, _, last = str(date).partition("/")
    last = last or first
    begin = first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first
    return begin, last + "-12-31"[len(last) - 4 :] if len(last) < 10 else last


def same_date(a: object, b: object) -> bool:
    """Intervals that intersect and begin in the same year."""
    if not a or not b:
        return False
    (a0, a1), (b0, b1) = _span(a), _span(b)
    return a0 <= b1 and b0 <= a1 and str(a)[:4] == str(b)[:4]


def agreement_likeness(gold: Fact, found: Fact) -> float:
    """At least half of the parties in common; date, kind, status and regions break ties."""
    parties = jaccard(gold.get("parties") or [], found.get("parties") or [])
    if parties < 0.5:
        return 0.0
    # The terms are added in the reference's order: rounding decides between equals.
    likeness = parties + 0.5 * same_date(gold.get("date"), found.get("date"))
    likeness += 0.3 * (gold.get("kind") == found.get("kind"))
    likeness += 0.2 * (gold.get("status") == found.get("status"))
    return likeness + 0.2 * jaccard(gold.get("regions") or [], found.get("regions") or [], loosely)


def contact_likeness(gold: Fact, found: Fact) -> float:
    """Modes of one family, and half of the actors or of the participants."""
    if gold.get("mode") != found.get("mode") and {gold.get("mode"), found.get("mode")} - _ENCOUNTERS:
        return 0.0
    shared = max(
        jaccard(gold.get("actors") or [], found.get("actors") or []),
        jaccard(gold.get("participants") or [], found.get("participants") or []),
    )
    if shared < 0.5:
        return 0.0
    likeness = shared + 0.5 * (gold.get("mode") == found.get("mode"))
    likeness += 0.25 * same_date(gold.get("date"), found.get("date"))
    return likeness + 0.25 * loosely(gold.get("place"), found.get("place"))


def office_likeness(gold: Fact, found: Fact) -> float:
    """Person, role and actor."""
    return float(
        same_name(gold["person"], found.get("person"))
        and gold.get("role") == found.get("role")
        and equal(gold.get("actor"), found.get("actor"))
    )


def statement_likeness(gold: Fact, found: Fact) -> float:
    """Speaker and stance."""
    speaker = same_name(gold["speaker"], found.get("speaker")) or loosely(gold["speaker"], found.get("speaker"))
    return float(speaker and gold.get("stance") == found.get("stance"))


def pair(gold: Sequence[Fact], found: Sequence[Fact], likeness: Callable[[Fact, Fact], float]) -> list[tuple[int, int]]:
    """Greedy best-first one-to-one pairing by positive likeness: positions in both lists."""
    scored = sorted(
        ((likeness(g, f), i, j) for (i, g), (j, f) in product(enumerate(gold), enumerate(found))),
        key=lambda s: (-s[0], s[1], s[2]),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    pairs = []
    for score, i, j in scored:
        if score > 0 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs
