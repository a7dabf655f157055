"""The one writer: changes the store on disk while it holds its lock, for as short as it can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from accord.graph import store_folder
from accord.graph.errors import AccordError, StoreInUse
from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyoxigraph

    from accord.graph.store_folder import StoreFolder

STALE: Final = "X-Accord-Stale"
"""Header of an answer that the data changed underneath: load them again, and try again."""
_Result = TypeVar("_Result")


class Edit:
    """Access to the store on disk, for one change. ``state``: of its files when the generation was loaded."""

    def __init__(self, folder: StoreFolder, state: str) -> None:
        self._folder = folder
        self._state = state

    def apply(self, change: Callable[[pyoxigraph.Store], _Result], unchanged: bool = False) -> _Result:
        """Run ``change`` on the database, which is closed when this returns.

        Problem 503 when another process writes, or when the store must be ``unchanged`` and isn't.
        """
        from accord.graph.store_snapshot import state

        if unchanged and self._folder.holds_data() and state(self._folder) != self._state:
            raise Problem(503, "the store is changing; try again", headers=((STALE, "yes"), ("Retry-After", "1")))
        with store_folder.briefly(self._folder):
            database = self._open()
            try:
                done = change(database)
                database.flush()
            except (AccordError, Problem) as error:
                # The frames of their tracebacks would keep the database open.
                error.__cause__ = error.__context__ = None
                raise error.with_traceback(None) from None
            finally:
                del database
        return done

    def _open(self) -> pyoxigraph.Store:
        try:
            return store_folder.open_to_write(self._folder)
        except StoreInUse as error:
            told = "another process writes to the store; try again"
            raise Problem(503, told, headers=(("Retry-After", "5"),)) from error


def data(quads: Iterable[pyoxigraph.Quad]) -> str:
    """Quads as the data of a SPARQL update."""
    from pyoxigraph import DefaultGraph

    lines = []
    for quad in quads:
        triple = f"{quad.subject} {quad.predicate} {quad.object} ."
        inside = isinstance(quad.graph_name, DefaultGraph)
        lines.append(triple if inside else f"GRAPH {quad.graph_name} {{ {triple} }}")
    return "\n".join(lines)


def replacing(graph: str | None, quads: Iterable[pyoxigraph.Quad]) -> str:
    """An update, so one transaction, that makes a graph hold these quads and no others; it is there even if empty."""
    if graph is None:
        return f"CLEAR DEFAULT ;\nINSERT DATA {{\n{data(quads)}\n}}"
    return f"DROP SILENT GRAPH <{graph}> ;\nCREATE GRAPH <{graph}> ;\nINSERT DATA {{\n{data(quads)}\n}}"
