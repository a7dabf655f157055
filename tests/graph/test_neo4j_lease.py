"""One process writes at a time; watermarks, verification and passwords keep what they promise."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.lease import Lease
from accord.graph.neo4j.sync import Options, open_session, sync, sync_over
from accord.graph.neo4j.verify import compare, repair, verify
from accord.graph.projection import Projection, project
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from accord.graph.neo4j.connection import Target

pytestmark = pytest.mark.neo4j

HOSTILE = int(os.environ.get("ACCORD_HOSTILE_NAMES", "60"))
AT_ONCE = 20


def test_a_second_writer_is_refused_and_named_the_first(neo4j_database: Target, projection: Projection) -> None:
    with open_session(neo4j_database) as session, open_session(neo4j_database) as other:
        sync_over(session, projection, Options())
        first = Lease(session)
        first.take()
        with pytest.raises(Neo4jError, match=f"process {os.getpid()}"):
            Lease(other).take()
        first.release()
        Lease(other).take()


def test_a_lease_that_ran_out_is_taken_over_and_its_owner_can_write_no_more(
    neo4j_database: Target, projection: Projection
) -> None:
    with open_session(neo4j_database) as session:
        sync_over(session, projection, Options())
        slow, fast = Lease(session, seconds=0), Lease(session)
        slow.take()
        time.sleep(0.01)
        fast.take()
        with pytest.raises(Neo4jError, match="taken this database over"):
            slow.write((), None)


def test_the_lease_of_a_process_that_is_gone_is_taken_over_at_once(neo4j_database: Target) -> None:
    with open_session(neo4j_database) as session:
        Lease(session).take()
        session.run("MATCH (s:_AccordSync) SET s.pid = 2147483646, s.began = 'never'").consume()
        Lease(session).take()
        session.run("MATCH (s:_AccordSync) SET s.host = 'another machine'").consume()
        with pytest.raises(Neo4jError, match="on another"):
            Lease(session).take()


def test_a_batch_that_was_committed_without_an_answer_is_not_written_again(neo4j_database: Target) -> None:
    with open_session(neo4j_database) as session:
        lease = Lease(session)
        lease.take()
        lease.write((), None)
        lease.step -= 1  # as if the answer to the commit had been lost
        lease.write((), None)
        assert session.run("MATCH (s:_AccordSync) RETURN s.step").single(strict=True)[0] == 1


def test_a_small_change_looks_at_what_it_touched_alone(
    tmp_path: Path, neo4j_database: Target, synthetic: Callable[..., tuple]
) -> None:
    with Store.open(tmp_path / "store") as store:
        for number in range(12):
            store.replace_article(*synthetic(number))
        assert sync(store, neo4j_database).full
        store.remove_article("report-003")
        would = sync(store, neo4j_database, Options(dry_run=True))
        assert (would.full, would.nodes_deleted) == (False, 1)
        assert sync(store, neo4j_database) == would
        assert verify(store, neo4j_database).clean
        store.rebuild()
        again = sync(store, neo4j_database)
        assert again.full
        assert again == replace(again, nodes_created=0, nodes_changed=0, nodes_deleted=0, relationships_created=0)


def test_verify_names_what_was_changed_by_hand_and_repair_mends_only_that(
    neo4j_database: Target, projection: Projection
) -> None:
    sync(projection, neo4j_database)
    with open_session(neo4j_database) as session:
        session.run("MATCH (a:Agreement {kind: 'treaty'}) SET a.support = 9, a.my_note = 'mine'").consume()
        session.run("MATCH (:State)-[r:MEDIATED]->() DELETE r").consume()
        session.run("MATCH (s:State {iso3: 'NOR'}) REMOVE s:Entity").consume()
        found = verify(projection, neo4j_database)
        told = {(each.problem, each.kind, each.details) for each in found.differences}
        assert ("changed", "node", ("support",)) in told
        assert ("missing", "relationship", ()) in told
        assert found.counts["MEDIATED"][0] == found.counts["MEDIATED"][1] + 1
        assert len(found.differences) == 3
        assert repair(projection, neo4j_database).repaired
        assert compare(session, projection)[0].clean
        assert session.run("MATCH (a {my_note: 'mine'}) RETURN count(a)").single(strict=True)[0] == 1


def test_hostile_names_change_only_the_nodes_that_are_meant(neo4j_database: Target) -> None:
    acc, rdf_type = "https://w3id.org/accord/ontology#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    pieces = st.sampled_from(
        ["'", '"', "`", "\\", "}) DETACH DELETE n //", "\\u0027", "$rows", "\u202e", "\x00", "名", "{"]
    )
    text = st.lists(pieces | st.text(max_size=8), max_size=6).map("".join)
    with open_session(neo4j_database) as session:
        session.run("CREATE (:Mine {name: 'sentinel'})").consume()

        @settings(max_examples=HOSTILE // AT_ONCE, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(text, min_size=AT_ONCE, max_size=AT_ONCE))
        def only_text(names: list[str]) -> None:
            quads = []
            for number, name in enumerate(names):
                thing = NamedNode(f"https://example.org/%27%7D)/{number}")
                quads.append(Quad(thing, NamedNode(rdf_type), NamedNode(acc + "Person")))
                quads.append(Quad(thing, NamedNode(acc + "name"), Literal(name)))
            told = project(quads)
            sync_over(session, told, Options())
            assert compare(session, told)[0].clean
            echoed = session.run("RETURN $names", names=names).single(strict=True)[0]
            assert echoed == names
            left = session.run("MATCH (n) WHERE NOT n:Entity AND NOT n:_AccordSync RETURN collect(n.name)")
            assert left.single(strict=True)[0] == ["sentinel"]

        only_text()


def test_watch_follows_the_store_shows_no_secret_and_ends_cleanly_when_told(
    tmp_path: Path, neo4j_database: Target, synthetic: Callable[..., tuple]
) -> None:
    path, secret = tmp_path / "store", tmp_path / "secret"
    secret.write_text(neo4j_database.password + "\n", encoding="utf-8")
    with Store.open(path) as store:
        store.replace_article(*synthetic(0))
    command = [sys.executable, "-c", "from accord.graph.cli import main; main()", "sync", "--watch", "--every", "0.1"]
    command += ["--json", "--store", str(path), "--neo4j", neo4j_database.uri, "--password-file", str(secret)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        with Store.open(path) as store:
            store.replace_article(*synthetic(6))
        second = process.stdout.readline()
        listed = subprocess.run(["ps", "axww", "-o", "args"], capture_output=True, text=True, check=True).stdout
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
    assert '"full": true' in first
    assert '"full": false' in second
    assert neo4j_database.password not in first + second + out + err + listed
    with Store.open(path, read_only=True) as store:
        assert verify(store, neo4j_database).clean
