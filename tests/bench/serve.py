"""``accord serve`` beside oxigraph's own server on the same quads: requests a second, first bytes, memory.

    python tests/bench/serve.py [--quads N] [--seconds S] [--rounds N] [--oxigraph PROGRAM] [--clients 1,8,32]

Both serve the same database of N quads in one graph of knowledge and a graph an article, on loopback; the load comes
from this process, which takes its part of the same processors. Each of twelve queries is asked with other parameters
each time, of one server and then the other for S seconds in turn. ``--oxigraph`` names the program of the package
``oxigraph``, which is no dependency; without it only ours is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import math
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import uvloop
from pyoxigraph import RdfFormat, Store

from accord.graph.store_folder import find_or_make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BASE = "https://w3id.org/accord/id/"
ACC = "https://w3id.org/accord/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
STATES = 200
KINDS = 12
CODE = "from accord.graph.cli import main; main()"


def lines(quads: int, chance: random.Random) -> Iterator[str]:
    """N-Quads: a twentieth in the default graph, the others by forty-five in graphs of articles."""
    agreements = quads // 160
    for number in range(STATES):
        yield f'<{BASE}state/{number}> <{ACC}name> "State {number}" .'
        yield f"<{BASE}state/{number}> <{ACC}within> <{BASE}region/{number // 10}> ."
    for number in range(STATES // 10):
        yield f"<{BASE}region/{number}> <{ACC}within> <{BASE}region/c{number // 5}> ."
    for number in range(agreements):
        thing = f"<{BASE}agreement/{number}>"
        day = f"{1950 + number % 70}-{1 + number % 12:02}-{1 + number % 28:02}"
        yield f"{thing} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ACC}Agreement> ."
        yield f'{thing} <{ACC}name> "Agreement {number} on {"trade water border arms".split()[number % 4]}" .'
        yield f'{thing} <{ACC}kind> "kind{chance.randrange(KINDS)}" .'
        yield f'{thing} <{ACC}date> "{day}"^^<{XSD}date> .'
        yield f'{thing} <{ACC}support> "{chance.randrange(40)}"^^<{XSD}integer> .'
        for _ in range(3):
            yield f"{thing} <{ACC}party> <{BASE}state/{chance.randrange(STATES)}> ."
    for article in range(quads * 19 // 20 // 45):
        yield from _article(article, agreements, chance)


def _article(article: int, agreements: int, chance: random.Random) -> Iterator[str]:
    graph = f"<{BASE}article/{article}>"
    yield f'{graph} <{ACC}title> "Article {article}" {graph} .'
    for number in range(11):
        passage = f"<{BASE}article/{article}/passage/{number}>"
        yield f'{passage} <{ACC}start> "{number * 97}"^^<{XSD}integer> {graph} .'
        yield f'{passage} <{ACC}quote> "They said in sentence {number} of {article} what they had said." {graph} .'
        yield f"{passage} <{ACC}reports> <{BASE}agreement/{chance.randrange(agreements)}> {graph} ."
        yield f"{passage} <{ACC}mentions> <{BASE}state/{chance.randrange(STATES)}> {graph} ."


Shape = "Callable[[random.Random, int], str]"
SHAPES: dict[str, Callable[[random.Random, int], str]] = {
    "thing": lambda r, n: f"SELECT ?p ?o {{ <{BASE}agreement/{r.randrange(n)}> ?p ?o }}",
    "ask": lambda r, n: (
        f"ASK {{ <{BASE}agreement/{r.randrange(n)}> <{ACC}party> <{BASE}state/{r.randrange(STATES)}> }}"
    ),
    "star": lambda r, n: (
        f"SELECT ?a ?n ?d ?k {{ ?a <{ACC}party> <{BASE}state/{r.randrange(STATES)}> ; <{ACC}name> ?n ; "
        f"<{ACC}date> ?d ; <{ACC}kind> ?k }}"
    ),
    "partners": lambda r, n: (
        f"SELECT ?t (COUNT(*) AS ?c) {{ ?a <{ACC}party> <{BASE}state/{r.randrange(STATES)}> , ?t }} GROUP BY ?t"
    ),
    "article": lambda r, n: f"SELECT * {{ GRAPH <{BASE}article/{r.randrange(n)}> {{ ?s ?p ?o }} }}",
    "reports": lambda r, n: (
        f"SELECT ?g ?q {{ GRAPH ?g {{ ?x <{ACC}reports> <{BASE}agreement/{r.randrange(n)}> ; <{ACC}quote> ?q }} }}"
    ),
    "kinds": lambda r, n: (
        f"SELECT ?k (COUNT(?a) AS ?c) (AVG(?s) AS ?m) {{ ?a <{ACC}kind> ?k ; <{ACC}support> ?s "
        f"FILTER(?s > {r.randrange(20)}) }} GROUP BY ?k"
    ),
    "latest": lambda r, n: (
        f"SELECT ?a ?d {{ ?a <{ACC}kind> 'kind{r.randrange(KINDS)}' ; <{ACC}date> ?d }} ORDER BY DESC(?d) LIMIT 20"
    ),
    "regions": lambda r, n: f"SELECT ?r {{ <{BASE}state/{r.randrange(STATES)}> <{ACC}within>+ ?r }}",
    "construct": lambda r, n: (
        f"CONSTRUCT {{ ?a ?p ?o . ?o <{ACC}name> ?m }} WHERE {{ VALUES ?a {{ <{BASE}agreement/{r.randrange(n)}> }} "
        f"?a ?p ?o OPTIONAL {{ ?o <{ACC}name> ?m }} }}"
    ),
    "words": lambda r, n: (
        f"SELECT ?a ?n {{ ?a <{ACC}name> ?n FILTER(CONTAINS(LCASE(?n), 'agreement {r.randrange(n)} ')) }}"
    ),
    "between": lambda r, n: (
        f"SELECT ?a ?b {{ ?a <{ACC}party> <{BASE}state/{r.randrange(STATES)}> ; <{ACC}date> ?d . "
        f"OPTIONAL {{ ?a <{ACC}support> ?b FILTER(?b > 30) }} "
        f"FILTER(?d > '19{r.randrange(60, 99)}-01-01'^^<{XSD}date>) }}"
    ),
}


class Client(asyncio.Protocol):
    """One connection that asks as soon as it is answered."""

    def __init__(self, make: Callable[[], bytes], until: float) -> None:
        self.make, self.until = make, until
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.times: list[float] = []
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.asked = time.perf_counter()
        if self.asked >= self.until:
            if not self.done.done():
                self.done.set_result(None)
            self.transport.close()
            return
        self.transport.write(self.make())  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if complete(self.buffer):
            assert self.buffer.startswith(b"HTTP/1.1 200"), self.buffer[:500]
            self.buffer = b""
            self.times.append(time.perf_counter() - self.asked)
            self.ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionError("closed"))


def complete(answer: bytes) -> bool:
    head = answer.find(b"\r\n\r\n")
    if head < 0:
        return False
    told = re.search(rb"content-length: (\d+)", answer[:head], re.IGNORECASE)
    return len(answer) >= head + 4 + int(told[1]) if told else answer.endswith(b"\r\n0\r\n\r\n")


def request(address: str, path: str, query: str, accept: str = "application/sparql-results+json, text/turtle") -> bytes:
    host = urlsplit(address).netloc
    return f"GET {path}?query={quote(query)} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n".encode()


async def press(address: str, path: str, shape: str, clients: int, seconds: float, size: int, seed: int) -> list[float]:
    """The seconds of each answer."""
    parts = urlsplit(address)
    chance = random.Random(seed)
    until = time.perf_counter() + seconds
    made = []
    loop = asyncio.get_running_loop()
    for _ in range(clients):
        _, client = await loop.create_connection(
            lambda: Client(lambda: request(address, path, SHAPES[shape](chance, size)), until),
            parts.hostname,
            parts.port,
        )
        made.append(client)
    await asyncio.gather(*(client.done for client in made))
    return [took for client in made for took in client.times]


@contextmanager
def ours(store: Path, cache: int = 0) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-c", CODE, "serve", "--store", str(store), "--port", "0", "--raw", "--quiet"]
    command += ["--cache", str(cache)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        started = time.perf_counter()
        for line in process.stderr:
            if found := re.search(r" at (http://\S+)/$", line.strip()):
                print(f"accord serve ready after {time.perf_counter() - started:.1f} s")
                yield found[1], process.pid
                break
    finally:
        process.terminate()
        process.wait()


@contextmanager
def theirs(program: str, database: Path) -> Iterator[str]:
    port = 17000 + os.getpid() % 2000
    process = subprocess.Popen(
        [program, "serve-read-only", "--location", str(database), "--bind", f"127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def tree_memory(pid: int) -> int:
    """Bytes that a process and those below it take, each shared page counted once."""
    pids, total = [pid], 0
    while pids:
        one = pids.pop()
        try:
            pids += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
            told = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+)", told, re.MULTILINE)[1]) * 1024  # type: ignore[index]
    return total


async def large(address: str, pid: int) -> None:
    """First byte and memory of an answer of half a million rows."""
    for accept in ("application/sparql-results+json", "text/csv"):
        before = tree_memory(pid)
        reader, writer = await asyncio.open_connection(urlsplit(address).hostname, urlsplit(address).port)
        query = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } LIMIT 500000"
        started = time.perf_counter()
        writer.write(request(address, "/sparql", query, accept))
        size = len(await reader.read(1))
        first = time.perf_counter() - started
        peak, tail, looked = before, b"", 0.0
        while not tail.endswith(b"\r\n0\r\n\r\n"):
            part = await reader.read(1 << 16)
            assert part
            size += len(part)
            tail = (tail + part)[-16:]
            if time.perf_counter() - looked > 0.25:
                peak, looked = max(peak, tree_memory(pid)), time.perf_counter()
        took = time.perf_counter() - started
        writer.close()
        print(
            f"500,000 rows as {accept}: first byte {first * 1000:.0f} ms, whole {took:.1f} s, {size / 1e6:.0f} MB, "
            f"{(peak - before) / 1e6:.0f} MB more memory at most"
        )


def build(folder: Path, quads: int) -> Path:
    kept = find_or_make(folder / "store")
    started = time.perf_counter()
    written = folder / "quads.nq"
    with written.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines(quads, random.Random(1)))
    store = Store(str(kept.database))
    store.bulk_load(path=str(written), format=RdfFormat.N_QUADS)
    store.optimize()
    store.flush()
    graphs = sum(1 for _ in store.named_graphs())
    print(f"{len(store):,} quads in {graphs:,} graphs, {time.perf_counter() - started:.0f} s")
    written.unlink()
    return kept.path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cache", type=int, default=0, help="MiB of answers that ours keeps")
    parser.add_argument("--clients", default="1,8,32")
    parser.add_argument("--oxigraph", help="the program of the package oxigraph")
    parser.add_argument("--folder", type=Path, help="where the data are kept for another run")
    told = parser.parse_args()
    with ExitStack() as held:
        folder = told.folder or Path(held.enter_context(tempfile.TemporaryDirectory()))
        store = folder / "store" if (folder / "store").exists() else build(folder, told.quads)
        address, pid = held.enter_context(ours(store, told.cache))
        other = held.enter_context(theirs(told.oxigraph, store / "database")) if told.oxigraph else None
        uvloop.run(measure(address, pid, other, told))


async def measure(address: str, pid: int, other: str | None, told: argparse.Namespace) -> None:
    await large(address, pid)
    size = told.quads // 160
    ratios = []
    for clients in map(int, told.clients.split(",")):
        print(f"\n{clients} clients: requests a second (and ms of the slowest hundredth)")
        for shape in SHAPES:
            found: dict[str, list[float]] = {}
            for turn in range(told.rounds):
                for server in filter(None, (address, other)):
                    path = "/sparql" if server == address else "/query"
                    times = await press(server, path, shape, clients, told.seconds, size, clients * 100 + turn)
                    found.setdefault(server, []).extend(times)
            rates = {server: len(times) / told.seconds / told.rounds for server, times in found.items()}
            slow = {
                server: statistics.quantiles(times, n=100)[98] * 1000 for server, times in found.items() if times[1:]
            }
            line = f"  {shape:10} ours {rates[address]:7.0f} ({slow.get(address, 0):5.1f})"
            if other:
                ratios.append(rates[address] / max(rates[other], 1e-9))
                line += f"  oxigraph {rates[other]:7.0f} ({slow.get(other, 0):5.1f})  ratio {ratios[-1]:.2f}"
            print(line, flush=True)
    if ratios:
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        print(f"\nlowest ratio {min(ratios):.2f}, geometric mean {mean:.2f}")


if __name__ == "__main__":
    main()
