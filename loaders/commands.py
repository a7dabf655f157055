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
    from accord.loaders.corpus.running import Plan, Tally
    from accord.loaders.loading import Outcome
    from accord.loaders.opening import Opening
    from accord.loaders.sources import Source

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE",
        help="Texts, pages, archives (ZIP, tar, WARC), tables (CSV, JSON lines), feeds, mail: files, folders, addresses"
        " on the web, or - for standard input.",
    ),
]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Publication date, YYYY-MM-DD; overrides the source's."),
]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="FOLDER_OR_URL", help="The store (absent: ACCORD_STORE, else the user's data folder)."
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", envvar="ACCORD_MODEL", help="A spaCy pipeline's package name or path.")
]
Columns = Annotated[
    str | None,
    typer.Option("--columns", metavar="MAP", help="Columns of tables, as text=body,title=headline (absent: guessed)."),
]
Hosts = Annotated[
    list[str] | None,
    typer.Option("--allow-host", metavar="HOST[:PORT]", help="Read from this host though it isn't a public one."),
]
Pace = Annotated[float, typer.Option("--pace", min=0.0, help="Seconds between two requests to a host.")]
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
    outdated: Annotated[
        bool, typer.Option("--outdated", help="Read again what another extractor, version or model read.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=0, max=256, help="Worker processes (absent: a core each; 0: none)."),
    ] = None,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0.1, help="Seconds that a worker process may take for an article.")
    ] = 60.0,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write what became of the sources as JSON.")
    ] = None,
    columns: Columns = None,
    hosts: Hosts = None,
    pace: Pace = 1.0,
    parts: Annotated[
        str | None,
        typer.Option("--parts", metavar="PLACE", help="Make parts there, for accord merge, in the place of a store."),
    ] = None,
    part_size: Annotated[int, typer.Option("--part-size", min=1, help="Sources a part.")] = 100,
    dask: Annotated[
        str | None, typer.Option("--dask", metavar="ADDRESS", help="With --parts: by this Dask cluster.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done with each, and do nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a source.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Don't print what was found.")] = False,
) -> None:
    """Read articles, extract their facts and keep them; an article that is loaded again replaces its old facts.

    Stopped anywhere, the same command does what is missing.
    """
    from accord.loaders.corpus import running
    from accord.loaders.opening import Opening
    from accord.loaders.sources import example as example_source
    from accord.loaders.sources import find_sources

    if not sources and not example and not outdated:
        raise typer.BadParameter("give a file, a folder, - or --example", param_hint="SOURCE")
    if register is not None:
        _load_register(register, sources or [], store, as_json=as_json, quiet=quiet)
        return
    plan = running.Plan(extractor, model, _day(published), workers, time_limit)
    found = (*find_sources(sources or ()), *([example_source()] if example else []))
    tally, opening = running.Tally(), Opening(columns, tuple(hosts or ()), pace, tell=_remark)
    if parts is not None or dask is not None:
        from accord.loaders.parts.commands import make_parts

        with opening.articles(found) as articles:
            make_parts(parts, articles, plan, part_size, dask)
        return
    if dry_run:
        _foresee(opening, found, plan, store, as_json=as_json)
        return
    with open_store(store) as opened, running.reported(tally, report):
        found = (*found, *(running.outdated(opened, plan) if outdated else ()))
        with opening.articles(found) as articles:
            for outcome in running.watched(running.load(opened, articles, plan), len(found)):
                tally.add(outcome)
                print_outcome(outcome, as_json, quiet)
    conclude(tally, "loaded", missing=not outdated)


def _load_register(name: str, sources: Sequence[str], store: str | None, *, as_json: bool, quiet: bool) -> None:
    """Load one register: a folder or a file. Of what it says, figures are printed; all would be the register again."""
    from accord.loaders.corpus.running import Tally
    from accord.loaders.registers.loading import find_register, load_register

    register = find_register(name)
    if len(sources) != 1:
        raise typer.BadParameter("give the one folder or file of the register", param_hint="SOURCE")
    with open_store(store) as opened:
        told = tuple(map(_report, load_register(opened, register, Path(sources[0]))))
    outcomes, tally = [outcome for outcome in told if outcome.result.value != "remark"], Tally()
    for outcome in outcomes:
        tally.add(outcome)
    if as_json:
        _print_lines(map(_told, outcomes))
    elif not quiet:
        made = [agreement for outcome in outcomes if outcome.facts for agreement in outcome.facts.agreements]
        typer.echo(f"{name}: {len(made)} agreements, {sum(len(each.acts) for each in made)} acts")
    conclude(tally, "loaded")


def extract(
    sources: Sources = None,
    *,
    published: Published = None,
    model: Model = None,
    extractor: ExtractorName = "rules",
    columns: Columns = None,
    hosts: Hosts = None,
    pace: Pace = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one facts document a line.")] = False,
) -> None:
    """Print the facts of articles, and keep nothing."""
    from accord.loaders.corpus import running
    from accord.loaders.loading import extract_sources, find_extractor
    from accord.loaders.opening import Opening
    from accord.loaders.sources import find_sources

    if not sources:
        raise typer.BadParameter("give a file, a folder or -", param_hint="SOURCE")
    found, tally = find_sources(sources), running.Tally()
    with Opening(columns, tuple(hosts or ()), pace, tell=_remark).articles(found) as articles:
        extracted = extract_sources(articles, find_extractor(extractor, model), _day(published))
        for outcome in running.watched(extracted, len(found)):
            tally.add(_report(outcome))
            if as_json:
                _print_lines(told for told in [_facts(outcome)] if told)
            else:
                _print_outcomes([outcome], quiet=False)
    conclude(tally, "extracted")


def _foresee(opening: Opening, found: Sequence[Source], plan: Plan, store: str | None, *, as_json: bool) -> None:
    """Say what would be done."""
    from collections import Counter
    from dataclasses import asdict

    from accord.graph.settings import store_place
    from accord.loaders.preview import foresee

    counts: Counter[str] = Counter()
    with opening.articles(found, fetch=False) as articles:
        for foreseen in foresee(store_place(store), articles, plan):
            counts[foreseen.result] += 1
            if as_json:
                _print_lines([asdict(foreseen)])
            else:
                typer.echo(str(foreseen))
    typer.echo(", ".join(f"{count} to {result}" for result, count in sorted(counts.items())), err=True)


def print_outcome(outcome: Outcome, as_json: bool, quiet: bool) -> None:
    """What became of a source: remarks and refusals on standard error, what was found on standard output."""
    _report(outcome)
    if as_json:
        _print_lines([_told(outcome)])
    else:
        _print_outcomes([outcome], quiet)


def _remark(told: str) -> None:
    typer.echo(f"accord: {told}", err=True)


def open_store(option: str | None) -> Store:
    """The store of a command's option, to write."""
    from accord.graph.identifiers import DEFAULT_BASE
    from accord.graph.settings import base_iri, store_place
    from accord.graph.store import Store

    # A store keeps the base that it was made with; only a base that was asked for can contradict it.
    base = base_iri()
    return Store.open(store_place(option), base=None if base == DEFAULT_BASE else base)


def _day(published: str | None) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(published) if published else None
    except ValueError as error:
        raise InvalidDate(f"--published {published}: not a day of the calendar; write it as 2017-05-08") from error


def _report(outcome: Outcome) -> Outcome:
    for remark in outcome.remarks:
        typer.echo(f"accord: {outcome.source.name}: {remark}", err=True)
    if outcome.error:
        typer.echo(f"accord: {outcome.error}", err=True)
    return outcome


def conclude(tally: Tally, done: str, *, missing: bool = True) -> None:
    """Say how many were ``done``; exit code 1 when all were refused, 3 when some were, as has been told already."""
    refused = len(tally.refused)
    if not tally.total and missing:
        raise MissingSource("no files were found; give text or HTML files, or a folder that holds some")
    if refused and refused == tally.total:
        raise typer.Exit(1)
    if refused:
        raise PartlyDone(f"{refused} of {tally.total} sources were refused, as told above; the others are {done}")
    if tally.unchanged or tally.total != 1:
        kept = f", {tally.unchanged} unchanged" if tally.unchanged else ""
        typer.echo(f"{tally.loaded} {done}{kept}", err=True)


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
        "id": outcome.identifier,
        "reason": str(outcome.error) if outcome.error else None,
        "remarks": list(outcome.remarks),
        "facts": _facts(outcome),
    }
