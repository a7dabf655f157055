"""The page in a real browser, on a real service."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest
from browsing import HOSTILE, complaints, violations, wait_for
from http_service import Service, serving

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Actor, Agreement, Evidence, Facts
from accord.graph.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome


@pytest.fixture(scope="session")
def service(store_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service on the store of three articles and one whose every text wants to be markup."""
    folder = tmp_path_factory.mktemp("page")
    shutil.copytree(store_path, folder / "store")
    text = f"Norway and Chile signed the {HOSTILE} accord on 1 May 2020."
    named = Metadata(title=HOSTILE, published=date(2020, 5, 2), url="javascript:document.title='broken'")
    document = Document("hostile", text, ((0, len(text)),), metadata=named)
    evidence = Evidence((Passage.of(text, 0, len(text)),))
    agreement = Agreement("a1", "treaty", ("NOR", "CHL"), "signed", evidence, name=HOSTILE, date="2020-05-01")
    actors = Actor("NOR", "Norway", "State", "Q20"), Actor("CHL", f"Chile {HOSTILE}", "State", "Q298")
    with Store.open(folder / "store") as store:
        store.replace_article(document, Facts("hostile", "rules 1", "2020-05-02", (agreement,), actors=actors))
    with serving(folder / "store", folder, token=None) as found:
        yield found


@pytest.fixture
def show(browser: Chrome, service: Service) -> Callable[[str], str]:
    """Shows a view of the page and gives its text once it is there."""
    from selenium.webdriver.support.ui import WebDriverWait

    def shown(address: str) -> str:
        browser.get("about:blank")
        browser.get_log("browser")
        browser.get(f"{service.address}/{address}")
        WebDriverWait(browser, 30).until(
            lambda b: b.execute_script(
                "const m = document.getElementById('main');"
                "return !m.hasAttribute('aria-busy') && !!m.querySelector('h1, .problem')"
            )
        )
        return str(browser.find_element("id", "main").text)

    return shown


def test_from_search_to_agreement_to_sentence_to_graph_to_sparql(
    browser: Chrome, show: Callable[[str], str], service: Service
) -> None:
    show("#/")
    browser.find_element("id", "words").send_keys("algirs agreement\n")
    wait_for(browser, ".hits a")
    next(a for a in browser.find_elements("css selector", ".hits a") if a.text == "Algiers Agreement").click()
    wait_for(browser, ".standing")
    assert "Eritrea" in browser.find_element("id", "main").text
    browser.find_element("css selector", "blockquote a").click()
    wait_for(browser, "mark.chosen")
    assert "Algiers" in "".join(part.text for part in browser.find_elements("css selector", "mark.chosen"))
    browser.back()
    wait_for(browser, ".views a[href^='#/graph']").click()
    wait_for(browser, ".drawing canvas")
    assert "party to" in browser.find_element("css selector", ".list table").text
    browser.find_element("css selector", "header nav a").click()
    wait_for(browser, "button.run").click()
    assert "Algiers Agreement" in wait_for(browser, ".answer table").text
    assert complaints(browser) == []


@pytest.mark.parametrize(
    "address",
    [
        "#/",
        "#/search?q=algiers",
        "#/thing/state%2FERI",
        "#/graph/state%2FERI",
        "#/timeline/state%2FERI",
        "#/map/state%2FERI",
        "#/article/algiers",
        "#/sparql",
    ],
)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_view_is_accessible_and_breaks_no_rule_of_the_policy(
    browser: Chrome, show: Callable[[str], str], address: str, theme: str
) -> None:
    show(address)
    browser.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
    assert violations(browser) == []
    assert complaints(browser) == []


@pytest.mark.parametrize(
    "address",
    ["#/search?q=img", "#/thing/state%2FCHL", "#/graph/state%2FCHL", "#/timeline/state%2FCHL", "#/article/hostile"],
)
def test_nothing_that_an_article_says_becomes_markup_or_script(
    browser: Chrome, show: Callable[[str], str], address: str
) -> None:
    assert "onerror" in show(address)
    assert browser.find_elements("css selector", "main img, main script") == []
    assert "broken" not in browser.execute_script("return document.title.replace(/<.*>/s, '')")
    links = [a.get_attribute("href") for a in browser.find_elements("css selector", "main a")]
    assert not [link for link in links if link and link.startswith("javascript")]


def test_a_view_has_an_address_that_shows_it_again(browser: Chrome, show: Callable[[str], str]) -> None:
    query = "SELECT%20%3Fn%20WHERE%20%7B%20%3Fa%20a%20acc%3AAgreement%20%3B%20acc%3Aname%20%3Fn%20%7D"
    show(f"#/sparql?query={query}")
    assert "Algiers Agreement" in wait_for(browser, ".answer table").text


def test_a_query_that_can_not_be_read_is_told_with_its_place(browser: Chrome, show: Callable[[str], str]) -> None:
    show("#/sparql?query=SELECT%20WHERE")
    assert "line 1" in wait_for(browser, ".answer .problem").text


def test_what_is_not_known_is_said(browser: Chrome, show: Callable[[str], str]) -> None:
    assert "state/XYZ" in show("#/thing/state%2FXYZ")


def test_the_graph_is_taken_away_as_gexf_of_what_is_seen(browser: Chrome, show: Callable[[str], str]) -> None:
    show("#/graph/state%2FERI")
    wait_for(browser, ".drawing canvas")
    browser.execute_script(
        "window.taken = []; const make = URL.createObjectURL;"
        "URL.createObjectURL = (b) => { b.text().then((t) => taken.push(t)); return make.call(URL, b); };"
        "document.addEventListener('click', (e) => { if (e.target.download) e.preventDefault(); }, true);"
    )
    for form in ("gexf", "csv", "json", "svg"):
        browser.find_element("css selector", f"button[data-form={form}]").click()
    from selenium.webdriver.support.ui import WebDriverWait

    WebDriverWait(browser, 20).until(lambda b: b.execute_script("return taken.length") == 4)
    gexf, table, told, picture = browser.execute_script("return taken")
    rows = browser.find_elements("css selector", ".list tbody tr")
    assert gexf.count("<edge ") == len(rows) == len(table.strip().splitlines()) - 1
    assert "Algiers Agreement" in told
    assert picture.count("<line ") == len(rows)


def test_nothing_but_the_service_is_asked(browser: Chrome, show: Callable[[str], str], service: Service) -> None:
    import json

    browser.get_log("performance")
    show("#/map/state%2FERI")
    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    addresses = {told["params"]["request"]["url"] for told in sent if told["method"] == "Network.requestWillBeSent"}
    assert addresses
    assert all(address.startswith((service.address, "data:", "about:")) for address in addresses)
