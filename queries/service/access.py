"""Who may do what: tokens, the names by which the service may be called, requests a second, other sites' scripts."""

from __future__ import annotations

import hmac
import os
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError
from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from accord.queries.service.options import Options

LOOPBACK: Final = frozenset(("127.0.0.1", "::1", "localhost"))
_SHORTEST: Final = 16
_MOST_CLIENTS: Final = 10_000
_BURST: Final = 2.0
"""Seconds of its rate that a client may use at once."""


def read_token(file: Path | None, environment: Mapping[str, str] | None = None) -> str | None:
    """The token of the file, else of ACCORD_TOKEN; None without one. InputError when it can't be read or is short."""
    if file is None:
        token = (os.environ if environment is None else environment).get("ACCORD_TOKEN", "").strip() or None
        source = "ACCORD_TOKEN"
    else:
        source = str(file)
        try:
            token = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: no token can be read there ({error})") from error
    if token is not None and (len(token) < _SHORTEST or not token.isascii() or " " in token):
        raise InputError(f"{source}: a token is at least {_SHORTEST} ASCII characters without spaces")
    return token


class Access:
    """Decides on each request before anything is done for it. ``clock``: seconds, never going back."""

    def __init__(self, options: Options, clock: Callable[[], float]) -> None:
        self._options = options
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._names = LOOPBACK | {options.host.lower(), *(name.lower() for name in options.names)}
        self._any_name = options.host not in LOOPBACK and not options.names

    def check_host(self, host: str) -> None:
        """Problem 421 for another name than the service's: a page elsewhere may have its name point here."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        if not self._any_name and name.strip("[]").lower() not in self._names:
            raise Problem(421, "this service isn't called that; say with --name what it is called")

    def check_rate(self, client: str) -> None:
        """Problem 429 when this client asks more often than it may."""
        rate = self._options.rate
        if not rate:
            return
        now = self._clock()
        left, then = self._left.pop(client, (rate * _BURST, now))
        left = min(rate * _BURST, left + (now - then) * rate)
        if len(self._left) >= _MOST_CLIENTS:
            self._left.pop(next(iter(self._left)))
        self._left[client] = (max(left - 1, 0.0), now)
        if left < 1:
            wait = max(1, round((1 - left) / rate))
            raise Problem(429, f"at most {rate:g} requests a second", headers=(("Retry-After", str(wait)),))

    def check_reading(self, authorization: str) -> None:
        """Problem 401 when reading needs a token and this isn't it."""
        wanted = self._options.read_token
        if wanted and not (_is(authorization, wanted) or _is(authorization, self._options.token)):
            raise _unauthorized("reading needs a token")

    def check_writing(self, authorization: str) -> None:
        """Problem 401 when this isn't the token for writing, 403 when the service was started without one."""
        if not self._options.token:
            raise Problem(403, "this service can't be written: it was started without ACCORD_TOKEN or --token-file")
        if not _is(authorization, self._options.token):
            raise _unauthorized("writing needs a token: Authorization: Bearer …")

    def cross_origin(self, origin: str | None, preflight: bool) -> tuple[tuple[str, str], ...]:
        """The headers that let another site's scripts read the answer, where the service allows that site."""
        allowed = self._options.origins
        if not origin or not ({"*", origin} & set(allowed)):
            return ()
        found = [("Access-Control-Allow-Origin", "*" if "*" in allowed else origin)]
        if "*" not in allowed:
            found.append(("Vary", "Origin"))
        if preflight:
            found += [
                ("Access-Control-Allow-Headers", "Accept, Authorization, Content-Type, If-None-Match"),
                ("Access-Control-Max-Age", "86400"),
            ]
        else:
            found.append(("Access-Control-Expose-Headers", "ETag, Location, Retry-After"))
        return tuple(found)


def _is(authorization: str, token: str | None) -> bool:
    scheme, _, given = authorization.partition(" ")
    matches = hmac.compare_digest(given.strip().encode("utf-8", "replace"), (token or "").encode())
    return bool(token) and scheme.lower() == "bearer" and matches


def _unauthorized(detail: str) -> Problem:
    return Problem(401, detail, headers=(("WWW-Authenticate", 'Bearer realm="accord"'),))
