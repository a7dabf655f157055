"""Parsing an article's units with a loaded pipeline, and joining them to one document with their names.

The pipeline's own components tag and parse. Parts of speech, lemmas and names come from its rules and weights too, but
by shorter ways (``word_classes``, ``name_decoder``), which give what the components give.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from accord.loaders.extraction.name_decoder import NameDecoder
from accord.loaders.extraction.word_classes import ATTRIBUTES, COMPONENTS, WordClasses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from accord.loaders.extraction.analysis import ActorMention
    from accord.loaders.extraction.name_decoder import Name
    from accord.loaders.extraction.word_classes import Columns

# Verbs of our lists that the model's lemmatiser gets wrong (it makes "hop" of "hoped").
_LEMMAS: Final = {
    form: verb
    for verb in ("hope", "dine", "wage", "stage")
    for form in (f"{verb}s", f"{verb}d", f"{verb.removesuffix('e')}ing")
}
# Words kept, so that a run over any number of articles stays small.
_LIMIT: Final = 100_000
_LABELS: Final = {"State": "GPE", "Organization": "ORG", "ArmedGroup": "ORG"}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A parsed document with what it doesn't carry itself yet: columns of ``ATTRIBUTES``, and names."""

    doc: Doc
    columns: Columns
    names: list[Name]


class Parser:
    """A pipeline with tagger, parser and name recogniser, for any number of articles."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self._classes = WordClasses(nlp, _LEMMAS)
        self._decoder = NameDecoder.of(nlp)
        self._texts: dict[int, str] = {}

    def words(self, doc: Doc) -> list[str]:
        """The texts of a document's tokens."""
        if len(self._texts) > _LIMIT:
            self._texts.clear()
        known, strings = self._texts, self.nlp.vocab.strings
        orths: list[int] = doc.to_array("ORTH").tolist()
        known.update((orth, strings[orth]) for orth in orths if orth not in known)
        return [known[orth] for orth in orths]

    def parse(self, docs: Sequence[Doc]) -> list[Doc]:
        """Documents of tokens tagged and parsed, without lemmas, parts of speech and names yet."""
        return list(self.nlp.pipe(docs, disable=["ner", *COMPONENTS]))

    def annotate(self, docs: Sequence[Doc], actors: Sequence[list[ActorMention]]) -> list[Annotated]:
        """What the rules and the recogniser make of parsed documents.

        ``actors``: what the gazetteer knows in each, so that the recogniser cuts names around it.
        """
        return list(map(Annotated, docs, self._classes.columns(docs), self._names(docs, actors)))

    def join(self, parts: Sequence[Annotated], words: Sequence[list[str]]) -> Doc:
        """One document of several, with all attributes; ``words``: the tokens' texts."""
        from spacy.tokens import Doc

        heads, spaces = np.concatenate([part.doc.to_array(["HEAD", "SPACY"]) for part in parts]).T
        columns: Any = np.column_stack([np.concatenate([part.columns for part in parts]), heads])
        joined = Doc(self.nlp.vocab, words=[w for each in words for w in each], spaces=(spaces != 0).tolist())
        joined.from_array([*ATTRIBUTES, "HEAD"], columns)
        _set_names(joined, parts)
        return joined

    def _names(self, docs: Sequence[Doc], actors: Sequence[list[ActorMention]]) -> list[list[Name]]:
        known = [[(m.start, m.end, _label(m)) for m in mentions] for mentions in actors]
        if self._decoder is not None:
            found = self._decoder.names(docs, [[(start, end) for start, end, _ in each] for each in known])
            return [[*old, *new] for old, new in zip(known, found, strict=True)]
        return self._recognised(docs, known)

    def _recognised(self, docs: Sequence[Doc], known: list[list[Name]]) -> list[list[Name]]:
        """Names by the pipeline's own component, where its kind isn't known."""
        from spacy.tokens import Span

        for doc, spans in zip(docs, known, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in spans], default="unmodified")
        recogniser: Any = self.nlp.get_pipe("ner")
        return [[(ent.start, ent.end, ent.label_) for ent in doc.ents] for doc in recogniser.pipe(docs)]


def _label(mention: ActorMention) -> str:
    return "NORP" if mention.surface in {"demonym", "people"} else _LABELS[mention.type]


def _set_names(joined: Doc, parts: Sequence[Annotated]) -> None:
    from spacy.tokens import Span

    spans, base = [], 0
    for part in parts:
        spans += [Span(joined, base + start, base + end, label=label) for start, end, label in part.names]
        base += len(part.doc)
    joined.set_ents(spans)
