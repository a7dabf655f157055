"""``accord evaluate`` as its user runs it: table, JSON, page, and what it says of gold that it can't use."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

STORY = """Peru and Chile sign fisheries treaty

LIMA, May 3, 1999 (Wire) - Peru and Chile signed a treaty on fisheries in Lima on Monday.

Peruvian Foreign Minister Ana <b>Quispe</b> & her aides denied that the talks had been suspended.
"""
TREATY = {
    "key": "a1",
    "kind": "treaty",
    "parties": ["PER", "CHL"],
    "date": "1999-05-03",
    "place": "Arica",
    "status": "signed",
    "topics": ["fisheries"],
}


def document(identifier: str, **told: Any) -> dict[str, Any]:
    return {"id": identifier, "agreements": [], "contacts": [], "offices": [], "statements": [], **told}


def write(file: Path, documents: list[dict[str, Any]]) -> None:
    file.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one with an agreement and one without, their gold, and their dates."""
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "fish.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "text" / "rain.txt").write_text(
        "Rain falls on Lima\n\nIt rained in Lima and people in the streets of the city were glad of it.\n"
    )
    missed = {"mode": "visit", "participants": ["Ana Quispe"], "actors": ["PER", "BOL"], "place": "La Paz"}
    write(tmp_path / "gold.jsonl", [document("fish", agreements=[TREATY], contacts=[missed]), document("rain")])
    write(tmp_path / "manifest.jsonl", [{"id": "fish", "published": "1999-05-04"}, {"id": "rain", "published": None}])
    return tmp_path


class Page(HTMLParser):
    """Collects a page's tags, the addresses in it, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href", "srcset", "data", "action"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_table_has_the_scores_and_each_articles_errors_by_class(accord, folder: Path) -> None:
    done = accord("evaluate", "gold.jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("agreements   P 1.000  R 1.000  F1 1.000  (1 right, 1 gold, 1 predicted)")
    assert "alarms       0 of 1 articles without an agreement" in lines
    assert any(line.startswith("composite ") for line in lines)
    assert ["article", "missed", "spurious", "wrong", "slot"] in [line.split() for line in lines]
    assert ["rain", "0", "0", "0"] in [line.split() for line in lines]


def test_with_errors_each_is_told_with_its_sentence(accord, folder: Path) -> None:
    done = accord("evaluate", "gold.jsonl", "--errors")
    assert "  wrong slot, agreements.place: gold Arica | found Lima\n    “" in done.stdout
    assert "  missed, contacts: gold mode: visit; participants: Ana Quispe" in done.stdout


def test_json_has_every_error_by_article_and_class(accord, folder: Path) -> None:
    done = accord("evaluate", "gold.jsonl", "--json")
    told = json.loads(done.stdout)
    fish, rain = told["articles"]
    assert told["tasks"]["agreements"] == {
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "right": 1,
        "gold": 1,
        "found": 1,
    }
    assert (told["alarms"], told["quiet"]) == (0, 1)
    assert fish["tasks"]["contacts"]["gold"] == 1
    (missed,) = fish["missed"]
    assert missed["task"] == "contacts"
    place = next(each for each in fish["wrong_slot"] if each["task"] == "agreements.place")
    assert (place["gold"], place["found"]) == ("Arica", "Lima")
    assert place["sentence"]
    assert place["sentence"] in STORY
    assert all(each["sentence"] in STORY for each in fish["spurious"])
    assert (rain["missed"], rain["spurious"], rain["wrong_slot"]) == ([], [], [])


def test_the_page_fetches_nothing_and_shows_text_as_text(accord, folder: Path) -> None:
    done = accord("evaluate", "gold.jsonl", "--html", "errors.html")
    assert done.returncode == 0, done.stderr
    text = (folder / "errors.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "b"}
    assert page.addresses == []
    assert "url(" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert any("<b>Quispe</b> & her aides" in words for words in page.words)


def test_published_dates_come_from_the_gold_line_without_a_manifest(accord, folder: Path) -> None:
    (folder / "manifest.jsonl").unlink()
    undated = STORY.replace("LIMA, May 3, 1999 (Wire) - ", "LIMA (Wire) - ")
    (folder / "text" / "fish.txt").write_text(undated, encoding="utf-8")
    write(folder / "gold.jsonl", [document("fish", published="1999-05-05", agreements=[TREATY])])
    dated = json.loads(accord("evaluate", "gold.jsonl", "--json").stdout)
    assert dated["tasks"]["date"]["right"] == 1
    write(folder / "gold.jsonl", [document("fish", published="2003-05-05", agreements=[TREATY])])
    later = json.loads(accord("evaluate", "gold.jsonl", "--json").stdout)
    assert later["tasks"]["date"]["right"] == 0


def test_articles_and_manifest_may_lie_elsewhere(accord, folder: Path) -> None:
    (folder / "text").rename(folder / "stories")
    (folder / "manifest.jsonl").rename(folder / "dates.jsonl")
    done = accord("evaluate", "gold.jsonl", "--articles", "stories", "--manifest", "dates.jsonl")
    assert done.returncode == 0, done.stderr
    assert "(1 right, 1 gold, 1 predicted)" in done.stdout


def test_a_split_is_scored_alone(accord, folder: Path) -> None:
    write(folder / "manifest.jsonl", [{"id": "fish", "split": "test"}, {"id": "rain", "split": "train"}])
    rain = json.loads(accord("evaluate", "gold.jsonl", "--split", "train", "--json").stdout)
    assert [article["id"] for article in rain["articles"]] == ["rain"]
    wrong = accord("evaluate", "gold.jsonl", "--split", "dev")
    assert wrong.returncode == 1
    assert "--split dev: the manifest counts no article to it; it has test, train" in wrong.stderr


def test_an_article_that_cant_be_read_counts_as_without_facts_and_gives_exit_code_3(accord, folder: Path) -> None:
    (folder / "text" / "fish.txt").unlink()
    done = accord("evaluate", "gold.jsonl")
    assert done.returncode == 3
    assert "agreements   P 0.000  R 0.000  F1 0.000  (0 right, 1 gold, 0 predicted)" in done.stdout
    assert "there is no such file" in done.stderr
    assert "1 of 2 articles were refused" in done.stderr


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ("", "holds no facts document"),
        ("{", "gold.jsonl, line 1: is no JSON"),
        ("[]", "line 1: must be an object, not list"),
        ('{"agreements": []}', "line 1: id: must be text"),
        ('{"id": "fish", "agreements": 3}', "line 1: agreements: must be a list of objects"),
        (
            '{"id": "fish", "agreements": [], "contacts": [], "offices": [{"role": "envoy"}], "statements": []}',
            "line 1: offices[0].person: must be text",
        ),
        (json.dumps(document("fish")) + "\n" + json.dumps(document("fish")), "line 2: the id 'fish' came before"),
        (json.dumps(document("fish", published="May")), "gold.jsonl, fish: published: 'May' is not a day"),
    ],
)
def test_gold_that_cant_be_used_is_refused_with_its_line(accord, folder: Path, gold: str, message: str) -> None:
    (folder / "gold.jsonl").write_text(gold, encoding="utf-8")
    done = accord("evaluate", "gold.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl: can't be read"),
        (["gold.jsonl", "--articles", "nowhere"], "no folder of articles at nowhere; name it with --articles"),
        (["gold.jsonl", "--manifest", "nowhere.jsonl"], "nowhere.jsonl: can't be read"),
        (["gold.jsonl", "--html", "nowhere/errors.html"], "nowhere/errors.html: can't be written"),
    ],
)
def test_a_file_that_isnt_there_is_named(accord, folder: Path, arguments: list[str], message: str) -> None:
    done = accord("evaluate", *arguments)
    assert done.returncode == 1
    assert message in done.stderr


def test_a_folder_without_any_of_the_articles_is_refused(accord, folder: Path) -> None:
    (folder / "void").mkdir()
    done = accord("evaluate", "gold.jsonl", "--articles", "void")
    assert done.returncode == 1
    assert "none of the 2 articles could be read" in done.stderr


def test_reliability_is_told_when_asked_for(accord, folder: Path) -> None:
    assert "expected" not in accord("evaluate", "gold.jsonl").stdout
    lines = accord("evaluate", "gold.jsonl", "--reliability").stdout.splitlines()
    start = lines.index("confidence    facts  expected  right  Brier    ECE")
    agreement = next(line.split() for line in lines[start:] if line.startswith("agreement "))
    assert (agreement[1], agreement[3]) == ("1", "1.00")
    assert any(line.startswith("all ") for line in lines[start:])
