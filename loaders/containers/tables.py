"""The rows of tables: comma- or tab-separated, JSON lines, JSON, lists of addresses."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

from accord.graph.errors import InputError, OversizedSource, UnreadableSource
from accord.loaders.containers.columns import Columns, delimiter_of, guess_columns, headerless_urls, split
from accord.loaders.containers.member import row_source
from accord.loaders.reading.charset import decode
from accord.loaders.reading.source import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from accord.loaders.containers.member import Opened
    from accord.loaders.sources import Source


def read_table(opened: Opened) -> Iterator[Source]:
    """The rows of a table whose first line names its columns, or one of GDELT's, whose lines don't."""
    lines = _texts(opened)
    first = next(lines, "")
    delimiter = delimiter_of(first, opened.columns) or "\t"
    if (at := headerless_urls(first)) is not None:
        for number, line in enumerate(_chained(first, lines), 1):
            cells = line.rstrip("\r\n").split("\t")
            yield from _rowed(opened, {"url": cells[at]} if at < len(cells) else {}, number)
        return
    names = split(first, delimiter)
    columns = _columns(opened, names)
    csv.field_size_limit(4 * MAX_BYTES)
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            number = rows.line_num + 1
            yield opened.refused(UnreadableSource(f"{opened.name} line {number}: is no row ({error})"), str(number))
            continue
        if any(cell.strip() for cell in cells):
            yield from _rowed(opened, columns.row(dict(zip(names, cells, strict=False))), rows.line_num + 1)


def read_json_lines(opened: Opened) -> Iterator[Source]:
    """One article a line."""
    columns: Columns | None = None
    for number, line in enumerate(_texts(opened), 1):
        if not line.strip():
            continue
        try:
            cells = _cells(json.loads(line))
            columns = columns or _columns(opened, cells)
            # Lines need not all have the same keys.
            told = columns.row(cells) or guess_columns(cells, {}, name=f"{opened.name} line {number}").row(cells)
        except (ValueError, RecursionError, TypeError) as error:
            told_why = f"{opened.name} line {number}: is no JSON object ({error})"
            yield opened.refused(UnreadableSource(told_why), str(number))
            continue
        except InputError as error:
            if columns is None:
                raise
            yield opened.refused(error, str(number))
            continue
        yield from _rowed(opened, told, number)


def read_json(opened: Opened) -> Iterator[Source]:
    """The articles of a JSON document: the first list of objects in it that can be articles, or itself."""
    raw = whole(opened)
    try:
        rows = _objects(json.loads(decode(raw, name=opened.name).text))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(f"{opened.name}: is damaged JSON ({str(error)[:200]})") from error
    if not rows:
        raise UnreadableSource(f"{opened.name}: is JSON without a list of articles")
    columns = _columns(opened, dict.fromkeys(column for row in rows[:100] for column in _cells(row)))
    for number, row in enumerate(rows, 1):
        yield from _rowed(opened, columns.row(_cells(row)), number, "article")


def read_urls(opened: Opened) -> Iterator[Source]:
    """One address a line; what stands behind # is a remark."""
    for number, line in enumerate(_texts(opened), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield from _rowed(opened, {"url": line.strip()}, number)


def whole(opened: Opened) -> bytes:
    """All bytes of what can only be read as a whole; OversizedSource beyond what is safe."""
    limit = opened.budget.limits.whole
    raw = opened.stream.read(limit + 1)
    if len(raw) > limit:
        raise OversizedSource(f"{opened.name}: more than {limit >> 20} MiB in one piece; use JSON lines or files")
    return raw


def _rowed(opened: Opened, row: Mapping[str, str], number: int, what: str = "line") -> Iterator[Source]:
    opened.budget.member()
    if not row.get("text") and not row.get("url"):
        told = f"{opened.name} {what} {number}: has neither text nor address"
        yield opened.refused(UnreadableSource(told), str(number))
        return
    source = row_source(opened, row, number, what)
    if source.held == b"" and source.error is None:
        told = f"{opened.name} {what} {number}: {row.get('url', '')[:80]!a} is no address"
        yield opened.refused(UnreadableSource(told), str(number))
        return
    yield source


def _columns(opened: Opened, names: Iterable[str]) -> Columns:
    columns = guess_columns(names, opened.columns, name=opened.name)
    opened.tell(f"{opened.name}: columns {columns}")
    return columns


def _texts(opened: Opened) -> Iterator[str]:
    """The lines as text; OversizedSource for one that is too long."""
    limit = opened.budget.limits.line
    while raw := opened.stream.readline(limit + 1):
        if len(raw) > limit:
            raise OversizedSource(f"{opened.name}: a line of more than {limit >> 20} MiB; the rest isn't read")
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise UnreadableSource(f"{opened.name}: is a table in UTF-16; save it as UTF-8")
        try:
            yield raw.decode("utf-8").lstrip("\ufeff")
        except UnicodeDecodeError:
            yield raw.decode("cp1252", "replace")


def _chained(first: str, lines: Iterable[str]) -> Iterator[str]:
    yield first
    yield from lines


def _objects(told: Any) -> list[Any]:
    if isinstance(told, list):
        return [each for each in told if isinstance(each, dict)]
    if not isinstance(told, dict):
        return []
    lists = [value for value in told.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    nested = [value for value in told.values() if isinstance(value, dict)]
    return lists[0] if lists else next((found for each in nested if (found := _objects_of_list(each))), [told])


def _objects_of_list(told: dict[str, Any]) -> list[Any]:
    return next((each for each in told.values() if isinstance(each, list) and each and isinstance(each[0], dict)), [])


def _cells(told: Any) -> dict[str, object]:
    """An object's values, and those of objects in it as ``outer.inner``."""
    if not isinstance(told, dict):
        raise TypeError(f"it is a {type(told).__name__}")
    found: dict[str, object] = {}
    for key, value in told.items():
        if isinstance(value, dict):
            found |= {f"{key}.{inner}": cell for inner, cell in value.items()}
        else:
            found[key] = value
    return found
