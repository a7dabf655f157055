"""The dataset in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.identifiers import KNOWLEDGE
from accord.ontology import terms
from accord.queries.linked.void import VOID, dataset_description
from accord.queries.sparql import rows

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from accord.graph.store import Store

SERVICE = "http://127.0.0.1:1/sparql"


def test_the_number_of_triples_is_that_of_the_knowledge_graph(store: Store) -> None:
    assert _figures(store)["knowledge", "triples"] == len(tuple(store.quads(KNOWLEDGE)))


def test_each_class_tells_how_many_things_it_has(store: Store) -> None:
    agreements = rows(store, "SELECT (COUNT(?a) AS ?n) WHERE { ?a a acc:Agreement }").rows[0][0]
    assert _figures(store)["knowledge#class-Agreement", "entities"] == agreements


def test_each_property_tells_its_triples_subjects_and_objects(store: Store) -> None:
    figures = _figures(store)
    parties = rows(store, "SELECT ?a ?b WHERE { ?a acc:partyTo ?b }").rows
    part = "knowledge#property-partyTo"
    assert figures[part, "triples"] == len(parties)
    assert figures[part, "distinctSubjects"] == len({row[0] for row in parties})
    assert figures[part, "distinctObjects"] == len({row[1] for row in parties})


def test_a_class_tells_which_properties_its_things_have(store: Store) -> None:
    assert _figures(store)["knowledge#class-Agreement-kind", "triples"] > 0


def test_every_part_has_a_name_of_its_own(store: Store) -> None:
    told = dataset_description(store, SERVICE)
    named: dict[str, set[str]] = {}
    for triple in told:
        if triple.predicate.value in {f"{VOID}class", f"{VOID}property"}:
            named.setdefault(triple.subject.value, set()).add(triple.object.value)
    assert all(len(meant) == 1 for meant in named.values())
    assert f"{KNOWLEDGE}#class-Agreement" in named
    assert named[f"{KNOWLEDGE}#class-Agreement"] == {terms.AGREEMENT}


def test_the_prefixes_of_the_endpoint_are_declared(store: Store) -> None:
    told = dataset_description(store, SERVICE)
    declared = {t.object.value for t in told if t.predicate.value == "http://www.w3.org/ns/shacl#prefix"}
    assert {"acc", "id", "skos"} <= declared


def _figures(store: Store) -> dict[tuple[str, str], int]:
    def last(triple: Triple) -> tuple[str, str]:
        return triple.subject.value.rpartition("/")[2], triple.predicate.value.removeprefix(VOID)

    told = dataset_description(store, SERVICE)
    return {last(t): int(t.object.value) for t in told if t.object.value.isdigit()}
