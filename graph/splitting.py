"""Taking a mention out of its thing with as few judgements as that needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.knowledge.derivation import derive
from accord.graph.knowledge.index import IS, Index
from accord.graph.knowledge.judgements import Judgement, Judgements
from accord.graph.knowledge.view import View
from accord.graph.review import others_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from accord.graph.store import Store


def split(store: Store, mention: str, by: str, on: date, note: str = "") -> tuple[Judgement, ...]:
    """Judgements by which ``mention`` is apart from all with which it is one thing now; none when it is alone.

    What hangs together without it needs one or two. Nothing is kept: knowledge with them is derived and looked at.
    """
    together = others_of(store, mention)
    found: list[Judgement] = []
    view = View(store.database)
    left = list(together)
    while left:
        found.append(Judgement.of((mention, left[0]), "different", by, on, note or "split"))
        _judge(store, view, found[-1])
        left = list(_joined(view, mention, together))
    return tuple(found)


def _judge(store: Store, view: View, judgement: Judgement) -> None:
    """Have knowledge in ``view`` follow a judgement."""
    old, new = Judgements(view).quads(judgement.iri), judgement.quads()
    view.change(old - new, new - old)
    ns = store.namespace
    derive(view, ns, {ns.article_of(judged) for judged in (judgement.one, judgement.other)})


def _joined(view: View, mention: str, others: tuple[str, ...]) -> Iterator[str]:
    """Those of ``others`` that are one thing with a mention."""
    index = Index(view)
    thing = index.target(mention, IS)
    return (other for other in others if index.target(other, IS) == thing)
