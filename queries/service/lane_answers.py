"""What a lane answers: whole answers of routes, with their headers, kept and counted as the front would."""

from __future__ import annotations

import re
import sys
import time
from email.utils import formatdate
from typing import TYPE_CHECKING, Final

from accord.queries.service import board
from accord.queries.service.exchange import Problem, Request, parse_query
from accord.queries.service.incoming import entity_tag
from accord.queries.service.journal import Journal
from accord.queries.service.keeping import Kept
from accord.queries.service.link import Head, Reply
from accord.queries.service.metrics import bucket
from accord.queries.service.reply_headers import head_bytes
from accord.queries.service.worker import compressed

if TYPE_CHECKING:
    from accord.queries.service.common import Common
    from accord.queries.service.exchange import Answer, Dataset
    from accord.queries.service.plain_head import Block

_LARGEST: Final = 64 * 1024
"""Bytes of an answer that is short."""
_VALUES: Final = re.compile(r"<[^<>]*>|\"[^\"]*\"|'[^']*'|\d+")
_WORD: Final = (1 << 64) - 1


class NotShort(Exception):
    """A worker must answer this. ``shape``: of the request when none of its shape would be short, else 0."""

    def __init__(self, shape: int = 0) -> None:
        super().__init__(shape)
        self.shape = shape


class LaneAnswers:
    """Answers plain requests. ``long``: shapes of requests that have shown not to be short."""

    def __init__(self, dataset: Dataset, common: Common, slot: int) -> None:
        options = common.options
        self.long: set[int] = set()
        self._dataset = dataset
        self._table = common.table
        self._log = Journal.on(sys.stderr) if options.log else None
        self._kept = Kept(options.kept // options.workers) if options.kept else None
        self._words = common.board.slot(slot)
        self._first_route = common.board.first_route
        self._route = 0
        self._date = (0, b"")

    def find(self, path: str, query_string: str, block: Block) -> tuple[bytes, int]:
        """The whole answer as it is sent, and the bytes of its body. NotShort for all but short ones that succeed."""
        path = path.removesuffix("/") or "/"
        try:
            found = self._table.find("GET", path)
        except Problem:
            raise NotShort from None
        route = found.route
        if route.static or not callable(route.function):
            raise NotShort
        self._route = found.number
        request = Request("GET", path, query_string, block.headers, b"", found.parameters, block.origin)
        if self.long and shape_of(path, query_string) in self.long:
            raise NotShort
        tag = entity_tag(self._dataset.tag, request) if route.cacheable else ""
        kept = self._kept.find(tag) if self._kept else None
        if kept is not None and kept.head is not None and kept.whole is not None:
            return self._written(kept.head, kept.whole, tag, block)
        room = _Room()
        try:
            answer = route.function(self._dataset, request)  # type: ignore[arg-type]
            body = room.fill(answer)
        except Exception:  # whatever is wrong with it, a worker tells it
            raise NotShort(shape_of(path, query_string) if room.is_full else 0) from None
        if answer.status != 200:
            raise NotShort
        body, gzipped = compressed(body, answer.media_type) if block.gzip else (body, False)
        head = Head(answer.status, answer.media_type, answer.headers, gzipped)
        if self._kept:
            self._keep(tag, head, body)
        return self._written(head, body, tag, block)

    def count(self, path: str, query: str, client: str, nanoseconds: int, sent: int) -> None:
        """Count the last request that was answered, and log it."""
        words = self._words
        words[self._first_route + self._route] += 1
        words[board.BUCKETS + bucket(nanoseconds / 1e9)] += 1
        words[board.NANOSECONDS] += nanoseconds
        words[board.BYTES] += sent
        if self._log:
            told = {"method": "GET", "path": path, "query": query, "status": 200}
            self._log.note("request", client=client, **told, ms=round(nanoseconds / 1e6, 1), sent=sent)

    def _keep(self, tag: str, head: Head, body: bytes) -> None:
        reply = Reply()
        reply.head, reply.whole, reply.generation = head, body, self._dataset.generation
        assert self._kept is not None
        self._kept.keep(tag, reply)

    def _written(self, head: Head, body: bytes, tag: str, block: Block) -> tuple[bytes, int]:
        top = head_bytes(head, len(body), tag, block.crossing)
        close = b"" if block.keep_alive else b"connection: close\r\n"
        return b"".join((b"HTTP/1.1 200 OK\r\n", self._now(), close, top, b"\r\n", body)), len(body)

    def _now(self) -> bytes:
        """The Date header, made once a second."""
        now = int(time.time())
        if self._date[0] != now:
            self._date = (now, f"date: {formatdate(now, usegmt=True)}\r\n".encode())
        return self._date[1]


def shape_of(path: str, query_string: str) -> int:
    """A number that requests have in common which differ in IRIs, strings and numbers only; not 0.

    The same in all processes of a service, since they are forked from one.
    """
    return hash((path, *(_VALUES.sub("", value) for _, value in parse_query(query_string)))) & _WORD or 1


class _Room:
    """Takes the body of a short answer."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._left = _LARGEST

    @property
    def is_full(self) -> bool:
        """Whether the body was too long."""
        return self._left < 0

    def fill(self, answer: Answer) -> bytes:
        """The whole body; an error of some kind when it is too long."""
        body = answer.body
        if isinstance(body, bytes):
            return body
        if callable(body):
            body(self._take)
        else:
            for part in body:
                self._take(part)
        return b"".join(self._parts)

    def _take(self, part: bytes) -> int:
        self._left -= len(part)
        if self._left < 0:
            raise NotShort
        self._parts.append(bytes(part))
        return len(part)
