"""Who was spoken of before: the persons and bodies that "he", "it" and "the minister" refer back to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.referents import Referent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PersonMention, Sentence
    from accord.loaders.extraction.referents import Referents

PRONOUNS: Final = frozenset({"he", "she", "it", "they"})
# Which roles a bare title may mean.
GENERAL_ROLES: Final = {
    "minister": ("foreign_minister", "defence_minister", "other_minister"),
    "leader": ("head_of_state", "head_of_government", "party_leader", "other"),
    "official": ("other", "other_minister", "spokesperson", "envoy"),
    "diplomat": ("ambassador", "envoy", "foreign_minister"),
    "secretary": ("other_minister", "foreign_minister", "defence_minister", "other"),
    "general": ("military_chief", "other"),
    "envoy": ("envoy", "ambassador"),
}
_FEMALE: Final = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "madam", "madame", "spokeswoman", "chairwoman", "queen"}
)
_MALE: Final = frozenset({"mr", "mr.", "spokesman", "chairman", "king", "sheikh", "sir", "lord", "prince"})
# How many sentences back somebody may be meant.
NEAR: Final = 4
# The same where an office is named: a title says more than a pronoun.
FAR: Final = 8


# The same where another state is named beside: an envoy may serve a body.
_JUST: Final = 2


@dataclass(frozen=True, slots=True)
class Spoken:
    """The one who spoke last: in which sentence, and who."""

    sentence: int
    who: Referent


class Antecedents:
    """Remembers who spoke, in the order of the text, and says who a later word means."""

    def __init__(self, analysis: Analysis, referents: Referents, quoted: list[bool]) -> None:
        self.analysis = analysis
        self.referents = referents
        self.doc = analysis.doc
        self._quoted = quoted
        self.last: Spoken | None = None
        self._last_body: Spoken | None = None
        self._spoken: list[Spoken] = []
        self._gender: dict[str, str] = {}
        for mention in analysis.persons:
            self._note_gender(mention)

    def remember(self, sentence: Sentence, who: Referent) -> None:
        """Note that ``who`` spoke in a sentence."""
        self.last = Spoken(sentence.index, who)
        title = self.analysis.title_at(who.end - 1)
        if who.person is None and (title is None or title.plural):
            self._last_body = self.last
        self._spoken.append(self.last)

    def speaker_before(self, sentence: Sentence) -> Referent | None:
        """Who spoke last within reach of a sentence."""
        if self.last is None or sentence.index - self.last.sentence > NEAR:
            return None
        return self.last.who

    def person(self, mention: PersonMention) -> Referent:
        """The referent of a person's mention."""
        code = self.referents.person_actor.get(mention.person)
        return Referent(mention.person, code, mention.person, mention.start, mention.end)

    def back(self, subject: Token) -> Referent | None:
        """ "the minister", "the official": the one of that office who spoke last, or an unnamed one."""
        definite = any(c.lower_ == "the" for c in subject.children)
        title = self.analysis.title_at(subject.i)
        start = subject.i if title is None else title.start
        bare = not any(
            c.dep_ in {"amod", "compound", "prep", "poss"} and not start <= c.i < subject.i for c in subject.children
        )
        if definite and not bare and self._is_epithet(subject, start):
            return self.last.who if self.last is not None else None
        if not (definite and bare):
            return None
        here = self.analysis.sentence_of(subject).index
        for spoken in reversed(self._spoken):
            who = spoken.who
            if here - spoken.sentence > (NEAR if who.person is None else FAR):
                return None
            if subject.lemma_.lower() in who.name.lower().split() if who.person is None else self._fits(who, subject):
                return who
        return None

    def _is_epithet(self, subject: Token, start: int) -> bool:
        """ "the Kenyan diplomat" just after a Kenyan envoy of whomever, or another state's, has spoken."""
        besides = [c for c in subject.children if c.dep_ in {"amod", "compound", "prep", "poss"} and c.i < start]
        names = [self.analysis.actor_at(c.i) for c in besides]
        if self.last is None or len(names) != 1 or names[0] is None or names[0].surface != "demonym":
            return False
        near = self.analysis.sentence_of(subject).index - self.last.sentence <= _JUST
        return near and subject.lemma_.lower() == "diplomat" and self._fits(self.last.who, subject)

    def mentioned(self, subject: Token) -> Referent | None:
        """ "the minister": who was named last of those whose office it may be, though he hasn't spoken yet."""
        here = self.analysis.sentence_of(subject).index
        for mention in reversed(list(self.analysis.persons_in(0, subject.i))):
            if here - self.analysis.sentence_of(self.doc[mention.start]).index > NEAR:
                return None
            who = self.person(mention)
            if self._fits(who, subject):
                return replace(who, start=subject.i, end=subject.i + 1)
        return None

    def _fits(self, who: Referent, subject: Token) -> bool:
        """Whether a person holds an office that a title may mean."""
        title = self.analysis.title_at(subject.i)
        wanted = {*GENERAL_ROLES.get(subject.lemma_.lower(), ()), *((title.role,) if title else ())}
        return not wanted.isdisjoint(self.referents.person_roles.get(who.person or "", set()))

    def holder(self, subject: Token, code: str) -> Referent | None:
        """The person who spoke last of those who hold an office of ``code`` that a title may mean."""
        here = self.analysis.sentence_of(subject).index
        for spoken in reversed(self._spoken):
            if here - spoken.sentence > FAR:
                break
            person = spoken.who.person
            if person and self.referents.person_actor.get(person) == code and self._fits(spoken.who, subject):
                return spoken.who
        return None

    def pronoun(self, token: Token) -> list[Referent]:
        """ "he" is who spoke last, unless another person has been the subject since; "it" the last body."""
        sentence = self.analysis.sentence_of(token)
        if token.lower_ == "it":
            subject = self._subject_before(token)
            if subject is not None:
                return list(self.referents.of(subject, conjuncts=False))
            if self._last_body is not None and sentence.index - self._last_body.sentence <= 2:
                return [self._last_body.who]
            return list(self.referents.of(token))
        if token.lower_ == "they":
            near = self._last_body is not None and sentence.index - self._last_body.sentence <= 1
            plural = (
                near and self._last_body is not None and self.doc[self._last_body.who.end - 1].tag_ in {"NNS", "NNPS"}
            )
            return [self._last_body.who] if plural and self._last_body is not None else []
        gender = "f" if token.lower_ == "she" else "m"
        for who in self._recent(token, sentence):
            known = self._gender.get(who.person or "")
            if known in (None, gender):
                if who.person:
                    self._gender[who.person] = gender
                return [replace(who, start=token.i, end=token.i + 1)]
        return []

    def _subject_before(self, token: Token) -> Token | None:
        """The state or body that is subject of the main clause before "it" in a clause below: "X said it would"."""
        for other in self.doc[token.sent.start : token.i]:
            if other.dep_ in {"nsubj", "nsubjpass"} and not self._quoted[other.i]:
                return other if self.analysis.actor_at(other.i) is not None else None
        return None

    def _recent(self, token: Token, sentence: Sentence) -> Iterator[Referent]:
        """Persons in the order in which "he" may mean them."""
        if token.head.dep_ == "relcl":
            # "an address by X, in which he said"
            within = list(self.analysis.persons_in(token.head.head.left_edge.i, token.i))
            yield from (self.person(m) for m in reversed(within))
        yield from self._subjects(sentence.start, token.i)
        for index in range(sentence.index - 1, max(-1, sentence.index - NEAR - 1), -1):
            earlier = self.analysis.sentences[index]
            if earlier.headline:
                break
            if self.last is not None and self.last.sentence == index and self.last.who.person is not None:
                yield self.last.who
            yield from self._subjects(earlier.start, earlier.end)
        if self.last is not None and self.last.who.person is not None and sentence.index - self.last.sentence <= NEAR:
            yield self.last.who
        yield from self.referents.of(token)

    def _subjects(self, start: int, end: int) -> Iterator[Referent]:
        """Persons who are subjects among tokens ``start:end`` outside quotations, main clauses first."""
        found = []
        for mention in self.analysis.persons_in(start, end):
            head = self.doc[mention.end - 1]
            noun = head.head if head.dep_ == "appos" else head
            if noun.dep_ in {"nsubj", "nsubjpass"} and not self._quoted[noun.i]:
                found.append((noun.head.dep_ not in {"ROOT", "conj"}, mention.start, mention))
        yield from (self.person(m) for _, _, m in sorted(found, key=lambda f: f[:2]))

    def _note_gender(self, mention: PersonMention) -> None:
        if not mention.start:
            return
        words = {t.lower_ for t in self.doc[max(0, mention.start - 2) : mention.start]}
        if words & _FEMALE:
            self._gender[mention.person] = "f"
        elif words & _MALE:
            self._gender.setdefault(mention.person, "m")
