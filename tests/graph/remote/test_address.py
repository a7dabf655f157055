from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import InputError, StoreError
from accord.graph.remote.address import Credentials, StoreAddress, credentials, store_place_of
from accord.graph.remote.protocol import Protocol
from accord.graph.settings import local_store, store_place
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_an_address_is_told_from_a_folder(tmp_path: Path) -> None:
    assert store_place_of("HTTPS://example.org/data/") == StoreAddress("HTTPS://example.org/data")
    assert store_place_of("https") == Path("https")
    assert store_place("http://localhost:3030/ds", config=tmp_path) == StoreAddress("http://localhost:3030/ds")
    assert store_place(environment={"ACCORD_STORE": "https://a.example/ds"}) == StoreAddress("https://a.example/ds")


def test_the_users_file_may_name_an_address(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('store = "https://example.org/ds"\n')
    assert store_place(environment={}, config=tmp_path / "config.toml") == StoreAddress("https://example.org/ds")


@pytest.mark.parametrize(
    "text", ["https://", "https:///data", "http://host:port/ds", "https://a/b c", "https://a/b#c", "http://a/{x}"]
)
def test_what_can_be_no_address_is_refused_by_name(text: str) -> None:
    with pytest.raises(InputError, match="not an address of a store"):
        store_place_of(text)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(InputError, match="no names or passwords") as refused:
        store_place_of("https://me:hush-hush@example.org/ds")
    assert "hush-hush" not in str(refused.value)


def test_what_needs_a_folder_says_so() -> None:
    with pytest.raises(InputError, match="accord serve needs a store's folder"):
        local_store(StoreAddress("https://example.org/ds"), "accord serve")


def test_credentials_come_from_the_environment_and_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    told = {"ACCORD_STORE_USER": "me", "ACCORD_STORE_PASSWORD_FILE": str(tmp_path / "secret")}
    assert credentials(told) == Credentials(user="me", password="from the file")
    assert credentials({"ACCORD_TOKEN": "abc"}) == Credentials(token="abc")
    with pytest.raises(InputError, match="ACCORD_STORE_PASSWORD_FILE"):
        credentials({"ACCORD_STORE_PASSWORD_FILE": str(tmp_path / "none")})


def test_credentials_are_not_printed() -> None:
    assert "abc" not in repr(Credentials(token="abc"))


def test_a_secret_isnt_sent_in_the_clear_to_another_machine() -> None:
    with pytest.raises(StoreError, match="use https"):
        Protocol(StoreAddress("http://example.org/ds"), Credentials(token="abc"))
    Protocol(StoreAddress("http://127.0.0.1:1/ds"), Credentials(token="abc")).close()
    Protocol(StoreAddress("https://example.org/ds"), Credentials(token="abc")).close()


def test_a_server_that_isnt_there_is_named() -> None:
    with pytest.raises(StoreError, match=r"http://127\.0\.0\.1:1/ds: can't be reached"):
        Store.open(StoreAddress("http://127.0.0.1:1/ds"))


class _Pages(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        told = b"<html><body>Welcome</body></html>"
        self.send_response(200 if self.path == "/pages" else 404)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def pages() -> Iterator[str]:
    """A site that knows nothing of SPARQL."""
    with HTTPServer(("127.0.0.1", 0), _Pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/pages", "/none"])
def test_a_site_that_isnt_a_sparql_service_is_refused(pages: str, path: str) -> None:
    with pytest.raises(StoreError, match="takes no queries by SPARQL"):
        Store.open(StoreAddress(pages + path))
