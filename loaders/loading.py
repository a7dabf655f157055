"""From sources to the store: read, recognise what is known already, extract, replace; refusals are kept as well."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, Protocol

from accord.graph.errors import InputError
from accord.loaders.sources import STDIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.graph.store import Store
    from accord.loaders.sources import Source

DEFAULT_EXTRACTOR: Final = "rules"


class Extractor(Protocol):
    """Turns a document into facts; ``name`` tells extractors, versions and models apart.

    One may have ``extract_all``, for many documents at once, and ``reads_spans_only``: True when facts depend on
    headline, dateline, body and day of publication alone, and each passage lies in one of these spans. Documents that
    have them in common are extracted once then.
    """

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
    """What became of one source: a document where it was read, facts when extracted; ``error``: why it was refused.

    ``identifier``: the article that it became, now or before.
    """

    source: Source
    result: Result
    document: Document | None = None
    facts: Facts | None = None
    remarks: tuple[str, ...] = ()
    error: InputError | None = None
    identifier: str | None = None


def find_extractor(name: str = DEFAULT_EXTRACTOR, model: str | None = None) -> Extractor:
    """Make the extractor of this name, an entry point of ``accord.extractors``; InputError when there is none."""
    points = {point.name: point for point in entry_points(group="accord.extractors")}
    if name not in points:
        raise InputError(f"no extractor {name!r}; there are: {', '.join(sorted(points)) or 'none'}")
    made: Extractor = points[name].load()(**({"model": model} if model else {}))
    return made


def extract_sources(sources: Iterable[Source], extractor: Extractor, published: date | None) -> Iterator[Outcome]:
    """Read and extract each source, without a store; the article's id is the file's name without its ending."""
    from accord.loaders.corpus.tasks import Reader, extract_each

    reader = Reader(published)
    for source in sources:
        read = reader.read(source)
        if read.document is None:
            yield Outcome(source, Result.REFUSED, error=read.error)
            continue
        document = replace(read.document, id="stdin" if source.name == STDIN else source.stem)
        found = extract_each(extractor, [document], [source.name])[0]
        if isinstance(found, InputError):
            yield Outcome(source, Result.REFUSED, error=found)
        else:
            yield Outcome(source, Result.LOADED, document, found, read.remarks, identifier=document.id)


def load_sources(
    store: Store, sources: Sequence[Source], extractor: Extractor, published: date | None
) -> Iterator[Outcome]:
    """Load each source into the store by this process, one transaction an article.

    Knowledge of several is derived for many of them at once.
    """
    from accord.loaders.corpus.pipeline import Pipeline
    from accord.loaders.corpus.tasks import Reader
    from accord.loaders.corpus.workers import ThisProcess

    workers = ThisProcess(Reader(published), extractor)
    pipeline = Pipeline(store, workers, extractor.name, published.isoformat() if published else "")
    yield from pipeline.load(sources, len(sources) > 1)


def count_facts(facts: Facts) -> int:
    """Agreements, contacts, incidents, statements and offices together."""
    found = (facts.agreements, facts.contacts, facts.incidents, facts.statements, facts.offices)
    return sum(map(len, found))
