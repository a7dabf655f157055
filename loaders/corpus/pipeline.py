"""Sources through reading and extraction into the store, in their order, so many at a time that memory stays flat."""

from __future__ import annotations

from collections import deque
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError, UnreadableSource
from accord.graph.manifest import Input
from accord.loaders.corpus.copies import Stories
from accord.loaders.corpus.naming import Naming
from accord.loaders.loading import Outcome, Result, count_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.graph.store import Store
    from accord.loaders.corpus.copies import Story
    from accord.loaders.corpus.tasks import Read
    from accord.loaders.corpus.workers import Promise, Workers
    from accord.loaders.sources import Source

CHARACTERS: Final = 15_000
"""Characters that are extracted together: more would leave the processor's cache."""


@dataclass(slots=True)
class _Turn:
    """One source on its way. ``outcome``: known already, so that nothing is to be extracted.

    ``story``: what it tells; ``retold``: an earlier one tells it too, so that nothing is to be extracted either.
    """

    source: Source
    reading: Promise[Read]
    read: Read | None = None
    document: Document | None = None
    outcome: Outcome | None = None
    story: Story | None = None
    retold: bool = False


@dataclass(slots=True)
class _Group:
    """Turns in a row, of which some are extracted together."""

    turns: list[_Turn] = field(default_factory=list)
    characters: int = 0
    extracting: Promise[list[Facts | UnreadableSource]] | None = None

    @property
    def wanting(self) -> list[_Turn]:
        """Those that are to be extracted."""
        return [turn for turn in self.turns if turn.outcome is None and not turn.retold]


class Pipeline:
    """Loads sources into ``store``. ``extractor``: its name with version and model; ``published``: as given, or empty.

    A source whose bytes the manifest has, read by the same extractor, isn't read again. Documents that tell the same
    story are extracted once, where the extractor allows it.
    """

    def __init__(self, store: Store, workers: Workers, extractor: str, published: str = "") -> None:
        self._store = store
        self._workers = workers
        self._extractor = extractor
        self._published = published
        self._naming = Naming(store)
        self._stories = Stories(workers.shares)
        self._reading: deque[_Turn] = deque()
        self._groups: deque[_Group] = deque([_Group()])

    def load(self, sources: Iterable[Source], several: bool = True) -> Iterator[Outcome]:
        """Each source's outcome, in order, once the store has it; ``several``: derive knowledge for many at once."""
        with self._store.batch() if several else nullcontext():
            for source in sources:
                self._reading.append(_Turn(source, self._workers.read(source, self._known(source))))
                if len(self._reading) >= self._workers.ahead:
                    yield from self._advance()
            while self._reading:
                yield from self._advance()
            self._close_group()
            while len(self._groups) > 1:
                yield from self._finish()

    def _known(self, source: Source) -> str:
        """The digest of the bytes that need not be read again: same extractor, same day, article still there."""
        row = self._store.input(source.place)
        if row is None or (row.extractor, row.published) != (self._extractor, self._published):
            return ""
        return row.digest

    def _advance(self) -> Iterator[Outcome]:
        """Take the next document in; groups beyond what the workers can be busy with are finished first."""
        turn = self._reading.popleft()
        turn.read = turn.reading.result()
        if turn.read.known and not self._stands(turn.source, turn.read):
            turn.read = self._workers.read(turn.source, "").result()
        self._decide(turn, turn.read)
        group = self._groups[-1]
        group.turns.append(turn)
        group.characters += len(turn.document.text) if turn.document else 0
        if group.characters >= CHARACTERS or len(group.turns) >= self._workers.together:
            self._close_group()
        while len(self._groups) > self._workers.groups:
            yield from self._finish()

    def _decide(self, turn: _Turn, read: Read) -> None:
        if read.error is not None:
            turn.outcome = Outcome(turn.source, Result.REFUSED, error=read.error)
        elif read.known or read.document is None:
            turn.outcome = Outcome(turn.source, Result.UNCHANGED, identifier=self._article(turn.source))
        else:
            document = self._naming.named(read.document, turn.source)
            if self._naming.expects(document) or self._holds(document):
                told = read.remarks
                turn.outcome = Outcome(turn.source, Result.UNCHANGED, document, None, told, identifier=document.id)
            elif (twin := self._naming.twin(document)) is not None:
                document = replace(document, id=twin)
                told = (*read.remarks, f"has the same text as the article {twin}; it isn't kept twice")
                turn.outcome = Outcome(turn.source, Result.UNCHANGED, document, None, told, identifier=twin)
            else:
                self._naming.expect(document)
                turn.story, turn.retold = self._stories.met(document)
            turn.document = document

    def _holds(self, document: Document) -> bool:
        """Whether the store has this very document, and will have it when its turn comes."""
        return not self._naming.awaits(document.id) and self._store.holds(document, self._extractor)

    def _stands(self, source: Source, read: Read) -> bool:
        """Whether bytes that were known when their reading began still are: the same place may come twice."""
        row = self._store.input(source.place)
        return row is not None and row.digest == read.digest and not self._naming.awaits(row.article)

    def _article(self, source: Source) -> str | None:
        row = self._store.input(source.place)
        return row.article if row else None

    def _close_group(self) -> None:
        group = self._groups[-1]
        if not group.turns:
            return
        if wanting := group.wanting:
            documents = [turn.document for turn in wanting if turn.document]
            group.extracting = self._workers.extract(documents, [turn.source.name for turn in wanting])
        self._groups.append(_Group())

    def _finish(self) -> Iterator[Outcome]:
        """Keep what the oldest group found."""
        group = self._groups.popleft()
        found = iter(group.extracting.result() if group.extracting else ())
        for turn in group.turns:
            yield self._kept(turn, turn.outcome or self._loaded(turn, self._retold(turn) or next(found)))

    def _retold(self, turn: _Turn) -> Facts | InputError | None:
        """The facts of a story that was told before; None when the turn was extracted itself."""
        if not turn.retold or turn.story is None or turn.document is None:
            return None
        told = turn.story.told_by(turn.document)
        return told if told is not None else self._workers.extract([turn.document], [turn.source.name]).result()[0]

    def _loaded(self, turn: _Turn, found: Facts | InputError) -> Outcome:
        read, document = turn.read, turn.document
        remarks = read.remarks if read else ()
        if document is not None:
            self._naming.arrived(document, kept=not isinstance(found, InputError))
            if not turn.retold:
                self._stories.found(turn.story, None if isinstance(found, InputError) else found)
        if isinstance(found, InputError) or document is None:
            return Outcome(turn.source, Result.REFUSED, error=found if isinstance(found, InputError) else None)
        self._put(document, found, self._row(turn, document, found))
        return Outcome(turn.source, Result.LOADED, document, self._told(found), remarks, identifier=document.id)

    def _put(self, document: Document, found: Facts, row: Input | None) -> None:
        """Have the store keep what was found."""
        self._store.replace_article(document, found, row)

    def _count(self, found: Facts) -> int:
        """How many facts were found."""
        return count_facts(found)

    def _told(self, found: Facts) -> Facts | None:
        """What an outcome tells of it."""
        return found

    def _kept(self, turn: _Turn, outcome: Outcome) -> Outcome:
        """An outcome once the store knows of it."""
        if (
            outcome.identifier
            and next(self._store.quads(self._store.namespace.article(outcome.identifier)), None) is None
        ):
            told = f"{turn.source.name}: has the same text as the article {outcome.identifier}, which was refused"
            outcome = Outcome(turn.source, Result.REFUSED, error=UnreadableSource(told))
        if outcome.error is not None:
            self._store.refuse(turn.source.place, str(outcome.error), turn.read.digest if turn.read else "")
        elif outcome.result is Result.UNCHANGED and turn.document is not None:
            self._store.note(self._row(turn, turn.document, None))
        return outcome

    def _row(self, turn: _Turn, document: Document, facts: Facts | None) -> Input | None:
        """The manifest's row; none for what has no lasting place, such as standard input."""
        if not turn.source.repeatable or turn.read is None:
            return None
        known = self._store.input(turn.source.place)
        count = self._count(facts) if facts is not None else known.facts if known else 0
        return Input(turn.source.place, turn.read.digest, self._extractor, document.id, self._published, count)
