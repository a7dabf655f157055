"""Who is named: person mentions from titles, the name recogniser, given names and recurring surnames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.analysis import Analysis, PersonMention, Sentence
from accord.loaders.extraction.person_names import NamesInArticle, fold
from accord.loaders.extraction.person_spans import NameReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from accord.loaders.extraction.lexicon import Lexicon

__all__ = ["find_persons", "fold"]

_OTHER_LABELS: Final = frozenset({"GPE", "ORG", "NORP", "LOC", "FAC"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
# What persons do or have done to them, besides speaking.
_HUMAN: Final = frozenset(
    "meet visit arrive sign telephone phone resign fly travel chair preside greet accompany receive host invite thank "
    "appoint nominate succeed replace quote hug interview head brief dine".split()
)
_GLUED: Final = ("will", "would", "said", "says", "told", "met", "has", "had", "was", "is", "and", "to")
_MOVING: Final = frozenset({"meet", "visit", "arrive", "travel", "fly", "dine", "phone", "telephone"})
_OBJECT_ONLY: Final = frozenset("tell ask urge assure inform call summon name elect dismiss sack".split())
_TALKS: Final = frozenset("meet meeting talk talks conversation discuss discussion negotiate negotiation".split())


def find_persons(analysis: Analysis, lexicon: Lexicon) -> tuple[PersonMention, ...]:
    """All person mentions, in order, each with the person's canonical name: the fullest form the article uses."""
    return _PersonFinder(analysis, lexicon).mentions()


class _PersonFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.doc: Doc = analysis.doc
        self.lexicon = lexicon
        self.reader = NameReader(analysis, lexicon)
        self._told = {
            t.lower_
            for s in analysis.sentences
            if not self.reader.is_capitalised(s.start)
            for t in analysis.span(s)
            if t.pos_ == "PROPN"
        }
        self.labelled = {i for ent in self.doc.ents if ent.label_ in _OTHER_LABELS for i in range(ent.start, ent.end)}

    def mentions(self) -> tuple[PersonMention, ...]:
        certain = _without_overlaps([*self._titled(), *self._recognised(), *self._by_given_name(), *self._described()])
        names = NamesInArticle(self._surface(span) for span in certain)
        known = {i for start, end in certain for i in range(start, end)}
        found: list[PersonMention] = []
        for span in sorted([*certain, *self._recurring(names, known)]):
            surface = self._surface(span)
            called = names.called(surface) or names.called(_before_verb(surface))
            found.append(PersonMention(*span, names.full(surface) or _whom(called, found) or surface))
        return tuple(found)

    def _surface(self, span: tuple[int, int]) -> str:
        return re.sub(r"\s+", " ", self.doc[span[0] : span[1]].text).strip(" '\"")

    # -- where names stand --------------------------------------------------------------------------------------------

    def _titled(self) -> Iterator[tuple[int, int]]:
        """Names right after a title, a rank or a form of address."""
        starts = {t.end for t in self.analysis.titles if not (t.plural and self._lower_case(t.start, t.end))}
        starts |= {t.i + 1 for t in self.doc if self.reader.is_honorific(t.i) and t.text[0].isupper()}
        for first in sorted(s for s in starts if s < len(self.doc)):
            limit = self.analysis.sentence_of(first - 1).end
            start = self.reader.skip_address(first, limit)
            end = self._trimmed(start, self.reader.end_of(start, limit, titled=True))
            if end > start and self.reader.may_be_name(start, end, titled=True) and not self._only_address(start, end):
                yield start, end
                yield from self._conjoined(end, limit)

    def _trimmed(self, start: int, end: int) -> int:
        """In a headline all in capitals: the name without words that are none in the body ("Lagos Leaves")."""
        if end <= start or not self._told or not self.reader.is_capitalised(start):
            return end
        stop = end
        while stop > start and self.doc[stop - 1].lower_ not in self._told:
            stop -= 1
        return stop if stop > start or end == start + 1 else end

    def _lower_case(self, start: int, end: int) -> bool:
        return self.doc[start].text.islower() and end < len(self.doc) and not self.doc[end].text[:1].isupper()

    def _conjoined(self, end: int, limit: int) -> Iterator[tuple[int, int]]:
        """After plural titles: "Presidents Ali Bongo and Paul Biya"."""
        start = end + 1
        if start < limit and self.doc[end].text == "and" and self.doc[start].pos_ == "PROPN":
            stop = start if self.reader.is_honorific(start) else self.reader.end_of(start, limit)
            if stop > start and self.reader.may_be_name(start, stop):
                yield start, stop

    def _only_address(self, start: int, end: int) -> bool:
        return all(self.reader.is_honorific(i) or len(self.doc[i].text.strip(".")) < 2 for i in range(start, end))

    def _recognised(self) -> Iterator[tuple[int, int]]:
        """Names that the recogniser labels PERSON, freed of titles and actors, and completed to whole names."""
        for ent in self.doc.ents:
            if ent.label_ != "PERSON":
                continue
            start = ent.start
            while start < ent.end and self._precedes_name(start, ent.end):
                start += 1
            if start >= ent.end:
                continue
            stop = self._trimmed(start, self.reader.end_of(start, self.analysis.sentence_of(start).end))
            if stop > start and self.reader.may_be_name(start, stop):
                yield start, stop

    def _precedes_name(self, index: int, end: int) -> bool:
        """What stands before a name: a title, a form of address, a shouted word before words that aren't."""
        if self.reader.blocked(index) or self.reader.is_honorific(index) or not self.reader.starts_name(index):
            return True
        text = self.doc[index].text
        return len(text) > 3 and text.isupper() and any(c.islower() for c in self.doc[end - 1].text)

    def _by_given_name(self) -> Iterator[tuple[int, int]]:
        """Two capitalised words or more that begin as persons' names do, whatever the recogniser made of them."""
        for token in self.doc:
            if not self.reader.begins_name(token.i) or self.reader.blocked(token.i):
                continue
            sentence = self.analysis.sentence_of(token)
            if token.i > sentence.start and self._continues_name(token.i):
                continue
            end = self._trimmed(token.i, self.reader.end_of(token.i, sentence.end))
            whole = self.doc[token.i : end].text
            if " " in whole and self.reader.may_be_name(token.i, end) and not self._is_place(whole):
                yield token.i, end

    def _continues_name(self, index: int) -> bool:
        """The word before belongs to the same name, so that this isn't where a name begins."""
        before = self.doc[index - 1]
        if before.text == "-" and not before.whitespace_:
            return True
        if self.reader.names_thing(index - 1) or self.reader.opens_clause(index - 1):
            return False
        free = not self.reader.blocked(index - 1) and not self.reader.is_honorific(index - 1)
        return free and before.pos_ == "PROPN" and self.reader.is_name_word(index - 1)

    def _is_place(self, name: str) -> bool:
        return self.lexicon.places.place(name, frozenset()) is not None

    def _described(self) -> Iterator[tuple[int, int]]:
        """Unknown capitalised names of two words or more that a title stands in apposition to, or that act."""
        for token in self.doc:
            if token.pos_ != "PROPN" or self.reader.blocked(token.i) or not self._stands_for_person(token):
                continue
            sentence = self.analysis.sentence_of(token)
            start = self._start_of(token, sentence)
            end = self.reader.end_of(start, sentence.end)
            known = " " in self.doc[start:end].text or self._travels_often(token)
            if known and end > token.i and self.reader.may_be_name(start, end):
                yield start, end

    def _travels_often(self, token: Token) -> bool:
        """A single unknown name that meets or travels, and is named again."""
        meets = token.dep_ in _SUBJECTS and token.head.lemma_.lower() in _MOVING and token.i not in self.labelled
        return meets and sum(t.text == token.text for t in self.doc) > 1

    def _start_of(self, token: Token, sentence: Sentence) -> int:
        start = token.i
        while start > sentence.start and self.reader.starts_name(start - 1) and not self.reader.blocked(start - 1):
            start -= 1
        while start < token.i and self.doc[start].text.islower():
            start += 1
        while start < token.i and self.reader.is_honorific(start):
            start += 1
        return start

    def _stands_for_person(self, token: Token) -> bool:
        if token.dep_ == "appos" and self.analysis.title_at(token.head.i):
            return True
        if any(c.dep_ == "appos" and self.analysis.title_at(c.i) for c in token.children):
            return True
        if token.i in self.labelled:
            return False
        return (token.dep_ == "conj" and token.head.ent_type_ == "PERSON") or self._acts(token)

    def _acts(self, token: Token) -> bool:
        """Subject or object of what only persons do or suffer; in talks "with X" or "between X and Y"."""
        if token.dep_ == "conj" and token.head.pos_ == "PROPN" and token.head.i not in self.labelled:
            return not self.reader.blocked(token.head.i) and self._acts(token.head)
        verb = token.head.lemma_.lower()
        if token.dep_ in _SUBJECTS:
            return verb in _HUMAN or verb in self.lexicon.say_verbs
        if token.dep_ == "dobj":
            return verb in _HUMAN or verb in _OBJECT_ONLY
        if token.dep_ == "pobj" and verb in {"with", "between"}:
            return token.head.head.lemma_.lower() in _TALKS
        return token.dep_ == "pobj" and verb == "by" and token.head.head.lemma_.lower() in _HUMAN

    def _recurring(self, names: NamesInArticle, known: set[int]) -> Iterator[tuple[int, int]]:
        """Later mentions by a known surname (or, for names that put it first, by the first part)."""
        index = 0
        while index < len(self.doc):
            token = self.doc[index]
            if not self._may_recur(token, known):
                index += 1
                continue
            end = self.reader.word_end(index)
            name = self.doc[index:end].text
            if not names.called(name) and end > index + 1:
                end = index + 1
                name = token.text
            if len(name) > 1 and names.called(name):
                yield index, end
            index = end

    def _may_recur(self, token: Token, known: set[int]) -> bool:
        if token.i in known or not token.text[:1].isupper():
            return False
        if self.reader.blocked(token.i) and not self._titled_town(token):
            return False
        if token.pos_ not in {"PROPN", "NOUN", "ADJ"} or (token.is_sent_start and token.pos_ == "ADJ"):
            return False
        following = token.i + 1
        return not (following < len(self.doc) and following in known and self.doc[following].pos_ == "PROPN")

    def _titled_town(self, token: Token) -> bool:
        """ "President Lagos": a town's name right after a title or a form of address."""
        actor = self.analysis.actor_at(token.i)
        if token.i == 0 or actor is None or actor.surface != "capital" or actor.end - actor.start > 1:
            return False
        before = self.analysis.title_at(token.i - 1)
        titled = before is not None and before.end == token.i and self.doc[before.start].text[0].isupper()
        return titled or self.reader.is_honorific(token.i - 1)


def _before_verb(word: str) -> str:
    """The name in a word that lost the space after it: "Rossiwill"."""
    return next((word.removesuffix(v) for v in _GLUED if word.endswith(v) and len(word) > len(v) + 3), word)


def _whom(persons: tuple[str, ...], before: list[PersonMention]) -> str | None:
    """Of several persons of one name the one last spoken of."""
    if len(persons) > 1:
        for mention in reversed(before):
            if mention.person in persons:
                return mention.person
    return persons[0] if persons else None


def _without_overlaps(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest of spans that overlap, in order."""
    kept: list[tuple[int, int]] = []
    taken: set[int] = set()
    for start, end in sorted(set(spans), key=lambda s: (s[0] - s[1], s[0])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end))
            taken |= set(range(start, end))
    return sorted(kept)


def states_told(analysis: Analysis) -> Iterator[tuple[str, str]]:
    """Persons whose state follows their name, each with its code: "Ana Rojas of Chile"."""
    for mention in analysis.persons:
        actor = analysis.actor_at(mention.end + 1) if mention.end + 1 < len(analysis.doc) else None
        if actor is None or actor.start != mention.end + 1 or analysis.doc[mention.end].lower_ != "of":
            continue
        if actor.type == "State" and actor.surface == "name":
            yield mention.person, actor.code
