"""Merging parts into a store: as if this machine had loaded their sources in their order."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accord.graph.errors import InputError, UnreadableSource
from accord.graph.evidence_part import renamed
from accord.graph.identifiers import Namespace, digest
from accord.loaders.corpus.pipeline import Pipeline
from accord.loaders.corpus.tasks import Read
from accord.loaders.corpus.workers import Postponed
from accord.loaders.parts.part import Spec, part_name, read_part
from accord.loaders.parts.running import RUN
from accord.loaders.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.graph.document import Document
    from accord.graph.evidence_part import Quads
    from accord.graph.manifest import Input
    from accord.graph.store import Store
    from accord.loaders.corpus.workers import Promise
    from accord.loaders.loading import Outcome
    from accord.loaders.parts.part import Part, Row
    from accord.loaders.parts.place import Place


@dataclass(frozen=True, slots=True)
class Run:
    """How the parts of a place were made, and how many there are."""

    spec: Spec
    parts: int


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a part has of an article in the place of facts. ``document``: as the part calls it."""

    document: Document
    quads: Quads
    facts: int


def read_run(place: Place, name: str) -> Run:
    """What is in a place; InputError when no run was made there, or none came to its end."""
    told = place.read(RUN)
    if told is None:
        raise InputError(f"{name}: no complete run of accord load --parts is there; run that again")
    try:
        known = json.loads(told)
        spec = Spec(known["extractor"], known["published"], known["size"], known["base"])
        return Run(spec, int(known["parts"]))
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{name}/{RUN}: can't be read ({error}); run accord load --parts again") from error


def merge(store: Store, place: Place, run: Run) -> Iterator[Outcome]:
    """Load all parts into the store, in their order; InputError where one is missing or damaged, or IRIs differ.

    All are looked at first, so that nothing is loaded when one can't be.
    """
    if run.spec.base != store.namespace.base:
        raise InputError(f"the IRIs of these parts begin with {run.spec.base}, those of the store not; use another")
    for number in range(run.parts):
        read_part(place, part_name(number), run.spec)
    coming = _Coming(place, run)
    pipeline = _Merging(store, coming, run.spec.extractor, run.spec.published)
    yield from pipeline.load(coming.sources(), several=True)


class _Coming:
    """The parts as workers who have read and extracted everything already."""

    ahead = together = groups = 1
    shares = False

    def __init__(self, place: Place, run: Run) -> None:
        self._place = place
        self._run = run
        self._ns = Namespace(run.spec.base)
        self._rows: deque[tuple[Part, Row]] = deque()
        self._found: dict[str, Extracted] = {}

    def sources(self) -> Iterator[Source]:
        """The sources of all parts, one part in memory at a time."""
        for number in range(self._run.parts):
            part = read_part(self._place, part_name(number), self._run.spec)
            for row in part.rows:
                self._rows.append((part, row))
                yield Source(row.name, row.place, called=row.called)

    def read(self, source: Source, known: str) -> Promise[Read]:
        """What was read of the next source, whose bytes the store may have ``known``."""
        part, row = self._rows.popleft()
        assert row.place == source.place, "sources are asked for in the order of their rows"
        return Postponed(lambda: self._as_read(part, row, known))

    def extract(self, documents: Sequence[Document], names: Sequence[str]) -> Promise[Any]:
        """What was found in some documents, by their texts: of equal ones only the first is asked for."""
        del names
        found = [self._found.pop(digest(document.text)) for document in documents]
        return Postponed(lambda: found)

    def _as_read(self, part: Part, row: Row, known: str) -> Read:
        if known and row.digest == known:
            return Read(known, known=True)
        if row.error:
            return Read(row.digest, error=UnreadableSource(row.error))
        document = part.document(row, self._ns)
        quads = part.evidence.get(self._ns.article(row.article), frozenset())
        self._found[digest(document.text)] = Extracted(document, quads, row.facts)
        return Read(row.digest, document, row.remarks)


class _Merging(Pipeline):
    """Keeps evidence in the place of facts."""

    def _put(self, document: Document, found: Any, row: Input | None) -> None:
        quads = renamed(found.quads, found.document, document, self._store.namespace)
        self._store.replace_evidence(document, self._extractor, lambda: quads, row)

    def _count(self, found: Any) -> int:
        return int(found.facts)

    def _told(self, found: Any) -> None:
        del found
