"""The catalogue's SPARQL questions as data: ``sh:SPARQLExecutable`` with titles, ready to run as they stand.

Editors that fill their list of examples from the endpoint look for these triples. Source: SHACL Advanced Features
(W3C Working Group Note, 8 June 2017), section 5.2.1; the practice of SIB's SPARQL editor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from accord.graph.errors import UnknownThing
from accord.queries.asking import bound_text
from accord.queries.catalogue import Language, questions
from accord.queries.finding import ACTORS, find_at_once
from accord.queries.sparql import PREFIXES, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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


@dataclass(frozen=True, slots=True)
class Example:
    """A question of the catalogue, and its text with values in it."""

    question: Question
    text: str


def examples_of(store: Store) -> tuple[Example, ...]:
    """Each SPARQL question of the catalogue with values that mean something in this graph.

    The header's example where the graph knows its things by code or name, else those that most is said of; a question
    for which the graph has none is left out.
    """
    most = _MostTold(store)
    asked = [question for question in questions() if question.language is Language.sparql]
    return tuple(Example(each, text) for each in asked if (text := _runnable(store, each, most)) is not None)


def example_queries(examples: Iterable[Example], service: str) -> tuple[Triple, ...]:
    """The examples as data, sorted. ``service``: the absolute IRI of the SPARQL endpoint."""
    return tuple(sorted(_described(examples, service), key=str))


class _MostTold:
    """The IRIs of the two things of each kind of parameter that most is said of; counted when first asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, kind: str) -> tuple[str, ...]:
        if kind not in self._known:
            classes = ", ".join(f"acc:{name}" for name in _CLASSES[kind])
            coded = "?thing acc:code ?code ." if kind == "actor" else ""
            found = rows(self._store, _BEST.format(classes=classes, coded=coded)).rows
            self._known[kind] = tuple(str(row[0]) for row in found)
        return self._known[kind]


def _runnable(store: Store, question: Question, most: _MostTold) -> str | None:
    """The question's text with example values in it; None where the graph has nothing to ask about."""
    values = dict(question.example)
    try:
        return bound_text(store, question, values, find_at_once)
    except UnknownThing:
        spare = {kind: list(most.of(kind)) for kind in {each.type for each in question.parameters} & _CLASSES.keys()}
    for parameter in question.parameters:
        if parameter.type in spare and parameter.name in values:
            if not spare[parameter.type]:
                return None
            values[parameter.name] = spare[parameter.type].pop(0)
    try:
        return bound_text(store, question, values, find_at_once)
    except UnknownThing:
        return None


def _described(examples: Iterable[Example], service: str) -> Iterator[Triple]:
    endpoint = NamedNode(service)
    for question, text in ((each.question, each.text) for each in examples):
        query = NamedNode(f"{QUERIES}{question.name}")
        yield Triple(query, NamedNode(f"{_RDF}type"), NamedNode(f"{SHACL}SPARQLExecutable"))
        yield Triple(query, NamedNode(f"{_RDF}type"), NamedNode(f"{SHACL}SPARQLSelectExecutable"))
        yield Triple(query, NamedNode(f"{_RDFS}label"), Literal(question.title, language="en"))
        words = f"{question.title}. {question.description}"
        yield Triple(query, NamedNode(f"{_RDFS}comment"), Literal(words, language="en"))
        yield Triple(query, NamedNode(f"{SHACL}select"), Literal(text))
        yield Triple(query, NamedNode("https://schema.org/target"), endpoint)
