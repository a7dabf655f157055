"""Cards as HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from accord.queries.cards import Card, Entry, Field, Section, make_card
from accord.queries.linked.card_page import card_page, path_of
from accord.queries.things import Sentence

if TYPE_CHECKING:
    from accord.graph.store import Store

BASE = "https://w3id.org/accord/id/"
HOSTILE = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>\x1b[31m\u202e"


class Reader(HTMLParser):
    """Tags, attributes and text as a browser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    return reader


def test_a_state_s_page_names_its_agreements_and_links_them_on_this_server(store: Store) -> None:
    page = read(card_page(make_card(store, store.namespace.state("ERI")), store.namespace.base))
    assert "Algiers Agreement" in page.text
    assert any(link.startswith("/id/agreement/") for link in page.links)


def test_a_sentence_stands_beside_what_it_grounds_with_a_link_to_its_article(store: Store) -> None:
    page = read(card_page(make_card(store, store.namespace.state("ERI")), store.namespace.base))
    assert "signed the Algiers Agreement in Algiers" in page.text
    assert any(link.startswith("/id/article/") for link in page.links)


def test_nothing_in_names_or_sentences_becomes_markup() -> None:
    sentence = Sentence(HOSTILE, HOSTILE, 0, HOSTILE, HOSTILE)
    entry = Entry(BASE + "x", HOSTILE, HOSTILE, HOSTILE, True, (Field(HOSTILE, (HOSTILE,)),), (sentence,))
    card = Card(
        BASE + "y", HOSTILE, HOSTILE, True, (Field(HOSTILE, (HOSTILE,)),), (sentence,), (Section("S", (entry,)),)
    )
    page = read(card_page(card, BASE))
    assert not page.tags & {"script", "img"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert "<script>alert(1)</script>" in page.text
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text


def test_things_elsewhere_keep_their_own_address() -> None:
    assert path_of("https://example.org/a?b&c", BASE) == "https://example.org/a?b&amp;c"
