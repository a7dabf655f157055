"""``accord load`` and ``accord extract``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from accord.graph.errors import InvalidDate, MissingSource, PartlyDone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from accord.graph.store import Store
    from accord.loaders.loading import Outcome

Sources = Annotated[
    list[str] | None, typer.Argument(metavar="SOURCE", help="Text or HTML files, folders, or - for standard input.")
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date, YYYY-MM-DD; overrides the source's."),
]
StoreOption = Annotated[
    Path | None,
    typer.Option("--store", metavar="FOLDER", help="The store (absent: ACCORD_STORE, else the user's data folder)."),
]
Model = Annotated[
    str | None, typer.Option("--model", envvar="ACCORD_MODEL", help="A spaCy pipeline's package name or path.")
]
ExtractorName = Annotated[str, typer.Option("--extractor", envvar="ACCORD_EXTRACTOR", help="Who extracts the facts.")]


def load(
    sources: Sources = None,
    *,
    example: Annotated[bool, typer.Option("--example", help="Load the article that is shipped with accord.")] = False,
    published: Published = None,
    store: StoreOption = None,
    model: Model = None,
    extractor: ExtractorName = "rules",
    register: Annotated[
        str | None, typer.Option("--register", metavar="NAME", help="The source is a register: un-treaties or ucdp.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a source.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Don't print what was found.")] = False,
) -> None:
    """Read articles, extract their facts and keep them; an article that is loaded again replaces its old facts."""
    from accord.loaders.loading import find_extractor, load_sources
    from accord.loaders.sources import example as example_source
    from accord.loaders.sources import find_sources

    if not sources and not example:
        raise typer.BadParameter("give a file, a folder, - or --example", param_hint="SOURCE")
    if register is not None:
        _load_register(register, sources or [], store, as_json=as_json, quiet=quiet)
        return
    day = _day(published)
    found = (*find_sources(sources or ()), *([example_source()] if example else []))
    chosen = find_extractor(extractor, model)
    with _open_store(store) as opened:
        outcomes = _watched(load_sources(opened, found, chosen, day), len(found))
    if as_json:
        _print_lines(map(_told, outcomes))
    else:
        _print_outcomes(outcomes, quiet)
    _conclude(outcomes, "loaded")


def _load_register(name: str, sources: Sequence[str], store: Path | None, *, as_json: bool, quiet: bool) -> None:
    """Load one register: a folder or a file. Of what it says, figures are printed; all would be the register again."""
    from accord.loaders.registers.loading import find_register, load_register

    register = find_register(name)
    if len(sources) != 1:
        raise typer.BadParameter("give the one folder or file of the register", param_hint="SOURCE")
    with _open_store(store) as opened:
        told = tuple(map(_report, load_register(opened, register, Path(sources[0]))))
    outcomes = [outcome for outcome in told if outcome.result.value != "remark"]
    if as_json:
        _print_lines(map(_told, outcomes))
    elif not quiet:
        made = [agreement for outcome in outcomes if outcome.facts for agreement in outcome.facts.agreements]
        typer.echo(f"{name}: {len(made)} agreements, {sum(len(each.acts) for each in made)} acts")
    _conclude(outcomes, "loaded")


def extract(
    sources: Sources = None,
    *,
    published: Published = None,
    model: Model = None,
    extractor: ExtractorName = "rules",
    as_json: Annotated[bool, typer.Option("--json", help="Print one facts document a line.")] = False,
) -> None:
    """Print the facts of articles, and keep nothing."""
    from accord.loaders.loading import extract_sources, find_extractor
    from accord.loaders.sources import find_sources

    if not sources:
        raise typer.BadParameter("give a file, a folder or -", param_hint="SOURCE")
    found = find_sources(sources)
    outcomes = _watched(extract_sources(found, find_extractor(extractor, model), _day(published)), len(found))
    if as_json:
        _print_lines(told for outcome in outcomes if (told := _facts(outcome)))
    else:
        _print_outcomes(outcomes, quiet=False)
    _conclude(outcomes, "extracted")


def _open_store(option: Path | None) -> Store:
    from accord.graph.identifiers import DEFAULT_BASE
    from accord.graph.settings import base_iri, store_path
    from accord.graph.store import Store

    # A store keeps the base that it was made with; only a base that was asked for can contradict it.
    base = base_iri()
    return Store.open(store_path(option), base=None if base == DEFAULT_BASE else base)


def _day(published: str | None) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(published) if published else None
    except ValueError as error:
        raise InvalidDate(f"--published {published}: not a day of the calendar; write it as 2017-05-08") from error


def _watched(outcomes: Iterable[Outcome], total: int) -> tuple[Outcome, ...]:
    """Run through the outcomes: refusals and remarks to stderr as they come, and progress where it is a terminal."""
    if total < 2 or not sys.stderr.isatty():
        return tuple(map(_report, outcomes))
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return tuple(_report(each) for each in track(outcomes, "reading", total, console=console, transient=True))


def _report(outcome: Outcome) -> Outcome:
    for remark in outcome.remarks:
        typer.echo(f"accord: {outcome.source.name}: {remark}", err=True)
    if outcome.error:
        typer.echo(f"accord: {outcome.error}", err=True)
    return outcome


def _conclude(outcomes: Sequence[Outcome], done: str) -> None:
    """Exit code 1 when all were refused, 3 when some were; each has been told of already."""
    refused = sum(outcome.error is not None for outcome in outcomes)
    if not outcomes:
        raise MissingSource("no files were found; give text or HTML files, or a folder that holds some")
    if refused == len(outcomes):
        raise typer.Exit(1)
    if refused:
        raise PartlyDone(f"{refused} of {len(outcomes)} sources were refused, as told above; the others are {done}")
    unchanged = sum(outcome.facts is None for outcome in outcomes)
    if unchanged or len(outcomes) > 1:
        kept = f", {unchanged} unchanged" if unchanged else ""
        typer.echo(f"{len(outcomes) - unchanged} {done}{kept}", err=True)


def _print_outcomes(outcomes: Iterable[Outcome], quiet: bool) -> None:
    from accord.loaders.findings import print_findings

    for outcome in outcomes:
        if outcome.document and outcome.facts and not quiet:
            print_findings(outcome.document, outcome.facts, sys.stdout)


def _print_lines(told: Iterable[dict[str, Any]]) -> None:
    import json

    for each in told:
        typer.echo(json.dumps(each, ensure_ascii=False))


def _facts(outcome: Outcome) -> dict[str, Any] | None:
    from accord.graph.facts_json import to_json

    return to_json(outcome.facts) if outcome.facts else None


def _told(outcome: Outcome) -> dict[str, Any]:
    """What ``load --json`` says of a source."""
    return {
        "source": outcome.source.name,
        "result": outcome.result.value,
        "id": outcome.document.id if outcome.document else None,
        "reason": str(outcome.error) if outcome.error else None,
        "remarks": list(outcome.remarks),
        "facts": _facts(outcome),
    }
