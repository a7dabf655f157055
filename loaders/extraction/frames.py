"""What syntax says of one mention of an instrument."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORESEEN: Final = frozenset({"expect", "schedule", "set", "slate", "plan", "poise"})
# Participles that stand as prepositions: "several accords, including a treaty".
_PREPOSITIONS: Final = frozenset({"including", "concerning", "regarding", "involving"})
# Regional bodies whose members bind themselves by the body's own accords.
BODIES: Final = frozenset(
    "OPEC OPEC+ GCC ASEAN SADC EAC CIS CSTO EAEU Mercosur SAARC CARICOM BIMSTEC SCO ACMECS".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What syntax says of an instrument mention. ``verb``: the verb that governs it, None when it stands alone.

    ``explicit``: the parties come from the noun phrase itself rather than from the verb's subject. ``roles``: offices
    of those who act for the parties (presidents, defence ministers), where the words say so. ``private``: the words
    name a party that is no actor we know (a club, a company), so nobody else may be supposed.
    ``common``: the one party is a body, whose members agreed. ``partners``: those with whom each of several
    instruments was made by the one party that isn't among them ("similar accords with X and Y").
    """

    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    mediators: tuple[str, ...]
    verb: int | None
    explicit: bool
    roles: frozenset[str] = frozenset()
    private: bool = False
    common: bool = False
    partners: tuple[str, ...] = ()


def governing_verb(token: Token) -> Token | None:
    """The verb whose argument the noun is: "signed the deal", "the deal was signed", "agreed to a deal"."""
    current = token
    for _ in range(8):
        if current.dep_ == "ROOT":
            return current if current.pos_ in {"VERB", "AUX"} else None
        current = current.head
        if current.pos_ in {"VERB", "AUX"} and not (current.dep_ == "prep" and current.lower_ in _PREPOSITIONS):
            return _content_verb(current)
    return None


def _content_verb(verb: Token) -> Token:
    """ "is to be signed", "are due to be signed": the verb that says what is to be done."""
    if verb.lemma_ != "be" and not (verb.tag_ == "VBN" and verb.lemma_.lower() in _FORESEEN):
        return verb
    likely = [c for c in verb.children if c.dep_ == "acomp"]
    for child in [*verb.children, *(c for adjective in likely for c in adjective.children)]:
        if child.dep_ == "xcomp" and child.pos_ == "VERB" and any(c.lower_ == "to" for c in child.children):
            return child
    return verb


def dated_noun(year: Token) -> Token | None:
    """ "the 1985 treaty", "the treaty of 1985": the noun that a year tells from others of its kind, if it does that."""
    token = year
    while token.dep_ == "conj" and token.head.like_num:
        token = token.head
    noun = token.head
    if token.dep_ == "pobj" and noun.lower_ == "of":
        noun = noun.head
    elif token.dep_ not in {"nummod", "amod", "compound", "nmod"}:
        return None
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def same_parties(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """The same ones, or nearly all of the same."""
    left, right = set(a), set(b)
    return left == right or (len(left & right) >= 2 and len(left & right) / len(left | right) >= 0.6)
