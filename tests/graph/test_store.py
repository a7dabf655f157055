from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import QuerySolutions

from accord.graph.errors import QueryError, StoreDamaged, StoreError, StoreInUse
from accord.graph.identifiers import KNOWLEDGE, VERSIONS, Namespace
from accord.graph.ledger import Refused
from accord.graph.store import Store
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from accord.graph.document import Document
    from accord.graph.facts import Facts

Made = tuple["Document", "Facts"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "store"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path) as opened:
        yield opened


def test_a_new_store_is_made_with_its_folders_and_is_empty(path: Path) -> None:
    with Store.open(path) as store:
        assert store.articles() == ()
        assert store.dump() == b""


def test_a_loaded_article_is_there_when_the_store_is_opened_again(path: Path, article: Document, facts: Facts) -> None:
    with Store.open(path) as store:
        assert store.replace_article(article, facts)
        before = store.dump()
    with Store.open(path) as store:
        assert store.articles() == ("fjord-1",)
        assert store.dump() == before


def test_the_same_article_again_changes_nothing(store: Store, article: Document, facts: Facts) -> None:
    store.replace_article(article, facts)
    before = store.dump()
    assert not store.replace_article(article, facts)
    assert store.dump() == before


def test_a_changed_article_replaces_all_that_it_said(
    store: Store, make_article: Callable[..., Document], make_facts: Callable[[Document], Facts]
) -> None:
    old, new = make_article(), make_article(tail="Leave a Reply now")
    store.replace_article(old, make_facts(old))
    assert store.replace_article(new, replace(make_facts(new), agreements=(), contacts=()))
    assert not list(store.query(f"SELECT ?a {{ ?a a <{terms.AGREEMENT}> }}"))
    with_a_version = store.dump()
    store.remove_article(new.id)
    store.replace_article(new, replace(make_facts(new), agreements=(), contacts=()))
    kept = {line for line in with_a_version.splitlines() if not line.endswith(f"<{VERSIONS}> .".encode())}
    assert set(store.dump().splitlines()) == kept


def test_another_extractor_reads_the_same_text_anew(store: Store, article: Document, facts: Facts) -> None:
    store.replace_article(article, facts)
    assert store.replace_article(article, replace(facts, extractor="rules 2"))
    assert store.versions(article.id) == ()


def test_removing_every_article_leaves_nothing(store: Store, synthetic: Callable[..., Made]) -> None:
    for number in range(4):
        store.replace_article(*synthetic(number))
    for identifier in store.articles():
        assert store.remove_article(identifier)
    assert not store.remove_article("report-000")
    assert store.dump() == b""
    assert store.graphs() == ()


def test_the_order_of_loading_and_batches_make_no_difference(tmp_path: Path, synthetic: Callable[..., Made]) -> None:
    with Store.open(tmp_path / "one") as one, Store.open(tmp_path / "other") as other:
        for number in range(7):
            one.replace_article(*synthetic(number))
        with other.batch():
            for number in reversed(range(7)):
                other.replace_article(*synthetic(number))
            assert other.is_due
        assert not other.is_due
        assert one.dump() == other.dump()


def test_five_reports_of_one_agreement_are_one_agreement(store: Store, synthetic: Callable[..., Made]) -> None:
    with store.batch():
        for number in range(5):
            store.replace_article(*synthetic(number))
    found = store.query(f"SELECT ?a ?n {{ ?a a <{terms.AGREEMENT}> ; <{terms.SUPPORT}> ?n }}")
    assert isinstance(found, QuerySolutions)
    assert [solution["n"].value for solution in found] == ["5"]


def test_knowledge_is_the_default_graph_and_evidence_is_reached_by_name(
    store: Store, article: Document, facts: Facts
) -> None:
    store.replace_article(article, facts)
    by_default = f"ASK {{ <{store.namespace.article(article.id)}/agreement/a1> a ?kind }}"
    assert not store.query(by_default)
    assert store.query(by_default.replace("{", "{ GRAPH ?article {").replace("}", "}}"))
    assert {KNOWLEDGE, store.namespace.article(article.id)} == set(store.graphs())


def test_a_query_that_doesnt_parse_is_refused(store: Store) -> None:
    with pytest.raises(QueryError, match="doesn't parse"):
        store.query("SELECT nonsense")


# Refused sources


def test_refused_sources_are_kept_until_they_are_loaded(path: Path, article: Document, facts: Facts) -> None:
    with Store.open(path) as store:
        store.refuse("fjord-1.txt", "no text is left", "ab" * 32)
        store.refuse("fjord-1.txt", "text in Norwegian", "cd" * 32)
        store.refuse("missing.txt", "nothing is there", "")
    with Store.open(path) as store:
        assert store.refused() == (
            Refused("fjord-1.txt", "text in Norwegian", "cd" * 32),
            Refused("missing.txt", "nothing is there", ""),
        )
        store.replace_article(article, facts)
        assert [refused.name for refused in store.refused()] == ["missing.txt"]


# Others at the same store


def test_a_second_writer_is_told_at_once_and_a_reader_reads(store: Store, article: Document, facts: Facts) -> None:
    store.replace_article(article, facts)
    program = (
        "import sys; from pathlib import Path; from accord.graph.store import Store\n"
        "from accord.graph.errors import StoreInUse\n"
        "path = Path(sys.argv[1])\n"
        "with Store.open(path, read_only=True) as store: print(*store.articles())\n"
        "try: Store.open(path)\n"
        "except StoreInUse as error: print(error)\n"
    )
    other = subprocess.run(
        [sys.executable, "-c", program, store.where.path], capture_output=True, text=True, check=True
    )
    assert other.stdout.splitlines()[0] == "fjord-1"
    assert "another process writes" in other.stdout.splitlines()[1]


def test_two_writers_in_one_process_are_one_too_many(store: Store) -> None:
    with pytest.raises(StoreInUse):
        Store.open(store.where.path)


def test_a_reader_sees_what_was_committed_when_it_opened(store: Store, synthetic: Callable[..., Made]) -> None:
    store.replace_article(*synthetic(0))
    with Store.open(store.where.path, read_only=True) as reader:
        store.replace_article(*synthetic(1))
        store.remove_article("report-000")
        assert reader.articles() == ("report-000",)
    with Store.open(store.where.path, read_only=True) as later:
        assert later.articles() == ("report-001",)
        assert later.dump() == store.dump()


def test_readers_read_whole_articles_while_a_writer_writes(
    path: Path, loading_script: Path, synthetic: Callable[..., Made]
) -> None:
    with subprocess.Popen([sys.executable, loading_script, path, "40", "1"], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        seen: list[int] = []
        while writer.poll() is None:
            with Store.open(path, read_only=True) as reader:
                seen.append(len(reader.articles()))
                for number in range(seen[-1]):
                    assert reader.holds(synthetic(number)[0], "rules 1")
        assert seen == sorted(seen)
    assert not list((path / "readers").iterdir())


def test_what_a_killed_reader_left_is_swept(store: Store, article: Document, facts: Facts) -> None:
    store.replace_article(article, facts)
    program = (
        "import os, sys; from pathlib import Path; from accord.graph.store import Store\n"
        "store = Store.open(Path(sys.argv[1]), read_only=True); print(len(store.articles()), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, store.where.path], capture_output=True, check=False)
    assert killed.stdout == b"1\n"
    assert list(store.where.readers.iterdir())
    with Store.open(store.where.path, read_only=True) as reader:
        assert len(list(store.where.readers.glob("*.lock"))) == 1
        assert reader.articles()
    assert not list(store.where.readers.iterdir())


def test_a_reader_needs_no_place_in_the_stores_folder(path: Path, article: Document, facts: Facts) -> None:
    with Store.open(path) as store:
        store.replace_article(article, facts)
    (path / "readers").write_text("no folder can be made here")
    with Store.open(path, read_only=True) as reader:
        assert reader.articles() == (article.id,)


def test_a_reader_cant_write(path: Path, article: Document, facts: Facts) -> None:
    with Store.open(path) as store:
        store.replace_article(article, facts)
    with Store.open(path, read_only=True) as reader, pytest.raises(StoreError):
        reader.remove_article(article.id)


# What isn't a store


def test_reading_where_nothing_is_says_so(path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(path, read_only=True)
    assert not path.exists()


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(StoreDamaged, match="isn't an accord store"):
        Store.open(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_the_stores_place_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "store"
    file.write_text("not a folder")
    with pytest.raises(StoreError, match="a folder, not a file"):
        Store.open(file)


@pytest.mark.parametrize("marker", ["", "{", "[]", '{"accord store": 1}', '{"accord store": 1, "base": "x"}'])
def test_a_broken_marker_is_damage(path: Path, marker: str) -> None:
    Store.open(path).close()
    (path / "accord-store.json").write_text(marker)
    for read_only in (False, True):
        with pytest.raises(StoreDamaged, match=r"accord-store\.json"):
            Store.open(path, read_only=read_only)


def test_a_store_of_another_version_is_refused(path: Path) -> None:
    Store.open(path).close()
    (path / "accord-store.json").write_text('{"accord store": 2, "base": "https://w3id.org/accord/id/"}')
    with pytest.raises(StoreDamaged, match="version 2"):
        Store.open(path)


def test_a_broken_database_is_damage(path: Path, article: Document, facts: Facts) -> None:
    with Store.open(path) as store:
        store.replace_article(article, facts)
    (path / "database" / "CURRENT").write_text("garbage\n")
    for read_only in (False, True):
        with pytest.raises(StoreDamaged, match="can't be read"):
            Store.open(path, read_only=read_only)


def test_a_store_keeps_the_base_it_was_made_with(path: Path, article: Document, facts: Facts) -> None:
    base = "https://example.org/graph/"
    with Store.open(path, base=base) as store:
        store.replace_article(article, facts)
    with Store.open(path) as store:
        assert store.namespace == Namespace(base)
        assert store.articles() == (article.id,)
    with pytest.raises(StoreError, match=r"begin with https://example\.org"):
        Store.open(path, base="https://elsewhere.org/")
