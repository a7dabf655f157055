"""What a noun phrase stands for: persons, states and bodies, through names, titles, organs, pronouns and groups."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import ActorMention, Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.offices import OfficeMention

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
    "country nation state side party government neighbor neighbour capital power ally leader president minister premier "
    "general official counterpart diplomat negotiator delegation head chief envoy representative army military people "
    "pair duo republic faction belligerent foe rival signatory partner team force troop economy plane jet warplane aircraft "
    "fighter soldier marine ship warship vessel boat tank artillery guard gunman militant drone helicopter bomber pilot "
    "navy police commando militia".split()
)
# Ranks that the press uses for those who hold the highest military office.
_RANKS: Final = {"generals": "military_chief", "admirals": "military_chief", "marshals": "military_chief"}
_HE: Final = frozenset({"he", "she", "him", "his", "her"})
_IT: Final = frozenset({"it", "its"})
_THEY: Final = frozenset({"they", "them", "their", "both", "we", "our", "us", "each"})
_PLACING: Final = frozenset(
    {"in", "at", "to", "from", "near", "into", "across", "inside", "through", "outside", "toward", "towards", "within"}
)
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "agent"})


@dataclass(frozen=True, slots=True)
class Referent:
    """What tokens ``start:end`` stand for. ``name``: as the article calls it; ``code``: the actor it is or acts for."""

    name: str
    code: str | None
    person: str | None
    start: int
    end: int


def codes(referents: Iterable[Referent]) -> tuple[str, ...]:
    """The distinct actor codes of referents, in order."""
    return tuple(dict.fromkeys(r.code for r in referents if r.code))


def persons(referents: Iterable[Referent]) -> tuple[str, ...]:
    """The distinct person names of referents, in order."""
    return tuple(dict.fromkeys(r.person for r in referents if r.person))


class Referents:
    """Resolves noun phrases of one analysed article."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, offices: tuple[OfficeMention, ...]) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.offices = offices
        self.person_actor: dict[str, str] = {}
        self.person_roles: dict[str, set[str]] = {}
        for office in offices:
            if office.actor and not office.former:
                self.person_actor.setdefault(office.person, office.actor)
            self.person_roles.setdefault(office.person, set()).add(office.role)
        for office in offices:
            if office.actor:
                self.person_actor.setdefault(office.person, office.actor)
        named = {m.start for m in analysis.persons}
        self._named_later = {o.start: o.person for o in offices if o.start not in named and not o.former}
        self.main = self._main_actors()

    def _main_actors(self) -> tuple[str, ...]:
        """Actors by weight: headline and first sentences count more."""
        weights: Counter[str] = Counter()
        for mention in self.analysis.actors:
            sentence = self.analysis.sentence_of(mention.start)
            weights[mention.code] += 3 if sentence.headline or sentence.index < 3 else 1
        return tuple(code for code, _ in sorted(weights.items(), key=lambda c: -c[1]))

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
            return self._actor(actor, token)
        lower = token.lower_
        if lower in _HE:
            return self._he(token)
        if lower in _IT:
            return self._it(token)
        if lower in _THEY:
            return self._group(token, 2)
        if token.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON"}:
            return self._nominal(token, depth)
        return ()

    def _person(self, name: str, start: int, end: int) -> Referent:
        return Referent(name, self.person_actor.get(name), name, start, end)

    def _actor(self, actor: ActorMention, token: Token) -> tuple[Referent, ...]:
        if (
            actor.surface == "demonym"
            and token.i == actor.end - 1
            and token.head.i != token.i
            and token.dep_ in {"amod", "compound"}
        ):
            return self._single(token.head, 3)
        surface = self.analysis.doc[actor.start : actor.end].text
        known = self.lexicon.gazetteer.actor(actor.code)
        plain = actor.surface in {"name", "acronym", "people", "demonym"}
        name = known.name if plain and known is not None and actor.surface != "people" else surface
        return (Referent(name, actor.code, None, actor.start, actor.end),)

    # -- common nouns ------------------------------------------------------------------------------------------------

    def _nominal(self, token: Token, depth: int) -> tuple[Referent, ...]:
        """A common noun: by an apposed name, by the actors that modify it, by what it refers back to."""
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
        title = self.analysis.title_at(token.i)
        acts = title is not None or token.lemma_.lower() in self.lexicon.speaking_nouns | _SIDES
        owners = self._owners(token, depth) if acts else ()
        count = self._count(token)
        rank = _RANKS.get(token.lower_)
        if rank or (title and title.plural and not title.former):
            role = rank or (title.role if title else "")
            holders = self._holders_of(token.i, role, codes(owners), max(count, 2))
            if holders:
                return tuple(self._person(name, start, token.i + 1) for name in holders)
        if owners:
            if title and not title.plural and not title.former:
                person = self._holder(token.i, title.role, owners[0].code)
                if person is not None:
                    return (self._person(person, start, token.i + 1),)
            name = self._phrase(token)
            return tuple(
                Referent(name if len(owners) == 1 else r.name, r.code, None, start, token.i + 1) for r in owners
            )
        if title and not title.plural:
            person = self._holder(token.i, title.role, None)
            if person is not None:
                return (self._person(person, start, token.i + 1),)
        if count > 1 and token.lemma_.lower() in _SIDES:
            return self._group(token, count)
        return ()

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
                        if obj.dep_ == "pobj":
                            found += self.of(obj, depth=depth + 1) if depth < 3 else ()
                    if found:
                        break
        if not found:
            span = self.analysis.actors_in(token.left_edge.i, token.i)
            for mention in span:
                if self.analysis.doc[mention.end - 1].head.i in range(token.left_edge.i, token.i + 1):
                    found.append(Referent(mention.code, mention.code, None, mention.start, mention.end))
        unique = {r.code: r for r in found if r.code}
        return tuple(unique.values())

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

    # -- back references ---------------------------------------------------------------------------------------------

    def _holder(self, index: int, role: str, code: str | None) -> str | None:
        """The person whose office has this role (and actor), the last one named before the token, else any."""
        before = [m.person for m in self.analysis.persons if m.start < index]
        for name in reversed(before):
            if role in self.person_roles.get(name, ()) and code in (None, self.person_actor.get(name)):
                return name
        if code is not None:
            return None
        for office in self.offices:
            if office.role == role and not office.former:
                return office.person
        return None

    def _holders_of(self, index: int, role: str, actors: tuple[str, ...], count: int) -> tuple[str, ...]:
        """ "both presidents", "the two generals": the last ``count`` persons of that role named before the token."""
        found: dict[str, None] = {}
        for mention in reversed([m for m in self.analysis.persons if m.start < index]):
            fits = role in self.person_roles.get(mention.person, ()) and (
                not actors or self.person_actor.get(mention.person) in actors
            )
            if fits:
                found[mention.person] = None
        return tuple(reversed(list(found)[:count])) if len(found) == count else ()

    def _he(self, token: Token) -> tuple[Referent, ...]:
        sentence = self.analysis.sentence_of(token)
        doc = self.analysis.doc
        here = [m for m in self.analysis.persons_in(sentence.start, token.i)]
        subjects = [m for m in here if doc[m.end - 1].dep_ in _SUBJECTS]
        if subjects or here:
            best = (subjects or here)[-1 if not subjects else 0]
            return (self._person(best.person, token.i, token.i + 1),)
        for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
            earlier = self.analysis.sentences[index]
            if earlier.headline:
                continue
            mentions = list(self.analysis.persons_in(earlier.start, earlier.end))
            subjects = [m for m in mentions if doc[m.end - 1].dep_ in _SUBJECTS]
            if subjects or mentions:
                best = (subjects or mentions)[0]
                return (self._person(best.person, token.i, token.i + 1),)
            title = next(
                (
                    t
                    for t in self.analysis.titles
                    if earlier.start <= t.start < earlier.end and doc[t.end - 1].dep_ in _SUBJECTS
                ),
                None,
            )
            if title is not None:
                found = self._single(doc[title.end - 1], 3)
                if found:
                    return found
        return ()

    def _it(self, token: Token) -> tuple[Referent, ...]:
        sentence = self.analysis.sentence_of(token)
        doc = self.analysis.doc
        for index in range(sentence.index, max(-1, sentence.index - 3), -1):
            earlier = self.analysis.sentences[index]
            mentions = [
                m
                for m in self.analysis.actors_in(earlier.start, min(earlier.end, token.i))
                if m.surface != "demonym" and doc[m.end - 1].dep_ in _SUBJECTS
            ]
            if mentions:
                return self._actor(mentions[0], doc[mentions[0].end - 1])
        return ()

    def is_location(self, mention: ActorMention) -> bool:
        """A state or capital named as a place: "in Algiers", "to Kenya"."""
        token = self.analysis.doc[mention.end - 1]
        return token.dep_ == "pobj" and token.head.lower_ in _PLACING and mention.surface in {"capital", "name"}

    def pair_around(self, index: int, own: tuple[str, ...]) -> tuple[str, ...]:
        """Two actors that the text around token ``index`` speaks of together, ``own`` among them; empty when unclear."""
        sentence = self.analysis.sentence_of(index)
        here = self._sides_in(sentence)
        if len(here) == 2 and set(own) <= set(here):
            return here
        if len(here) > 2:
            return ()
        for earlier in reversed(self.analysis.sentences[max(0, sentence.index - 2) : sentence.index]):
            found = tuple(dict.fromkeys([*own, *here, *self._sides_in(earlier)]))
            if len(found) == 2:
                return found
        return ()

    def _sides_in(self, sentence: Sentence) -> tuple[str, ...]:
        """Actors that may be sides of a dispute: no bodies that mediate or report."""
        found = self._codes_in(sentence.start, sentence.end)
        sides = tuple(c for c in found if (a := self.lexicon.gazetteer.actor(c)) is None or a.type != "Organization")
        return sides if len(sides) > 1 else found

    def _group(self, token: Token, count: int) -> tuple[Referent, ...]:
        """The ``count`` actors last spoken of together before the token; a known pair of the story as the fallback."""
        sentence = self.analysis.sentence_of(token)
        chosen: tuple[str, ...] = ()
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            earlier = self.analysis.sentences[index]
            found = self._codes_in(earlier.start, min(earlier.end, token.i))
            if len(found) == count:
                chosen = found
                break
            if len(found) > count:
                ranked = sorted(found, key=lambda c: self.main.index(c) if c in self.main else 99)
                chosen = tuple(ranked[:count])
                break
        if not chosen and len(self.main) >= count:
            chosen = self.main[:count]
        return tuple(Referent(c, c, None, token.i, token.i + 1) for c in chosen)

    def _codes_in(self, start: int, end: int) -> tuple[str, ...]:
        """Actors of tokens ``start:end``, their officials' included, places left out."""
        found = [(m.start, m.code) for m in self.analysis.actors_in(start, end) if not self.is_location(m)]
        found += [
            (m.start, self.person_actor[m.person])
            for m in self.analysis.persons_in(start, end)
            if m.person in self.person_actor
        ]
        return tuple(dict.fromkeys(code for _, code in sorted(found)))
