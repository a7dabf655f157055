"""Making a part: its sources are read and extracted, and what is found becomes N-Quads. Runs on any machine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError
from accord.graph.evidence_part import evidence_lines
from accord.graph.identifiers import Namespace, digest, slug
from accord.loaders.corpus.copies import Stories
from accord.loaders.corpus.pipeline import CHARACTERS
from accord.loaders.loading import count_facts
from accord.loaders.parts.part import Row, metadata_of, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.graph.document import Document
    from accord.graph.errors import UnreadableSource
    from accord.graph.facts import Facts
    from accord.loaders.corpus.copies import Story
    from accord.loaders.corpus.tasks import Read
    from accord.loaders.corpus.workers import Promise, Workers
    from accord.loaders.parts.part import Made, Spec
    from accord.loaders.sources import Source

_LONGEST_NAME: Final = 60


class Making:
    """A part on its way: reading begins when this is made, extraction with ``extract``."""

    def __init__(self, sources: Sequence[Source], workers: Workers) -> None:
        self._sources = tuple(sources)
        self._workers = workers
        self._reading = [workers.read(source, "") for source in self._sources]
        self._read: list[Read] = []
        self._groups: list[tuple[list[int], Promise[list[Facts | UnreadableSource]]]] = []
        self._stories = Stories(workers.shares)
        self._met: dict[int, tuple[Story | None, bool]] = {}

    def extract(self) -> None:
        """Wait until all are read, and begin to extract."""
        self._read = [reading.result() for reading in self._reading]
        for numbers in self._grouped():
            documents = [document for number in numbers if (document := self._document(number)) is not None]
            names = [self._sources[number].name for number in numbers]
            self._groups.append((numbers, self._workers.extract(documents, names)))

    def finish(self, spec: Spec) -> Made:
        """Wait until all are extracted; the part."""
        found, ns = self._found(), Namespace(spec.base)
        rows: list[Row] = []
        quads: list[bytes] = []
        for number, (source, read) in enumerate(zip(self._sources, self._read, strict=True)):
            row = Row(source.name, source.place, source.called, read.digest, remarks=read.remarks)
            outcome, document = found.get(number, read.error), self._document(number)
            if document is None or outcome is None or isinstance(outcome, InputError):
                row = replace(row, error=str(outcome))
            else:
                told = metadata_of(document)
                row = replace(row, article=document.id, metadata=told, facts=count_facts(outcome))
                quads.append(evidence_lines(document, outcome, ns))
            rows.append(row)
        return written(spec, tuple(rows), b"".join(quads))

    def _found(self) -> dict[int, Facts | UnreadableSource]:
        """What was found in each document, its own or that of an earlier one with the same story."""
        found: dict[int, Facts | UnreadableSource] = {}
        for numbers, extracting in self._groups:
            for number, outcome in zip(numbers, extracting.result(), strict=True):
                found[number] = outcome
                self._stories.found(self._met[number][0], None if isinstance(outcome, InputError) else outcome)
        for number, (story, retold) in self._met.items():
            document = self._document(number)
            if retold and story is not None and document is not None:
                name = self._sources[number].name
                found[number] = story.told_by(document) or self._workers.extract([document], [name]).result()[0]
        return found

    def _document(self, number: int) -> Document | None:
        """The document of a source, under a name that no other source of the run has."""
        document, source = self._read[number].document, self._sources[number]
        if document is None:
            return None
        return replace(document, id=f"{slug(source.stem)[:_LONGEST_NAME]}-{digest(source.place)[:8]}")

    def _grouped(self) -> Iterator[list[int]]:
        """Numbers of sources that are extracted together; a story that was met before isn't."""
        group: list[int] = []
        characters = 0
        for number, read in enumerate(self._read):
            if read.document is None:
                continue
            self._met[number] = self._stories.met(read.document)
            if self._met[number][1]:
                continue
            group.append(number)
            characters += len(read.document.text)
            if characters >= CHARACTERS or len(group) >= self._workers.together:
                yield group
                group, characters = [], 0
        if group:
            yield group
