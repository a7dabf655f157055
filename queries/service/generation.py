"""One generation of the data: a process that loads a snapshot once and forks the workers that share it unchanged."""

from __future__ import annotations

import gc
import hashlib
import json
import os
import select
import signal
import socket
import sys
import traceback
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from accord.queries.service import confinement, routes, worker
from accord.queries.service.exchange import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyoxigraph

    from accord.graph.store_folder import StoreFolder
    from accord.queries.service.options import Options
    from accord.queries.service.routes import RouteTable

_REAPING: Final = 0.5
"""Seconds between looking for workers that ended."""


def run(control: socket.socket, options: Options, number: int, table: RouteTable) -> None:
    """Load the store, say so on ``control``, and fork a worker for each socket that comes on it, until it closes."""
    with ExitStack() as held:
        try:
            dataset = load(options, number, held)
        except Exception as error:  # whatever it is, the front must hear of it
            traceback.print_exception(error, file=sys.stderr)
            control.send(json.dumps({"failed": f"{type(error).__name__}: {error}"}).encode()[:4000])
            return
        gc.collect()
        gc.freeze()
        control.send(json.dumps({"ready": True, "tag": dataset.tag, "quads": len(dataset.database)}).encode())
        _fork_workers(control, dataset, options, table)


def _fork_workers(control: socket.socket, dataset: Dataset, options: Options, table: RouteTable) -> None:
    while True:
        _reap()
        if not select.select([control], [], [], _REAPING)[0]:
            continue
        message, descriptors, _, _ = socket.recv_fds(control, 1024, 1)
        if not message:
            return
        pid = os.fork()
        if pid == 0:
            control.close()
            _be_worker(socket.socket(fileno=descriptors[0]), dataset, options, table)
        os.close(descriptors[0])
        control.send(json.dumps({"pid": pid}).encode())


def _be_worker(connection: socket.socket, dataset: Dataset, options: Options, table: RouteTable) -> None:
    """Never returns."""
    code = 1
    try:
        confinement.die_with_parent()
        confinement.deny_calls()
        confinement.limit_memory(options.spare_memory)
        worker.serve(connection, dataset, table)
        code = 0
    except BaseException as error:  # nothing may return into the parent's code
        traceback.print_exception(error, file=sys.stderr)
    finally:
        os._exit(code)


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def load(options: Options, number: int, held: ExitStack) -> Dataset:
    """The store as it is now, in memory; ``held`` keeps what must live as long. Errors as ``Store.open``."""
    from pyoxigraph import RdfFormat, Store

    from accord.graph.identifiers import KNOWLEDGE

    folder = find_folder(options)
    database = Store()
    digest = hashlib.sha256()
    if folder.holds_data():
        receiving, sending = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(receiving)
            _send_quads(folder, options.raw, sending)
        os.close(sending)
        with open(receiving, "rb", buffering=1 << 16) as file:  # noqa: PTH123 - a pipe has no path
            database.bulk_load(cast("Any", _Digesting(file, digest)), RdfFormat.N_QUADS)
        if os.waitpid(pid, 0)[1] != 0:
            raise RuntimeError("the store couldn't be read whole")
    plain = Dataset(
        database,
        number,
        digest.hexdigest()[:20],
        options.raw,
        None if options.raw else _opened(folder, database, held),
        default_graphs=() if options.raw else (KNOWLEDGE,),
    )
    return replace(plain, prepared=routes.prepare(plain))


def find_folder(options: Options) -> StoreFolder:
    """Where the store lies; a raw service makes it when there is none."""
    from accord.graph import store_folder

    return store_folder.find_or_make(options.store) if options.raw else store_folder.find(options.store)


def _opened(folder: StoreFolder, database: pyoxigraph.Store, held: ExitStack) -> Any:
    from accord.graph.store import Store

    return held.enter_context(Store(folder, database, ExitStack()))


def _send_quads(folder: StoreFolder, raw: bool, sending: int) -> None:
    """In a process of its own, so that the one that forks workers has no threads of the database; never returns."""
    code = 1
    try:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        confinement.die_with_parent()
        from pyoxigraph import RdfFormat, serialize

        from accord.graph.store_folder import open_copy
        from accord.graph.store_snapshot import snapshot

        with snapshot(folder.database, folder.readers) as copy, open(sending, "wb", buffering=1 << 16) as file:
            database = open_copy(folder, copy)
            if raw:
                database.dump(cast("Any", file), RdfFormat.N_QUADS)
            else:
                serialize(_told(database), cast("Any", file), RdfFormat.N_QUADS)
        code = 0
    except BaseException as error:  # nothing may return into the parent's code
        traceback.print_exception(error, file=sys.stderr)
    finally:
        os._exit(code)


def _told(database: pyoxigraph.Store) -> Iterator[pyoxigraph.Quad]:
    """What the store tells anybody: all but its own bookkeeping."""
    from pyoxigraph import NamedNode

    from accord.graph.identifiers import CHANGES, INDEX

    hidden = {NamedNode(INDEX), NamedNode(CHANGES)}
    return (quad for quad in database if quad.graph_name not in hidden)


class _Digesting:
    """A file that digests what is read from it."""

    def __init__(self, file: Any, digest: Any) -> None:
        self._file = file
        self._digest = digest

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        part: bytes = self._file.read(size)
        self._digest.update(part)
        return part
