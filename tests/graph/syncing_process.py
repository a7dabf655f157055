"""Syncs a store in small batches, one line on stdout after each; kills itself with SIGKILL at a named point.

usage: syncing_process.py STORE URI BATCH [POINT NUMBER]     (the password comes from ACCORD_NEO4J_PASSWORD)

POINT is writing (the batch's statements have run, nothing is committed), committed (it is, and nobody knows) or
written; NUMBER says at which batch.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any


def main(path: str, uri: str, batch: str, point: str = "", number: str = "0") -> None:
    from accord.graph.neo4j.connection import find_target
    from accord.graph.neo4j.lease import Lease
    from accord.graph.neo4j.sync import Options, sync
    from accord.graph.store import Store

    done = 0
    write, work = Lease.write, Lease._write

    def die(where: str) -> None:
        if where == point and done + 1 == int(number):
            os.kill(os.getpid(), signal.SIGKILL)

    def working(lease: Lease, *arguments: Any) -> None:
        work(lease, *arguments)
        die("writing")

    def writing(lease: Lease, *arguments: Any) -> None:
        nonlocal done
        write(lease, *arguments)
        die("committed")
        done += 1
        print(done, flush=True)

    Lease._write, Lease.write = working, writing  # type: ignore[method-assign]
    with Store.open(Path(path), read_only=True) as store:
        sync(store, find_target(uri), Options(batch=int(batch)))


if __name__ == "__main__":
    main(*sys.argv[1:])
