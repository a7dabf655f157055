"""Whether an encounter is only rumoured or denied: "denied reports of talks", "alleging that they had met"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

_DENYING: Final = frozenset("deny refute negate rubbish disown debunk".split())
# What these tell may be so or not.
_ALLEGING: Final = frozenset("allege speculate rumour rumor insinuate".split())
# These doubt what a report holds, and need not doubt a meeting: "dismissed the talks as useless".
_DISMISSING: Final = frozenset("dismiss reject contradict counter".split())
_RUMOURS: Final = frozenset("rumour rumor speculation allegation insinuation hearsay suggestion".split())
_REPORTS: Final = frozenset("report claim story word talk account".split())
# The parts of speech by which a clause or phrase hangs on what is denied.
_WITHIN: Final = frozenset({"ccomp", "xcomp", "acl", "relcl", "dobj", "pobj", "prep", "pcomp", "nsubj", "nsubjpass"})
_LINKS: Final = frozenset({"of", "about", "on", "that", "as"})
_FURTHEST: Final = 8


def is_disputed(word: Token) -> bool:
    """Whether a word that tells an encounter stands within what is denied or only rumoured."""
    current, reported, ended = word, False, False
    for _ in range(_FURTHEST):
        above = current.head
        if above.i == current.i:
            return False
        lemma = above.lemma_.lower()
        if current.dep_ == "nsubj" and lemma in _DENYING | _ALLEGING | _DISMISSING:
            # "X, who met Y, denied it"
            return False
        ended = ended or current.dep_ not in _WITHIN or _is_circumstance(current)
        if ended and current.dep_ not in {"conj", "advcl", "ccomp"}:
            return False
        if not ended and (_is_rumour(above, current) or lemma in _DENYING | _ALLEGING):
            return True
        reported = reported or (not ended and lemma in _REPORTS and above.pos_ in {"NOUN", "PROPN"})
        if reported and lemma in _DENYING | _DISMISSING and not ended:
            return True
        if ended:
            return False
        current = above
    return False


def _is_rumour(above: Token, below: Token) -> bool:
    """ "rumours of talks", "speculation that they met"; not "a report on the meeting"."""
    if above.pos_ not in {"NOUN", "PROPN"} or above.lemma_.lower() not in _RUMOURS:
        return False
    return below.dep_ in {"acl", "ccomp", "relcl"} or below.lower_ in _LINKS


def _is_circumstance(word: Token) -> bool:
    """A phrase that tells when or where it is denied: "denied after the meeting", "denied it in talks with X"."""
    return word.dep_ == "prep" and word.head.pos_ in {"VERB", "AUX"} and word.lower_ not in {"of", "about"}
