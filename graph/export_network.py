"""The projection as GraphML and GEXF, for Gephi, yEd, Cytoscape and igraph.

Both formats know text, numbers and truth values: dates become ISO 8601 text, many values are joined with `` | ``, a
point becomes latitude and longitude.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final

from accord.graph.projection import Point

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import BinaryIO

    from accord.graph.projection import Projection, Value

_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold (section 2.2)."""
_SPANS: Final = {"start": "quote_start", "end": "quote_end"}
"""GEXF reads start and end as times; what ours, the offsets of a quote, are called in both formats."""


def write_network(projection: Projection, format: str, out: BinaryIO) -> None:
    """Write ``projection`` as ``graphml`` or ``gexf``."""
    import networkx as nx

    network: Any = nx.MultiDiGraph()
    for node in projection.nodes:
        own = {"label": _clean(node.name), "class": " | ".join(node.labels[1:])}
        network.add_node(_clean(node.iri), **_attributes(node.properties), **own)
    for edge in projection.edges:
        own = {"label": edge.type, "relationship": edge.type}
        attributes = {**_attributes(edge.properties), **own}
        network.add_edge(_clean(edge.source), _clean(edge.target), key=_clean(edge.key), **attributes)
    if format == "graphml":
        nx.write_graphml_xml(network, out)
    else:
        out.write(_gexf(network))


def _gexf(network: Any) -> bytes:
    """GEXF 1.2 without the day of writing, so that equal graphs give equal bytes."""
    import networkx as nx

    for _, _, key, attributes in network.edges(keys=True, data=True):
        attributes["id"] = key
    written = io.BytesIO()
    nx.write_gexf(network, written)
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", written.getvalue(), count=1)


def _attributes(properties: Mapping[str, Value]) -> dict[str, str | int | float | bool]:
    flat: dict[str, str | int | float | bool] = {}
    for name, value in properties.items():
        if isinstance(value, Point):
            flat |= {"latitude": value.latitude, "longitude": value.longitude}
        else:
            flat[_SPANS.get(name, name)] = value if isinstance(value, bool | int | float) else _clean(value)
    return flat


def _clean(value: Value) -> str:
    text = " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return _UNWRITABLE.sub("\ufffd", text)
