"""``accord watch``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from accord.loaders.commands import ExtractorName, Hosts, Model, Pace, StoreOption, open_store, print_outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from accord.loaders.corpus.running import Plan, Tally
    from accord.loaders.web.following import Following


def watch(
    feeds: Annotated[list[str], typer.Argument(metavar="FEED", help="Addresses of RSS or Atom feeds.")],
    *,
    every: Annotated[float, typer.Option("--every", min=1.0, help="Minutes from one round to the next.")] = 15.0,
    once: Annotated[bool, typer.Option("--once", help="One round only.")] = False,
    store: StoreOption = None,
    model: Model = None,
    extractor: ExtractorName = "rules",
    hosts: Hosts = None,
    pace: Pace = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a source.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Don't print what was found.")] = False,
) -> None:
    """Follow feeds: read what is new in them, and load it, until Ctrl-C; what was read isn't fetched again."""
    from accord.loaders.corpus.running import Plan
    from accord.loaders.opening import Opening
    from accord.loaders.web.following import Following

    def tell(remark: str) -> None:
        typer.echo(f"accord: {remark}", err=True)

    plan = Plan(extractor, model, workers=0)
    with Opening(hosts=tuple(hosts or ()), pace=pace, tell=tell).fetching() as fetching:
        following = Following(fetching, tell)
        while True:
            tally = _round(following, feeds, plan, store, lambda outcome: print_outcome(outcome, as_json, quiet))
            refused = f", {len(tally.refused)} refused" if tally.refused else ""
            typer.echo(f"{tally.loaded} loaded, {tally.unchanged} unchanged{refused}", err=True)
            if once:
                return
            time.sleep(60 * every)


def _round(
    following: Following, feeds: Sequence[str], plan: Plan, store: str | None, show: Callable[..., None]
) -> Tally:
    """Load what is new; the store is open, and in use, only while there is something."""
    from itertools import chain

    from accord.loaders.corpus import running

    tally, entries = running.Tally(), following.entries(feeds)
    first = next(entries, None)
    if first is not None:
        with open_store(store) as opened:
            for outcome in running.load(opened, chain([first], entries), plan):
                following.done(outcome)
                tally.add(outcome)
                show(outcome)
    return tally
