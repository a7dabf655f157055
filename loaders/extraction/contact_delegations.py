"""Who leads the delegations of talks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.loaders.extraction.contact_phrases import LEADING, TEAMS, PhraseReader
from accord.loaders.extraction.referents import codes, persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.referents import Referent


@dataclass(frozen=True, slots=True)
class Head:
    """A person who leads the delegation of ``code``, as sentence ``sentence`` says."""

    sentence: int
    person: str
    code: str


class DelegationReader(PhraseReader):
    """Reads the heads of delegations of one analysed article."""

    def heads(self) -> tuple[Head, ...]:
        """Persons who lead a delegation: "X led the Kenyan team", "the Ugandan side was headed by Y"."""
        return tuple(h for token in self.doc if token.lemma_.lower() in TEAMS for h in self._heads_of(token))

    def _heads_of(self, team: Token) -> Iterator[Head]:
        leaders = list(self._leaders(team))
        codes_of_team = codes(self.referents.of(team, conjuncts=False)) or codes(self.modifiers(team))
        for person in persons(leaders):
            code = codes_of_team[0] if len(codes_of_team) == 1 else self.referents.person_actor.get(person)
            if code is not None:
                yield Head(self.analysis.sentence_of(team).index, person, code)

    def _leaders(self, team: Token) -> Iterable[Referent]:
        verb = team.head
        if verb.lemma_.lower() in LEADING and team.dep_ == "dobj":
            yield from self.subjects(verb)
        if verb.lemma_.lower() in LEADING and team.dep_ == "nsubjpass":
            yield from self.agents(verb)
        for child in team.children:
            if child.dep_ == "acl" and child.lemma_.lower() in LEADING:
                yield from self.agents(child)
            if child.lower_ in {"by", "under"} and child.dep_ in {"prep", "agent"}:
                yield from (
                    r for o in child.children if o.dep_ == "pobj" for r in self.referents.of(o, conjuncts=False)
                )
