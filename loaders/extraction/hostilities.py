"""Hostile deeds and aims in what is said: another side's are blamed, the speaker's own are threats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from accord.loaders.extraction.clauses import Clause

_FUTURE: Final = frozenset({"will", "'ll", "shall", "would", "wo"})
_UNSURE: Final = frozenset({"could", "may", "might", "should", "must", "ought"})
_AIMS: Final = frozenset({"try", "attempt", "plan", "prepare", "plot", "seek", "want", "intend"})
_ENDING: Final = frozenset({"stop", "cease", "end", "halt"})
_GOING_ON: Final = frozenset({"continue", "keep", "resume"})


def is_hostile(said: Clause, named: Callable[[Token, str], bool]) -> bool:
    """ "supports terrorism", "used the truce to attack", "is trying to capture the town".

    ``named``: whether a word is of a class of the stance cues.
    """
    if said.aux & (_FUTURE | _UNSURE):
        return False
    if named(said.head, "commits") and any(named(t, "wrong") for t in _objects(said.head)):
        return True
    below = [c for c in said.head.children if c.dep_ in {"xcomp", "advcl"} and c.tag_ in {"VB", "VBG"}]
    aims = said.head.lemma_.lower() in _AIMS
    done = said.tense == "past" and any(named(t, "accuses") for t in below)
    return done or (aims and any(named(t, "accuses") or named(t, "seizes") for t in below if t.dep_ == "xcomp"))


def fights_on(said: Clause, named: Callable[[Token, str], bool]) -> bool:
    """ "we will continue to attack", "we will never stop fighting"."""
    if not said.own or not said.aux & _FUTURE:
        return False
    kept = _ENDING if said.negated else _GOING_ON
    below = [c for c in said.head.children if c.dep_ in {"xcomp", "dobj"}]
    return said.head.lemma_.lower() in kept and any(named(c, "fights") for c in below)


def _objects(verb: Token) -> list[Token]:
    found = [c for c in verb.children if c.dep_ == "dobj"]
    return found + [o for c in verb.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
