"""The store: evidence, knowledge and ledger on disk, changed one article at a time, each change whole or not at all.

An update request of pyoxigraph is one transaction (documentation of ``Store.update``). A change of an article carries
its evidence, the knowledge that follows, and its lines in the log of changes; inside ``batch`` it carries a mark that
its knowledge is due, so that the next writer repairs what a kill left.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Self

import pyoxigraph

from accord.graph import store_portions
from accord.graph.changes import ChangeLog, begin_log, log_change
from accord.graph.description import in_order
from accord.graph.errors import QueryError
from accord.graph.identifiers import CHANGES, INDEX, KNOWLEDGE, WRITING
from accord.graph.judging import History
from accord.graph.knowledge.view import text_of
from accord.graph.ledger import Refused, all_due, due, read_refusals, refusal_quads, refused_sources
from accord.graph.manifest import Input, find_input, input_quads, quads_of_article
from accord.graph.store_opening import open_place
from accord.graph.store_portions import ARTICLES_AT_ONCE, QUADS_AT_ONCE
from accord.graph.versions import Version, former_quads, read_versions, version_quads
from accord.ontology.terms import DIGEST, EXTRACTOR

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from types import TracebackType

    from accord.graph.document import Document
    from accord.graph.facts import Facts
    from accord.graph.identifiers import Namespace
    from accord.graph.judging import Judging
    from accord.graph.knowledge.judgements import Judgement
    from accord.graph.knowledge.view import View
    from accord.graph.remote.address import StorePlace
    from accord.graph.store_opening import Opened


class Store:
    """An open store; a context manager. Made by ``open``, not by its class.

    Writers see their own changes; a reader sees what was committed when it opened. Methods raise StoreError when the
    disk fails.
    """

    def __init__(self, opened: Opened, held: ExitStack) -> None:
        self.where = opened.where
        self.database = opened.database
        self._writer = opened.writer
        self._held = held
        self._batched = False
        self._waiting = 0
        self._closed = False

    @classmethod
    def open(cls, place: StorePlace, read_only: bool = False, base: str | None = None) -> Store:
        """Open the store at ``place``, a folder or an address, or make it unless ``read_only``.

        ``base``: what its IRIs begin with. StoreInUse when another process writes to it and this one wants to;
        StoreDamaged when there is something else; StoreError when there is nothing to read, or IRIs there begin
        otherwise.
        """
        with ExitStack() as held:
            opened = open_place(place, read_only, base, held)
            store = cls(opened, held.pop_all())
        del opened
        if not read_only:
            try:
                store.refresh()
            except BaseException:
                store.close()
                raise
        return store

    def close(self) -> None:
        """Let others write; the store can't be used any more."""
        if not self._closed:
            self._closed = True
            del self.database, self._writer
            self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def namespace(self) -> Namespace:
        """Makes the IRIs of this store."""
        return self.where.namespace

    # Changing

    def replace_article(self, document: Document, facts: Facts, read: Input | None = None) -> bool:
        """Make the article's evidence, and the knowledge, what ``facts`` say; False when they were that already.

        What was there with another text or metadata is kept as an older version.

        ``read``: what the manifest is to keep of the source.
        """
        from accord.graph.evidence import evidence

        return self.replace_evidence(document, facts.extractor, lambda: evidence(document, facts, self.namespace), read)

    def replace_evidence(
        self, document: Document, extractor: str, tell: Callable[[], Iterable[pyoxigraph.Quad]], read: Input | None
    ) -> bool:
        """As ``replace_article``, with the quads of the article's graph, which ``tell`` makes where they are needed."""
        if self.holds(document, extractor):
            self.note(read)
            return False
        graph = self.namespace.article(document.id)
        old, new = set(self.quads(graph)), set(tell())
        former = former_quads(self.database, self.namespace, graph, old, document.digest)
        settled = refused_sources(self.database, {document.id, document.metadata.source or document.id})
        if read is not None:
            old, new = old | input_quads(self.database, read.source), new | read.quads()
        self._change({graph}, old - new | settled, (new - old) | former)
        return True

    def remove_article(self, identifier: str) -> bool:
        """Forget an article and what only it told; False when the store doesn't hold it."""
        graph = self.namespace.article(identifier)
        told = set(self.quads(graph))
        if told:
            kept = quads_of_article(self.database, identifier) | version_quads(self.database, graph)
            self._change({graph}, told | kept, set())
            self._writer.forget(graph)
        return bool(told)

    def judge(self, *judgements: Judgement) -> Judging:
        """Keep judgements as one act, each in the place of an earlier one on its pair; knowledge follows them."""
        return self._judged(History(self.database, self.namespace).keep(judgements))

    def undo(self, which: int | str | None = None) -> Judging:
        """Take an act of judging back by number, a judgement by IRI, or the latest act; UnknownThing where none is."""
        return self._judged(History(self.database, self.namespace).take_back(which))

    def unjudge(self, judgement: Judgement) -> bool:
        """Forget whatever was said of a pair; False when it isn't judged."""
        return bool(self._judged(History(self.database, self.namespace).forget(judgement)).judgements)

    def _judged(self, judging: Judging) -> Judging:
        if judging.removed or judging.added:
            self._change(judging.articles(self.namespace), set(judging.removed), set(judging.added))
        return judging

    def refuse(self, name: str, reason: str, digest: str) -> None:
        """Remember that the source ``name``, whose bytes have this SHA-256, was refused."""
        old = refused_sources(self.database, {name})
        new = refusal_quads(Refused(name, reason, digest))
        self._commit(old - new, new - old)

    def note(self, read: Input | None) -> None:
        """Keep in the manifest how a source was read that told nothing new."""
        if read is not None and (old := input_quads(self.database, read.source)) != (new := read.quads()):
            self._commit((old - new) | refused_sources(self.database, {read.source}), new - old)

    def forgive(self, beginning: str) -> None:
        """Forget what was refused of the sources whose names begin so: they are about to be read again."""
        names = {refused.name for refused in self.refused() if refused.name.startswith(beginning)}
        if names:
            self._commit(refused_sources(self.database, names), ())

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Derive knowledge for many articles at once; evidence is still committed article by article."""
        self._batched = True
        try:
            yield
        finally:
            self._batched = False
            # A batch may outlive the store where a generator holds it; the next writer then repairs knowledge.
            if not self._closed:
                self.refresh()

    def refresh(self) -> None:
        """Make knowledge follow the evidence that changed since it was derived."""
        marks = all_due(self.database)
        if due() in marks:
            self.rebuild()
        elif marks:
            self._derive({text_of(mark.subject) for mark in marks}, marks, set())

    def rebuild(self) -> None:
        """Derive all knowledge from evidence and judgements, as if there were none; the outcome is the same."""
        forgotten, logged = begin_log(self.database)
        self.database = self._writer.without((KNOWLEDGE, INDEX), forgotten, {due(), *logged})
        articles = sorted(map(self.namespace.article, self.articles()))
        for portion in store_portions.of_articles(articles, self.quads):
            view, _ = self._derived(portion, set(), set())
            # Faster than at once: who is killed in between begins anew, as all is due. No log tells of it.
            self._commit(view.removed, set())
            self._commit(set(), view.added)
        forgotten, logged = begin_log(self.database)
        self._commit({*all_due(self.database), *forgotten}, logged)

    def _change(self, articles: set[str], removed: set[pyoxigraph.Quad], added: set[pyoxigraph.Quad]) -> None:
        """Commit a change about ``articles`` with the knowledge that follows, or the mark that it is due."""
        if not self._batched:
            self._derive(articles, removed, added)
            return
        self._commit(removed, added | {due(article) for article in articles})
        self._waiting += len(added)
        if len(marks := all_due(self.database)) >= ARTICLES_AT_ONCE or self._waiting >= QUADS_AT_ONCE:
            self._waiting = 0
            self._derive({text_of(mark.subject) for mark in marks}, marks, set())

    def _derive(self, articles: set[str], removed: set[pyoxigraph.Quad], added: set[pyoxigraph.Quad]) -> None:
        """Commit a change with what follows from it for the things that ``articles`` touch."""
        view, changed = self._derived(articles, removed, added)
        forgotten, logged = log_change(self.database, changed, view.removed, view.added)
        self._commit(view.removed | forgotten, view.added | logged)

    def _derived(
        self, articles: set[str], removed: set[pyoxigraph.Quad], added: set[pyoxigraph.Quad]
    ) -> tuple[View, frozenset[str]]:
        """The database as a change and what follows from it leave it, and the things whose triples changed."""
        from accord.graph.knowledge.derivation import derive
        from accord.graph.knowledge.view import View

        view = View(self.database)
        view.change(removed, added)
        return view, derive(view, self.namespace, articles)

    @property
    def changes(self) -> ChangeLog:
        """The log of changes of knowledge, for whoever keeps a copy in step."""
        return ChangeLog(self.database)

    def _commit(self, removed: Collection[pyoxigraph.Quad], added: Collection[pyoxigraph.Quad]) -> None:
        """One transaction: removed first, then added."""
        if removed or added:
            self._writer.commit(removed, added)

    def articles(self) -> tuple[str, ...]:
        """The identifiers of all articles, sorted."""
        return tuple(sorted(found for graph in self.graphs() if (found := self.namespace.article_id(graph))))

    def graphs(self) -> tuple[str, ...]:
        """The names of all graphs that hold something, sorted; not those of the store's own bookkeeping."""
        names = sorted({graph.value for graph in self.database.named_graphs()} - {INDEX, CHANGES, WRITING})
        return tuple(name for name in names if next(self.quads(name), None) is not None)

    def holds(self, document: Document, extractor: str) -> bool:
        """Whether this very text and metadata were loaded, by this extractor."""
        graph = pyoxigraph.NamedNode(self.namespace.article(document.id))
        told = {DIGEST: document.digest, EXTRACTOR: extractor}
        return all(
            pyoxigraph.Quad(graph, pyoxigraph.NamedNode(said), pyoxigraph.Literal(value), graph) in self.database
            for said, value in told.items()
        )

    def refused(self) -> tuple[Refused, ...]:
        """What was refused and not loaded since, by name."""
        return read_refusals(self.database)

    def input(self, source: str) -> Input | None:
        """What the manifest has of a source."""
        return find_input(self.database, source)

    def versions(self, identifier: str) -> tuple[Version, ...]:
        """The older versions of an article, the oldest first."""
        return read_versions(self.database, self.namespace.article(identifier))

    @property
    def is_due(self) -> bool:
        """Whether knowledge lags behind the evidence: a batch is going on or was killed."""
        return bool(all_due(self.database))

    def quads(self, graph: str) -> Iterator[pyoxigraph.Quad]:
        """What a graph holds, in no order."""
        return self.database.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(graph))

    def query(
        self, sparql: str, *, prefixes: Mapping[str, str] | None = None, own_dataset: bool = False
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        """Run a SPARQL query; its default graph is knowledge unless it has its ``own_dataset`` (FROM).

        QueryError when it doesn't parse.
        """
        options: dict[str, Any] = {} if own_dataset else {"default_graph": pyoxigraph.NamedNode(KNOWLEDGE)}
        try:
            return self.database.query(sparql, prefixes=dict(prefixes or {}), **options)
        except SyntaxError as error:
            raise QueryError(f"the query doesn't parse: {error}") from error

    def dump(self) -> bytes:
        """All graphs but the log and who writes as N-Quads, sorted: stores that hold the same give equal bytes."""
        beside = {pyoxigraph.NamedNode(CHANGES), pyoxigraph.NamedNode(WRITING)}
        return "".join(f"{quad} .\n" for quad in in_order(self.database) if quad.graph_name not in beside).encode()
