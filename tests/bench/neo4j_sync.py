"""Syncing to an empty Neo4j beside the bare driver's UNWIND ... CREATE of the same rows, and beside rdflib-neo4j.

    python tests/bench/neo4j_sync.py [--articles N | --triples N] [--runs N] [--peer PYTHON]

Starts a server of its own in a temporary folder on free ports, from the jars that ``accord neo4j up`` keeps. With
``--articles 0`` the store holds the shipped example alone, else the first N of tests/gold/articles; ``--triples N``
makes a knowledge graph up. Processor time is the client's; wall time has the server's in it. Both sides find the
constraint and the indexes there already, and take turns. ``--peer`` is a Python that has rdflib-neo4j: then each side
parses the made-up triples from a file and writes them, in a process of its own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph
from made_up_knowledge import made_up
from neo4j import GraphDatabase
from processor import ACCORD, GOLD_ARTICLES, TEMPORARY, of_process

from accord.graph.neo4j.connection import Target
from accord.graph.neo4j.present import to_neo4j
from accord.graph.neo4j.server import LocalServer, Memory
from accord.graph.neo4j.sync import BATCH, sync
from accord.graph.projection import project, rows
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from neo4j import Session

    from accord.graph.projection import Projection


def create(session: Session, projection: Projection) -> None:
    """The least that puts the rows there: one CREATE for each set of labels and each type."""
    nodes: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    edges: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for node in projection.nodes:
        nodes[tuple(node.labels)].append({"iri": node.iri, **sendable(node.properties)})
    for edge in projection.edges:
        row = {"source": edge.source, "target": edge.target, "properties": sendable(edge.properties)}
        edges[edge.type].append(row)
    for labels, told in nodes.items():
        for start in range(0, len(told), BATCH):
            query = f"UNWIND $rows AS row CREATE (n:{':'.join(labels)}) SET n = row"
            session.run(query, rows=told[start : start + BATCH]).consume()
    for kind, told in edges.items():
        query = (
            "UNWIND $rows AS row MATCH (s:Entity {iri: row.source}) MATCH (t:Entity {iri: row.target}) "
            f"CREATE (s)-[r:{kind}]->(t) SET r = row.properties"
        )
        for start in range(0, len(told), BATCH):
            session.run(query, rows=told[start : start + BATCH]).consume()


def sendable(properties: Any) -> dict[str, Any]:
    return {name: to_neo4j(value) for name, value in dict(properties).items()}


def bare(projection: Projection, target: Target) -> None:
    with GraphDatabase.driver(target.uri, auth=target.auth) as driver, driver.session() as session:
        create(session, projection)


def clear(target: Target) -> None:
    with GraphDatabase.driver(target.uri, auth=target.auth) as driver:
        # In one transaction a large graph is more than the heap holds.
        for pattern, what in (("()-[r]->()", "r"), ("(n)", "n")):
            left = 1
            while left:
                query = f"MATCH {pattern} WITH {what} LIMIT 20000 DELETE {what} RETURN count(*)"
                left = driver.execute_query(query).records[0][0]


def timed(call: Callable[[], object]) -> tuple[float, float]:
    """Processor and wall seconds of a call."""
    cpu, wall = time.process_time(), time.perf_counter()
    call()
    return time.process_time() - cpu, time.perf_counter() - wall


def projected(folder: Path, articles: int) -> Projection:
    """The rows of a store with the example or the first ``articles`` gold articles."""
    (folder / "articles").mkdir()
    for file in sorted(GOLD_ARTICLES.glob("*.txt"))[:articles]:
        (folder / "articles" / file.name).write_bytes(file.read_bytes())
    source = str(folder / "articles") if articles else "--example"
    of_process([*ACCORD, "load", "-q", source], {"ACCORD_STORE": str(folder / "store")})
    with Store.open(folder / "store", read_only=True) as store:
        return rows(store)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=0)
    parser.add_argument("--triples", type=int, default=0)
    parser.add_argument("--peer")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        file = Path(folder) / "made-up.nt"
        if options.triples:
            write_triples(file, options.triples)
        projection = parsed(file) if options.triples else projected(Path(folder), options.articles)
        print(f"{len(projection.nodes)} nodes, {len(projection.edges)} relationships", flush=True)
        server = LocalServer(Path(folder) / "neo4j", LocalServer.at().jars)
        status = server.up(bolt=0, http=0, memory=Memory("1g", "512m"))
        try:
            target = Target(str(status.uri), "neo4j", str(server.password()))
            if options.peer:
                compare_with_peer(file, target, options.peer, options.runs)
            else:
                compare(projection, target, options.runs)
        finally:
            server.destroy()


def parsed(file: Path) -> Projection:
    return project(pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES))


def write_triples(file: Path, triples: int) -> None:
    """Agreements of two hundred states, ten triples each: seven of properties, three of relationships."""
    with file.open("w", encoding="utf-8") as out:
        for quad in made_up(triples // 10):
            out.write(f"{quad.subject} {quad.predicate} {quad.object} .\n")


def compare_with_peer(file: Path, target: Target, python: str, runs: int) -> None:
    secret = {"BENCH_PASSWORD": target.password}
    programs = {
        "rdflib-neo4j": (python, "rdflib_neo4j_side.py"),
        "parse and sync": (sys.executable, "accord_neo4j_side.py"),
    }
    sides = {
        name: [own, str(Path(__file__).with_name(script)), str(file), target.uri]
        for name, (own, script) in programs.items()
    }
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _ in range(runs):
        for name, command in sides.items():
            clear(target)
            start = time.perf_counter()
            cpu = of_process(command, secret)
            found[name].append((cpu, time.perf_counter() - start))
    report(found)


def compare(projection: Projection, target: Target, runs: int) -> None:
    sides = {"bare UNWIND CREATE": bare, "sync into an empty database": sync, "sync again": sync}
    found: dict[str, list[tuple[float, float]]] = defaultdict(list)
    # Makes the constraint and the indexes, without which the bare driver's MATCH reads every node for every row.
    sync(projection, target)
    for run in range(runs + 2):
        for name, side in sides.items():
            if name != "sync again":
                clear(target)
            spent = timed(lambda side=side: side(projection, target))
            # The first two runs warm the server's code and its plans.
            if run > 1:
                found[name].append(spent)
    report(found)


def report(found: dict[str, list[tuple[float, float]]]) -> None:
    for name, spent in found.items():
        cpu, wall = (sorted(each[kind] for each in spent)[len(spent) // 2] for kind in (0, 1))
        print(f"{name:<30} {cpu:8.3f} s CPU of the client {wall:8.3f} s wall")


if __name__ == "__main__":
    main()
