"""The page's files over HTTP. A plug-in of the service whose routes run in the front.

Nothing on the page comes from elsewhere, and no script or style stands in it: the policy forbids both.
"""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from accord.queries.service.exchange import Answer, Problem, Route

if TYPE_CHECKING:
    from accord.queries.service.exchange import Request

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES: Final = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


def routes() -> tuple[Route, ...]:
    """The page at ``/``, its files under ``/page/``."""
    return (
        Route(("GET",), "/", front, static=True, cacheable=False),
        Route(("GET",), "/page/{name}", shipped, static=True, cacheable=False),
    )


def front(_dataset: None, request: Request) -> Answer:
    """The page itself; every view of it has its address after the ``#``."""
    return _file("index.html", request)


def shipped(_dataset: None, request: Request) -> Answer:
    """One of the page's files."""
    return _file(request.parameters["name"], request)


def _file(name: str, request: Request) -> Answer:
    built = {file.name: file for file in files("accord.queries.page").joinpath("built").iterdir()}
    kind = _TYPES.get("." + name.rpartition(".")[2])
    if name not in built or kind is None:
        raise Problem(404, f"the page has no file {name!r}")
    body = built[name].read_bytes()
    tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = (("Content-Security-Policy", POLICY), ("ETag", tag), ("Cache-Control", "no-cache"))
    if request.headers.get("if-none-match") == tag:
        return Answer(304, kind, b"", headers)
    return Answer(200, kind, body, headers)
