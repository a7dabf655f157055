"""A site on loopback that misbehaves as told, and a client that may reach it and nothing else there."""

from __future__ import annotations

import socket
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from accord.loaders.web.addresses import Guard
from accord.loaders.web.answers import Bounds
from accord.loaders.web.cache import Cache
from accord.loaders.web.client import Client, Manners
from accord.loaders.web.fetching import Fetching

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STORY = "Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both countries said. " * 8
ROBOTS = "User-agent: *\nDisallow: /private\n"


@dataclass
class Site:
    """What is where. ``pages``: status, headers and body of a path; ``before``: statuses that are answered first."""

    address: str = ""
    pages: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    before: dict[str, list[tuple[int, dict[str, str]]]] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    cut: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)

    def page(self, path: str, text: str = STORY, **headers: str) -> str:
        """Put a page at a path; its address."""
        body = f"<html><head><title>{path}</title></head><body><p>{text}</p></body></html>".encode()
        self.pages[path] = (200, {"Content-Type": "text/html", **headers}, body)
        return self.address + path

    def counts(self) -> Counter[str]:
        """How often each path was asked for."""
        return Counter(path for path, _ in self.asked)


def handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.times.append(time.monotonic())
            if site.before.get(self.path):
                status, headers = site.before[self.path].pop(0)
                self._send(status, headers, b"")
                return
            status, headers, body = site.pages.get(self.path, (404, {}, b"gone"))
            tag = headers.get("ETag")
            if status == 200 and tag and self.headers.get("If-None-Match") == tag:
                self._send(304, {"ETag": tag}, b"")
                return
            self._send(status, headers, body)

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            site.asked.append((self.path, status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.path in site.slow:
                for at in range(0, len(body)):
                    self.wfile.write(body[at : at + 1])
                    time.sleep(0.05)
            elif self.path in site.cut:
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
            else:
                self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            pass

        def handle(self) -> None:
            with suppress(OSError):
                super().handle()

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(made))
    made.address = f"http://127.0.0.1:{server.server_port}"
    made.pages["/robots.txt"] = (200, {"Content-Type": "text/plain"}, ROBOTS.encode())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def fetching(site: Site, tmp_path: Path) -> Callable[..., object]:
    """Opens a fetching that may reach the site, with a clock of its own."""

    @contextmanager
    def open_it(*, now: float = 0.0, pace: float = 0.0, guard: Guard | None = None, bounds: Bounds | None = None):
        allowed = guard or Guard(frozenset({site.address.removeprefix("http://")}))
        slept: list[float] = []
        manners = Manners(pace, bounds or Bounds(), sleep=slept.append)
        with Cache(tmp_path / "cache" / "web.sqlite", lambda: now) as cache, Client(allowed, manners) as client:
            made = Fetching(client, cache)
            yield made, slept

    return open_it


@pytest.fixture
def listening() -> Iterator[tuple[int, Callable[[], int]]]:
    """A port of loopback, IPv4 and where there is one IPv6, and how many have connected to it."""
    first = socket.create_server(("127.0.0.1", 0))
    port = first.getsockname()[1]
    sockets = [first]
    if socket.has_ipv6:
        with suppress(OSError):
            sockets.append(socket.create_server(("::1", port), family=socket.AF_INET6))
    count, going = [], threading.Event()

    def accept(server: socket.socket) -> None:
        server.settimeout(0.1)
        while not going.is_set():
            try:
                connection, _ = server.accept()
            except OSError:
                continue
            count.append(connection)
            connection.close()

    threads = [threading.Thread(target=accept, args=(each,)) for each in sockets]
    for thread in threads:
        thread.start()
    yield port, lambda: len(count)
    going.set()
    for thread in threads:
        thread.join()
    for each in sockets:
        each.close()
