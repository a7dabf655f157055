"""Parts of speech and lemmas as the pipeline's own rules give them, each asked for once.

spaCy matches 179 patterns against every sentence, although all but a few depend on one token's word, tag and
dependency. What its ``attribute_ruler`` and ``lemmatizer`` make of such a token is kept; units with a word that begins
one of the longer patterns ("gon" "na", "there" "is") go through spaCy's components as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.lexeme import Lexeme
    from spacy.tokens import Doc

    Columns: TypeAlias = NDArray[np.uint64]

COMPONENTS: Final = ("attribute_ruler", "lemmatizer")
# What the components may set; spaCy's names of attributes.
ATTRIBUTES: Final = ("TAG", "DEP", "POS", "MORPH", "LEMMA")
# Stands for the row of a token with which a longer pattern begins.
_OPENER: Final = -1
# Words kept before the memory is emptied, so that a run over any number of articles stays small.
_LIMIT: Final = 100_000


class WordClasses:
    """Columns of ``ATTRIBUTES`` for parsed documents, as spaCy's components would set them."""

    def __init__(self, nlp: Language, lemmas: Mapping[str, str]) -> None:
        """``lemmas``: words (lower case) whose lemma the model gets wrong, with the right one."""
        self._nlp = nlp
        self._components: list[Any] = [nlp.get_pipe(name) for name in nlp.pipe_names if name in COMPONENTS]
        strings = nlp.vocab.strings
        self._lemmas = {strings.add(word): strings.add(lemma) for word, lemma in lemmas.items()}
        self._rows: dict[bytes, int] = {}
        self._table: Columns = np.array([[0] * len(ATTRIBUTES)], dtype=np.uint64)[:0]
        self._openers = _Openers([rule for c in self._components for rule in getattr(c, "patterns", ())])

    def columns(self, docs: Sequence[Doc]) -> list[Columns]:
        """The columns of each document, which itself may be left without them."""
        if len(self._rows) > _LIMIT:
            self._forget()
        keys = [_keys(doc) for doc in docs]
        self._learn(key for each in keys for key in each)
        return [self._of(doc, each) for doc, each in zip(docs, keys, strict=True)]

    def _forget(self) -> None:
        self._rows.clear()
        self._table = self._table[:0]

    def _of(self, doc: Doc, keys: list[bytes]) -> Columns:
        rows = [self._rows[key] for key in keys]
        return self._computed(doc) if _OPENER in rows else self._table[rows].reshape(-1, len(ATTRIBUTES))

    def _computed(self, doc: Doc) -> Columns:
        for component in self._components:
            component(doc)
        columns: Any = doc.to_array(list(ATTRIBUTES))
        if self._lemmas:
            lower = doc.to_array("LOWER").tolist()
            for index, word in enumerate(lower):
                if word in self._lemmas:
                    columns[index, -1] = self._lemmas[word]
        found: Columns = columns
        return found

    def _learn(self, keys: Iterable[bytes]) -> None:
        """Ask the components about words not met yet, all in one document of their own."""
        from spacy.tokens import Doc

        vocab, new = self._nlp.vocab, []
        for key in dict.fromkeys(keys):
            if key not in self._rows:
                orth, tag, dependency = np.frombuffer(key, dtype=np.uint64).tolist()
                if self._openers.include(vocab[orth], vocab.strings[dependency]):
                    self._rows[key] = _OPENER
                else:
                    new.append((key, vocab.strings[orth], tag, dependency))
        if new:
            doc = Doc(vocab, words=[word for _, word, _, _ in new])
            pairs: Any = np.array([pair for _, _, *pair in new], dtype=np.uint64)
            doc.from_array(["TAG", "DEP"], pairs)
            self._rows.update((key, len(self._table) + n) for n, (key, *_) in enumerate(new))
            self._table = np.concatenate([self._table, self._computed(doc)])


def _keys(doc: Doc) -> list[bytes]:
    """Word, tag and dependency of each token, as one hashable value."""
    columns: Columns = np.ascontiguousarray(doc.to_array(["ORTH", "TAG", "DEP"]))
    keys: list[bytes] = columns.view(f"V{columns.itemsize * 3}").ravel().tolist()
    return keys


class _Openers:
    """Tokens with which a pattern of several tokens begins; white space too, whose tag the components change."""

    def __init__(self, patterns: Sequence[Mapping[str, Any]]) -> None:
        self._words: set[str] = set()
        self._dependencies: set[str] = set()
        self._expressions: list[re.Pattern[str]] = []
        self._unclear = False
        for pattern in (tokens for rule in patterns for tokens in rule["patterns"] if len(tokens) > 1):
            word, dependency = pattern[0].get("LOWER"), pattern[0].get("DEP")
            if isinstance(word, str):
                self._words.add(word)
            elif isinstance(word, dict) and set(word) == {"REGEX"}:
                self._expressions.append(re.compile(word["REGEX"]))
            elif isinstance(dependency, str):
                self._dependencies.add(dependency)
            else:
                self._unclear = True

    def include(self, word: Lexeme, dependency: str) -> bool:
        """Whether a word with this dependency is one."""
        if self._unclear or word.is_space or word.lower_ in self._words or dependency in self._dependencies:
            return True
        return any(expression.search(word.lower_) for expression in self._expressions)
