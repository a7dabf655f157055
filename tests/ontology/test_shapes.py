"""Graphs that accord writes break no shape; each mistake is told in plain English at the thing that has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef

from accord.ontology import terms
from accord.ontology.vocabulary import read_vocabulary, turtle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

SMALL = Path(__file__).with_name("small.ttl").read_text(encoding="utf-8")
ARTICLE = "https://w3id.org/accord/id/article/x"


def graph(name: str) -> Graph:
    return Graph().parse(data=turtle(name), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return graph("shapes.ttl")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return graph("accord.ttl")


class Checker:
    """Validates Turtle the way `accord check` does: without the schemes."""

    def __init__(self, shapes: Graph, ontology: Graph) -> None:
        self.shapes = shapes
        self.ontology = ontology

    def broken(self, data: Graph) -> set[tuple[str, str]]:
        """What breaks a shape, by the last part of its IRI, and the message."""
        _, report, _ = pyshacl.validate(data, shacl_graph=self.shapes, ont_graph=self.ontology, inference="none")
        return {
            (re.split(r"[/#]", str(report.value(result, SH.focusNode)))[-1], str(message))
            for result, message in report.subject_objects(SH.resultMessage)
        }

    def broken_turtle(self, text: str) -> set[tuple[str, str]]:
        return self.broken(Graph().parse(data=text, format="turtle"))

    def broken_quads(self, quads: Iterable[Quad]) -> set[tuple[str, str]]:
        triples = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
        assert triples
        return self.broken(Graph().parse(data=triples, format="nt"))


@pytest.fixture(scope="module")
def check(shapes: Graph, ontology: Graph) -> Checker:
    return Checker(shapes, ontology)


def test_a_correct_evidence_graph_conforms(check: Checker) -> None:
    assert check.broken_turtle(SMALL) == set()


def test_the_evidence_that_accord_writes_conforms(check: Checker, evidence_of_article: tuple[Quad, ...]) -> None:
    assert check.broken_quads(evidence_of_article) == set()


def test_the_knowledge_that_accord_concludes_conforms(check: Checker, knowledge_of_article: tuple[Quad, ...]) -> None:
    assert check.broken_quads(knowledge_of_article) == set()


MISTAKES = {
    "no party": (
        ("acc:partyTo this-agreement:a1 ;", ""),
        ('acc:iso3 "SDN" ;\n  acc:partyTo this-agreement:a1 .', 'acc:iso3 "SDN" .'),
        ("a1", "An agreement has at least one party, or one that is alleged to be party."),
    ),
    "a date that is no date": (
        ('acc:date "2020-05"', 'acc:date "in May"'),
        ("a1", "A date is EDTF level 1, such as 2015-10, 199X or 2017-05-01/2017-05-07; there is one at most."),
    ),
    "a thirteenth month": (
        ('acc:date "2020-05"', 'acc:date "2020-13"'),
        ("a1", "A date is EDTF level 1, such as 2015-10, 199X or 2017-05-01/2017-05-07; there is one at most."),
    ),
    "a day as text": (
        ('"2020-05-31"^^xsd:date', '"2020-05-31"'),
        ("a1", "A last day is an xsd:date; there is one at most."),
    ),
    "an end before the start": (
        ('"2020-05-31"^^xsd:date', '"2020-04-30"^^xsd:date'),
        ("a1", "The first day of a date isn't after its last day."),
    ),
    "a confidence of two": (
        ("acc:confidence 0.8", "acc:confidence 2.0"),
        ("a1.1", "A confidence is a decimal number from 0 to 1; there is one at most."),
    ),
    "an unknown kind": (
        ("kind:treaty", "kind:handshake"),
        ("a1", "An agreement has exactly one kind, a concept of the scheme kind."),
    ),
    "a concept of another scheme": (
        ("status:signed", "kind:treaty"),
        ("a1", "An agreement has exactly one status, a concept of the scheme status."),
    ),
    "no status": (
        ("acc:status status:signed ;", ""),
        ("a1", "An agreement has exactly one status, a concept of the scheme status."),
    ),
    "two stances": (
        ("acc:stance stance:denies", "acc:stance stance:denies , stance:claims"),
        ("s1", "A statement has exactly one stance, a concept of the scheme stance."),
    ),
    "an unknown topic": (
        ("topic:transport", "topic:weather"),
        ("a1", "A topic of an agreement is a concept of the scheme topic."),
    ),
    "a fact without a passage": (
        ("acc:performedBy state:NRL ; acc:hasPassage this-passage:0-27", "acc:performedBy state:NRL"),
        ("a1.1", "A fact stands on at least one passage, or derives from facts that do."),
    ),
    "a fact without confidence": (
        ("acc:confidence 0.8 ;", ""),
        ("a1.1", "A fact with passages has a confidence."),
    ),
    "a fact without factuality": (
        ("acc:factuality factuality:asserted ; acc:confidence 0.8", "acc:confidence 0.8"),
        ("a1.1", "A fact with passages has a factuality: asserted, claimed, denied or planned."),
    ),
    "a passage that ends where it starts": (
        ("acc:start 0", "acc:start 27"),
        ("0-27", "A passage starts before it ends."),
    ),
    "a negative offset": (
        ("acc:start 0", "acc:start -1"),
        ("0-27", "A start is a whole number from 0; there is one at most."),
    ),
    "a passage without a quote": (
        ('acc:end 27 ; acc:quote "Norland and Sudonia signed."', "acc:end 27"),
        ("0-27", "A passage has a quote."),
    ),
    "a denied incident with a plain perpetrator": (
        ("acc:attributedTo state:NRL", "acc:committedBy state:NRL"),
        ("i1", "What is only claimed or denied is committed by nobody: use acc:attributedTo."),
    ),
    "a claimed agreement with a plain party": (
        (
            "acc:factuality factuality:asserted ; acc:confidence 0.9",
            "acc:factuality factuality:claimed ; acc:confidence 0.9",
        ),
        ("a1", "What is only claimed or denied has no plain parties: use acc:allegedPartyTo."),
    ),
    "a statement of nobody": (
        ("acc:made this-statement:s1", 'acc:acronym "N"'),
        ("s1", "A statement has a speaker."),
    ),
    "an act of no agreement": (
        ("acc:hasAct this-act:a1.1 ;", ""),
        ("a1.1", "An act belongs to an agreement."),
    ),
    "an agreement that covers a state": (
        ("acc:covers place:geonames-7", "acc:covers state:SDN"),
        ("a1", "What an agreement covers is a region."),
    ),
    "an act of a place": (
        ("acc:performedBy state:NRL", "acc:performedBy place:geonames-7"),
        ("a1.1", "An act is performed by actors."),
    ),
    "a property of another class": (
        ('acc:wikidata "Q1"', "acc:geonamesId 1"),
        ("NRL", "A state has a property that the ontology doesn't give it."),
    ),
    "a misspelt property": (
        (
            "acc:ofArticle article:x ;\n  acc:hasPassage this-passage:0-27 .\nthis-act",
            "acc:ofArticle article:x ; acc:colour 1 ;\n  acc:hasPassage this-passage:0-27 .\nthis-act",
        ),
        ("a1", "An agreement has a property that the ontology doesn't give it."),
    ),
    "a state with a code of two letters": (
        ('acc:iso3 "NRL"', 'acc:iso3 "NL"'),
        ("NRL", "An ISO 3166-1 alpha-3 code has three capital letters; there is one at most."),
    ),
    "a place off the globe": (
        ("acc:latitude 41.1", "acc:latitude 141.1"),
        ("geonames-7", "A latitude is a decimal number from -90 to 90; there is one at most."),
    ),
    "a state without a name": (
        ('acc:name "Norland" ;', ""),
        ("NRL", "It has at least one name."),
    ),
}
"""Changes to small.ttl, each of which must apply, and then what must be told of which thing."""


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_at_the_thing_that_has_it(check: Checker, mistake: str) -> None:
    *changes, told = MISTAKES[mistake]
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    assert told in check.broken_turtle(text)


@pytest.mark.parametrize(
    "date",
    [
        *("2015", "2015-10", "2015-10-03", "199X", "19XX", "2015-XX", "2015-10-XX", "2015?", "2015-10~", "2015-22%"),
        *("2017-05-01/2017-05-07", "2015/..", "../2015", "2015/", "/2015", "199X/2015-10?"),
    ],
)
def test_every_edtf_date_of_level_one_is_accepted(check: Checker, date: str) -> None:
    assert check.broken_turtle(SMALL.replace('acc:date "2020-05"', f'acc:date "{date}"')) == set()


@pytest.mark.parametrize(
    "date", ["", "15-10", "2015-1", "2015-10-32", "2015/2016/2017", "../..", "/", "May 2015", "2015 "]
)
def test_what_is_no_date_is_refused(check: Checker, date: str) -> None:
    assert len(check.broken_turtle(SMALL.replace('acc:date "2020-05"', f'acc:date "{date}"'))) == 1


def test_every_class_with_instances_is_closed(shapes: Graph) -> None:
    closed = {str(shapes.value(shape, SH.targetClass)) for shape in shapes.subjects(SH.closed)}
    abstract = {terms.ENTITY, terms.ACTOR}
    assert closed == {term.iri for term in read_vocabulary().classes} - abstract


def test_closed_classes_allow_every_property_of_the_ontology_and_no_other(shapes: Graph) -> None:
    lists = [shapes.value(shape, SH.ignoredProperties) for shape in shapes.subjects(SH.closed)]
    allowed = {str(iri) for found in lists for iri in shapes.items(found)}
    vocabulary = read_vocabulary()
    assert {term.iri for term in vocabulary.properties} - allowed == {terms.KNOWLEDGE_DUE}
    assert allowed - {term.iri for term in vocabulary.properties} <= {*vocabulary.borrowed}


def test_a_closed_class_allows_the_properties_whose_domain_it_is(shapes: Graph) -> None:
    allowed = {
        str(shapes.value(shape, SH.targetClass)): {
            str(iri) for iri in shapes.items(shapes.value(shape, SH.ignoredProperties))
        }
        for shape in shapes.subjects(SH.closed)
    }
    for term in read_vocabulary().properties:
        for domain in {*term.domain} & allowed.keys():
            assert term.iri in allowed[domain], f"{term.name} of {domain}"


def test_every_shape_says_what_is_wrong_in_plain_english(shapes: Graph) -> None:
    every = {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}
    messages = {shape: str(shapes.value(shape, SH.message)) for shape in every}
    assert len(messages) > 100
    assert [shape for shape, message in messages.items() if not re.fullmatch(r"[A-Z].{8,}\.", message)] == []


def test_no_shape_needs_sparql(shapes: Graph) -> None:
    assert list(shapes.subject_objects(SH.sparql)) == []
    assert (URIRef(ARTICLE), None, None) not in shapes
