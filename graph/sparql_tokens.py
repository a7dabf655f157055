"""The tokens of a SPARQL text. Source: SPARQL 1.1 grammar, section 19.8."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*'{3}
              | \"(?:[^"\\\n\r]|\\.)*\" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[{(\[]) | (?P<close>[})\]])
    | (?P<other>\s+|\d+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a query. ``kind``: a group of the grammar (iri, string, variable, ...); ``start``: its offset."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> tuple[Token, ...]:
    """The tokens of ``query`` in order, without white space and comments; never fails.

    >>> [token.text for token in tokens("ASK { ?s a 'SERVICE' } # SERVICE")]
    ['ASK', '{', '?s', 'a', "'SERVICE'", '}']
    """
    found = (Token(match.lastgroup or "other", match.group(), match.start()) for match in _TOKEN.finditer(query))
    return tuple(token for token in found if token.kind != "comment" and not token.text.isspace())
