"""The text of a SPARQL update before it runs: what may not be in it, and the dataset that the protocol gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import is_iri
from accord.graph.sparql_tokens import tokens
from accord.queries.service.exchange import Problem
from accord.queries.sparql import PREFIXES
from accord.queries.sparql_text import check_update, place

if TYPE_CHECKING:
    from accord.graph.sparql_tokens import Token
    from accord.queries.service.operations import Operation

_LONGEST: Final = 16 << 20


def prepare_update(operation: Operation) -> str:
    """The update to run, with the protocol's graphs as USING; QueryError or Problem for what may not run."""
    text = operation.text
    if len(text) > _LONGEST:
        raise Problem(413, f"an update may have {_LONGEST} characters; send more data to /store")
    check_update(text, PREFIXES)
    graphs = (*operation.default_graphs, *operation.named_graphs)
    if not graphs:
        return text
    for name in graphs:
        if not is_iri(name):
            raise Problem(400, f"{name!r} is no absolute IRI of a graph")
    found = tokens(text)
    for token in found:
        if token.kind == "word" and token.text.upper() in ("USING", "WITH"):
            raise Problem(400, f"{place(text, token.start)}: the request names the graphs already")
    using = "".join(f" USING <{name}>" for name in operation.default_graphs)
    using += "".join(f" USING NAMED <{name}>" for name in operation.named_graphs)
    return _insert(text, using + " ", _conditions(found))


def _conditions(found: tuple[Token, ...]) -> list[int]:
    """Where the WHERE of each operation with a template begins; that of DELETE WHERE takes no USING."""
    places, depth, before = [], 0, ""
    for token in found:
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind == "word" and depth == 0 and token.text.upper() == "WHERE" and before != "DELETE":
            places.append(token.start)
        if token.kind == "word":
            before = token.text.upper() if depth == 0 else before
        elif token.kind in ("open", "close"):
            before = ""
    return places


def _insert(text: str, what: str, places: list[int]) -> str:
    parts, done = [], 0
    for start in places:
        parts += [text[done:start], what]
        done = start
    return "".join([*parts, text[done:]])
