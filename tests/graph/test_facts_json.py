from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.graph.document import Passage
from accord.graph.errors import InvalidFacts
from accord.graph.facts import (
    FACTUALITIES,
    Act,
    Actor,
    Agreement,
    Contact,
    Evidence,
    Facts,
    Incident,
    Office,
    Place,
    Provision,
    Relation,
    Statement,
)
from accord.graph.facts_json import from_json, to_json
from accord.ontology.terms import ACTS, INCIDENTS, KINDS, MODES, ROLES, STANCES, STATUSES, TOPICS

if TYPE_CHECKING:
    from collections.abc import Callable

    from accord.graph.document import Document

TEXT = "Ünïcode 😀 wörds: Norway and Chile signed a memorandum,\nand nobody denied it."

words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
maybe = st.none() | words
many = st.lists(words, max_size=3).map(tuple)
dates = st.none() | st.sampled_from(["2015", "2015-10", "2015-10-03", "199X", "2017-05-01/2017-05-07", "2015/.."])
shares = st.floats(0, 1)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Passage.of(TEXT, start, draw(st.integers(start + 1, len(TEXT))))


evidence = st.builds(
    Evidence, st.lists(passages(), min_size=1, max_size=3).map(tuple), shares, st.sampled_from(FACTUALITIES), maybe
)


def listed(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


@st.composite
def all_facts(draw: st.DrawFn) -> Facts:
    keys = draw(st.lists(st.integers(0, 99).map(str), unique=True, max_size=6))
    agreed = [f"a{key}" for key in keys[:2]]
    known = st.sampled_from(agreed) if agreed else st.nothing()
    acts = st.builds(Act, st.sampled_from(ACTS), evidence, maybe, dates)
    relations = st.builds(Relation, st.sampled_from(["amends", "implements", "supersedes", "renews"]), known)
    agreements = [
        Agreement(
            key,
            draw(st.sampled_from(KINDS)),
            draw(many),
            draw(st.sampled_from(STATUSES)),
            draw(evidence),
            draw(maybe),
            draw(many),
            draw(many),
            draw(dates),
            draw(maybe),
            draw(many),
            draw(listed(st.sampled_from(TOPICS))),
            draw(listed(acts)),
            draw(listed(st.builds(Provision, words, evidence))),
            draw(listed(relations)) if agreed else (),
        )
        for key in agreed
    ]
    about = listed(known) if agreed else st.just(())
    contacts = st.builds(Contact, st.just(""), st.sampled_from(MODES), many, many, evidence, maybe, dates, about)
    incidents = st.builds(Incident, st.just(""), st.sampled_from(INCIDENTS), evidence, many, many, many, dates)
    latitudes, longitudes = st.none() | st.floats(-90, 90), st.none() | st.floats(-180, 180)
    places = st.builds(Place, words, words, st.none() | st.integers(0), latitudes, longitudes, maybe)
    actors = st.builds(Actor, words, words, st.sampled_from(["State", "Organization", "ArmedGroup"]), maybe, maybe)
    return Facts(
        draw(words),
        draw(words),
        draw(st.none() | st.dates().map(str)),
        tuple(agreements),
        tuple(_keyed(draw(contacts), f"c{key}") for key in keys[2:4]),
        draw(listed(st.builds(Office, words, words, st.sampled_from(ROLES), evidence, maybe))),
        draw(listed(st.builds(Statement, words, st.sampled_from(STANCES), evidence, maybe, maybe))),
        tuple(_keyed(draw(incidents), f"i{key}") for key in keys[4:]),
        draw(listed(actors)),
        draw(listed(places)),
        draw(many),
    )


def _keyed(fact: Any, key: str) -> Any:
    return replace(fact, key=key)


@given(all_facts())
def test_facts_survive_the_way_to_json_and_back(facts: Facts) -> None:
    assert from_json(json.loads(json.dumps(to_json(facts))), TEXT) == facts


def test_the_document_has_the_keys_of_the_design(article: Document, facts: Facts) -> None:
    told = to_json(facts)
    assert told["id"] == "fjord-1"
    assert told["published"] == "2021-05-04"
    keys = "key kind name parties mediators signatories date place regions status topics"
    assert " ".join(list(told["agreements"][0])[:11]) == keys
    assert told["agreements"][0]["parties"] == ["NOR", "CHL"]
    assert {"mode", "participants", "actors", "place", "date"} <= set(told["contacts"][0])
    assert {"person", "office", "role", "actor"} <= set(told["offices"][0])
    assert {"speaker", "actor", "stance", "about"} <= set(told["statements"][0])
    for name in ("agreements", "contacts", "offices", "statements", "incidents"):
        for fact in told[name]:
            assert "confidence" in fact
            for passage in fact["evidence"]:
                assert article.text[passage["start"] : passage["end"]] == passage["quote"]


def test_a_document_with_the_keys_of_the_design_alone_is_read() -> None:
    start = TEXT.index("Norway")
    passage = {"start": start, "end": start + 6, "quote": "Norway"}
    contact = {"mode": "meeting", "participants": [], "actors": ["NOR"], "evidence": [passage]}
    told = {"id": "x", "published": None, "agreements": [], "contacts": [contact], "offices": [], "statements": []}
    assert from_json(told, TEXT).contacts[0].key == "c1"


def _set(*path: Any, value: Any) -> Callable[[Any], None]:
    def change(told: Any) -> None:
        for step in path[:-1]:
            told = told[step]
        told[path[-1]] = value

    return change


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("agreements[1].date", _set("agreements", 1, "date", value="soon")),
        ("agreements[0].kind", _set("agreements", 0, "kind", value="promise")),
        ("agreements[0].topics", _set("agreements", 0, "topics", value=["fish"])),
        ("agreements[0].colour", _set("agreements", 0, "colour", value="red")),
        ("agreements[0].parties", _set("agreements", 0, "parties", value="NOR")),
        ("agreements[0].parties[1]", _set("agreements", 0, "parties", value=["NOR", 4])),
        ("agreements[0].evidence", _set("agreements", 0, "evidence", value=[])),
        ("agreements[0].evidence[0].quote", _set("agreements", 0, "evidence", 0, "quote", value="else")),
        ("agreements[0].evidence[0]", _set("agreements", 0, "evidence", 0, "end", value=10**6)),
        ("agreements[0].confidence", _set("agreements", 0, "confidence", value=1.5)),
        ("agreements[0].confidence", _set("agreements", 0, "confidence", value=float("nan"))),
        ("agreements[0].confidence", _set("agreements", 0, "confidence", value=10**400)),
        ("agreements[0].acts[0].type", _set("agreements", 0, "acts", 0, "type", value="handshake")),
        ("agreements[0].relations[0].to", _set("agreements", 0, "relations", 0, "to", value="a9")),
        ("contacts[0].about[0]", _set("contacts", 0, "about", value=["a9"])),
        ("contacts[0].mode", _set("contacts", 0, "mode", value=None)),
        ("offices[1].role", _set("offices", 1, "role", value="king")),
        ("statements[2].stance", _set("statements", 2, "stance", value="shouts")),
        ("incidents[0].factuality", _set("incidents", 0, "factuality", value="maybe")),
        ("places[0].latitude", _set("places", 0, "latitude", value=91)),
        ("actors[0].type", _set("actors", 0, "type", value="Planet")),
        ("published", _set("published", value="yesterday")),
        ("key 'a1'", _set("incidents", 0, "key", value="a1")),
        ("id", _set("id", value="")),
    ],
)
def test_what_is_wrong_is_named_by_its_place(
    article: Document, facts: Facts, place: str, change: Callable[[Any], None]
) -> None:
    told = copy.deepcopy(to_json(facts))
    change(told)
    with pytest.raises(InvalidFacts) as refused:
        from_json(told, article.text)
    assert str(refused.value).startswith(place)


@pytest.mark.parametrize("missing", ["kind", "parties", "status", "key"])
def test_a_missing_key_is_named(article: Document, facts: Facts, missing: str) -> None:
    told = to_json(facts)
    del told["agreements"][1][missing]
    with pytest.raises(InvalidFacts, match=rf"^agreements\[1\]\.{missing}: missing"):
        from_json(told, article.text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["id", "agreements", "key", "evidence", "start"]), inner, max_size=4)
        ),
    )
)
def test_any_json_is_either_facts_or_refused(told: Any) -> None:
    try:
        assert isinstance(from_json(told, TEXT), Facts)
    except InvalidFacts:
        return
