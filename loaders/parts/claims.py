"""Who makes which part, where several machines work at one run: a file says so, and is taken over when it is old.

Two who make the same part do work twice and nothing else, since equal parts are equal bytes.
"""

from __future__ import annotations

import json
import os
import socket
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.parts.place import Place

STALE: Final = 900.0
"""Seconds after which whoever claimed a part is thought dead."""


def claim(place: Place, name: str, stale: float = STALE) -> bool:
    """Claim a part; False when somebody else who may be alive has."""
    file, mine = f"claims/{name}", json.dumps({"host": socket.gethostname(), "pid": os.getpid()}).encode()
    if place.create(file, mine):
        return True
    age = place.age(file)
    if age is not None and age < stale and not _is_dead(place.read(file)):
        return False
    place.write(file, mine)
    return True


def let_go(place: Place, name: str) -> None:
    """The part is done, or given up."""
    place.remove(f"claims/{name}")


def _is_dead(claimed: bytes | None) -> bool:
    """Whether a claim is known to be of a process that ended: one of this machine, or one of before a power cut."""
    try:
        told = json.loads(claimed or b"")
        host, pid = str(told["host"]), int(told["pid"])
    except (ValueError, TypeError, KeyError):
        return True
    if host != socket.gethostname():
        return False
    if pid == os.getpid():
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except (PermissionError, OSError):
        return False
    return False
