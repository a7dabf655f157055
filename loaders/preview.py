"""``accord load --dry-run``: what loading would do with each article, without extracting, fetching or keeping it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.graph.errors import StoreError
from accord.loaders.corpus.tasks import Reader
from accord.loaders.sources import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.remote.address import StorePlace
    from accord.graph.store import Store
    from accord.loaders.corpus.running import Plan
    from accord.loaders.sources import Source


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of a source: ``load``, ``unchanged``, ``fetch`` or ``refuse``, and why or how much."""

    source: str
    result: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.result:<9} {self.source}" + (f" ({self.detail})" if self.detail else "")


def foresee(place: StorePlace, sources: Iterable[Source], plan: Plan) -> Iterator[Foreseen]:
    """What loading the sources into the store at ``place`` would do; the store needn't be there."""
    from accord.graph.store import Store
    from accord.loaders.loading import find_extractor

    reader = Reader(plan.published)
    extractor = find_extractor(plan.extractor, plan.model).name
    try:
        store = Store.open(place, read_only=True)
    except StoreError:
        yield from (_foreseen(None, source, reader, extractor) for source in sources)
        return
    with store:
        yield from (_foreseen(store, source, reader, extractor) for source in sources)


def _foreseen(store: Store | None, source: Source, reader: Reader, extractor: str) -> Foreseen:
    if is_address(source.place) and source.held is None and source.error is None:
        return Foreseen(source.name, "fetch")
    known = store.input(source.place) if store is not None else None
    published = reader.published.isoformat() if reader.published else ""
    same = known is not None and (known.extractor, known.published) == (extractor, published)
    read = reader.read(source, known.digest if known is not None and same else "")
    if read.error is not None:
        return Foreseen(source.name, "refuse", str(read.error).removeprefix(f"{source.name}: "))
    if read.document is None:
        return Foreseen(source.name, "unchanged")
    day = read.document.metadata.published
    return Foreseen(source.name, "load", f"{len(read.document.text.split())} words, {day or 'no date'}")
