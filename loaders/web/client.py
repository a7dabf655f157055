"""Polite fetching: robots.txt, a pace for each host, redirects that are checked, and tries that end."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

import httpx
from protego import Protego

from accord.graph.errors import OversizedSource, UnreadableSource
from accord.loaders.web.addresses import Guard, parsed, port_of
from accord.loaders.web.answers import Answer, Bounds, body_of
from accord.loaders.web.transport import CheckedTransport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

AGENT: Final = "accord/0.1 (reads news articles; obeys robots.txt)"
ROBOT: Final = "accord"
_LONGEST_ROBOTS: Final = 512_000
_LATER: Final = frozenset((408, 425, 429, 500, 502, 503, 504))
_MOVED: Final = frozenset((301, 302, 303, 307, 308))
_LONGEST_DELAY: Final = 30.0


class Unreached(UnreadableSource):
    """What may be had another time: the host didn't answer, or asked to wait."""


class Declined(UnreadableSource):
    """The server answered that there is nothing, or nothing for us."""


@dataclass(frozen=True, slots=True)
class Manners:
    """``pace``: seconds between two requests to a host; ``clock`` and ``sleep`` are the system's."""

    pace: float = 1.0
    bounds: Bounds = field(default_factory=Bounds)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Client:
    """Fetches from the web; a context manager."""

    def __init__(self, guard: Guard | None = None, manners: Manners | None = None) -> None:
        self._manners = manners or Manners()
        bounds = self._manners.bounds
        self._http = httpx.Client(
            transport=CheckedTransport(guard or Guard(), bounds),
            timeout=httpx.Timeout(bounds.wait),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
            follow_redirects=False,
            trust_env=False,
        )
        self._robots: dict[str, Protego | None] = {}
        self._next: dict[str, float] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def fetch(self, url: str, validators: Mapping[str, Mapping[str, str]] | None = None) -> Answer:
        """Get what is at an address. ``validators``: headers that make a request conditional, for each address.

        An answer of status 304 has no body. UnreadableSource when there is nothing to be had; Unreached when there may
        be later.
        """
        seen: list[str] = []
        while len(seen) <= self._manners.bounds.hops:
            seen.append(url)
            self._refuse_disallowed(url)
            answer, target = self._tried(url, (validators or {}).get(url, {}))
            if answer is not None:
                return answer
            url = _joined(url, target)
            if url in seen:
                break
        raise UnreadableSource(f"{seen[0]}: leads around in circles, or too far ({len(seen)} redirects)")

    def _tried(self, url: str, validators: Mapping[str, str]) -> tuple[Answer | None, str]:
        """An answer, or where it is; tried again while it may help."""
        bounds = self._manners.bounds
        why, wait = "", 0.0
        for number in range(bounds.tries):
            if number:
                self._manners.sleep(wait)
            wait = float(2**number)
            self._keep_pace(url)
            try:
                with self._http.stream("GET", url, headers=dict(validators)) as response:
                    if response.status_code not in _LATER:
                        return self._taken(url, response)
                    why = f"the server answers {response.status_code}"
                    wait = max(wait, asked_to_wait(response.headers.get("retry-after", "")))
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                why = f"{error or type(error).__name__}"
            if wait > bounds.patience:
                raise Unreached(f"{url}: {why}, and asks to come back in {wait:.0f} s")
        raise Unreached(f"{url}: {why} ({bounds.tries} tries)")

    def _taken(self, url: str, response: httpx.Response) -> tuple[Answer | None, str]:
        status, headers = response.status_code, response.headers
        if status in _MOVED and headers.get("location"):
            return None, headers["location"]
        if status not in (200, 203, 304):
            raise Declined(f"{url}: the server answers {status}")
        if status == 304:
            return Answer(url, status, io.BytesIO()), ""
        body, large = body_of(response, self._manners.bounds, self._manners.clock)
        said = {key: headers.get(header, "") for key, header in _SAID.items()}
        return Answer(url, status, body, large, **said), ""

    def _refuse_disallowed(self, url: str) -> None:
        parts = parsed(url)
        origin = f"{parts.scheme}://{parts.hostname}:{port_of(parts)}"
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
        rules = self._robots[origin]
        if rules is None:
            raise Unreached(f"{url}: the host's robots.txt can't be had, so nothing is fetched from it")
        if not rules.can_fetch(url, ROBOT):
            raise UnreadableSource(f"{url}: the host's robots.txt forbids to fetch it")

    def _read_robots(self, url: str) -> Protego | None:
        """The rules of a host: none where it has no file, None where it fails to answer (RFC 9309, 2.3.1)."""
        for _ in range(self._manners.bounds.hops + 1):
            try:
                parsed(url)
                answer, target = self._tried(url, {})
            except Unreached:
                return None
            except (Declined, OversizedSource):
                return Protego.parse("")
            if answer is not None:
                with answer.body as body:
                    return Protego.parse(body.read(_LONGEST_ROBOTS).decode("utf-8", "replace"))
            url = _joined(url, target)
        return Protego.parse("")

    def _keep_pace(self, url: str) -> None:
        parts = parsed(url)
        host = f"{parts.hostname}:{port_of(parts)}"
        rules = self._robots.get(f"{parts.scheme}://{host}")
        delay = (rules.crawl_delay(ROBOT) or 0.0) if rules is not None else 0.0
        pace = max(self._manners.pace, min(delay, _LONGEST_DELAY))
        now = self._manners.clock()
        if (wait := self._next.get(host, 0.0) - now) > 0:
            self._manners.sleep(wait)
        self._next[host] = max(now, self._next.get(host, 0.0)) + pace


_SAID: Final = {"content_type": "content-type", "etag": "etag", "modified": "last-modified"}


def _joined(url: str, target: str) -> str:
    try:
        return urljoin(url, target)
    except ValueError as error:
        raise UnreadableSource(f"{url}: leads to {target[:200]!r}, which is no address") from error


def asked_to_wait(header: str) -> float:
    """Seconds of a Retry-After header; 0 where it says nothing.

    >>> asked_to_wait("120"), asked_to_wait("soon")
    (120.0, 0.0)
    """
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0
