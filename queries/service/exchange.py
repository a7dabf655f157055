"""What passes between the front, the workers and the plug-ins: requests, answers, routes, and the data asked."""

from __future__ import annotations

import re
from binascii import a2b_qp
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    import pyoxigraph

    from accord.graph.store import Store
    from accord.queries.service.editing import Edit

Sink: TypeAlias = Callable[[bytes], object]
"""Takes the next bytes of a body; blocks while the client reads slower than they come."""
Body: TypeAlias = bytes | Iterator[bytes] | Callable[[Sink], None]

_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f][0-9A-Fa-f])")
_PART = re.compile(r"\{(\w+)(:path)?\}")


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. ``path``: decoded; ``headers``: names in lower case; ``parameters``: of the route's pattern."""

    method: str
    path: str
    query_string: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    parameters: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    """Scheme and host as the client wrote them, ``http://127.0.0.1:7878``."""

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        """The query string's parameters in their order."""
        return parse_query(self.query_string)

    def value(self, name: str, default: str | None = None) -> str | None:
        """The first value of a parameter of the query string."""
        return next((value for known, value in self.query if known == name), default)


@lru_cache(maxsize=4)
def parse_query(query_string: str) -> tuple[tuple[str, str], ...]:
    """The parameters of a query string; what one request asks for several times.

    >>> parse_query("query=ASK%20%7B%7D&format=xml")
    (('query', 'ASK {}'), ('format', 'xml'))
    """
    name, equals, value = query_string.partition("=")
    if equals and name.isalpha() and "&" not in value and query_string.isascii() and query_string.isprintable():
        decoded = _decoded(value)
        if decoded is not None:
            return ((name, decoded),)
    return tuple(parse_qsl(query_string, keep_blank_values=True))


def _decoded(value: str) -> str | None:
    """A percent-encoded value, by the decoder of quoted-printable, which is C; None when an escape is no such one."""
    if _NO_ESCAPE.search(value):
        return None
    quoted = value.replace("=", "=3D").replace("%", "=").replace("+", " ")
    return a2b_qp(quoted).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a route answers. ``media_type``: with its charset where it is text; headers beyond those of the service."""

    status: int = 200
    media_type: str = "application/json"
    body: Body = b""
    headers: tuple[tuple[str, str], ...] = ()


class Problem(Exception):
    """An answer other than what was asked for; becomes problem+json (RFC 9457) or text, as the client accepts.

    ``place``: where in the request it lies, as line and column counted from 1.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        place: tuple[int, int] | None = None,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.place = place
        self.headers = headers


@dataclass(frozen=True, slots=True)
class Dataset:
    """One generation of the data: the same for all who look at it, never changed.

    ``generation``: counted from 1 since the service started; ``tag``: equal tags, equal data, over restarts too;
    ``store``: None when the service is raw and the folder is no store of accord.
    """

    database: pyoxigraph.Store
    generation: int
    tag: str
    raw: bool = False
    store: Store | None = None
    prepared: Mapping[str, object] = field(default_factory=dict)
    default_graphs: tuple[str, ...] = ()
    """The graphs that make up the default graph where a request names none; empty: the unnamed graph."""


Function: TypeAlias = Callable[[Dataset, Request], Answer]
StaticFunction: TypeAlias = Callable[[None, Request], Answer]
EditFunction: TypeAlias = "Callable[[Dataset, Request, Edit], Answer]"


@dataclass(frozen=True, slots=True)
class Route:
    """What answers to a method and path.

    ``pattern``: ``/query/{name}`` (one part) or ``/id/{rest:path}`` (the whole rest). ``methods``: HEAD is served by
    GET, OPTIONS by the service. ``static``: runs in the front. ``cacheable``: the answer follows from the request and
    the generation alone, so that it has an ETag.
    """

    methods: tuple[str, ...]
    pattern: str
    function: Function | StaticFunction
    static: bool = False
    cacheable: bool = True
    writes: Callable[[Request], bool] | None = None
    """Which requests change something: those go, when they have the token, to ``edit`` in the one writer."""
    edit: EditFunction | None = None

    def expression(self) -> re.Pattern[str]:
        """What a whole path must match."""
        parts, done = [], 0
        for found in _PART.finditer(self.pattern):
            parts += [re.escape(self.pattern[done : found.start()]), f"(?P<{found[1]}>{'.*' if found[2] else '[^/]+'})"]
            done = found.end()
        return re.compile("".join([*parts, re.escape(self.pattern[done:])]), re.DOTALL)
