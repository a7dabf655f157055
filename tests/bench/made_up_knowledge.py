"""A knowledge graph of any size, made up: agreements of two hundred states, ten triples each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.identifiers import KNOWLEDGE
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

STATES = 200
_ID = "https://w3id.org/accord/id/"
_GRAPH = NamedNode(KNOWLEDGE)
_DAY = NamedNode("http://www.w3.org/2001/XMLSchema#date")


def state(number: int) -> str:
    return f"{_ID}state/S{number % STATES:03}"


def agreement(number: int) -> str:
    return f"{_ID}agreement/a{number:07}"


def quad(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), NamedNode(predicate), value, _GRAPH)


def made_up(agreements: int) -> Iterator[Quad]:
    """The states, and ten triples of each agreement: three of them are relationships, from three states."""
    for number in range(STATES):
        yield quad(state(number), terms.RDF_TYPE, NamedNode(terms.STATE))
        yield quad(state(number), terms.NAME, Literal(f"State {number}"))
    for number in range(agreements):
        it = agreement(number)
        day = Literal((date(1950, 1, 1) + timedelta(days=number % 27_000)).isoformat(), datatype=_DAY)
        yield quad(it, terms.RDF_TYPE, NamedNode(terms.AGREEMENT))
        yield quad(it, terms.NAME, Literal(f"Agreement on the waters of region {number}"))
        yield quad(it, terms.KIND, NamedNode(terms.KIND_OTHER))
        yield quad(it, terms.DATE_FROM, day)
        yield quad(it, terms.DATE_TO, day)
        yield quad(it, terms.SUPPORT, Literal(1 + number % 9))
        yield quad(it, terms.CONFIDENCE, Literal(round(0.5 + number % 50 / 100, 2)))
        for party in parties(number):
            yield quad(party, terms.PARTY_TO, NamedNode(it))


def parties(number: int) -> tuple[str, str, str]:
    """The three states of an agreement."""
    return state(number), state(number * 7 + 1 + number % 3), state(number * 13 + 90 + number % 5)
