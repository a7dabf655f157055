"""Run one Cypher statement for an analyst: reading only, parameters bound, time and rows limited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from accord.graph.errors import QueryError
from accord.graph.neo4j.connection import open_driver, require_driver
from accord.graph.neo4j.values import to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from neo4j import ManagedTransaction

    from accord.graph.neo4j.values import Json


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of JSON values; ``truncated`` when the query has more rows than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Json, ...], ...]
    truncated: bool = False


def run_cypher(
    uri: str,
    auth: tuple[str, str],
    query: str,
    parameters: Mapping[str, object] | None = None,
    *,
    read_only: bool = True,
    timeout: float = 60.0,
    limit: int | None = 10_000,
    database: str | None = None,
) -> Rows:
    """The first ``limit`` rows (None: all) that ``query`` returns within ``timeout`` seconds.

    With ``read_only`` the server refuses whatever writes. Values only reach the query as ``parameters``. QueryError
    when it doesn't parse, writes or takes too long; Neo4jError when the server can't be reached.
    """
    require_driver()
    from neo4j import READ_ACCESS, WRITE_ACCESS, unit_of_work

    @unit_of_work(timeout=timeout)
    def work(transaction: ManagedTransaction) -> Rows:
        # The query is the analyst's own text; what it must not do is the access mode's to forbid.
        result = transaction.run(query, dict(parameters or {}))
        columns = tuple(result.keys())
        records = list(result) if limit is None else result.fetch(limit + 1)
        shown = records[:limit]
        return Rows(columns, tuple(tuple(map(to_json, record)) for record in shown), len(records) > len(shown))

    mode = READ_ACCESS if read_only else WRITE_ACCESS
    options: dict[str, Any] = {"default_access_mode": mode, "database": database}
    if limit is not None:
        options["fetch_size"] = min(limit + 1, 1000)
    with open_driver(uri, auth, refusal=QueryError) as driver, driver.session(**options) as session:
        return session.execute_read(work) if read_only else session.execute_write(work)
