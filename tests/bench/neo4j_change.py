"""What a change of 200 rows costs to sync, in a small graph and in a large one, and what a sync of no change costs.

    python tests/bench/neo4j_change.py [--relationships 30000 1000000] [--runs N]

Each graph is made up, put into a store and imported into a server of its own with Neo4j's import tool. Then each run
changes both through the store's log, in turn, and syncs them twice: opening the store, the log, Neo4j and all.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from made_up_knowledge import agreement, made_up, quad, state
from processor import TEMPORARY
from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.changes import log_change
from accord.graph.export_admin import ARGUMENTS, write_admin
from accord.graph.neo4j.connection import Target
from accord.graph.neo4j.java import find_java
from accord.graph.neo4j.server import LocalServer, Memory
from accord.graph.neo4j.sync import state_of, sync
from accord.graph.neo4j.verify import verify
from accord.graph.projection import rows
from accord.graph.store import Store
from accord.ontology import terms


def commit(store: Store, removed: set[Quad], added: set[Quad]) -> None:
    """A change of knowledge as the store itself commits one."""
    touched = {each.subject.value for each in removed | added}
    forgotten, logged = log_change(store.database, touched, removed, added)
    store._commit(removed | forgotten, added | logged)


def prepare(folder: Path, relationships: int) -> tuple[Path, LocalServer, Target]:
    path = folder / "store"
    with Store.open(path) as store:
        store.database.bulk_extend(made_up(relationships // 3))
        commit(store, set(), {quad(state(0), terms.ACRONYM, Literal("first"))})
    with Store.open(path, read_only=True) as store:
        write_admin(rows(store), folder / "csv", state_of(store))
    server = LocalServer(folder / "neo4j", LocalServer.at().jars)
    for name in ("conf", "data", "logs"):
        (server.home / name).mkdir(parents=True)
    environment = {**os.environ, "NEO4J_HOME": str(server.home), "NEO4J_CONF": str(server.home / "conf")}
    tool = [str(find_java()), "-Xmx1g", "-cp", f"{server.jars}/*", "org.neo4j.cli.AdminTool"]
    arguments = ["database", "import", "full", "neo4j", f"@{ARGUMENTS}"]
    subprocess.run([*tool, *arguments], cwd=folder / "csv", env=environment, check=True, capture_output=True)
    status = server.up(bolt=0, http=0, memory=Memory("1g", "512m"))
    return path, server, Target(str(status.uri), "neo4j", str(server.password()))


def change(path: Path, agreements: int, chance: random.Random) -> None:
    """Another figure for 50 agreements, and for each a party less and one more: 200 rows at most."""
    with Store.open(path) as store:
        removed: set[Quad] = set()
        added: set[Quad] = set()
        for number in chance.sample(range(agreements), 50):
            it = agreement(number)
            for old in store.database.quads_for_pattern(NamedNode(it), NamedNode(terms.SUPPORT), None, None):
                removed.add(old)
            added.add(quad(it, terms.SUPPORT, Literal(chance.randrange(10, 10**6))))
            there = [*store.database.quads_for_pattern(None, NamedNode(terms.PARTY_TO), NamedNode(it), None)]
            removed.add(there[0])
            new = {state(chance.randrange(200)) for _ in range(2)} - {each.subject.value for each in there}
            added |= {quad(party, terms.PARTY_TO, NamedNode(it)) for party in new}
        commit(store, removed, added)


def timed_sync(path: Path, target: Target) -> float:
    start = time.perf_counter()
    with Store.open(path, read_only=True) as store:
        assert not sync(store, target).full
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--relationships", type=int, nargs=2, default=(30_000, 1_000_000))
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    chance = random.Random(1)
    sides = {}
    found: dict[int, list[float]] = {size: [] for size in options.relationships}
    nothing: dict[int, list[float]] = {size: [] for size in options.relationships}
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        try:
            for size in options.relationships:
                sides[size] = prepare(Path(folder) / str(size), size)
                print(f"{size} relationships are there", flush=True)
            for run in range(options.runs + 5):
                for size, (path, _, target) in sides.items():
                    change(path, size // 3, chance)
                    spent = [timed_sync(path, target) for _ in range(2)]
                    # The first runs warm the server's code and its plans.
                    if run >= 5:
                        found[size].append(spent[0])
                        nothing[size].append(spent[1])
            for size, (path, _, target) in sides.items():
                with Store.open(path, read_only=True) as store:
                    clean = verify(store, target).clean
                told = f"{statistics.median(found[size]) * 1000:8.0f} ms, least {min(found[size]) * 1000:.0f} ms"
                print(f"{size:>10} relationships {told}, {clean=}")
                print(f"{'no change':>24} {statistics.median(nothing[size]) * 1000:8.0f} ms")
        finally:
            for _, server, _ in sides.values():
                server.destroy()


if __name__ == "__main__":
    main()
