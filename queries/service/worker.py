"""A worker: takes one request after the other from its socket and runs the route's function on its generation."""

from __future__ import annotations

import select
import sys
import time
import traceback
import zlib
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import AccordError
from accord.queries.service import frames
from accord.queries.service.exchange import Answer, Problem, Request
from accord.queries.service.problems import problem_answer, problem_of

if TYPE_CHECKING:
    import socket

    from accord.queries.service.editing import Edit
    from accord.queries.service.exchange import Dataset
    from accord.queries.service.image import Image
    from accord.queries.service.routes import RouteTable

_PART: Final = 64 * 1024
"""Bytes of a body that go out together."""
_PATIENCE: Final = 0.03
"""Seconds after which what there is of a body goes out, however little."""
_IDLE: Final = 1.0
"""Seconds without a request."""
_WORTH_COMPRESSING: Final = 1024
_COMPRESSIBLE: Final = ("text/", "application/", "image/svg")


def serve(connection: socket.socket, dataset: Dataset, table: RouteTable, image: Image | None) -> None:
    """Answer requests until the front closes the socket. ``image``: the data's memory, given back as they are read."""
    while (told := _next_request(connection, image)) is not None:
        number, *rest = told
        request = Request(*rest)
        outflow = Outflow(connection, "gzip" in request.headers.get("accept-encoding", ""), image)
        try:
            outflow.send(_answer(table, number, dataset, request))
        except BrokenPipeError:
            return
        except Exception as error:  # whatever a route raises, the worker answers and goes on
            _report(error)
            outflow.fail(problem_of(error), request.headers.get("accept", ""))


def _next_request(connection: socket.socket, image: Image | None) -> Any:
    """The next request; when none comes for a while, what reading has copied is given back."""
    if image:
        image.begin()
        if not select.select([connection], [], [], _IDLE)[0]:
            image.give_back()
    return frames.read_request(connection)


def write(connection: socket.socket, dataset: Dataset, table: RouteTable, edit: Edit) -> None:
    """Make one change and tell what came of it."""
    told = frames.read_request(connection)
    if told is None:
        return
    number, *rest = told
    request = Request(*rest)
    outflow = Outflow(connection, False)
    change = table.routes[number].edit
    assert change is not None
    try:
        outflow.send(change(dataset, request, edit))
    except Exception as error:
        _report(error)
        outflow.fail(problem_of(error), request.headers.get("accept", ""))


def compressed(body: bytes, media_type: str) -> tuple[bytes, bool]:
    """A whole body by gzip where that is worth it, and whether it is so."""
    if len(body) > _WORTH_COMPRESSING and media_type.startswith(_COMPRESSIBLE):
        return zlib.compress(body, 6, 31), True
    return body, False


def _answer(table: RouteTable, number: int, dataset: Dataset, request: Request) -> Answer:
    function = table.routes[number].function
    return function(dataset, request)  # type: ignore[arg-type]


def _report(error: Exception) -> None:
    if not isinstance(error, Problem | AccordError | MemoryError):
        traceback.print_exception(error, file=sys.stderr)


class Outflow:
    """The way of one answer to the front: in one frame when it is short, else in parts as they come."""

    def __init__(self, connection: socket.socket, gzip: bool, image: Image | None = None) -> None:
        self._connection = connection
        self._image = image
        self._gzip = gzip
        self._squeezer: zlib._Compress | None = None
        self._head: tuple[object, ...] = ()
        self._waiting: list[bytes] = []
        self._size = 0
        self._begun = False
        self._started = time.monotonic()

    def send(self, answer: Answer) -> None:
        """Send the whole answer; blocks while the front doesn't read. BrokenPipeError when it has gone."""
        self._head = (answer.status, answer.media_type, answer.headers)
        body = answer.body
        compressible = self._gzip and answer.media_type.startswith(_COMPRESSIBLE)
        if isinstance(body, bytes):
            self._whole(*(compressed(body, answer.media_type) if compressible else (body, False)))
            return
        self._gzip = compressible
        if callable(body):
            body(self.write)
        else:
            for part in body:
                self.write(part)
        self._finish()

    def write(self, part: bytes) -> int:
        """Take more of the body."""
        self._waiting.append(bytes(part))
        self._size += len(part)
        if self._size >= _PART or time.monotonic() - self._started > _PATIENCE:
            self._flush()
        return len(part)

    def fail(self, problem: Problem, accept: str) -> None:
        """Tell of a problem: as the answer while none has begun, else by breaking it off."""
        if self._begun:
            frames.send_frame(self._connection, frames.BROKEN, problem.detail.encode("utf-8", "replace"))
            return
        answer = problem_answer(problem, accept)
        assert isinstance(answer.body, bytes)
        self._head = (answer.status, answer.media_type, answer.headers)
        self._whole(answer.body, False)

    def _whole(self, body: bytes, gzipped: bool) -> None:
        content = frames.pack_whole((*self._head, gzipped), body)
        frames.send_frame(self._connection, frames.WHOLE, content)

    def _flush(self) -> None:
        if not self._begun:
            self._begun = True
            frames.send_frame(self._connection, frames.HEAD, frames.pack_head((*self._head, self._gzip)))
            self._squeezer = zlib.compressobj(1, zlib.DEFLATED, 31) if self._gzip else None
        part = b"".join(self._waiting)
        self._waiting, self._size, self._started = [], 0, time.monotonic()
        if self._squeezer:
            part = self._squeezer.compress(part)
        if part:
            frames.send_frame(self._connection, frames.PART, part)
        if self._image:
            self._image.tidy()

    def _finish(self) -> None:
        if not self._begun:
            body = b"".join(self._waiting)
            self._whole(*(compressed(body, str(self._head[1])) if self._gzip else (body, False)))
            return
        self._flush()
        if self._squeezer:
            frames.send_frame(self._connection, frames.PART, self._squeezer.flush())
        frames.send_frame(self._connection, frames.END, b"")
