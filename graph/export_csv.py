"""The projection as two tables of comma-separated values.

Cells are safe to open in a spreadsheet: text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return
would run as a formula there, so it gets an apostrophe in front (OWASP, CSV injection). Numbers stay as they are. Many
values are joined with `` | ``; a point becomes two columns, latitude and longitude.
"""

from __future__ import annotations

import csv
import io
import zipfile
from typing import TYPE_CHECKING, Final, TypeAlias

from accord.graph.projection import Point

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from accord.graph.projection import Projection, Scalar, Value

    Line: TypeAlias = tuple[Mapping[str, Value], Mapping[str, Value]]
    """The fixed cells of a line, and the properties."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NODES, _EDGES = "nodes.csv", "edges.csv"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip archive can hold: the same bytes at any time."""


def write_zip(projection: Projection, out: BinaryIO) -> None:
    """Write nodes.csv and edges.csv into one zip archive."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _tables(projection):
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            member.create_system = 3
            archive.writestr(member, text)


def write_folder(projection: Projection, folder: Path) -> None:
    """Write nodes.csv and edges.csv into ``folder``, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _tables(projection):
        (folder / name).write_bytes(text)


def _tables(projection: Projection) -> Iterator[tuple[str, bytes]]:
    nodes: list[Line] = [({"iri": n.iri, "labels": n.labels}, n.properties) for n in projection.nodes]
    yield _NODES, _table(("iri", "labels"), nodes)
    edges: list[Line] = [
        ({"source": e.source, "type": e.type, "target": e.target, "key": e.key}, e.properties) for e in projection.edges
    ]
    yield _EDGES, _table(("source", "type", "target", "key"), edges)


def _table(fixed: tuple[str, ...], lines: list[Line]) -> bytes:
    """A table in UTF-8: the fixed columns, then one for each property that any line has, by name."""
    flat = [(cells, _without_points(properties)) for cells, properties in lines]
    columns = (*fixed, *sorted({name for _, properties in flat for name in properties} - {*fixed}))
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns, restval="", lineterminator="\r\n")
    table.writeheader()
    for cells, properties in flat:
        table.writerow({name: _cell(value) for name, value in {**properties, **cells}.items()})
    return text.getvalue().encode()


def _without_points(properties: Mapping[str, Value]) -> dict[str, Value]:
    flat: dict[str, Value] = {}
    for name, value in properties.items():
        if isinstance(value, Point):
            flat |= {"latitude": value.latitude, "longitude": value.longitude}
        else:
            flat[name] = value
    return flat


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = " | ".join(map(_text, value)) if isinstance(value, tuple) else _text(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
