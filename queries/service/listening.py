"""Running the service: the nursery first, then the event loop with the front in it, until it is told to stop."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

from accord.graph.errors import InputError
from accord.queries.service import generation, nursery
from accord.queries.service.front import Front
from accord.queries.service.pool import Pool
from accord.queries.service.routes import load_routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.queries.service.options import Options
    from accord.queries.service.routes import RouteTable


def run(options: Options, say: Callable[[str], object]) -> None:
    """Serve until SIGINT or SIGTERM. ``say`` is told the address once requests are answered.

    InputError when the address can't be had, StoreError when the store can't be read.
    """
    generation.find_folder(options)
    listening = _bind(options)
    table = load_routes(options.raw)
    orders = nursery.start(options, table)
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(options, table, orders, listening, say))


def _bind(options: Options) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
    except OSError as error:
        raise InputError(
            f"can't listen on {options.host}:{options.port} ({error.strerror}); give another --port"
        ) from error
    return listening


async def _serve(
    options: Options, table: RouteTable, orders: socket.socket, listening: socket.socket, say: Callable[[str], object]
) -> None:
    import uvicorn

    pool = Pool(options, orders)
    await pool.publish(1)
    front = Front(options, table, pool)
    config = uvicorn.Config(
        front,
        http="httptools",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    host, port = listening.getsockname()[:2]
    say(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    try:
        await server.serve(sockets=[listening])
    finally:
        pool.close()
        orders.close()
