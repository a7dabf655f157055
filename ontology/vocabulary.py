"""Reads accord.ttl and schemes.ttl as typed values, in the order in which terms stand there."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    Values: TypeAlias = tuple[tuple[str, str], ...]
    """What a term has for one property: each value with its datatype's IRI, empty for an IRI."""

ACC: Final = "https://w3id.org/accord/ontology#"
SCHEME: Final = "https://w3id.org/accord/scheme/"
PREFIXES: Final[Mapping[str, str]] = {
    "acc": ACC,
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of accord.ttl and of everything generated from it."""


def full(name: str) -> str:
    """The IRI of a prefixed name; KeyError for an unknown prefix.

    >>> full("rdf:type")
    'http://www.w3.org/1999/02/22-rdf-syntax-ns#type'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def short(iri: str) -> str:
    """The prefixed name of an IRI; the IRI itself where no prefix fits.

    >>> short("https://schema.org/Place")
    'schema:Place'
    """
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and "/" not in local:
            return f"{prefix}:{local}"
    return iri


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or datatype of accord.ttl. ``kind``: its OWL or RDFS type as prefixed name."""

    iri: str
    kind: str
    label: str
    definition: str
    said: Mapping[str, Values]

    @property
    def name(self) -> str:
        """The local name, such as ``partyTo``."""
        return self.iri.rpartition("#")[2]

    def values(self, *properties: str) -> tuple[str, ...]:
        """IRIs or texts that the term has for these properties, given as prefixed names."""
        return tuple(value for name in properties for value, _ in self.said.get(full(name), ()))

    def value(self, *properties: str) -> str | None:
        """The first of ``values``."""
        return next(iter(self.values(*properties)), None)

    @property
    def domain(self) -> tuple[str, ...]:
        """IRIs of the classes whose instances have the property; empty for several that share none."""
        return self.values("rdfs:domain", "schema:domainIncludes")

    @property
    def range(self) -> tuple[str, ...]:
        """IRIs of the classes or datatypes of the property's values."""
        return self.values("rdfs:range", "schema:rangeIncludes")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme. ``notation``: its code in facts documents; the others are codes of PLOVER and CAMEO."""

    iri: str
    notation: str
    label: str
    definition: str
    plover: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme, such as ``kind``, with its concepts in order."""

    iri: str
    notation: str
    label: str
    definition: str
    concepts: tuple[Concept, ...]

    @property
    def notations(self) -> tuple[str, ...]:
        """The codes of its concepts."""
        return tuple(concept.notation for concept in self.concepts)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of accord's terms. ``borrowed``: IRIs of other vocabularies' terms that accord's graphs use."""

    terms: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    borrowed: tuple[str, ...]

    def of(self, *kinds: str) -> tuple[Term, ...]:
        """The terms of these kinds, e.g. ``owl:Class``."""
        return tuple(term for term in self.terms if term.kind in kinds)

    @property
    def classes(self) -> tuple[Term, ...]:
        """All classes."""
        return self.of("owl:Class")

    @property
    def properties(self) -> tuple[Term, ...]:
        """All properties that instances have, so without annotations."""
        return self.of("owl:ObjectProperty", "owl:DatatypeProperty")


def read_vocabulary(ontology: bytes | None = None, schemes: bytes | None = None) -> Vocabulary:
    """The terms of two Turtle texts; without them, of those that come with accord. SyntaxError for broken Turtle."""
    said, concepts = _read(ontology or turtle("accord.ttl")), _read(schemes or turtle("schemes.ttl"))
    header = said.get(ACC.removesuffix("#"), {})
    return Vocabulary(
        tuple(_term(iri, about) for iri, about in said.items() if iri.startswith(ACC)),
        tuple(_scheme(iri, about, concepts) for iri, about in concepts.items() if _is(about, "skos:ConceptScheme")),
        tuple(value for value, _ in header.get(f"{ACC}borrows", ())),
    )


def turtle(name: str) -> bytes:
    """One of the Turtle files that come with accord, e.g. ``accord.ttl``."""
    return files("accord.ontology").joinpath(name).read_bytes()


_Said: TypeAlias = "dict[str, Values]"


def _read(text: bytes) -> dict[str, _Said]:
    """What is said of each IRI, in the order of the text; neither blank nodes nor RDF lists."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    found: dict[str, _Said] = {}
    for quad in parse(text, format=RdfFormat.TURTLE):
        subject, term = quad.subject, quad.object
        if isinstance(subject, NamedNode) and isinstance(term, NamedNode | Literal):
            datatype = term.datatype.value if isinstance(term, Literal) else ""
            about = found.setdefault(subject.value, {})
            about[quad.predicate.value] = (*about.get(quad.predicate.value, ()), (term.value, datatype))
    return found


def _first(about: Mapping[str, Values], name: str) -> str:
    return next((value for value, _ in about.get(full(name), ())), "")


def _is(about: Mapping[str, Values], kind: str) -> bool:
    return _first(about, "rdf:type") == full(kind)


def _term(iri: str, about: _Said) -> Term:
    kind = short(_first(about, "rdf:type"))
    return Term(iri, kind, _first(about, "rdfs:label"), _first(about, "skos:definition"), about)


def _scheme(iri: str, about: _Said, said: Mapping[str, _Said]) -> Scheme:
    members = tuple(_concept(each, of) for each, of in said.items() if _first(of, "skos:inScheme") == iri)
    name, label, definition = (_first(about, f"skos:{part}") for part in ("notation", "prefLabel", "definition"))
    return Scheme(iri, name, label, definition, members)


def _concept(iri: str, about: _Said) -> Concept:
    def typed(datatype: str) -> tuple[str, ...]:
        return tuple(value for value, kind in about.get(full("skos:notation"), ()) if kind == full(datatype))

    label, definition = (_first(about, f"skos:{part}") for part in ("prefLabel", "definition"))
    codes = (typed(f"acc:{coding}") for coding in ("plover", "ploverContext", "cameo"))
    return Concept(iri, "".join(typed("xsd:string")), label, definition, *codes)
