"""``accord serve``."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final

import typer

StorePath = Annotated[str | None, typer.Option("--store", envvar="ACCORD_STORE", help="The store to serve.")]
_SAFE_RATE: Final = 50.0
"""Requests a second of one client, where others than this machine can connect."""


def serve(
    store: StorePath = None,
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 7878,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0: all of the machine's.")] = "127.0.0.1",
    timeout: Annotated[float, typer.Option(min=0.1, help="At most so many seconds for an answer.")] = 30.0,
    workers: Annotated[int | None, typer.Option(min=1, help="Long queries at once (absent: as processors).")] = None,
    memory: Annotated[int, typer.Option(min=50, help="MiB that a query may take beyond the data.")] = 500,
    cache: Annotated[int, typer.Option(min=0, help="MiB of short answers to keep while the data stay; 0: none.")] = 64,
    raw: Annotated[bool, typer.Option("--raw", help="Serve plain RDF: every graph can be written.")] = False,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", help="File with the token for writing (absent: ACCORD_TOKEN).")
    ] = None,
    read_token_file: Annotated[
        Path | None, typer.Option("--read-token-file", help="File with a token for reading (absent: none needed).")
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(min=0, help="Requests a second of one client; 0: any (absent: 50, and any on loopback)."),
    ] = None,
    patience: Annotated[float, typer.Option(min=0.1, help="Seconds that a slow client may take for a step.")] = 20.0,
    origin: Annotated[list[str] | None, typer.Option(help="Site whose scripts may read; * for all.")] = None,
    name: Annotated[list[str] | None, typer.Option(help="Name by which the service may be called.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No log of requests.")] = False,
) -> None:
    """Serve the graph on HTTP: SPARQL at /sparql, graphs at /store, until Ctrl-C."""
    from accord.graph.errors import AccordError
    from accord.graph.settings import local_store, store_place
    from accord.queries.service.access import LOOPBACK, read_token
    from accord.queries.service.listening import run
    from accord.queries.service.options import Options, processors

    missing = [name for name in ("httptools", "python_multipart", "uvicorn", "uvloop") if find_spec(name) is None]
    if missing:
        raise AccordError(f"{', '.join(missing)} isn't installed; run: pip install 'accord[serve]'")
    options = Options(
        local_store(store_place(store), "accord serve"),
        host,
        port,
        raw,
        timeout,
        workers or processors(),
        memory << 20,
        read_token(token_file),
        read_token(read_token_file, {}),
        rate if rate is not None else 0.0 if host in LOOPBACK else _SAFE_RATE,
        tuple(origin or ()),
        tuple(name or ()),
        not quiet,
        slow=patience,
        kept=cache << 20,
    )
    run(options, lambda address: typer.echo(f"serving {options.store} at {address}", err=True))
