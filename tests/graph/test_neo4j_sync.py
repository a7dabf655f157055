"""Neo4j holds what the knowledge graph holds, and what analysts put beside it stays theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.errors import Neo4jError
from accord.graph.neo4j.connection import Target, find_target, open_driver
from accord.graph.neo4j.cypher import run_cypher
from accord.graph.neo4j.present import read_present
from accord.graph.neo4j.statements import quoted
from accord.graph.neo4j.sync import Options, Report, sync
from accord.graph.projection import Projection, project

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.neo4j.server import LocalServer

pytestmark = pytest.mark.neo4j

ID = "https://w3id.org/accord/id/"
ACC = "https://w3id.org/accord/ontology#"
UNCHANGED = (0, 0, 0, 0, 0, 0)


def triple(subject: str, predicate: str, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(ID + subject), NamedNode(ACC + predicate), value)


def written(report: Report) -> tuple[int, ...]:
    nodes = (report.nodes_created, report.nodes_changed, report.nodes_deleted)
    return (*nodes, report.relationships_created, report.relationships_changed, report.relationships_deleted)


@pytest.fixture
def rows(neo4j_database: Target) -> Callable[..., list[Any]]:
    """Run a statement and give its rows; one column alone comes without its tuple."""

    def run(query: str, **parameters: object) -> list[Any]:
        target = neo4j_database
        found = run_cypher(target.uri, target.auth, query, parameters, read_only=False).rows
        return [row[0] if len(row) == 1 else row for row in found]

    return run


def test_the_query_that_analysts_write_just_works(
    neo4j_database: Target, projection: Projection, rows: Callable[..., list[Any]]
) -> None:
    sync(projection, neo4j_database)
    query = (
        "MATCH (s:State {iso3:'NOR'})-[:PARTY_TO]->(a:Agreement)<-[:PARTY_TO]-(t:State) "
        "RETURN a.name, a.kind, a.status, a.date_from, collect(t.name)"
    )
    assert rows(query) == [("Varanger fisheries memorandum", "memorandum", "signed", "2024-03-01", ["Finland"])]


def test_the_database_holds_exactly_the_projection(neo4j_database: Target, projection: Projection) -> None:
    report = sync(projection, neo4j_database)
    assert (report.nodes_created, report.relationships_created) == (len(projection.nodes), len(projection.edges))
    with open_driver(neo4j_database.uri, neo4j_database.auth) as driver, driver.session() as session:
        present = session.execute_read(read_present)
    assert {iri: (set(node.labels), node.properties) for iri, node in present.nodes.items()} == {
        node.iri: (set(node.labels), node.properties) for node in projection.nodes
    }
    assert present.edges == {(e.source, e.target, e.type, e.key): e.properties for e in projection.edges}


def test_dates_are_dates_places_are_points_and_topics_are_lists(
    neo4j_database: Target, projection: Projection, rows: Callable[..., list[Any]]
) -> None:
    sync(projection, neo4j_database)
    assert rows("MATCH (a:Agreement) WHERE a.date_from < date('1677-09-21') RETURN a.date_from.year") == [1672]
    assert rows("MATCH (a:Agreement) WHERE 'border' IN a.topics RETURN a.topics") == [["border", "fisheries"]]
    distance = "MATCH (a:Region {geonames: 1}), (b:Region {geonames: 2}) RETURN point.distance(a.location, b.location)"
    assert 300_000 < rows(distance)[0] < 500_000


def test_a_second_sync_writes_nothing(neo4j_database: Target, projection: Projection) -> None:
    sync(projection, neo4j_database)
    assert written(sync(projection, neo4j_database)) == UNCHANGED


def test_small_batches_give_the_same_database(neo4j_database: Target, projection: Projection) -> None:
    sync(projection, neo4j_database, Options(batch=2))
    assert written(sync(projection, neo4j_database)) == UNCHANGED


def test_what_left_the_graph_leaves_the_database(
    neo4j_database: Target, knowledge: list[Quad], rows: Callable[..., list[Any]]
) -> None:
    sync(project(knowledge), neo4j_database)
    gone = ID + "agreement/rescue"
    kept = [quad for quad in knowledge if gone not in (quad.subject.value, quad.object.value)]
    report = sync(project(kept), neo4j_database)
    assert (report.nodes_deleted, report.relationships_deleted) == (1, 1)
    assert rows("MATCH (a:Agreement) RETURN a.name") == ["Varanger fisheries memorandum"]


def test_a_property_that_was_removed_is_removed(
    neo4j_database: Target, knowledge: list[Quad], rows: Callable[..., list[Any]]
) -> None:
    sync(project(knowledge), neo4j_database)
    kept = [quad for quad in knowledge if quad.predicate.value not in (ACC + "status", ACC + "support")]
    sync(project(kept), neo4j_database)
    assert rows("MATCH (a:Agreement) WHERE a.status IS NOT NULL OR a.support IS NOT NULL RETURN a.name") == []
    assert rows("MATCH ()-[r:PARTY_TO]->() WHERE r.support IS NOT NULL RETURN r") == []
    assert rows("MATCH ()-[r:PARTY_TO]->() WHERE r.confidence IS NOT NULL RETURN r.confidence") == [0.9]


def test_a_thing_of_another_class_changes_its_label(
    neo4j_database: Target, knowledge: list[Quad], rows: Callable[..., list[Any]]
) -> None:
    sync(project(knowledge), neo4j_database)
    subject = NamedNode(ID + "state/CHE")
    changed = [
        Quad(quad.subject, quad.predicate, NamedNode(ACC + "Organization"))
        if quad.subject == subject and quad.object.value == ACC + "State"
        else quad
        for quad in knowledge
    ]
    report = sync(project(changed), neo4j_database)
    assert (report.nodes_created, report.nodes_changed, report.nodes_deleted) == (0, 1, 0)
    assert rows("MATCH (n {code: 'CHE'}) RETURN labels(n)") == [["Entity", "Organization"]]


def test_analysts_nodes_labels_properties_and_relationships_stay(
    neo4j_database: Target, knowledge: list[Quad], rows: Callable[..., list[Any]]
) -> None:
    sync(project(knowledge), neo4j_database)
    rows(
        "MATCH (s:State {iso3: 'NOR'}), (t:State {iso3: 'FIN'}) SET s:Watched, s.my_note = 'ask Ada', s._seen = 1 "
        "CREATE (s)-[:RIVAL {mine: true}]->(t), (:Entity {name: 'mine'}), (:Memo {iri: 'x'})<-[:IN]-(s)"
    )
    renamed = triple("state/NOR", "acronym", Literal("NO"))
    sync(project([*knowledge, renamed]), neo4j_database)
    told = rows("MATCH (s:State:Watched {iso3: 'NOR'})-[r:RIVAL]->() RETURN s.my_note, s._seen, s.acronym, r.mine")
    assert told == [("ask Ada", 1, "NO", True)]
    sync(Projection((), ()), neo4j_database)
    assert sorted(rows("MATCH (n) WHERE NOT n:_AccordSync RETURN coalesce(n.name, n.iri)")) == ["mine", "x"]


def test_drift_made_by_hand_is_mended(
    neo4j_database: Target, projection: Projection, rows: Callable[..., list[Any]]
) -> None:
    sync(projection, neo4j_database)
    rows("MATCH (a:Agreement {kind: 'treaty'}) SET a.kind = 'other', a.support = 9 REMOVE a:Agreement")
    rows("MATCH (:State)-[r:MEDIATED]->() DELETE r")
    rows("MATCH (s)-[r:COVERS]->(t) CREATE (s)-[copy:COVERS]->(t) SET copy = properties(r)")
    rows("MATCH (p:Person) DETACH DELETE p")
    assert written(sync(projection, neo4j_database)) == (1, 1, 0, 3, 0, 1)
    assert written(sync(projection, neo4j_database)) == UNCHANGED


def test_a_whole_number_that_became_a_fraction_is_mended(
    neo4j_database: Target, projection: Projection, rows: Callable[..., list[Any]]
) -> None:
    sync(projection, neo4j_database)
    rows("MATCH (a:Agreement {support: 2}) SET a.support = 2.0, a.contested = 0")
    assert written(sync(projection, neo4j_database)) == (0, 1, 0, 0, 0, 0)


def test_an_entity_that_an_analyst_made_first_is_taken_over(
    neo4j_database: Target, projection: Projection, rows: Callable[..., list[Any]]
) -> None:
    rows("CREATE (:Entity {iri: $iri, my_note: 'early'})", iri=ID + "state/NOR")
    sync(projection, neo4j_database)
    assert rows("MATCH (s:State {iso3: 'NOR'}) RETURN s.my_note") == ["early"]


def test_hostile_text_is_only_ever_text(
    neo4j_database: Target, knowledge: list[Quad], rows: Callable[..., list[Any]]
) -> None:
    hostile = "'}) DETACH DELETE n //` \\u0027 \u202e\u0000 名"
    iri = NamedNode("https://example.org/x%27%7D)")
    kind = Quad(iri, NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), NamedNode(ACC + "Person"))
    told = project([*knowledge, kind, Quad(iri, NamedNode(ACC + "name"), Literal(hostile))])
    sync(told, neo4j_database)
    assert rows("MATCH (p:Person {iri: $iri}) RETURN p.name", iri=iri.value) == [hostile]
    assert rows("MATCH (n:Entity) RETURN count(n)") == [len(told.nodes)]


@pytest.mark.parametrize("name", ["", "A B", "A`", "A:B", "1A", "A-B", "Ä", "A\n"])
def test_only_plain_names_become_labels(name: str) -> None:
    with pytest.raises(ValueError, match="is no Neo4j name"):
        quoted(name)


def test_analysts_look_ups_use_an_index(
    neo4j_database: Target, projection: Projection, rows: Callable[..., list[Any]]
) -> None:
    sync(projection, neo4j_database)
    indexed = rows(
        "SHOW INDEXES YIELD labelsOrTypes AS labels, properties, type WHERE type = 'RANGE' "
        "RETURN labels[0] + '.' + properties[0]"
    )
    assert {"Entity.iri", "State.iso3", "Person.name", "Agreement.iri"} <= set(indexed)


def test_a_database_that_is_not_there_is_reported(neo4j_database: Target, projection: Projection) -> None:
    target = neo4j_database
    with pytest.raises(Neo4jError, match="nowhere"):
        sync(projection, Target(target.uri, target.user, target.password, "nowhere"))


def test_the_local_servers_password_is_found(neo4j_server: LocalServer) -> None:
    target = find_target(server=neo4j_server, environment={})
    assert (target.uri, target.password) == (neo4j_server.status().uri, neo4j_server.password())
    assert target.password not in repr(target)
