"""What is wrong in a store: broken shapes, quotes that aren't in the text, references to nothing, stale knowledge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import JUDGEMENTS, KNOWLEDGE
from accord.graph.knowledge.derivation import consolidate
from accord.graph.knowledge.reading import Reading
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad
    from rdflib import Graph

    from accord.graph.store import Store

_SHACL: Final = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing wrong. ``article``: its identifier, empty for knowledge; ``quote``: the sentence, empty for none."""

    article: str
    thing: str
    rule: str
    quote: str = ""


def validate(store: Store, progress: Callable[[str], None] | None = None) -> tuple[Finding, ...]:
    """Everything wrong in ``store``, sorted; empty when it is sound. ``progress`` is told each graph's name before."""
    shapes, findings = _Shapes(), set[Finding]()
    evidence: list[Quad] = []
    for identifier in store.articles():
        graph = store.namespace.article(identifier)
        if progress:
            progress(graph)
        quads = tuple(store.quads(graph))
        evidence += quads
        checked = _Checked(identifier, quads, Reading.of_quads(quads, store.namespace))
        findings |= {*checked.misquoted(), *checked.dangling(), *checked.misshapen(shapes)}
    if progress:
        progress(KNOWLEDGE)
    findings |= set(_knowledge(store, evidence, shapes))
    return tuple(sorted(findings))


@dataclass(frozen=True)
class _Checked:
    """One graph under test. ``identifier``: its article's, empty for knowledge; ``reading``: the evidence."""

    identifier: str
    quads: tuple[Quad, ...]
    reading: Reading

    def finding(self, thing: str, rule: str) -> Finding:
        return Finding(self.identifier, thing, rule, self._quote(thing))

    def _quote(self, thing: str) -> str:
        """The words that a fact, or what it was derived from, stands on."""
        facts = (thing, *self._derived_from.get(thing, ()))
        passages = (thing, *(passage for fact in facts for passage in self.reading.values(fact, terms.HAS_PASSAGE)))
        return " … ".join(filter(None, (self.reading.value(passage, terms.QUOTE) for passage in passages)))

    @cached_property
    def _derived_from(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.quads:
            if quad.predicate.value == terms.WAS_DERIVED_FROM:
                found[_value(quad.subject)].append(_value(quad.object))
        return found

    def misquoted(self) -> Iterator[Finding]:
        """Passages whose quote isn't what the text says at their offsets."""
        article = self.reading.ns.article(self.identifier)
        text = "".join(
            _value(quad.object)
            for quad in self.quads
            if _value(quad.subject) == article and quad.predicate.value == terms.TEXT
        )
        for passage in self.reading.members(terms.PASSAGE):
            start, end = (int(self.reading.value(passage, said) or 0) for said in (terms.START, terms.END))
            if text[start:end] != self.reading.value(passage, terms.QUOTE) or not 0 <= start < end:
                yield self.finding(passage, f"the text says {text[start:end]!r} at {start}:{end}, not the quote")

    def dangling(self) -> Iterator[Finding]:
        """Things of accord's that the graph refers to and doesn't describe."""
        base = self.reading.ns.base
        described = {_value(quad.subject) for quad in self.quads if quad.predicate.value == terms.RDF_TYPE}
        for quad in self.quads:
            target = _value(quad.object)
            if quad.predicate.value == terms.WAS_DERIVED_FROM:
                known = bool(self.reading.of(target))
            else:
                known = not target.startswith(base) or target in described or not _is_iri(quad)
            if not known:
                said = quad.predicate.value.rpartition("#")[2]
                yield self.finding(_value(quad.subject), f"{said} leads to {target}, which isn't described")

    def misshapen(self, shapes: _Shapes) -> Iterator[Finding]:
        """What breaks a shape of the ontology."""
        for thing, rule in shapes.broken(self.quads):
            yield self.finding(thing, rule)


def _knowledge(store: Store, evidence: list[Quad], shapes: _Shapes) -> Iterator[Finding]:
    if store.is_due:
        yield Finding("", KNOWLEDGE, "lags behind the evidence: a load goes on, or the next accord load repairs this")
        return
    checked = _Checked("", tuple(store.quads(KNOWLEDGE)), Reading.of_quads(evidence, store.namespace))
    yield from checked.dangling()
    yield from checked.misshapen(shapes)
    lag = set(checked.quads) ^ set(consolidate([*evidence, *store.quads(JUDGEMENTS)], store.namespace))
    for thing in sorted({_value(quad.subject) for quad in lag}):
        yield checked.finding(thing, "knowledge says something else than what follows from the evidence")


class _Shapes:
    """The ontology's shapes, read once."""

    def broken(self, quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
        """Each thing that breaks a shape, and how."""
        import pyshacl

        _, report, _ = pyshacl.validate(
            _graph(quads), shacl_graph=self._shapes, ont_graph=self._ontology, inference="none", inplace=True
        )
        yield from _results(report)

    @cached_property
    def _shapes(self) -> Graph:
        return _parsed("shapes.ttl")

    @cached_property
    def _ontology(self) -> Graph:
        return _parsed("accord.ttl")


def _results(report: Graph) -> Iterator[tuple[str, str]]:
    from rdflib import Namespace

    shacl = Namespace(_SHACL)
    for result in report.subjects(predicate=shacl.resultMessage):
        thing, path, message, value = (
            str(report.value(result, shacl[said]) or "")
            for said in ("focusNode", "resultPath", "resultMessage", "value")
        )
        name = path.rpartition("#")[2]
        told = f" ({value})" if value and value not in message else ""
        yield thing, f"{name}: {message}{told}" if name else f"{message}{told}"


def _graph(quads: Iterable[Quad]) -> Graph:
    """Quads of one graph as rdflib knows them; parsed by pyoxigraph, which takes a sixth of the CPU."""
    import pyoxigraph
    from rdflib import Graph

    triples = (pyoxigraph.Triple(quad.subject, quad.predicate, quad.object) for quad in quads)
    told = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return Graph().parse(data=told or b"", format="ox-nt")


def _parsed(name: str) -> Graph:
    from rdflib import Graph

    return Graph().parse(data=files("accord.ontology").joinpath(name).read_bytes(), format="ox-turtle")


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _is_iri(quad: Quad) -> bool:
    from pyoxigraph import NamedNode

    return isinstance(quad.object, NamedNode)
