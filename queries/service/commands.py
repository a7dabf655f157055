"""``accord serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StorePath = Annotated[Path | None, typer.Option("--store", envvar="ACCORD_STORE", help="The store to serve.")]


def serve(
    store: StorePath = None,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 7878,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than 127.0.0.1 can be reached from outside.")
    ] = "127.0.0.1",
    timeout: Annotated[float, typer.Option(min=0.1, help="At most so many seconds for an answer.")] = 30.0,
    raw: Annotated[
        bool, typer.Option("--raw", help="Serve the store as plain RDF: every graph can be written.")
    ] = False,
) -> None:
    """Serve the graph on HTTP: SPARQL at /sparql, graphs at /store."""
    from accord.graph.settings import store_path
    from accord.queries.service.listening import run
    from accord.queries.service.options import Options

    options = Options(store_path(store), host, port, raw, timeout)
    run(options, lambda address: typer.echo(f"serving {options.store} at {address}", err=True))
