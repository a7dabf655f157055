"""The front: one ASGI application that finds a request's route, has a worker answer it, and passes the answer on."""

from __future__ import annotations

import asyncio
import hashlib
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, cast

from accord.queries.service import frames
from accord.queries.service.bodies import ClientGone, read_body
from accord.queries.service.exchange import Answer, Problem, Request
from accord.queries.service.link import Broken, Head, Reply
from accord.queries.service.metrics import Metrics, health
from accord.queries.service.problems import problem_answer, problem_of
from accord.queries.service.reply_headers import reply_headers
from accord.queries.service.routes import allow

if TYPE_CHECKING:
    from accord.queries.service.access import Access
    from accord.queries.service.journal import Journal
    from accord.queries.service.options import Options
    from accord.queries.service.publishing import Publisher
    from accord.queries.service.routes import Found, RouteTable

_OWN: Final = ("/health", "/metrics")
_UNPROTECTED: Final = ("/health",)


class Exchange:
    """One request and what became of it. ``tag``: the ETag of its answer, empty when it has none."""

    def __init__(self, scope: Any, receive: Any, send: Any) -> None:
        self.receive = receive
        self.method: str = scope["method"]
        self.path: str = scope["path"].removesuffix("/") or "/"
        self.scope = scope
        self.headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        self.client: str = (scope["client"] or ("",))[0]
        self.route = ""
        self.tag = ""
        self.status = 0
        self.sent = 0
        self.started = time.monotonic()
        self._send = send

    async def start(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        """Send the head."""
        self.status = status
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def part(self, body: bytes, more: bool) -> None:
        """Send a part of the body."""
        self.sent += len(body)
        await self._send({"type": "http.response.body", "body": body, "more_body": more})


class Front:
    """The ASGI application."""

    def __init__(
        self, options: Options, table: RouteTable, publisher: Publisher, access: Access, journal: Journal
    ) -> None:
        self._options = options
        self._table = table
        self._pool = publisher.pool
        self._publisher = publisher
        self._access = access
        self._journal = journal
        self._metrics = Metrics()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        exchange = Exchange(scope, receive, send)
        self._metrics.running += 1
        problem = ""
        try:
            await self._handle(exchange)
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
            await self._pass_on(exchange, await self._publisher.write(_packed(found, request)))
        elif found.route.static:
            await self._whole(exchange, found.route.function(None, request))  # type: ignore[arg-type]
        else:
            await self._ask(exchange, found, request)

    async def _request(self, exchange: Exchange, found: Found) -> Request:
        if found.route.writes and exchange.method in ("PUT", "DELETE"):
            # Before the body is read: who may not write needn't send it.
            self._access.check_writing(exchange.headers.get("authorization", ""))
        body = await read_body(exchange.receive, exchange.headers, self._options)
        headers = {name: value for name, value in exchange.headers.items() if name not in ("authorization", "cookie")}
        return Request(
            "GET" if exchange.method == "HEAD" else exchange.method,
            exchange.path,
            exchange.scope["query_string"].decode("latin-1"),
            headers,
            body,
            found.parameters,
            f"{exchange.scope['scheme']}://{exchange.headers.get('host', '')}",
        )

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
            exchange.tag = _entity_tag(generation.tag, request)
            if exchange.tag in exchange.headers.get("if-none-match", ""):
                await self._whole(exchange, Answer(304, ""))
                return
        job = self._pool.submit(_packed(found, request))
        gone = asyncio.ensure_future(_until_gone(exchange.receive))
        waited: set[asyncio.Future[Any]] = {job.ready, gone}
        try:
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            if not job.ready.done():
                raise ClientGone
            if generation is not self._pool.generation:
                exchange.tag = ""  # it may be of either
            await self._pass_on(exchange, job.ready.result())
        finally:
            gone.cancel()
            self._pool.cancel(job)

    async def _pass_on(self, exchange: Exchange, reply: Reply) -> None:
        head = cast("Head", reply.head)
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
        preflight = exchange.method == "OPTIONS"
        crossing = self._access.cross_origin(exchange.headers.get("origin"), preflight)
        return reply_headers(head, length, exchange.tag, crossing)

    async def _whole(self, exchange: Exchange, answer: Answer) -> None:
        body = cast("bytes", answer.body)
        head = Head(answer.status, answer.media_type, answer.headers, False)
        with suppress(TimeoutError):
            await exchange.start(answer.status, self._headers(exchange, head, len(body)))
            await self._send(exchange, b"" if exchange.method == "HEAD" else body, False)


def _packed(found: Found, request: Request) -> bytes:
    told = (
        found.number,
        request.method,
        request.path,
        request.query_string,
        dict(request.headers),
        request.body,
        dict(request.parameters),
        request.origin,
    )
    return frames.pack_request(told)


def _entity_tag(generation: str, request: Request) -> str:
    """Equal for equal answers: it follows from the data and all of the request that an answer follows from."""
    told = (
        request.origin,
        request.path,
        request.query_string,
        request.headers.get("accept", ""),
        request.headers.get("accept-encoding", ""),
    )
    digest = hashlib.blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=9).hexdigest()
    return f'W/"{generation}-{digest}"'


async def _until_gone(receive: Any) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
