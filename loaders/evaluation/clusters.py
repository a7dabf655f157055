"""How well mentions of different articles are put together: B³ and CEAF-e against annotated clusters.

B³: for each mention, the share of its system cluster that belongs with it (precision) and of its gold cluster that is
with it (recall), averaged (Bagga and Baldwin 1998). CEAF-e: clusters of both sides are paired one to one so that the
sum of their Dice likeness is highest (Luo 2005). A wrong merge is a pair of mentions in one system cluster that belong
to two gold clusters.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from accord.graph.document import Document, Metadata, Passage
from accord.graph.errors import InputError
from accord.graph.facts import Agreement, Contact, Evidence, Facts, Office, Statement

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from pathlib import Path

    from accord.loaders.loading import Extractor

Clustering: TypeAlias = "Mapping[Hashable, Hashable]"
"""Each mention with the name of its cluster."""


@dataclass(frozen=True, slots=True)
class Agreeing:
    """How far two clusterings of the same mentions agree; all figures from 0 to 1 but the counts.

    ``wrong``: the share of pairs put together that don't belong together.
    """

    mentions: int
    clusters: int
    b3: tuple[float, float, float]
    ceaf: tuple[float, float, float]
    wrong: float


@dataclass(frozen=True, slots=True)
class ClusteredArticle:
    """An article with its facts and, for its agreements by key and people by name, the cluster of each."""

    split: str
    document: Document
    facts: Facts
    agreements: Mapping[str, str]
    people: Mapping[str, str]


def compare(gold: Clustering, system: Clustering) -> Agreeing:
    """Compare two clusterings; a mention that ``system`` lacks is a cluster by itself there."""
    placed = {mention: system.get(mention, ("alone", mention)) for mention in gold}
    gold_clusters, system_clusters = _inverted(gold), _inverted(placed)
    b3 = _b3(gold, placed, gold_clusters, system_clusters)
    together = sum(_pairs(len(members)) for members in system_clusters.values())
    right = sum(_pairs(len(g & s)) for g in gold_clusters.values() for s in _touching(g, placed, system_clusters))
    wrong = (together - right) / together if together else 0.0
    return Agreeing(len(gold), len(gold_clusters), b3, _ceaf(gold_clusters, system_clusters), wrong)


def _inverted(clustering: Clustering) -> dict[Hashable, frozenset[Hashable]]:
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, cluster in clustering.items():
        found[cluster].add(mention)
    return {cluster: frozenset(members) for cluster, members in found.items()}


def _touching(
    members: Iterable[Hashable], placed: Clustering, clusters: Mapping[Hashable, frozenset[Hashable]]
) -> list[frozenset[Hashable]]:
    return [clusters[name] for name in {placed[member] for member in members}]


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _b3(
    gold: Clustering,
    placed: Clustering,
    gold_clusters: Mapping[Hashable, frozenset[Hashable]],
    system_clusters: Mapping[Hashable, frozenset[Hashable]],
) -> tuple[float, float, float]:
    precision = recall = 0.0
    for mention in gold:
        mine, theirs = gold_clusters[gold[mention]], system_clusters[placed[mention]]
        common = len(mine & theirs)
        precision += common / len(theirs)
        recall += common / len(mine)
    return _with_f1(precision / len(gold), recall / len(gold)) if gold else (0.0, 0.0, 0.0)


def _ceaf(
    gold: Mapping[Hashable, frozenset[Hashable]], system: Mapping[Hashable, frozenset[Hashable]]
) -> tuple[float, float, float]:
    import networkx

    graph: Any = networkx.Graph()
    at: dict[Hashable, list[Hashable]] = defaultdict(list)
    for name, members in system.items():
        for member in members:
            at[member].append(name)
    for name, members in gold.items():
        for other in {each for member in members for each in at[member]}:
            common = len(members & system[other])
            weight = 2 * common / (len(members) + len(system[other]))
            graph.add_edge(("gold", name), ("system", other), weight=weight)
    matching = networkx.max_weight_matching(graph)
    total = sum(graph.edges[pair]["weight"] for pair in matching)
    return _with_f1(total / len(system), total / len(gold)) if gold and system else (0.0, 0.0, 0.0)


def _with_f1(precision: float, recall: float) -> tuple[float, float, float]:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, f1


# Reading


def read_clusters(path: Path) -> tuple[ClusteredArticle, ...]:
    """Read annotated articles, JSON lines (tests/gold/clusters/README.md); InputError names the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: can't be read ({error})") from error
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(_article(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: not an annotated article ({error!r})") from error
    return tuple(found)


def _article(told: dict[str, Any]) -> ClusteredArticle:
    text = f"{told['title']}\n\n{told['text']}"
    start = len(told["title"])
    metadata = Metadata(told["title"], date.fromisoformat(told["published"]), publisher=told.get("publisher"))
    document = Document(told["id"], text, _paragraphs(text, start), headline=(0, start), metadata=metadata)
    return ClusteredArticle(
        told["split"],
        document,
        _facts(told, text),
        {each["key"]: each["cluster"] for each in told["agreements"]},
        {each["name"]: each["cluster"] for each in told["people"]},
    )


def _paragraphs(text: str, start: int) -> tuple[tuple[int, int], ...]:
    found, at = [], start
    for part in text[start:].split("\n\n"):
        begin = text.index(part, at) if part else at
        if part.strip():
            found.append((begin, begin + len(part)))
        at = begin + len(part)
    return tuple(found)


def _facts(told: dict[str, Any], text: str) -> Facts:
    def evidence(each: dict[str, Any]) -> Evidence:
        start = text.index(each["quote"])
        return Evidence((Passage.of(text, start, start + len(each["quote"])),))

    def some(each: dict[str, Any], *names: str) -> dict[str, Any]:
        return {name: tuple(v) if isinstance(v := each.get(name), list) else v for name in names}

    agreements = tuple(
        Agreement(
            evidence=evidence(each),
            **some(each, "key", "kind", "parties", "status", "name", "mediators", "signatories", "date", "place"),
            **some(each, "regions", "topics"),
        )
        for each in told["agreements"]
    )
    contacts = tuple(
        Contact(f"c{n}", evidence=evidence(each), **some(each, "mode", "participants", "actors", "place", "date"))
        for n, each in enumerate(told["contacts"], 1)
    )
    offices = tuple(
        Office(evidence=evidence(each), **some(each, "person", "office", "role", "actor")) for each in told["offices"]
    )
    statements = tuple(
        Statement(evidence=evidence(each), **some(each, "speaker", "stance", "actor", "about"))
        for each in told["statements"]
    )
    people = tuple(sorted({each["name"] for each in told["people"]}))
    return Facts(
        told["id"],
        "gold",
        told["published"],
        agreements=agreements,
        contacts=contacts,
        offices=offices,
        statements=statements,
        people=people,
    )


# Clustering


def cluster(articles: Iterable[ClusteredArticle], extractor: Extractor | None = None) -> dict[str, Agreeing]:
    """Put the articles' mentions together and compare with the gold clusters, for ``agreements`` and ``people``.

    From the annotated facts, or from those of ``extractor``; then a mention that it doesn't find is by itself.
    """
    articles = tuple(articles)
    told = {each.document.id: extractor.extract(each.document) if extractor else each.facts for each in articles}
    placed = _placed(articles, told)
    gold_agreements: dict[Hashable, Hashable] = {}
    gold_people: dict[Hashable, Hashable] = {}
    system_agreements: dict[Hashable, Hashable] = {}
    system_people: dict[Hashable, Hashable] = {}
    for each in articles:
        facts, where = told[each.document.id], placed[each.document.id]
        keys = _paired(each.facts, facts)
        for key, name in each.agreements.items():
            gold_agreements[each.document.id, key] = name
            if key in keys:
                system_agreements[each.document.id, key] = where["agreement", keys[key]]
        for person, name in each.people.items():
            thing = where.get(("person", _called(person, where)))
            # Annotated facts leave out whom the article only mentions; no graph has them.
            if thing is not None or extractor is not None:
                gold_people[each.document.id, person] = name
            if thing is not None:
                system_people[each.document.id, person] = thing
    return {"agreements": compare(gold_agreements, system_agreements), "people": compare(gold_people, system_people)}


def _called(person: str, where: Mapping[tuple[str, str], str]) -> str:
    """The name under which the facts have a person: the same one, or one that ends alike and holds its words."""
    from accord.graph.identifiers import fold
    from accord.loaders.evaluation.likeness import same_name

    wanted = fold(person).replace(" ", "-")
    if ("person", wanted) in where:
        return wanted
    names = sorted(name for kind, name in where if kind == "person")
    return next((name for name in names if same_name(name.replace("-", " "), person)), wanted)


def _paired(gold: Facts, told: Facts) -> dict[str, str]:
    """The key in ``told`` of each agreement of ``gold``, as the scorer pairs them."""
    from accord.graph.facts_json import to_json
    from accord.loaders.evaluation.likeness import agreement_likeness, pair

    if gold is told:
        return {each.key: each.key for each in gold.agreements}
    left, right = (to_json(facts)["agreements"] for facts in (gold, told))
    return {left[one]["key"]: right[other]["key"] for one, other in pair(left, right, agreement_likeness)}


def _placed(articles: Iterable[ClusteredArticle], told: Mapping[str, Facts]) -> dict[str, dict[tuple[str, str], str]]:
    """By article: the thing of the knowledge graph for each agreement's key and person's slug."""
    from accord.graph.resolving import resolve_facts

    return resolve_facts((each.document, told[each.document.id]) for each in articles)
