"""Queries that would never end, processes that are killed, clients that go: the service and all others go on.

ACCORD_HOGS, ACCORD_KILLING_SECONDS: how much of it; few by default.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import statistics
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from http_service import descendants, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from http_service import Service

HOGS = int(os.environ.get("ACCORD_HOGS", "8"))
SECONDS = float(os.environ.get("ACCORD_KILLING_SECONDS", "3"))
DEADLINE = 3.0
ALL = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
HOG_QUERIES = (
    f"SELECT (COUNT(*) AS ?n) {{ {ALL} }}",
    f"SELECT ?a ?f ?l {{ {ALL} }} ORDER BY DESC(?l) ?f LIMIT 3",
    "SELECT (COUNT(*) AS ?n) { ?x (!<http://e/a>|^!<http://e/a>)* ?y . ?y (!<http://e/b>|^!<http://e/b>)* ?z }",
    f"ASK {{ {ALL} FILTER(REGEX(CONCAT(STR(?a), STR(?f), STR(?l)), '(x+x+)+y')) }}",
    f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f))) AS ?t) {{ {ALL} }}",
    f"SELECT (COUNT(DISTINCT CONCAT(STR(?a), STR(?f), STR(?l))) AS ?n) {{ {ALL} }}",
    "SELECT (COUNT(*) AS ?n) { VALUES ?x { " + "1 " * 20_000 + "} VALUES ?y { " + "2 " * 20_000 + "} }",
    f"ASK {{ {ALL} FILTER NOT EXISTS {{ ?m ?n ?o FILTER(?o != ?o) }} FILTER(STRLEN(STR(?a)) < 0) }}",
    f"CONSTRUCT {{ ?a ?e ?l }} WHERE {{ {ALL} FILTER(?l = 'none of them') }}",
    f"SELECT * {{ {{ SELECT ?a ?f {{ {ALL} }} }} MINUS {{ ?a ?b ?f }} }} ORDER BY ?a",
)
NORMAL = "SELECT ?a ?n { ?a a acc:Agreement ; acc:name ?n } ORDER BY ?n"


@pytest.fixture(scope="module")
def bounded(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose answers may take three seconds, on two processors."""
    with serving(
        store_path, tmp_path_factory.mktemp("bounded"), "--timeout", f"{DEADLINE}", "--workers", "2"
    ) as service:
        yield service


def hog(service: Service, number: int, ends: list[tuple[float, int]]) -> None:
    started = time.monotonic()
    query = HOG_QUERIES[number % len(HOG_QUERIES)]
    reply = service.send("POST", "/sparql", query, Content_Type="application/sparql-query")
    ends.append((time.monotonic() - started, reply.status))


def test_hogs_end_at_the_deadline_and_others_are_answered_meanwhile(bounded: Service) -> None:
    expected = bounded.ask(NORMAL).body
    ends: list[tuple[float, int]] = []
    threads = [threading.Thread(target=hog, args=(bounded, number, ends)) for number in range(HOGS)]
    for thread in threads:
        thread.start()
    took: list[float] = []
    while any(thread.is_alive() for thread in threads):
        started = time.monotonic()
        reply = bounded.ask(NORMAL)
        took.append(time.monotonic() - started)
        assert (reply.status, reply.body) == (200, expected)
        time.sleep(0.01)
    statuses = [status for _, status in ends]
    assert len(statuses) == HOGS
    assert set(statuses) <= {200, 503}
    assert statuses.count(503) > HOGS // 2
    slowest = sorted(took)[int(len(took) * 0.99) - 1]
    print(f"{HOGS} hogs ended after {max(end for end, _ in ends):.2f} s of {DEADLINE:g}; "
          f"{len(took)} normal: median {statistics.median(took) * 1000:.0f} ms, p99 {slowest * 1000:.0f} ms, "
          f"slowest {max(took) * 1000:.0f} ms")  # fmt: skip
    assert bounded.ask(NORMAL).body == expected


def test_an_answer_that_breaks_off_does_not_look_whole(bounded: Service) -> None:
    text = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    got = bounded.raw(f"GET /sparql?query={text} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode(), wait=20)
    assert got.startswith(b"HTTP/1.1 200 ")
    assert b"transfer-encoding: chunked" in got.lower()
    assert len(got) > 100_000
    assert not got.endswith(b"\r\n0\r\n\r\n")


def test_a_client_that_reads_slowly_does_not_fill_the_memory(bounded: Service) -> None:
    text = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    before = memory(bounded)
    with socket.create_connection((bounded.host, bounded.port), timeout=10) as connection:
        connection.sendall(f"GET /sparql?query={text} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        connection.recv(1000)
        time.sleep(1.5)
        assert memory(bounded) - before < 64 << 20
        assert bounded.ask(NORMAL).status == 200


def memory(service: Service) -> int:
    """Bytes that are not shared, of the front and all below it."""
    total = 0
    for pid in [service.process.pid, *descendants(service.process.pid)]:
        with suppress(OSError), open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:  # noqa: PTH123
            total += sum(int(line.split()[1]) << 10 for line in file if line.startswith("Private_"))
    return total


def test_a_client_that_goes_frees_its_worker(bounded: Service) -> None:
    text = quote(HOG_QUERIES[0])
    for _ in range(4):
        with socket.create_connection((bounded.host, bounded.port)) as connection:
            connection.sendall(f"GET /sparql?query={text} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(0.1)
    until = time.monotonic() + DEADLINE - 1
    while bounded.send("GET", "/health").told["running"]:
        assert time.monotonic() < until, "the place wasn't freed before the deadline would have done it"
        time.sleep(0.05)


def test_a_query_may_not_take_all_memory(store_path: Path, tmp_path: Path) -> None:
    greedy = f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?f), STR(?i), STR(?l))) AS ?t) {{ {ALL} }}"
    with serving(store_path, tmp_path, "--memory", "100", "--timeout", "60") as service:
        reply = service.ask(greedy)
        assert reply.status == 503
        assert "memory" in reply.told["detail"]
        assert service.ask(NORMAL).status == 200


def test_no_answer_is_wrong_while_processes_are_killed(bounded: Service) -> None:
    chance = random.Random(7)
    asked = {
        query: bounded.ask(query).body
        for query in (
            NORMAL,
            "ASK { ?s a acc:State }",
            "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }",
            "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o",
        )
    }
    counts = {"right": 0, "refused": 0, "broken": 0, "killed": 0, "wrong": 0}
    until = time.monotonic() + SECONDS

    def keep_asking(seed: int) -> None:
        own = random.Random(seed)
        while time.monotonic() < until:
            query = own.choice(list(asked))
            try:
                reply = bounded.ask(query)
            except Exception:  # a connection that breaks is an answer that doesn't look whole
                counts["broken"] += 1
                continue
            kind = "right" if reply.status == 200 else "refused"
            assert reply.status in (200, 503)
            if reply.status == 200 and reply.body != asked[query]:
                kind = "wrong"
            counts[kind] += 1

    threads = [threading.Thread(target=keep_asking, args=(seed,)) for seed in range(6)]
    for thread in threads:
        thread.start()
    nursery = descendants(bounded.process.pid)[0]
    while time.monotonic() < until:
        time.sleep(chance.uniform(0.02, 0.2))
        others = [pid for pid in descendants(bounded.process.pid) if pid != nursery]
        if others:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(others), signal.SIGKILL)
                counts["killed"] += 1
    for thread in threads:
        thread.join()
    print(counts)
    assert counts["wrong"] == 0
    assert counts["right"] > counts["broken"] + counts["refused"]
    for _ in range(100):
        if bounded.ask(NORMAL).status == 200:
            break
        time.sleep(0.1)
    assert bounded.ask(NORMAL).body == asked[NORMAL]
