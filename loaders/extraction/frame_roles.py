"""Who does what about an instrument besides agreeing: signers, mediators, the offices of those who act."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.mediators import MEDIATION, MediatorFinder
from accord.loaders.extraction.referents import Referent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PersonMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents

# Verbs whose doers put their names to an instrument, or for an understanding agree to it.
SIGNING: Final = frozenset("sign ink initial seal exchange conclude reach strike clinch".split())
_REACHING: Final = frozenset({"agree", "negotiate"})
_REACTIONS: Final = frozenset({"welcomes", "rejects", "calls_for", "accuses", "judges"})
_TALKS: Final = frozenset("talk negotiation meeting discussion session round".split())
_SAYING: Final = frozenset(
    "say tell announce report add state confirm declare note disclose reveal claim explain recall write".split()
)
_LEVELS: Final = frozenset(
    {"head_of_state", "head_of_government", "defence_minister", "foreign_minister", "military_chief"}
)
_ASIDE: Final = frozenset({"presence", "witnessed", "while"})
# "Signed during a visit by the president": his visit, not his signature.
_COMINGS: Final = frozenset({"visit", "trip", "tour", "visitor", "stay", "stopover"})
_BETWEEN: Final = frozenset({"between", "among", "amongst"})
_OFFERING: Final = frozenset({"offer", "propose", "grant"})
_FOUGHT: Final = frozenset({"war", "conflict", "fighting", "hostility", "dispute", "feud", "row"})
_BLAMING: Final = frozenset({"accuse", "blame", "suspect"})
_TIMES: Final = frozenset({"after", "before", "since", "until", "although", "though", "because"})


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.lemma_.lower()


class FrameRoles:
    """Reads signers, mediators and offices around the noun ``head`` of one article."""

    def __init__(self, head: Token, analysis: Analysis, referents: Referents) -> None:
        self.head = head
        self.analysis = analysis
        self.referents = referents

    def signers(self, nouns: list[Token], verb: Token | None) -> list[Referent]:
        """Every person who signs: in its "by" phrases, also broken lists, or "between" whom it was concluded."""
        candidates = [c for n in nouns for c in n.children if c.dep_ in {"acl", "relcl"}]
        candidates += [verb] if verb is not None else []
        found: list[Referent] = []
        for act in candidates:
            if lemma(act) in SIGNING:
                found += [*self._in_phrases(act, "by"), *self._doers(act)]
            if lemma(act) in SIGNING | _REACHING and not is_modal(act):
                found += self._between_persons(act)
        return found

    def _in_phrases(self, act: Token, word: str) -> Iterator[Referent]:
        """Persons after each ``word`` that hangs on the act, up to witnesses or the next verb."""
        doc = self.analysis.doc
        for token in doc[act.i : act.right_edge.i + 1]:
            if token.lower_ != word or token.dep_ not in {"agent", "prep", "conj"} or nearest_verb(token) != act:
                continue
            if token.dep_ == "prep" and token.head.lemma_.lower() in _COMINGS:
                continue
            if any(t.lemma_.lower() in MEDIATION for t in doc[act.i : token.i]):
                continue
            end = self._phrase_end(token.i + 1, max(token.right_edge.i + 1, token.i + 2))
            for mention in self.analysis.persons_in(token.i, end):
                if not self._is_represented(mention):
                    yield self._person(mention)

    def _is_represented(self, mention: PersonMention) -> bool:
        """ "by the envoys of Presidents A and B": those for whom others sign."""
        token = self.analysis.doc[mention.end - 1]
        while token.dep_ in {"conj", "appos", "compound"} and token.head.i < token.i:
            token = token.head
        if token.dep_ != "pobj" or token.head.lower_ not in {"of", "for"}:
            return False
        owner = token.head.head
        return owner.pos_ == "NOUN" and self.analysis.person_at(owner.i) is None

    def _doers(self, act: Token) -> Iterator[Referent]:
        """Persons in the subject's list, however deep the parser put them in it."""
        for subject in (c for c in act.children if c.dep_ == "nsubj"):
            for mention in self.analysis.persons_in(subject.left_edge.i, act.i):
                token = self.analysis.doc[mention.end - 1]
                while token.i != subject.i and token.dep_ in {"conj", "appos", "compound", "flat"}:
                    token = token.head
                if token.i == subject.i and not is_modal(act):
                    yield self._person(mention)

    def _between_persons(self, act: Token) -> Iterator[Referent]:
        """ "reached in talks between Minister X and his counterpart, Y"."""
        for token in self.analysis.doc[act.i : act.right_edge.i + 1]:
            if token.lower_ in _BETWEEN and token.dep_ == "prep" and self._is_of_act(nearest_verb(token), act):
                end = self._phrase_end(token.i + 1, token.right_edge.i + 1)
                persons = [self._person(m) for m in self.analysis.persons_in(token.i, end)]
                if len(persons) > 1:
                    yield from persons

    def _is_of_act(self, verb: Token, act: Token) -> bool:
        """The verb is the act itself, or tells the course of the talks on which the act hangs."""
        return verb == act or (
            verb.dep_ in {"acl", "relcl"} and lemma(verb.head) in _TALKS and nearest_verb(verb.head) == act
        )

    def _person(self, mention: PersonMention) -> Referent:
        code = self.referents.person_actor.get(mention.person)
        return Referent(mention.person, code, mention.person, mention.start, mention.end)

    def _phrase_end(self, start: int, end: int) -> int:
        """Up to witnesses ("in the presence of", "witnessed by") or the next verb."""
        doc = self.analysis.doc
        for index in range(start, end):
            if doc[index].pos_ == "VERB" or doc[index].lower_ in _ASIDE or doc[index].pos_ == "SCONJ":
                return index
        return end

    def roles(self, nouns: list[Token], verb: Token | None) -> frozenset[str]:
        """Roles of the officials between whom, or by whom, it is agreed."""
        heads: list[Token] = []
        for token in [*nouns, *([verb] if verb is not None else [])]:
            for child in token.children:
                if child.dep_ == "nsubj":
                    heads += [child, *child.conjuncts]
                elif child.dep_ in {"prep", "agent"} and child.lower_ in {*_BETWEEN, "by"}:
                    heads += [o for obj in child.children for o in (obj, *obj.conjuncts)]
        found = {t.role for h in heads if (t := self.analysis.title_at(h.i)) is not None}
        for head in heads:
            person = self.analysis.person_at(head.i)
            if person is not None:
                found |= self.referents.person_roles.get(person.person, set())
        return frozenset(found & _LEVELS)

    def is_mediating_compound(self, end: int) -> bool:
        """The actor before token ``end`` only brokers: "Qatari-mediated", "UN-led"."""
        doc = self.analysis.doc
        return (
            end + 1 < len(doc)
            and doc[end].text == "-"
            and (doc[end + 1].lower_.endswith("ed") or doc[end + 1].lower_ in {"led", "mediated"})
        )

    def mediators(self, nouns: list[Token], verb: Token | None) -> tuple[str, ...]:
        """Codes of those who brokered, mediated or hosted it."""
        return MediatorFinder(self.head, self.analysis, self.referents).find(nouns, verb, self)

    def subjects(self, verb: Token, noun: Token | None) -> Iterator[Referent]:
        """The doers of a verb: its subject or agent, those of the verbs that control it when it has none itself."""
        current = verb
        for _ in range(5):
            found = False
            for child in current.children:
                if (
                    child.dep_ == "nsubj"
                    and (noun is None or child.i != noun.i)
                    and child.lower_ not in {"which", "that", "who", "there", "it"}
                ) or (child.dep_ == "nsubj" and child.lower_ in {"it"}):
                    referents = [*self._listed_before(child), *self.referents.of(child)]
                    # Who says that it was signed is no signatory, though his state may be a party.
                    told = current.i != verb.i and lemma(current) in _SAYING
                    yield from (_without_person(r) for r in referents) if told else referents
                    found = True
                elif child.dep_ == "dative" and lemma(current) in _OFFERING:
                    yield from map(_without_person, self.referents.of(child))
                elif child.dep_ == "agent":
                    for obj in child.children:
                        yield from self.referents.of(obj)
                        found = True
                elif child.dep_ == "nsubj" and child.lower_ in {"which", "who", "that"} and current.dep_ == "relcl":
                    yield from self.referents.of(current.head)
                    found = True
                elif child.dep_ == "nsubjpass" and current.i != verb.i and (noun is None or child.i != noun.i):
                    yield from self.referents.of(child)
                    found = True
            if (
                found
                or current.dep_ not in {"xcomp", "conj", "advcl", "acl", "ccomp", "relcl", "pcomp"}
                or (current.dep_ == "ccomp" and found)
                or _is_background(current)
            ):
                return
            if current.dep_ in {"acl", "relcl"}:
                yield from self.referents.of(current.head)
                return
            if current.dep_ == "pcomp" and lemma(current.head.head) in _BLAMING:
                for blamed in (c for c in current.head.head.children if c.dep_ == "dobj"):
                    yield from map(_without_person, self.referents.of(blamed))
            current = current.head.head if current.dep_ == "pcomp" else current.head

    def _listed_before(self, subject: Token) -> list[Referent]:
        """ "A and rebel leader B agreed": A, where the parser cut him off from B."""
        last = self.analysis.person_at(subject.i)
        doc = self.analysis.doc
        if last is None:
            return []
        index = last.start - 1
        first = self.analysis.sentence_of(subject).start
        while index > first and last.start - index < 8 and doc[index].pos_ in {"NOUN", "PROPN", "ADJ", "DET", "PRON"}:
            if self.analysis.person_at(index) is not None:
                return []
            index -= 1
        if index <= first or doc[index].lower_ != "and":
            return []
        before = self.analysis.person_at(index - 1)
        return [self._person(before)] if before is not None and before.person != last.person else []


def reacts(verb: Token, lexicon: Lexicon) -> bool:
    """ "welcomed the signing of": the verb tells what somebody thinks of what others did."""
    return not _REACTIONS.isdisjoint(lexicon.say_verbs.get(lemma(verb), ()))


def subject_matter(noun: Token) -> Iterator[Token]:
    """What an instrument is on: the parser hangs "between X and Y" on it, "the accord on the border between"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"on", "for"}:
            yield from (c for c in child.children if c.dep_ == "pobj")


def _without_person(referent: Referent) -> Referent:
    return replace(referent, person=None) if referent.code else referent


def is_modal(verb: Token) -> bool:
    """Whether the verb is negated or only possible."""
    return any(c.dep_ == "neg" or c.lower_ in {"may", "might", "could", "would", "should"} for c in verb.children)


def nearest_verb(token: Token) -> Token:
    """The verb above a token, itself excluded."""
    current = token.head
    while current.pos_ not in {"VERB", "AUX"} and current.head.i != current.i:
        current = current.head
    return current


def _is_background(verb: Token) -> bool:
    """ "… opened a bridge, weeks after an accord was signed": told of in passing, with doers of its own."""
    passive = any(c.dep_ == "nsubjpass" for c in verb.children)
    return verb.dep_ == "advcl" and passive and any(c.dep_ == "mark" and c.lower_ in _TIMES for c in verb.children)


def ended_by(verb: Token) -> list[Token]:
    """ "A truce ended the war between A and B": the war."""
    return [c for c in verb.children if c.dep_ == "dobj" and lemma(c) in _FOUGHT] if lemma(verb) == "end" else []
