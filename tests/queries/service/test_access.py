"""What a service lets nobody do: write without the token, be called by another name, ask too often or too much."""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import time
from typing import TYPE_CHECKING

import pytest
from http_service import TOKEN, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from http_service import Service

UPDATE = "application/sparql-update"
DOCTYPE = (
    "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>"
    "<rdf:Description rdf:about='http://e/s'><e:p>&b;</e:p></rdf:Description></rdf:RDF>"
)


@pytest.fixture(scope="module")
def narrow(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that reads need a token for, that may be asked little, and that waits for nobody."""
    folder = tmp_path_factory.mktemp("narrow")
    (folder / "reading").write_text("another-token-for-reading\n")
    options = ("--read-token-file", str(folder / "reading"), "--rate", "40", "--patience", "0.5")
    with serving(store_path, folder, *options) as service:
        yield service


def test_a_service_listens_on_loopback_only(service: Service) -> None:
    with socket.socket() as outside:
        outside.settimeout(2)
        name = socket.gethostbyname(socket.gethostname())
        address = name if not name.startswith("127.") else "127.0.0.2"
        with pytest.raises(OSError, match=r"refused|timed out|unreachable"):
            outside.connect((address, service.port))


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN + "x", TOKEN[:-1], "é" * 20])
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/sparql"), ("PUT", "/store?graph=http://e/g"), ("DELETE", "/store/x")]
)
def test_writing_needs_the_token(service: Service, method: str, path: str, token: str | None) -> None:
    headers = {} if token is None else {"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    reply = service.send(
        method, path, "INSERT DATA { GRAPH <http://e/g> { <s:> <p:> 1 } }", Content_Type=UPDATE, **headers
    )
    assert reply.status == 401
    assert reply.headers["www-authenticate"].startswith("Bearer")


def test_a_service_without_a_token_cannot_be_written(store_path: Path, tmp_path: Path) -> None:
    with serving(store_path, tmp_path, token=None) as service:
        reply = service.send("PUT", "/store?graph=http://e/g", "", "anything-at-all-here", Content_Type="text/turtle")
        assert reply.status == 403
        assert "ACCORD_TOKEN" in reply.told["detail"]


def test_reading_needs_a_token_where_it_was_given_one(narrow: Service) -> None:
    assert narrow.ask("ASK {}").status == 401
    assert narrow.send("GET", "/metrics").status == 401
    assert narrow.send("GET", "/health").status == 200
    assert narrow.send("GET", "/sparql?query=ASK%7B%7D", token="another-token-for-reading").boolean
    assert narrow.send("GET", "/sparql?query=ASK%7B%7D", token=TOKEN).boolean


def test_no_token_and_no_body_gets_into_the_log(service: Service) -> None:
    service.put("http://example.org/logged", "<http://e/s> <http://e/p> 'a secret of the body' .")
    log = service.errors.read_text()
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert any(line["path"] == "/store" and line["status"] in (201, 204) for line in lines)
    assert TOKEN not in log
    assert "secret" not in log


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::2]:80"])
def test_a_service_on_loopback_answers_to_its_own_names_only(service: Service, host: str) -> None:
    got = service.raw(f"GET /health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert got.startswith(b"HTTP/1.1 421 ")
    got = service.raw(b"GET /health HTTP/1.1\r\nHost: localhost:80\r\nConnection: close\r\n\r\n")
    assert got.startswith(b"HTTP/1.1 200 ")


def test_a_client_that_asks_too_often_is_told_when_to_come_back(narrow: Service) -> None:
    token = "another-token-for-reading"
    replies = [narrow.send("GET", "/sparql?query=ASK%7B%7D", token=token) for _ in range(150)]
    statuses = [reply.status for reply in replies]
    refused = next(reply for reply in replies if reply.status == 429)
    assert statuses[0] == 200
    assert int(refused.headers["retry-after"]) >= 1
    time.sleep(1.1)
    assert narrow.send("GET", "/health").status == 200


def test_other_sites_may_read_only_where_they_were_allowed(service: Service, raw_service: Service) -> None:
    allowed = service.ask("ASK {}", Origin="https://other.example")
    assert allowed.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in raw_service.ask("ASK {}", Origin="https://other.example").headers
    asked = service.send("OPTIONS", "/sparql", Origin="https://o.example", Access_Control_Request_Method="POST")
    assert asked.status == 204
    assert "POST" in asked.headers["access-control-allow-methods"]
    assert "Content-Type" in asked.headers["access-control-allow-headers"]


def test_every_answer_forbids_scripts_and_guessing(service: Service) -> None:
    for reply in (service.ask("ASK {}"), service.send("GET", "/nowhere"), service.send("GET", "/health")):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert reply.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_declares_entities_is_refused(service: Service, encoding: str) -> None:
    path = "/store?graph=http://e/g"
    sent = DOCTYPE.encode(encoding)
    reply = service.send("PUT", path, sent, service.token, Content_Type="application/rdf+xml")
    assert reply.status == 400
    assert "DOCTYPE" in reply.told["detail"]


def test_a_body_that_unpacks_to_too_much_is_refused(service: Service) -> None:
    bomb = gzip.compress(b"\0" * (70 << 20))
    told = {"Content_Type": "text/turtle", "Content_Encoding": "gzip"}
    assert len(bomb) < 100_000
    assert service.send("PUT", "/store?graph=http://e/g", bomb, service.token, **told).status == 413


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(service: Service) -> None:
    connection = http.client.HTTPConnection(service.host, service.port, timeout=20)
    connection.putrequest("PUT", "/store?graph=http://e/g")
    connection.putheader("Authorization", f"Bearer {TOKEN}")
    connection.putheader("Content-Type", "text/turtle")
    connection.putheader("Content-Length", str(10**12))
    connection.endheaders()
    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET /sparql?query=ASK",
        b"GET /sparql HTTP/1.1\r\nHost: loc",
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer another-token-for-reading\r\n"
        b"Content-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\nASK",
    ],
)
def test_a_client_that_stops_in_the_middle_is_cut_off(narrow: Service, sent: bytes) -> None:
    time.sleep(0.5)  # the rate of this service is low
    started = time.monotonic()
    got = narrow.raw(sent, wait=15)
    assert time.monotonic() - started < 14
    assert got == b"" or b" 408 " in got.split(b"\r\n")[0]


def test_a_query_that_is_too_long_or_too_deep_is_refused(service: Service) -> None:
    kind = "application/sparql-query"
    long = f"ASK {{ VALUES ?x {{ {'1 ' * 200_000} }} }}"
    assert service.send("POST", "/sparql", long, Content_Type=kind).status == 413
    deep = f"ASK {'{' * 5000}{'}' * 5000}"
    reply = service.send("POST", "/sparql", deep, Content_Type=kind)
    assert reply.status == 400
    assert "brackets" in reply.told["detail"]
    negations = f"ASK {{ FILTER({'!' * 100_000}true) }}"
    assert service.send("POST", "/sparql", negations, Content_Type=kind).status in (400, 503)
    assert service.ask("ASK {}").boolean
