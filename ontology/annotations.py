"""What each class and property becomes in Neo4j, by the annotations of accord.ttl: the only mapping there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.ontology.vocabulary import full

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from accord.ontology.vocabulary import Term, Vocabulary

POINT_PROPERTY: Final = "location"
"""The node property that a latitude and a longitude become together."""

_VALUES: Final[Mapping[str, str]] = {
    "xsd:string": "string",
    "xsd:integer": "integer",
    "xsd:decimal": "number",
    "xsd:boolean": "boolean",
    "xsd:date": "date",
}


@dataclass(frozen=True, slots=True)
class Annotations:
    """Each mapping is from the IRI of a class or property, in the order of accord.ttl.

    ``labels``, ``types``, ``properties``, ``link_properties``: Neo4j's names. ``lists``: names of the node properties
    that always are lists. ``values``: string, integer, number, boolean, date, concept or point, for each property that
    a node or relationship has in Neo4j.
    """

    labels: Mapping[str, str]
    types: Mapping[str, str]
    properties: Mapping[str, str]
    link_properties: Mapping[str, str]
    lists: tuple[str, ...]
    values: Mapping[str, str]


def read_annotations(vocabulary: Vocabulary) -> Annotations:
    """The annotations of all terms; ValueError, which names the term, for those that contradict each other."""
    terms = vocabulary.terms
    properties, link_properties = _named(terms, "acc:neo4jProperty"), _named(terms, "acc:neo4jLinkProperty")
    found = Annotations(
        _named(terms, "acc:neo4jLabel"),
        _named(terms, "acc:neo4jType"),
        properties,
        link_properties,
        tuple(properties[term.iri] for term in terms if term.value("acc:neo4jList") == "true"),
        {term.iri: value_kind(term) for term in terms if term.iri in properties or term.iri in link_properties},
    )
    if problem := next(_problems(vocabulary, found), None):
        raise ValueError(problem)
    return found


def value_kind(term: Term) -> str:
    """What sort of value the property has in Neo4j; ValueError for a range that Neo4j has no value for."""
    if term.value("acc:conceptScheme"):
        return "concept"
    if term.value("acc:neo4jProperty") == POINT_PROPERTY:
        return "point"
    for datatype, kind in _VALUES.items():
        if term.range == (full(datatype),):
            return kind
    raise ValueError(f"{term.name}: give it the range {', '.join(_VALUES)} or a concept scheme")


def _named(terms: tuple[Term, ...], annotation: str) -> Mapping[str, str]:
    return {term.iri: name for term in terms if (name := term.value(annotation))}


def _problems(vocabulary: Vocabulary, found: Annotations) -> Iterator[str]:
    """Why the annotations can't be followed."""
    # Some graph databases keep nodes and relationships in tables of one namespace that ignores case.
    labels = {label.casefold(): label for label in found.labels.values()}
    for kind in found.types.values():
        if kind.casefold() in labels:
            yield f"{kind} is both a label and a relationship type: rename one of them"
    for names in (found.labels, found.types):
        if len(set(names.values())) < len(names):
            yield f"two terms share a label or relationship type: {sorted(names.values())}"
    for term in vocabulary.properties:
        if term.iri in found.types and (term.iri in found.values or term.kind != "owl:ObjectProperty"):
            yield f"{term.name} can't be both a relationship and a value"
    yield from _shared(vocabulary, found.properties)


def _shared(vocabulary: Vocabulary, properties: Mapping[str, str]) -> Iterator[str]:
    """Two properties of one class under one name; both coordinates are meant to be one point."""
    seen: dict[tuple[str, str], str] = {}
    for term in vocabulary.properties:
        name = properties.get(term.iri)
        for domain in term.domain if name and name != POINT_PROPERTY else ():
            if (other := seen.setdefault((domain, name or ""), term.name)) != term.name:
                yield f"{term.name} and {other} would both be the property {name} of the same node"
