"""``accord neo4j up|down|status|destroy``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from accord.graph.neo4j.server import LocalServer

neo4j = typer.Typer(help="A local Neo4j server, from Maven's jars.", no_args_is_help=True, rich_markup_mode=None)

Home = Annotated[
    Path | None,
    typer.Option("--home", envvar="ACCORD_NEO4J_HOME", help="Folder of the local server."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@neo4j.command()
def up(
    *,
    home: Home = None,
    bolt_port: Annotated[int | None, typer.Option(min=0, max=65535, help="0: any free one.")] = None,
    http_port: Annotated[int | None, typer.Option(min=0, max=65535, help="0: any free one.")] = None,
    heap: Annotated[str, typer.Option(help="Memory for queries, e.g. 512m or 2g.")] = "1g",
    page_cache: Annotated[str, typer.Option(help="Memory for the database's pages.")] = "512m",
    as_json: AsJson = False,
) -> None:
    """Fetch Neo4j if it isn't here yet (137 MB, with Maven), start it and wait until it answers."""
    from accord.graph.neo4j.server import Memory

    server = local_server(home)
    if not server.jars.is_dir():
        typer.echo("fetching Neo4j with Maven, once (137 MB)", err=True)
    typer.echo("starting Neo4j", err=True)
    server.up(bolt_port, http_port, Memory(heap, page_cache))
    _print_status(server, as_json)


@neo4j.command()
def down(home: Home = None) -> None:
    """Stop the server; its databases stay."""
    stopped = local_server(home).down()
    typer.echo("stopped" if stopped else "no server runs", err=True)


@neo4j.command()
def status(home: Home = None, as_json: AsJson = False) -> None:
    """Tell whether the server runs, and where; exit code 1 when it doesn't."""
    server = local_server(home)
    _print_status(server, as_json)
    if server.process() is None:
        raise typer.Exit(1)


@neo4j.command()
def destroy(home: Home = None, yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False) -> None:
    """Stop the server and remove its databases, password and logs; the fetched jars stay."""
    server = local_server(home)
    if not yes:
        typer.confirm(f"Remove all databases in {server.home}?", abort=True, err=True)
    server.destroy()
    typer.echo(f"removed; the jars stay in {server.jars}", err=True)


def local_server(home: Path | None) -> LocalServer:
    """The local server at ``home``."""
    from accord.graph.neo4j.server import LocalServer

    return LocalServer.at(home)


def _print_status(server: LocalServer, as_json: bool) -> None:
    told: dict[str, Any] = asdict(server.status())
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo("running" if told["pid"] else "stopped")
    for name in ("uri", "browser", "home", "log", "password_file"):
        if told[name]:
            typer.echo(f"  {name.replace('_', ' '):<14}{told[name]}")
