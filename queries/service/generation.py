"""One generation of the data: a process that loads a snapshot once and forks the workers that share it unchanged."""

from __future__ import annotations

import gc
import json
import os
import select
import socket
import sys
import traceback
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING, Final, NoReturn

from accord.queries.service import confinement, randomness, worker
from accord.queries.service.editing import Edit
from accord.queries.service.lane import Lane
from accord.queries.service.loading import Unsettled, load

if TYPE_CHECKING:
    from accord.queries.service.common import Common
    from accord.queries.service.loading import Loaded
    from accord.queries.service.options import Options

ANSWER: Final = b"answer"
"""The order to fork a worker that answers one request after the other."""
LANE: Final = b"lane"
"""The order to fork a process that talks to clients itself; followed by its slot of the board."""
WRITE: Final = b"write"
"""The order to fork a process that makes one change."""
REPAIR: Final = b"repair"
"""The order to fork a process that makes up for a load that was killed."""
_REAPING: Final = 0.5
"""Seconds between looking for workers that ended."""


def run(control: socket.socket, common: Common, number: int, settled: bool, imaged: bool) -> None:
    """Load the store, say so on ``control``, and fork a process for each socket that comes on it, until it closes."""
    with ExitStack() as held:
        try:
            loaded = load(common.options, number, held, settled, imaged)
        except Unsettled as error:
            control.send(json.dumps({"failed": str(error), "unsettled": True}).encode()[:4000])
            return
        except Exception as error:
            traceback.print_exception(error, file=sys.stderr)
            control.send(json.dumps({"failed": f"{type(error).__name__}: {error}"}).encode()[:4000])
            return
        gc.collect()
        gc.freeze()  # a collection in a worker would copy the pages that it shares
        dataset = loaded.dataset
        told = {"ready": True, "tag": dataset.tag, "quads": len(dataset.database), "due": loaded.due}
        if loaded.image:
            loaded.image.give_back()  # counting the quads wrote to each page
        control.send(json.dumps(told).encode())
        _fork(control, loaded, common)


def _fork(control: socket.socket, loaded: Loaded, common: Common) -> None:
    while True:
        _reap()
        if not select.select([control], [], [], _REAPING)[0]:
            continue
        order, descriptors, _, _ = socket.recv_fds(control, 1024, 1)
        if not order:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            _serve(order, socket.socket(fileno=descriptors[0]), loaded, common)
        os.close(descriptors[0])
        with suppress(OSError):
            control.send(json.dumps({"pid": pid}).encode())


def _serve(order: bytes, connection: socket.socket, loaded: Loaded, common: Common) -> NoReturn:
    code = 1
    options, table = common.options, common.table
    try:
        confinement.die_with_parent()
        confinement.deny_calls()
        randomness.take_own()
        if order == REPAIR:
            _repair(options)
        elif order == WRITE:
            confinement.limit_memory(options.spare_memory * 8)
            worker.write(connection, loaded.dataset, table, Edit(loaded.folder, loaded.state))
        elif order.startswith(LANE):
            confinement.limit_memory(options.spare_memory)
            Lane(connection, loaded, common, int(order.removeprefix(LANE))).serve()
        else:
            confinement.limit_memory(options.spare_memory)
            worker.serve(connection, loaded.dataset, table, loaded.image)
        code = 0
    except BaseException as error:
        traceback.print_exception(error, file=sys.stderr)
    finally:
        os._exit(code)


def _repair(options: Options) -> None:
    """Derive the knowledge that a killed load left undone; nothing when a load is going on."""
    from accord.graph.errors import StoreInUse
    from accord.graph.store import Store

    with suppress(StoreInUse), Store.open(options.store):
        pass


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
