"""A query's part of the graph as one HTML file to send: it draws, filters and tells sentences with no server.

The file asks nothing of any host: its policy allows only the script and the style that stand in it, by their digests.
Text from articles is data that the script puts in as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import QueryError
from accord.ontology.projection_map import NEO4J_TYPES
from accord.queries.api.surroundings import Edge, around, edges_among, is_contested, make_node, rank
from accord.queries.cards import make_head
from accord.queries.things import Things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from accord.graph.store import Store

MOST_NODES: Final = 300
"""Things that one file shows."""
MOST_SENTENCES: Final = 20
"""Sentences that one thing is shown with."""
_NOT_DRAWN: Final = frozenset(("Thing", "Article"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: things by IRI, the first the most worth showing, and the relationships to draw."""

    title: str
    query: str
    things: tuple[str, ...]
    edges: tuple[Edge, ...]
    left_out: int


def write_file(store: Store, query: str, parameters: Sequence[str], file: Path) -> str:
    """Write what ``query`` finds to ``file``, and say how much that is.

    ``query``: SPARQL, or the name of a question of the catalogue; ``parameters``: NAME=VALUE for that. QueryError
    when it can't run or finds nothing to draw, OSError when the file can't be written.
    """
    from accord.queries.interrupting import interruptible

    with interruptible():
        found = find_part(store, query, parameters)
        told = _told(store, found)
    file.write_text(make_page(found.title, told), encoding="utf-8", errors="replace")
    left_out = f", {found.left_out} more things left out," if found.left_out else ""
    return f"{len(found.things)} things and {len(found.edges)} relationships{left_out}"


def find_part(store: Store, query: str, parameters: Sequence[str], limit: int = MOST_NODES) -> Found:
    """The part of the graph that a query is about.

    Of CONSTRUCT and DESCRIBE just the relationships that they give; of SELECT, and so of the catalogue, the things
    whose IRIs stand in its rows, with their neighbours. QueryError when there is no such thing.
    """
    from pyoxigraph import QuerySolutions, QueryTriples

    from accord.queries.sparql import ask

    title, text = _title_and_text(store, query, parameters)
    things = Things(store)
    answer = ask(store, text)
    try:
        if isinstance(answer, QueryTriples):
            triples = [(told.subject, told.predicate.value, told.object) for told in answer]
            named = _drawn(things, (_iri(end) for subject, _, target in triples for end in (subject, target)))
            ranked = sorted(named, key=lambda iri: rank(things, iri))
        elif isinstance(answer, QuerySolutions):
            triples = []
            named = _drawn(things, (_iri(cell) for row in answer for cell in row))
            joins = Counter(other for iri in named for other in around(things, iri))
            for iri in named:
                del joins[iri]
            # First what joins most of the named things, which else would stand apart.
            beside = _drawn(things, sorted(joins, key=lambda iri: (-joins[iri], rank(things, iri))))
            ranked = [*named, *beside]
        else:
            raise QueryError("a page shows what SELECT, CONSTRUCT or DESCRIBE finds; ASK finds only yes or no")
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query can't be evaluated: {error}") from error
    if not ranked:
        raise QueryError("the query finds no thing to draw: let it give the IRIs of agreements, states or others")
    shown = tuple(ranked[:limit])
    edges = _given(store, shown, triples) if triples else edges_among(store, things, shown)
    return Found(title, text, shown, edges, len(ranked) - len(shown))


def make_page(title: str, told: dict[str, Any]) -> str:
    """The whole file. ``told``: what the script reads."""
    built = files("accord.queries.page").joinpath("built")
    script, style, licences = (
        built.joinpath(f"sent.{end}").read_text(encoding="utf-8") for end in ("js", "css", "txt")
    )
    # Neither an end tag nor a comment can begin in the data, whatever articles say.
    data = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    policy = (
        f"default-src 'none'; script-src {_digest(script)}; style-src {_digest(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )
    return "\n".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            # Cytoscape takes this for its own style element, which the policy would refuse.
            '<meta name="cytoscape" id="__________cytoscape_stylesheet"><link rel="icon" href="data:,">',
            f"<title>{escape(title)} · accord</title><style>{style}</style></head>",
            '<body><main id="main" tabindex="-1"></main><p id="said" role="status" aria-live="polite"></p>',
            "<footer><details><summary>Made with accord; licences of what is in this file</summary>",
            f'<pre tabindex="0">{escape(licences)}</pre></details></footer>',
            f'<script type="application/json" id="told">{data}</script><script>{script}</script></body></html>\n',
        )
    )


def _title_and_text(store: Store, query: str, parameters: Sequence[str]) -> tuple[str, str]:
    """What to call the page, and the query as SPARQL; a single word is a question's name."""
    from accord.queries.asking import bound_text
    from accord.queries.catalogue import Language, check_unicode, find_question, split_assignment

    check_unicode(query, "--query")
    given = dict(map(split_assignment, parameters))
    if len(query.split()) == 1 and "{" not in query:
        question = find_question(query.strip(), Language.sparql)
        values = ", ".join(given.values())
        return question.title + (f": {values}" if values else ""), bound_text(store, question, given)
    if given:
        raise QueryError("--param is for questions of the catalogue; write values into the SPARQL")
    return "A part of the graph", query


def _drawn(things: Things, iris: Iterable[str]) -> list[str]:
    """Those that the knowledge graph knows as things, each once, in order."""
    return [iri for iri in dict.fromkeys(iris) if "://" in iri and things.type(iri) not in _NOT_DRAWN]


def _iri(term: object) -> str:
    """The IRI that a term is, or that its text is, as in the column ``iri`` of the catalogue."""
    from pyoxigraph import Literal, NamedNode

    from accord.graph.identifiers import is_iri

    if isinstance(term, NamedNode):
        return term.value
    return term.value if isinstance(term, Literal) and is_iri(term.value) else ""


def _given(store: Store, shown: tuple[str, ...], triples: list[tuple[Any, str, Any]]) -> tuple[Edge, ...]:
    """The relationships that the query itself gives, of those that are shown."""
    inside = set(shown)
    ends = ((_iri(subject), predicate, _iri(target)) for subject, predicate, target in triples)
    told = dict.fromkeys(end for end in ends if end[0] in inside and end[2] in inside)
    return tuple(
        Edge(source, target, NEO4J_TYPES.get(said) or _last(said), is_contested(store, source, said, target))
        for source, said, target in sorted(told)
    )


def _last(predicate: str) -> str:
    return predicate.replace("#", "/").rpartition("/")[2]


def _told(store: Store, found: Found) -> dict[str, Any]:
    things = Things(store)
    nodes = []
    for iri in found.things:
        head = make_head(things, iri)
        more = {
            "fields": [asdict(field) for field in head.fields],
            "sentences": [asdict(sentence) for sentence in head.sentences[:MOST_SENTENCES]],
            "sentences_left_out": max(0, len(head.sentences) - MOST_SENTENCES),
        }
        nodes.append(asdict(make_node(things, iri)) | more)
    edges = [asdict(edge) for edge in found.edges]
    return {"title": found.title, "query": found.query, "left_out": found.left_out, "nodes": nodes, "edges": edges}


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
