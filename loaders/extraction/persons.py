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
        self.labelled = {i for ent in self.doc.ents if ent.label_ in _OTHER_LABELS for i in range(ent.start, ent.end)}

    def mentions(self) -> tuple[PersonMention, ...]:
        certain = _without_overlaps([*self._titled(), *self._recognised(), *self._by_given_name(), *self._described()])
        names = NamesInArticle(self._surface(span) for span in certain)
        known = {i for start, end in certain for i in range(start, end)}
        found: list[PersonMention] = []
        for span in sorted([*certain, *self._recurring(names, known)]):
            surface = self._surface(span)
            found.append(PersonMention(*span, names.full(surface) or _whom(names.called(surface), found) or surface))
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
            end = self.reader.end_of(start, limit, titled=True)
            if end > start and self.reader.may_be_name(start, end, titled=True) and not self._only_address(start, end):
                yield start, end
                yield from self._conjoined(end, limit)

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
            while start < ent.end and (
                self.reader.blocked(start) or self.reader.is_honorific(start) or not self.reader.starts_name(start)
            ):
                start += 1
            if start >= ent.end:
                continue
            stop = self.reader.end_of(start, self.analysis.sentence_of(start).end)
            if stop > start and self.reader.may_be_name(start, stop):
                yield start, stop

    def _by_given_name(self) -> Iterator[tuple[int, int]]:
        """Two capitalised words or more that begin as persons' names do, whatever the recogniser made of them."""
        for token in self.doc:
            if not self.reader.begins_name(token.i) or self.reader.blocked(token.i):
                continue
            sentence = self.analysis.sentence_of(token)
            if token.i > sentence.start and self._continues_name(token.i):
                continue
            end = self.reader.end_of(token.i, sentence.end)
            whole = self.doc[token.i : end].text
            if " " in whole and self.reader.may_be_name(token.i, end) and not self._is_place(whole):
                yield token.i, end

    def _continues_name(self, index: int) -> bool:
        """The word before belongs to the same name, so that this isn't where a name begins."""
        before = self.doc[index - 1]
        if before.text == "-" and not before.whitespace_:
            return True
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
            if " " in self.doc[start:end].text and end > token.i and self.reader.may_be_name(start, end):
                yield start, end

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
        return token.i not in self.labelled and self._acts(token)

    def _acts(self, token: Token) -> bool:
        """Subject or object of what only persons do or suffer; in talks "with X" or "between X and Y"."""
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
        if token.i in known or not token.text[:1].isupper() or self.reader.blocked(token.i):
            return False
        if token.pos_ not in {"PROPN", "NOUN", "ADJ"} or (token.is_sent_start and token.pos_ == "ADJ"):
            return False
        following = token.i + 1
        return not (following < len(self.doc) and following in known and self.doc[following].pos_ == "PROPN")


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
