"""Loading a generation: the store as it is on disk becomes a dataset in memory that never changes."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import threading
import traceback
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NoReturn, cast

from accord.graph.errors import StoreError
from accord.queries.service import confinement, routes
from accord.queries.service.exchange import Dataset
from accord.queries.service.image import make_image

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyoxigraph

    from accord.graph.store_folder import StoreFolder
    from accord.queries.service.image import Image
    from accord.queries.service.options import Options


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dataset and what is to know of where it comes from.

    ``state``: of the store's files at that moment, empty when it isn't known; ``due``: knowledge lags behind the
    evidence, as a load is going on or was killed; ``image``: the memory of the data, where it can be given back.
    """

    dataset: Dataset
    folder: StoreFolder
    state: str = ""
    due: bool = False
    image: Image | None = None


def find_folder(options: Options) -> StoreFolder:
    """Where the store lies; a raw service makes it when there is none."""
    from accord.graph import store_folder

    return store_folder.find_or_make(options.store) if options.raw else store_folder.find(options.store)


class Unsettled(StoreError):
    """Knowledge lags behind the evidence: a load is going on, or was killed."""


def load(options: Options, number: int, held: ExitStack, settled: bool = False, imaged: bool = True) -> Loaded:
    """The store as it is now; ``held`` keeps what must live as long.

    Errors as ``Store.open``; Unsettled when knowledge lags and the store should be ``settled``.
    """
    from pyoxigraph import NamedNode, RdfFormat, Store

    from accord.graph.identifiers import KNOWLEDGE

    folder = find_folder(options)
    database, digest = Store(), hashlib.sha256()
    told: dict[str, Any] = {"state": "", "due": False, "graphs": []}
    if folder.holds_data():
        receiving, sending = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(receiving)
            _send_quads(folder, options.raw, sending)
        os.close(sending)
        with open(receiving, "rb", buffering=1 << 16) as file:  # noqa: PTH123 - a pipe has no path
            told = json.loads(file.readline() or "{}")
            if settled and told.get("due"):
                raise Unsettled(f"{folder.path}: a load is going on")
            digest.update(json.dumps(told.get("graphs")).encode())
            source = cast("Any", _Digesting(file, digest))
            _in_thread(lambda: database.bulk_load(source, RdfFormat.N_QUADS))
        if os.waitpid(pid, 0)[1] != 0:
            raise RuntimeError("the store couldn't be read whole; the lines above say why")
        for graph in told["graphs"]:
            database.add_graph(NamedNode(graph))
    plain = Dataset(
        database,
        number,
        digest.hexdigest()[:20],
        options.raw,
        None if options.raw else _opened(folder, database, held),
        default_graphs=() if options.raw else (KNOWLEDGE,),
    )
    dataset = replace(plain, prepared=routes.prepare(plain))
    return Loaded(dataset, folder, told["state"], told["due"], make_image() if imaged else None)


def _in_thread(job: Callable[[], object]) -> None:
    """Run ``job`` in a thread of its own, whose memory lies apart; its error is raised here."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if errors:
        raise errors[0]


def _opened(folder: StoreFolder, database: pyoxigraph.Store, held: ExitStack) -> Any:
    from accord.graph.store import Store
    from accord.graph.store_opening import Opened
    from accord.graph.store_writing import LocalWriter

    return held.enter_context(Store(Opened(folder, database, LocalWriter(database, folder)), ExitStack()))


def _send_quads(folder: StoreFolder, raw: bool, sending: int) -> NoReturn:
    """In a process of its own, so that the one that forks workers has no threads of the database."""
    code = 1
    try:
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        confinement.die_with_parent()
        with open(sending, "wb", buffering=1 << 16) as file:
            _write_store(folder, raw, file)
        code = 0
    except BaseException as error:
        traceback.print_exception(error, file=sys.stderr)
    finally:
        os._exit(code)


def _write_store(folder: StoreFolder, raw: bool, file: Any) -> None:
    """A line of JSON about the store, then its quads."""
    from pyoxigraph import RdfFormat, serialize

    from accord.graph.ledger import all_due
    from accord.graph.store_folder import open_copy
    from accord.graph.store_snapshot import snapshot, state

    before = state(folder)
    with snapshot(folder) as copy:
        same = before == state(folder)
        database = open_copy(folder, copy)
        graphs = sorted(graph.value for graph in database.named_graphs() if raw or graph.value not in _hidden())
        due = bool(not raw and all_due(database))
        file.write(json.dumps({"state": before if same else "", "due": due, "graphs": graphs}).encode() + b"\n")
        if raw:
            database.dump(file, RdfFormat.N_QUADS)
        else:
            serialize(_told(database), file, RdfFormat.N_QUADS)


def _hidden() -> frozenset[str]:
    """The store's own bookkeeping, which isn't told to anybody."""
    from accord.graph.identifiers import CHANGES, INDEX

    return frozenset((INDEX, CHANGES))


def _told(database: pyoxigraph.Store) -> Iterator[pyoxigraph.Quad]:
    from pyoxigraph import NamedNode

    hidden = {NamedNode(name) for name in _hidden()}
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
