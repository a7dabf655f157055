"""The gold clusters under tests/gold/clusters keep the rules that their README states."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest

from accord.graph.edtf import days
from accord.ontology.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIELDS: Final = {
    "agreements": (
        "cluster key kind name parties mediators signatories date place regions status topics quote".split()
    ),
    "contacts": "mode participants actors place date quote".split(),
    "offices": "person office role actor quote".split(),
    "statements": "speaker actor stance about quote".split(),
    "people": "cluster name quote".split(),
}
CODED: Final = {
    "agreements": {"kind": "kind", "status": "status", "topics": "topic"},
    "contacts": {"mode": "mode"},
    "offices": {"role": "role"},
    "statements": {"stance": "stance"},
}
"""Which field of which facts takes its values from which scheme of the ontology."""
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.fixture(scope="module")
def articles(root: Path) -> list[dict[str, Any]]:
    lines = (root / "tests" / "gold" / "clusters" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def facts(articles: list[dict[str, Any]], *parts: str) -> Iterator[tuple[dict[str, Any], str, dict[str, Any]]]:
    """Each fact with its article and the part of the document in which it stands."""
    for article in articles:
        for part in parts or FIELDS:
            for fact in article[part]:
                yield article, part, fact


def whole(article: dict[str, Any]) -> str:
    return f"{article['title']}\n\n{article['text']}"


def by_cluster(articles: list[dict[str, Any]], part: str) -> dict[str, list[dict[str, Any]]]:
    """The mentions of each cluster, each as the fact with its article's id."""
    clusters = defaultdict(list)
    for article, _, fact in facts(articles, part):
        clusters[fact["cluster"]].append({**fact, "article": article["id"]})
    return clusters


def test_every_article_has_an_id_of_its_own_and_follows_the_one_before(articles: list[dict[str, Any]]) -> None:
    assert [article["id"] for article in articles] == [f"cl-{number:03d}" for number in range(1, len(articles) + 1)]


def test_every_article_and_fact_has_the_fields_that_the_readme_names(articles: list[dict[str, Any]]) -> None:
    outer = {"id", "story", "split", "published", "publisher", "title", "text", *FIELDS}
    assert [a["id"] for a in articles if set(a) - {"wire"} != outer] == []
    assert [(a["id"], fact) for a, part, fact in facts(articles) if list(fact) != FIELDS[part]] == []


def test_articles_are_short_and_hold_two_to_six_sentences(articles: list[dict[str, Any]]) -> None:
    abbreviation = (
        r"\b(?:[A-Z\u00c0-\u017f]|[A-Z]\.[A-Z]|Gen|Maj|Lt|Col|Mr|Dr|Ph|Md|St|jr|Jr|Sept|Oct|Nov|Dec|Aug|Feb|Jan)\.(?= )"
    )
    for article in articles:
        plain = re.sub(abbreviation, "", article["text"])
        ends = len(re.findall(r"[.!?][\"”]?(?=\s+\S|$)", plain))
        assert 250 <= len(article["text"]) <= 900, article["id"]
        assert 2 <= ends <= 7, (article["id"], ends)


def test_every_third_story_and_no_other_is_for_testing(articles: list[dict[str, Any]]) -> None:
    splits = {article["story"]: article["split"] for article in articles}
    assert len({(article["story"], article["split"]) for article in articles}) == len(splits)
    assert {story for story, split in splits.items() if split == "test"} == {
        story for story in splits if int(story[1:]) % 3 == 0
    }


def test_every_quote_stands_in_the_title_or_the_text(articles: list[dict[str, Any]]) -> None:
    assert [
        (article["id"], fact["quote"])
        for article, _, fact in facts(articles)
        if not fact["quote"] or (fact["quote"] not in article["title"] and fact["quote"] not in article["text"])
    ] == []


def test_the_quote_of_an_agreement_stands_once_and_is_its_own(articles: list[dict[str, Any]]) -> None:
    for article in articles:
        quotes = [agreement["quote"] for agreement in article["agreements"]]
        assert len(set(quotes)) == len(quotes), article["id"]
        assert [quote for quote in quotes if whole(article).count(quote) != 1] == [], article["id"]


def test_names_places_and_regions_are_the_words_of_the_article(articles: list[dict[str, Any]]) -> None:
    for article, part, fact in facts(articles):
        names = [fact.get(field) for field in ("name", "place", "person", "office", "speaker") if fact.get(field)]
        names += [each for field in ("signatories", "participants", "regions") for each in fact.get(field, [])]
        missing = [name for name in names if name.casefold() not in whole(article).casefold()]
        assert not missing, (article["id"], part, missing)


def test_every_person_with_a_part_in_a_fact_is_listed_among_the_people(articles: list[dict[str, Any]]) -> None:
    for article, _, fact in facts(articles, "agreements", "contacts", "offices"):
        told = [*fact.get("signatories", []), *fact.get("participants", []), *filter(None, [fact.get("person")])]
        assert set(told) <= {person["name"] for person in article["people"]}, article["id"]


def test_a_name_carries_no_rank_or_title(articles: list[dict[str, Any]]) -> None:
    title = re.compile(r"^(?:Gen|General|Lt|Col|Colonel|Maj|Mr|Mrs|Dr|Lord|Ratu|President|Minister|Senator)\b")
    assert [fact["name"] for _, _, fact in facts(articles, "people") if title.match(fact["name"])] == []


def test_coded_values_are_notations_of_the_ontology(articles: list[dict[str, Any]]) -> None:
    allowed = {scheme.notation: set(scheme.notations) for scheme in read_vocabulary().schemes}
    for article, part, fact in facts(articles, *CODED):
        for field, scheme in CODED[part].items():
            values = fact[field] if isinstance(fact[field], list) else [fact[field]]
            assert values, (article["id"], field)
            assert set(values) <= allowed[scheme], (article["id"], field, values)
            assert len(values) <= 5, (article["id"], field)


def test_dates_are_edtf_and_publication_a_day(articles: list[dict[str, Any]]) -> None:
    for article in articles:
        published = date.fromisoformat(article["published"])
        assert date(1992, 1, 1) <= published <= date(2025, 12, 31), article["id"]
    for article, _, fact in facts(articles, "agreements", "contacts"):
        if fact["date"] is not None:
            read = days(fact["date"])
            assert read.first is not None, (article["id"], fact["date"])
            assert read.first <= date.fromisoformat(article["published"]) + timedelta(days=366), article["id"]


def test_a_weekday_with_on_leads_to_a_day_within_a_week_of_publication(articles: list[dict[str, Any]]) -> None:
    """Where one weekday is named and an agreement was made that week, the day is that weekday."""
    for article in articles:
        named = set(re.findall(rf"\b(?:on|last) ({'|'.join(WEEKDAYS)})", article["text"]))
        published = date.fromisoformat(article["published"])
        for agreement in article["agreements"]:
            if len(named) != 1 or not re.fullmatch(r"\d{4}-\d\d-\d\d", agreement["date"] or ""):
                continue
            made = date.fromisoformat(agreement["date"])
            if agreement["status"] == "signed" and timedelta() <= published - made < timedelta(days=7):
                spelled = f"{made:%B} {made.day}" in article["text"] or "yesterday" in article["text"]
                assert WEEKDAYS[made.weekday()] in named or spelled, (article["id"], agreement["date"])


def test_an_agreement_names_parties_without_its_mediators(articles: list[dict[str, Any]]) -> None:
    for article, _, agreement in facts(articles, "agreements"):
        assert agreement["parties"], (article["id"], agreement["cluster"])
        assert len(set(agreement["parties"])) == len(agreement["parties"]), article["id"]
        assert not set(agreement["parties"]) & set(agreement["mediators"]), article["id"]


def test_keys_count_up_and_statements_point_to_keys_that_exist(articles: list[dict[str, Any]]) -> None:
    for article in articles:
        keys = [agreement["key"] for agreement in article["agreements"]]
        assert keys == [f"a{number}" for number in range(1, len(keys) + 1)], article["id"]
        known = {*keys, *(f"c{number}" for number in range(1, len(article["contacts"]) + 1))}
        about = [statement["about"] for statement in article["statements"]]
        assert [each for each in about if re.search(r"\b[ac]\d+\b", each) and each not in known] == [], article["id"]
        assert len(about) <= 6, article["id"]


@pytest.mark.parametrize(("part", "form"), [("agreements", r"s\d\d-a\d+"), ("people", r"s\d\d-p\d+")])
def test_a_cluster_belongs_to_its_story_and_has_one_mention_an_article(
    articles: list[dict[str, Any]], part: str, form: str
) -> None:
    for article, _, fact in facts(articles, part):
        assert re.fullmatch(form, fact["cluster"]), fact["cluster"]
        assert fact["cluster"].startswith(article["story"]), article["id"]
    for article in articles:
        assert max(Counter(fact["cluster"] for fact in article[part]).values(), default=1) == 1, article["id"]


def test_all_parties_of_a_cluster_stand_together_in_one_article(articles: list[dict[str, Any]]) -> None:
    """An article may name some of the parties, but no two articles name parties that contradict each other."""
    for cluster, mentions in by_cluster(articles, "agreements").items():
        parties = [frozenset(mention["parties"]) for mention in mentions]
        assert frozenset().union(*parties) in parties, cluster


def test_a_mention_comes_in_the_order_of_publication_save_where_told(articles: list[dict[str, Any]]) -> None:
    late = [
        (before["id"], after["id"])
        for before, after in pairwise(articles)
        if before["story"] == after["story"] and after["published"] < before["published"]
    ]
    assert len(late) <= 3, late


def test_near_copies_of_one_wire_story_are_alike_and_days_apart(articles: list[dict[str, Any]]) -> None:
    wires = defaultdict(list)
    for article in articles:
        if "wire" in article:
            wires[article["wire"]].append(article)
    assert len(wires) >= 6
    for wire, copies in wires.items():
        assert 2 <= len(copies) <= 4, wire
        for one, other in combinations(copies, 2):
            assert SequenceMatcher(None, one["text"], other["text"], autojunk=False).ratio() > 0.7, wire
            apart = date.fromisoformat(one["published"]) - date.fromisoformat(other["published"])
            assert abs(apart) <= timedelta(days=3), wire
            assert {a["cluster"] for a in one["agreements"]} == {a["cluster"] for a in other["agreements"]}, wire


def test_there_are_as_many_clusters_as_the_issue_asks_for(articles: list[dict[str, Any]]) -> None:
    agreements, people = by_cluster(articles, "agreements"), by_cluster(articles, "people")
    recurring = sum(len(mentions) > 1 for mentions in agreements.values())
    assert len(articles) >= 250
    assert recurring >= 70
    assert recurring >= 0.85 * len(agreements)
    assert sum(len(mentions) > 1 for mentions in people.values()) >= 90
