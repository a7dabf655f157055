"""Whatever happens to a store in whatever order, after each sync Neo4j holds what the store holds."""

from __future__ import annotations

import os
import runpy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from accord.graph.neo4j.sync import Options, open_session, sync_over
from accord.graph.neo4j.verify import compare

if TYPE_CHECKING:
    from neo4j import Session

    from accord.graph.neo4j.connection import Target

pytestmark = [
    pytest.mark.neo4j,
    pytest.mark.filterwarnings("ignore::hypothesis.errors.NonInteractiveExampleWarning"),
]

EXAMPLES = int(os.environ.get("ACCORD_SYNC_EXAMPLES", "4"))
Loads: Any = runpy.run_path(str(Path(__file__).with_name("knowledge") / "test_incremental.py"))["Loads"]

DRIFT = (
    "MATCH ()-[r]->() WHERE r._accord IS NOT NULL WITH r LIMIT 1 DELETE r",
    "MATCH (n:Agreement) WITH n LIMIT 1 SET n.kind = 'other', n.support = 1.5",
    "MATCH (n:Person) WITH n LIMIT 1 DETACH DELETE n",
    "MATCH (n:State) WITH n LIMIT 1 REMOVE n:Entity:State",
    "MATCH (s)-[r:PARTY_TO]->(t) WITH s, r, t LIMIT 1 CREATE (s)-[c:PARTY_TO]->(t) SET c = properties(r)",
)


class Syncs(Loads):
    """Those of the store's own machine, with syncs to a database that an earlier example may have left full."""

    session: Session

    def knowledge_is_what_a_derivation_from_nothing_gives(self) -> None:
        """Is tested elsewhere."""

    @rule(batch=st.sampled_from([3, 50, 10_000]))
    def sync(self, batch: int) -> None:
        sync_over(self.session, self.store, Options(batch=batch))
        found, _ = compare(self.session, self.store)
        assert found.clean, found.differences
        assert found.in_step == (self.store.changes.mark is not None)

    @rule()
    def sync_twice(self) -> None:
        sync_over(self.session, self.store, Options())
        again = sync_over(self.session, self.store, Options())
        assert again.full == (self.store.changes.mark is None)
        assert again.nodes_changed + again.relationships_changed + again.nodes_created == 0

    @rule(statement=st.sampled_from(DRIFT))
    def drift(self, statement: str) -> None:
        self.session.run(statement).consume()
        sync_over(self.session, self.store, Options(full=True))
        assert compare(self.session, self.store)[0].clean


def test_after_each_sync_neo4j_holds_what_the_store_holds(neo4j_database: Target) -> None:
    with open_session(neo4j_database) as session:
        run_state_machine_as_test(
            type("Synced", (Syncs,), {"session": session}),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=16,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
