"""The log of changes of knowledge: what each change touched, by number, in a graph of its own.

Whoever keeps a copy of the knowledge graph reads on from the number that it has seen. The log is no part of what a
store holds: stores with the same evidence may have come to it by other ways. It has an identity, made at random when it
begins, so that a number of another store's log, or of one from before a rebuild, isn't taken for one of this. It keeps
its latest changes only; a reader who comes too late for that reads everything.
"""

from __future__ import annotations

import os
import secrets
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.identifiers import CHANGES, KNOWLEDGE
from accord.graph.knowledge.view import text_of
from accord.ontology import terms
from accord.ontology.projection_map import NEO4J_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from accord.graph.database import Database

Triple: TypeAlias = tuple[str, str, str]
"""Subject, property and object of a relationship, as IRIs."""

_GRAPH: Final = NamedNode(CHANGES)
_KNOWLEDGE: Final = NamedNode(KNOWLEDGE)
_TOUCHED: Final = NamedNode(f"{CHANGES}#touched")
_RELATIONSHIP: Final = NamedNode(f"{CHANGES}#relationship")
_ENDED: Final = NamedNode(f"{CHANGES}#ended")
_IDENTITY: Final = NamedNode(f"{CHANGES}#identity")
_OLDEST: Final = NamedNode(f"{CHANGES}#oldest")
_LAST: Final = NamedNode(f"{CHANGES}#last")
_LINES: Final = NamedNode(f"{CHANGES}#lines")
_FIGURES: Final = (_LAST, _OLDEST, _LINES)
_STAMP: Final = NamedNode(f"{CHANGES}#stamp")
_LINK_PARTS: Final = (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)


@dataclass(frozen=True, slots=True)
class Kept:
    """How much of the log is kept: the latest ``changes``, and of them as many as have ``lines`` lines together.

    A line is some 100 bytes on disk; a change of one article has about a hundred.
    """

    changes: int = 100_000
    lines: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Touched:
    """What changes touched, each once; what became of it, the knowledge graph tells.

    ``things``: of things and links, whose triples changed. ``relationships``: plain triples that came or went.
    ``ended``: links that went, each with the triple that it described.
    """

    things: frozenset[str] = frozenset()
    relationships: frozenset[Triple] = frozenset()
    ended: frozenset[tuple[str, Triple]] = frozenset()


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """The log of a store's database, to be read."""

    database: Database

    @property
    def identity(self) -> str | None:
        """What tells this log from all others; None before the first change."""
        return next((text_of(quad.object) for quad in _told(self.database, _IDENTITY)), None)

    @property
    def last(self) -> int:
        """The number of the latest change; 0 before the first."""
        return _figure(self.database, _LAST, 0)

    @property
    def oldest(self) -> int:
        """The number of the oldest change that is kept."""
        return _figure(self.database, _OLDEST, 1)

    @property
    def mark(self) -> str | None:
        """What a copy of the knowledge as it is now has to be marked with; None before the first change.

        It names the log, the latest change, and its stamp, which tells it from that of a store put back from a backup.
        """
        identity, last = self.identity, self.last
        return None if identity is None else f"{identity} {last} {self._stamp(last)}"

    def since(self, mark: str) -> Touched | None:
        """What changed since ``mark``; None when that isn't of this log, or the log doesn't reach back so far."""
        identity, _, rest = mark.partition(" ")
        number, _, stamp = rest.partition(" ")
        if identity != self.identity or not stamp or stamp != self._stamp(int(number)):
            return None
        touched = _Touches()
        for change in range(int(number) + 1, self.last + 1):
            for quad in self.database.quads_for_pattern(_entry(change), None, None, _GRAPH):
                touched.add(quad)
        return touched.whole()

    def _stamp(self, number: int) -> str:
        found = self.database.quads_for_pattern(_entry(number), _STAMP, None, _GRAPH)
        return next((text_of(quad.object) for quad in found), "")


class _Touches:
    """Gathers the lines of several changes."""

    def __init__(self) -> None:
        self._things: set[str] = set()
        self._relationships: set[Triple] = set()
        self._ended: set[tuple[str, Triple]] = set()

    def add(self, line: Quad) -> None:
        """Take the lines of one kind in."""
        told = text_of(line.object).split("\n")
        if line.predicate == _TOUCHED:
            self._things.update(told)
        elif line.predicate == _RELATIONSHIP:
            self._relationships.update(map(_triple, told))
        elif line.predicate == _ENDED:
            for each in told:
                link, _, triple = each.partition(" ")
                self._ended.add((link, _triple(triple)))

    def whole(self) -> Touched:
        return Touched(frozenset(self._things), frozenset(self._relationships), frozenset(self._ended))


def _triple(text: str) -> Triple:
    subject, predicate, target = text.split(" ")
    return subject, predicate, target


def kept_changes(environment: Mapping[str, str] | None = None) -> Kept:
    """How much is kept: ACCORD_KEPT_CHANGES lines where that is a number above 0, else a million."""
    lines = (os.environ if environment is None else environment).get("ACCORD_KEPT_CHANGES", "")
    return Kept(lines=int(lines)) if lines.isascii() and lines.isdigit() and int(lines) else Kept()


def log_change(
    database: Database, changed: Iterable[str], removed: Iterable[Quad], added: Iterable[Quad], kept: Kept | None = None
) -> tuple[set[Quad], set[Quad]]:
    """What the log loses and gains by one more change; nothing when nothing changed.

    ``changed``: the IRIs of things and links whose triples changed; ``removed`` and ``added``: the change itself.
    """
    lines = _lines(changed, tuple(removed), tuple(added))
    if not lines:
        return set(), set()
    # All figures in one look-up: those that changed often are slow to look up.
    known = {quad.predicate: quad for quad in database.quads_for_pattern(_GRAPH, None, None, _GRAPH)}
    before = {name: int(text_of(quad.object)) for name, quad in known.items() if name in _FIGURES}
    number = before.get(_LAST, 0) + 1
    entry = _entry(number)
    gained = {Quad(entry, kind, Literal("\n".join(sorted(told))), _GRAPH) for kind, told in lines.items()}
    gained.add(Quad(entry, _STAMP, Literal(secrets.token_hex(8)), _GRAPH))
    count = before.get(_LINES, 0) + 1 + sum(map(len, lines.values()))
    lost, oldest, count = _trimmed(database, number, before.get(_OLDEST, 1), count, kept or kept_changes())
    lost |= {known[name] for name in before}
    figures = {_LAST: number, _OLDEST: oldest, _LINES: count}
    gained |= {Quad(_GRAPH, name, Literal(figure), _GRAPH) for name, figure in figures.items()}
    if _IDENTITY not in known:
        gained.add(_new_identity())
    # A figure that stays the same is neither.
    return lost - gained, gained - lost


def begin_log(database: Database) -> tuple[set[Quad], set[Quad]]:
    """What the log loses and gains when knowledge changes unlogged: another identity, so that all read everything."""
    return set(_told(database, _IDENTITY)), {_new_identity()}


def last_change(database: Database) -> int:
    """The number of the latest change; 0 before the first."""
    return ChangeLog(database).last


def changed_things(database: Database, number: int) -> tuple[str, ...]:
    """The IRIs of things and links that the change of this number touched, sorted."""
    found = database.quads_for_pattern(_entry(number), _TOUCHED, None, _GRAPH)
    return tuple(sorted(thing for quad in found for thing in text_of(quad.object).split("\n")))


def _lines(changed: Iterable[str], removed: tuple[Quad, ...], added: tuple[Quad, ...]) -> dict[NamedNode, set[str]]:
    """The lines of a change by their kind, which are kept as one text each: a hundred quads would be ten times that."""
    lines: dict[NamedNode, set[str]] = defaultdict(set)
    if things := _with_own(changed, (*removed, *added)):
        lines[_TOUCHED] = things
    parts: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in (*removed, *added):
        if quad.graph_name == _KNOWLEDGE and quad.predicate.value in NEO4J_TYPES:
            triple = (text_of(quad.subject), quad.predicate.value, text_of(quad.object))
            lines[_RELATIONSHIP].add(" ".join(triple))
    for quad in removed:
        if quad.graph_name == _KNOWLEDGE and quad.predicate.value in _LINK_PARTS:
            parts[text_of(quad.subject)][quad.predicate.value] = text_of(quad.object)
    for link, told in parts.items():
        if len(told) == len(_LINK_PARTS):
            lines[_ENDED].add(" ".join((link, *(told[part] for part in _LINK_PARTS))))
    return lines


def _with_own(changed: Iterable[str], quads: tuple[Quad, ...]) -> set[str]:
    """The things that changed but for those of which only relationships did.

    Relationships have lines of their own, and what is said of a state in a hundred thousand takes long to look up.
    """
    told = [quad for quad in quads if quad.graph_name == _KNOWLEDGE]
    related = {text_of(quad.subject) for quad in told if quad.predicate.value in NEO4J_TYPES}
    return {*changed} - (related - {text_of(quad.subject) for quad in told if quad.predicate.value not in NEO4J_TYPES})


def _trimmed(database: Database, number: int, oldest: int, count: int, kept: Kept) -> tuple[set[Quad], int, int]:
    """What to forget when change ``number`` brings the lines to ``count``, the oldest number then, and their count."""
    forgotten: set[Quad] = set()
    while oldest < number and (count > kept.lines or number - oldest >= kept.changes):
        for quad in database.quads_for_pattern(_entry(oldest), None, None, _GRAPH):
            forgotten.add(quad)
            count -= text_of(quad.object).count("\n") + 1
        oldest += 1
    return forgotten, oldest, max(count, 0)


def _new_identity() -> Quad:
    return Quad(_GRAPH, _IDENTITY, Literal(secrets.token_hex(16)), _GRAPH)


def _told(database: Database, name: NamedNode) -> Iterator[Quad]:
    return database.quads_for_pattern(_GRAPH, name, None, _GRAPH)


def _figure(database: Database, name: NamedNode, otherwise: int) -> int:
    return next((int(text_of(quad.object)) for quad in _told(database, name)), otherwise)


def _entry(number: int) -> NamedNode:
    return NamedNode(f"{CHANGES}/{number}")
