"""Loading: what is new is extracted and kept, what is known is left alone, what can't be read is listed."""

from __future__ import annotations

import hashlib
import io
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from accord.graph.errors import InputError
from accord.graph.identifiers import VERSIONS
from accord.loaders.loading import Result, find_extractor, load_sources
from accord.loaders.sources import example, find_sources

if TYPE_CHECKING:
    from pathlib import Path

    from accord.graph.store import Store

STORY = "Norway and Iceland signed an agreement on fisheries in Oslo on Monday, officials of both countries said."
OTHER = "Norway and Iceland signed an agreement on energy in Bergen on Friday, officials of both countries said."


def write(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return str(path)


def load(store: Store, extractor, *arguments: str, published: date | None = None) -> list[tuple[str | None, Result]]:
    outcomes = load_sources(store, find_sources(arguments), extractor, published)
    return [(outcome.identifier, outcome.result) for outcome in outcomes]


def test_a_folder_is_loaded_file_by_file_in_order(store: Store, extractor, tmp_path: Path) -> None:
    write(tmp_path / "in" / "b.txt", OTHER)
    write(tmp_path / "in" / "a" / "z.html", f"<html><body><p>{STORY}</p></body></html>")
    write(tmp_path / "in" / ".hidden.txt", STORY)
    write(tmp_path / "in" / "b_files" / "script.js", "var a = 1;")
    assert load(store, extractor, str(tmp_path / "in")) == [("z", Result.LOADED), ("b", Result.LOADED)]
    assert store.articles() == ("b", "z")


def test_an_article_loaded_again_is_not_extracted_again(store: Store, extractor, tmp_path: Path) -> None:
    file = write(tmp_path / "fish.txt", STORY)
    load(store, extractor, file)
    before = store.dump()
    assert load(store, extractor, file) == [("fish", Result.UNCHANGED)]
    assert extractor.read == ["fish"]
    assert store.dump() == before


def test_a_changed_article_replaces_what_it_said(store: Store, extractor, tmp_path: Path) -> None:
    load(store, extractor, write(tmp_path / "fish.txt", STORY))
    assert load(store, extractor, write(tmp_path / "fish.txt", OTHER)) == [("fish", Result.LOADED)]
    assert store.articles() == ("fish",)
    stands = (graph for graph in store.graphs() if graph != VERSIONS)
    assert not any("fisheries" in str(quad) for graph in stands for quad in store.quads(graph))


def test_another_date_or_extractor_extracts_again(store: Store, extractor, tmp_path: Path) -> None:
    file = write(tmp_path / "fish.txt", STORY)
    load(store, extractor, file)
    assert load(store, extractor, file, published=date(1999, 5, 4)) == [("fish", Result.LOADED)]
    extractor.name = "first paragraph 2"
    assert load(store, extractor, file, published=date(1999, 5, 4)) == [("fish", Result.LOADED)]
    assert store.articles() == ("fish",)


def test_the_same_text_in_another_folder_is_the_same_article(store: Store, extractor, tmp_path: Path) -> None:
    load(store, extractor, write(tmp_path / "one" / "fish.txt", STORY))
    assert load(store, extractor, write(tmp_path / "two" / "fish.txt", STORY)) == [("fish", Result.UNCHANGED)]


def test_another_article_of_the_same_name_gets_a_name_of_its_own(store: Store, extractor, tmp_path: Path) -> None:
    one, two = write(tmp_path / "one" / "fish.txt", STORY), write(tmp_path / "two" / "fish.txt", OTHER)
    (first, _), (second, _) = load(store, extractor, one, two)
    assert first == "fish"
    assert second.startswith("fish-")
    assert len(store.articles()) == 2
    assert load(store, extractor, two, one) == [(second, Result.UNCHANGED), (first, Result.UNCHANGED)]


def test_a_page_is_known_by_its_address_wherever_it_was_saved(store: Store, extractor, tmp_path: Path) -> None:
    page = "<html><head><link rel='canonical' href='https://coast.example/cod'></head><body><p>{}</p></body></html>"
    load(store, extractor, write(tmp_path / "one" / "cod.html", page.format(STORY)))
    assert load(store, extractor, write(tmp_path / "two" / "cod.html", page.format(OTHER))) == [("cod", Result.LOADED)]
    assert store.articles() == ("cod",)


def test_the_id_is_fit_for_an_address(store: Store, extractor, tmp_path: Path) -> None:
    assert load(store, extractor, write(tmp_path / "Accord d'Évian (1962).txt", STORY))[0][0] == "accord-d-evian-1962"


def test_what_is_refused_is_kept_with_reason_and_digest(store: Store, extractor, tmp_path: Path) -> None:
    pdf = tmp_path / "scan.pdf"
    pdf.write_bytes(b"%PDF-1.4 scan")
    missing = tmp_path / "gone.txt"
    good = write(tmp_path / "fish.txt", STORY)
    results = [result for _, result in load(store, extractor, str(pdf), good, str(missing))]
    assert results == [Result.REFUSED, Result.LOADED, Result.REFUSED]
    gone, scan = store.refused()
    assert (gone.name, gone.digest) == (str(missing.resolve()), "")
    assert "no such file" in gone.reason
    assert scan.digest == hashlib.sha256(b"%PDF-1.4 scan").hexdigest()
    assert "a PDF document" in scan.reason


def test_a_refusal_is_settled_once_the_source_can_be_read(store: Store, extractor, tmp_path: Path) -> None:
    file = write(tmp_path / "fish.txt", "")
    load(store, extractor, file)
    assert len(store.refused()) == 1
    load(store, extractor, write(tmp_path / "fish.txt", STORY))
    assert not store.refused()


def test_an_article_that_breaks_the_extractor_keeps_no_other_out(store: Store, extractor, tmp_path: Path) -> None:
    bad = write(tmp_path / "bad.txt", "This article is unreadable to this extractor, as it should be in this test.")
    good = write(tmp_path / "fish.txt", STORY)
    assert load(store, extractor, bad, good) == [(None, Result.REFUSED), ("fish", Result.LOADED)]
    assert "extraction failed (ValueError: a sentence without a verb)" in store.refused()[0].reason


def test_a_source_that_is_named_twice_is_loaded_once(store: Store, extractor, tmp_path: Path) -> None:
    file = write(tmp_path / "in" / "fish.txt", STORY)
    assert load(store, extractor, file, str(tmp_path / "in")) == [("fish", Result.LOADED)]


def test_standard_input_is_an_article_named_by_its_text(
    store: Store, extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def given(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    given(STORY)
    (first,) = load(store, extractor, "-")
    given(STORY)
    (again,) = load(store, extractor, "-")
    given(OTHER)
    (other,) = load(store, extractor, "-")
    assert first[0].startswith("stdin-")
    assert again == (first[0], Result.UNCHANGED)
    assert other[0] not in (first[0], None)


def test_the_example_has_what_an_example_needs() -> None:
    text = example().read().decode()
    assert 250 <= len(text.split()) <= 350
    assert all(word in text for word in ("signed", "mediated", "denied", "according to", "telephone", "met"))


def test_an_unknown_extractor_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(InputError, match="no extractor 'oracle'; there are: rules"):
        find_extractor("oracle")
