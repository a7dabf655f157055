"""Ports of the loopback interface: which are free, and whether a Bolt server answers on one."""

from __future__ import annotations

import socket
from typing import Final

from accord.graph.errors import Neo4jError

LOOPBACK: Final = "127.0.0.1"


def choose_port(wanted: int | None, usual: int, option: str) -> int:
    """``wanted`` if given (0: any free one), else ``usual`` if free, else any free one.

    Neo4jError when the wanted one is taken; it names the command's ``option`` to change.
    """
    if wanted and not is_free(wanted):
        raise Neo4jError(f"port {wanted} is taken: give another {option}, or 0 for any free one")
    return wanted or (usual if wanted is None and is_free(usual) else free_port())


def is_free(port: int) -> bool:
    """Whether nothing listens on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def bolt_answers(port: int) -> bool:
    """Whether a Bolt server agrees on a version: the protocol's handshake, offering 5.8 to 5.0 and 4.4."""
    offer = bytes.fromhex("6060b017 00080805 00000404 00000000 00000000")
    try:
        with socket.create_connection((LOOPBACK, port), timeout=2) as connection:
            connection.sendall(offer)
            return any(connection.recv(4))
    except OSError:
        return False
