"""The index: what the knowledge layer remembers so that a change costs what it touches, not what there is.

A graph of its own in the store, derived from evidence and judgements like knowledge itself, written in the same
transaction, and no part of what is told to anybody. Its quads, with predicates under ``INDEX#``:

- ``article mention m``, ``article tells t``: the mentions and the described things of an article;
- ``m profile p``, ``m is k``: what a mention looks like, and which thing of the knowledge graph it is;
- ``p looks "…"``, ``p block "…"``: the features of a profile as JSON, and the keys under which it meets others;
- ``k owns x``: links, acts, provisions and contested points that stand or fall with a thing;
- ``t told/property value``: what is told of a thing that a gazetteer or its name identifies. The property is wrapped so
  that no query over all graphs finds it here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.identifiers import INDEX
from accord.graph.knowledge.view import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.knowledge.view import View

Term: TypeAlias = "NamedNode | Literal"

MENTION: Final = f"{INDEX}#mention"
TELLS: Final = f"{INDEX}#tells"
PROFILE: Final = f"{INDEX}#profile"
IS: Final = f"{INDEX}#is"
LOOKS: Final = f"{INDEX}#looks"
BLOCK: Final = f"{INDEX}#block"
OWNS: Final = f"{INDEX}#owns"

_TOLD: Final = f"{INDEX}#told/"

_GRAPH: Final = NamedNode(INDEX)


class Index:
    """Reads and changes the index within a view."""

    def __init__(self, view: View) -> None:
        self.view = view

    def targets(self, subject: str, predicate: str) -> list[str]:
        """What ``subject`` leads to, sorted."""
        return sorted(text_of(quad.object) for quad in self.view.match(subject, predicate, None, INDEX))

    def target(self, subject: str, predicate: str) -> str | None:
        """The one thing that ``subject`` leads to; None when there is none."""
        return next((text_of(quad.object) for quad in self.view.match(subject, predicate, None, INDEX)), None)

    def sources(self, predicate: str, target: str) -> list[str]:
        """What leads to the thing ``target``, sorted."""
        return sorted(text_of(quad.subject) for quad in self.view.match(None, predicate, NamedNode(target), INDEX))

    def is_target(self, predicate: str, target: str) -> bool:
        """Whether anything leads to the thing ``target``."""
        return next(self.view.match(None, predicate, NamedNode(target), INDEX), None) is not None

    def in_block(self, key: str) -> list[str]:
        """The profiles with this key, sorted."""
        return sorted(text_of(quad.subject) for quad in self.view.match(None, BLOCK, Literal(key), INDEX))

    def told(self, thing: str) -> Iterator[tuple[str, Term]]:
        """What articles tell of a thing that a gazetteer or its name identifies: properties and values."""
        for quad in self.view.match(thing, None, None, INDEX):
            if quad.predicate.value.startswith(_TOLD) and isinstance(quad.object, NamedNode | Literal):
                yield _unwrapped(quad.predicate.value), quad.object

    def set_targets(self, subject: str, predicate: str, targets: Iterable[str]) -> None:
        """Make ``targets`` all that ``subject`` leads to."""
        self._set(subject, predicate, {NamedNode(target) for target in targets})

    def set_texts(self, subject: str, predicate: str, texts: Iterable[str]) -> None:
        """Make ``texts`` all that ``subject`` has."""
        self._set(subject, predicate, {Literal(text) for text in texts})

    def tell(self, thing: str, predicate: str, term: Term) -> bool:
        """Remember that an article tells this of ``thing``; False when it was known."""
        quad = _told(thing, predicate, term)
        if self.view.holds(quad):
            return False
        self.view.change((), [quad])
        return True

    def take_back(self, thing: str, predicate: str, term: Term) -> None:
        """Forget that an article tells this of ``thing``."""
        self.view.change([_told(thing, predicate, term)], ())

    def _set(self, subject: str, predicate: str, wanted: set[NamedNode] | set[Literal]) -> None:
        held = set(self.view.match(subject, predicate, None, INDEX))
        new = {Quad(NamedNode(subject), NamedNode(predicate), term, _GRAPH) for term in wanted}
        self.view.change(held - new, new - held)


def _told(thing: str, predicate: str, term: Term) -> Quad:
    return Quad(NamedNode(thing), _wrapped(predicate), term, _GRAPH)


@cache
def _wrapped(predicate: str) -> NamedNode:
    return NamedNode(_TOLD + quote(predicate, safe=""))


@cache
def _unwrapped(predicate: str) -> str:
    return unquote(predicate.removeprefix(_TOLD))
