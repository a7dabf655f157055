"""One article, parsed: sentences, tokens and the mentions that stand on them.

The units of a document (headline and body spans) are parsed one by one, so that no sentence crosses a paragraph, and
joined into one spaCy ``Doc``; ``Analysis.offset`` maps tokens back to the article's own text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accord.graph.document import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from spacy.tokens import Doc, Span, Token

    from accord.graph.document import Document
    from accord.loaders.extraction.dates import TimeExpression
    from accord.loaders.extraction.titles import TitleMatch


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Tokens ``start:end`` name an actor. ``surface``: name, demonym, people, capital, metonym, acronym or organ."""

    start: int
    end: int
    code: str
    type: str
    surface: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """Tokens ``start:end`` name a person; ``person`` is the canonical name within the article."""

    start: int
    end: int
    person: str


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Tokens ``start:end`` name a place that isn't (or needn't be) an actor."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Tokens ``start:end`` are a temporal expression."""

    start: int
    end: int
    time: TimeExpression


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the joined Doc: token range and whether it is (part of) the headline."""

    index: int
    start: int
    end: int
    paragraph: int
    headline: bool


@dataclass(slots=True)
class Analysis:
    """A parsed article with its mentions; built once by ``LanguageModel.analyse``, read-only afterwards."""

    document: Document
    doc: Doc
    offsets: tuple[int, ...]
    sentences: tuple[Sentence, ...]
    published: date | None
    actors: tuple[ActorMention, ...] = ()
    titles: tuple[TitleMatch, ...] = ()
    times: tuple[TimeMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dateline_place: str | None = None
    dateline_state: str | None = None
    _sentence_of: list[int] = field(default_factory=list)
    _actor_at: dict[int, ActorMention] = field(default_factory=dict)
    _person_at: dict[int, PersonMention] = field(default_factory=dict)
    _title_at: dict[int, TitleMatch] = field(default_factory=dict)
    _time_at: dict[int, TimeMention] = field(default_factory=dict)

    def index(self) -> None:
        """Build the look-ups from token to mention; call again after mentions are set."""
        self._sentence_of = [0] * len(self.doc)
        for sentence in self.sentences:
            self._sentence_of[sentence.start : sentence.end] = [sentence.index] * (sentence.end - sentence.start)
        self._actor_at = {i: m for m in self.actors for i in range(m.start, m.end)}
        self._person_at = {i: m for m in self.persons for i in range(m.start, m.end)}
        self._title_at = {i: m for m in self.titles for i in range(m.start, m.end)}
        self._time_at = {i: m for m in self.times for i in range(m.start, m.end)}

    def sentence_of(self, token: Token | int) -> Sentence:
        """The sentence in which a token stands."""
        return self.sentences[self._sentence_of[token if isinstance(token, int) else token.i]]

    def span(self, sentence: Sentence) -> Span:
        """The sentence's tokens."""
        return self.doc[sentence.start : sentence.end]

    def actor_at(self, index: int) -> ActorMention | None:
        """The actor mention that covers token ``index``."""
        return self._actor_at.get(index)

    def person_at(self, index: int) -> PersonMention | None:
        """The person mention that covers token ``index``."""
        return self._person_at.get(index)

    def title_at(self, index: int) -> TitleMatch | None:
        """The title that covers token ``index``."""
        return self._title_at.get(index)

    def time_at(self, index: int) -> TimeMention | None:
        """The temporal expression that covers token ``index``."""
        return self._time_at.get(index)

    def passage(self, start: int, end: int) -> Passage:
        """The verbatim passage of tokens ``start:end`` in the article's text."""
        last = self.doc[end - 1]
        return Passage.of(self.document.text, self.offsets[start], self.offsets[end - 1] + len(last.text))

    def sentence_passage(self, sentence: Sentence) -> Passage:
        """The verbatim passage of a sentence, without white space at its ends."""
        start, end = sentence.start, sentence.end
        while end - 1 > start and self.doc[end - 1].is_space:
            end -= 1
        while start < end - 1 and self.doc[start].is_space:
            start += 1
        return self.passage(start, end)

    def times_in(self, start: int, end: int) -> Iterator[TimeMention]:
        """Temporal expressions within tokens ``start:end``, in order."""
        return (t for t in self.times if start <= t.start and t.end <= end)

    def actors_in(self, start: int, end: int) -> Iterator[ActorMention]:
        """Actor mentions within tokens ``start:end``, in order."""
        return (m for m in self.actors if start <= m.start and m.end <= end)

    def persons_in(self, start: int, end: int) -> Iterator[PersonMention]:
        """Person mentions within tokens ``start:end``, in order."""
        return (m for m in self.persons if start <= m.start and m.end <= end)

    def places_in(self, start: int, end: int) -> Iterator[PlaceMention]:
        """Place mentions within tokens ``start:end``, in order."""
        return (m for m in self.places if start <= m.start and m.end <= end)
