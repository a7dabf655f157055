"""Whether what a verb says of an instrument has happened: tense, modality, negation and the verb above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

WISHES: Final = frozenset(
    "want seek hope wish plan propose offer urge try aim intend ask demand call desire like push press need aspire "
    "attempt invite appeal prepare consider".split()
)
_SCHEDULED: Final = frozenset(
    {"due", "set", "scheduled", "expected", "ready", "poised", "about", "slated", "expect", "schedule"}
)
_UNLIKELY: Final = frozenset({"likely", "unlikely", "possible", "hopeful", "keen", "willing", "eager", "close"})
# "it is important for X and Y to agree": what ought to be.
_DESIRED: Final = frozenset(
    "important necessary essential vital crucial imperative urgent better best time possible impossible difficult hard "
    "easy desirable key likely unlikely".split()
)
DOUBTS: Final = frozenset({"could", "may", "might", "would", "should", "can", "must"})
_REPORTING: Final = frozenset({"say", "tell", "add", "announce", "state", "confirm", "report", "declare"})
_FAIL: Final = frozenset({"fail", "failure"})
_REFUSE: Final = frozenset({"refuse", "decline", "reject"})


def mood_of(verb: Token, *, participle: bool) -> str:
    """done, scheduled, wished, doubtful, ongoing, negated, failed or refused."""
    children = list(verb.children)
    lowers = {c.lower_ for c in children if c.dep_ in {"aux", "auxpass", "neg", "advmod", "acomp"}}
    negated = any(c.dep_ == "neg" or c.lower_ in {"never"} for c in children)
    if any(c.lower_ in {"will", "'ll", "shall"} for c in children if c.dep_ == "aux"):
        return "negated" if negated else "scheduled"
    if "would" in lowers and _is_reported(verb):
        return "scheduled"
    if lowers & DOUBTS:
        return "negated" if negated and "not" in lowers and "could" in lowers else "doubtful"
    if verb.dep_ in {"ccomp", "xcomp", "pcomp"} and verb.head.lemma_.lower() == "deny":
        return "denied"
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in children)
    if infinitive:
        return _controlled(verb)
    if negated:
        return "negated"
    if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in children):
        return "ongoing"
    if participle and verb.tag_ == "VBG":
        return "done"
    if verb.tag_ == "VB" and verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" and c.i < verb.i for c in children):
        return "done"
    if verb.tag_ == "VB" and not any(c.dep_ == "aux" for c in children):
        return _controlled(verb) if verb.dep_ in {"xcomp", "ccomp", "conj", "advcl"} else "doubtful"
    return "done"


def _is_reported(verb: Token) -> bool:
    """ "They would sign …, he said": in reported speech "would" is "will"."""
    attributions = [verb.head] if verb.dep_ == "ccomp" else []
    attributions += [c for c in verb.children if c.dep_ == "parataxis"]
    return any(t.lemma_.lower() in _REPORTING and t.tag_ in {"VBD", "VBN"} for t in attributions)


def _controlled(verb: Token) -> str:
    """An infinitive's mood is that of the verb above it: "failed to sign", "is to sign", "agreed to extend"."""
    above = verb.head
    lemma = above.lemma_.lower()
    if verb.dep_ in {"xcomp", "ccomp", "conj", "advcl", "acl", "oprd"} and above.i != verb.i:
        if lemma in _FAIL:
            return "failed"
        if lemma in _REFUSE:
            return "refused"
        if lemma == "be" and any(c.dep_ in {"acomp", "attr"} and c.lower_ in _DESIRED for c in above.children):
            return "wished"
        if lemma == "be" or above.lower_ in _SCHEDULED:
            return "scheduled"
        if lemma in WISHES or above.lower_ in _UNLIKELY:
            return "wished"
        if lemma in {"agree", "decide", "manage", "help", "pledge", "promise", "vow", "undertake", "commit"}:
            return "scheduled" if lemma not in {"manage", "help"} else "done"
        if above.pos_ in {"NOUN"}:
            return "wished"
        return "scheduled" if above.pos_ == "AUX" else "wished"
    if verb.dep_ == "ROOT":
        return "scheduled"
    return "wished"
