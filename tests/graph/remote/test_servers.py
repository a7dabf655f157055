"""A store on a real server holds what one in a folder holds, whatever happens to the writer or on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from http_service import CODE, TOKEN, serving
from pyoxigraph import NamedNode
from tcp_proxy import Fault, Proxy

from accord.graph.errors import StoreError, StoreInUse
from accord.graph.identifiers import KNOWLEDGE, WRITING
from accord.graph.knowledge.judgements import Judgement
from accord.graph.remote.address import StoreAddress
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from fuseki_server import Fuseki

    from accord.graph.document import Document
    from accord.graph.facts import Facts

pytestmark = pytest.mark.neo4j


@pytest.fixture
def address(fuseki: Fuseki) -> StoreAddress:
    return StoreAddress(f"{fuseki.address}/{fuseki.dataset()}")


@pytest.fixture
def raw_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoreAddress]:
    """Accord's own endpoint, which serves plain RDF and takes writes for a token."""
    monkeypatch.setenv("ACCORD_TOKEN", TOKEN)
    with serving(tmp_path / "served", tmp_path, "--raw") as service:
        yield StoreAddress(f"{service.address}/sparql")


def change(store: Store, article: Document, facts: Facts, synthetic: Callable[..., tuple[Document, Facts]]) -> None:
    """Loads, a replacement, a removal, judgements and what is refused."""
    store.replace_article(article, facts)
    with store.batch():
        for number in range(4):
            store.replace_article(*synthetic(number))
    store.replace_article(*synthetic(2, 2))
    store.replace_article(*synthetic(2))
    store.replace_article(*synthetic(3, 2))
    store.remove_article("report-003")
    store.refuse("broken.html", "broken.html: no text", "00")
    articles = sorted(store.articles())
    pair = sorted(f"{store.namespace.article(name)}/agreement/a1" for name in articles[1:3])
    store.judge(Judgement.of((pair[0], pair[1]), "different", "A. Analyst", date(2024, 5, 1)))
    store.judge(Judgement.of((pair[0], pair[1]), "unsure", "B. Analyst", date(2024, 5, 2)))
    store.undo()


@pytest.fixture
def here(
    tmp_path: Path, article: Document, facts: Facts, synthetic: Callable[..., tuple[Document, Facts]]
) -> Iterator[Store]:
    """The same changes made to a store in a folder."""
    with Store.open(tmp_path / "here") as store:
        change(store, article, facts, synthetic)
        yield store


@pytest.mark.parametrize("server", ["address", "raw_service"])
def test_the_same_changes_give_the_same_store_on_a_server(
    request: pytest.FixtureRequest,
    server: str,
    here: Store,
    article: Document,
    facts: Facts,
    synthetic: Callable[..., tuple[Document, Facts]],
) -> None:
    place = request.getfixturevalue(server)
    with Store.open(place) as store:
        change(store, article, facts, synthetic)
        assert store.dump() == here.dump()
    with Store.open(place) as store:
        assert store.dump() == here.dump()
        store.rebuild()
        assert store.dump() == here.dump()
    with Store.open(place, read_only=True) as store:
        assert store.dump() == here.dump()
        assert store.graphs() == here.graphs()
        assert store.refused() == here.refused()


def test_an_emptied_store_holds_nothing(address: StoreAddress, article: Document, facts: Facts) -> None:
    with Store.open(address) as store:
        store.replace_article(article, facts)
        store.remove_article(article.id)
        assert store.dump() == b""
        assert store.graphs() == ()


def test_an_empty_dataset_is_no_store_to_read(address: StoreAddress) -> None:
    with pytest.raises(StoreError, match="there is no store here"):
        Store.open(address, read_only=True)


def test_a_store_that_is_read_cant_be_changed(address: StoreAddress, article: Document, facts: Facts) -> None:
    Store.open(address).close()
    with Store.open(address, read_only=True) as store, pytest.raises(StoreError, match="opened to be read"):
        store.replace_article(article, facts)


def test_a_store_keeps_the_base_of_its_iris(address: StoreAddress) -> None:
    with Store.open(address, base="https://example.org/id/") as store:
        assert store.namespace.base == "https://example.org/id/"
    with Store.open(address) as store:
        assert store.namespace.base == "https://example.org/id/"
    with pytest.raises(StoreError, match=r"begin with https://example\.org/id/"):
        Store.open(address, base="https://other.example/id/")


def test_graphs_of_others_in_the_dataset_stay_as_they_are(
    fuseki: Fuseki, article: Document, facts: Facts, tmp_path: Path
) -> None:
    import httpx

    name = fuseki.dataset()
    theirs = {"graph": "https://example.org/mine"}
    told = '<https://example.org/a> <https://example.org/b> "c" .'
    data, kind = f"{fuseki.address}/{name}/data", {"Content-Type": "text/turtle"}
    assert httpx.put(data, params=theirs, content=told, headers=kind).status_code == 201
    with Store.open(StoreAddress(f"{fuseki.address}/{name}")) as store:
        store.replace_article(article, facts)
        store.remove_article(article.id)
        store.rebuild()
    assert '"c"' in httpx.get(data, params=theirs).text


def test_two_cant_write_at_a_time(address: StoreAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_STORE_SILENCE", "1")
    with Store.open(address):
        with pytest.raises(StoreInUse, match="another process writes to this store"):
            Store.open(address)
        with Store.open(address, read_only=True) as reader:
            assert reader.articles() == ()
    Store.open(address).close()


def test_a_writer_who_lost_its_turn_changes_nothing(
    address: StoreAddress, article: Document, facts: Facts, synthetic: Callable[..., tuple[Document, Facts]]
) -> None:
    with Store.open(address) as first:
        first.replace_article(article, facts)
        before = first.dump()
        protocol = first.database._protocol
        held = f"GRAPH <{WRITING}> {{ <{WRITING}> <{WRITING}#holder> ?holder }}"
        other = f'GRAPH <{WRITING}> {{ <{WRITING}> <{WRITING}#holder> "other 1 abc" }}'
        protocol.update(f"DELETE {{ {held} }} INSERT {{ {other} }} WHERE {{ {held} }}")
        with pytest.raises(StoreInUse, match=r"\(other 1\)"):
            first.replace_article(*synthetic(1))
        assert first.dump() == before


KILLED = """
import os, signal, sys
from accord.graph.remote.writing import RemoteWriter
from accord.graph.remote.address import store_place_of
from accord.graph.store import Store
import runpy
synthetic = runpy.run_path(sys.argv[2])["synthetic"]
left, commit = int(sys.argv[3]), RemoteWriter.commit
def dying(writer, removed, added):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    commit(writer, removed, added)
with Store.open(store_place_of(sys.argv[1])) as store:
    RemoteWriter.commit = dying
    with store.batch():
        for number in range(6):
            store.replace_article(*synthetic(number))
"""


@pytest.mark.parametrize("change", [2, 7])
def test_a_killed_writers_turn_passes_on_and_its_work_is_completed(
    address: StoreAddress,
    loading_script: Path,
    tmp_path: Path,
    change: int,
    synthetic: Callable[..., tuple[Document, Facts]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACCORD_STORE_SILENCE", "1")
    killed = subprocess.run([sys.executable, "-c", KILLED, address.url, loading_script, str(change)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(address) as store, Store.open(tmp_path / "here") as here:
        assert len(store.articles()) == min(change - 1, 6)
        for each in (store, here):
            with each.batch():
                for number in range(6):
                    each.replace_article(*synthetic(number))
        assert store.dump() == here.dump()


@pytest.mark.parametrize("reset", [False, True])
def test_changes_are_made_once_though_connections_break(
    fuseki: Fuseki, tmp_path: Path, reset: bool, synthetic: Callable[..., tuple[Document, Facts]]
) -> None:
    name = fuseki.dataset()
    # Some connections end within a request, some within its answer, after the server made the change.
    faults = (Fault(after, reset=reset) for after in (900, 2_500, 20_000, 4_000, 9_000, 60_000, 1_500, 30_000))
    with Proxy(fuseki.port, faults) as proxy, Store.open(tmp_path / "here") as here:
        with Store.open(StoreAddress(f"http://127.0.0.1:{proxy.port}/{name}")) as store:
            for number in range(8):
                store.replace_article(*synthetic(number))
                here.replace_article(*synthetic(number))
            assert store.dump() == here.dump()
            assert store.changes.last == here.changes.last
        assert proxy.cut >= 4


def test_a_dead_server_is_told_of(fuseki: Fuseki) -> None:
    with Proxy(fuseki.port, iter(())) as proxy:
        address = StoreAddress(f"http://127.0.0.1:{proxy.port}/{fuseki.dataset()}")
        Store.open(address).close()
    with pytest.raises(StoreError, match="can't be reached"):
        Store.open(address, read_only=True)


def test_a_wrong_token_is_told_without_repeating_it(raw_service: StoreAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORD_TOKEN", "not-the-token")
    with pytest.raises(StoreError, match="ACCORD_TOKEN") as refused:
        Store.open(raw_service)
    assert "not-the-token" not in str(refused.value)


def accord(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ACCORD_")}
    return subprocess.run(
        [sys.executable, "-c", CODE, *arguments], capture_output=True, text=True, check=False, env=environment
    )


def test_the_commands_say_the_same_of_a_store_on_a_server(address: StoreAddress, tmp_path: Path) -> None:
    places = (address.url, str(tmp_path / "here"))
    for place in places:
        assert accord("load", "--example", "--store", place, "--quiet").returncode == 0
    ask = "SELECT ?n ?p WHERE { ?a a acc:Agreement ; acc:name ?n . GRAPH ?g { ?x acc:hasPassage ?q } BIND(1 AS ?p) }"
    commands = (
        ("show", "ETH"),
        ("sparql", ask),
        ("sparql", "CONSTRUCT { ?s acc:name ?n } WHERE { ?s acc:name ?n }", "--format", "csv"),
        ("sparql", "ASK { ?s a acc:State }"),
        ("export", "nquads", "--graph", "all"),
        ("load", "--example"),
        ("sparql", "SELECT ?x {"),
    )
    for command in commands:
        there, here = (accord(*command, "--store", place) for place in places)
        assert there.returncode == here.returncode, there.stderr
        assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines()), command
        assert command[0] != "show" or "Eritrea" in there.stdout
    refused = accord("serve", "--store", address.url)
    assert refused.returncode == 1
    assert "needs a store's folder" in refused.stderr


def test_the_default_graph_of_a_server_stays_empty(address: StoreAddress, article: Document, facts: Facts) -> None:
    with Store.open(address) as store:
        store.replace_article(article, facts)
        asked = store.database.query("ASK { ?s ?p ?o }")
        assert not asked
        assert next(store.quads(KNOWLEDGE), None) is not None
        assert NamedNode(KNOWLEDGE) in set(store.database.named_graphs())


def test_reading_goes_on_while_somebody_writes(
    address: StoreAddress, synthetic: Callable[..., tuple[Document, Facts]]
) -> None:
    with Store.open(address) as writer, Store.open(address, read_only=True) as reader:
        writer.replace_article(*synthetic(1))
        deadline = time.monotonic() + 10
        while not reader.articles() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert reader.articles() == ("report-001",)
