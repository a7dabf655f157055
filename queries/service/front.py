"""The front: one ASGI application that finds a request's route, has a worker answer it, and passes the answer on."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

from accord.queries.service.bodies import ClientGone, read_body
from accord.queries.service.exchange import Answer, Problem, Request
from accord.queries.service.incoming import Exchange, entity_tag, packed, request_of
from accord.queries.service.keeping import Kept
from accord.queries.service.link import Broken, Head, Reply
from accord.queries.service.metrics import Metrics, health
from accord.queries.service.problems import problem_answer, problem_of
from accord.queries.service.reply_headers import reply_headers
from accord.queries.service.routes import allow

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from accord.queries.service.access import Access
    from accord.queries.service.common import Common
    from accord.queries.service.journal import Journal
    from accord.queries.service.pool import Job
    from accord.queries.service.publishing import Publisher
    from accord.queries.service.routes import Found

_OWN: Final = ("/health", "/metrics")
_UNPROTECTED: Final = ("/health",)


class Front:
    """The ASGI application."""

    def __init__(self, common: Common, publisher: Publisher, access: Access, journal: Journal) -> None:
        self._options = options = common.options
        self._table = common.table
        self._pool = publisher.pool
        self._publisher = publisher
        self._access = access
        self._journal = journal
        self._metrics = Metrics(common.board, common.table)
        self._kept = Kept(options.kept)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        exchange = Exchange(scope, receive, send)
        self._metrics.running += 1
        await self._guard(exchange, self._handle(exchange))

    def submit_plain(self, exchange: Exchange) -> Job | Reply | None:
        """Begin a GET without a body that a worker answers, or give its answer when it was given before.

        None for all others, and for what must be refused.
        """
        try:
            self._access.check_host(exchange.headers.get("host", ""))
            self._access.check_reading(exchange.headers.get("authorization", ""))
            found = self._table.find("GET", exchange.path)
            generation = self._pool.generation
            if found.route.static or not generation or exchange.path in _OWN:
                return None
            self._access.check_rate(exchange.client)
        except Problem:
            return None
        exchange.route = found.route.pattern
        request = request_of(exchange, found, b"")
        exchange.tag = entity_tag(generation.tag, request) if found.route.cacheable else ""
        exchange.generation = generation.number
        self._metrics.running += 1
        return self._kept.find(exchange.tag) or self._pool.submit(packed(found, request))

    async def go_on(self, exchange: Exchange, job: Job, receive: Any, send: Any) -> None:
        """Answer a plain request that isn't short by ASGI."""
        exchange.take(receive, send)
        await self._guard(exchange, self._wait_for(exchange, job))

    def finish(self, exchange: Exchange, reply: Reply) -> None:
        """A plain request was answered."""
        self._kept.keep(exchange.tag, reply)
        self._metrics.running -= 1
        self._note(exchange, "")

    def give_up(self, exchange: Exchange, job: Job) -> None:
        """The client of a plain request has gone."""
        self._pool.cancel(job)
        self._metrics.running -= 1
        self._note(exchange, "ClientGone")

    def crossing(self, exchange: Exchange) -> tuple[tuple[str, str], ...]:
        """The headers for scripts of other sites."""
        origin = exchange.headers.get("origin")
        return self._access.cross_origin(origin, exchange.method == "OPTIONS") if origin else ()

    async def _guard(self, exchange: Exchange, answering: Awaitable[None]) -> None:
        """Answer, and tell of whatever goes wrong in it."""
        problem = ""
        try:
            await answering
        except (Broken, ClientGone, TimeoutError) as error:
            problem = str(error) or type(error).__name__
        except Exception as error:
            found = problem_of(error)
            problem = found.detail if isinstance(error, Problem) else repr(error)
            if not exchange.status:
                await self._whole(exchange, problem_answer(found, exchange.headers.get("accept", "")))
        finally:
            self._metrics.running -= 1
            self._note(exchange, problem)

    def _note(self, exchange: Exchange, problem: str) -> None:
        seconds = time.monotonic() - exchange.started
        self._metrics.count(exchange.route, exchange.method, exchange.status, seconds, exchange.sent)
        if not self._options.log:
            return
        self._journal.note(
            "request",
            client=exchange.client,
            method=exchange.method,
            path=exchange.path,
            query=exchange.scope["query_string"].decode("latin-1"),
            status=exchange.status,
            ms=round(seconds * 1000, 1),
            sent=exchange.sent,
            **({"problem": problem} if problem else {}),
        )

    async def _handle(self, exchange: Exchange) -> None:
        self._access.check_host(exchange.headers.get("host", ""))
        self._access.check_rate(exchange.client)
        authorization = exchange.headers.get("authorization", "")
        if exchange.method == "OPTIONS":
            await self._options_of(exchange)
            return
        if exchange.path not in _UNPROTECTED:
            self._access.check_reading(authorization)
        if exchange.path in _OWN and exchange.method in ("GET", "HEAD"):
            exchange.route = exchange.path
            answer = health(self._pool) if exchange.path == "/health" else self._metrics.answer(self._pool)
            await self._whole(exchange, answer)
            return
        found = self._table.find(exchange.method, exchange.path)
        exchange.route = found.route.pattern
        request = await self._request(exchange, found)
        if found.route.writes and found.route.writes(request):
            self._access.check_writing(authorization)
            await self._pass_on(exchange, await self._publisher.write(packed(found, request)))
        elif found.route.static:
            await self._whole(exchange, found.route.function(None, request))  # type: ignore[arg-type]
        else:
            await self._ask(exchange, found, request)

    async def _request(self, exchange: Exchange, found: Found) -> Request:
        if found.route.writes and exchange.method in ("PUT", "DELETE"):
            # Before the body is read: who may not write needn't send it.
            self._access.check_writing(exchange.headers.get("authorization", ""))
        body = await read_body(exchange.receive, exchange.headers, self._options)
        return request_of(exchange, found, body)

    async def _options_of(self, exchange: Exchange) -> None:
        methods = {"GET"} if exchange.path in _OWN else self._table.methods(exchange.path)
        if not methods:
            raise Problem(404, f"there is nothing at {exchange.path}")
        told = allow(methods)
        headers = (("Allow", told), ("Access-Control-Allow-Methods", told))
        await self._whole(exchange, Answer(204, "text/plain; charset=utf-8", b"", headers))

    async def _ask(self, exchange: Exchange, found: Found, request: Request) -> None:
        """Have a worker answer."""
        generation = self._pool.generation
        if request.method == "GET" and found.route.cacheable and generation:
            exchange.tag = entity_tag(generation.tag, request)
            exchange.generation = generation.number
            if exchange.tag in exchange.headers.get("if-none-match", ""):
                await self._whole(exchange, Answer(304, ""))
                return
        job = self._pool.submit(packed(found, request))
        await self._wait_for(exchange, job)

    async def _wait_for(self, exchange: Exchange, job: Job) -> None:
        gone = asyncio.ensure_future(_until_gone(exchange.receive))
        waited: set[asyncio.Future[Any]] = {job.ready, gone}
        try:
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            if not job.ready.done():
                raise ClientGone
            await self._pass_on(exchange, job.ready.result())
        finally:
            gone.cancel()
            self._pool.cancel(job)

    async def _pass_on(self, exchange: Exchange, reply: Reply) -> None:
        head = cast("Head", reply.head)
        exchange.check_tag(reply)
        if reply.whole is not None:
            headers = self._headers(exchange, head, len(reply.whole))
            await exchange.start(head.status, headers)
            await self._send(exchange, b"" if exchange.method == "HEAD" else reply.whole, False)
            return
        if exchange.scope["http_version"] == "1.0":
            raise Problem(505, "an answer of this size needs HTTP/1.1: in 1.0 nobody could tell whether it is whole")
        await exchange.start(head.status, self._headers(exchange, head, None))
        while exchange.method != "HEAD" and (part := await reply.next_part()) is not None:
            await self._send(exchange, part, True)
        # When it breaks off before this, the last chunk is missing, and the client sees that it isn't whole.
        await self._send(exchange, b"", False)

    async def _send(self, exchange: Exchange, part: bytes, more: bool) -> None:
        """Send what the client must take within the time for slow ones."""
        async with asyncio.timeout(self._options.slow):
            await exchange.part(part, more)

    def _headers(self, exchange: Exchange, head: Head, length: int | None) -> list[tuple[bytes, bytes]]:
        return reply_headers(head, length, exchange.tag, self.crossing(exchange))

    async def _whole(self, exchange: Exchange, answer: Answer) -> None:
        body = cast("bytes", answer.body)
        head = Head(answer.status, answer.media_type, answer.headers, False)
        with suppress(TimeoutError):
            await exchange.start(answer.status, self._headers(exchange, head, len(body)))
            await self._send(exchange, b"" if exchange.method == "HEAD" else body, False)


async def _until_gone(receive: Any) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
