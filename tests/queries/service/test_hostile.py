"""Requests that try to make the service reach out, read files, or say what it shouldn't: nothing comes of any.

A server on loopback counts who connects; a file with a secret lies beside the store.
"""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from http_service import descendants, serving

from accord.queries.service.confinement import is_available

if TYPE_CHECKING:
    from collections.abc import Iterator

    from http_service import Reply, Service

SECRET = "the-secret-in-a-file"


@dataclass
class Listener:
    """Someone on loopback who would see a connection out. ``seen``: how many there were."""

    port: int
    seen: int = 0


@contextmanager
def listening() -> Iterator[Listener]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        found = Listener(server.getsockname()[1])

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    found.seen += 1
                    connection.sendall(
                        b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"
                    )
                    connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield found
        server.shutdown(socket.SHUT_RDWR)


@dataclass
class Target:
    """A service, and who watches it."""

    service: Service
    listener: Listener
    secret: Path


@pytest.fixture(scope="module", params=["of articles", "raw"])
def target(
    request: pytest.FixtureRequest, store_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Target]:
    import shutil

    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(store_path, folder / "store")
    secret = folder / "secret.ttl"
    secret.write_text(f"<http://e/s> <http://e/p> '{SECRET}' .")
    options = ("--raw",) if request.param == "raw" else ()
    with listening() as listener, serving(folder / "store", folder, "--timeout", "5", *options) as service:
        yield Target(service, listener, secret)


def addresses(port: int) -> list[str]:
    """The listener, by many names."""
    hosts = ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "0177.0.0.1", "127.1")
    return [f"http://{host}:{port}/x" for host in hosts]


def queries(port: int, secret: Path) -> list[str]:
    """Queries that would reach out or read a file."""
    found = [f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}" for address in addresses(port)]
    one = addresses(port)[0]
    found += [
        f"SELECT * {{ SERVICE SILENT <{one}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{one}> AS ?e) SERVICE ?e {{ ?s ?p ?o }} }}",
        f"SELECT * {{ VALUES ?e {{ <{one}> }} sErViCe ?e {{ ?s ?p ?o }} }}",
        f"PREFIX x: <http://127.0.0.1:{port}/> SELECT * {{ SERVICE x:y {{ ?s ?p ?o }} }}",
        f"SELECT * {{ #\n SERVICE#\n<{one}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ FILTER(?a<'>') SERVICE <{one}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE <{one}> {{ ?s ?p ?o }} }} }} }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE <{one}> {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ \\u0053ERVICE <{one}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{one}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{one}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{secret.as_uri()}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"SELECT * {{ GRAPH <{secret.as_uri()}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{secret}> {{ ?s ?p ?o }}",
        f"BASE <{secret.parent.as_uri()}/> SELECT * FROM <secret.ttl> {{ ?s ?p ?o }}",
        f"DESCRIBE <{secret.as_uri()}>",
    ]
    return found


def updates(port: int, secret: Path) -> list[str]:
    """Updates that would."""
    one = addresses(port)[0]
    found = [f"LOAD <{address}> INTO GRAPH <http://e/loaded>" for address in addresses(port)]
    return [
        *found,
        f"LOAD SILENT <{one}>",
        f"LOAD <{secret.as_uri()}> INTO GRAPH <http://e/loaded>",
        f"LOAD <{secret}>",
        f"CLEAR GRAPH <http://e/none> ; load <{secret.as_uri()}>",
        f"INSERT {{ GRAPH <http://e/l> {{ ?s ?p ?o }} }} WHERE {{ SERVICE <{one}> {{ ?s ?p ?o }} }}",
        f"INSERT {{ GRAPH <http://e/l> {{ ?s ?p ?o }} }} USING <{secret.as_uri()}> WHERE {{ ?s ?p ?o }}",
        f"COPY <{secret.as_uri()}> TO <http://e/l>",
    ]


def payloads(port: int, secret: Path) -> list[tuple[str, str]]:
    """Bodies that would."""
    one = addresses(port)[0]
    rdf = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
    return [
        ("application/rdf+xml", f"<!DOCTYPE r SYSTEM '{one}'><rdf:RDF {rdf}/>"),
        ("application/rdf+xml", f"<!DOCTYPE r [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><rdf:RDF {rdf}>&x;</rdf:RDF>"),
        ("application/ld+json", f'{{"@context": "{one}", "name": "x"}}'),
        ("application/ld+json", f'{{"@context": {{"@import": "{one}"}}, "@id": "http://e/x"}}'),
        ("application/ld+json", f'{{"@context": "{secret.as_uri()}", "name": "x"}}'),
        ("text/turtle", f"@import <{one}> ."),
        ("text/n3", f"<{one}> <http://www.w3.org/2000/10/swap/log#semantics> ?x ."),
        ("text/turtle", "(" * 100_000),
        ("application/ld+json", "[" * 100_000),
        ("application/rdf+xml", f"<rdf:RDF {rdf}>" + "<a xmlns='http://e/'>" * 20_000),
    ]


PATHS = (
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/static/../../../etc/passwd",
    "//etc/passwd",
    "/store/../../../etc/passwd",
    "/store?graph=file:///etc/passwd",
    "/store?graph=../../../etc/passwd",
    "/sparql/..;/health",
    "/%00",
    "/sparql%0d%0aX-Injected:%20yes",
    "/nowhere%0d%0aX-Injected:%20yes",
)


def assert_harmless(target: Target, reply: Reply) -> None:
    assert reply.status < 500 or reply.status == 503
    assert SECRET.encode() not in reply.body
    assert b"root:" not in reply.body
    assert "x-injected" not in reply.headers
    assert target.listener.seen == 0


def test_no_query_reaches_out_or_reads_a_file(target: Target) -> None:
    hostile = queries(target.listener.port, target.secret)
    assert len(hostile) > 20
    for query in hostile:
        reply = target.service.ask(query)
        assert_harmless(target, reply)
        if "service" in query.lower():
            assert reply.status == 400, query
            assert "service" in reply.told["detail"].lower() or "can't be read" in reply.told["detail"]
        graph = quote(target.secret.as_uri())
        assert_harmless(target, target.service.send("GET", f"/sparql?query={quote(query)}&default-graph-uri={graph}"))


def test_no_update_reaches_out_or_reads_a_file(target: Target) -> None:
    for update in updates(target.listener.port, target.secret):
        assert_harmless(target, target.service.update(update))
    found = target.service.ask(f"SELECT * {{ GRAPH ?g {{ ?s ?p '{SECRET}' }} }}")
    assert found.values == []


def test_no_body_reaches_out_or_reads_a_file(target: Target) -> None:
    for kind, body in payloads(target.listener.port, target.secret):
        path = "/store?graph=http://e/sent"
        reply = target.service.send("PUT", path, body, target.service.token, Content_Type=kind)
        assert_harmless(target, reply)
    assert_harmless(target, target.service.send("GET", "/store?graph=http://e/sent"))
    assert target.service.ask("ASK {}").boolean


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_the_service(target: Target, path: str) -> None:
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
    got = target.service.raw(head)
    assert got.split(b" ")[1][:1] == b"4"
    assert b"root:" not in got
    assert b"\r\nX-Injected" not in got


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 700_000 + b"\r\n\r\n",
    ],
)
def test_broken_http_is_refused_or_cut(target: Target, sent: bytes) -> None:
    with suppress(ConnectionError):
        got = target.service.raw(sent + b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", wait=3)
        assert got.count(b"HTTP/1.1 200") == 0 or got.startswith((b"HTTP/1.1 200", b"HTTP/1.1 404"))
        assert not got.startswith(b"HTTP/1.1 5")
    assert target.service.send("GET", "/health").status == 200


@pytest.mark.skipif(not is_available(), reason="system calls are denied on Linux only")
def test_the_processes_that_answer_are_confined_by_the_kernel(target: Target) -> None:
    states = []
    for pid in descendants(target.service.process.pid):
        told = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":" in line)
        states.append((told["Seccomp"].strip(), told["NoNewPrivs"].strip()))
    assert states.count(("2", "1")) >= 3
