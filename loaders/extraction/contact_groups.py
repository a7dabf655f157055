"""Groups among those who meet: states known by one name, lists that the parser cuts, office holders in the plural."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.referents import Referent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import ActorMention, Analysis
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents

# Groups of states that are each a side; larger ones act as one body.
_FEW: Final = 4
_REACH: Final = 18


class GroupReader:
    """Reads groups in one analysed article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.referents = referents
        self.doc = analysis.doc

    def members(self, token: Token) -> list[Referent]:
        """ "the Baltic states", "North and South Korea": the members of a group that is known by a name."""
        for start in range(max(self.analysis.sentence_of(token).start, token.i - 4), token.i + 1):
            members = self.lexicon.blocs.get(self.doc[start : token.i + 1].text.lower(), ())
            if 1 < len(members) <= _FEW:
                return [Referent(c, c, None, start, token.i + 1) for c in members]
            body = self.doc[start : token.i + 1].text.lower() if members else ""
            if members and (code := self.lexicon.bodies_of_blocs.get(body)):
                return [Referent(code, code, None, start, token.i + 1)]
        return []

    def holders_listed(self, token: Token) -> list[Referent]:
        """ "the presidents of Mali and Niger, A and B": the persons whom a title in the plural introduces."""
        title = self.analysis.title_at(token.i)
        several = (title is not None and title.plural) or token.lower_ in {"counterparts", "colleagues"}
        if not several:
            return []
        named: list[Referent] = []
        for index in range(token.i + 1, min(self.analysis.sentence_of(token).end, token.i + _REACH)):
            if self.doc[index].pos_ in {"VERB", "AUX"}:
                break
            person = self.analysis.person_at(index)
            if person is not None and person.start == index:
                code = self.referents.person_actor.get(person.person)
                named.append(Referent(person.person, code, person.person, person.start, person.end))
        return named if len(named) > 1 else []

    def whole_list(self, found: list[Referent], token: Token) -> list[Referent]:
        """The whole of "A, B and C" where the parser tells but a part of it."""
        told = {r.code for r in found}
        more: list[Referent] = []
        for referent in found:
            if referent.person is None:
                spot = self._spot_of(referent, token)
                more += [r for r in self._listed(spot) if r.code not in told]
                told |= {r.code for r in more}
        return found + more

    def _spot_of(self, referent: Referent, token: Token) -> int:
        """Where the actor of a referent is named: "ministers from Chile" names it after the noun."""
        within = self.analysis.actors_in(token.left_edge.i, token.right_edge.i + 1)
        return next((m.end - 1 for m in within if m.code == referent.code), referent.end - 1)

    def _listed(self, index: int) -> list[Referent]:
        """The actors that stand in one list with the one at token ``index``; none where it stands alone."""
        own = self.analysis.actor_at(index)
        if own is None:
            return []
        sentence = self.analysis.sentence_of(index)
        row, joined = [own], sentence.headline
        while (after := self._next_actor(row[-1].end, sentence.end)) is not None:
            joined = joined or any(t.lower_ == "and" for t in self.doc[row[-1].end : after.start])
            row.append(after)
        while (before := self._actor_before(row[0].start, sentence.start)) is not None:
            joined = joined or any(t.lower_ == "and" for t in self.doc[before.end : row[0].start])
            row.insert(0, before)
        several = len(row) > 2 and joined
        return [Referent(m.code, m.code, None, m.start, m.end) for m in row if m is not own] if several else []

    def _next_actor(self, index: int, limit: int) -> ActorMention | None:
        start = index
        while index < limit and index < start + 3 and self.doc[index].lower_ in {",", "and", "the"}:
            index += 1
        actor = self.analysis.actor_at(index) if start < index < limit else None
        return actor if actor is not None and actor.start == index and self._is_plain(actor) else None

    def _actor_before(self, index: int, limit: int) -> ActorMention | None:
        stop = index
        while index > limit and index > stop - 3 and self.doc[index - 1].lower_ in {",", "and", "the"}:
            index -= 1
        actor = self.analysis.actor_at(index - 1) if limit < index < stop else None
        return actor if actor is not None and self._is_plain(actor) else None

    def _is_plain(self, actor: ActorMention) -> bool:
        """A state's own name that stands by itself: no possessive, nothing that it modifies."""
        ends = actor.end >= len(self.doc) or self.doc[actor.end].tag_ != "POS"
        noun = self.doc[actor.end - 1]
        return ends and actor.surface in {"name", "acronym"} and noun.dep_ not in {"compound", "amod", "poss"}
