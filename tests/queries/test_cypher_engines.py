"""The same Cypher on both engines, a real Neo4j and the one in the process: same answers, same refusals."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from accord.graph.embedded.copy import embedded
from accord.graph.embedded.engine import DIALECT, running
from accord.graph.errors import Neo4jError, QueryError
from accord.graph.neo4j.cypher import run_cypher
from accord.graph.neo4j.sync import Options, open_session, sync
from accord.graph.neo4j.verify import verify
from accord.graph.store import Store
from accord.queries.asking import answer_in_cypher, answer_in_sparql
from accord.queries.catalogue import Language, find_question, questions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from accord.graph.neo4j.connection import Target

ACCORD = (sys.executable, "-c", "from accord.graph.cli import main; main()")
STATEMENTS = (
    "MATCH (s:State)-[:PARTY_TO]->(a:Agreement) RETURN s.iso3, count(a) AS n ORDER BY n DESC, s.iso3",
    "MATCH (s:State {iso3: 'ERI'})--(x) WHERE NOT x:Office RETURN x.name AS name, count(*) AS n ORDER BY name",
    "MATCH (a:Agreement) WHERE a.date_from >= date('2005-01-01') RETURN a.name ORDER BY a.name",
    "MATCH (a:Agreement) OPTIONAL MATCH (a)-[:COVERS]->(r:Region) RETURN a.name, r.name ORDER BY a.name, r.name",
    "MATCH (s:State {iso3: 'ERI'})-[*1..2]-(t:State) RETURN DISTINCT t.iso3 ORDER BY t.iso3",
    "MATCH p = shortestPath((a:State {iso3: 'ERI'})-[*..4]-(b:State {iso3: 'ETH'})) RETURN length(p)",
    "MATCH p = allShortestPaths((a:State {iso3: 'ERI'})-[:PARTY_TO*..4]-(b:State {iso3: 'ETH'})) RETURN count(p)",
    "MATCH (a:Agreement) WHERE EXISTS { (a)<-[:MEDIATED]-() } RETURN a.name ORDER BY a.name",
    "MATCH (a:Agreement) WHERE NOT EXISTS { MATCH (a)-[:COVERS]->() } RETURN count(a)",
    "MATCH (s:State) RETURN s.iso3, COUNT { (s)-[:PARTY_TO]->() } AS n ORDER BY n DESC, s.iso3",
    "MATCH (s:State) CALL { WITH s MATCH (s)-[:PARTY_TO]->(a) RETURN count(a) AS n } RETURN s.iso3, n ORDER BY s.iso3",
    "MATCH (s:State) CALL (s) { MATCH (s)-[:PARTY_TO]->(a) RETURN count(a) AS n } RETURN s.iso3, n ORDER BY s.iso3",
    "MATCH (a:Agreement) WITH a ORDER BY a.name SKIP 1 LIMIT 1 RETURN collect(a.name)",
    "MATCH (a:Agreement) RETURN a.kind, count(*) AS n ORDER BY a.kind",
    "UNWIND [3, 1, 2] AS x RETURN x ORDER BY x DESC",
    "UNWIND [null, 2, 1] AS x RETURN x ORDER BY x",
    "RETURN [x IN range(1, 5) WHERE x % 2 = 0 | x * x]",
    "RETURN reduce(sum = 0, x IN [1, 2, 3] | sum + x)",
    "MATCH (a:Agreement) RETURN a.name, CASE a.status WHEN 'signed' THEN 1 ELSE 0 END AS yes ORDER BY a.name",
    "MATCH (a:Agreement) WHERE a.name CONTAINS 'Algiers' RETURN a.name",
    "MATCH (a:Agreement) WHERE a.name =~ '(?i).*algiers.*' RETURN a.name",
    "MATCH (a:Agreement) WHERE toLower(a.name) STARTS WITH 'algiers' RETURN count(a)",
    "RETURN toString(date('2020-01-31') + duration('P1M'))",
    "RETURN duration.inDays(date('2020-01-01'), date('2020-03-01')).days",
    "RETURN date('1650-01-02').year, date('2020-02-29').dayOfWeek",
    "MATCH (s:State) RETURN s.iso3 AS c UNION MATCH (t:State) RETURN t.iso3 AS c",
    "MATCH (p:Person)-[h:HOLDS]->(o:Office)-[:OF]->(s:State) RETURN p.name, type(h), s.iso3 ORDER BY p.name",
    "MATCH (a:Article)-[r:REPORTS]->(x:Agreement) RETURN x.name, r.quote ORDER BY x.name, r.quote",
    "MATCH (s:State)-[r]->(x) RETURN type(r), count(*) ORDER BY type(r)",
    "MATCH (s:State {iso3: 'ERI'}) RETURN s {.iso3, .name}",
    "MATCH (s:State {iso3: 'ERI'}) RETURN properties(s).name, 'name' IN keys(s)",
    "MATCH (s:State {iso3: 'NOR'}) RETURN [(s)-[:PARTY_TO]->(a) | a.name]",
    "MATCH (a)-[:PARTY_TO]->(x)<-[:PARTY_TO]-(b) WHERE a.iso3 < b.iso3 RETURN x.name, a.iso3, b.iso3 ORDER BY x.name",
    "RETURN 7 / 2, 7.0 / 2, 7 % 3, 2 ^ 3",
    "RETURN null = null, null IS NULL, coalesce(null, 'x')",
    "MATCH (a:Agreement) RETURN toString(min(a.date_from)), toString(max(a.date_from)), avg(a.support)",
    "MATCH (a:Agreement) WHERE 'diplomatic_relations' IN coalesce(a.topics, []) RETURN count(a)",
    "MATCH (s:State) RETURN percentileCont(size(s.name), 0.5)",
    "MATCH (a:Agreement|Contact) RETURN count(a)",
    "MATCH (s:State)-[:PARTY_TO|MEDIATED]->(a) RETURN count(*)",
    "MATCH (a:Agreement) RETURN size(a.name) > 0 AND a.iri STARTS WITH 'https' AS fine, count(*)",
    "MATCH (s:State)-[:PARTY_TO]->(a) WITH a, collect(s.iso3) AS by WHERE size(by) > 1 RETURN count(a)",
    "MATCH (x:State)(()-[:PARTY_TO]-()){1,2}(y) RETURN count(*)",
    "CALL db.labels() YIELD label WHERE label = 'State' RETURN label",
)
"""Cypher 5 as analysts write it, in an order of rows that doesn't depend on the engine."""
REFUSED = (
    "CREATE (n:State {iri: 'x'}) RETURN n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:State) SET n.name = 'x' RETURN n",
    "MERGE (n:State {iri: 'x'}) RETURN n",
    "MATCH (n RETURN n",
)


@pytest.fixture(scope="module")
def own_store(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the store of three articles, since the engine's copy lies beside it."""
    return shutil.copytree(store_path, tmp_path_factory.mktemp("engines") / "store")


@pytest.fixture(scope="module")
def own_engine(own_store: Path) -> Iterator[Target]:
    """The engine in this process, in step with the store."""
    with ExitStack() as held:
        store = held.enter_context(Store.open(own_store, read_only=True))
        yield held.enter_context(embedded(store))


@pytest.fixture
def neo4j(neo4j_database: Target, store: Store) -> Target:
    sync(store, neo4j_database)
    return neo4j_database


def asked(target: Target, statement: str, **parameters: object) -> list[Any]:
    found = run_cypher(target.uri, target.auth, statement, parameters, database=target.database)
    return [list(row) for row in found.rows]


@pytest.mark.neo4j
def test_statements_of_analysts_give_the_same_rows_on_both_engines(neo4j: Target, own_engine: Target) -> None:
    differing = {
        statement: rows
        for statement in STATEMENTS
        if (rows := (asked(neo4j, statement), asked(own_engine, statement)))[0] != rows[1]
    }
    assert differing == {}
    assert sum(1 for statement in STATEMENTS if asked(own_engine, statement)) > 40


@pytest.mark.parametrize("name", sorted({q.name for q in questions() if q.language is Language.cypher}))
def test_the_catalogue_answers_without_a_server_as_in_sparql(
    own_engine: Target, store: Store, own_store: Path, name: str
) -> None:
    given = dict(find_question(name, Language.cypher).example)
    in_cypher = answer_in_cypher(own_engine, find_question(name, Language.cypher), given, own_store)
    assert in_cypher == answer_in_sparql(store, find_question(name, Language.sparql), given)


@pytest.mark.parametrize("statement", REFUSED)
def test_what_writes_or_cannot_be_read_is_refused_and_changes_nothing(own_engine: Target, statement: str) -> None:
    before = asked(own_engine, "MATCH (n) RETURN count(n), count(n.name)")
    with pytest.raises(QueryError):
        asked(own_engine, statement)
    assert asked(own_engine, "MATCH (n) RETURN count(n), count(n.name)") == before


def test_a_refusal_to_write_is_told_as_on_neo4j(own_engine: Target) -> None:
    with pytest.raises(QueryError, match="the query writes, and accord only lets it read"):
        asked(own_engine, "CREATE (n:State) RETURN n")


def test_what_the_engine_lacks_is_refused_and_not_answered_otherwise(own_engine: Target) -> None:
    with pytest.raises(QueryError):
        asked(own_engine, "MATCH p = SHORTEST 1 (a:State)-[*..4]-(b:State) RETURN length(p)")


def test_parameters_stay_values(own_engine: Target) -> None:
    hostile = "x'}) DETACH DELETE n //"
    assert asked(own_engine, "RETURN $words AS w, $number + 1 AS n", words=hostile, number=7) == [[hostile, 8]]
    assert asked(own_engine, "MATCH (s:State {name: $words}) RETURN s.iso3", words=hostile) == []


def test_the_copy_follows_what_is_loaded_and_removed_and_verifies_clean(own_store: Path, tmp_path: Path) -> None:
    path = shutil.copytree(own_store, tmp_path / "store")
    with running(tmp_path / "engine") as engine:
        for step in ("whole", "without an article", "empty"):
            with Store.open(path) as store:
                for article in {"whole": (), "without an article": ("barents",), "empty": store.articles()}[step]:
                    store.remove_article(article)
                sync(store, engine.writer, Options(dialect=DIALECT))
                found = verify(store, engine.writer)
                assert (found.clean, found.in_step) == (True, True), step
        assert asked(engine.writer, "MATCH (n:Entity) RETURN count(n)") == [[0]]


def command(store: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
    kept |= {"ACCORD_NEO4J_HOME": str(store.parent / "no-server")}
    words = (*ACCORD, *words, "--store", str(store))
    return subprocess.run(words, capture_output=True, text=True, timeout=180, check=False, env=kept)


def test_the_command_needs_no_server_and_prints_nothing_but_the_answer(own_store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(own_store, tmp_path / "store")
    run = command(store, "cypher", "MATCH (s:State {iso3: 'ERI'}) RETURN s.name AS name", "--format", "csv")
    assert (run.returncode, run.stdout.split()) == (0, ["name", "Eritrea"]), run.stderr
    assert run.stderr.strip() in {"", "WARNING: Using incubator modules: jdk.incubator.vector"}
    assert store.with_name(f"{store.name}.cypher").is_dir()


def test_a_killed_question_leaves_a_copy_that_answers(own_store: Path, tmp_path: Path) -> None:
    store = shutil.copytree(own_store, tmp_path / "store")
    words = [*ACCORD, "cypher", "UNWIND range(1, 100000000) AS x RETURN count(x)", "--store", str(store)]
    kept = os.environ | {"ACCORD_NEO4J_HOME": str(tmp_path / "no-server")}
    for wait in (1.0, 2.5, 4.0):
        asking = subprocess.Popen(words, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        asking.send_signal(signal.SIGKILL)
        asking.wait()
    run = command(store, "cypher", "MATCH (s:State) RETURN count(s) AS n", "--format", "csv")
    with Store.open(store, read_only=True) as opened, embedded(opened) as target:
        assert run.stdout.split() == ["n", str(asked(target, "MATCH (s:State) RETURN count(s)")[0][0])], run.stderr


def place_of(store: Path) -> Path:
    """The folder of the copy beside a store."""
    return store.with_name(f"{store.name}.cypher")


@pytest.mark.parametrize("damage", ["overwritten", "gone"])
def test_a_damaged_copy_is_made_anew(own_store: Path, tmp_path: Path, damage: str) -> None:
    path = shutil.copytree(own_store, tmp_path / "store")
    with Store.open(path, read_only=True) as store:
        with embedded(store) as target:
            whole = asked(target, "MATCH (n:Entity) RETURN count(n)")
        kept = place_of(path) / "engine" / "databases" / "accord"
        for number, file in enumerate(sorted(kept.iterdir())):
            if damage == "overwritten" and file.suffix == ".json":
                file.write_bytes(b"\x00" * 40)
            elif damage == "gone" and number % 2:
                file.unlink()
        with embedded(store) as target:
            assert asked(target, "MATCH (n:Entity) RETURN count(n)") == whole
        assert [each.name for each in sorted(place_of(path).iterdir())] == ["engine", "lock"]


def test_a_copy_is_kept_when_something_else_is_wrong(own_store: Path, tmp_path: Path) -> None:
    path = shutil.copytree(own_store, tmp_path / "store")
    with Store.open(path, read_only=True) as store, embedded(store):
        pass
    made = (place_of(path) / "engine" / "made-by").stat().st_mtime_ns
    with Store.open(path) as store:
        store.remove_article("barents")
        with running(place_of(path) / "engine") as engine, open_session(engine.writer) as session:
            # As if a process of another machine were at it: its lease can't be told from one that lives.
            elsewhere = {"owner": "other", "host": "elsewhere", "pid": 1, "began": "", "until": 2**62}
            session.run("MATCH (s:_AccordSync) SET s += $told", told=elsewhere).consume()
        with pytest.raises(Neo4jError, match="another accord sync writes"), embedded(store):
            pass
    assert (place_of(path) / "engine" / "made-by").stat().st_mtime_ns == made


SLEEPER = """
import sys, threading, time
from pathlib import Path
from accord.graph.embedded.copy import embedded
from accord.graph.store import Store

def ask():
    with Store.open(Path(sys.argv[1]), read_only=True) as store, embedded(store):
        print("asking", flush=True)
        time.sleep(60)

thread = threading.Thread(target=ask)
thread.start()
thread.join()
"""


def test_a_process_that_asks_in_a_thread_is_ended_by_sigterm_without_a_crash(own_store: Path, tmp_path: Path) -> None:
    path = shutil.copytree(own_store, tmp_path / "store")
    words = [sys.executable, "-c", SLEEPER, str(path)]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as asking:
        assert asking.stdout is not None
        assert asking.stdout.readline() == "asking\n"
        asking.send_signal(signal.SIGTERM)
        assert asking.wait(30) == -signal.SIGTERM
    assert not [*tmp_path.glob("hs_err*")]


def test_without_the_package_the_error_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.graph.embedded.engine.is_installed", lambda: False)
    with pytest.raises(Neo4jError, match=r"accord\[embedded\]"), running(tmp_path):
        pass
