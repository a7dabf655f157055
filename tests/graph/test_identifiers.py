from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from accord.graph.errors import InputError
from accord.graph.identifiers import Namespace, slug

TEXT = st.text(st.characters(codec="utf-8"), min_size=1)


@given(TEXT)
def test_an_articles_identifier_is_read_back_from_its_iri_and_from_what_it_scopes(identifier: str) -> None:
    ns = Namespace()
    iri = ns.article(identifier)
    assert ns.article_id(iri) == identifier
    assert ns.article_id(ns.within(iri, "agreement", "a1")) == identifier


@given(TEXT, TEXT)
def test_every_name_gives_a_valid_iri(one: str, other: str) -> None:
    ns = Namespace("https://example.org/id/")
    for iri in (ns.state(one), ns.group(one), ns.body(one, other), ns.office(one, "other", other), ns.place(one)):
        assert NamedNode(iri).value.startswith(ns.base)


def test_names_that_differ_in_case_and_accents_have_one_slug() -> None:
    assert slug("Polisario Front") == slug("POLISARIO  front") == "polisario-front"
    assert slug("Tomás Araya") == "tomas-araya"


def test_names_without_letters_still_differ() -> None:
    assert slug("!") != slug("?")


def test_an_office_is_known_by_its_role_only_where_there_is_one_of_it() -> None:
    ns = Namespace()
    assert ns.office("premier", "head_of_government", "NOR") == ns.office("prime minister", "head_of_government", "NOR")
    assert ns.office("ambassador to Chile", "ambassador", "NOR") != ns.office("ambassador to Peru", "ambassador", "NOR")


def test_other_iris_have_no_article() -> None:
    assert Namespace().article_id(Namespace().state("NOR")) is None


@pytest.mark.parametrize("base", ["", "accord", "https://example.org/id", "https://example.org/a b/", "https://x/<y>/"])
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(InputError, match="ends in / or #"):
        Namespace(base)
