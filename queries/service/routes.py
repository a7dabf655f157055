"""Which plug-ins the service has, and which of their routes a request goes to."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final

from accord.queries.service.exchange import Dataset, Problem, Route

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

PLUGINS: Final = (
    "accord.queries.service.protocol",
    "accord.queries.linked.routes",
    "accord.queries.api.routes",
    "accord.queries.page.routes",
)
"""Modules with ``routes()`` and perhaps ``prepare(dataset)``; the first route that matches answers."""
RAW_PLUGINS: Final = ("accord.queries.service.protocol",)
"""Those of a raw service, which knows nothing of what its graphs mean."""


@dataclass(frozen=True, slots=True)
class Found:
    """The route of a request. ``number``: its place in the table, the same in every process."""

    number: int
    route: Route
    parameters: dict[str, str]


class RouteTable:
    """All routes in order; made once, before any process is forked."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self.routes = tuple(routes)
        self._expressions: tuple[re.Pattern[str], ...] = tuple(route.expression() for route in self.routes)
        self._plain: dict[tuple[str, str], Found] = {}

    def find(self, method: str, path: str) -> Found:
        """The route for a request; Problem 404 when no pattern matches, 405 when only other methods have it."""
        if known := self._plain.get((method, path)):
            return known
        allowed: set[str] = set()
        wanted = "GET" if method == "HEAD" else method
        for number, (route, expression) in enumerate(zip(self.routes, self._expressions, strict=True)):
            if matched := expression.fullmatch(path):
                if wanted in route.methods:
                    found = Found(number, route, matched.groupdict())
                    if route.pattern == path:
                        self._plain[method, path] = found
                    return found
                allowed.update(route.methods)
        if allowed:
            raise Problem(405, f"{path} doesn't take {method}", headers=(("Allow", allow(allowed)),))
        raise Problem(404, f"there is nothing at {path}")

    def methods(self, path: str) -> set[str]:
        """The methods that a path takes; empty when there is nothing."""
        pairs = zip(self.routes, self._expressions, strict=True)
        return {method for route, expression in pairs if expression.fullmatch(path) for method in route.methods}


def allow(methods: Iterable[str]) -> str:
    """Methods as the value of the Allow header."""
    found = set(methods) | {"OPTIONS"}
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))


def load_routes(raw: bool) -> RouteTable:
    """The routes of all plug-ins."""
    return RouteTable(route for name in _names(raw) for route in import_module(name).routes())


def prepare(dataset: Dataset) -> dict[str, object]:
    """What the plug-ins make of a generation before its workers are forked."""
    modules = [import_module(name) for name in _names(dataset.raw)]
    return {module.__name__: module.prepare(dataset) for module in modules if hasattr(module, "prepare")}


def _names(raw: bool) -> tuple[str, ...]:
    return RAW_PLUGINS if raw else PLUGINS
