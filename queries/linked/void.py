"""What the dataset holds, in numbers, as VoID: classes, properties, prefixes, where to ask.

Source: Describing Linked Datasets with the VoID Vocabulary (W3C Interest Group Note, 3 March 2011).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Triple

from accord.graph.identifiers import KNOWLEDGE
from accord.queries.sparql import PREFIXES, prefixes, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.store import Store

VOID: Final = "http://rdfs.org/ns/void#"
_SHACL: Final = "http://www.w3.org/ns/shacl#"
_RDF: Final = PREFIXES["rdf"]
_DCTERMS: Final = "http://purl.org/dc/terms/"
_XSD: Final = PREFIXES["xsd"]
_ONTOLOGY: Final = PREFIXES["acc"]

_CLASSES: Final = "SELECT ?of (COUNT(?thing) AS ?number) WHERE { ?thing a ?of } GROUP BY ?of"
_PROPERTIES: Final = (
    "SELECT ?of (COUNT(*) AS ?number) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) "
    "WHERE { ?s ?of ?o } GROUP BY ?of"
)
_CLASS_PROPERTIES: Final = (
    "SELECT ?class ?of (COUNT(*) AS ?number) WHERE { ?s a ?class ; ?of ?o FILTER(?of != rdf:type) } GROUP BY ?class ?of"
)


def dataset_description(store: Store, service: str) -> tuple[Triple, ...]:
    """VoID of the knowledge graph, which is called by its name in the store, sorted.

    ``service``: the absolute IRI of the SPARQL endpoint.
    """
    return tuple(sorted(_description(store, service), key=str))


def _description(store: Store, service: str) -> Iterator[Triple]:
    dataset = NamedNode(KNOWLEDGE)
    yield Triple(dataset, NamedNode(f"{_RDF}type"), NamedNode(f"{VOID}Dataset"))
    yield Triple(dataset, NamedNode(f"{_DCTERMS}title"), Literal("accord: diplomatic agreements", language="en"))
    yield Triple(dataset, NamedNode(f"{VOID}sparqlEndpoint"), NamedNode(service))
    yield Triple(dataset, NamedNode(f"{VOID}uriSpace"), Literal(store.namespace.base))
    yield Triple(dataset, NamedNode(f"{VOID}vocabulary"), NamedNode(_ONTOLOGY))
    yield from _prefixes(dataset, prefixes(store))
    yield from _partitions(store, dataset)


def _prefixes(dataset: NamedNode, declared: dict[str, str]) -> Iterator[Triple]:
    """The prefixes as SHACL declares them, which SPARQL editors read."""
    for prefix, namespace in sorted(declared.items()):
        declaration = NamedNode(f"{dataset.value}#prefix-{prefix}")
        yield Triple(dataset, NamedNode(f"{_SHACL}declare"), declaration)
        yield Triple(declaration, NamedNode(f"{_SHACL}prefix"), Literal(prefix))
        typed = Literal(namespace, datatype=NamedNode(f"{_XSD}anyURI"))
        yield Triple(declaration, NamedNode(f"{_SHACL}namespace"), typed)


def _partitions(store: Store, dataset: NamedNode) -> Iterator[Triple]:
    triples = things = 0
    for of, number in _counted(store, _CLASSES):
        part = _part(dataset, "class", of)
        things += number[0]
        yield Triple(dataset, NamedNode(f"{VOID}classPartition"), part)
        yield Triple(part, NamedNode(f"{VOID}class"), NamedNode(of))
        yield _figure(part, "entities", number[0])
    for of, number in _counted(store, _PROPERTIES):
        part = _part(dataset, "property", of)
        triples += number[0]
        yield Triple(dataset, NamedNode(f"{VOID}propertyPartition"), part)
        yield Triple(part, NamedNode(f"{VOID}property"), NamedNode(of))
        for name, figure in zip(("triples", "distinctSubjects", "distinctObjects"), number, strict=True):
            yield _figure(part, name, figure)
    yield from _properties_of_classes(store, dataset)
    yield _figure(dataset, "triples", triples)
    yield _figure(dataset, "entities", things)


def _properties_of_classes(store: Store, dataset: NamedNode) -> Iterator[Triple]:
    """Which property stands at things of which class, and how often: what editors complete from."""
    for solution in _rows(store, _CLASS_PROPERTIES):
        whole, of = _part(dataset, "class", solution[0]), solution[1]
        part = NamedNode(f"{whole.value}-{_local(of)}")
        yield Triple(whole, NamedNode(f"{VOID}propertyPartition"), part)
        yield Triple(part, NamedNode(f"{VOID}property"), NamedNode(of))
        yield _figure(part, "triples", int(solution[2]))


def _counted(store: Store, query: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    for first, *numbers in _rows(store, query):
        yield first, tuple(map(int, numbers))


def _rows(store: Store, query: str) -> Iterator[tuple[str, ...]]:
    yield from sorted(tuple(map(str, row)) for row in rows(store, query).rows)


def _figure(part: NamedNode, name: str, number: int) -> Triple:
    return Triple(part, NamedNode(f"{VOID}{name}"), Literal(number))


def _part(dataset: NamedNode, sort: str, of: str) -> NamedNode:
    return NamedNode(f"{dataset.value}#{sort}-{_local(of)}")


def _local(iri: str) -> str:
    """A name for a class or property that is unique in the dataset: of ours its name, of others a longer one."""
    own = iri.removeprefix(_ONTOLOGY)
    return own if own != iri else "".join(c if c.isalnum() else "-" for c in iri.partition("//")[2])
