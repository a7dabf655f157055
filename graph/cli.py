"""The root command: finds the subcommands by entry point, so that it imports no layer above its own."""

from __future__ import annotations

import sys
from importlib.metadata import entry_points, version
from typing import TYPE_CHECKING, NoReturn

import typer

from accord.graph.errors import AccordError

if TYPE_CHECKING:
    from collections.abc import Sequence


def build_app() -> typer.Typer:
    """The whole command line; each entry point of ``accord.commands`` is a function or a Typer app of subcommands."""
    app = typer.Typer(
        name="accord",
        help="Follow diplomacy: read articles, keep a graph of agreements, cite every edge.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for point in sorted(entry_points(group="accord.commands"), key=lambda p: p.name):
        command = point.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=point.name)
        else:
            app.command(point.name)(command)
    app.callback()(_root)
    return app


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"accord {version('accord')}")
        raise typer.Exit


def _root(
    _version: bool = typer.Option(False, "--version", help="Print the version.", callback=_show_version, is_eager=True),
) -> None:
    """Follow diplomacy: read articles, keep a graph of agreements, cite every edge."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run ``accord``; an AccordError becomes one line on stderr and its exit code."""
    try:
        build_app()(args=arguments)
    except AccordError as error:
        typer.echo(f"accord: {error}", err=True)
        sys.exit(error.exit_code)
    sys.exit(0)
