"""Who says, claims, denies, promises … what: attributed statements with speaker and stance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.stances import StanceReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.referents import Referent, Referents

_SUBJECT: Final = frozenset({"nsubj", "nsubjpass"})
_MEDIA: Final = frozenset("agency newspaper daily radio television tv media report reports magazine paper newswire broadcaster website channel press journalist journalists reporter".split())
_CONTENT: Final = frozenset({"ccomp", "xcomp", "dobj", "advcl", "prep", "pcomp", "dep", "parataxis", "obj"})


@dataclass(frozen=True, slots=True)
class StatementReading:
    """One attributed statement. ``verb``: token that attributes it; ``content``: token range of what is said."""

    speaker: Referent
    stance: str
    verb: int
    content: tuple[int, int]
    sentence: Sentence
    direct: bool
    weight: float


def find_statements(analysis: Analysis, lexicon: Lexicon, referents: Referents) -> tuple[StatementReading, ...]:
    """All attributed statements of an article, in order."""
    finder = _StatementFinder(analysis, lexicon, referents)
    found: list[StatementReading] = []
    for sentence in analysis.sentences:
        found += _outermost(list(finder.in_sentence(sentence)), analysis)
    return tuple(found)


def _outermost(readings: list[StatementReading], analysis: Analysis) -> list[StatementReading]:
    """Without statements that are only reported within another one of the sentence."""
    doc = analysis.doc
    inner: set[int] = set()
    for reading in readings:
        verb = doc[reading.verb]
        for child in verb.children:
            if child.dep_ in {"ccomp", "parataxis"}:
                inner.update(t.i for t in child.subtree if t.i != reading.verb)
        if verb.dep_ in {"parataxis", "ccomp", "advcl"} and verb.head.i != verb.i and any(c.dep_ == "nsubj" for c in verb.children):
            if verb.dep_ != "advcl" and any(abs(c.i - verb.i) < 4 and c.text in {",", '"'} for c in verb.head.children):
                inner.add(verb.head.i)
    return [r for r in readings if r.verb not in inner]


class _StatementFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon, referents: Referents) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.referents = referents
        self.stances = StanceReader(lexicon)
        self._last: tuple[int, Referent] | None = None

    def in_sentence(self, sentence: Sentence) -> Iterator[StatementReading]:
        attributed = False
        for token in self.analysis.span(sentence):
            row = self._say_row(token)
            if row is not None:
                for reading in self._of_verb(token, row, sentence):
                    attributed = True
                    yield reading
            elif token.lower_ == "according" and not attributed:
                yield from self._according(token, sentence)

    def _say_row(self, token: Token) -> tuple[str, ...] | None:
        if token.pos_ not in {"VERB", "AUX"}:
            return None
        lemma = token.lemma_.lower()
        for child in token.children:
            if child.dep_ in {"prep", "prt"}:
                row = self.lexicon.say_verbs.get(f"{lemma} {child.lower_}")
                if row is not None:
                    return row
        return self.lexicon.say_verbs.get(lemma)

    def _of_verb(self, verb: Token, row: tuple[str, ...], sentence: Sentence) -> Iterator[StatementReading]:
        if not self._is_told(verb):
            return
        speakers = [s for s in self._speakers(verb) if self._may_speak(s)]
        if not speakers or self._is_narrated(verb, speakers[0]):
            return
        if speakers[0].person is not None:
            self._last = (sentence.index, speakers[0])
        start, end = self._content(verb, sentence)
        stance = self.stances.stance(verb, row[0], self.analysis, (start, end), speakers[0].code)
        if stance is None:
            return
        quoted = any(t.text == '"' for t in self.analysis.span(sentence))
        yield StatementReading(speakers[0], stance, verb.i, (start, end), sentence, quoted, 1.0)

    def _is_told(self, verb: Token) -> bool:
        """Told as done: not negated, hypothetical, or to come."""
        for child in verb.children:
            if child.dep_ == "neg":
                return False
            if child.dep_ == "aux" and child.lower_ in {"would", "could", "may", "might", "should", "will", "'ll", "can", "must"}:
                return False
        if verb.dep_ in {"xcomp"} and verb.head.pos_ == "VERB" and verb.tag_ == "VB":
            return False
        if verb.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.lower_ not in {"who", "which", "that"} for c in verb.children):
            return False
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"} and not any(c.dep_ == "agent" for c in verb.children):
            return False
        return not (verb.tag_ == "VB" and verb.dep_ in {"advcl", "acl"})

    def _speakers(self, verb: Token) -> list[Referent]:
        """The subject of the verb, or of the verb that it hangs on ("adding that …", "and denied …")."""
        current = verb
        for _ in range(4):
            passive = any(c.dep_ == "auxpass" for c in current.children)
            for child in current.children:
                if child.dep_ == "agent":
                    found = [r for obj in child.children for r in self.referents.of(obj)]
                    if found:
                        return found
                if child.dep_ == "nsubj" or (child.dep_ == "nsubjpass" and not passive):
                    if child.lower_ in {"who", "which", "that"} and current.dep_ == "relcl":
                        return list(self.referents.of(current.head, conjuncts=False))
                    return self._named(child, verb)
            if current.i == verb.i and any(c.lower_ == "as" and c.dep_ == "mark" for c in current.children):
                inverted = [r for c in current.children if c.dep_ in {"dobj", "attr"} and c.i > current.i for r in self.referents.of(c)]
                if inverted:
                    return inverted
            if passive and current.i == verb.i:
                return []
            if current.dep_ in {"conj", "advcl", "xcomp", "acl", "dep"} and current.head.i != current.i:
                if current.dep_ == "acl" and current.head.pos_ in {"NOUN", "PROPN"}:
                    return list(self.referents.of(current.head, conjuncts=False))
                current = current.head
            else:
                return []
        return []

    def _named(self, subject: Token, verb: Token) -> list[Referent]:
        """Who the subject is: for "he" the one who spoke last; for "the envoy, X," the name in between."""
        sentence = self.analysis.sentence_of(subject)
        if subject.lower_ in {"he", "she"} and self._last is not None and sentence.index - self._last[0] <= 4:
            here = [m for m in self.analysis.persons_in(sentence.start, subject.i) if self._is_subject(m.end - 1)]
            if not here:
                return [self._last[1]]
        if self.analysis.person_at(subject.i) is None:
            doc = self.analysis.doc
            for mention in self.analysis.persons_in(subject.i + 1, max(subject.i + 1, verb.i)):
                if doc[mention.start - 1].text == "," or self.lexicon.titles.is_honorific(doc[mention.start - 1].text):
                    return list(self.referents.of(doc[mention.end - 1], conjuncts=False))
        return list(self.referents.of(subject))

    def _is_subject(self, index: int) -> bool:
        return self.analysis.doc[index].dep_ in _SUBJECT

    def _is_narrated(self, verb: Token, speaker: Referent) -> bool:
        """Something done, not said: "after X refused to sign", "the strip that both claim"."""
        clause = any(c.dep_ in {"ccomp", "parataxis"} for c in verb.children)
        if verb.lemma_.lower() == "claim" and not clause and verb.dep_ not in {"parataxis", "ccomp", "advcl"}:
            return True
        if speaker.person is not None or clause:
            return False
        marks = {c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"}}
        if verb.dep_ in {"relcl", "acl"}:
            return True
        return verb.dep_ == "advcl" and bool(marks & {"after", "if", "when", "before", "because", "until", "unless", "once", "since"})

    def _may_speak(self, speaker: Referent) -> bool:
        """A person, a state or body by name, or a noun for those who speak for one; not the media or the public."""
        if speaker.person is not None:
            return True
        head = self.analysis.doc[speaker.end - 1]
        if self._is_media(speaker):
            return False
        if self.analysis.actor_at(head.i) is not None or head.pos_ == "PRON":
            return True
        return self.analysis.title_at(head.i) is not None or head.lemma_.lower() in self.lexicon.speaking_nouns

    def _is_media(self, speaker: Referent) -> bool:
        words = {t.lower_ for t in self.analysis.doc[speaker.start : speaker.end]}
        return speaker.person is None and bool(words & _MEDIA)

    def _content(self, verb: Token, sentence: Sentence) -> tuple[int, int]:
        """Token range of what is said: the verb's complement, or for a quote the rest of the sentence."""
        parts = [c for c in verb.children if c.dep_ in _CONTENT and c.pos_ != "PUNCT"]
        if not parts:
            return sentence.start, sentence.end
        start = min(min(c.left_edge.i for c in parts), verb.i + 1)
        end = max(c.right_edge.i for c in parts) + 1
        return max(start, sentence.start), min(max(end, verb.i + 1), sentence.end)

    def _according(self, token: Token, sentence: Sentence) -> Iterator[StatementReading]:
        for child in token.children:
            if child.lower_ != "to":
                continue
            for obj in child.children:
                speakers = [s for s in self.referents.of(obj) if self._may_speak(s)]
                if speakers and not self._is_instrument(obj):
                    stance = self.stances.stance(token, "asserts", self.analysis, (sentence.start, sentence.end), speakers[0].code)
                    yield StatementReading(speakers[0], stance or "asserts", token.i, (sentence.start, sentence.end), sentence, False, 0.8)

    def _is_instrument(self, token: Token) -> bool:
        return token.lemma_.lower() in self.lexicon.instrument_words
