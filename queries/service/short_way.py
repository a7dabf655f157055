"""The short way of a GET whose answer comes in one frame: from the parser to a worker and back, without a task.

A task, its events and messages cost more than most queries do. What turns out to be no short answer (parts, problems)
goes on the ordinary way from there.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from accord.queries.service.incoming import Exchange
from accord.queries.service.pool import Job
from accord.queries.service.reply_headers import head_bytes

if TYPE_CHECKING:
    from accord.queries.service.front import Front
    from accord.queries.service.link import Reply
    from accord.queries.service.patience import PatientProtocol

_BODIES: Final = frozenset((b"content-length", b"transfer-encoding", b"expect", b"upgrade", b"if-none-match"))


class ShortCycle:
    """One request on the short way; has what uvicorn looks at in its own cycles."""

    def __init__(self, protocol: PatientProtocol, front: Front, exchange: Exchange, job: Job | Reply) -> None:
        self.response_complete = False
        self.disconnected = False
        self.keep_alive = protocol.parser.should_keep_alive()
        self.body = b""
        self.more_body = False
        self.message_event = self
        self._protocol = protocol
        self._front = front
        self._exchange = exchange
        self._job = job

    @classmethod
    def begin(cls, protocol: PatientProtocol, front: Front) -> ShortCycle | None:
        """Submit the request; None when it isn't one for the short way."""
        parser = protocol.parser
        headers = protocol.headers
        if parser.get_method() != b"GET" or parser.get_http_version() != "1.1":
            return None
        if any(name in _BODIES for name, _ in headers):
            return None
        url = httptools.parse_url(protocol.url)
        path = (url.path or b"/").decode("ascii", "replace")
        scope: dict[str, Any] = {
            "method": "GET",
            "path": unquote(path) if "%" in path else path,
            "query_string": url.query or b"",
            "headers": headers,
            "client": protocol.client,
            "scheme": protocol.scheme,
            "http_version": "1.1",
        }
        exchange = Exchange(scope, None, None)
        job = front.submit_plain(exchange)
        return cls(protocol, front, exchange, job) if job else None

    def start(self) -> None:
        """Wait for the answer."""
        if isinstance(self._job, Job):
            self._job.ready.add_done_callback(self._answered)
        else:
            self._send(self._job)

    def set(self) -> None:
        """Called by uvicorn when something happened on the connection."""
        if self.disconnected and not self.response_complete:
            self.response_complete = True
            if isinstance(self._job, Job):
                self._front.give_up(self._exchange, self._job)

    def _answered(self, ready: asyncio.Future[Any]) -> None:
        if self.response_complete:
            if not ready.cancelled():
                ready.exception()  # nobody else will look at it
            return
        if ready.exception() is not None or ready.result().whole is None:
            self._go_on()
        else:
            self._send(ready.result())

    def _send(self, reply: Reply) -> None:
        """Send a whole answer."""
        protocol, exchange = self._protocol, self._exchange
        head, body = reply.head, reply.whole
        assert head is not None
        assert body is not None
        exchange.check_tag(reply)
        exchange.status, exchange.sent = head.status, len(body)
        crossing = self._front.crossing(exchange)
        dates = b"".join(b"%b: %b\r\n" % header for header in protocol.server_state.default_headers)
        close = b"" if self.keep_alive else b"connection: close\r\n"
        top = head_bytes(head, len(body), exchange.tag, crossing)
        protocol.transport.write(b"".join((STATUS_LINE[head.status], dates, close, top, b"\r\n", body)))
        self._front.finish(exchange, reply)
        self.response_complete = True
        if not self.keep_alive:
            protocol.transport.close()
        protocol.on_response_complete()

    def _go_on(self) -> None:
        """The ordinary way, with the job as it is."""
        protocol = self._protocol
        cycle = RequestResponseCycle(
            scope=protocol.scope,
            transport=protocol.transport,
            flow=protocol.flow,
            logger=protocol.logger,
            access_logger=protocol.access_logger,
            access_log=False,
            default_headers=protocol.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=self.keep_alive,
            on_response=protocol.on_response_complete,
        )
        cycle.scope["method"] = "GET"
        cycle.more_body = False
        self.response_complete = True
        protocol.cycle = cycle
        exchange, job = self._exchange, self._job
        assert isinstance(job, Job)

        async def go_on(scope: Any, receive: Any, send: Any) -> None:
            del scope
            await self._front.go_on(exchange, job, receive, send)

        protocol._start_asgi_task(cycle, go_on)
