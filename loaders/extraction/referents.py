"""What a noun phrase stands for: persons, states and bodies, through names, titles, organs, pronouns and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.compass_names import POINTS
from accord.loaders.extraction.discourse import Discourse, Referent, codes, persons

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import ActorMention

__all__ = ["Referent", "Referents", "codes", "persons"]


NUMBERS: Final = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "pair": 2,
    "duo": 2,
    "trio": 3,
}
_SIDES: Final = frozenset(
    "country nation state side party government neighbor neighbour capital power ally leader president minister "
    "premier general official counterpart diplomat negotiator delegation head chief envoy representative army "
    "military people pair duo republic faction belligerent foe rival signatory partner team force troop economy "
    "plane jet warplane aircraft fighter soldier marine ship warship vessel boat tank artillery guard gunman "
    "militant drone helicopter bomber pilot navy police commando militia commission committee ministry authority "
    "agency commander chairman warring".split()
)
_STATE_OWNED: Final = frozenset({"monopoly", "state-run", "state-owned", "state-controlled", "national", "state"})
# Ranks that the press uses for those who hold the highest military office.
_RANKS: Final = {"generals": "military_chief", "admirals": "military_chief", "marshals": "military_chief"}
_AUTHORITIES: Final = frozenset({"government", "army", "military", "regime", "junta"})
_BANDS: Final = frozenset({"group", "faction", "movement", "coalition", "alliance"})
_HE: Final = frozenset({"he", "she", "him", "his", "her"})
_IT: Final = frozenset({"it", "its"})
_THEY: Final = frozenset({"they", "them", "their", "both", "we", "our", "us", "each"})


class Referents(Discourse):
    """Resolves noun phrases of one analysed article."""

    def of(self, token: Token, *, conjuncts: bool = True, depth: int = 0) -> tuple[Referent, ...]:
        """What the noun phrase headed by ``token`` stands for, its conjuncts included; empty when nothing known."""
        found = list(self._single(token, depth))
        if conjuncts and depth < 4:
            for other in token.conjuncts:
                if other.i > token.i or token.dep_ == "conj":
                    found += self._single(other, depth + 1)
        unique = {(r.name, r.code): r for r in found}
        return tuple(sorted(unique.values(), key=lambda r: r.start))

    def _single(self, token: Token, depth: int) -> tuple[Referent, ...]:
        person = self.analysis.person_at(token.i)
        if person is not None:
            return (self._person(person.person, person.start, person.end),)
        actor = self.analysis.actor_at(token.i)
        if actor is not None:
            return (*self._sharing(actor), *self._actor(actor, token))
        lower = token.lower_
        if lower in _HE:
            return self._he(token)
        if lower in _IT:
            return self._it(token)
        if lower in _THEY:
            return self._they(token, depth)
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON"}:
            return self._nominal(token, depth) or self._state_company(token)
        return ()

    def _sharing(self, actor: ActorMention) -> tuple[Referent, ...]:
        """The first of "North and South Y", which no parser joins to the second."""
        before = self.analysis.actor_at(actor.start - 2) if actor.start > 1 else None
        if before is None or before.end - before.start > 1 or self.analysis.doc[actor.start - 1].lower_ != "and":
            return ()
        if self.analysis.doc[before.start].text not in POINTS:
            return ()
        return (Referent(before.code, before.code, None, before.start, before.end),)

    def _they(self, token: Token, depth: int) -> tuple[Referent, ...]:
        """The several that the sentence has just named as doers, else the two of whom the text speaks."""
        for index in range(token.i - 1, self.analysis.sentence_of(token).start - 1, -1):
            doer = self.analysis.doc[index]
            if doer.dep_ in {"nsubj", "nsubjpass"} and doer.lower_ not in _THEY and list(doer.conjuncts) and depth < 3:
                found = self.of(doer, depth=depth + 1)
                if len(codes(found)) > 1:
                    return found
        return self._group(token, 2)

    def _state_company(self, token: Token) -> tuple[Referent, ...]:
        """ "the Russian gas monopoly Rosgas", "state-run Petrolex": a company that does a state's business."""
        if token.pos_ != "PROPN":
            return ()
        words = {t.lower_ for t in token.subtree if t.i < token.i}
        if not words & _STATE_OWNED:
            return ()
        start = token.i
        while (
            start > token.left_edge.i
            and self.analysis.doc[start - 1].pos_ == "PROPN"
            and not self.analysis.actor_at(start - 1)
        ):
            start -= 1
        name = self.analysis.doc[start : token.i + 1].text
        return (Referent(name, name, None, start, token.i + 1),)

    # -- common nouns ------------------------------------------------------------------------------------------------

    def _nominal(self, token: Token, depth: int) -> tuple[Referent, ...]:
        """A common noun: by a name beside it, by the actors that modify it, by what it refers back to."""
        return self._named_beside(token, depth) or self._described(token, depth)

    def _named_beside(self, token: Token, depth: int) -> tuple[Referent, ...]:
        """ "the envoy, X", "Foreign Minister X", and "a leader of Y" whose name follows in the next sentence."""
        apposed = [c for c in token.children if c.dep_ == "appos" and self.analysis.person_at(c.i)]
        if apposed and depth < 4:
            return self.of(apposed[0], depth=depth + 1)
        beside = self.analysis.title_at(token.i)
        if beside is not None and beside.end == token.i + 1:
            named = next((m for m in self.analysis.persons if m.start == beside.end), None)
            if named is not None:
                return (self._person(named.person, named.start, named.end),)
        if beside is not None and (named_later := self._named_later.get(beside.start)) is not None:
            return (self._person(named_later, beside.start, beside.end),)
        start = token.left_edge.i
        inside = [m for m in self.analysis.persons_in(start, token.i) if m.end == token.i]
        if inside:
            return (self._person(inside[0].person, inside[0].start, inside[0].end),)
        return ()

    def _described(self, token: Token, depth: int) -> tuple[Referent, ...]:
        """ "the Russian army", "both presidents", "the minister", "the two countries"."""
        start = token.left_edge.i
        title = self.analysis.title_at(token.i)
        acts = title is not None or token.lemma_.lower() in self.lexicon.speaking_nouns | _SIDES
        owners = self._owners(token, depth) if acts else ()
        count = self._count(token)
        rank = _RANKS.get(token.lower_)
        if rank or (title and title.plural and not title.former):
            role = rank or (title.role if title else "")
            holders = self._holders_of(token.i, role, codes(owners), max(count, 2))
            holders = holders or self._holders_later(token.i, role, codes(owners))
            if holders:
                return tuple(self._person(name, start, token.i + 1) for name in holders)
        if count > 1 and len(owners) == 1 and self._is_body(owners[0].code) and token.lemma_.lower() in _SIDES:
            return self._group(token, count) or owners
        if owners:
            if title and not title.plural and not title.former and not _indefinite(token):
                person = self._holder(token.i, title.role, owners[0].code)
                if person is not None:
                    return (self._person(person, start, token.i + 1),)
            name = self._phrase(token)
            return tuple(
                Referent(name if len(owners) == 1 else r.name, r.code, None, start, token.i + 1) for r in owners
            )
        if title and not title.plural and not _indefinite(token):
            person = self._holder(token.i, title.role, None)
            if person is not None:
                return (self._person(person, start, token.i + 1),)
        if count > 1 and token.lemma_.lower() in _SIDES:
            return self._group(token, count) or owners
        return self._authorities(token)

    def _authorities(self, token: Token) -> tuple[Referent, ...]:
        """ "The government" beside rebels: that of the state of which the article speaks most."""
        if token.lemma_.lower() not in _AUTHORITIES or not self._beside_rebels(token):
            return ()
        code = self.sides_of_war[0] if self.sides_of_war else None
        code = code or next((c for c in self.main if self.is_state(c) and c not in self.brokers), None)
        return (Referent(self._phrase(token), code, None, token.left_edge.i, token.i + 1),) if code else ()

    def _beside_rebels(self, token: Token) -> bool:
        sentence = self.analysis.sentence_of(token)
        return any(m.type == "ArmedGroup" for m in self.analysis.actors_in(sentence.start, sentence.end))

    def _group(self, token: Token, count: int) -> tuple[Referent, ...]:
        """Those who do what is told of the group, where they are named: "X and Y are to end the feud of both"."""
        verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
        doer = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
        if doer is not None and doer.i < token.i and not any(t.i == token.i for t in doer.subtree):
            several = list(doer.conjuncts) or any(self.analysis.actors_in(doer.left_edge.i, doer.i))
            found = codes(self.of(doer, depth=3)) if several else ()
            if len(found) == count:
                return tuple(Referent(c, c, None, token.i, token.i + 1) for c in found)
        return super()._group(token, count)

    def _is_capital(self, token: Token) -> bool:
        mention = self.analysis.actor_at(token.i)
        return mention is not None and mention.surface == "capital"

    def is_state(self, code: str) -> bool:
        """Whether the actor is a state."""
        actor = self.lexicon.gazetteer.actor(code)
        return actor is not None and actor.type == "State"

    def _is_body(self, code: str | None) -> bool:
        """ "The two NATO allies": members of a body, not the body."""
        actor = self.lexicon.gazetteer.actor(code) if code else None
        return actor is not None and actor.type == "Organization"

    def _count(self, token: Token) -> int:
        for child in token.children:
            if child.lower_ in NUMBERS:
                return NUMBERS[child.lower_]
        if token.lower_ in NUMBERS:
            return NUMBERS[token.lower_]
        return 2 if token.tag_ == "NNS" and any(c.lower_ in {"the", "all"} for c in token.children) else 1

    def _phrase(self, token: Token) -> str:
        """The noun phrase without article and what follows the head, as the article words it."""
        left = token.left_edge.i
        while left < token.i and self.analysis.doc[left].pos_ in {"DET", "PUNCT", "PRON", "NUM"}:
            left += 1
        return self.analysis.doc[left : token.i + 1].text.replace("\n", " ")

    def _owners(self, token: Token, depth: int) -> tuple[Referent, ...]:
        """Actors that modify a noun: "Russian and US ministers", "Chile's army", "leaders of Mali and Niger"."""
        found: list[Referent] = []
        for child in token.children:
            if child.i < token.i and child.dep_ in {"amod", "compound", "poss", "nmod", "det", "nsubj"}:
                found += self._owner(child, depth)
        if not found:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in {"of", "from", "for", "in"}:
                    for obj in child.children:
                        if obj.dep_ == "pobj" and not (child.lower_ == "in" and self._is_capital(obj)):
                            found += self.of(obj, depth=depth + 1) if depth < 3 else ()
                    if found:
                        break
        if not found:
            span = self.analysis.actors_in(token.left_edge.i, token.i)
            for mention in span:
                if self.analysis.doc[mention.end - 1].head.i in range(token.left_edge.i, token.i + 1):
                    found.append(Referent(mention.code, mention.code, None, mention.start, mention.end))
        if len(found) > 1:
            found = self._of_several(token, found)
        unique = {r.code: r for r in found if r.code}
        return tuple(unique.values())

    def _of_several(self, token: Token, owners: list[Referent]) -> list[Referent]:
        """The whole list before a plural; of a state and a band of "Mali's main rebel group" the band."""
        if token.lemma_.lower() in _BANDS:
            return [r for r in owners if not self.is_state(r.code or "")] or owners
        return self._listed_before(owners) + owners if token.tag_ in {"NNS", "NNPS"} else owners

    def _listed_before(self, owners: list[Referent]) -> list[Referent]:
        """ "The Omani, Qatari and Saudi ministers": those of the list that the parser joins to nothing."""
        found: list[Referent] = []
        start = min(r.start for r in owners)
        while start > 1 and self.analysis.doc[start - 1].text == ",":
            before = self.analysis.actor_at(start - 2)
            if before is None or before.surface != "demonym":
                break
            found.insert(0, Referent(before.code, before.code, None, before.start, before.end))
            start = before.start
        return found

    def _owner(self, child: Token, depth: int) -> list[Referent]:
        if depth > 3:
            return []
        if child.lower_ in _HE | _IT | _THEY:
            return list(self._single(child, depth + 1)) if child.lower_ not in _HE else []
        found = [
            Referent(m.code, m.code, None, m.start, m.end)
            for t in (child, *child.conjuncts)
            if (m := self.analysis.actor_at(t.i)) is not None
        ]
        if not found:
            for grandchild in child.children:
                mention = self.analysis.actor_at(grandchild.i)
                if mention is not None and grandchild.i < child.i:
                    found.append(Referent(mention.code, mention.code, None, mention.start, mention.end))
        if not found and child.dep_ == "poss":
            found = list(self._single(child, depth + 1))
        return found


def _indefinite(token: Token) -> bool:
    """ "A minister" is nobody who has been named."""
    return any(c.lower_ in {"a", "an", "one", "another"} for c in token.children)
