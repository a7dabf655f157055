"""The text of a SPARQL query, token by token: what may not run, which prefixes it lacks, where its parameters stand.

pyoxigraph has no switch against SERVICE, lets its ``default_graph`` argument override FROM, and its process dies of
deep nesting; all three are seen here, before it parses the query. Sources: SPARQL 1.1 grammar, section 19.8.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from accord.graph.errors import QueryError
from accord.graph.sparql_tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from accord.graph.sparql_tokens import Token

MAXIMUM_DEPTH: Final = 200
"""Brackets that may stand open at once; pyoxigraph 0.5 overflows its stack between 1,600 and 3,200."""

_UPDATES: Final = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_IRI: Final = re.compile(r"<[a-z][^<>\"{}|^`\\\x00-\x20']*>")
_NOTABLE: Final = ("SERVICE", "FROM", *sorted(_UPDATES))
_HIDDEN_SERVICE: Final = re.compile(r"[)'].*service", re.IGNORECASE)


def place(query: str, offset: int) -> str:
    """Where ``offset`` stands in ``query``, counted from 1, as ``line 2, column 9``."""
    line = query.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - query.rfind(chr(10), 0, offset)}"


def check_text(query: str, prefixes: Collection[str]) -> bool:
    """Refuse what may not run; True when the query names its own dataset with FROM.

    ``prefixes`` are those that need no declaration. QueryError for updates, SERVICE, undeclared prefixes and nesting
    deeper than MAXIMUM_DEPTH, with the place.
    """
    if is_plain(query):
        return False
    found = tokens(query)
    if not found:
        raise QueryError("the query is empty: write one as an argument, with --file, or - for standard input")
    _refuse_update(query, found)
    _refuse_service(query, found)
    _refuse_depth(query, found)
    _refuse_undeclared(query, found, prefixes)
    return any(_is_word(token, "FROM") for token in found)


def check_update(update: str, prefixes: Collection[str]) -> None:
    """Refuse what an update may not do; QueryError for LOAD, SERVICE, undeclared prefixes and deep nesting."""
    found = tokens(update)
    if not found:
        raise QueryError("the update is empty")
    for before, token in zip((None, *found), found, strict=False):
        if _is_word(token, "LOAD") and (before is None or before.kind in ("other", "iri", "close")):
            raise QueryError(f"{place(update, token.start)}: LOAD would read from elsewhere; send the data to /store")
    _refuse_service(update, found)
    _refuse_depth(update, found)
    _refuse_undeclared(update, found, prefixes)


def bind(query: str, values: Mapping[str, str]) -> str:
    """Put terms for the parameters ``$name`` of a query; ``values``: name to a term in N-Triples syntax.

    Only variables written with a dollar are replaced, as in Cypher; text in strings, IRIs and comments stays.

    >>> bind("ASK { ?s ?p $o } # $o", {"o": '"x"'})
    'ASK { ?s ?p "x" } # $o'
    """
    parts, done = [], 0
    for token in tokens(query):
        if token.kind == "variable" and token.text.startswith("$") and token.text[1:] in values:
            parts += [query[done : token.start], values[token.text[1:]]]
            done = token.start + len(token.text)
    return "".join([*parts, query[done:]])


def is_plain(query: str) -> bool:
    """Whether nothing in the text can be amiss, and it uses no prefixes and names no dataset.

    Its tokens needn't be looked at then. What looks like an IRI may be something else, as in ``?a<b.service?c>``, but
    holds neither brackets nor white space nor another IRI, without which none of the words does anything.
    """
    brackets = query.count("{") + query.count("(") + query.count("[")
    bare = _IRI.sub("", query)
    return 0 < brackets <= MAXIMUM_DEPTH and _is_plain_without_iris(bare)


@lru_cache(maxsize=64)
def _is_plain_without_iris(bare: str) -> bool:
    """Kept, since programs ask the same with other IRIs again and again."""
    if ":" in bare:
        return False
    upper = bare.upper()  # a search for each word is ten times as fast as one expression for all of them
    return not any(word in upper for word in _NOTABLE)


def _is_word(token: Token, *words: str) -> bool:
    return token.kind == "word" and token.text.upper() in words


def _refuse_update(query: str, found: tuple[Token, ...]) -> None:
    depth = 0
    for token in found:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and _is_word(token, *_UPDATES):
            raise QueryError(
                f"{place(query, token.start)}: {token.text.upper()} would change the graph; "
                "accord sparql only asks (use accord load and accord remove)"
            )
        if token.kind == "open" or _is_word(token, "SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            return


def _refuse_service(query: str, found: tuple[Token, ...]) -> None:
    """Refuse SERVICE, and apparent IRIs that may hide it, as in ``FILTER(?a<'>') SERVICE``: grammars read it so."""
    for token in found:
        hidden = token.kind == "iri" and (_HIDDEN_SERVICE.search(token.text) or "'" in token.text)
        if _is_word(token, "SERVICE") or (hidden and re.search(r"\bservice\b", query, re.IGNORECASE)):
            raise QueryError(
                f"{place(query, token.start)}: SERVICE would send the query to another server; "
                "accord asks its own store only"
            )


def _refuse_depth(query: str, found: tuple[Token, ...]) -> None:
    depth = 0
    for token in found:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > MAXIMUM_DEPTH:
            raise QueryError(
                f"{place(query, token.start)}: more than {MAXIMUM_DEPTH} brackets are open; write it flatter"
            )


def _refuse_undeclared(query: str, found: tuple[Token, ...], prefixes: Collection[str]) -> None:
    declared = set(prefixes)
    for before, token in zip((None, *found), found, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.split(":", 1)[0]
        if before is not None and _is_word(before, "PREFIX"):
            declared.add(prefix)
        elif prefix not in declared:
            raise QueryError(
                f"{place(query, token.start)}: the prefix {prefix}: isn't declared; "
                f"begin the query with PREFIX {prefix}: <…>"
            )
