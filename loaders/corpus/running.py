"""One run of loading: who works, what is counted, how it is told while it goes on and afterwards."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import StoreError
from accord.loaders.loading import Result, count_facts, find_extractor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from accord.graph.store import Store
    from accord.loaders.corpus.workers import Workers
    from accord.loaders.loading import Outcome
    from accord.loaders.sources import Source

FEW: Final = 16
"""So many sources are done before worker processes would have their models."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to load. ``workers``: processes, 0 for none beside this one, None for as many as are worth it.

    ``time_limit``: seconds for one article, kept by worker processes only.
    """

    extractor: str = "rules"
    model: str | None = None
    published: date | None = None
    workers: int | None = None
    time_limit: float = 60.0

    def count(self, sources: int) -> int:
        """The number of worker processes for so many sources."""
        if self.workers is not None:
            return self.workers
        return 0 if sources < FEW else max(1, os.cpu_count() or 1)


def load(store: Store, sources: Iterable[Source], plan: Plan) -> Iterator[Outcome]:
    """Load the sources in their order; ModelMissing or InputError when the extractor can't be had."""
    coming = iter(sources)
    first = list(islice(coming, FEW))
    from accord.loaders.corpus.pipeline import Pipeline

    name = find_extractor(plan.extractor, plan.model).name
    with working(plan, len(first)) as workers:
        pipeline = Pipeline(store, workers, name, plan.published.isoformat() if plan.published else "")
        yield from pipeline.load(chain(first, coming), len(first) > 1)


def outdated(store: Store, plan: Plan) -> tuple[Source, ...]:
    """The sources of the manifest that another extractor, version or model read, by name.

    For what came with others stands the container, of which only what is outdated is extracted again.
    """
    from accord.graph.manifest import all_inputs
    from accord.loaders.sources import container_of, named

    current = find_extractor(plan.extractor, plan.model).name
    stale = sorted(row.source for row in all_inputs(store.database) if row.extractor != current)
    return tuple(map(named, dict.fromkeys(map(container_of, stale))))


@contextmanager
def working(plan: Plan, sources: int) -> Iterator[Workers]:
    """Whoever reads and extracts so many sources, while the block runs."""
    from accord.loaders.corpus.tasks import Reader
    from accord.loaders.corpus.workers import Limits, Processes, ThisProcess, shares_stories

    reader = Reader(plan.published)
    if not (count := plan.count(sources)):
        yield ThisProcess(reader, find_extractor(plan.extractor, plan.model))
        return
    limits, shares = Limits(plan.time_limit), shares_stories(find_extractor(plan.extractor, plan.model))
    with Processes(reader, plan.extractor, plan.model, count=count, limits=limits, shares=shares) as processes:
        yield processes


@dataclass(slots=True)
class Tally:
    """What became of the sources so far."""

    started: float = field(default_factory=time.monotonic)
    loaded: int = 0
    unchanged: int = 0
    facts: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many there were."""
        return self.loaded + self.unchanged + len(self.refused)

    def add(self, outcome: Outcome) -> None:
        """Count one."""
        if outcome.error is not None:
            self.refused.append((outcome.source.name, str(outcome.error)))
        elif outcome.result is Result.LOADED:
            self.loaded += 1
            self.facts += count_facts(outcome.facts) if outcome.facts else 0
        else:
            self.unchanged += outcome.result is Result.UNCHANGED

    def as_json(self, *, complete: bool) -> dict[str, Any]:
        """The report; ``complete``: whether the run came to its end."""
        seconds = time.monotonic() - self.started
        return {
            "complete": complete,
            "loaded": self.loaded,
            "unchanged": self.unchanged,
            "facts": self.facts,
            "seconds": round(seconds, 3),
            "articles_per_minute": round(60 * self.total / seconds, 1) if seconds else None,
            "refused": [{"source": source, "reason": reason} for source, reason in self.refused],
        }


@contextmanager
def reported(tally: Tally, file: Path | None) -> Iterator[None]:
    """Write the report of a run to ``file``, of one that breaks off as well; StoreError when it can't be written."""
    complete = False
    try:
        yield
        complete = True
    finally:
        if file is not None:
            _write(file, tally.as_json(complete=complete))


def _write(file: Path, told: dict[str, Any]) -> None:
    beside = file.with_name(f".{file.name}.part")
    try:
        beside.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise StoreError(f"{file}: the report can't be written ({error.strerror})") from error


def watched(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """The outcomes, with a progress bar on standard error where it is a terminal: rate and time left.

    ``total``: of sources as they were named; a single one may hold any number.
    """
    if not total or not sys.stderr.isatty():
        yield from outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = ("reading", BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, started = bar.add_task("reading", total=total if total > 1 else None, rate=""), time.monotonic()
        for number, outcome in enumerate(outcomes, 1):
            yield outcome
            known = max(total, number) if total > 1 else None
            bar.update(task, advance=1, total=known, rate=f"{60 * number / (time.monotonic() - started):.0f} a minute")
