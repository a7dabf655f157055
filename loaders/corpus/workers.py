"""Who reads and extracts: this process, or several that can be killed, each with the model loaded once.

A worker that takes too long or dies is replaced; what it was busy with is tried article by article, so that only the
article that did it is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from accord.graph.errors import UnreadableSource
from accord.loaders.corpus.pool import Pool
from accord.loaders.corpus.tasks import Read, Reader, extract_each

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.loaders.loading import Extractor
    from accord.loaders.sources import Source

    Extracted = list[Facts | UnreadableSource]

TIME_LIMIT: Final = 60.0
"""Seconds for reading or extracting one article; the longest that is read takes a fifth of it."""
MEMORY: Final = 3 << 30
"""Bytes that a worker may have: three times what the longest article takes."""


def shares_stories(extractor: Extractor) -> bool:
    """Whether the extractor's facts depend on what a story is, and nothing else."""
    return bool(getattr(extractor, "reads_spans_only", False))


T_co = TypeVar("T_co", covariant=True)


class Promise(Protocol[T_co]):
    """Something that is being made."""

    def result(self) -> T_co:
        """Wait for it."""
        ...


class Workers(Protocol):
    """Read and extract, at once or meanwhile.

    ``ahead``: sources that are worth asking for before they are due; ``together``: those that are extracted as one
    group at most; ``groups``: groups that may be on their way; ``shares``: facts of a document may be moved to another
    one that tells the same story.
    """

    ahead: int
    together: int
    groups: int

    @property
    def shares(self) -> bool:
        """Whether facts may be moved."""
        ...

    def read(self, source: Source, known: str) -> Promise[Read]:
        """Read a source whose bytes had the digest ``known``."""
        ...

    def extract(self, documents: Sequence[Document], names: Sequence[str]) -> Promise[Extracted]:
        """Extract the facts of some documents."""
        ...


@dataclass(slots=True)
class Postponed(Promise[T_co]):
    """Made when it is asked for, by this process."""

    make: Callable[[], T_co]

    def result(self) -> T_co:
        """Make it."""
        return self.make()


@dataclass(slots=True)
class ThisProcess:
    """Reads and extracts itself, one article after the other, with no limit of time."""

    reader: Reader
    extractor: Extractor
    ahead: int = 1
    together: int = 1
    groups: int = 1

    @property
    def shares(self) -> bool:
        """Whether facts may be moved."""
        return shares_stories(self.extractor)

    def read(self, source: Source, known: str) -> Promise[Read]:
        """Read a source whose bytes had the digest ``known``."""
        return Postponed(lambda: self.reader.read(source, known))

    def extract(self, documents: Sequence[Document], names: Sequence[str]) -> Promise[Extracted]:
        """Extract the facts of some documents."""
        return Postponed(lambda: extract_each(self.extractor, documents, names))


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take for one article: ``seconds``, and ``memory`` in bytes."""

    seconds: float = TIME_LIMIT
    memory: int = MEMORY


class Processes:
    """``count`` processes; a context manager. ``extractor``, ``model``: as for ``find_extractor``.

    Standard input is read by this process, which alone has it. ``still``: as of ``Pool``.
    """

    def __init__(
        self,
        reader: Reader,
        extractor: str,
        model: str | None = None,
        *,
        count: int,
        limits: Limits | None = None,
        shares: bool = False,
        still: float | None = None,
    ) -> None:
        import multiprocessing

        from pebble import ProcessPool

        self.reader = reader
        self.shares = shares
        # So many that they have something to do while knowledge of 64 articles is derived.
        self.ahead, self.together, self.groups = 16 * count, 64, 10 * count
        self._limits = limits or Limits()
        # Not forked: the database's threads wouldn't be there, and what they hold would stay held.
        context = multiprocessing.get_context("spawn")
        made = [extractor, model, self._limits.memory]

        def make() -> Any:
            return ProcessPool(max_workers=count, context=context, initializer=_begin, initargs=made)

        self._pool = Pool(make, self._limits.seconds, still)

    def __enter__(self) -> Processes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.end()

    def read(self, source: Source, known: str) -> Promise[Read]:
        """Read a source whose bytes had the digest ``known``."""
        if not source.repeatable:
            return Postponed(lambda: self.reader.read(source, known))
        asked = self._ask(self.reader.read, source, known)
        return Postponed(lambda: self._read(asked, source, known))

    def extract(self, documents: Sequence[Document], names: Sequence[str]) -> Promise[Extracted]:
        """Extract the facts of some documents."""
        asked = self._ask(_extract, tuple(documents), tuple(names))
        return Postponed(lambda: self._extracted(asked, documents, names))

    def _read(self, asked: Any, source: Source, known: str) -> Read:
        for again in (True, False):
            try:
                found: Read = asked.result()
            except _ended() as error:
                if again and _died(error):  # perhaps by somebody's kill
                    asked = self._ask(self.reader.read, source, known)
                    continue
                return Read("", error=self._given_up(source.name, error))
            return found
        raise AssertionError("a second try returns")

    def _extracted(self, asked: Any, documents: Sequence[Document], names: Sequence[str]) -> Extracted:
        try:
            found: Extracted = asked.result()
        except _ended() as error:
            if len(documents) == 1 and not _died(error):
                return [self._given_up(names[0], error)]
        else:
            return found
        pairs = zip(documents, names, strict=True)
        parts = [(self._ask(_extract, (document,), (name,)), name) for document, name in pairs]
        return [self._single(asked, name) for asked, name in parts]

    def _single(self, asked: Any, name: str) -> Facts | UnreadableSource:
        """What one article gave that was tried by itself."""
        try:
            found: Extracted = asked.result()
        except _ended() as error:
            return self._given_up(name, error)
        return found[0]

    def _ask(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return self._pool.ask(function, *arguments)

    def _given_up(self, name: str, error: BaseException) -> UnreadableSource:
        if _died(error):
            code = getattr(error, "exitcode", None)
            return UnreadableSource(f"{name}: ended the process that worked on it (exit code {code}), and was given up")
        if isinstance(error, MemoryError):
            return UnreadableSource(f"{name}: takes more memory than one article may have, and was given up")
        return UnreadableSource(f"{name}: took more than {self._limits.seconds:g} s, and was given up")


def _ended() -> tuple[type[BaseException], ...]:
    """How a worker's task may end but for its own errors."""
    from concurrent.futures import TimeoutError as TooLong

    from pebble import ProcessExpired

    return TooLong, ProcessExpired, MemoryError


def _died(error: BaseException) -> bool:
    from pebble import ProcessExpired

    return isinstance(error, ProcessExpired)


_made: list[Extractor] = []
"""The extractor of this worker process."""


def _begin(extractor: str, model: str | None, memory: int) -> None:
    """Make a worker ready: Ctrl-C is the parent's to answer, memory is bounded, the model is loaded."""
    import resource
    import signal

    from accord.loaders.loading import find_extractor

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    _made[:] = [find_extractor(extractor, model)]


def _extract(documents: Sequence[Document], names: Sequence[str]) -> Extracted:
    return extract_each(_made[0], documents, names)
