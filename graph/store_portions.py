"""How much a store changes in one transaction: more would lie in memory, or be lost by a kill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad

ARTICLES_AT_ONCE: Final = 64
"""Articles whose knowledge is derived in one transaction: what a writer has to make up for after a kill."""
QUADS_AT_ONCE: Final = 20_000
"""Quads of evidence from which fewer articles do: a treaty with its participants says more than hundreds of reports."""


def of_articles(articles: Iterable[str], quads: Callable[[str], Iterator[Quad]]) -> Iterator[set[str]]:
    """Articles by as many as are derived at once. ``quads``: gives the evidence of an article."""
    portion: set[str] = set()
    told = 0
    for article in articles:
        portion.add(article)
        told += sum(1 for _ in quads(article))
        if len(portion) >= ARTICLES_AT_ONCE or told >= QUADS_AT_ONCE:
            yield portion
            portion, told = set(), 0
    if portion:
        yield portion
