"""Whether an office is still held at the time of the article: what was left, lost, or told of years ago."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.frames import dated_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PersonMention
    from accord.loaders.extraction.titles import TitleMatch

_PAST: Final = frozenset({"was", "were", "had", "served", "used", "until"})
_ENTERED: Final = frozenset({"named", "appointed", "elected", "sworn", "re-elected", "reelected", "chosen"})
_LEAVING: Final = frozenset({"resign", "quit", "retire", "die"})
_REMOVAL: Final = frozenset(
    {"dismiss", "sack", "oust", "overthrow", "depose", "fire", "assassinate", "topple", "unseat"}
)
_PAST_TAGS: Final = frozenset({"VBD", "VBN"})
# An event of a year this long before publication is told of officials of that time.
_BACKGROUND_YEARS: Final = 2


class TenureReader:
    """Tells offices that are held from those that were, in one analysed article."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.doc = analysis.doc

    def is_over(self, title: TitleMatch, person: PersonMention) -> bool:
        """Whether the words around title and name say that the office is no longer held."""
        return title.former or self._left_before(title, person) or self._gave_up(person) or self._in_the_past(person)

    def _left_before(self, title: TitleMatch, person: PersonMention) -> bool:
        """ "X, who was foreign minister until 1990"."""
        between = {self.doc[i].lower_ for i in range(person.end, title.start)}
        return bool(between & _PAST) and not between & _ENTERED

    def _gave_up(self, person: PersonMention) -> bool:
        """ "X resigned", "X was dismissed": told as done, not as demanded or denied."""
        name = self.doc[person.end - 1]
        if name.dep_ == "appos":
            name = name.head
        verb = name.head
        if verb.tag_ not in _PAST_TAGS or any(c.dep_ in {"aux", "neg"} and c.tag_ == "MD" for c in verb.children):
            return False
        if any(c.dep_ == "neg" for c in verb.children):
            return False
        lemma = verb.lemma_.lower()
        return (name.dep_ == "nsubj" and lemma in _LEAVING) or (name.dep_ == "nsubjpass" and lemma in _REMOVAL)

    def _in_the_past(self, person: PersonMention) -> bool:
        """The clause tells of a year before: "the accord that President X signed in 1987"."""
        published = self.analysis.published
        if published is None:
            return False
        verb = _verb_over(self.doc[person.end - 1])
        sentence = self.analysis.sentence_of(person.start)
        for time in self.analysis.times_in(sentence.start, sentence.end):
            year = (time.time.edtf or "")[:4]
            past = year.isdecimal() and int(year) <= published.year - _BACKGROUND_YEARS
            if not past or self._starts_span(time.start) or dated_noun(self.doc[time.end - 1]) is not None:
                continue
            if _verb_over(self.doc[time.end - 1]) == verb:
                return verb is not None and verb.tag_ in _PAST_TAGS
        return False

    def _starts_span(self, start: int) -> bool:
        """ "since 1991" tells of what still is."""
        return any(self.doc[i].lower_ == "since" for i in range(max(0, start - 2), start + 1))


def _verb_over(token: Token) -> Token | None:
    """The verb that governs a token; a passive's agent counts with its verb."""
    for ancestor in token.ancestors:
        if ancestor.pos_ == "VERB":
            return ancestor
    return None
