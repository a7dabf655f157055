"""Asking a person about pairs, one after the other, and keeping the answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.errors import StoreInUse
from accord.graph.knowledge.judgements import Judgement
from accord.graph.review import still_open
from accord.graph.splitting import split
from accord.graph.store import Store
from accord.queries.review_printing import print_pair
from accord.queries.tables import visible
from accord.queries.verdicts import conflict_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from typing import TextIO

    from accord.graph.remote.address import StorePlace
    from accord.graph.review import Pair

QUESTION: Final = "[s]ame  [d]ifferent  [u]nsure  s[p]lit left|right  s[k]ip  [q]uit; then a note, if you like: "
_WORDS: Final = ("same", "different", "unsure", "split", "skip", "quit")
_LETTERS: Final = {"s": "same", "d": "different", "u": "unsure", "p": "split", "k": "skip", "q": "quit", "": "skip"}
_SIDES: Final = {"l": 0, "left": 0, "r": 1, "right": 1}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered. ``side``: 0 left, 1 right, of a split; ``note``: the rest of the line."""

    word: str
    note: str = ""
    side: int = 0


def read_answer(line: str) -> Answer | None:
    """The answer on a line; None when it is none.

    >>> read_answer("d other parties")
    Answer(word='different', note='other parties', side=0)
    >>> read_answer("split right")
    Answer(word='split', note='', side=1)
    """
    first, _, rest = line.strip().partition(" ")
    word = _LETTERS.get(first.lower(), first.lower())
    if word not in _WORDS:
        return None
    if word != "split":
        return Answer(word, rest.strip())
    side, _, note = rest.strip().partition(" ")
    return Answer(word, note.strip(), _SIDES[side.lower()]) if side.lower() in _SIDES else None


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who answers. ``name``: who judges, ``on``: the day; ``read``: gives the next line, empty at the end.

    Pairs and what became of them go to ``out``, questions and complaints to ``err``.
    """

    store: StorePlace
    name: str
    on: date
    read: Callable[[], str]
    out: TextIO
    err: TextIO

    def ask(self, pairs: Sequence[Pair]) -> int:
        """Ask about pairs until they, or the answers, end; gives how many answers were kept as judgements.

        The store is open only while an answer is kept, so that others can load meanwhile.
        """
        judged, waiting = 0, tuple(pairs)
        while waiting:
            pair, *rest = waiting
            place = f"{len(pairs) - len(waiting) + 1} of {len(pairs)}"
            print_pair(pair, place, self.out)
            answer, left = self._settle(pair, rest)
            if answer == "quit":
                break
            judged += answer != "skip"
            waiting = tuple(left)
        return judged

    def _settle(self, pair: Pair, rest: Sequence[Pair]) -> tuple[str, Sequence[Pair]]:
        """The word answered, and which of the ``rest`` are still to be asked."""
        while True:
            answer = self._answer()
            if answer.word in ("quit", "skip"):
                return answer.word, rest
            try:
                with Store.open(self.store) as opened:
                    if self._keep(opened, pair, answer):
                        return answer.word, still_open(opened, rest)
            except StoreInUse as error:
                self._complain(f"{error}; not kept: answer again, or quit")

    def _answer(self) -> Answer:
        """The next answer that can be understood; quit where no more lines come."""
        while True:
            self.err.write(QUESTION)
            self.err.flush()
            line = self.read()
            answer = read_answer(line) if line else Answer("quit")
            if answer is not None:
                return answer
            self._complain(f"{line.strip()!r}: answer with one of s, d, u, p left, p right, k, q")

    def _keep(self, store: Store, pair: Pair, answer: Answer) -> bool:
        """Keep an answer as judgements and tell what became of them; False when there is nothing to judge."""
        judgements = self._judgements(store, pair, answer)
        if not judgements:
            self._complain("that one is alone in its thing already, or gone: answer again, or skip")
            return False
        judging = store.judge(*judgements)
        told = f"judged {judging.number}: {answer.word}" + (f", {len(judgements)} pairs" if len(judgements) > 1 else "")
        self.out.write(f"{told}\n")
        for line in conflict_lines(store, judgements):
            self._complain(line)
        return True

    def _judgements(self, store: Store, pair: Pair, answer: Answer) -> tuple[Judgement, ...]:
        mentions = pair.one.mention, pair.other.mention
        if answer.word == "split":
            return split(store, mentions[answer.side], self.name, self.on, answer.note)
        return (Judgement.of(mentions, answer.word, self.name, self.on, answer.note),)

    def _complain(self, text: str) -> None:
        self.err.write(visible(text) + "\n")
