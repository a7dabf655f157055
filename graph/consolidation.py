"""From the evidence of all articles to the knowledge graph: a pure function.

Modules: ``_reading`` indexes evidence; ``_persons`` and ``_clusters`` say which things are the same; ``_nodes``,
``_names`` and ``_edges`` write what follows, ``_disputes`` what is contested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.consolidation_clusters import Clustering
from accord.graph.consolidation_disputes import find_disputes
from accord.graph.consolidation_edges import write_edges, write_reports
from accord.graph.consolidation_nodes import write_articles, write_nodes
from accord.graph.consolidation_persons import bodies, offices, people
from accord.graph.consolidation_reading import Canonical, Reading, read
from accord.graph.description import Description
from accord.graph.identifiers import KNOWLEDGE, Namespace, fold
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad


def consolidate(evidence: Iterable[Quad], ns: Namespace | None = None) -> tuple[Quad, ...]:
    """The quads of the knowledge graph that follow from ``evidence``, sorted; the order of the evidence is no matter.

    Quads of other graphs than articles' are left out. ``ns``: makes the IRIs of the store.
    """
    reading = read(evidence, ns or Namespace())
    canonical = resolve(reading)
    description = Description(KNOWLEDGE)
    disputes = find_disputes(reading, canonical)
    disputes.write(description)
    write_articles(reading, description)
    write_nodes(reading, canonical, disputes, description)
    write_edges(reading, canonical, disputes, description)
    write_reports(reading, canonical, description)
    return description.quads()


def resolve(reading: Reading) -> Canonical:
    """What each thing of an article is in the knowledge graph."""
    canonical = people(reading) | bodies(reading) | offices(reading)
    clustering = Clustering(reading, canonical)
    canonical = canonical | clustering.agreements() | clustering.contacts()
    canonical = canonical | clustering.incidents() | clustering.statements()
    return canonical | _parts(reading, canonical)


def _parts(reading: Reading, canonical: Canonical) -> Canonical:
    """Acts and provisions: the same when they are the same part of the same agreement."""
    found: Canonical = {}
    for act in reading.members(terms.ACT):
        told = reading.notation(act, terms.ACT_TYPE), reading.value(act, terms.DATE) or ""
        by = (canonical.get(actor, actor) for actor in reading.values(act, terms.PERFORMED_BY))
        found[act] = reading.ns.concluded("act", _whole(reading, canonical, act, terms.HAS_ACT), *told, *by)
    for provision in reading.members(terms.PROVISION):
        of = _whole(reading, canonical, provision, terms.HAS_PROVISION)
        words = fold(reading.value(provision, terms.TEXT) or provision)
        found[provision] = reading.ns.concluded("provision", of, words)
    return found


def _whole(reading: Reading, canonical: Canonical, part: str, predicate: str) -> str:
    """The agreement that a part belongs to."""
    agreement = next(iter(reading.subjects(part, predicate)), part)
    return canonical.get(agreement, agreement)
