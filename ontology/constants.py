"""Renders terms.py and projection_map.py: the vocabulary as plain constants, so that a typo fails the type check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accord.ontology.vocabulary import ACC, SCHEME, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from accord.ontology.annotations import Annotations
    from accord.ontology.vocabulary import Scheme, Vocabulary

_TERMS_HEAD: Final = '''
"""The vocabulary of accord as constants.

Generated: change accord.ttl or schemes.ttl, then run ``python -m accord.ontology.generate``. What each term means is in
docs/ontology.md.

Naming: a class, property, annotation or datatype is its local name in upper case with underscores (``acc:partyTo`` is
PARTY_TO, ``acc:State`` is STATE); so is a borrowed term (``prov:wasDerivedFrom`` is WAS_DERIVED_FROM), but those of
rdf, rdfs and xsd keep their prefix (RDF_TYPE, XSD_DATE). A concept is its scheme and notation (STATUS_SIGNED). The
notations of a scheme, in order, are its name in the plural (STATUSES). All but those are IRIs, as plain strings.
"""'''

_MAP_HEAD: Final = '''
"""What Neo4j shows each term as.

Generated: change the annotations of accord.ttl, then run ``python -m accord.ontology.generate``.
"""'''

_MAPS: Final = (
    ("NEO4J_LABELS", "labels", "Class to the label of its nodes; every node has that of acc:Entity too."),
    ("NEO4J_TYPES", "types", "Property to relationship type."),
    ("NEO4J_PROPERTIES", "properties", "Property to node property."),
    ("NEO4J_LINK_PROPERTIES", "link_properties", "Property of acc:Link to property of the relationship."),
    ("NEO4J_VALUES", "values", "Property to its value: string, integer, number, boolean, date, concept or point."),
)
_LISTS: Final = "Node properties that are a sorted list even where there is one value."
_WITH_PREFIX: Final = ("rdf", "rdfs", "xsd")


def constant(name: str) -> str:
    """The name of the constant for a local name.

    >>> constant("allegedPartyTo")
    'ALLEGED_PARTY_TO'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()


def plural(scheme: str) -> str:
    """The name of the constant for a scheme's notations.

    >>> plural("factuality")
    'FACTUALITIES'
    """
    for ending, instead in (("y", "ies"), ("s", "ses")):
        if scheme.endswith(ending):
            return (scheme.removesuffix(ending) + instead).upper()
    return f"{scheme}s".upper()


def render_terms(vocabulary: Vocabulary) -> str:
    """The text of terms.py; ValueError when two terms would have the same constant."""
    groups = tuple(_groups(vocabulary))
    names = [name for _, constants in groups for name, _ in constants]
    names += [plural(scheme.notation) for scheme in vocabulary.schemes]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"terms that share a constant, rename one of each: {', '.join(twice)}")
    blocks = [_group(title, constants) for title, constants in groups]
    blocks += [_tuple(scheme) for scheme in vocabulary.schemes]
    imports = "from types import MappingProxyType\nfrom typing import TYPE_CHECKING, Final"
    checking = "if TYPE_CHECKING:\n    from collections.abc import Mapping"
    head = "\n\n".join((_TERMS_HEAD.lstrip(), "from __future__ import annotations", imports, checking))
    return "\n\n".join((head, *blocks, _schemes(vocabulary.schemes))) + "\n"


def _groups(vocabulary: Vocabulary) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Titled constants with their values."""
    yield "Namespaces", [("ACC", ACC), ("SCHEME", SCHEME)]
    kinds = (
        ("Classes", ("owl:Class",)),
        ("Properties between things, and from things to concepts", ("owl:ObjectProperty",)),
        ("Properties with literals", ("owl:DatatypeProperty",)),
        ("Annotations and datatypes", ("owl:AnnotationProperty", "rdfs:Datatype")),
    )
    for title, wanted in kinds:
        yield title, [(constant(term.name), term.iri) for term in vocabulary.of(*wanted)]
    yield "Terms of other vocabularies", [(_borrowed(iri), iri) for iri in vocabulary.borrowed]
    for scheme in vocabulary.schemes:
        concepts = [(f"{scheme.notation}_{concept.notation}".upper(), concept.iri) for concept in scheme.concepts]
        yield f"Concepts of the scheme {scheme.notation}", concepts


def _borrowed(iri: str) -> str:
    prefix, _, local = short(iri).partition(":")
    return constant(f"{prefix}_{local}" if prefix in _WITH_PREFIX else local)


def _group(title: str, constants: Iterable[tuple[str, str]]) -> str:
    return "\n".join((f"# {title}", *(f'{name}: Final = "{value}"' for name, value in constants)))


def _tuple(scheme: Scheme) -> str:
    rows = "".join(f'    "{notation}",\n' for notation in scheme.notations)
    return f'{plural(scheme.notation)}: Final = (\n{rows})\n"""Notations: {scheme.label}."""'


def _schemes(schemes: Iterable[Scheme]) -> str:
    rows = "".join(f'        "{scheme.notation}": {plural(scheme.notation)},\n' for scheme in schemes)
    opening = "SCHEMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType("
    return f'{opening}\n    {{\n{rows}    }}\n)\n"""The notations of each scheme."""'


def render_projection_map(annotations: Annotations) -> str:
    """The text of projection_map.py."""
    imports = (
        "from types import MappingProxyType\nfrom typing import TYPE_CHECKING, Final",
        "from accord.ontology import terms",
        "if TYPE_CHECKING:\n    from collections.abc import Mapping",
    )
    head = "\n\n".join((_MAP_HEAD.lstrip(), "from __future__ import annotations", *imports))
    maps = (_map(name, getattr(annotations, field), told) for name, field, told in _MAPS)
    lists = ", ".join(f'"{name}"' for name in sorted(annotations.lists))
    frozen = f'NEO4J_LISTS: Final = frozenset({{{lists}}})\n"""{_LISTS}"""'
    return "\n\n".join((head, *maps, frozen)) + "\n"


def _map(name: str, values: Mapping[str, str], told: str) -> str:
    rows = "".join(f'        terms.{constant(iri.removeprefix(ACC))}: "{value}",\n' for iri, value in values.items())
    opening = f"{name}: Final[Mapping[str, str]] = MappingProxyType("
    return f'{opening}\n    {{\n{rows}    }}\n)\n"""{told}"""'


def render_lists(vocabulary: Vocabulary) -> str:
    """The lists of concepts in shapes.ttl: which values each property with a scheme may have."""
    notations = {scheme.iri: scheme for scheme in vocabulary.schemes}
    blocks = []
    for term in vocabulary.properties:
        if iri := term.value("acc:conceptScheme"):
            rows = "".join(f"    <{concept.iri}>\n" for concept in notations[iri].concepts)
            blocks.append(f"shape:{term.name} sh:in (\n{rows}) .\n")
    return "\n".join(blocks)
