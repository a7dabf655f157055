"""What a service is started with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """How a service runs. Times are in seconds, sizes in bytes.

    ``workers``: queries that may run long at once; ``spare_memory``: what a worker may take beyond the data;
    ``memory_quads``: a larger store is read from disk instead of being held in memory.
    """

    store: Path
    host: str = "127.0.0.1"
    port: int = 7878
    raw: bool = False
    timeout: float = 30.0
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    spare_memory: int = 500 << 20
    memory_quads: int = 20_000_000
    token: str | None = field(default=None, repr=False)
    read_token: str | None = field(default=None, repr=False)
    rate: float = 0.0
    """Requests a second that one client may make on average; 0: any number."""
    origins: str = "*"
    """What Access-Control-Allow-Origin says of reading."""
    max_body: int = 64 << 20
    max_query: int = 256 << 10
    slow: float = 20.0
    """How long a client may take for the head, or for each step of body and answer."""
    connections: int = 1000
