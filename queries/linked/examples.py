"""The catalogue's SPARQL questions as data: ``sh:SPARQLExecutable`` with titles, ready to run as they stand.

Editors that fill their list of examples from the endpoint look for these triples. Source: SHACL Advanced Features
(W3C Working Group Note, 8 June 2017), section 5.2.1; the practice of SIB's SPARQL editor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from accord.graph.errors import UnknownThing
from accord.queries.asking import bound_text
from accord.queries.catalogue import Language, questions
from accord.queries.finding import ACTORS
from accord.queries.sparql import PREFIXES, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.store import Store
    from accord.queries.catalogue import Question

SHACL: Final = "http://www.w3.org/ns/shacl#"
QUERIES: Final = "https://w3id.org/accord/query/"
"""What the IRIs of the catalogue's questions begin with."""
_RDF: Final = PREFIXES["rdf"]
_RDFS: Final = PREFIXES["rdfs"]
_CLASSES: Final = {"actor": ACTORS, "place": ("Region",), "agreement": ("Agreement",)}
_BEST: Final = """
SELECT ?thing WHERE {{ ?thing a ?class . FILTER(?class IN ({classes})) {coded} ?any ?p ?thing }}
GROUP BY ?thing ORDER BY DESC(COUNT(?any)) ?thing LIMIT 2"""


def example_queries(store: Store, service: str) -> tuple[Triple, ...]:
    """Each SPARQL question of the catalogue with values that mean something in this graph, sorted.

    ``service``: the absolute IRI of the SPARQL endpoint. The header's example where the graph knows its things, else
    those that most is said of; a question for which the graph has none is left out.
    """
    return tuple(sorted(_examples(store, service), key=str))


def runnable(store: Store, question: Question) -> str | None:
    """The question's text with example values in it; None where the graph has nothing to ask about."""
    values = dict(question.example)
    try:
        return bound_text(store, question, values)
    except UnknownThing:
        spare = {kind: _most_told(store, kind) for kind in _CLASSES}
    for parameter in question.parameters:
        if parameter.type in spare and parameter.name in values:
            if not spare[parameter.type]:
                return None
            values[parameter.name] = spare[parameter.type].pop(0)
    try:
        return bound_text(store, question, values)
    except UnknownThing:
        return None


def _examples(store: Store, service: str) -> Iterator[Triple]:
    endpoint = NamedNode(service)
    for question in questions():
        text = runnable(store, question) if question.language is Language.sparql else None
        if text is None:
            continue
        query = NamedNode(f"{QUERIES}{question.name}")
        yield Triple(query, NamedNode(f"{_RDF}type"), NamedNode(f"{SHACL}SPARQLExecutable"))
        yield Triple(query, NamedNode(f"{_RDF}type"), NamedNode(f"{SHACL}SPARQLSelectExecutable"))
        yield Triple(query, NamedNode(f"{_RDFS}label"), Literal(question.title, language="en"))
        words = f"{question.title}. {question.description}"
        yield Triple(query, NamedNode(f"{_RDFS}comment"), Literal(words, language="en"))
        yield Triple(query, NamedNode(f"{SHACL}select"), Literal(text))
        yield Triple(query, NamedNode("https://schema.org/target"), endpoint)


def _most_told(store: Store, kind: str) -> list[str]:
    """The IRIs of the two things of a kind of parameter that most is said of."""
    classes = ", ".join(f"acc:{name}" for name in _CLASSES[kind])
    coded = "?thing acc:code ?code ." if kind == "actor" else ""
    return [str(row[0]) for row in rows(store, _BEST.format(classes=classes, coded=coded)).rows]
