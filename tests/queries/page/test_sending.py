"""A part of the graph as one file, read in a real browser with no server behind it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from browsing import HOSTILE, complaints, violations, wait_for

from accord.graph.document import Document, Metadata, Passage
from accord.graph.errors import QueryError
from accord.graph.facts import Actor, Agreement, Evidence, Facts
from accord.graph.store import Store
from accord.queries.page.sending import find_part, write_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selenium.webdriver import Chrome

PARTIES = "CONSTRUCT { ?s acc:partyTo ?a } WHERE { ?s acc:partyTo ?a }"


@pytest.fixture
def read(browser: Chrome, tmp_path: Path) -> Callable[..., str]:
    """Writes what a query finds, opens the file in the browser and gives its text."""

    def told(store: Store, query: str, *parameters: str) -> str:
        write_file(store, query, parameters, tmp_path / "sent.html")
        browser.get("about:blank")
        browser.get_log("browser")
        browser.get_log("performance")
        browser.get((tmp_path / "sent.html").as_uri())
        wait_for(browser, ".drawing canvas")
        return str(browser.find_element("id", "main").text)

    return told


def names(store: Store, query: str, *parameters: str) -> set[str]:
    return {iri.rpartition("/id/")[2] for iri in find_part(store, query, parameters).things}


def pressed(browser: Chrome, name: str) -> str:
    """What stands beside the drawing once a thing is chosen in the table."""
    button = next(one for one in browser.find_elements("css selector", ".list button.thing") if one.text == name)
    browser.execute_script("arguments[0].click()", button)
    return str(browser.find_element("css selector", ".aside").text)


def test_a_construct_query_gives_just_its_relationships(store: Store) -> None:
    found = find_part(store, PARTIES, ())
    assert {edge.type for edge in found.edges} == {"PARTY_TO"}
    ends = sorted(edge.source.rpartition("/")[2] for edge in found.edges)
    assert ends == ["ERI", "ERI", "ETH", "ETH", "NOR", "RUS"]


def test_a_question_gives_the_things_of_its_rows_with_their_neighbours(store: Store) -> None:
    found = names(store, "agreements-between", "first=NOR", "second=RUS")
    assert {"state/NOR", "state/RUS"} <= found
    assert "state/ERI" not in found


def test_what_is_beyond_the_limit_is_counted(store: Store) -> None:
    whole, part = find_part(store, PARTIES, ()), find_part(store, PARTIES, (), limit=3)
    assert len(part.things) == 3
    assert part.left_out == len(whole.things) - 3
    assert {end for edge in part.edges for end in (edge.source, edge.target)} <= set(part.things)


@pytest.mark.parametrize(
    ("query", "parameters", "reason"),
    [
        ("ASK { ?s ?p ?o }", (), "yes or no"),
        ("SELECT ?n WHERE { ?s acc:name ?n }", (), "IRIs"),
        (PARTIES, ("actor=ERI",), "catalogue"),
        ("SELECT WHERE", (), "line 1"),
    ],
)
def test_a_query_with_nothing_to_draw_is_refused(
    store: Store, query: str, parameters: tuple[str, ...], reason: str, tmp_path: Path
) -> None:
    with pytest.raises(QueryError, match=reason):
        write_file(store, query, parameters, tmp_path / "sent.html")
    assert not (tmp_path / "sent.html").exists()


def test_equal_graphs_give_equal_files(store: Store, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_file(store, PARTIES, (), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_command_writes_the_file_or_leaves_the_old_one(store_path: Path, tmp_path: Path) -> None:
    def export(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from accord.graph.cli import main; main()", "export", *words]
        return subprocess.run(
            [*command, "--store", str(store_path), "--html", str(tmp_path / "sent.html")],
            capture_output=True,
            text=True,
            check=False,
        )

    done = export("--query", "agreements-between", "--param", "first=ERI", "--param", "second=ETH")
    assert done.returncode == 0, done.stderr
    assert re.search(r"\d+ things and \d+ relationships written to", done.stderr)
    before = (tmp_path / "sent.html").read_bytes()
    assert export("--query", "SELECT WHERE").returncode == 1
    assert export().returncode == 2
    assert (tmp_path / "sent.html").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["sent.html"]


def test_the_file_shows_what_articles_say_and_asks_no_host(
    browser: Chrome, read: Callable[..., str], store: Store
) -> None:
    assert "Agreements between two states: ERI, ETH" in read(store, "agreements-between", "first=ERI", "second=ETH")
    told = pressed(browser, "Algiers Agreement")
    assert "Eritrea and Ethiopia signed the Algiers Agreement in Algiers on 12 December 2000." in told
    assert "Eritrea and Ethiopia sign peace, 2000-12-13" in told
    assert complaints(browser) == []
    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [told["params"]["request"]["url"] for told in sent if told["method"] == "Network.requestWillBeSent"]
    assert asked
    assert all(address.startswith(("file:", "data:", "about:")) for address in asked)


def test_the_file_has_an_address_for_each_thing(browser: Chrome, read: Callable[..., str], store: Store) -> None:
    read(store, PARTIES)
    told = pressed(browser, "Norway")
    browser.refresh()
    wait_for(browser, ".drawing canvas")
    assert browser.find_element("css selector", ".aside").text == told


def test_what_is_hidden_is_not_taken_away(browser: Chrome, read: Callable[..., str], store: Store) -> None:
    read(store, "agreements-between", "first=ERI", "second=ETH")
    before = len(browser.find_elements("css selector", ".list tbody tr"))
    browser.find_element("css selector", "input[data-type=Person]").click()
    rows = browser.find_elements("css selector", ".list tbody tr")
    assert 0 < len(rows) < before
    taken = _taken(browser, ("csv", "gexf", "json", "svg"))
    assert len(taken["csv"].strip().splitlines()) - 1 == len(rows)
    assert taken["gexf"].count("<edge ") == len(rows) == taken["svg"].count("<line ")
    assert "Person" not in {node["type"] for node in json.loads(taken["json"])["nodes"]}


def _taken(browser: Chrome, forms: tuple[str, ...]) -> dict[str, Any]:
    """What the buttons would save."""
    from selenium.webdriver.support.ui import WebDriverWait

    browser.execute_script(
        "window.taken = []; const make = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { const n = taken.push(null) - 1; b.text().then((t) => taken[n] = t);"
        "  return make.call(URL, b); };"
        "HTMLAnchorElement.prototype.click = () => {};"
    )
    for form in forms:
        browser.find_element("css selector", f"button[data-form={form}]").click()
    done = f"return taken.filter((text) => text !== null).length === {len(forms)}"
    WebDriverWait(browser, 20).until(lambda b: b.execute_script(done))
    return dict(zip(forms, browser.execute_script("return taken"), strict=True))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_file_is_accessible(browser: Chrome, read: Callable[..., str], store: Store, theme: str) -> None:
    read(store, "agreements-between", "first=ERI", "second=ETH")
    browser.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
    pressed(browser, "Algiers Agreement")
    assert violations(browser) == []


def test_nothing_that_an_article_says_becomes_markup_or_script(
    browser: Chrome, read: Callable[..., str], store_path: Path, tmp_path: Path
) -> None:
    shutil.copytree(store_path, tmp_path / "store")
    name = f"</script><!--<script>{HOSTILE}"
    text = f"Norway and Chile signed the {name} accord on 1 May 2020."
    document = Document("hostile", text, ((0, len(text)),), metadata=Metadata(title=name, published=date(2020, 5, 2)))
    evidence = Evidence((Passage.of(text, 0, len(text)),))
    agreement = Agreement("a1", "treaty", ("NOR", "CHL"), "signed", evidence, name=name, date="2020-05-01")
    actors = Actor("NOR", "Norway", "State", "Q20"), Actor("CHL", f"Chile {HOSTILE}", "State", "Q298")
    with Store.open(tmp_path / "store") as store:
        store.replace_article(document, Facts("hostile", "rules 1", "2020-05-02", (agreement,), actors=actors))
        read(store, "agreements-between", "first=NOR", "second=CHL")
    assert "onerror" in pressed(browser, name)
    assert browser.find_elements("css selector", "img, main script") == []
    assert "broken" not in browser.execute_script("return document.title.replace(/<.*>/s, '')")
    assert complaints(browser) == []
