"""From sources to the store: read, recognise what is known already, extract, replace; refusals are kept as well."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from dataclasses import dataclass, replace
from enum import Enum
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, Protocol

from accord.graph.errors import InputError, UnreadableSource
from accord.graph.identifiers import digest, slug
from accord.loaders.reading.source import MAX_BYTES, Reading, read_source
from accord.loaders.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.graph.store import Store
    from accord.loaders.sources import Source

DEFAULT_EXTRACTOR: Final = "rules"


class Extractor(Protocol):
    """Turns a document into facts; ``name`` tells extractors, versions and models apart."""

    name: str

    def extract(self, document: Document) -> Facts:
        """All facts of a document."""
        ...


class Result(Enum):
    """What became of a source."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: a document unless refused, facts when extracted; ``error`` says why it was refused."""

    source: Source
    result: Result
    document: Document | None = None
    facts: Facts | None = None
    remarks: tuple[str, ...] = ()
    error: InputError | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store holds of an article."""

    source: str | None
    url: str | None
    text: str | None


def find_extractor(name: str = DEFAULT_EXTRACTOR, model: str | None = None) -> Extractor:
    """Make the extractor of this name, an entry point of ``accord.extractors``; InputError when there is none."""
    points = {point.name: point for point in entry_points(group="accord.extractors")}
    if name not in points:
        raise InputError(f"no extractor {name!r}; there are: {', '.join(sorted(points)) or 'none'}")
    made: Extractor = points[name].load()(**({"model": model} if model else {}))
    return made


def extract_sources(sources: Sequence[Source], extractor: Extractor, published: date | None) -> Iterator[Outcome]:
    """Read and extract each source, without a store; the article's id is the file's name without its ending."""
    for source in sources:
        try:
            reading = read_source(source.read(), name=source.name, published=published)
            document = replace(reading.document, id="stdin" if source.name == STDIN else source.stem)
            facts = _extract(extractor, document, source)
        except InputError as error:
            yield Outcome(source, Result.REFUSED, error=error)
        else:
            yield Outcome(source, Result.LOADED, document, facts, reading.remarks)


def load_sources(
    store: Store, sources: Sequence[Source], extractor: Extractor, published: date | None
) -> Iterator[Outcome]:
    """Load each source into the store, one transaction an article; knowledge of several is derived once, at the end."""
    with store.batch() if len(sources) > 1 else nullcontext():
        for source in sources:
            yield _load(store, source, extractor, published)


def _load(store: Store, source: Source, extractor: Extractor, published: date | None) -> Outcome:
    raw = b""
    try:
        raw = source.read()
        reading = read_source(raw, name=source.name, published=published)
        document = _identified(store, reading, source)
        if store.holds(document, extractor.name):
            return Outcome(source, Result.UNCHANGED, document, None, reading.remarks)
        facts = _extract(extractor, document, source)
        store.replace_article(document, facts)
    except InputError as error:
        store.refuse(source.place, str(error), _sha256(raw))
        return Outcome(source, Result.REFUSED, error=error)
    return Outcome(source, Result.LOADED, document, facts, reading.remarks)


def _extract(extractor: Extractor, document: Document, source: Source) -> Facts:
    """An extractor's failure on one article must not keep the others out, so it refuses the article."""
    try:
        return extractor.extract(document)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
        reason = f"{source.name}: extraction failed ({type(error).__name__}: {error}); please report this article"
        raise UnreadableSource(reason) from error


def _identified(store: Store, reading: Reading, source: Source) -> Document:
    """Name the article: by the file's name, and where another article has that name already, by its place as well.

    The same file, web address or text under a name is the same article, wherever it lies now.
    """
    document = replace(reading.document, metadata=replace(reading.document.metadata, source=source.place))
    plain = f"stdin-{digest(document.text)[:8]}" if source.name == STDIN else slug(source.stem)
    longer = f"{plain}-{digest(source.place)[:8]}"
    for identifier in (longer, plain):
        known = _known(store, identifier)
        if known and known.text == document.text:
            return replace(document, id=identifier, metadata=replace(document.metadata, source=known.source))
        if known and (known.source == source.place or (known.url and known.url == document.metadata.url)):
            return replace(document, id=identifier)
    return replace(document, id=longer if _known(store, plain) else plain)


def _known(store: Store, identifier: str) -> _Known | None:
    from accord.ontology.terms import SOURCE, TEXT, URL

    article = store.namespace.article(identifier)
    told = {
        quad.predicate.value: getattr(quad.object, "value", None)
        for quad in store.quads(article)
        if getattr(quad.subject, "value", None) == article
    }
    return _Known(told.get(SOURCE), told.get(URL), told.get(TEXT)) if told else None


def _sha256(raw: bytes) -> str:
    """The digest of a whole source; empty when it wasn't read, or not to its end."""
    return hashlib.sha256(raw).hexdigest() if 0 < len(raw) <= MAX_BYTES else ""
