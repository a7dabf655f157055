"""What was fetched, so that it need not be fetched again; and which entries of feeds were read."""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accord.graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

LARGEST: Final = 16 << 20
"""Bytes of the largest answer that is kept."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS page (url TEXT PRIMARY KEY, final TEXT, etag TEXT, modified TEXT, type TEXT, fetched REAL,
    body BLOB);
CREATE TABLE IF NOT EXISTS entry (feed TEXT, place TEXT, stamp TEXT, PRIMARY KEY (feed, place));
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was kept. ``fetched``: seconds since 1970."""

    final: str
    etag: str
    modified: str
    content_type: str
    fetched: float
    body: bytes

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask whether it has changed."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {header: value for header, value in told.items() if value}


class Cache:
    """A file of answers; a context manager. StoreError when it can't be used."""

    def __init__(self, file: Path, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self._file = file
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._database = sqlite3.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
            self._database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"{file}: the cache of what was fetched can't be opened ({error})") from error

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def get(self, url: str) -> Kept | None:
        """What was fetched from an address."""
        asked = "SELECT final, etag, modified, type, fetched, body FROM page WHERE url = ?"
        with closing(self._database.execute(asked, (url,))) as found:
            row = found.fetchone()
        if not row:
            return None
        final, etag, modified, content_type, fetched, body = row
        return Kept(final, etag, modified, content_type, fetched, zlib.decompress(body))

    def keep(self, url: str, kept: Kept) -> None:
        """Keep what was fetched, unless it is very large."""
        if len(kept.body) <= LARGEST:
            said = (kept.final, kept.etag, kept.modified, kept.content_type, kept.fetched)
            self._do(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?)", url, *said, zlib.compress(kept.body, 3)
            )

    def confirm(self, url: str) -> None:
        """What was kept is still what is there."""
        self._do("UPDATE page SET fetched = ? WHERE url = ?", self.now(), url)

    def was_read(self, feed: str, place: str, stamp: str) -> bool:
        """Whether this very entry of a feed was read."""
        asked = "SELECT 1 FROM entry WHERE feed = ? AND place = ? AND stamp = ?"
        with closing(self._database.execute(asked, (feed, place, stamp))) as found:
            return found.fetchone() is not None

    def read(self, feed: str, place: str, stamp: str) -> None:
        """The entry of a feed was read."""
        self._do("INSERT OR REPLACE INTO entry VALUES (?, ?, ?)", feed, place, stamp)

    def _do(self, statement: str, *values: object) -> None:
        try:
            self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise StoreError(f"{self._file}: can't be written ({error})") from error


def cache_file() -> Path:
    """Where what was fetched is kept: ACCORD_CACHE, else the user's cache folder."""
    from platformdirs import user_cache_path

    if value := os.environ.get("ACCORD_CACHE"):
        return Path(value).expanduser() / "web.sqlite"
    return user_cache_path("accord", appauthor=False) / "web.sqlite"
