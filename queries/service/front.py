"""The front: one ASGI application that finds a request's route, has a worker answer it, and passes the answer on."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast
from urllib.parse import unquote

from accord.queries.service import frames
from accord.queries.service.exchange import Answer, Problem, Request
from accord.queries.service.link import Broken, Head, Reply
from accord.queries.service.problems import problem_answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from accord.queries.service.options import Options
    from accord.queries.service.pool import Pool
    from accord.queries.service.routes import Found, RouteTable

    Receive: TypeAlias = Callable[[], Awaitable[dict[str, Any]]]
    Send: TypeAlias = Callable[[dict[str, Any]], Awaitable[None]]

_SECURITY: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"cross-origin"),
)
_CLOSED: Final = "default-src 'none'; frame-ancestors 'none'"


class Front:
    """The ASGI application."""

    def __init__(self, options: Options, table: RouteTable, pool: Pool) -> None:
        self._options = options
        self._table = table
        self._pool = pool

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            found = self._table.find(scope["method"], scope["path"])
            body = await self._body(receive)
            origin = f"{scope['scheme']}://{headers.get('host', '')}"
            request = Request(
                scope["method"],
                scope["path"],
                scope["query_string"].decode("latin-1"),
                headers,
                body,
                {name: unquote(value) for name, value in found.parameters.items()},
                origin,
            )
            await self._answer(found, request, receive, send)
        except Problem as problem:
            await self._send_whole(problem_answer(problem, headers.get("accept", "")), scope["method"], send)

    async def _answer(self, found: Found, request: Request, receive: Receive, send: Send) -> None:
        if found.route.static:
            await self._send_whole(found.route.function(None, request), request.method, send)  # type: ignore[arg-type]
            return
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
        job = self._pool.submit(frames.pack_request(told))
        gone = asyncio.ensure_future(_gone(receive))
        waited: set[asyncio.Future[Any]] = {job.ready, gone}
        try:
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            if job.ready.done():
                await self._pass_on(job.ready.result(), request.method, send)
        finally:
            gone.cancel()
            self._pool.cancel(job)

    async def _pass_on(self, reply: Reply, method: str, send: Send) -> None:
        head = cast("Head", reply.head)
        if reply.whole is not None:
            await _send(send, head, self._headers(head, len(reply.whole)), b"" if method == "HEAD" else reply.whole)
            return
        await send({"type": "http.response.start", "status": head.status, "headers": self._headers(head, None)})
        if method != "HEAD":
            try:
                while (part := await reply.next_part()) is not None:
                    await send({"type": "http.response.body", "body": part, "more_body": True})
            except Broken:
                return  # without the last chunk, so that the client sees that it isn't whole
        await send({"type": "http.response.body", "body": b""})

    def _headers(self, head: Head, length: int | None) -> list[tuple[bytes, bytes]]:
        found = [(b"content-type", head.media_type.encode("latin-1")), *_SECURITY]
        found += [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in head.headers]
        if head.compressed:
            found.append((b"content-encoding", b"gzip"))
        if length is not None:
            found.append((b"content-length", str(length).encode()))
        if all(name != b"content-security-policy" for name, _ in found):
            found.append((b"content-security-policy", _CLOSED.encode()))
        return found

    async def _send_whole(self, answer: Answer, method: str, send: Send) -> None:
        body = cast("bytes", answer.body)
        head = Head(answer.status, answer.media_type, answer.headers, False)
        await _send(send, head, self._headers(head, len(body)), b"" if method == "HEAD" else body)

    async def _body(self, receive: Receive) -> bytes:
        parts, size = [], 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Problem(400, "the request broke off")
            parts.append(message.get("body", b""))
            size += len(parts[-1])
            if size > self._options.max_body:
                raise Problem(413, f"at most {self._options.max_body} bytes may be sent")
            if not message.get("more_body", False):
                return b"".join(parts)


async def _gone(receive: Receive) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send(send: Send, head: Head, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": head.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
