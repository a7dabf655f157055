"""What a service is started with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How a service runs. Times are in seconds, sizes in bytes.

    ``workers``: queries that may run long at once; ``spare_memory``: what a worker may take beyond the data.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 7878
    raw: bool = False
    timeout: float = 30.0
    workers: int = 1
    spare_memory: int = 500 << 20
    token: str | None = field(default=None, repr=False)
    read_token: str | None = field(default=None, repr=False)
    rate: float = 0.0
    """Requests a second that one client may make on average; 0: any number."""
    origins: tuple[str, ...] = ()
    """Other sites whose scripts may read answers; * for all."""
    names: tuple[str, ...] = ()
    """Names by which the service may be called, beside that of ``host``; needed when it listens on loopback only."""
    log: bool = True
    max_body: int = 64 << 20
    slow: float = 20.0
    """How long a client may take for the head, or for each step of body and answer."""
    connections: int = 1000
    kept: int = 64 << 20
    """Short answers that are kept while the data stay the same; 0: none."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
