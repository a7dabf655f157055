"""``accord sync``: bring a Neo4j database in step, follow the store, or compare and mend."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accord.graph.commands import StoreOption
from accord.graph.errors import AccordError
from accord.graph.neo4j.commands import AsJson, Home, local_server

if TYPE_CHECKING:
    from accord.graph.neo4j.connection import Target
    from accord.graph.neo4j.sync import Options, Report
    from accord.graph.neo4j.verify import Verification
    from accord.graph.remote.address import StorePlace

_NAMED = 20
"""Differences that are named on a terminal; JSON has them all."""


def sync(
    *,
    store: StoreOption = None,
    uri: Annotated[str | None, typer.Option("--neo4j", metavar="URI", help="e.g. bolt://localhost:7687.")] = None,
    database: Annotated[str | None, typer.Option(help="Database (absent: the user's home database).")] = None,
    user: Annotated[str | None, typer.Option(help="User (absent: ACCORD_NEO4J_USER, else neo4j).")] = None,
    password_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File whose first line is the password.")
    ] = None,
    home: Home = None,
    full: Annotated[bool, typer.Option("--full", help="Compare everything, not only what changed.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Count what would be written.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on with each change, until Ctrl-C.")] = False,
    every: Annotated[float, typer.Option(min=0.1, help="With --watch: seconds between looks at the store.")] = 2.0,
    verify: Annotated[bool, typer.Option("--verify", help="Only compare, and name what differs.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Compare, and mend what differs.")] = False,
    as_json: AsJson = False,
) -> None:
    """Make a Neo4j database hold what the knowledge graph holds; what isn't accord's there stays.

    Without --neo4j or ACCORD_NEO4J it is the local server's. Passwords come from --password-file,
    ACCORD_NEO4J_PASSWORD, the file ACCORD_NEO4J_PASSWORD_FILE, the local server's file, NEO4J_PASSWORD or the keyring.
    """
    from accord.graph.neo4j.connection import find_target
    from accord.graph.neo4j.sync import Options
    from accord.graph.neo4j.sync import sync as bring_in_step
    from accord.graph.settings import store_place
    from accord.graph.store import Store

    if (verify or repair) + watch + dry_run > 1:
        raise typer.BadParameter("--watch, --dry-run and --verify or --repair don't go together")
    target = find_target(uri, user, database, password_file=password_file, server=local_server(home))
    place, options = store_place(store), Options(full=full, dry_run=dry_run)
    if watch:
        _follow(place, target, options, every, as_json)
        return
    with Store.open(place, read_only=True) as opened:
        if verify or repair:
            _compare(opened, target, repair, as_json)
            return
        report = bring_in_step(opened, target, options)
    typer.echo(_told(report, as_json))


def _compare(store: object, target: Target, mend: bool, as_json: bool) -> None:
    """Print what differs; exit code 1 when something does and isn't mended."""
    from accord.graph.neo4j.verify import repair, verify
    from accord.graph.store import Store

    assert isinstance(store, Store)
    found = repair(store, target) if mend else verify(store, target)
    typer.echo(json.dumps(asdict(found), ensure_ascii=False) if as_json else _comparison(found))
    if not found.in_step:
        typer.echo("the store has changed since the last sync", err=True)
    if not found.clean and not mend:
        raise typer.Exit(1)


def _comparison(found: Verification) -> str:
    lines = [f"{'':<24}{'store':>9}{'Neo4j':>9}"]
    lines += [f"{name:<24}{should:>9}{there:>9}" for name, (should, there) in found.counts.items()]
    for each in found.differences[:_NAMED]:
        details = f": {', '.join(each.details)}" if each.details else ""
        lines.append(f"{each.problem} {each.kind} {each.name}{details}")
    if len(found.differences) > _NAMED:
        lines.append(f"and {len(found.differences) - _NAMED} more (--json names all)")
    done = "; mended" if found.repaired and found.differences else ""
    return "\n".join([*lines, f"{len(found.differences) or 'no'} differences{done}"])


def _follow(place: StorePlace, target: Target, options: Options, every: float, as_json: bool) -> None:
    import signal
    from threading import Event

    from accord.graph.neo4j.watching import watch

    stop = Event()

    def tell(outcome: Report | AccordError) -> None:
        if isinstance(outcome, AccordError):
            typer.echo(f"accord: {outcome}; trying again", err=True)
        else:
            typer.echo(_told(outcome, as_json))

    before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        watch(place, target, stop, every=every, options=options, tell=tell)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _told(report: Report, as_json: bool) -> str:
    return json.dumps(asdict(report)) if as_json else _table(report)


def _table(report: Report) -> str:
    counts = asdict(report)
    seen = "total" if report.full else "touched"
    lines = [f"{'':<14}{seen:>9}{'created':>9}{'changed':>9}{'deleted':>9}"]
    for kind in ("nodes", "relationships"):
        cells = (counts[kind], *(counts[f"{kind}_{done}"] for done in ("created", "changed", "deleted")))
        lines.append(f"{kind:<14}" + "".join(f"{cell:>9}" for cell in cells))
    return "\n".join(lines)
