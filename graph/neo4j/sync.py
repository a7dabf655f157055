"""Make a Neo4j database hold exactly the projection, and leave everything else in it alone.

What changed since the watermark is read from the store's log, and of it the present state of the database, so that a
small change costs the same in a large graph. Without a watermark that fits, all is read and compared. Either way only
what differs is written: a second run writes nothing, and one after a crash writes the rest.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeAlias, TypeVar

from accord.graph.collector import set_aside, uncollected
from accord.graph.neo4j.changes import Changes, Vocabulary, plan
from accord.graph.neo4j.connection import open_driver
from accord.graph.neo4j.dialect import NEO4J, Dialect
from accord.graph.neo4j.lease import LEASE, Drifted, Lease, Watermark, read_state
from accord.graph.neo4j.present import read_part, read_present
from accord.graph.neo4j.statements import batches, writings
from accord.graph.projection import Projection, rows
from accord.graph.projection_part import touched_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from neo4j import ManagedTransaction, Session

    from accord.graph.neo4j.connection import Target
    from accord.graph.projection import Value
    from accord.graph.store import Store

    Source: TypeAlias = Store | Projection

BATCH: Final = 10_000
"""Rows a transaction: large enough for the driver's speed, small enough for a heap of 512 MB."""
_ATTEMPTS: Final = 3
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Options:
    """How a sync goes about it. ``full``: compare everything, whatever the watermark says; ``dry_run``: write nothing.

    ``batch``: rows a transaction. ``lease``: seconds after which another process may take over from a dead one.
    """

    full: bool = False
    dry_run: bool = False
    batch: int = BATCH
    lease: float = LEASE
    dialect: Dialect = NEO4J


@dataclass(frozen=True, slots=True)
class Report:
    """What one sync found and did. ``nodes`` and ``relationships``: how many were looked at.

    ``full``: whether that was everything, or only what changed since the last time.
    """

    nodes: int
    nodes_created: int
    nodes_changed: int
    nodes_deleted: int
    relationships: int
    relationships_created: int
    relationships_changed: int
    relationships_deleted: int
    full: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows that were looked at, what has to be written, and whether these were all rows."""

    projection: Projection
    changes: Changes
    full: bool = True


def sync(source: Source, target: Target, options: Options | None = None) -> Report:
    """Bring ``target`` in step with ``source``, in batches; transient errors are tried again.

    Of a store, what changed since the last time is enough; a projection, which has no log, is compared as a whole.
    Neo4jError when the server can't be reached, refuses to be written, or another process writes to it.
    """
    with open_session(target) as session:
        return sync_over(session, source, options or Options())


def sync_over(session: Session, source: Source, options: Options) -> Report:
    """The same over an open session."""
    if options.dry_run:
        return _report(plan_sync(session, source, None if options.full else read_state(session)[0]))
    with holding(session, options) as lease:
        for attempt in range(_ATTEMPTS):
            seen = None if options.full or attempt else lease.watermark
            planned = plan_sync(session, source, seen)
            try:
                with set_aside():
                    write(lease, planned.changes, watermark_of(source), options.batch, keep=not planned.full)
            except Drifted:
                # An analyst's transaction came in between, or deleted what an edge needs: then all is compared.
                if attempt + 1 == _ATTEMPTS:
                    raise
                lease.take()
            else:
                return _report(planned)
    raise AssertionError("the last attempt returns or raises")


@contextmanager
def open_session(target: Target) -> Iterator[Session]:
    """A session on the target's database."""
    with open_driver(target.uri, target.auth) as driver, driver.session(database=target.database) as session:
        yield session


@contextmanager
def holding(session: Session, options: Options) -> Iterator[Lease]:
    """The lease on a database that is ready to be written; given back at the end."""
    statements = tuple(options.dialect.schema(ontology_vocabulary()))
    schema = _digest(statements)
    if read_state(session)[1] != schema:
        for together in options.dialect.transactions(statements):
            session.execute_write(_prepare, together)
    lease = Lease(session, options.lease, schema)
    lease.take()
    try:
        yield lease
    except BaseException as error:
        # What went wrong is what has to be told; a lease that can't be given back ends by itself.
        if not _is_cut_off(error):
            with suppress(Exception):
                lease.release()
        raise
    lease.release()


def _prepare(transaction: ManagedTransaction, statements: Sequence[str]) -> None:
    for statement in statements:
        transaction.run(statement).consume()


def _is_cut_off(error: BaseException) -> bool:
    from neo4j.exceptions import ServiceUnavailable, SessionExpired

    return isinstance(error, ServiceUnavailable | SessionExpired)


def plan_sync(session: Session, source: Source, seen: Watermark | None) -> Plan:
    """What has to be written so that a database that holds what ``seen`` says (None: unknown) holds ``source``."""
    vocabulary = ontology_vocabulary()
    if not isinstance(source, Projection):
        touched = source.changes.since(seen.mark) if seen is not None and seen.shape == shape() else None
        if touched is not None:
            part = touched_rows(source, touched)
            present = session.execute_read(read_part, part)
            return Plan(part.projection, plan(part.projection, present, vocabulary), full=False)
    projection = source if isinstance(source, Projection) else rows(source)
    with uncollected():
        return Plan(projection, plan(projection, session.execute_read(read_present), vocabulary))


def write(lease: Lease, changes: Changes, watermark: Watermark | None, size: int, *, keep: bool) -> None:
    """Write all changes in batches of ``size`` rows; with the last one the database has the ``watermark``.

    ``keep``: what the database's watermark says stays true until then; else it has none meanwhile.
    """
    coming = _Coming(batches(writings(changes), size))
    last = coming.take()
    while (following := coming.take()) is not None:
        lease.write(last or (), lease.watermark if keep else None, coming.prepare)
        last = following
    if last is not None or lease.watermark != watermark:
        lease.write(last or (), watermark)


class _Coming(Generic[_Made]):
    """What an iterator gives, of which the next can be made ahead, while the server is at work."""

    def __init__(self, made: Iterator[_Made]) -> None:
        self._made = made
        self._next: list[_Made | None] = []

    def prepare(self) -> None:
        """Make the next, if it isn't made."""
        if not self._next:
            self._next.append(next(self._made, None))

    def take(self) -> _Made | None:
        """The next; None at the end."""
        self.prepare()
        return self._next.pop()


def watermark_of(source: Source) -> Watermark | None:
    """What a database that holds ``source`` is marked with; None for what has no log."""
    mark = None if isinstance(source, Projection) else source.changes.mark
    return None if mark is None else Watermark(mark, shape())


def state_of(source: Source) -> dict[str, Value]:
    """The properties of accord's own node in a database that holds ``source``."""
    watermark = watermark_of(source)
    marked: dict[str, Value] = {} if watermark is None else {"mark": watermark.mark, "shape": watermark.shape}
    return {"id": "accord", "step": 0, **marked}


def ontology_vocabulary() -> Vocabulary:
    """All labels and property names that the ontology's annotations give."""
    from accord.ontology.projection_map import NEO4J_LABELS, NEO4J_LINK_PROPERTIES, NEO4J_PROPERTIES

    properties = {*NEO4J_PROPERTIES.values(), *NEO4J_LINK_PROPERTIES.values()}
    return Vocabulary(frozenset(NEO4J_LABELS.values()), frozenset(properties))


def shape() -> str:
    """A digest of how the ontology makes rows of triples: when it changes, all is compared."""
    from accord.ontology import projection_map as told

    maps = (told.NEO4J_LABELS, told.NEO4J_TYPES, told.NEO4J_PROPERTIES, told.NEO4J_LINK_PROPERTIES)
    return _digest(([*map(dict, maps)], sorted(told.NEO4J_LISTS)))


def _digest(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _report(planned: Plan) -> Report:
    projection, changes = planned.projection, planned.changes
    return Report(
        nodes=len(projection.nodes),
        nodes_created=len(changes.new_nodes),
        nodes_changed=len(changes.changed_nodes),
        nodes_deleted=len(changes.lost_nodes) + len(changes.strays),
        relationships=len(projection.edges),
        relationships_created=len(changes.new_edges),
        relationships_changed=len(changes.changed_edges),
        relationships_deleted=len(changes.lost_elements),
        full=planned.full,
    )
