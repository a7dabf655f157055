"""A query whose default graph is knowledge, written so that any server understands it.

The protocol's ``default-graph-uri`` would leave no named graph, and so no evidence. A pattern inside ``GRAPH <g>`` is
evaluated with g as the active graph and the same named graphs (SPARQL 1.1 Query, section 18.6, Graph), so that is what
each outermost pattern of the query is put into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.errors import QueryError
from accord.graph.sparql_tokens import Token, tokens

if TYPE_CHECKING:
    from pyoxigraph import NamedNode

_FORMS: Final = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))


def with_default_graph(query: str, graph: NamedNode | None) -> tuple[str, bool]:
    """The query with ``graph`` as its default graph, and whether its answer is triples; None leaves the query as it is.

    >>> from pyoxigraph import NamedNode
    >>> with_default_graph("ASK { ?s a ?c }", NamedNode("urn:g"))
    ('ASK { GRAPH <urn:g> { ?s a ?c } }', False)
    """
    found = tokens(query)
    form = next((n for n, token in enumerate(found) if token.kind == "word" and token.text.upper() in _FORMS), None)
    if form is None:
        return query, False
    kind = found[form].text.upper()
    is_graph = kind in ("CONSTRUCT", "DESCRIBE")
    if graph is None:
        return query, is_graph
    outermost = _outermost(found, form)
    if kind == "DESCRIBE":
        return _described(query, found, form, outermost, graph), True
    if kind == "CONSTRUCT":
        if len(outermost) == 1 or _is_word(found[form + 1], "WHERE"):
            return _short_construct(query, outermost[0], found[form], graph), True
        outermost = outermost[1:]
    return _put_into(query, outermost, graph), is_graph


def _outermost(found: tuple[Token, ...], form: int) -> list[tuple[int, int]]:
    """Where the braces of the outermost patterns open and close, as offsets; those of VALUES at the end hold data."""
    pairs, depth, opened, is_data = [], 0, 0, False
    for token in found[form:]:
        if depth == 0 and _is_word(token, "VALUES"):
            is_data = True
        elif token.text == "{":
            if depth == 0:
                opened = token.start
            depth += 1
        elif token.text == "}" and depth:
            depth -= 1
            if depth == 0 and not is_data:
                pairs.append((opened, token.start))
            is_data = is_data and depth > 0
    return pairs


def _put_into(query: str, patterns: list[tuple[int, int]], graph: NamedNode) -> str:
    parts, done = [], 0
    for opened, closed in patterns:
        parts += [query[done : opened + 1], f" GRAPH {graph} {{", query[opened + 1 : closed], "} "]
        done = closed
    return "".join([*parts, query[done:]])


def _short_construct(query: str, pattern: tuple[int, int], form: Token, graph: NamedNode) -> str:
    """CONSTRUCT WHERE { triples }, which may not have GRAPH, with the triples as template as well."""
    opened, closed = pattern
    triples = query[opened + 1 : closed]
    head = query[: form.start]
    return f"{head}CONSTRUCT {{{triples}}} WHERE {{ GRAPH {graph} {{{triples}}} }}{query[closed + 1 :]}"


def _described(
    query: str, found: tuple[Token, ...], form: int, patterns: list[tuple[int, int]], graph: NamedNode
) -> str:
    """What a graph says of things, which is what pyoxigraph's DESCRIBE gives."""
    begin = found[form].start
    head, said = query[:begin], f"GRAPH {graph} {{ ?described ?says ?said }}"
    if not patterns:
        things = query[begin + len("DESCRIBE") :]
        return f"{head}CONSTRUCT {{ ?described ?says ?said }} WHERE {{ VALUES ?described {{ {things}\n}} {said} }}"
    asked = [token for token in found[form + 1 :] if token.start < patterns[0][0] and not _is_word(token, "WHERE")]
    names = [token.text for token in asked if token.kind == "variable"]
    if len(names) != 1 or len(asked) != 1:
        raise QueryError("on a server's store, DESCRIBE takes things, or one variable with its pattern")
    chosen = f"{{ SELECT DISTINCT ({names[0]} AS ?described) {_put_into(query, patterns, graph)[patterns[0][0] :]} }}"
    return f"{head}CONSTRUCT {{ ?described ?says ?said }} WHERE {{ {chosen} {said} }}"


def _is_word(token: Token, word: str) -> bool:
    return token.kind == "word" and token.text.upper() == word
