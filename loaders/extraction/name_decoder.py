"""The name recogniser's decisions, taken for all tokens of an article at once.

spaCy decides token by token and asks of each of the model's 74 moves whether it is allowed, which costs more than the
network does. Outside a name the scores depend on the token alone, inside one on the token and on the name's first
token; so both are computed for many tokens together. The network, its weights and the names found are spaCy's own
(``ner`` with greedy search, Honnibal's transition system: begin, in, last, unit, out).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats: TypeAlias = NDArray[np.float32]
    Flags: TypeAlias = NDArray[np.bool_]
    Name: TypeAlias = tuple[int, int, str]

_BEGIN, _IN, _LAST, _UNIT, _OUT = "BILUO"
_NEVER: Final = np.float32(-1e30)
# The state of spaCy's recogniser: the token, the first token of the open name, the token before.
_FEATURES: Final = 3


@dataclass(frozen=True, slots=True)
class _Tokens:
    """What decides which moves are allowed: of each token, whether a name may begin at it or run on behind it."""

    may_begin: Flags
    runs_on: Flags


class NameDecoder:
    """Names of documents by a loaded recogniser's weights; ``of`` says whether a pipeline has one that fits."""

    def __init__(self, recogniser: Any) -> None:
        model = recogniser.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._tok2vec = model.get_ref("tok2vec")
        self._lower = lower
        self._pieces = lower.get_dim("nP")
        self._bias: Floats = lower.get_param("b").reshape(-1)
        weights: Floats = upper.get_param("W")
        bias: Floats = upper.get_param("b").copy()
        bias[sorted(model.attrs["unseen_classes"])] = _NEVER
        moves = _moves(recogniser)
        self.labels: tuple[str, ...] = tuple(m[2:] for m in moves if m[0] == _BEGIN)
        order = [moves[f"{kind}-{label}"] for kind in (_BEGIN, _UNIT, _IN, _LAST) for label in self.labels]
        self._weights = np.ascontiguousarray(weights[[moves[_OUT], *order]])
        self._score_bias = bias[[moves[_OUT], *order]]

    @staticmethod
    def of(nlp: Language) -> NameDecoder | None:
        """The decoder for a pipeline's ``ner``; None for one of another architecture, which must decide by itself."""
        recogniser: Any = nlp.get_pipe("ner")
        if type(recogniser).__name__ != "EntityRecognizer" or recogniser.cfg.get("beam_width") != 1:
            return None
        model = recogniser.model
        fits = model.name == "parser_model" and model.attrs.get("has_upper")
        if not fits or model.get_ref("lower").get_dim("nF") != _FEATURES:
            return None
        return NameDecoder(recogniser) if _OUT in _moves(recogniser) else None

    def names(self, docs: Sequence[Doc], known: Sequence[Iterable[tuple[int, int]]]) -> list[list[Name]]:
        """Start, end and label of each document's names, none of them within the spans that are known already."""
        lengths = [len(doc) for doc in docs]
        if not sum(lengths):
            return [[] for _ in docs]
        vectors = self._tok2vec.predict(docs)
        features: Floats = self._lower.predict(vectors)
        features = features.reshape(features.shape[0], _FEATURES, -1)
        tokens = _tokens(docs, known, lengths)
        ends, labels = self._spans(features[0], features[1:], tokens)
        found, base = [], 0
        for length in lengths:
            found.append(self._chosen(ends[base : base + length], labels[base : base + length], base))
            base += length
        return found

    def _scores(self, sums: Floats) -> Floats:
        """Scores of moves (out, then begin, unit, in, last of each label) of states with these summed features."""
        hidden = (sums + self._bias).reshape(len(sums), -1, self._pieces).max(axis=2)
        # The network's own multiplication: numpy's starts threads that spin between calls as small as these.
        scores: Floats = self._lower.ops.gemm(hidden, self._weights, trans2=True)
        return scores + self._score_bias

    def _spans(self, padding: Floats, features: Floats, tokens: _Tokens) -> tuple[list[int], list[int]]:
        """For each token the end of the name that would begin there (0: none) and its label's number."""
        count = len(self.labels)
        scores = self._scores(features[:, 0] + (padding[1] + padding[2]))
        begin, unit = scores[:, 1 : count + 1], scores[:, count + 1 : 2 * count + 1]
        best_begin = np.where(tokens.may_begin & tokens.runs_on, begin.max(axis=1), 2 * _NEVER)
        best_unit = np.where(tokens.may_begin, unit.max(axis=1), 2 * _NEVER)
        # A preset token has no move here at all: its name stands already.
        single = (best_unit > scores[:, 0]) & (best_unit >= best_begin)
        opens = (best_begin > scores[:, 0]) & (best_begin > best_unit)
        labels = np.where(single, unit.argmax(axis=1), begin.argmax(axis=1))
        ends = np.where(single, np.arange(1, len(single) + 1), 0)
        self._close(features, np.flatnonzero(opens), labels, tokens.runs_on, ends)
        return ends.tolist(), labels.tolist()

    def _close(self, features: Floats, starts: Any, labels: Any, runs_on: Flags, ends: Any) -> None:
        """Follow all open names at once, a token further each round, until each has its end."""
        count = len(self.labels)
        at = starts + 1
        while len(starts):
            scores = self._scores(features[at, 0] + features[starts, 1] + features[at - 1, 2])
            rows, label = np.arange(len(starts)), labels[starts]
            goes_on = scores[rows, 1 + 2 * count + label] > scores[rows, 1 + 3 * count + label]
            goes_on &= runs_on[at]
            ends[starts[~goes_on]] = at[~goes_on] + 1
            starts, at = starts[goes_on], at[goes_on] + 1

    def _chosen(self, ends: list[int], labels: list[int], base: int) -> list[Name]:
        """Of the names that could begin at each token those that do: one begins only where none is open."""
        found: list[Name] = []
        free = base
        for index, end in enumerate(ends, base):
            if end and index >= free:
                found.append((index - base, end - base, self.labels[labels[index - base]]))
                free = end
        return found


def _moves(recogniser: Any) -> dict[str, int]:
    """The number of each move's score; ``move_names`` leaves one out."""
    return {recogniser.moves.get_class_name(index): index for index in range(recogniser.moves.n_moves)}


def _tokens(docs: Sequence[Doc], known: Sequence[Iterable[tuple[int, int]]], lengths: list[int]) -> _Tokens:
    """A name neither begins at white space nor crosses a sentence's end, a document's end or a known name."""
    columns = np.concatenate([doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs]).astype(np.int64)
    taken = np.zeros(len(columns), dtype=bool)
    stops = columns[:, 0] == 1
    base = 0
    for spans, length in zip(known, lengths, strict=True):
        for start, end in spans:
            taken[base + start : base + end] = True
            stops[base + start] = True
        if length:
            stops[base] = True
        base += length
    runs_on = np.append(~stops[1:], False)
    return _Tokens(~taken & (columns[:, 1] == 0), runs_on & ~taken)
