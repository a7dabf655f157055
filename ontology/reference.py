"""Renders docs/ontology.md: every class, property and scheme, to be read by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.ontology.vocabulary import PREFIXES, SCHEME, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.ontology.annotations import Annotations
    from accord.ontology.vocabulary import Concept, Scheme, Term, Vocabulary

_HEAD: Final = """\
# The ontology of accord

Generated from `ontology/accord.ttl` and `ontology/schemes.ttl` by `python -m accord.ontology.generate`.

What can be said of agreements, of those who make them, and of who says so. The Turtle is the single source: from it
come the constants of `accord.ontology.terms`, the lists of concepts in `ontology/shapes.ttl`, this page, and what
Neo4j, networkx and the exports show.

Evidence is one named graph for each article, under the article's IRI; the knowledge graph follows from all evidence.
Both use the same terms; what only one of them has says so. Every relationship of the knowledge graph is a plain triple,
with an `acc:Link` beside it that carries its figures. What is only claimed, or denied, has properties of its own
(`acc:allegedPartyTo`, `acc:attributedTo`), so that a plain relationship always is an assertion.
"""
_ALIGNED: Final = ("rdfs:subClassOf", "rdfs:subPropertyOf", "skos:closeMatch", "rdfs:seeAlso")
_NOTHING: Final = "–"


def render_reference(vocabulary: Vocabulary, annotations: Annotations) -> str:
    """The text of docs/ontology.md."""
    types = annotations.types
    objects = [term for term in vocabulary.properties if term.iri in types]
    values = [term for term in vocabulary.properties if term.iri in annotations.values]
    shown = {term.iri for term in (*objects, *values)}
    evidence = [term for term in vocabulary.properties if term.iri not in shown]
    parts = (
        _HEAD,
        _prefixes(),
        "## Classes\n\n" + _classes(vocabulary, annotations),
        "## Relationships\n\nFrom a thing to another; relationships in Neo4j.\n\n" + _properties(objects, annotations),
        "## Values\n\nProperties of nodes and relationships in Neo4j; of a concept, its code.\n\n"
        + _properties(values, annotations),
        "## Evidence and ledger\n\nNot in Neo4j.\n\n" + _properties(evidence, annotations),
        "## Schemes\n\n" + _SCHEMES,
        *(_scheme(scheme) for scheme in vocabulary.schemes),
    )
    return "\n".join(parts)


_SCHEMES: Final = f"""\
A concept's IRI is `{SCHEME}<scheme>/<code>`. PLOVER and CAMEO: the nearest categories of these event codings, often
wider or narrower than the concept; *italics*: a PLOVER context.
"""


def _prefixes() -> str:
    return _table(("Prefix", "Namespace"), ((f"`{name}:`", f"`{iri}`") for name, iri in PREFIXES.items()))


def _classes(vocabulary: Vocabulary, annotations: Annotations) -> str:
    rows = (
        (
            f"`{short(term.iri)}`",
            term.definition,
            _names(_own(term)),
            _code(annotations.labels.get(term.iri)),
            _near(term),
        )
        for term in vocabulary.classes
    )
    return _table(("Class", "Definition", "Is a", "Neo4j label", "Aligned with"), rows)


def _own(term: Term) -> list[str]:
    """The classes of accord that this one belongs to."""
    return [iri for iri in term.values("rdfs:subClassOf") if short(iri).startswith("acc:")]


def _near(term: Term) -> str:
    """Terms of other vocabularies that are wider or much the same."""
    return _names(iri for iri in term.values(*_ALIGNED) if not short(iri).startswith("acc:"))


def _properties(terms: Iterable[Term], annotations: Annotations) -> str:
    rows = (
        (
            f"`{short(term.iri)}`",
            term.definition,
            _names(term.domain),
            _range(term),
            _neo4j(term, annotations),
            _near(term),
        )
        for term in terms
    )
    return _table(("Property", "Definition", "Of", "Value", "Neo4j", "Aligned with"), rows)


def _range(term: Term) -> str:
    scheme = term.value("acc:conceptScheme")
    return f"concept of [{scheme.removeprefix(SCHEME)}](#{_anchor(scheme)})" if scheme else _names(term.range)


def _anchor(scheme: str) -> str:
    return f"scheme-{scheme.removeprefix(SCHEME)}"


def _neo4j(term: Term, annotations: Annotations) -> str:
    if kind := annotations.types.get(term.iri):
        return f"`[:{kind}]`"
    name, link = annotations.properties.get(term.iri), annotations.link_properties.get(term.iri)
    where = {(True, True): "node and relationship", (True, False): "node", (False, True): "relationship"}
    if not (name or link):
        return _NOTHING
    listed = "list of " if name in annotations.lists else ""
    return f"`{name or link}` ({where[bool(name), bool(link)]}; {listed}{annotations.values[term.iri]})"


def _scheme(scheme: Scheme) -> str:
    head = f"### Scheme {scheme.notation}\n\n{scheme.definition}\n\n"
    coded = any(concept.plover or concept.cameo or concept.contexts for concept in scheme.concepts)
    columns = ("Code", "Label", "Definition", *(("PLOVER", "CAMEO") if coded else ()))
    return head + _table(columns, (_concept(concept)[: len(columns)] for concept in scheme.concepts))


def _concept(concept: Concept) -> tuple[str, ...]:
    plover = (*(f"`{code}`" for code in concept.plover), *(f"*{context}*" for context in concept.contexts))
    cameo = ", ".join(f"`{code}`" for code in concept.cameo)
    return f"`{concept.notation}`", concept.label, concept.definition, ", ".join(plover) or _NOTHING, cameo or _NOTHING


def _names(iris: Iterable[str]) -> str:
    return ", ".join(_name(short(iri)) for iri in iris) or _NOTHING


def _name(name: str) -> str:
    return f"<{name}>" if "://" in name else f"`{name}`"


def _code(text: str | None) -> str:
    return f"`{text}`" if text else _NOTHING


def _table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in _lines(columns, rows))


def _lines(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    yield columns
    yield ("---",) * len(columns)
    yield from rows
