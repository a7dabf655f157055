"""What Neo4j returns as plain JSON values."""

from __future__ import annotations

import math
from typing import TypeAlias

Json: TypeAlias = str | int | float | bool | list["Json"] | dict[str, "Json"] | None


def to_json(value: object) -> Json:
    """A value of the driver as JSON.

    Nodes become labels and properties, relationships type and properties, paths the row of both; dates and durations
    their ISO 8601 form, points latitude and longitude (or x, y and the reference system), bytes hexadecimal text, and
    numbers that JSON lacks (NaN, infinity) text. accord's own marks are left out.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, dict):
        return {str(name): to_json(part) for name, part in value.items()}
    return _structure(value)


def _structure(value: object) -> Json:
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point

    if isinstance(value, Node):
        return {"labels": [*sorted(value.labels)], "properties": _properties(value)}
    if isinstance(value, Relationship):
        return {"type": value.type, "properties": _properties(value)}
    if isinstance(value, Path):
        return _path(value)
    if isinstance(value, Point):
        return _point(value)
    if iso_format := getattr(value, "iso_format", None):  # before tuples: a duration is one
        return str(iso_format())
    return [to_json(part) for part in value] if isinstance(value, list | tuple) else str(value)


def _path(path: object) -> Json:
    from neo4j.graph import Path

    assert isinstance(path, Path)
    row: list[Json] = [to_json(path.start_node)]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        row += [to_json(relationship), to_json(node)]
    return row


def _properties(entity: object) -> dict[str, Json]:
    from neo4j.graph import Entity

    assert isinstance(entity, Entity)
    return {name: to_json(entity[name]) for name in sorted(entity) if name != "_accord"}


def _point(point: tuple[float, ...]) -> Json:
    names = {4326: ("longitude", "latitude"), 4979: ("longitude", "latitude", "height")}
    srid = int(getattr(point, "srid", 0) or 0)
    if srid in names:
        return dict(zip(names[srid], map(to_json, point), strict=True))
    return {**dict(zip("xyz", map(to_json, point), strict=False)), "srid": srid}
