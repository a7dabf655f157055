"""A store that changes under a service: by accord load beside it, by its own clients, by loads that are killed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from http_service import CODE, TOKEN, serving

from accord.graph.store import Store

if TYPE_CHECKING:
    from http_service import Service

LOADER = Path(__file__).parents[2] / "graph" / "loading_process.py"
COUNT = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?g a acc:Article } }"
TEXT = """{one} and {two} sign fisheries agreement

OSLO, May 3, 1999 (Wire) - {one} and {two} signed an agreement on fisheries in Oslo on Monday.
"""
PAIRS = (("Norway", "Iceland"), ("Peru", "Ecuador"))


def run(store: Path, *words: str) -> None:
    with accord(store, *words) as process:
        told, _ = process.communicate(timeout=120)
        assert process.returncode == 0, told


def accord(store: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "ACCORD_STORE": str(store)}
    command = [sys.executable, "-c", CODE, *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def write_articles(folder: Path) -> Path:
    folder.mkdir()
    for one, two in PAIRS:
        (folder / f"{one.lower()}.txt").write_text(TEXT.format(one=one, two=two))
    return folder


def counted(service: Service) -> int:
    return int(service.ask(COUNT).values[0]["n"])


def wait_for(service: Service, articles: int) -> None:
    until = time.monotonic() + 30
    while counted(service) != articles:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_what_accord_load_and_remove_change_is_served_at_once(empty_store: Path, tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "articles")
    with serving(empty_store, tmp_path) as service:
        assert counted(service) == 0
        run(empty_store, "load", str(articles))
        wait_for(service, len(PAIRS))
        assert len(service.ask("SELECT ?a { ?a a acc:Agreement }").values) == len(PAIRS)
        run(empty_store, "remove", "norway")
        wait_for(service, len(PAIRS) - 1)


def loading(store: Path, count: int) -> subprocess.Popen[str]:
    """Another process that loads made-up articles in one batch, and tells of each."""
    command = [sys.executable, str(LOADER), str(store), str(count), "1", "batch"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def test_loading_and_clients_writes_go_on_beside_each_other(empty_store: Path, tmp_path: Path) -> None:
    statuses: list[int] = []
    with serving(empty_store, tmp_path) as service, loading(empty_store, 70) as process:
        number = 0
        while process.poll() is None or number < 5:
            statuses.append(
                service.put(f"http://example.org/g{number}", f"<http://e/s> <http://e/p> {number} .").status
            )
            number += statuses[-1] == 201
        told, _ = process.communicate()
        assert process.returncode == 0, told
        assert set(statuses) <= {201, 503}
        wait_for(service, 70)
        kept = service.ask("SELECT ?o { GRAPH ?g { <http://e/s> <http://e/p> ?o } }").values
        assert sorted(int(row["o"]) for row in kept) == list(range(number))


def test_no_reader_sees_half_a_batch_and_a_killed_one_is_made_up_for(empty_store: Path, tmp_path: Path) -> None:
    reports = "SELECT (COUNT(*) AS ?n) { ?a a acc:Agreement }"
    with serving(empty_store, tmp_path) as service, loading(empty_store, 60) as process:
        assert process.stdout is not None
        for line in process.stdout:
            # Evidence without the knowledge that follows from it is never served.
            assert (counted(service) == 0) == (service.ask(reports).values == [{"n": "0"}])
            if line.strip() == "40":
                process.kill()
                break
        process.communicate()
        with Store.open(empty_store, read_only=True) as store:
            loaded = len(store.articles())
            assert store.is_due
        assert loaded > 40
        wait_for(service, loaded)
        assert service.ask(reports).values == [{"n": str((loaded + 4) // 5)}]
        with Store.open(empty_store, read_only=True) as store:
            assert not store.is_due


def test_an_answer_is_kept_until_the_data_change(empty_store: Path, tmp_path: Path) -> None:
    query = "SELECT ?o { GRAPH <http://e/g> { ?s ?p ?o } }"
    with serving(empty_store, tmp_path) as service:
        assert service.put("http://e/g", "<http://e/s> <http://e/p> 1 .").status == 201
        first = service.ask(query)
        tag = first.headers["etag"]
        again = service.ask(query, If_None_Match=tag)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
        assert service.ask(query, If_None_Match=tag, Accept="text/csv").status == 200
        assert service.put("http://e/g", "<http://e/s> <http://e/p> 2 .").status == 204
        changed = service.ask(query, If_None_Match=tag)
        assert (changed.status, changed.values) == (200, [{"o": "2"}])
        assert service.put("http://e/g", "<http://e/s> <http://e/p> 1 .").status == 204
    with serving(empty_store, tmp_path) as service:
        assert service.ask(query, If_None_Match=tag).status in (200, 304)
        assert service.ask(query).values == [{"o": "1"}]


@pytest.mark.parametrize("call", ["RAND()", "NOW()", "STRUUID()", "UUID()"])
def test_what_changes_each_time_is_not_kept(service: Service, call: str) -> None:
    reply = service.ask(f"SELECT ({call} AS ?x) {{}}")
    assert "etag" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"
    assert service.ask(f"SELECT ({call} AS ?x) {{}}").body != reply.body


def test_writes_of_many_clients_at_once_are_all_kept(empty_store: Path, tmp_path: Path) -> None:
    done: list[int] = []

    def write(client: int) -> None:
        for number in range(3):
            text = f"INSERT DATA {{ GRAPH <http://e/shared> {{ <http://e/c{client}> <http://e/wrote> {number} }} }}"
            done.append(service.update(text).status)

    with serving(empty_store, tmp_path) as service:
        threads = [threading.Thread(target=write, args=(client,)) for client in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert done == [204] * 12
        assert len(service.ask("SELECT * { GRAPH <http://e/shared> { ?s ?p ?o } }").values) == 12


def test_answers_are_compressed_for_who_takes_that(service: Service) -> None:
    import gzip

    query = "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    packed, plain = service.ask(query, Accept_Encoding="gzip"), service.ask(query)
    assert packed.headers["content-encoding"] == "gzip"
    assert len(packed.body) < len(plain.body) / 3
    assert sorted(gzip.decompress(packed.body).split(b"},{")) == sorted(plain.body.split(b"},{"))
    assert TOKEN not in plain.text


def test_the_service_counts_what_it_does(service: Service) -> None:
    service.ask("ASK {}")
    told = service.send("GET", "/metrics")
    assert told.headers["content-type"].startswith("text/plain; version=0.0.4")
    lines = dict(line.rsplit(" ", 1) for line in told.text.splitlines() if not line.startswith("#"))
    assert int(lines['accord_requests_total{route="/sparql",method="GET",status="200"}']) >= 1
    assert int(lines["accord_request_seconds_count"]) >= 1
    assert int(lines["accord_quads"]) == service.send("GET", "/health").told["quads"]
