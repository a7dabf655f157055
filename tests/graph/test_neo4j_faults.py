"""Whatever is killed or cut in the middle of a batch: the next sync completes it, and writes nothing twice.

ACCORD_SYNC_KILLS and ACCORD_SERVER_KILLS ask for more rounds than the few of every day.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tcp_proxy import Fault, Proxy

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.connection import Target
from accord.graph.neo4j.server import LocalServer, Memory
from accord.graph.neo4j.sync import Options, open_session, sync
from accord.graph.neo4j.verify import compare
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.neo4j.sync import Report

pytestmark = pytest.mark.neo4j

SCRIPT = Path(__file__).with_name("syncing_process.py")
KILLS = int(os.environ.get("ACCORD_SYNC_KILLS", "4"))
SERVER_KILLS = int(os.environ.get("ACCORD_SERVER_KILLS", "1"))
CUTS = int(os.environ.get("ACCORD_SYNC_CUTS", "2"))
BATCH = 20


def start(store: Path, target: Target, *point: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "ACCORD_NEO4J_PASSWORD": target.password}
    arguments = [sys.executable, SCRIPT, store, target.uri, str(BATCH), *point]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def change(path: Path, synthetic: Callable[..., tuple], round_: int, chance: random.Random) -> None:
    """Load some articles, others in another edition, and remove some."""
    with Store.open(path) as store, store.batch():
        for _ in range(12):
            store.replace_article(*synthetic(chance.randrange(60), 1 + round_ % 2))
        for _ in range(3):
            store.remove_article(f"report-{chance.randrange(60):03}")


def written(report: Report) -> int:
    nodes = report.nodes_created + report.nodes_changed + report.nodes_deleted
    return nodes + report.relationships_created + report.relationships_changed + report.relationships_deleted


def step_of(target: Target) -> int:
    with open_session(target) as session:
        found = session.run("MATCH (s:_AccordSync) RETURN coalesce(s.step, 0)").single()
        return 0 if found is None else int(found[0])


def doubled(target: Target) -> list[object]:
    query = (
        "MATCH (s)-[r]->(t) WITH s, t, type(r) AS kind, r._accord AS key, count(*) AS times WHERE times > 1 RETURN key"
    )
    with open_session(target) as session:
        return [*session.run(query)]


def check_whole(path: Path, target: Target) -> None:
    with Store.open(path, read_only=True) as store, open_session(target) as session:
        found, _ = compare(session, store)
        assert found.clean, found.differences
        assert found.in_step
    assert doubled(target) == []


def kill_and_complete(path: Path, target: Target, chance: random.Random) -> int:
    """Kill a sync at some point of some batch; the rows that were committed and had to be written again."""
    with Store.open(path, read_only=True) as store:
        due = written(sync(store, target, Options(dry_run=True)))
    before = step_of(target)
    batches = max(1, -(-due // BATCH))
    point = chance.choice(("writing", "committed", "written", "random"))
    number = chance.randrange(1, batches + 1)
    if point == "random":
        with start(path, target) as process:
            assert process.stdout is not None
            for _ in range(number):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.02))
            process.kill()
            process.communicate()
    else:
        with start(path, target, "committed" if point == "written" else point, str(number)) as process:
            _, told = process.communicate()
        assert process.returncode == -signal.SIGKILL, told
    assert doubled(target) == []
    committed = step_of(target) - before
    with Store.open(path, read_only=True) as store:
        rest = written(sync(store, target))
    check_whole(path, target)
    return max(0, rest - (due - min(due, committed * BATCH)))


def test_a_sync_killed_at_any_point_of_a_batch_is_completed_by_the_next(
    tmp_path: Path, neo4j_database: Target, synthetic: Callable[..., tuple]
) -> None:
    chance = random.Random(20261123)
    change(tmp_path / "store", synthetic, 0, chance)
    for round_ in range(KILLS):
        again = kill_and_complete(tmp_path / "store", neo4j_database, chance)
        assert again <= BATCH
        change(tmp_path / "store", synthetic, round_ + 1, chance)


def test_a_server_killed_in_the_middle_of_batches_is_brought_in_step_when_it_is_back(
    tmp_path: Path, neo4j_server: LocalServer, synthetic: Callable[..., tuple]
) -> None:
    chance = random.Random(5)
    server = LocalServer(tmp_path / "neo4j", neo4j_server.jars)
    memory = Memory("512m", "128m")
    try:
        status = server.up(bolt=0, http=0, memory=memory)
        target = Target(str(status.uri), "neo4j", str(server.password()))
        for round_ in range(SERVER_KILLS):
            change(tmp_path / "store", synthetic, round_, chance)
            with start(tmp_path / "store", target) as process:
                assert process.stdout is not None
                for _ in range(chance.randrange(1, 4)):
                    process.stdout.readline()
                running = server.process()
                assert running is not None
                assert running.end(20, at_once=True)
                # On another port, where something else has taken its own meanwhile.
                target = replace(target, uri=str(server.up(memory=memory).uri))
                process.communicate()
            # The driver tries again for half a minute; whether that was enough or not, the next sync sees to the rest.
            with Store.open(tmp_path / "store", read_only=True) as store:
                sync(store, target)
            check_whole(tmp_path / "store", target)
    finally:
        server.destroy()


def test_connections_that_are_cut_delayed_or_reset_lose_and_double_nothing(
    tmp_path: Path, neo4j_database: Target, synthetic: Callable[..., tuple]
) -> None:
    chance = random.Random(9)
    port = int(neo4j_database.uri.rpartition(":")[2])
    path = tmp_path / "store"
    change(path, synthetic, 0, chance)
    cut = 0
    for round_ in range(CUTS):
        faults = [
            Fault(chance.randrange(500, 40_000), chance.random() < 0.5, chance.choice((0, 0, 0.005))) for _ in range(2)
        ]
        with Proxy(port, iter(faults)) as proxy:
            target = Target(f"bolt://127.0.0.1:{proxy.port}", neo4j_database.user, neo4j_database.password)
            for _ in range(len(faults) + 1):
                try:
                    with Store.open(path, read_only=True) as store:
                        sync(store, target, Options(batch=BATCH))
                    break
                except Neo4jError:
                    continue
        cut += proxy.cut
        check_whole(path, neo4j_database)
        change(path, synthetic, round_ + 1, chance)
    assert cut > 0
