"""The projection as CSV files for ``neo4j-admin database import full``, for graphs too large to be synced row by row.

One file for each set of labels and each relationship type, with a header that types each column (Neo4j operations
manual, "CSV header format"). Values that have another type on some nodes go to a file of their own. The mark of the
sync is among the rows, so that ``accord sync`` afterwards goes on from there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError
from accord.graph.projection import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from accord.graph.projection import Projection, Scalar, Value

ARGUMENTS: Final = "import.args"
"""The file with the arguments for ``neo4j-admin database import full neo4j @import.args``."""
_SEPARATORS: Final = "\x1f\x1e\x1d\x1c"
_TYPES: Final = ((bool, "boolean"), (int, "long"), (float, "double"), (datetime, "datetime"), (date, "date"))


@dataclass(frozen=True, slots=True)
class _Row:
    """``ends``: the fixed cells; ``group``: what the row's file is named after."""

    group: str
    ends: tuple[str, ...]
    properties: Mapping[str, Value]


def write_admin(projection: Projection, folder: Path, state: Mapping[str, Value] | None = None) -> int:
    """Write the files and the arguments into ``folder``, which must be new or empty; how many rows they have.

    ``state``: the properties of the sync's own node. InputError when there is something in the folder, or a list
    holds every character that could part its values.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: the files need a folder that is new or empty")
    folder.mkdir(parents=True, exist_ok=True)
    nodes = [_Row(":".join(n.labels), (n.iri,), {**n.properties, "_accord": True}) for n in projection.nodes]
    edges = [_Row(e.type, (e.source, e.target), {**e.properties, "_accord": e.key}) for e in projection.edges]
    if state is not None:
        nodes.append(_Row("_AccordSync", ("",), state))
    separator = _separator((*nodes, *edges))
    arguments = [f"--array-delimiter=U+{ord(separator):04X}", "--multiline-fields=true"]
    for number, rows in enumerate(_files(nodes)):
        fixed = "iri:ID" if rows[0].group != "_AccordSync" else ":ID"
        name = f"nodes-{number:03}.csv"
        (folder / name).write_text("".join(_table(rows, (fixed,), separator)), encoding="utf-8", newline="")
        arguments.append(f"--nodes={rows[0].group}={name}")
    for number, rows in enumerate(_files(edges)):
        name = f"relationships-{number:03}.csv"
        ends = (":START_ID", ":END_ID")
        (folder / name).write_text("".join(_table(rows, ends, separator)), encoding="utf-8", newline="")
        arguments.append(f"--relationships={rows[0].group}={name}")
    (folder / ARGUMENTS).write_text("\n".join(arguments) + "\n", encoding="utf-8")
    return len(nodes) + len(edges)


def _files(rows: Iterable[_Row]) -> list[list[_Row]]:
    """The rows by file: those of one group in which each property has one type."""
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    files: list[list[_Row]] = []
    for _, members in sorted(groups.items()):
        types: dict[str, set[str]] = defaultdict(set)
        for row in members:
            for name, value in row.properties.items():
                types[name].add(_type(value))
        mixed = sorted(name for name, found in types.items() if len(found) > 1)
        parts: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
        for row in members:
            parts[tuple(_type(row.properties[m]) if m in row.properties else "" for m in mixed)].append(row)
        files += [part for _, part in sorted(parts.items())]
    return files


def _table(rows: Sequence[_Row], fixed: tuple[str, ...], separator: str) -> Iterator[str]:
    types: dict[str, str] = {}
    for row in rows:
        types |= {name: _type(value) for name, value in row.properties.items()}
    names = sorted(types)
    yield ",".join((*fixed, *(f"{name}:{types[name]}" for name in names))) + "\n"
    for row in rows:
        cells = (_cell(row.properties[name], separator) if name in row.properties else "" for name in names)
        yield ",".join((*map(_quoted, row.ends), *cells)) + "\n"


def _type(value: Value) -> str:
    if isinstance(value, tuple):
        # A list has values of one type.
        return f"{_type(value[0])}[]" if value else "string[]"
    if isinstance(value, Point):
        return "point{crs:WGS-84}"
    return next((name for kind, name in _TYPES if isinstance(value, kind)), "string")


def _cell(value: Value, separator: str) -> str:
    return _quoted(separator.join(map(_text, value)) if isinstance(value, tuple) else _text(value))


def _text(value: Scalar) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Point):
        return f"{{latitude:{value.latitude!r}, longitude:{value.longitude!r}}}"
    return str(value)


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _separator(rows: Iterable[_Row]) -> str:
    """A character that no list has in any of its values."""
    lists = (value for row in rows for value in row.properties.values() if isinstance(value, tuple))
    used = {found for value in lists for part in value for found in re.findall(f"[{_SEPARATORS}]", str(part))}
    free = [each for each in _SEPARATORS if each not in used]
    if not free:
        raise InputError("a list holds every control character that could part its values: correct the articles")
    return free[0]
