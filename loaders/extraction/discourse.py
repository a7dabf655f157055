"""What is spoken of before a word: the persons, sides and bodies that pronouns and groups refer back to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.brokers import ADJUNCTS, MODIFIERS, SEATS, brokers_of, is_medium, sides_of_war
from accord.loaders.extraction.persons import states_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import ActorMention, Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.offices import OfficeMention

_PLACING: Final = frozenset(
    {"in", "at", "to", "from", "near", "into", "across", "inside", "through", "outside", "toward", "towards", "within"}
)
# Whom "the minister" may mean.
_MINISTERS: Final = frozenset({"other_minister", "foreign_minister", "defence_minister"})
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


class Discourse(ABC):
    """The persons and actors of one analysed article in their order; the base of Referents."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, offices: tuple[OfficeMention, ...]) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.offices = offices
        self.person_actor: dict[str, str] = {}
        self.person_roles: dict[str, set[str]] = {}
        for office in sorted(offices, key=lambda o: o.former):
            if office.actor:
                self.person_actor.setdefault(office.person, office.actor)
            self.person_roles.setdefault(office.person, set()).add(office.role)
        for person, state in states_told(analysis):
            self.person_actor.setdefault(person, state)
        self._counterparts = {o.person for o in offices if analysis.doc[o.start].lower_.startswith("counterpart")}
        named = {m.start for m in analysis.persons}
        self._named_later = {o.start: o.person for o in offices if o.start not in named and not o.former}
        self.brokers = brokers_of(analysis, self.person_actor)
        weights = self._weights()
        self.main = tuple(code for code, _ in sorted(weights.items(), key=lambda c: -c[1]))
        self.main_pair = self._pair(weights)
        self.sides_of_war = sides_of_war(analysis, lexicon, weights, self.brokers)

    def _weights(self) -> Counter[str]:
        """How much the article speaks of each actor: headline and first sentences count more, officials for theirs."""
        weights: Counter[str] = Counter()
        places = [(m.start, m.code) for m in self.analysis.actors if not self.is_location(m)]
        people = [(m.start, self.person_actor.get(m.person, "")) for m in self.analysis.persons]
        for start, code in [*places, *people]:
            sentence = self.analysis.sentence_of(start)
            weights[code] += 3 if sentence.headline or sentence.index < 3 else 1
        del weights[""]
        return weights

    def _pair(self, weights: Counter[str]) -> tuple[str, ...]:
        """The two sides that the whole article is about; empty when there are more, or fewer."""
        sides = [
            (code, weight)
            for code, weight in weights.most_common()
            if self._may_be_side(code) and code not in self.brokers
        ]
        if len(sides) < 2 or sides[1][1] < 4:
            return ()
        third = sides[2][1] if len(sides) > 2 else 0
        return (sides[0][0], sides[1][0]) if third <= 0.7 * sides[1][1] else ()

    def _may_be_side(self, code: str) -> bool:
        return self.lexicon.gazetteer.may_be_side(code, self.person_actor.values())

    @abstractmethod
    def _single(self, token: Token, depth: int) -> tuple[Referent, ...]:
        """What one noun phrase stands for, without its conjuncts."""

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

    def _holder(self, index: int, role: str, code: str | None) -> str | None:
        """The person whose office has this role (and actor), the last one named before the token, else any."""
        before = [m.person for m in self.analysis.persons if m.start < index]
        if code is None:
            # "the minister" is who is called so, sooner than his counterpart.
            before.sort(key=self._called(index))
        title = self.analysis.title_at(index)
        roles = _MINISTERS if title is not None and title.text.lower() == "minister" else {role}
        for name in reversed(before):
            if roles & self.person_roles.get(name, set()) and code in (None, self.person_actor.get(name)):
                return name
        if code is not None:
            return None
        for office in self.offices:
            if office.role == role and not office.former:
                return office.person
        return None

    def _called(self, index: int) -> Callable[[str], int]:
        """How well a person answers to the title at token ``index``, counterparts least."""
        title = self.analysis.title_at(index)
        text = title.text.lower() if title is not None else ""
        exact = {o.person for o in self.offices if o.title.lower() == text}
        acting = self._acting_before(index)
        return lambda name: 0 if name in self._counterparts else 1 + 2 * (name in exact) + (name == acting)

    def _acting_before(self, index: int) -> str | None:
        """The person who is the first subject of the sentence before the one of token ``index``."""
        sentence = self.analysis.sentence_of(index)
        if sentence.index == 0:
            return None
        earlier = self.analysis.sentences[sentence.index - 1]
        mentions = self.analysis.persons_in(earlier.start, earlier.end)
        return next((m.person for m in mentions if self.analysis.doc[m.end - 1].dep_ in _SUBJECTS), None)

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

    def _holders_later(self, index: int, role: str, actors: tuple[str, ...]) -> tuple[str, ...]:
        """ "The presidents of A and B", whom the story names further on: one person for each, or none."""
        found: dict[str, str] = {}
        for mention in self.analysis.persons:
            actor = self.person_actor.get(mention.person)
            if mention.start > index and actor in actors and role in self.person_roles.get(mention.person, ()):
                found.setdefault(actor, mention.person)
        return tuple(found[a] for a in actors) if len(found) == len(actors) > 1 else ()

    def _he(self, token: Token) -> tuple[Referent, ...]:
        sentence = self.analysis.sentence_of(token)
        doc = self.analysis.doc
        here = list(self.analysis.persons_in(sentence.start, token.i))
        subjects = [m for m in here if doc[m.end - 1].dep_ in _SUBJECTS]
        if subjects or here:
            best = (subjects or here)[-1 if not subjects else 0]
            return (self._person(best.person, token.i, token.i + 1),)
        if told := self._subject_by_title(sentence.start, token.i):
            return told
        fallback: tuple[Referent, ...] = ()
        for index in range(sentence.index - 1, max(-1, sentence.index - 5), -1):
            earlier = self.analysis.sentences[index]
            if earlier.headline:
                continue
            mentions = list(self.analysis.persons_in(earlier.start, earlier.end))
            subjects = [m for m in mentions if doc[m.end - 1].dep_ in _SUBJECTS]
            if subjects:
                return (self._person(subjects[0].person, token.i, token.i + 1),)
            found = self._subject_by_title(earlier.start, earlier.end)
            if found:
                return found
            if mentions and not fallback:
                fallback = (self._person(mentions[0].person, token.i, token.i + 1),)
        return fallback

    def _subject_by_title(self, start: int, end: int) -> tuple[Referent, ...]:
        """Who is meant by the first title that is a subject among tokens ``start:end``: "The minister said he"."""
        doc = self.analysis.doc
        for title in self.analysis.titles:
            if start <= title.start and title.end <= end and doc[title.end - 1].dep_ in _SUBJECTS and not title.plural:
                return self._single(doc[title.end - 1], 3)
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
        """A state or capital named as a place or in passing: "in Algiers", "the Omani capital", "Iran-backed"."""
        doc = self.analysis.doc
        token = doc[mention.end - 1]
        if mention.end + 1 < len(doc) and doc[mention.end].text == "-" and doc[mention.end + 1].lower_ in ADJUNCTS:
            return True
        if token.dep_ in MODIFIERS and (token.head.lower_ in SEATS or is_medium(token.head)):
            return True
        if token.dep_ == "appos" and mention.surface == "name" and doc[token.i - 1].text == ",":
            token = token.head
        return token.dep_ == "pobj" and token.head.lower_ in _PLACING and mention.surface in {"capital", "name"}

    def pair_around(self, index: int, own: tuple[str, ...], *, back: int = 2) -> tuple[str, ...]:
        """Two actors that the text around token ``index`` speaks of together, ``own`` among them; or none.

        A story about two sides is about them here too. ``back``: how many sentences before may name them.
        """
        sentence = self.analysis.sentence_of(index)
        here = self.sides_in(sentence)
        if self.main_pair and set(own) <= set(self.main_pair):
            return self.main_pair
        if len(here) == 2 and set(own) <= set(here):
            return here
        if len(here) > 2:
            return ()
        for earlier in reversed(self.analysis.sentences[max(0, sentence.index - back) : sentence.index]):
            found = tuple(dict.fromkeys([*own, *here, *self.sides_in(earlier)]))
            if len(found) == 2:
                return found
        return ()

    def sides_in(self, sentence: Sentence) -> tuple[str, ...]:
        """Actors that may be sides of a dispute: no bodies that mediate or report."""
        found = self._codes_in(sentence.start, sentence.end)
        return tuple(c for c in found if self._may_be_side(c) and c not in self.brokers)

    def _group(self, token: Token, count: int) -> tuple[Referent, ...]:
        """The ``count`` actors last spoken of together before the token; a known pair of the story as the fallback."""
        sentence = self.analysis.sentence_of(token)
        chosen: tuple[str, ...] = ()
        fallback: tuple[str, ...] = ()
        for index in range(sentence.index, max(-1, sentence.index - 4), -1):
            if index < sentence.index and len(self.main_pair) == count:
                break
            earlier = self.analysis.sentences[index]
            found = self._codes_in(earlier.start, min(earlier.end, token.i))
            sides = tuple(c for c in found if self._may_be_side(c) and c not in self.brokers)
            if len(sides) == count or (len(found) > count and len(self.main_pair) == count):
                chosen = sides if len(sides) == count else self.main_pair
                break
            found = self._without_brokers(found, count)
            if len(found) == count:
                fallback = fallback or found
            elif len(found) > count:
                ranked = sorted(found, key=lambda c: self.main.index(c) if c in self.main else 99)
                fallback = fallback or tuple(ranked[:count])
        chosen = chosen or (self.main_pair if len(self.main_pair) == count else fallback)
        if not chosen and len(here := self.sides_in(sentence)) == count:
            # "The two countries signed … during the visit of President X to Y."
            chosen = here
        if not chosen and len(self.main) >= count:
            chosen = self._without_brokers(self.main, count)[:count]
        return tuple(Referent(c, c, None, token.i, token.i + 1) for c in chosen)

    def _without_brokers(self, codes: tuple[str, ...], count: int) -> tuple[str, ...]:
        return sides if len(sides := tuple(c for c in codes if c not in self.brokers)) >= count else codes

    def _codes_in(self, start: int, end: int) -> tuple[str, ...]:
        """Actors of tokens ``start:end``, their officials' included, places left out."""
        found = [(m.start, m.code) for m in self.analysis.actors_in(start, end) if not self.is_location(m)]
        found += [
            (m.start, self.person_actor[m.person])
            for m in self.analysis.persons_in(start, end)
            if m.person in self.person_actor
        ]
        return tuple(dict.fromkeys(code for _, code in sorted(found)))
