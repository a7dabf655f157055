"""Which clauses deny or refuse: "no truth in it", "reports are not true", "we have no plans to", "not an option".

Denied is what is said of the own side or of a report; refused is what might still come. What somebody else hasn't done
is an assertion, unless nobody has done it or there is no evidence of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.clauses import is_nobody

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.clauses import Clause

_FUTURE: Final = frozenset({"will", "'ll", "shall", "would", "wo", "can", "could", "ca"})
_CERTAIN: Final = frozenset({"will", "'ll", "shall", "wo"})
_POSSIBLE: Final = frozenset({"can", "could", "may", "might", "ca"})
_SMALL: Final = frozenset({"no", "any"})
_REFUSED: Final = ("out of the question", "off the table", "no question of")
_TABLES: Final = frozenset({"table", "agenda", "card", "cards"})


def denial(said: Clause, named: Callable[[Token, str], bool]) -> str | None:
    """ "denies", "rejects" or "accuses" where a clause says that something isn't so; None where it doesn't.

    ``named``: whether a word is of a class of the stance cues.
    """
    if said.exists:
        noun = said.predicate
        return _absent(noun, said, named) if said.negated and noun is not None else None
    if said.nothing or _is_baseless(said, named):
        return "denies"
    return _refused(said, named) or _not_meant(said, named) or _not_done(said, named)


def _absent(noun: Token, said: Clause, named: Callable[[Token, str], bool]) -> str | None:
    """ "there was no deal" denies, "there can be no talks" rejects."""
    if named(noun, "charge") or any(c.lower_ == "such" for c in noun.children):
        return "denies"
    to_come = bool(said.aux & _FUTURE) and any(c.lower_ == "no" for c in noun.children)
    if to_come and said.aux & _CERTAIN:
        return "rejects"
    if to_come and (named(noun, "refusable") or not named(noun, "deniable")):
        return "rejects"
    if named(noun, "deniable"):
        return "denies"
    return "rejects" if named(noun, "refusable") else None


def _is_baseless(said: Clause, named: Callable[[Token, str], bool]) -> bool:
    """ "the reports don't square with the facts", "these unfounded claims", "it holds no truth"."""
    subject = said.subject
    if subject is not None and named(subject, "charge"):
        untrue = any(named(c, "untrue") for c in subject.children if c.dep_ == "amod")
        if untrue or (said.negated and not said.aux & _POSSIBLE):
            return True
    return any(named(noun, "ground") and _is_none(noun, said) for noun in _objects(said.head))


def _objects(head: Token) -> Iterator[Token]:
    """What stands after a verb, and what is joined to it: "a lot of fantasy, but no truth"."""
    for child in head.children:
        if child.i > head.i and child.dep_ in {"dobj", "attr", "prep", "conj"}:
            nouns = [o for o in child.children if o.dep_ == "pobj"] if child.dep_ == "prep" else [child]
            for noun in nouns:
                if noun.pos_ in {"NOUN", "PROPN"}:
                    yield from (noun, *noun.conjuncts)


def _is_none(noun: Token, said: Clause) -> bool:
    """ "no truth"; "not any evidence"."""
    words = {c.lower_ for c in noun.children}
    return "no" in words or (said.negated and ("any" in words or not words & {"the", "this", "that"}))


def _refused(said: Clause, named: Callable[[Token, str], bool]) -> str | None:
    """ "talks are not an option", "it is not on the table", "a meeting was out of the question"."""
    text = " ".join(t.lower_ for t in said.head.doc[said.head.i : said.head.i + 7])
    if any(phrase in text for phrase in _REFUSED):
        return "rejects"
    if not said.negated or said.head.lemma_ != "be":
        return None
    if said.predicate is not None and named(said.predicate, "choice"):
        return "rejects"
    return "rejects" if any(noun.lower_ in _TABLES for noun in _objects(said.head)) else None


def _not_meant(said: Clause, named: Callable[[Token, str], bool]) -> str | None:
    """ "it was never our intention to", "we have no plans to", "Lima is engaged in no talks"."""
    if not said.negated and not any(_is_none(n, said) for n in _objects(said.head)):
        return None
    if said.negated and said.predicate is not None and named(said.predicate, "intent"):
        return "denies"
    if not said.own or said.aux & _FUTURE:
        return None
    for noun in _objects(said.head):
        none = any(c.lower_ == "no" for c in noun.children)
        if none and (named(noun, "deniable") or named(noun, "charge") or named(noun, "intent")):
            return "denies"
    involved = said.negated and not said.soft and any(named(t, "involved") for t in said.words)
    return "denies" if involved else None


def _not_done(said: Clause, named: Callable[[Token, str], bool]) -> str | None:
    """ "we never sold arms", "no soldier crossed the border"; "they have not kept their word" accuses."""
    if said.tense != "past" or not said.negated:
        return None
    if said.never and said.own:
        return "denies"
    if not said.own and not said.soft and is_nobody(said.subject):
        return "denies"
    if said.other and any(named(t, "duty") for t in said.head.subtree):
        return "accuses"
    return "denies" if said.own and said.acts else None
