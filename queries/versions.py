"""What an article said before: its versions in a table, and any of them as a card, as if nothing else were known."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.graph.errors import UnknownThing
from accord.ontology import terms
from accord.queries.cards import make_card
from accord.queries.printing import Line, card_lines
from accord.queries.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.store import Store
    from accord.graph.versions import Version
    from accord.queries.cards import Card


@dataclass(frozen=True, slots=True)
class FormerCard:
    """An article as it was. ``number``: of the version; ``text``: what it said."""

    number: int
    text: str
    card: Card


def version_table(store: Store, article: str) -> Table:
    """The versions of the article with this IRI, the oldest first; the last is the article as it stands."""
    columns = ("version", "published", "title", "characters", "extractor", "sha256")
    told = (terms.PUBLISHED, terms.TITLE), (terms.EXTRACTOR, terms.DIGEST)
    return Table(
        columns,
        tuple(
            (
                version.number,
                *(version.said(said) for said in told[0]),
                len(version.text),
                *(version.said(said) for said in told[1]),
            )
            for version in _all(store, article)
        ),
    )


def former_card(store: Store, article: str, number: int) -> FormerCard:
    """A version of the article with this IRI, with what it alone said; UnknownThing when it has none so numbered."""
    versions = _all(store, article)
    found = next((version for version in versions if version.number == number), None)
    if found is None:
        raise UnknownThing(f"<{article}> has the versions 1 to {len(versions)}, no version {number}")
    with _alone(store, found) as then:
        return FormerCard(number, found.text, make_card(then, article))


def former_lines(former: FormerCard) -> Iterator[Line]:
    """The card, then the text."""
    yield Line(f"Version {former.number}", strong=True)
    yield from card_lines(former.card)
    yield Line("")
    yield Line("Text", strong=True)
    yield from (Line(line, 2) for line in former.text.split("\n") if line.strip())


def _all(store: Store, article: str) -> tuple[Version, ...]:
    from accord.graph.versions import version_of

    former = store.versions(store.namespace.article_id(article) or "")
    return (*former, version_of(article, len(former) + 1, store.quads(article)))


def _alone(store: Store, version: Version) -> Store:
    """A store of this process that holds what one version said, and nothing else."""
    import pyoxigraph

    from accord.graph.store import Store as Made
    from accord.graph.store_opening import Opened
    from accord.graph.store_writing import MemoryWriter

    database = pyoxigraph.Store()
    database.extend(version.evidence)
    made = Made(Opened(store.where, database, MemoryWriter(database)), ExitStack())
    made.rebuild()
    return made
