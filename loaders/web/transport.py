"""How httpx connects here: to an address that was checked, and to no other, without proxies."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from accord.graph.errors import UnreadableSource
from accord.loaders.containers.kinds import HEAD

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

    from accord.loaders.web.addresses import Guard
    from accord.loaders.web.answers import Bounds


class _CheckedBackend(httpcore.NetworkBackend):
    """Resolves a name once, and connects to one of the addresses that were checked."""

    def __init__(self, guard: Guard, bounds: Bounds) -> None:
        self._guard = guard
        self._bounds = bounds
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of ``host`` that answers."""
        failed: Exception | None = None
        for address in self._guard.reachable(host, port):
            try:
                connected = self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
                return _TimedStream(connected, self._bounds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"{host} has no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never."""
        del timeout, socket_options
        raise UnreadableSource(f"{path}: only http and https are read from the web")

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A connection whose answers must come in time, and not only some byte of them now and then."""

    def __init__(self, inner: httpcore.NetworkStream, bounds: Bounds) -> None:
        self._inner = inner
        self._bounds = bounds
        self._asked = time.monotonic()
        self._got = 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes; httpcore.ReadTimeout once the whole answer takes too long."""
        limit = self._bounds.seconds if self._got < HEAD else self._bounds.large_seconds
        if time.monotonic() - self._asked > limit:
            raise httpcore.ReadTimeout(f"the answer took more than {limit:g} s")
        found = self._inner.read(max_bytes, timeout)
        self._got += len(found)
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send a request, or a part of one."""
        self._asked, self._got = time.monotonic(), 0
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Go on encrypted."""
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, timeout), self._bounds)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._inner.get_extra_info(info)


class _Parts(httpx.SyncByteStream):
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._inner

    def close(self) -> None:
        self._inner.close()


class CheckedTransport(httpx.BaseTransport):
    """A transport of httpx over a pool whose connections ``guard`` lets through."""

    def __init__(self, guard: Guard, bounds: Bounds) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=8,
            keepalive_expiry=15.0,
            network_backend=_CheckedBackend(guard, bounds),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its answer's body is read by the caller."""
        url = request.url
        core = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _as_httpx():
            answer = self._pool.handle_request(core)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Parts(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


@contextmanager
def _as_httpx() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.TimeoutException(str(error) or "it took too long") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise httpx.TransportError(str(error) or type(error).__name__) from error
