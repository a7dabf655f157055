"""What people have judged: that two mentions are the same thing, or different, or that nobody can say.

A graph of its own in the store; nothing but a person's word changes it, and knowledge follows it at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from accord.graph.description import Description
from accord.graph.errors import InputError
from accord.graph.identifiers import JUDGEMENTS, digest
from accord.graph.knowledge.view import text_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from accord.graph.knowledge.view import View

VERDICTS: Final = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """A verdict on two mentions, ``one`` before ``other`` by IRI. ``by``: who judged; ``on``: the day."""

    one: str
    other: str
    verdict: str
    by: str
    on: date
    note: str = ""

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise InputError(f"verdict {self.verdict!r}: give one of {', '.join(VERDICTS)}")
        if self.one == self.other:
            raise InputError(f"{self.one}: a thing can't be judged against itself")
        if not self.by.strip():
            raise InputError("a judgement needs the name of who judges; give it with --by")

    @classmethod
    def of(cls, pair: tuple[str, str], verdict: str, by: str, on: date, note: str = "") -> Judgement:
        """A judgement on two mentions in either order; InputError when it can't be one."""
        first, second = sorted(pair)
        return cls(first, second, verdict, by, on, note)

    @property
    def rank(self) -> tuple[int, str, str]:
        """Its place among judgements that can't all be followed: the latest day first, then by IRI."""
        return -self.on.toordinal(), self.one, self.other

    @property
    def iri(self) -> str:
        """Its name in the graph: one judgement a pair, the latest."""
        return f"{JUDGEMENTS}/{digest(self.one, self.other)}"

    def quads(self) -> set[Quad]:
        """What the graph says of it."""
        tell = Description(JUDGEMENTS)
        tell.a(self.iri, terms.JUDGEMENT)
        tell.link(self.iri, terms.JUDGES, self.one)
        tell.link(self.iri, terms.JUDGES, self.other)
        tell.text(self.iri, terms.VERDICT, self.verdict)
        tell.text(self.iri, terms.JUDGED_BY, self.by)
        tell.day(self.iri, terms.JUDGED_ON, self.on)
        tell.text(self.iri, terms.NOTE, self.note)
        return set(tell.quads())


class Judgements:
    """Reads the judgements of a store within a view."""

    def __init__(self, view: View) -> None:
        self.view = view

    def all(self) -> tuple[Judgement, ...]:
        """Every judgement, sorted."""
        return tuple(sorted(self._read(text_of(quad.subject)) for quad in self._match(None, terms.VERDICT, None)))

    def on(self, mention: str) -> tuple[Judgement, ...]:
        """The judgements that name a mention, sorted."""
        quads = self._match(None, terms.JUDGES, NamedNode(mention))
        return tuple(sorted(self._read(text_of(quad.subject)) for quad in quads))

    def between(self, one: str, other: str) -> Judgement | None:
        """The judgement on two mentions; None when nobody judged them."""
        iri = f"{JUDGEMENTS}/{digest(*sorted((one, other)))}"
        return self._read(iri) if next(self._match(iri, terms.VERDICT, None), None) is not None else None

    def verdict(self, one: str, other: str) -> str:
        """The verdict on two mentions; empty when nobody judged them."""
        iri = f"{JUDGEMENTS}/{digest(*sorted((one, other)))}"
        return next((text_of(quad.object) for quad in self._match(iri, terms.VERDICT, None)), "")

    def quads(self, iri: str) -> set[Quad]:
        """What is said of one judgement; empty when there is none."""
        return set(self._match(iri, None, None))

    def _read(self, iri: str) -> Judgement:
        said: dict[str, list[str]] = {}
        for quad in self._match(iri, None, None):
            said.setdefault(quad.predicate.value, []).append(text_of(quad.object))
        one, other = sorted(said[terms.JUDGES])
        return Judgement(
            one,
            other,
            said[terms.VERDICT][0],
            said[terms.JUDGED_BY][0],
            date.fromisoformat(said[terms.JUDGED_ON][0]),
            said.get(terms.NOTE, [""])[0],
        )

    def _match(self, subject: str | None, predicate: str | None, target: NamedNode | Literal | None) -> Iterator[Quad]:
        return self.view.match(subject, predicate, target, JUDGEMENTS)
