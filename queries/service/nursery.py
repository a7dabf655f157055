"""A process with nothing in it, forked before the front has threads or sockets; it forks a process a generation."""

from __future__ import annotations

import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from accord.queries.service import confinement, generation

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.queries.service.common import Common


def start(common: Common, listening: socket.socket) -> socket.socket:
    """Fork the nursery; give the socket on which it takes orders. Closing it ends the nursery and all its children."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        ours.close()
        listening.close()
        _child(partial(_serve, theirs, common))
    theirs.close()
    return ours


def _import() -> None:
    """Import once what every process forked from here needs, and would else import each by itself."""
    import pyoxigraph  # noqa: F401

    import accord.graph.ledger
    import accord.graph.store
    import accord.graph.store_snapshot  # noqa: F401


def _serve(orders: socket.socket, common: Common) -> None:
    _import()
    while True:
        message, descriptors, _, _ = socket.recv_fds(orders, 1024, 1)
        if not message:
            return
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        number, settled, imaged = message.split(b" ")
        control = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            orders.close()
            _child(partial(generation.run, control, common, int(number), settled == b"settled", imaged == b"imaged"))
        control.close()


def _child(job: Callable[[], None]) -> None:
    """Run ``job`` as a process that Ctrl-C at the terminal doesn't end, only its parent's end; never returns."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        confinement.die_with_parent()
        job()
        code = 0
    except BaseException as error:  # nothing may return into the parent's code
        traceback.print_exception(error, file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(code)
