"""rdflib-neo4j's side of neo4j_sync.py: parse a file and write it, as its documentation shows."""

from __future__ import annotations

import os
import sys


def main(file: str, uri: str) -> None:
    from rdflib import Graph
    from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    auth = {"uri": uri, "database": "neo4j", "user": "neo4j", "pwd": os.environ["BENCH_PASSWORD"]}
    strategy = HANDLE_VOCAB_URI_STRATEGY.IGNORE
    config = Neo4jStoreConfig(auth_data=auth, handle_vocab_uri_strategy=strategy, batching=True)
    graph = Graph(store=Neo4jStore(config=config))
    graph.parse(file, format="nt")
    graph.close(True)


if __name__ == "__main__":
    main(*sys.argv[1:])
