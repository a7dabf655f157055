"""What differs between the engines that take Cypher over Bolt; all else of a sync is the same for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.neo4j.statements import STATE_LABEL, quoted
from accord.graph.projection import ROOT_LABEL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.graph.neo4j.changes import Vocabulary

LOOKED_UP: Final = ("iri", "name")
"""Properties by which analysts find a node of any class."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one engine makes indexes. ``constraints``: whether it can refuse a second node of one IRI."""

    name: str
    constraints: bool = True
    named_indexes: bool = True
    awaits_indexes: bool = True

    def schema(self, vocabulary: Vocabulary) -> Iterator[str]:
        """Statements that prepare a database: each may run again and does nothing then."""
        if self.constraints:
            yield _unique("accord_iri", ROOT_LABEL, "iri")
            yield _unique("accord_sync", STATE_LABEL, "id")
        else:
            yield self._index(ROOT_LABEL, "iri")
            yield self._index(STATE_LABEL, "id")
        for label in sorted(vocabulary.labels - {ROOT_LABEL}):
            for name in LOOKED_UP:
                yield self._index(label, name)
        yield self._index(ROOT_LABEL, "name")
        yield self._index(ROOT_LABEL, "code")
        yield self._index("State", "iso3")
        if self.awaits_indexes:
            yield "CALL db.awaitIndexes(300)"

    def transactions(self, statements: Sequence[str]) -> list[tuple[str, ...]]:
        """The statements in as few transactions as may be: indexes are waited for once they are made."""
        made = [statement for statement in statements if not statement.startswith("CALL")]
        waited = [(statement,) for statement in statements if statement.startswith("CALL")]
        return [tuple(made), *waited]

    def _index(self, label: str, name: str) -> str:
        named = f"{quoted(f'accord_{label.lower()}_{name}')} " if self.named_indexes else ""
        return f"CREATE INDEX {named}IF NOT EXISTS FOR (n:{quoted(label)}) ON (n.{quoted(name)})"


def _unique(constraint: str, label: str, name: str) -> str:
    return f"CREATE CONSTRAINT {constraint} IF NOT EXISTS FOR (n:{quoted(label)}) REQUIRE n.{quoted(name)} IS UNIQUE"


NEO4J: Final = Dialect("Neo4j")
"""Neo4j 5 and later, Community and Aura among them."""
