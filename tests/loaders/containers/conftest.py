"""Containers of articles, as tests need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.loaders.containers.expansion import Expansion
from accord.loaders.sources import Source, find_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCE = "Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both countries said. "
STORY = SENTENCE * 8


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., list[Source]]:
    """The articles in a file with these bytes, whose name tells nothing."""

    def open_it(raw: bytes, remarks: list[str] | None = None, **options: object) -> list[Source]:
        file = tmp_path / "given.bin"
        file.write_bytes(raw)
        tell = remarks.append if remarks is not None else lambda _: None
        return list(Expansion(tell=tell, **options).articles(find_sources([str(file)])))  # type: ignore[arg-type]

    return open_it


@pytest.fixture
def record() -> Callable[..., bytes]:
    """Makes a record of a web archive."""

    def make(
        url: str, text: str = STORY, *, length: int | None = None, extra: str = "", kind: str = "text/html"
    ) -> bytes:
        body = f"<html><body><p>{text}</p></body></html>".encode()
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http) if length is None else length}\r\n{extra}\r\n"
        )
        return head.encode() + http + b"\r\n\r\n"

    return make
