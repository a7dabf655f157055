"""Who speaks: from the words beside a verb of saying, its subject, and what pronouns and titles refer back to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.antecedents import PRONOUNS, Antecedents
from accord.loaders.extraction.attribution import DOCUMENTS, is_retelling, retold_speakers
from accord.loaders.extraction.quotations import quoted_tokens
from accord.loaders.extraction.referents import NUMBERS, Referent
from accord.loaders.extraction.speaker_names import (
    BETWEEN,
    is_object,
    lost_subject,
    named_as_written,
    participle_subject,
    phrased,
)
from accord.loaders.extraction.unnamed_speakers import INDEFINITE, UnnamedSpeakers

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PersonMention, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referents

_MEDIA: Final = frozenset(
    "agency newspaper daily radio television tv media report reports magazine paper newswire broadcaster website "
    "channel press journalist journalists reporter reporters correspondent editorial poll survey".split()
)
_ISSUED: Final = frozenset({"of", "from", "by", "issued", "released", "published"})
_RELATIVES: Final = frozenset({"who", "which", "that"})
_LONGEST_NAME: Final = 9


class SpeakerFinder:
    """Finds the speakers of verbs, in the order of the text; remembers who spoke last."""

    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.referents = referents
        self.doc = analysis.doc
        self.quoted = quoted_tokens(analysis)
        self.before = Antecedents(analysis, referents, self.quoted)
        self.unnamed = UnnamedSpeakers(analysis, lexicon, referents, self.before)
        self._by_end = {m.end: m for m in analysis.persons}

    def of_verb(self, verb: Token, sentence: Sentence) -> list[Referent]:
        """Who speaks by this verb; empty when nobody known, or none who may be quoted."""
        found = [] if is_retelling(verb) else self._beside(verb, sentence)
        return self.fit(found or self._by_syntax(verb))

    def of_noun(self, token: Token) -> list[Referent]:
        """Who is meant by a noun phrase that stands after "according to"."""
        return self.fit(self._named(token, token))

    def fit(self, found: list[Referent]) -> list[Referent]:
        """Those who may speak, each known as well as the article allows."""
        return [self.unnamed.known(r) for r in found if self._may_speak(r)]

    # -- words beside the verb ---------------------------------------------------------------------------------------

    def _beside(self, verb: Token, sentence: Sentence) -> list[Referent]:
        """ "NAME said", "…, he added", "the minister of X, NAME, announced", "…, said NAME"."""
        if verb.i == sentence.start:
            return []
        index = verb.i - 1
        while index > sentence.start and self._is_between(index):
            index -= 1
        comma = index > sentence.start and self.doc[index].text == ","
        end = index - 1 if comma else index
        token = self.doc[end]
        mention = self._by_end.get(end + 1)
        if mention is not None and comma and verb.tag_ == "VBG" and is_object(self.doc[mention.end - 1]):
            return []
        if mention is not None and self._is_told_of(mention, comma=comma):
            return [self.before.person(mention)]
        if mention is None and comma and (unknown := self._unknown_name(end, sentence)) is not None:
            return [unknown]
        if token.lower_ in PRONOUNS and (
            end == sentence.start or self.doc[end - 1].text in {",", '"', "”", "and", "but", ";"}
        ):
            return self.before.pronoun(token)
        return []

    def _unknown_name(self, end: int, sentence: Sentence) -> Referent | None:
        """A name that nobody recognised, between commas after a title: two to four capitalised words up to ``end``."""
        start = end
        while start > sentence.start and self._is_name_word(start):
            start -= 1
        if not 2 <= end - start <= 4 or self.doc[start].text != ",":
            return None
        for index in range(start - 1, max(sentence.start, start - _LONGEST_NAME) - 1, -1):
            token = self.doc[index]
            if token.is_punct or token.pos_ == "VERB":
                return None
            if self.unnamed.is_role(token):
                title = self.analysis.title_at(index)
                heads = self.doc[title.start : title.end] if title is not None else (token,)
                code = next((r.code for t in heads for r in self.referents.of(t) if r.code), None)
                name = " ".join(self.doc[start + 1 : end + 1].text.split())
                return Referent(name, code, name, start + 1, end + 1)
        return None

    def _is_name_word(self, index: int) -> bool:
        token = self.doc[index]
        known = self.analysis.actor_at(index) or self.analysis.title_at(index)
        return known is None and token.text[0].isupper() and token.pos_ not in {"ADP", "DET"}

    def _is_between(self, index: int) -> bool:
        token = self.doc[index]
        return token.lower_ in BETWEEN or token.pos_ == "ADV" or self.analysis.time_at(index) is not None

    def _is_told_of(self, mention: PersonMention, *, comma: bool) -> bool:
        """The person is the one who speaks, not an object or one in a clause of another subject."""
        head = self.doc[mention.end - 1]
        before = self.doc[mention.start - 1].text if mention.start else ""
        if comma:
            return before == "," and (head.dep_ == "appos" or self._role_ends(mention.start - 2))
        days = range(head.head.i + 1, mention.start) if head.dep_ == "pobj" else ()  # "On Thursday Mr X told"
        return any(map(self.analysis.time_at, days)) or head.dep_ not in {"dobj", "pobj", "conj", "iobj", "dative"}

    def _role_ends(self, index: int) -> bool:
        """A noun for those who speak stands before ``index`` in the same part of the sentence."""
        for token in reversed(self.doc[max(0, index - _LONGEST_NAME) : index + 1]):
            if token.is_punct or token.pos_ == "VERB":
                return False
            if self.unnamed.is_role(token):
                return True
        return False

    # -- syntax ------------------------------------------------------------------------------------------------------

    def _by_syntax(self, verb: Token) -> list[Referent]:
        """The subject of the verb, or of the verb that it hangs on ("adding that …", "and denied …")."""
        current = verb
        for _ in range(4):
            passive = any(c.dep_ == "auxpass" for c in current.children)
            if current.i == verb.i and (retold := retold_speakers(verb, passive=passive)) is not None:
                return [r for c in retold for r in self._named(c, verb)]
            agents = [o for c in current.children if c.dep_ == "agent" for o in c.children]
            if agents and current.i == verb.i:
                return [r for o in agents for r in self._named(o, verb)]
            raised = current.i != verb.i and verb.dep_ == "xcomp"
            for child in current.children:
                if child.dep_ == "nsubj" or (child.dep_ == "nsubjpass" and (raised or not passive)):
                    if child.lower_ in _RELATIVES and current.dep_ == "relcl":
                        return self._named(current.head, verb)
                    return self._named(child, verb)
            if (lost := lost_subject(current)) is not None:
                return [r for r in self._named(lost, verb) if r.start >= lost.left_edge.i or r.person is not None]
            inverted = self._inverted(current) if current.i == verb.i else []
            if inverted or (passive and current.i == verb.i):
                return inverted
            if current.dep_ == "acl" and current.head.dep_ == "dobj" and current.head.lemma_.lower() in DOCUMENTS:
                # "X issued a statement vowing to"
                current = current.head.head
                continue
            if current.dep_ == "acl" and current.head.pos_ in {"NOUN", "PROPN"}:
                return self._named(participle_subject(current), verb)
            before = self.unnamed.role_before(current) if current.i == verb.i else None
            if before is not None:
                return self._named(before, verb)
            if current.dep_ not in {"conj", "advcl", "xcomp", "dep"} or current.head.i == current.i:
                return []
            current = current.head
        return []

    def _inverted(self, verb: Token) -> list[Referent]:
        """ "…, said the minister, NAME" where the parser sees an object."""
        if verb.tag_ == "VBG":
            return []
        opens = self.doc[verb.i - 1].text if verb.i else ""
        asides = any(c.lower_ == "as" and c.dep_ == "mark" for c in verb.children)
        if not asides and opens not in {",", '"', "”"}:
            return []
        for child in verb.children:
            if child.dep_ in {"dobj", "attr", "oprd"} and child.i > verb.i:
                return self._named(child, verb)
        return []

    def _named(self, subject: Token, verb: Token) -> list[Referent]:
        """Who a subject is: for pronouns who spoke last, for "the envoy, X," the name beside it."""
        if subject.lower_ in PRONOUNS:
            return self.before.pronoun(subject)
        mention = self.analysis.person_at(subject.i)
        if mention is not None:
            return list(self.referents.of(subject))
        if subject.lemma_.lower() in DOCUMENTS:
            return self._issuer(subject, verb)
        spelt_out = self.unnamed.spelt_out(subject)
        if spelt_out is not None:
            return [spelt_out]
        beside = self._name_beside(subject, verb)
        if beside is not None:
            return [beside]
        back = self.before.back(subject)
        if back is not None:
            return [back]
        for child in subject.children:
            # "the largest group, Hamas,"
            apposed = child.dep_ == "appos" and self.doc[child.left_edge.i - 1].text == ","
            body = self.analysis.actor_at(child.i) if apposed else None
            if body is not None and body.surface in {"name", "acronym"}:
                return [self._worded(r, child) for r in self.referents.of(child, conjuncts=False)]
        found = list(self.referents.of(subject))
        if any(c.lower_ in INDEFINITE for c in subject.children):
            # "a Kenyan minister" is not the one whom the article names.
            found = [replace(r, name=subject.text, person=None) if r.person else r for r in found]
        if len({r.code for r in found}) > 1 and self._is_plain_plural(subject, found):
            found = []
        if not found:
            found = self.unnamed.unowned(subject)
        return [self._worded(r, subject) for r in found]

    def _is_plain_plural(self, subject: Token, found: list[Referent]) -> bool:
        """ "the opposition parties": those of a kind, none of them named here, not "the two parties"."""
        words = {c.lower_ for c in subject.children}
        plain = subject.tag_ == "NNS" and words.isdisjoint(NUMBERS) and len(words) > 1
        return plain and all(r.person is None and r.start <= subject.i < r.end for r in found)

    def _name_beside(self, subject: Token, verb: Token) -> Referent | None:
        """The name in apposition to a title: before the verb where the title stands before it, else after."""
        if not self.unnamed.is_role(subject):
            return None
        sentence = self.analysis.sentence_of(subject)
        limit = verb.i if subject.i < verb.i else min(sentence.end, subject.i + 25)
        for mention in self.analysis.persons_in(subject.i + 1, max(subject.i + 1, limit)):
            before = self.doc[mention.start - 1].text
            of = self.doc[mention.end - 1].head
            if of.dep_ == "pobj" and self.unnamed.is_role(of):
                # "the spokesman of the minister, NAME"
                continue
            if before == "," or self.lexicon.titles.is_honorific(before):
                return self.before.person(mention)
            if any(t.pos_ == "VERB" for t in self.doc[subject.i : mention.start]):
                break
        return None

    def _issuer(self, noun: Token, verb: Token) -> list[Referent]:
        """ "a ministry statement said", "the statement added": the body that issued it, else who spoke last."""
        if any(c.lower_ in {"joint", "final", "common"} for c in noun.children):
            return []
        for child in reversed(list(noun.children)):
            if child.i < noun.i and child.dep_ in {"compound", "poss", "nmod", "amod"} and self._is_known(child):
                return self._of_state(self._named(child, verb), noun, child)
        owners = [r for r in self.referents.of(noun) if r.code]
        if owners:
            return [Referent(r.code or r.name, r.code, None, noun.i, noun.i + 1) for r in owners[:1]]
        for child in noun.children:
            if child.dep_ in {"prep", "acl", "agent"} and child.lower_ in _ISSUED:
                of = (o for c in (child, *child.children) for o in c.children if o.dep_ == "pobj" and o.i > noun.i)
                found = [r for o in of if self._is_known(o) for r in self._named(o, verb)]
                if found:
                    return found[:1]
        last = self.before.speaker_before(self.analysis.sentence_of(noun))
        return [] if last is None else [last]

    def _of_state(self, found: list[Referent], noun: Token, issuer: Token) -> list[Referent]:
        """ "a Zambian ministry statement": the state stands beside the statement, but is the ministry's."""
        states = list(self.analysis.actors_in(noun.left_edge.i, issuer.left_edge.i))
        if not states or len(found) != 1 or found[0].person is not None or found[0].code is not None:
            return found
        name = " ".join(self.doc[states[-1].start : issuer.i + 1].text.split())
        return [replace(found[0], name=name, code=states[-1].code, start=states[-1].start)]

    def _is_known(self, token: Token) -> bool:
        """A person, a body by name, or a noun for those who speak."""
        mention = self.analysis.actor_at(token.i)
        body = mention is not None and mention.surface not in {"demonym", "people"}
        return body or self.analysis.person_at(token.i) is not None or self.unnamed.is_role(token)

    def _worded(self, who: Referent, subject: Token) -> Referent:
        """A speaker by the words of the article: an unnamed one by the whole phrase, a body by its name there."""
        if (
            who.person is None
            and who.name != who.code
            and self.unnamed.is_role(subject)
            and self.analysis.actor_at(subject.i) is None
        ):
            return phrased(who, subject)
        return named_as_written(who, self.analysis)

    def _may_speak(self, speaker: Referent) -> bool:
        """A person, a state or body by name, or a noun for those who speak for one; not the media or the public."""
        if speaker.person is not None:
            return True
        if {t.lower_ for t in self.doc[speaker.start : speaker.end]} & _MEDIA:
            return False
        head = self.doc[speaker.end - 1]
        if self.analysis.actor_at(head.i) is not None or head.pos_ == "PRON":
            return True
        if self.unnamed.spelt_out(head) is not None:
            return True
        return self.unnamed.is_role(head) or head.lemma_.lower() in DOCUMENTS
