"""Running the service: the nursery first, then the event loop with the front in it, until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from accord.graph.errors import InputError, StoreError
from accord.queries.service import nursery
from accord.queries.service.accepting import Accepting
from accord.queries.service.access import Access
from accord.queries.service.board import Board
from accord.queries.service.common import Common
from accord.queries.service.front import Front
from accord.queries.service.journal import Journal
from accord.queries.service.lanes import Lanes, slots_of
from accord.queries.service.loading import find_folder
from accord.queries.service.metrics import BUCKETS
from accord.queries.service.pool import Pool
from accord.queries.service.publishing import Publisher
from accord.queries.service.routes import load_routes

if TYPE_CHECKING:
    from collections.abc import Callable

    import uvicorn

    from accord.queries.service.options import Options


def run(options: Options, say: Callable[[str], object]) -> None:
    """Serve until SIGINT or SIGTERM. ``say`` is told the address once requests are answered.

    InputError when the address can't be had, StoreError when the store can't be read.
    """
    import uvloop

    find_folder(options)
    listening = _bind(options)
    table = load_routes(options.raw)
    common = Common(options, table, Board(slots_of(options), len(table.routes), BUCKETS))
    orders = nursery.start(common, listening)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner, suppress(KeyboardInterrupt):
        runner.run(_serve(common, orders, listening, say))


def _bind(options: Options) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
    except OSError as error:
        told = f"can't listen on {options.host}:{options.port} ({error.strerror}); give another --port or --host"
        raise InputError(told) from error
    return listening


def _stop(server: uvicorn.Server, orders: socket.socket) -> None:
    """The nursery has gone: no generation can be made any more, so that whoever watches should start it anew."""
    asyncio.get_running_loop().remove_reader(orders.fileno())
    server.should_exit = True


def _server(front: Front, options: Options) -> uvicorn.Server:
    """Makes connections of the front's protocol; ``Accepting`` accepts them."""
    import uvicorn

    from accord.queries.service.patience import patient

    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    config = uvicorn.Config(
        front,
        http=patient(options, front),
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    config.load()
    return uvicorn.Server(config)


async def _serve(common: Common, orders: socket.socket, listening: socket.socket, say: Callable[[str], object]) -> None:
    options = common.options
    journal = Journal.on(sys.stderr if options.log else None)
    pool = Pool(options)
    lanes = Lanes(common)
    publisher = Publisher(options, orders, pool, lanes, lambda told: journal.note("store", told=told))
    front = Front(common, publisher, Access(options, time.monotonic), journal)
    server = _server(front, options)
    accepting = Accepting(listening, server, options)
    host, port = listening.getsockname()[:2]
    try:
        await publisher.begin()
        watching = asyncio.ensure_future(publisher.watch())
        asyncio.get_running_loop().add_reader(orders.fileno(), _stop, server, orders)
        accepting.begin(lanes)
        say(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
        try:
            await server.serve(sockets=[])
        finally:
            accepting.end()
            await lanes.close()
            watching.cancel()
            lost = not asyncio.get_running_loop().remove_reader(orders.fileno())
        if lost:
            raise StoreError("a process that the service can't do without has ended; start it again")
    finally:
        pool.close()
        orders.close()
