"""The order in which people judged, so that the latest word can be taken back and an earlier one counts again.

Each time somebody judges is an act with a number, of one judgement or of many (a split, an imported file). Acts stand
in the graph of the log of changes: knowledge follows from the judgements in force alone, never from the way to them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, Quad

from accord.graph.errors import UnknownThing
from accord.graph.identifiers import CHANGES
from accord.graph.judgement_file import judgement_in, line_of
from accord.graph.knowledge.judgements import Judgement, Judgements
from accord.graph.knowledge.view import View, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.database import Database
    from accord.graph.identifiers import Namespace

_GRAPH: Final = NamedNode(CHANGES)
_SAID: Final = NamedNode(f"{CHANGES}#said")
_ACT: Final = f"{CHANGES}/judged/"


@dataclass(frozen=True, slots=True)
class Judging:
    """A change of judgements. ``number``: its act's, 0 for none; ``judgements``: whose pairs it changes."""

    number: int
    judgements: tuple[Judgement, ...]
    removed: frozenset[Quad]
    added: frozenset[Quad]

    def articles(self, ns: Namespace) -> set[str]:
        """The IRIs of the articles whose mentions are judged."""
        found = (ns.article_id(mention) for each in self.judgements for mention in (each.one, each.other))
        return {ns.article(identifier) for identifier in found if identifier is not None}


class History:
    """The acts of a store."""

    def __init__(self, database: Database, ns: Namespace) -> None:
        self.judgements = Judgements(View(database))
        self._ns = ns
        self._acts: dict[int, set[Judgement]] = defaultdict(set)
        for quad in database.quads_for_pattern(None, _SAID, None, _GRAPH):
            number = int(text_of(quad.subject).removeprefix(_ACT))
            self._acts[number].add(judgement_in(text_of(quad.object), ns))

    def standing(self) -> tuple[tuple[int, Judgement], ...]:
        """The judgements in force in the order in which they were made, each with its act's number."""
        numbers = {said: number for number, acts in sorted(self._acts.items()) for said in acts}
        found = ((numbers.get(each, 0), each) for each in self.judgements.all())
        return tuple(sorted(found, key=lambda each: (each[0], each[1].on, each[1])))

    def keep(self, judgements: Iterable[Judgement]) -> Judging:
        """Keep what isn't in force yet, as one act."""
        held = set(self.judgements.all())
        new = {each.iri: each for each in judgements if each not in held}
        number = max(self._acts, default=0) + 1 if new else 0
        return self._changed(number, {iri: (each,) for iri, each in new.items()}, {}, {number: set(new.values())})

    def take_back(self, which: int | str | None = None) -> Judging:
        """Undo an act by its number, one judgement by its IRI, or the latest act: what was said before counts again.

        UnknownThing when nothing of the kind is in force.
        """
        standing = self.standing()
        if not standing:
            raise UnknownThing("nothing is judged, so nothing can be undone")
        wanted = standing[-1][0] if which is None else which
        undone = {each.iri: (act, each) for act, each in standing if wanted in (act, each.iri)}
        if not undone:
            numbers = ", ".join(map(str, dict.fromkeys(act for act, _ in standing)))
            raise UnknownThing(f"no judgement {wanted} is in force; there are numbers {numbers}")
        forgotten = {act: {each for number, each in undone.values() if number == act} for act, _ in undone.values()}
        before = {iri: self._before(act, iri) for iri, (act, _) in undone.items()}
        number = max(forgotten)
        return self._changed(number, before, forgotten, {}, [each for _, each in undone.values()])

    def forget(self, judgement: Judgement) -> Judging:
        """Take back whatever was said of a pair, with what was said before."""
        on_pair = {number: {each for each in acts if each.iri == judgement.iri} for number, acts in self._acts.items()}
        held = [each for each in self.judgements.on(judgement.one) if each.iri == judgement.iri]
        return self._changed(0, {judgement.iri: ()}, on_pair, {}, held)

    def _before(self, number: int, iri: str) -> tuple[Judgement, ...]:
        """What acts other than this one said last on a pair."""
        others = sorted((act for act in self._acts if act != number), reverse=True)
        said = (each for act in others for each in sorted(self._acts[act]) if each.iri == iri)
        return tuple(list(said)[:1])

    def _changed(
        self,
        number: int,
        in_force: dict[str, tuple[Judgement, ...]],
        forgotten: dict[int, set[Judgement]],
        acts: dict[int, set[Judgement]],
        about: Iterable[Judgement] = (),
    ) -> Judging:
        """The change that makes these judgements the ones on their pairs, and acts forgotten and remembered."""
        about = tuple(about) or tuple(each for said in in_force.values() for each in said)
        old = {quad for iri in in_force for quad in self.judgements.quads(iri)}
        new = {quad for said in in_force.values() for each in said for quad in each.quads()}
        removed, added = old - new | self._lines(forgotten), new - old | self._lines(acts)
        return Judging(number, about, frozenset(removed), frozenset(added))

    def _lines(self, acts: dict[int, set[Judgement]]) -> set[Quad]:
        return {
            Quad(NamedNode(f"{_ACT}{number}"), _SAID, Literal(line_of(each, self._ns)), _GRAPH)
            for number, said in acts.items()
            for each in said
        }
