"""RDF that a client sends: its format, what makes it dangerous, its quads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast

from accord.queries.service.exchange import Problem
from accord.queries.service.negotiation import DATASETS, kind_of, rdf_format

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from accord.queries.service.exchange import Request
    from accord.queries.service.negotiation import MediaType

_DECLARING: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
"""Declarations by which a kilobyte of XML becomes a hundred megabytes, or reads other files."""
_DEEPEST: Final = 200
_OPENING: Final = re.compile(rb"[\[({]")
_MULTIPART: Final = "multipart/form-data"


def read_payload(request: Request, base: str) -> tuple[list[Quad], bool]:
    """The quads of a body, and whether they name their own graphs. ``base``: what relative IRIs are resolved against.

    Problem 400 with the place when it doesn't parse, 415 when the format is unknown.
    """
    content_type = request.headers.get("content-type", "")
    if content_type.split(";", 1)[0].strip().lower() == _MULTIPART:
        found: list[Quad] = []
        for told, body in _parts(content_type, request.body):
            quads, named = _parse(told or "text/turtle", body, base)
            if named:
                raise Problem(415, "a part of a form holds one graph, not several")
            found += quads
        return found, False
    return _parse(content_type, request.body, base)


def _parse(content_type: str, body: bytes, base: str) -> tuple[list[Quad], bool]:
    from pyoxigraph import parse

    kind = kind_of(content_type)
    if kind is None:
        raise Problem(415, f"{content_type or 'a body without Content-Type'} is no RDF format that can be read")
    _refuse_dangerous(kind, body)
    named = kind in DATASETS and kind.form != "JSON_LD"
    try:
        quads = parse(body, rdf_format(kind), base_iri=base, without_named_graphs=not named, rename_blank_nodes=True)
        return list(quads), named
    except SyntaxError as error:
        place = (error.lineno, error.offset or 1) if error.lineno else None
        raise Problem(400, f"the body isn't {kind.name}: {error.msg}", place=place) from error
    except (ValueError, OSError, RuntimeError) as error:
        raise Problem(400, f"the body isn't {kind.name}: {error}") from error


def _refuse_dangerous(kind: MediaType, body: bytes) -> None:
    """Refuse XML that declares entities, in whatever encoding, and nesting that exhausts a parser's stack."""
    if kind.form == "RDF_XML":
        if b"\x00" in body or _DECLARING.search(body):
            raise Problem(400, "RDF/XML with a DOCTYPE, or in another encoding than UTF-8, isn't read")
        if body.count(b"<") > 100 and _xml_depth(body) > _DEEPEST:
            raise Problem(400, f"the body nests deeper than {_DEEPEST} levels")
        return
    depth = 0
    if len(_OPENING.findall(body)) > _DEEPEST:
        for byte in body:
            depth += (byte in b"[({") - (byte in b"])}" and depth > 0)
            if depth > _DEEPEST:
                raise Problem(400, f"the body nests deeper than {_DEEPEST} levels")


def _xml_depth(body: bytes) -> int:
    depth = deepest = 0
    for tag in re.finditer(rb"<(/?)[\w:][^>]*?(/?)>", body):
        depth += -1 if tag[1] else 0 if tag[2] else 1
        deepest = max(deepest, depth)
    return deepest


def _parts(content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    """Content-Type and bytes of each part of a form."""
    from python_multipart.exceptions import MultipartParseError
    from python_multipart.multipart import MultipartParser, parse_options_header

    boundary = parse_options_header(content_type)[1].get(b"boundary")
    if not boundary:
        raise Problem(400, "a form of several parts needs its boundary in Content-Type")
    reading = _Form()
    try:
        parser = MultipartParser(boundary, cast("Any", reading.callbacks()))
        parser.write(body)
        parser.finalize()
    except MultipartParseError as error:
        raise Problem(400, f"the form can't be read: {error}") from error
    return reading.parts


class _Form:
    """Gathers the parts of a form as the parser meets them."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bytes]] = []
        self._name = b""
        self._value = b""
        self._kind = ""
        self._body: list[bytes] = []

    def callbacks(self) -> dict[str, object]:
        """What the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._field,
            "on_header_value": self._told,
            "on_header_end": self._header,
            "on_part_data": self._data,
            "on_part_end": self._end,
        }

    def _begin(self) -> None:
        self._kind, self._body = "", []

    def _field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _told(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header(self) -> None:
        if self._name.lower() == b"content-type":
            self._kind = self._value.decode("latin-1")
        self._name = self._value = b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._body.append(data[start:end])

    def _end(self) -> None:
        self.parts.append((self._kind, b"".join(self._body)))
