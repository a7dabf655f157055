"""The occasion on which an instrument is concluded, "at the summit", and where and when the story says that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis

OCCASIONS: Final = frozenset(
    "talk negotiation meeting summit conference ceremony round session visit signing signature conclusion congress "
    "gathering encounter mediation day week month hour discussion consultation forum marathon presence stay "
    "counterpart".split()
)
# Verbs that tell that a signing takes place.
WITNESSING: Final = frozenset("witness attend oversee supervise watch hold mark take".split())
CEREMONIES: Final = frozenset({"ceremony", "signing"})
_GATHERINGS: Final = frozenset("talk negotiation meeting summit conference ceremony congress forum".split())
_MEETING: Final = frozenset("meet gather convene confer".split())
_COURSE: Final = frozenset("end hold conclude close finish open begin start convene host".split())
_SAME: Final = frozenset({"at", "during", "after", "following"})


def encounters_before(verb: Token) -> set[int]:
    """ "met in X on Monday and agreed": the token that tells the encounter of those who do what the verb tells."""
    told = verb.dep_ == "conj" and verb.head.lemma_.lower() in _MEETING
    return {verb.head.i} if told and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children) else set()


def occasion_of(acts: Iterable[int], analysis: Analysis) -> str | None:
    """The noun (its lemma) for the gathering at which the act takes place, None when the words tell none."""
    for act in acts:
        for child in analysis.doc[act].children:
            if child.dep_ == "prep" and child.lower_ in _SAME:
                for noun in child.children:
                    if noun.lemma_.lower() in _GATHERINGS:
                        return noun.lemma_.lower()
    return None


def tells_course(verb: Token) -> bool:
    """ "talks that ended in X", "a summit to be held in X"."""
    noun = _occasion_before(verb)
    return noun is not None and noun.lemma_.lower() in OCCASIONS


def _occasion_before(verb: Token) -> Token | None:
    """The noun whose course the verb tells: the one it modifies or, cut off by the parser, the one right before it."""
    if verb.lemma_.lower() not in _COURSE:
        return None
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    index = verb.i - 1
    while index >= verb.sent.start and (
        verb.doc[index].pos_ in {"AUX", "PART", "PUNCT"} or verb.doc[index].text == ","
    ):
        index -= 1
    before = verb.doc[index] if index >= verb.sent.start else None
    return before if verb.dep_ == "advcl" and before is not None and before.pos_ in {"NOUN", "PROPN"} else None


def leads_to(token: Token, occasion: str) -> bool:
    """Whether a place or time hangs on a noun of that lemma, directly or over "held"."""
    current = token
    for _ in range(6):
        if current.head.i == current.i:
            return False
        current = current.head
        if current.lemma_.lower() == occasion and current.pos_ in {"NOUN", "PROPN"}:
            return True
        before = _occasion_before(current)
        if before is not None and before.lemma_.lower() == occasion:
            return True
        if current.pos_ in {"VERB", "AUX"} and not tells_course(current):
            return _is_subject(current, occasion)
    return False


def _is_subject(verb: Token, occasion: str) -> bool:
    """ "The summit will be held in X on Friday"."""
    return verb.lemma_.lower() in _COURSE and any(
        c.dep_ in {"nsubj", "nsubjpass"} and c.lemma_.lower() == occasion for c in verb.children
    )


def date_of_occasion(occasion: str, analysis: Analysis, *, future: bool) -> str | None:
    """When the story says the gathering is (EDTF), the first time that it tells; ``future``: it is still to come."""
    for time in analysis.times:
        if time.time.edtf and time.time.kind == "point" and leads_to(analysis.doc[time.start], occasion):
            return (time.time.future_edtf if future else None) or time.time.edtf
    return None


def is_at_ceremony(token: Token) -> bool:
    """The place hangs on the ceremony or on the verb of which it is the subject."""
    current = token
    for _ in range(8):
        if current.head.i == current.i:
            return False
        current = current.head
        if current.lower_ in CEREMONIES:
            return True
        if current.pos_ in {"VERB", "AUX"}:
            return any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in CEREMONIES for c in current.children) or (
                current.dep_ == "conj"
                and any(c.dep_ in {"nsubj", "nsubjpass"} and c.lower_ in CEREMONIES for c in current.head.children)
            )
    return False
