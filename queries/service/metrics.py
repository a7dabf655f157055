"""What the service counts, in the text format of Prometheus."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

from accord.queries.service.exchange import Answer

if TYPE_CHECKING:
    from accord.queries.service.board import Board, Counted
    from accord.queries.service.pool import Pool
    from accord.queries.service.routes import RouteTable

_BOUNDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds, upper bounds of the histogram."""
BUCKETS: Final = len(_BOUNDS) + 1


def bucket(seconds: float) -> int:
    """Which part of the histogram a duration belongs to."""
    return bisect_left(_BOUNDS, seconds)


class Metrics:
    """Counts requests. ``shared``: where lanes count theirs; ``table``: of the routes that they count."""

    def __init__(self, shared: Board, table: RouteTable) -> None:
        self._shared = shared
        self._table = table
        self._requests: dict[tuple[str, str, int], int] = {}
        self._buckets = [0] * BUCKETS
        self._seconds = 0.0
        self._sent = 0
        self.running = 0

    def count(self, route: str, method: str, status: int, seconds: float, sent: int) -> None:
        """One request that ended. ``route``: its pattern; ``sent``: bytes of the body."""
        key = (route, method, status)
        self._requests[key] = self._requests.get(key, 0) + 1
        self._buckets[bucket(seconds)] += 1
        self._seconds += seconds
        self._sent += sent

    def answer(self, pool: Pool) -> Answer:
        """All of it."""
        return Answer(200, "text/plain; version=0.0.4; charset=utf-8", "".join(self._lines(pool)).encode())

    def _lines(self, pool: Pool) -> list[str]:
        lines = ["# HELP accord_requests_total Requests that ended.\n", "# TYPE accord_requests_total counter\n"]
        lanes = self._shared.counted()
        for (route, method, status), number in sorted(self._all_requests(lanes).items()):
            labels = f'route="{_label(route)}",method="{_label(method)}",status="{status}"'
            lines.append(f"accord_requests_total{{{labels}}} {number}\n")
        lines += self._histogram(lanes)
        load, generation = pool.load, pool.generation
        gauges = {
            "requests_running": (self.running, "Requests that are being answered."),
            "workers": (load["workers"], "Worker processes."),
            "queries_running": (load["running"], "Requests that a worker works on."),
            "queries_waiting": (load["waiting"], "Requests that wait for a worker."),
            "generation": (generation.number if generation else 0, "Number of the generation of the data."),
            "quads": (generation.quads if generation else 0, "Quads of this generation."),
        }
        for name, (value, told) in gauges.items():
            lines.append(f"# HELP accord_{name} {told}\n# TYPE accord_{name} gauge\naccord_{name} {value}\n")
        for name, value in {**pool.counts, "sent_bytes": self._sent + lanes.sent}.items():
            full = f"accord_{name}_total" if name == "sent_bytes" else f"accord_workers_{name}_total"
            lines.append(f"# TYPE {full} counter\n{full} {value}\n")
        return lines

    def _all_requests(self, lanes: Counted) -> Counter[tuple[str, str, int]]:
        found = Counter(self._requests)
        for route, number in zip(self._table.routes, lanes.routes, strict=True):
            if number:
                found[route.pattern, "GET", 200] += number
        return found

    def _histogram(self, lanes: Counted) -> list[str]:
        name = "accord_request_seconds"
        lines = [f"# HELP {name} Time until the last byte.\n", f"# TYPE {name} histogram\n"]
        total = 0
        for bound, number in zip(
            (*map(str, _BOUNDS), "+Inf"), map(sum, zip(self._buckets, lanes.buckets, strict=True)), strict=True
        ):
            total += number
            lines.append(f'{name}_bucket{{le="{bound}"}} {total}\n')
        return [*lines, f"{name}_sum {self._seconds + lanes.seconds:.6f}\n", f"{name}_count {total}\n"]


def health(pool: Pool) -> Answer:
    """Whether requests can be answered: 200, or 503 while there are no data."""
    generation = pool.generation
    healthy = generation is not None and not generation.closed
    told: dict[str, object] = {"status": "ok" if healthy else "no data", **pool.load}
    if generation:
        told |= {"generation": generation.number, "tag": generation.tag, "quads": generation.quads}
    return Answer(200 if healthy else 503, "application/json", json.dumps(told).encode() + b"\n")


def _label(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
