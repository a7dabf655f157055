"""Articles with nearly the same text as another one: one story in several papers, which counts as one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.knowledge.index import IS
from accord.graph.knowledge.reading import Reading
from accord.graph.knowledge.view import View

if TYPE_CHECKING:
    from accord.graph.store import Store


def near_copies(store: Store, article: str) -> tuple[str, ...]:
    """The IRIs of the other articles that tell the story of the article with this IRI, sorted."""
    reading = Reading(View(store.database), store.namespace)
    story = reading.index.target(reading.source(article), IS)
    tellers = reading.index.sources(IS, story) if story is not None else []
    return tuple(sorted({reading.article(teller) for teller in tellers} - {article, ""}))
