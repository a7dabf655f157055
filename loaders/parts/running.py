"""One run that makes parts: by processes of this machine, or by the workers of a Dask cluster."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import asdict, dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError
from accord.loaders.corpus.running import FEW, working
from accord.loaders.parts.claims import claim, let_go
from accord.loaders.parts.making import Making
from accord.loaders.parts.part import FORMAT, Spec, keep, part_name, read_rows
from accord.loaders.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.loaders.corpus.running import Plan
    from accord.loaders.parts.part import Row
    from accord.loaders.parts.place import Place
    from accord.loaders.sources import Source

RUN: Final = "run.json"
"""Says how many parts there are, once that is known, and how they were made."""
AT_ONCE: Final = 2
"""Parts that this machine has on their way, so that its processes needn't wait for the slowest article of one."""


@dataclass(frozen=True, slots=True)
class PartDone:
    """What became of a part. ``rows``: None where others are making it; ``fresh``: made by this run."""

    name: str
    rows: tuple[Row, ...] | None
    fresh: bool = False


def spec_of(plan: Plan, size: int, base: str) -> Spec:
    """What the bytes of a run's parts depend on; errors as ``find_extractor``."""
    from accord.loaders.loading import find_extractor

    name = find_extractor(plan.extractor, plan.model).name
    return Spec(name, plan.published.isoformat() if plan.published else "", size, base)


def batches(sources: Iterable[Source], size: int) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """The sources of each part with its name; InputError for standard input, which only one process can read."""
    coming, number = iter(sources), 0
    while batch := tuple(islice(coming, size)):
        if any(source.name == STDIN for source in batch):
            raise InputError("-: standard input can't be divided into parts; give files, folders or addresses")
        yield part_name(number), batch
        number += 1


def make_here(place: Place, sources: Iterable[Source], plan: Plan, spec: Spec) -> Iterator[PartDone]:
    """Make the parts that are missing by processes of this machine, and say how many there are."""
    count = 0
    with working(plan, FEW) as workers:
        making: deque[tuple[str, Making]] = deque()
        for count, (name, batch) in enumerate(batches(sources, spec.size), 1):  # noqa: B007 - counts them
            known = find_made(place, name, batch, spec)
            if known is not None or not claim(place, name):
                yield PartDone(name, known)
                continue
            making.append((name, Making(batch, workers)))
            making[-1][1].extract()
            if len(making) >= AT_ONCE:
                yield _finish(place, *making.popleft(), spec)
        while making:
            yield _finish(place, *making.popleft(), spec)
    conclude(place, spec, count)


def find_made(place: Place, name: str, batch: tuple[Source, ...], spec: Spec) -> tuple[Row, ...] | None:
    """The rows of a part that needn't be made: it is complete, and its sources are what they were."""
    rows = read_rows(place, name, spec)
    if rows is None or [row.place for row in rows] != [source.place for source in batch]:
        return None
    if any(row.digest != _digest(source) for row, source in zip(rows, batch, strict=True)):
        return None
    return rows


def conclude(place: Place, spec: Spec, parts: int) -> None:
    """Say how many parts the run has; an earlier run's that it had beyond those are no part of it."""
    told = {"accord run": FORMAT, **asdict(spec), "parts": parts}
    place.write(RUN, (json.dumps(told, indent=1, sort_keys=True) + "\n").encode())


def _finish(place: Place, name: str, making: Making, spec: Spec) -> PartDone:
    made = making.finish(spec)
    keep(place, name, made)
    let_go(place, name)
    return PartDone(name, read_rows(place, name, spec), fresh=True)


def _digest(source: Source) -> str:
    try:
        return source.digest_of(source.read())
    except InputError:
        return ""
