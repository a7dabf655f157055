"""What it costs to keep a store on a server (Fuseki, TDB2, on this machine) beside a folder: one article after another.

    python tests/bench/remote_store.py [ARTICLES]

The made-up articles of knowledge.py, without extraction, each a change of its own; the two stores take turns.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.request import urlopen

from knowledge import article

sys.path.insert(0, str(Path(__file__).parents[1] / "plugins"))
from fuseki_server import fetch_jar, running

from accord.graph.neo4j.java import find_java
from accord.graph.remote.address import store_place_of
from accord.graph.store import Store

if TYPE_CHECKING:
    from fuseki_server import Fuseki

PORTION = 20
"""Articles that one store takes before it is the other's turn."""


def main(articles: int) -> None:
    with TemporaryDirectory() as folder, running(find_java(), fetch_jar(), Path(folder)) as server:
        name = server.dataset()
        places = {"folder": str(Path(folder) / "store"), "Fuseki": f"{server.address}/{name}"}
        spent = dict.fromkeys(places, (0.0, 0.0))
        stores = {side: Store.open(store_place_of(place)) for side, place in places.items()}
        before = requests(server, name)
        for first in range(0, articles, PORTION):
            for side, store in stores.items():
                cpu, wall = time.process_time(), time.perf_counter()
                for number in range(first, min(first + PORTION, articles)):
                    store.replace_article(*article(number))
                spent[side] = (spent[side][0] + time.process_time() - cpu, spent[side][1] + time.perf_counter() - wall)
        made = requests(server, name) - before
        for side, (cpu, wall) in spent.items():
            stores[side].close()
            print(
                f"{side:8} {cpu / articles * 1e3:7.1f} ms CPU of the client, {wall / articles * 1e3:7.1f} ms an article"
            )
        print(f"{made / articles:.1f} requests an article")


def requests(server: Fuseki, name: str) -> int:
    """How many the dataset has been asked, by the server's own count."""
    with urlopen(f"{server.address}/$/stats/{name}") as told:
        return int(json.load(told)["datasets"][f"/{name}"]["Requests"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
