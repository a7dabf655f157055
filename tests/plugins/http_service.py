"""A real service in a process of its own, and a client that can also send what no client should."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = "a-token-for-tests-only"
CODE = "from accord.graph.cli import main; main()"


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def told(self) -> Any:
        """Its JSON."""
        return json.loads(self.body)

    @property
    def boolean(self) -> bool:
        """The answer of ASK."""
        return bool(self.told["boolean"])

    @property
    def values(self) -> list[dict[str, str]]:
        """The rows of SELECT."""
        return [{name: cell["value"] for name, cell in row.items()} for row in self.told["results"]["bindings"]]


@dataclass
class Service:
    """A running service. ``errors``: the file that it logs to."""

    process: subprocess.Popen[bytes]
    host: str
    port: int
    errors: Path
    token: str | None = TOKEN
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def send(
        self, method: str, path: str, body: bytes | str | None = None, token: str | None = None, **headers: str
    ) -> Reply:
        """One request over a connection of its own; header names with _ for -."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            told["Authorization"] = f"Bearer {token}"
        try:
            connection.request(method, path, body.encode() if isinstance(body, str) else body, told)
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def ask(self, query: str, **headers: str) -> Reply:
        """A query by GET."""
        return self.send("GET", f"/sparql?query={quote(query)}", **headers)

    def post(self, path: str, form: dict[str, str] | list[tuple[str, str]], token: str | None = None) -> Reply:
        """A form by POST."""
        kind = "application/x-www-form-urlencoded"
        return self.send("POST", path, urlencode(form), token, Content_Type=kind)

    def update(self, text: str, path: str = "/sparql") -> Reply:
        """An update, with the token."""
        return self.send("POST", path, text, self.token, Content_Type="application/sparql-update")

    def put(self, graph: str, turtle: str) -> Reply:
        """A graph put in place, with the token."""
        return self.send("PUT", f"/store?graph={quote(graph, safe='')}", turtle, self.token, Content_Type="text/turtle")

    def raw(self, sent: bytes, wait: float = 10.0) -> bytes:
        """Bytes as they are; what comes back until the other side closes, or for ``wait`` seconds."""
        with socket.create_connection((self.host, self.port), timeout=wait) as connection:
            connection.sendall(sent)
            parts = []
            try:
                while part := connection.recv(65536):
                    parts.append(part)
            except (TimeoutError, ConnectionResetError):
                pass
            return b"".join(parts)

    def workers(self) -> list[int]:
        """The processes of the service other than its front."""
        return descendants(self.process.pid)


def descendants(pid: int) -> list[int]:
    """All processes below one, nearest first."""
    try:
        children = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return children + [below for child in children for below in descendants(child)]


@contextmanager
def serving(
    store: Path, folder: Path, *options: str, token: str | None = TOKEN, patience: float = 90
) -> Iterator[Service]:
    """A service on ``store`` while the block runs. ``patience``: seconds until it must serve."""
    errors = folder / f"serve-{time.monotonic_ns()}.log"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
    if token:
        environment["ACCORD_TOKEN"] = token
    command = [sys.executable, "-c", CODE, "serve", "--store", str(store), "--port", "0", *options]
    with errors.open("wb") as log:
        process = subprocess.Popen(command, stderr=log, stdout=subprocess.DEVNULL, env=environment)
    try:
        address = urlsplit(_address(process, errors, patience))
        assert address.hostname is not None
        assert address.port is not None
        yield Service(process, address.hostname, address.port, errors, token)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(process: subprocess.Popen[bytes], errors: Path, patience: float) -> str:
    for _ in range(int(patience / 0.05)):
        told = errors.read_text(encoding="utf-8")
        if found := re.search(r"^serving .* at (http://\S+)$", told, re.MULTILINE):
            return found[1]
        assert process.poll() is None, told
        time.sleep(0.05)
    raise AssertionError(told)
