"""``accord load --parts`` and ``accord merge``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from accord.graph.errors import MissingSource, PartlyDone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.loaders.corpus.running import Plan
    from accord.loaders.parts.part import Row
    from accord.loaders.parts.running import PartDone
    from accord.loaders.sources import Source

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="FOLDER_OR_URL", help="The store (absent: ACCORD_STORE, else the user's data folder)."
    ),
]


def make_parts(parts: str | None, sources: Iterable[Source], plan: Plan, size: int, dask: str | None) -> None:
    """Read and extract into parts, and tell of each; errors as ``accord load``."""
    from accord.graph.settings import base_iri
    from accord.loaders.parts.place import find_place
    from accord.loaders.parts.running import make_here, spec_of

    if parts is None:
        raise typer.BadParameter("say where the parts go, which all workers can reach", param_hint="--parts")
    spec = spec_of(plan, size, base_iri())
    if dask is None:
        done = make_here(find_place(parts), sources, plan, spec)
    else:
        from accord.loaders.parts.cluster import make_on_cluster

        done = make_on_cluster(dask, parts, sources, plan, spec)
    _tell(done)


def _tell(done: Iterable[PartDone]) -> None:
    """What became of each part and each refused source; exit code 1 when all were refused, 3 when some were."""
    fresh = kept = elsewhere = total = 0
    refused: list[Row] = []
    for part in done:
        fresh += part.fresh
        kept += part.rows is not None and not part.fresh
        elsewhere += part.rows is None
        for row in part.rows or ():
            total += 1
            _warn(row)
            if row.error:
                refused.append(row)
        typer.echo(f"{part.name}: {_words(part)}", err=True)
    if not (total or elsewhere):
        raise MissingSource("no files were found; give text or HTML files, or a folder that holds some")
    said = [f"{fresh} parts made", *([f"{kept} were complete"] if kept else [])]
    said += [f"{elsewhere} are being made by others: run the same command again to see"] if elsewhere else []
    typer.echo(", ".join(said), err=True)
    if refused and len(refused) == total:
        raise typer.Exit(1)
    if refused:
        raise PartlyDone(f"{len(refused)} of {total} sources were refused, as told above; the others are in the parts")


def _warn(row: Row) -> None:
    for remark in row.remarks:
        typer.echo(f"accord: {row.name}: {remark}", err=True)
    if row.error:
        typer.echo(f"accord: {row.error}", err=True)


def _words(part: PartDone) -> str:
    if part.rows is None:
        return "is being made by another process"
    refused = sum(bool(row.error) for row in part.rows)
    told = f"{len(part.rows)} sources, {sum(row.facts for row in part.rows)} facts"
    return ("made: " if part.fresh else "complete: ") + told + (f", {refused} refused" if refused else "")


def merge(
    parts: Annotated[str, typer.Argument(metavar="PARTS", help="Where accord load --parts put them.")],
    *,
    store: StoreOption = None,
) -> None:
    """Load the parts that accord load --parts made into the store, as if their sources had been loaded here.

    Again it does what is missing.
    """
    from accord.loaders.commands import conclude, open_store
    from accord.loaders.corpus.running import Tally, watched
    from accord.loaders.parts import merging
    from accord.loaders.parts.place import find_place

    place, tally = find_place(parts), Tally()
    run = merging.read_run(place, parts)
    with open_store(store) as opened:
        for outcome in watched(merging.merge(opened, place, run), run.parts * run.spec.size):
            tally.add(outcome)
            if outcome.error:
                typer.echo(f"accord: {outcome.error}", err=True)
    conclude(tally, "loaded")
