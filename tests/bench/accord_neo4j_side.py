"""accord's side of neo4j_sync.py: parse a file and write it, with nothing imported that this doesn't need."""

from __future__ import annotations

import os
import sys


def main(file: str, uri: str) -> None:
    import pyoxigraph

    from accord.graph.neo4j.connection import Target
    from accord.graph.neo4j.sync import sync
    from accord.graph.projection import project

    triples = pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.N_TRIPLES)
    sync(project(triples), Target(uri, "neo4j", os.environ["BENCH_PASSWORD"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
