"""What a worker does for one source or a few: read it into a document, extract facts. Runs in any process."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError, UnreadableSource
from accord.loaders.reading.source import read_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.loaders.loading import Extractor
    from accord.loaders.sources import Source

_FAILURES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What an extractor may fail with; an error of the machine, such as a full disk, isn't the article's."""


@dataclass(frozen=True, slots=True)
class Read:
    """What reading gave. ``digest``: SHA-256 of the bytes in hex, empty when they weren't read to their end.

    Of ``document`` and ``error`` one is there, unless the bytes were ``known``.
    """

    digest: str
    document: Document | None = None
    remarks: tuple[str, ...] = ()
    error: InputError | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sources. ``published``: overrides what they say of themselves."""

    published: date | None = None

    def read(self, source: Source, known: str = "") -> Read:
        """The document of a source; of bytes whose digest is ``known`` only that they are."""
        raw = b""
        try:
            raw = source.read()
            if known and source.digest_of(raw) == known:
                return Read(known, known=True)
            reading = read_source(raw, name=source.name, published=self.published, told=source.told)
        except InputError as error:
            return Read(source.digest_of(raw), error=error)
        metadata = replace(reading.document.metadata, source=source.place)
        return Read(source.digest_of(raw), replace(reading.document, metadata=metadata), reading.remarks)


def extract_each(
    extractor: Extractor, documents: Sequence[Document], names: Sequence[str]
) -> list[Facts | UnreadableSource]:
    """The facts of each document, or why there are none; ``names``: how messages call their sources."""
    together = getattr(extractor, "extract_all", None)
    if together is not None and len(documents) > 1:
        try:
            return list(together(documents))
        except _FAILURES:  # by one of them, which is found one by one
            pass
    return [_extract(extractor, document, name) for document, name in zip(documents, names, strict=True)]


def _extract(extractor: Extractor, document: Document, name: str) -> Facts | UnreadableSource:
    try:
        return extractor.extract(document)
    except _FAILURES as error:
        told = f"{type(error).__name__}: {error}"
        return UnreadableSource(f"{name}: extraction failed ({told}); please report this article")
