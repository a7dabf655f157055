"""Lanes: short answers come from a process that talks to the client itself, and nothing is lost when it ends."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import string
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

import pytest
from http_service import descendants, serving

from accord.queries.service.exchange import parse_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from http_service import Service

SHORT = "ASK { <http://e/s> <http://e/p> 1 }"
TRIPLE = "<http://e/s> <http://e/p> 1 ."
ENDLESS = "SELECT (COUNT(*) AS ?n) { GRAPH <http://e/graph> { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } }"
MANY = 400


class Connection:
    """A connection on which several requests go one after the other."""

    def __init__(self, service: Service) -> None:
        self._socket = socket.create_connection((service.host, service.port), timeout=20)
        self._file = self._socket.makefile("rb")

    def send(self, query: str, more: str = "") -> None:
        head = f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n"
        self._socket.sendall(head.encode())

    def read(self) -> tuple[int, bytes]:
        """Status and body."""
        status = int(self._file.readline().split()[1])
        headers = {}
        while (line := self._file.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode().partition(":")
            headers[name.lower()] = value.strip()
        if "content-length" in headers:
            return status, self._file.read(int(headers["content-length"]))
        parts = []
        while size := int(self._file.readline(), 16):
            parts.append(self._file.read(size))
            self._file.readline()
        self._file.readline()
        return status, b"".join(parts)

    def ask(self, query: str, more: str = "") -> tuple[int, bytes]:
        self.send(query, more)
        return self.read()

    def close(self) -> None:
        self._file.close()
        self._socket.close()


@pytest.fixture(scope="module")
def laned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A raw service with one lane and a thousand triples, that doesn't keep answers."""
    folder = tmp_path_factory.mktemp("laned")
    with serving(folder / "store", folder, "--raw", "--workers", "1", "--timeout", "3", "--cache", "0") as service:
        many = "\n".join(f"<http://e/thing/{n}> <http://e/label> '{'x' * 200}' ." for n in range(MANY))
        assert service.put("http://e/graph", f"{TRIPLE}\n{many}").status == 201
        assert service.update("INSERT DATA { " + TRIPLE + " }").status == 204
        yield service


@pytest.fixture
def connection(laned: Service) -> Iterator[Connection]:
    made = Connection(laned)
    yield made
    made.close()


def served_by_workers(service: Service) -> int:
    """How many connections the front itself serves, with the one that asks this."""
    pids = descendants(service.process.pid)
    sockets = [set(clients(pid, service.port)) for pid in [service.process.pid, *pids]]
    return len(sockets[0] - set().union(*sockets[1:]))


def clients(pid: int, port: int) -> Iterator[str]:
    """The inodes of the connections to a port that a process holds."""
    with open("/proc/net/tcp", encoding="ascii") as file:  # noqa: PTH123
        rows = [line.split() for line in file.readlines()[1:]]
    known = {row[9] for row in rows if int(row[1].split(":")[1], 16) == port and row[3] == "01"}
    with suppress(OSError):
        for held in Path(f"/proc/{pid}/fd").iterdir():
            with suppress(OSError):
                found = re.fullmatch(r"socket:\[(\d+)\]", str(held.readlink()))
                if found and found[1] in known:
                    yield found[1]


def lane(service: Service) -> int:
    """The process that talks to clients: the one beside the front that holds a connection to the service."""
    [found] = [pid for pid in descendants(service.process.pid) if list(clients(pid, service.port))]
    return found


def test_a_short_answer_comes_from_a_lane(laned: Service, connection: Connection) -> None:
    assert connection.ask(SHORT) == (200, b'{"head":{},"boolean":true}')
    assert served_by_workers(laned) == 0


def test_answers_of_a_lane_and_of_a_worker_are_the_same(laned: Service, connection: Connection) -> None:
    by_lane = laned.ask(SHORT)
    by_worker = laned.send("GET", f"/sparql?query={quote(SHORT)}", If_None_Match='"none"')
    told = [{name: value for name, value in one.headers.items() if name != "date"} for one in (by_lane, by_worker)]
    assert told[0] == told[1]
    assert by_lane.body == by_worker.body
    rows = "SELECT ?o { GRAPH ?g { ?s <http://e/p> ?o } }"
    assert connection.ask(rows) == connection.ask(rows, 'If-None-Match: "none"\r\n')


def test_what_is_not_plain_or_not_short_is_answered_on_the_same_connection(connection: Connection) -> None:
    assert connection.ask(SHORT)[0] == 200
    status, body = connection.ask("SELECT * { GRAPH ?g { ?s ?p ?o } }")
    assert status == 200
    assert len(body) > 64 * 1024
    assert body.count(b"http://e/thing/") == MANY
    assert connection.ask("SELECT * {")[0] == 400
    assert connection.ask(SHORT)[0] == 200


@pytest.mark.parametrize("cut", [1, 40, -2])
def test_a_request_that_comes_in_pieces_is_answered(laned: Service, cut: int) -> None:
    head = f"GET /sparql?query={quote(SHORT)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with socket.create_connection((laned.host, laned.port), timeout=20) as own:
        own.sendall(head[:cut])
        time.sleep(0.1)
        own.sendall(head[cut:])
        assert own.recv(4096).startswith(b"HTTP/1.1 200 ")


def test_requests_sent_together_are_answered_in_their_order(laned: Service) -> None:
    other = "ASK { <http://e/s> <http://e/p> 2 }"
    connection = Connection(laned)
    for query in (SHORT, other, SHORT):
        connection.send(query)
    assert [b"true" in connection.read()[1] for _ in range(3)] == [True, False, True]
    connection.close()


def test_a_query_that_takes_too_long_for_a_lane_meets_its_deadline_in_a_worker(laned: Service) -> None:
    before = lane_of_a_request(laned)
    started = time.monotonic()
    reply = laned.ask(ENDLESS)
    assert reply.status == 503
    assert time.monotonic() - started < 3 + 1
    assert "3 s" in reply.told["detail"]
    assert lane_of_a_request(laned) != before
    again = lane_of_a_request(laned)
    assert laned.ask(ENDLESS).status == 503
    assert lane_of_a_request(laned) == again, "the second one of its shape should have gone to a worker at once"


def lane_of_a_request(service: Service) -> int:
    connection = Connection(service)
    assert connection.ask(SHORT)[0] == 200
    found = lane(service)
    connection.close()
    time.sleep(0.05)
    return found


def test_other_connections_of_a_lane_go_on_when_it_ends(laned: Service) -> None:
    connections = [Connection(laned) for _ in range(5)]
    assert [one.ask(SHORT)[0] for one in connections] == [200] * 5
    before = lane(laned)
    os.kill(before, signal.SIGKILL)
    assert [one.ask(SHORT) for one in connections] == [(200, b'{"head":{},"boolean":true}')] * 5
    assert lane(laned) != before
    for one in connections:
        one.close()


def test_a_connection_sees_a_change_as_soon_as_it_is_told(laned: Service, connection: Connection) -> None:
    for number in range(3):
        query = f"ASK {{ <http://e/new> <http://e/p> {number} }}"
        assert b"false" in connection.ask(query)[1]
        assert laned.update(f"INSERT DATA {{ <http://e/new> <http://e/p> {number} }}").status == 204
        assert b"true" in connection.ask(query)[1]


def test_requests_of_lanes_are_counted_with_the_others(laned: Service, connection: Connection) -> None:
    def counted() -> tuple[int, int]:
        text = laned.send("GET", "/metrics").text
        found = re.search(r'requests_total\{route="/sparql",method="GET",status="200"\} (\d+)', text)
        total = re.search(r"accord_request_seconds_count (\d+)", text)
        return int(found[1]) if found else 0, int(total[1]) if total else 0

    before = counted()
    for _ in range(10):
        connection.ask(SHORT)
    after = counted()
    assert after[0] - before[0] == 10
    assert after[1] - before[1] == 10 + 1


def test_a_client_that_asks_to_close_is_closed(laned: Service) -> None:
    got = laned.raw(
        f"GET /sparql?query={quote(SHORT)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    )
    assert b"connection: close\r\n" in got
    assert got.endswith(b'{"head":{},"boolean":true}')


def test_a_query_string_means_what_the_library_says() -> None:
    chance = random.Random(3)
    alphabet = string.ascii_letters + string.digits + "%+=&?/:;#.~\t \x7f-_é"
    for _ in range(3000):
        length = chance.randrange(40)
        text = "query=" * chance.randrange(2) + "".join(
            chance.choice(alphabet) if chance.random() < 0.7 else f"%{chance.randrange(256):02X}" for _ in range(length)
        )
        assert parse_query(text) == tuple(parse_qsl(text, keep_blank_values=True)), text


def test_no_two_processes_draw_the_same_random_values(service: Service) -> None:
    connections = [Connection(service) for _ in range(8)]
    drawn = [one.ask("SELECT (UUID() AS ?u) (RAND() AS ?r) {}", "Accept: text/csv\r\n") for one in connections]
    assert {status for status, _ in drawn} == {200}
    assert len({body for _, body in drawn}) == len(connections)
    for one in connections:
        one.close()
