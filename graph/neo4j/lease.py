"""The one node of accord's own in a database: how far it is, and which process may write to it.

Each batch first locks that node, and only goes on if the lease is still this process's and no batch came in between.
So two processes never write at once, a transaction that a killed process left in flight ends before the next process
reads, and a batch that was committed without an answer is recognised when it is tried again.
"""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.process import Process, start_of
from accord.graph.neo4j.statements import STATE_LABEL, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from neo4j import ManagedTransaction, Session

    from accord.graph.neo4j.statements import Request

LEASE: Final = 120.0
"""Seconds until another process may take over from one that no longer writes. A batch takes a few."""

_STATE: Final = f"(s:{quoted(STATE_LABEL)} {{id: 'accord'}})"
_LOCK: Final = f"MERGE {_STATE} SET s.seen = timestamp() RETURN s.seen, properties(s)"
_SET: Final = f"MATCH {_STATE} SET s += $changed"


@dataclass(frozen=True, slots=True)
class Watermark:
    """What the database holds: the mark that the store's log had then, and the shape of the rows by the ontology."""

    mark: str
    shape: str


class Drifted(Neo4jError):
    """The database isn't what the watermark says: something else wrote to what is accord's."""


class Lease:
    """The right to write to a database, from ``take`` to ``release``."""

    def __init__(self, session: Session, seconds: float = LEASE, schema: str | None = None) -> None:
        self.session = session
        self.schema = schema
        self.owner = secrets.token_hex(8)
        self.step = 0
        self.watermark: Watermark | None = None
        self._seconds = seconds

    def take(self) -> None:
        """Take the lease and see how far the database is; Neo4jError while another process that lives has it."""
        told = self.session.execute_write(self._take)
        self.step = int(told.get("step") or 0)
        self.watermark = _watermark(told)

    def _take(self, transaction: ManagedTransaction) -> dict[str, Any]:
        now, told = _locked(transaction)
        if told.get("owner") not in (None, self.owner) and told["until"] > now and _may_live(told):
            raise Neo4jError(
                f"another accord sync writes to this database (process {told['pid']} on {_place(told)}): wait until "
                f"it is done; if it was killed, its lease ends in {(told['until'] - now) // 1000 + 1} s"
            )
        process = {"pid": os.getpid(), "began": start_of(os.getpid()), "host": _host()}
        transaction.run(
            _SET, changed={"owner": self.owner, "until": self._until(now), "schema": self.schema, **process}
        ).consume()
        return told

    def write(
        self, batch: tuple[Request, ...], watermark: Watermark | None, meanwhile: Callable[[], None] | None = None
    ) -> None:
        """One batch and what the database holds after it, in one transaction (None: unknown).

        ``meanwhile`` is called while the server is at work, as often as there are statements and attempts. Neo4jError
        when another process took the lease, Drifted when a row finds nothing to be about.
        """
        from neo4j.exceptions import ConstraintError

        try:
            self.session.execute_write(self._write, batch, watermark, meanwhile or _nothing)
        except ConstraintError as error:
            raise Drifted("something else made a node meanwhile that accord was about to make") from error
        self.step += 1
        self.watermark = watermark

    def _write(
        self,
        transaction: ManagedTransaction,
        batch: tuple[Request, ...],
        watermark: Watermark | None,
        meanwhile: Callable[[], None],
    ) -> None:
        now, told = _locked(transaction)
        if told.get("owner") != self.owner:
            raise Neo4jError("another accord sync has taken this database over; what was committed stays")
        if int(told.get("step") or 0) == self.step + 1:
            return  # committed before, without an answer
        if int(told.get("step") or 0) != self.step:
            raise Drifted(f"the database is at batch {told.get('step', 0)}, not {self.step}")
        for request in batch:
            result = transaction.run(request.statement, request.parameters)
            meanwhile()
            found = result.single(strict=True)[0]
            if request.rows not in (None, found):
                raise Drifted(f"of {request.rows} rows to write, {found} were found")
        marked = (None, None) if watermark is None else (watermark.mark, watermark.shape)
        changed = {"mark": marked[0], "shape": marked[1], "step": self.step + 1, "until": self._until(now)}
        transaction.run(_SET, changed=changed).consume()

    def release(self) -> None:
        """Give the lease back, if it is still ours."""
        self.session.execute_write(self._release)

    def _release(self, transaction: ManagedTransaction) -> None:
        _, told = _locked(transaction)
        if told.get("owner") == self.owner:
            transaction.run(_SET, changed=dict.fromkeys(("owner", "until", "pid", "began", "host"))).consume()

    def _until(self, now: int) -> int:
        return now + int(self._seconds * 1000)


def _nothing() -> None:
    """What is done meanwhile if there is nothing to do."""


def read_state(session: Session) -> tuple[Watermark | None, str | None]:
    """How far the database is, and for which schema it was prepared, without any right to write; None: not at all."""
    found = session.execute_read(lambda tx: tx.run(f"MATCH {_STATE} RETURN properties(s)").single())
    return (None, None) if found is None else (_watermark(found[0]), found[0].get("schema"))


def _locked(transaction: ManagedTransaction) -> tuple[int, dict[str, Any]]:
    """The server's time in milliseconds and the state, which no other transaction can change before this one ends."""
    now, told = transaction.run(_LOCK).single(strict=True)
    return now, told


def _watermark(told: dict[str, Any]) -> Watermark | None:
    return None if told.get("mark") is None else Watermark(told["mark"], told["shape"])


def _may_live(told: dict[str, Any]) -> bool:
    """Whether the owner may still be there: of this machine that is known, of others not."""
    if told.get("host") != _host():
        return True
    return Process(told["pid"], told["began"]).runs()


def _host() -> str:
    """The name of this machine, and what tells apart containers that share it and times that it was started."""
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts.append(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        parts.append(str(Path("/proc/self/ns/pid").readlink()))
    return " ".join(parts)


def _place(told: dict[str, Any]) -> str:
    return str(told.get("host", "")).partition(" ")[0]
