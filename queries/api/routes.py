"""The page's JSON over HTTP. A plug-in of the service: ``/api/search``, ``/api/thing``, ``/api/article`` and more."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from accord.graph.errors import UnknownThing
from accord.queries.service.exchange import Answer, Problem, Route

if TYPE_CHECKING:
    from accord.graph.store import Store
    from accord.queries.api.searching import SearchIndex
    from accord.queries.service.exchange import Dataset, Request


def routes() -> tuple[Route, ...]:
    """The routes of the page's data."""
    return (
        Route(("GET",), "/api/search", search),
        Route(("GET",), "/api/thing", thing),
        Route(("GET",), "/api/article", article),
        Route(("GET",), "/api/graph", graph),
        Route(("GET",), "/api/timeline", timeline),
        Route(("GET",), "/api/map", places),
        Route(("GET",), "/api/vocabulary", vocabulary),
        Route(("GET",), "/api/examples", examples),
    )


def prepare(dataset: Dataset) -> SearchIndex | None:
    """The index of names, once for each generation."""
    from accord.queries.api.searching import SearchIndex

    return SearchIndex(dataset.store) if dataset.store is not None else None


def search(dataset: Dataset, request: Request) -> Answer:
    """What the words ``q`` may mean: the likeliest first."""
    store = _store(dataset)
    index = cast("SearchIndex | None", dataset.prepared.get(__name__)) or cast("SearchIndex", prepare(dataset))
    types = [value for name, value in request.query if name == "type"]
    hits = index.search(request.value("q") or "", types, _number(request, "limit", 20, 100))
    return _told([asdict(hit) | {"path": _path(store, hit.iri)} for hit in hits])


def thing(dataset: Dataset, request: Request) -> Answer:
    """The card of a thing; of an agreement also its status and that of each party, with what they rest on."""
    from accord.queries.cards import make_card
    from accord.queries.standing import status_at

    store = _store(dataset)
    iri = _iri(store, request)
    card = make_card(store, iri)
    told = asdict(card) | {"path": _path(store, iri)}
    if card.type == "Agreement":
        told["standing"] = asdict(status_at(store, iri))
    return _told(told)


def article(dataset: Dataset, request: Request) -> Answer:
    """An article's text with the passages that facts rest on."""
    from accord.queries.api.articles import read_article

    store = _store(dataset)
    given = request.value("iri") or ""
    return _told(asdict(read_article(store, given if "://" in given else store.namespace.article(given))))


def graph(dataset: Dataset, request: Request) -> Answer:
    """A thing, its neighbours and the relationships among them."""
    from accord.queries.api.surroundings import MOST_NODES, neighbourhood

    store = _store(dataset)
    limit = _number(request, "limit", 60, MOST_NODES)
    return _told(asdict(neighbourhood(store, _iri(store, request), limit)))


def timeline(dataset: Dataset, request: Request) -> Answer:
    """Dated agreements, contacts and incidents around a thing."""
    from accord.queries.api.surroundings import events
    from accord.queries.things import Things

    store = _store(dataset)
    iri = _iri(store, request)
    found, left_out = events(store, iri)
    return _told({"name": Things(store).label(iri), "events": [asdict(event) for event in found], "left_out": left_out})


def places(dataset: Dataset, request: Request) -> Answer:
    """Places around a thing."""
    from accord.queries.api.surroundings import spots
    from accord.queries.things import Things

    store = _store(dataset)
    iri = _iri(store, request)
    found, left_out = spots(store, iri)
    return _told({"name": Things(store).label(iri), "places": [asdict(spot) for spot in found], "left_out": left_out})


def vocabulary(dataset: Dataset, _request: Request) -> Answer:
    """Prefixes, classes and properties for an editor of SPARQL to complete."""
    from accord.ontology import terms
    from accord.queries.sparql import PREFIXES, prefixes

    own = PREFIXES["acc"]
    names = sorted(iri.removeprefix(own) for iri in vars(terms).values() if isinstance(iri, str) and own in iri)
    return _told({"prefixes": prefixes(_store(dataset)), "terms": [f"acc:{name}" for name in names if name]})


def examples(dataset: Dataset, _request: Request) -> Answer:
    """The catalogue's questions in SPARQL, with values that mean something in this graph."""
    from accord.queries.linked.routes import examples_for

    _store(dataset)
    return _told([{"title": each.question.title, "query": each.text} for each in examples_for(dataset)])


def _store(dataset: Dataset) -> Store:
    if dataset.store is None:
        raise Problem(404, "a raw service knows nothing of what its graphs mean")
    return dataset.store


def _iri(store: Store, request: Request) -> str:
    """The thing asked for, by IRI or by its path on this server; UnknownThing when no graph knows it."""
    from accord.graph.identifiers import is_iri
    from accord.queries.linked.describing import knows

    given = request.value("iri") or ""
    iri = given if "://" in given else store.namespace.base + given.removeprefix("/id/")
    if not given or not is_iri(iri) or not knows(store.database, iri):
        raise UnknownThing(f"the graph says nothing of {given!r}: give iri=…, an IRI or a path such as state/RUS")
    return iri


def _number(request: Request, name: str, default: int, most: int) -> int:
    given = request.value(name)
    if given is None:
        return default
    if not given.isdecimal() or not given.isascii() or len(given) > 9:
        raise Problem(400, f"{name}={given}: give a whole number")
    return min(int(given), most)


def _path(store: Store, iri: str) -> str:
    return iri.removeprefix(store.namespace.base)


def _told(value: Any) -> Answer:
    return Answer(body=json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
