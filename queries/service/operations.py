"""What a request to /sparql asks for: SPARQL 1.1 Protocol, sections 2.1 and 2.2, checked as strictly as it says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from accord.queries.service.exchange import Problem

if TYPE_CHECKING:
    from accord.queries.service.exchange import Request

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"


class Kind(Enum):
    """What is asked for."""

    description = "description"
    query = "query"
    update = "update"


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or update with the dataset that the protocol gives it; ``wanted``: a format by name, before Accept."""

    kind: Kind
    text: str = ""
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    union: bool = False
    wanted: str | None = None

    @property
    def has_dataset(self) -> bool:
        """Whether the protocol, not the text, says what is asked."""
        return bool(self.default_graphs or self.named_graphs)


def is_update(request: Request) -> bool:
    """Whether a request may change something; cheap, and true wherever ``read_operation`` says update."""
    if request.method != "POST":
        return False
    kind = content_type(request)
    return kind == _UPDATE or (kind == _FORM and any(name == "update" for name, _ in _form(request.body)))


def content_type(request: Request) -> str:
    """The media type of the body, without parameters."""
    return request.headers.get("content-type", "").split(";", 1)[0].strip().lower()


def read_operation(request: Request) -> Operation:
    """What the request asks for; Problem 400, 405 or 415 with what is wrong."""
    parameters = list(request.query)
    if request.method == "GET" and len(parameters) == 1 and parameters[0][0] == "query":
        return Operation(Kind.query, parameters[0][1])
    if request.method == "POST":
        kind = content_type(request)
        _check_charset(request)
        if kind == _FORM:
            parameters += _form(_utf8(request.body))
            return _of_parameters(parameters, True)
        if kind not in (_QUERY, _UPDATE):
            raise Problem(415, f"send {_QUERY}, {_UPDATE} or {_FORM}, not {kind or 'a body without Content-Type'}")
        if any(name in ("query", "update") for name, _ in parameters):
            raise Problem(400, "the body is the query: give no second one as a parameter")
        name = "query" if kind == _QUERY else "update"
        return _of_parameters([*parameters, (name, _utf8(request.body).decode())], True)
    if any(name == "update" for name, _ in parameters):
        raise Problem(405, "an update needs POST", headers=(("Allow", "GET, HEAD, OPTIONS, POST"),))
    return _of_parameters(parameters, False)


def _of_parameters(parameters: list[tuple[str, str]], posted: bool) -> Operation:
    found: dict[str, list[str]] = {}
    for name, value in parameters:
        found.setdefault(name, []).append(value)
    queries, updates = found.get("query", []), found.get("update", [])
    if len(queries) + len(updates) > 1:
        raise Problem(400, "give one query or update, not several")
    if not queries and not updates:
        if posted:
            raise Problem(400, "give a query or update: a parameter of that name, or the body itself")
        return Operation(Kind.description, wanted=_last(found, "format"))
    kind, prefix = (Kind.query, "") if queries else (Kind.update, "using-")
    if updates and {"default-graph-uri", "named-graph-uri"} & found.keys():
        raise Problem(400, "an update takes using-graph-uri and using-named-graph-uri")
    default = "using-graph-uri" if prefix else "default-graph-uri"
    return Operation(
        kind,
        (queries or updates)[0],
        tuple(found.get(default, [])),
        tuple(found.get(f"{prefix}named-graph-uri", [])),
        _switched_on(found, "union-default-graph"),
        _last(found, "format"),
    )


def _switched_on(found: dict[str, list[str]], name: str) -> bool:
    return name in found and (_last(found, name) or "true").lower() not in ("false", "0", "no")


def _last(found: dict[str, list[str]], name: str) -> str | None:
    return found.get(name, [None])[-1] or None


def _form(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise Problem(400, f"the form can't be read: {error}") from error


def _check_charset(request: Request) -> None:
    told = request.headers.get("content-type", "").lower().replace(" ", "").replace('"', "")
    if "charset=" in told and "charset=utf-8" not in told:
        raise Problem(415, "send text in UTF-8")


def _utf8(body: bytes) -> bytes:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Problem(400, f"the body isn't UTF-8 (byte {error.start})") from error
    return body
