"""A request on its way through the front, and what of it goes to a worker."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING, Any

from accord.queries.service import frames
from accord.queries.service.exchange import Request

if TYPE_CHECKING:
    from accord.queries.service.link import Reply
    from accord.queries.service.routes import Found


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
        self.generation = 0
        self.status = 0
        self.sent = 0
        self.started = time.monotonic()
        self._send = send

    def check_tag(self, reply: Reply) -> None:
        """Forget the tag when the answer is of another generation than there was when the request came."""
        if reply.generation != self.generation:
            self.tag = ""

    def take(self, receive: Any, send: Any) -> None:
        """Go on by ASGI."""
        self.receive, self._send = receive, send

    async def start(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        """Send the head."""
        self.status = status
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def part(self, body: bytes, more: bool) -> None:
        """Send a part of the body."""
        self.sent += len(body)
        await self._send({"type": "http.response.body", "body": body, "more_body": more})


def request_of(exchange: Exchange, found: Found, body: bytes) -> Request:
    """What a route gets to know of a request: no token, no cookie."""
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


def packed(found: Found, request: Request) -> bytes:
    """A request as it goes to a worker."""
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


def entity_tag(generation: str, request: Request) -> str:
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
