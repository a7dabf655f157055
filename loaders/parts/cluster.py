"""Parts made by a Dask cluster: a task a part, tried again elsewhere when its worker dies.

In each Dask worker a process of its own reads and extracts, which can be killed: an article that takes too long, or
ends its process, is named and refused, and the worker lives. Source: https://distributed.dask.org/en/stable/ .
"""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, cast

from accord.graph.errors import AccordError, InputError
from accord.loaders.corpus.running import FEW, working
from accord.loaders.parts.making import Making
from accord.loaders.parts.part import keep, read_rows
from accord.loaders.parts.place import find_place
from accord.loaders.parts.running import PartDone, batches, conclude, find_made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.loaders.corpus.running import Plan
    from accord.loaders.corpus.workers import Workers
    from accord.loaders.parts.part import Spec
    from accord.loaders.sources import Source

_AHEAD: Final = 2
"""Parts a worker that are on their way."""


def make_on_cluster(address: str, parts: str, sources: Iterable[Source], plan: Plan, spec: Spec) -> Iterator[PartDone]:
    """Make the parts that are missing by the workers of the cluster at ``address``; they must reach ``parts`` too.

    InputError when Dask isn't installed or no scheduler answers.
    """
    try:
        import distributed
    except ImportError as error:
        raise InputError("Dask isn't installed; run: pip install 'accord[dask]'") from error
    place, count = find_place(parts), 0
    try:
        client = cast("Any", distributed).Client(address, timeout="5s")
    except (OSError, ValueError) as error:
        raise InputError(f"--dask {address}: no scheduler answers there ({error})") from error
    with client:
        going: dict[Any, str] = {}
        for count, (name, batch) in enumerate(batches(sources, spec.size), 1):  # noqa: B007 - counts them
            if (known := find_made(place, name, batch, spec)) is not None:
                yield PartDone(name, known)
                continue
            going[client.submit(make_part, parts, name, batch, plan, spec, key=f"accord-{name}", pure=False)] = name
            while len(going) >= _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"])):
                yield _next(going, place, spec)
        while going:
            yield _next(going, place, spec)
    conclude(place, spec, count)


def _next(going: dict[Any, str], place: Any, spec: Spec) -> PartDone:
    import distributed

    done = next(iter(cast("Any", distributed).wait(list(going), return_when="FIRST_COMPLETED").done))
    name = going.pop(done)
    try:
        done.result()
    except AccordError:
        raise
    except Exception as error:
        raise InputError(f"{name}: the cluster couldn't make it ({type(error).__name__}: {error})") from error
    return PartDone(name, read_rows(place, name, spec), fresh=True)


def make_part(parts: str, name: str, batch: tuple[Source, ...], plan: Plan, spec: Spec) -> str:
    """Make one part, in a worker of the cluster; its name."""
    making = Making(batch, _process_of(plan))
    making.extract()
    keep(find_place(parts), name, making.finish(spec))
    return name


_kept: dict[Plan, Workers] = {}
"""This worker's process for extraction, so that it loads its model once."""


def _process_of(plan: Plan) -> Workers:
    import multiprocessing

    if multiprocessing.current_process().daemon:
        told = "start its workers with --no-nanny, or with DASK_DISTRIBUTED__WORKER__DAEMON=False"
        raise InputError(f"Dask's worker may have no process of its own to extract in: {told}")
    if plan not in _kept:
        held = ExitStack()
        _kept[plan] = held.enter_context(working(replace(plan, workers=plan.workers or 1), FEW))
        atexit.register(held.close)
    return _kept[plan]
