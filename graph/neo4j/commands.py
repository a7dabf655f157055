"""``accord sync`` and ``accord neo4j up|down|status|destroy``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from accord.graph.commands import StoreOption

if TYPE_CHECKING:
    from accord.graph.neo4j.server import LocalServer
    from accord.graph.neo4j.sync import Report

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

    server = _server(home)
    if not server.jars.is_dir():
        typer.echo("fetching Neo4j with Maven, once (137 MB)", err=True)
    typer.echo("starting Neo4j", err=True)
    server.up(bolt_port, http_port, Memory(heap, page_cache))
    _print_status(server, as_json)


@neo4j.command()
def down(home: Home = None) -> None:
    """Stop the server; its databases stay."""
    stopped = _server(home).down()
    typer.echo("stopped" if stopped else "no server runs", err=True)


@neo4j.command()
def status(home: Home = None, as_json: AsJson = False) -> None:
    """Tell whether the server runs, and where; exit code 1 when it doesn't."""
    server = _server(home)
    _print_status(server, as_json)
    if server.process() is None:
        raise typer.Exit(1)


@neo4j.command()
def destroy(home: Home = None, yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False) -> None:
    """Stop the server and remove its databases, password and logs; the fetched jars stay."""
    server = _server(home)
    if not yes:
        typer.confirm(f"Remove all databases in {server.home}?", abort=True, err=True)
    server.destroy()
    typer.echo(f"removed; the jars stay in {server.jars}", err=True)


def sync(
    *,
    store: StoreOption = None,
    uri: Annotated[str | None, typer.Option("--neo4j", metavar="URI", help="e.g. bolt://localhost:7687.")] = None,
    database: Annotated[str | None, typer.Option(help="Database (absent: the user's home database).")] = None,
    user: Annotated[str | None, typer.Option(help="User (absent: ACCORD_NEO4J_USER, else neo4j).")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Make a Neo4j database hold what the knowledge graph holds; what isn't accord's there stays.

    Without --neo4j or ACCORD_NEO4J it is the local server's. Passwords come from ACCORD_NEO4J_PASSWORD, the local
    server's file or NEO4J_PASSWORD.
    """
    from accord.graph.neo4j.connection import find_target
    from accord.graph.neo4j.sync import sync as bring_in_step
    from accord.graph.projection import rows
    from accord.graph.settings import store_path
    from accord.graph.store import Store

    target = find_target(uri, user, database, server=_server(home))
    with Store.open(store_path(store), read_only=True) as opened:
        projection = rows(opened)
    report = bring_in_step(projection, target)
    typer.echo(json.dumps(asdict(report)) if as_json else _table(report))


def _server(home: Path | None) -> LocalServer:
    from accord.graph.neo4j.server import LocalServer

    return LocalServer.at(home)


def _table(report: Report) -> str:
    counts = asdict(report)
    lines = [f"{'':<14}{'total':>9}{'created':>9}{'changed':>9}{'deleted':>9}"]
    for kind in ("nodes", "relationships"):
        cells = (counts[kind], *(counts[f"{kind}_{done}"] for done in ("created", "changed", "deleted")))
        lines.append(f"{kind:<14}" + "".join(f"{cell:>9}" for cell in cells))
    return "\n".join(lines)


def _print_status(server: LocalServer, as_json: bool) -> None:
    told: dict[str, Any] = asdict(server.status())
    if as_json:
        typer.echo(json.dumps(told))
        return
    typer.echo("running" if told["pid"] else "stopped")
    for name in ("uri", "browser", "home", "log", "password_file"):
        if told[name]:
            typer.echo(f"  {name.replace('_', ' '):<14}{told[name]}")
