"""`accord show`: cards that say what a thing is, what it has to do with, and which sentences say so."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from accord.queries.cards import Card, Section, make_card
from accord.queries.finding import find_one
from accord.queries.printing import card_lines, print_lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import StringIO

    from accord.graph.store import Store


def card(store: Store, words: str) -> Card:
    return make_card(store, find_one(store, words).iri)


def section(shown: Card, title: str) -> Section:
    (found,) = (section for section in shown.sections if section.title == title)
    return found


def fields(thing: Any) -> dict[str, tuple[str, ...]]:
    return {field.label: field.values for field in thing.fields}


def test_an_agreement_tells_parties_status_dates_and_places(store: Store) -> None:
    shown = card(store, "Algiers Agreement")
    told = fields(shown)
    assert shown.type == "Agreement"
    assert told["parties"] == ("Eritrea", "Ethiopia")
    assert told["mediators"] == ("Algeria",)
    assert told["signatories"] == ("Isaias Afwerki", "Meles Zenawi")
    assert told["status"] == ("in force",)
    assert told["status as of"] == ("2018-07-10",)
    assert told["date"] == ("2000-12-12",)
    assert told["covers"] == ("Badme",)
    assert told["place"] == ("Algiers",)
    assert told["articles"] == ("2",)


def test_an_agreement_has_its_own_sentences_in_order_of_publication(store: Store) -> None:
    sentences = card(store, "Algiers Agreement").sentences
    assert [sentence.article for sentence in sentences] == ["algiers", "algiers", "declaration"]
    assert sentences[1].quote == "It covers the town of Badme."
    assert sentences[0].source == "algiers, Eritrea and Ethiopia sign peace, 2000-12-13"


def test_an_agreement_leads_to_acts_provisions_contacts_statements_and_relations(store: Store) -> None:
    shown = card(store, "Algiers Agreement")
    acts = section(shown, "Acts").entries
    assert sorted(fields(act)["performed by"] for act in acts) == [("Eritrea",), ("Ethiopia",)]
    (provision,) = section(shown, "Provisions").entries
    assert provision.name == "release all prisoners of war"
    assert [said.quote for said in provision.sentences] == ["Both sides shall release all prisoners of war."]
    (statement,) = section(shown, "Statements").entries
    assert fields(statement)["speaker"] == ("Meles Zenawi",)
    (other,) = section(shown, "Agreements").entries
    assert (other.name, other.relation) == ("Joint Declaration of Peace and Friendship", "implemented by")
    assert section(shown, "Contacts").entries[0].type == "Contact"


def test_a_state_leads_to_agreements_offices_contacts_and_what_it_is_accused_of(store: Store) -> None:
    shown = card(store, "ERI")
    assert [entry.name for entry in section(shown, "Agreements").entries] == [
        "Algiers Agreement",
        "Joint Declaration of Peace and Friendship",
    ]
    (office,) = section(shown, "Offices").entries
    assert fields(office)["holders"] == ("Isaias Afwerki, as of 2018-07-10",)
    (incident,) = section(shown, "Incidents").entries
    assert incident.contested
    assert incident.relation == "attributed, not established"
    (point,) = section(shown, "Contested points").entries
    assert fields(point)["claimed by"] == ("Ethiopian army",)
    assert point.sentences


def test_a_person_leads_to_offices_contacts_and_signatures(store: Store) -> None:
    shown = card(store, "Meles Zenawi")
    assert {section.title for section in shown.sections} == {"Agreements", "Offices", "Contacts", "Statements"}
    assert section(shown, "Agreements").entries[0].relation == "signatory"


def test_a_place_leads_to_what_covers_it(store: Store) -> None:
    shown = card(store, "Badme")
    assert fields(shown)["within"] == ("Eritrea",)
    assert section(shown, "Agreements").entries[0].relation == "covers it"


def test_an_article_leads_to_all_that_it_reports(store: Store) -> None:
    shown = card(store, "declaration")
    assert shown.type == "Article"
    assert {entry.type for entry in section(shown, "Reports").entries} == {"Agreement", "Contact", "Person"}


@pytest.mark.parametrize("words", ["ERI", "ETH", "NOR", "Meles Zenawi", "Badme", "Algiers Agreement", "Murmansk"])
def test_every_sentence_is_verbatim(store: Store, words: str) -> None:
    shown = card(store, words)
    entries = chain.from_iterable(section.entries for section in shown.sections)
    for sentence in chain(shown.sentences, *(entry.sentences for entry in entries)):
        (text,) = store.query(
            f'SELECT ?text {{ GRAPH ?g {{ ?g <https://w3id.org/accord/ontology#identifier> "{sentence.article}" ; '
            "<https://w3id.org/accord/ontology#text> ?text } }"
        )
        whole = text["text"].value
        assert whole[sentence.start : sentence.start + len(sentence.quote)] == sentence.quote


def test_every_fact_on_a_states_card_has_a_sentence(store: Store) -> None:
    for part in card(store, "ETH").sections:
        if part.title not in ("Places", "Bodies"):
            assert all(entry.sentences for entry in part.entries), part.title


def test_show_prints_a_card(accord: Callable) -> None:
    out = accord("show", "algiers", "agreement").out
    assert out.startswith("Algiers Agreement\nAgreement <https://w3id.org/accord/id/agreement/")
    assert "  status: in force\n" in out
    assert "“It covers the town of Badme.” — algiers, Eritrea and Ethiopia sign peace, 2000-12-13" in out
    assert "shelling by ERI near Zalambessa (2000-12-10) (attributed, not established) [contested]" in (
        accord("show", "ERI").out
    )


def test_show_prints_json(accord: Callable) -> None:
    told = accord("show", "ERI", "--json").told
    assert told["type"] == "State"
    agreements = next(part for part in told["sections"] if part["title"] == "Agreements")
    assert agreements["entries"][0]["sentences"][0]["article"] == "algiers"


def test_show_says_what_it_doesnt_know_or_cant_decide(accord: Callable) -> None:
    unknown = accord("show", "Atlantis")
    assert unknown.code == 1
    assert "holds no thing called 'Atlantis'" in str(unknown.error)
    assert "may mean 2 things" in str(accord("show", "agreement").error)


def test_a_card_cant_steer_the_terminal(store: Store, terminal: StringIO) -> None:
    print_lines(card_lines(card(store, "Algiers Agreement")), terminal)
    shown = terminal.getvalue()
    assert "␛[31mthey said␛[0m" in " ".join(shown.split())
    assert "\x1b" not in shown.replace("\x1b[1m", "").replace("\x1b[0m", "")


def test_a_card_is_whole_lines_in_a_pipe(accord: Callable) -> None:
    out = accord("show", "Algiers Agreement").out
    assert "\x1b[31mthey said" in out
    assert json.dumps(out).count("It puts the Algiers Agreement into force") == 1
