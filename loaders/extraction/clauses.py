"""What a clause says of whom: subject, polarity, tense and mood, as far as its stance needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.referents import Referent

_FIRST: Final = frozenset({"we", "i"})
_OWN: Final = frozenset({"his", "her", "its", "our", "my"})
_SIDE: Final = frozenset(
    "government country side ministry delegation cabinet nation group organisation organization bloc alliance "
    "movement council commission".split()
)
# "we state that it is a lie": what is told is the stance, not the telling.
_TELLING: Final = frozenset("say state declare repeat reiterate stress emphasise emphasize affirm tell".split())
_NOBODY: Final = frozenset({"nobody", "none", "nothing"})
_NO: Final = frozenset({"no", "neither"})
_NOTHING: Final = (
    "nothing of the kind",
    "nothing of the sort",
    "nothing to do with",
    "not at all",
    "not true",
    "not to be true",
    "not the case",
    "far from the truth",
    "never happened",
    "never took place",
)
_COPULAS: Final = frozenset({"be", "remain", "feel", "seem", "become", "stand"})
_POINTS: Final = frozenset("position view message point demand opinion stance stand condition line hope".split())
# Verbs of states and perception: not to have done so denies nothing.
_STATES: Final = frozenset("have know think see understand mean hear receive get notice feel".split())
# "part of a campaign of lies", "an act of aggression": what it is stands after "of".
_PARTS: Final = frozenset({"part", "act", "kind", "sort", "form", "piece", "result"})
_STEPS: Final = frozenset({"step", "measure", "action", "care"})
_BOTH: Final = frozenset({"two", "both", "three"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of what is said.

    ``own``: the speaker's side is the subject; ``other``: another known side is; ``impersonal``: "it is …";
    ``predicate``: adjective or noun after a copula; ``exists``: "there is …"; ``nothing``: "nothing of the kind";
    ``obliged``: "have to", "it is time to"; ``never``: denied for all time; ``soft``: "no longer", "not yet";
    ``acts``: the verb tells an action, not a state; ``words``: tokens whose meaning may tell the stance.
    """

    head: Token
    own: bool
    other: bool
    impersonal: bool
    negated: bool
    never: bool
    soft: bool
    aux: frozenset[str]
    tense: str
    predicate: Token | None
    exists: bool
    nothing: bool
    obliged: bool
    conditional: bool
    acts: bool
    words: tuple[Token, ...]
    subject: Token | None


def read_clause(head: Token, analysis: Analysis, speaker: Referent, subject: Token | None = None) -> Clause:
    """The clause with main word ``head`` as ``speaker`` says it; ``subject`` for relative clauses."""
    children = list(head.children)
    subject = subject or next((c for c in children if c.dep_ in {"nsubj", "nsubjpass", "csubj"}), None)
    if subject is None and head.dep_ == "conj":
        subject = next((c for c in head.head.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    exists = any(c.dep_ == "expl" and c.lower_ == "there" for c in children)
    predicate = _predicate(head, subject, exists=exists)
    aux = frozenset(c.lower_ for c in children if c.dep_ in {"aux", "auxpass"})
    own = _is_own(head, subject, analysis, speaker)
    impersonal = any(c.dep_ == "expl" for c in children) or (
        subject is not None and subject.lower_ in {"it", "this", "that"} and predicate is not None
    )
    never = any(c.lower_ == "never" for c in children)
    negated = never or _is_negated(head, subject, predicate)
    return Clause(
        head,
        own and not exists,
        not own and subject is not None and _is_other(subject, analysis, speaker),
        impersonal,
        negated,
        never,
        any(c.lower_ in {"longer", "yet", "only"} for c in head.subtree if abs(c.i - head.i) < 4),
        aux,
        _tense(head, aux),
        predicate,
        exists,
        _is_nothing(head),
        _is_obliged(head, predicate),
        any(c.dep_ == "advcl" and any(m.lower_ in {"if", "unless"} for m in c.children) for c in children),
        head.pos_ == "VERB" and head.lemma_.lower() not in _STATES,
        tuple(_words(head, predicate, children)),
        subject,
    )


def _predicate(head: Token, subject: Token | None, *, exists: bool) -> Token | None:
    if head.lemma_.lower() not in _COPULAS and not exists:
        return head if head.pos_ in {"ADJ", "NOUN"} else None
    for child in head.children:
        if child.dep_ in {"acomp", "attr", "oprd"}:
            return child
    if exists:
        return next((c for c in head.children if c.dep_ in {"nsubj", "dobj"} and c.lower_ != "there"), None)
    del subject
    return None


def _words(head: Token, predicate: Token | None, children: list[Token]) -> list[Token]:
    """The main word, its predicate, and an adjective beside that ("a historic day")."""
    found = [head]
    if predicate is not None and predicate.i != head.i:
        found.append(predicate)
        if predicate.lemma_.lower() in _PARTS:
            found += [o for c in predicate.children if c.lower_ == "of" for o in c.children if o.dep_ == "pobj"]
        if predicate.pos_ == "NOUN":
            found += [c for c in predicate.children if c.dep_ == "amod"]
    if head.lemma_.lower() in {"have", "feel"}:
        found += [c for c in children if c.dep_ in {"dobj", "acomp"}]
    return found


def _is_own(head: Token, subject: Token | None, analysis: Analysis, speaker: Referent) -> bool:
    if subject is None:
        return head.dep_ == "xcomp"
    if subject.lower_ in _FIRST or subject.lower_ in {"he", "she"}:
        return True
    if subject.lower_ == "they":
        # "the rebels said they were ready", not: "They will never come," the rebels said.
        return speaker.person is None and _is_indirect(subject, speaker)
    if subject.lower_ == "it":
        return speaker.person is None and not any(c.dep_ in {"acomp", "attr"} for c in head.children)
    if any(c.lower_ in _BOTH | {"neither", "each"} for c in subject.children):
        return False
    if any(c.dep_ == "poss" and c.lower_ in _OWN for c in subject.children):
        return True
    person = analysis.person_at(subject.i)
    if person is not None:
        return person.person == speaker.person
    codes = {a.code for t in subject.subtree if t.i <= subject.i and (a := analysis.actor_at(t.i)) is not None}
    if codes and speaker.code is None and speaker.person is not None:
        # Of whose side nothing is known, "X hopes" and "X rejects" tell of the own side.
        return len(codes) == 1 and head.tag_ in {"VBZ", "VBP"}
    if codes:
        return codes == {speaker.code}
    return subject.lemma_.lower() in _SIDE


def _is_indirect(subject: Token, speaker: Referent) -> bool:
    """The speaker stands before a subject of the same sentence, and no quotation mark between them."""
    between = subject.doc[speaker.end : subject.i] if subject.sent.start <= speaker.start < subject.i else None
    return between is not None and not any(t.text in {'"', "“"} for t in between)


def _is_other(subject: Token, analysis: Analysis, speaker: Referent) -> bool:
    """A subject that may be blamed: another side, "they", or people of none named."""
    if subject.lower_ in {"they", "you", "who"}:
        return True
    if analysis.person_at(subject.i) is not None:
        return True
    codes = {a.code for t in subject.subtree if (a := analysis.actor_at(t.i)) is not None}
    if codes:
        return codes != {speaker.code}
    return subject.pos_ in {"NOUN", "PROPN"}


def _is_negated(head: Token, subject: Token | None, predicate: Token | None) -> bool:
    for child in head.children:
        if child.dep_ == "neg":
            return head.doc[min(child.i + 1, len(head.doc) - 1)].lower_ not in {"just", "only", "merely", "simply"}
    if subject is not None and (subject.lower_ in _NOBODY or any(c.lower_ in _NO for c in subject.children)):
        return True
    objects = [c for c in head.children if c.dep_ in {"dobj", "attr"}]
    if predicate is not None:
        objects.append(predicate)
    return any(o.lower_ in _NOBODY or any(c.lower_ in _NO for c in o.children) for o in objects)


def _is_nothing(head: Token) -> bool:
    """ "nothing of the kind", "has nothing to do with", "not at all"."""
    span = head.doc[head.left_edge.i : min(head.right_edge.i + 1, head.left_edge.i + 25)]
    text = " ".join(t.lower_ for t in span)
    return any(phrase in text for phrase in _NOTHING)


def _tense(head: Token, aux: frozenset[str]) -> str:
    if aux & {"will", "'ll", "shall", "would", "wo"}:
        return "future"
    if head.tag_ == "VBD" or aux & {"had", "has", "have", "'ve", "did", "was", "were"}:
        return "past"
    return "present"


def _is_obliged(head: Token, predicate: Token | None) -> bool:
    """ "we have to", "it is time to", "let us"."""
    if head.tag_ == "VB" and head.head.lemma_ in {"have", "need"} and head.dep_ == "xcomp":
        return True
    if head.lemma_.lower() in {"have", "need"} and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in head.children):
        return not any(c.dep_ == "dobj" for c in head.children)
    if head.lemma_.lower() == "come" and any(
        c.dep_ == "nsubj" and c.lower_ in {"time", "moment"} for c in head.children
    ):
        return True
    return (
        predicate is not None
        and predicate.lemma_.lower() in {"time", "turn"}
        and any(c.tag_ == "VB" or c.lower_ == "for" for c in predicate.subtree)
    )


def main_clause(head: Token) -> Token:
    """ "our position is that they must go", "we state that they must": the clause that tells what the position is."""
    if head.lemma_.lower() in _TELLING and any(c.dep_ == "nsubj" and c.lower_ in _FIRST for c in head.children):
        told = next((c for c in head.children if c.dep_ == "ccomp" and c.i > head.i), None)
        return head if told is None else main_clause(told)
    if head.lemma_ != "be" or not any(c.dep_ == "nsubj" and c.lemma_.lower() in _POINTS for c in head.children):
        return head
    return next((c for c in head.children if c.dep_ in {"ccomp", "xcomp"} and c.i > head.i), head)


def is_subjunctive(head: Token) -> bool:
    """ "that Angola withdraw its guns"."""
    alone = not any(c.dep_ in {"aux", "auxpass"} for c in head.children)
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    singular = subject is not None and subject.tag_ in {"NN", "NNP"} and not list(subject.conjuncts)
    marked = any(c.dep_ == "mark" for c in head.children) or head.head.lemma_.lower() != "suggest"
    return alone and (head.tag_ == "VB" or (head.tag_ == "VBP" and (singular or not marked)))


def is_nobody(subject: Token | None) -> bool:
    """ "no soldier", "none of them", "nobody"."""
    if subject is None:
        return False
    return subject.lower_ in {"nobody", "none"} or any(c.lower_ == "no" for c in subject.children)


def cleft(head: Token) -> list[tuple[Token, Token]]:
    """ "it was the army that broke it": the noun and the verb that tells of it."""
    if head.lemma_ != "be" or not any(c.lower_ == "it" for c in head.children):
        return []
    nouns = [c for c in head.children if c.dep_ == "attr"]
    below = [v for n in nouns for v in (*n.children, *head.children) if v.dep_ in {"relcl", "ccomp"}]
    return [(nouns[0], v) for v in below if any(c.dep_ == "nsubj" and c.lower_ in {"that", "who"} for c in v.children)]


def is_phone_call(noun: Token) -> bool:
    """ "made the phone call", not: "made a call for"."""
    return noun.lemma_.lower() == "call" and not any(c.lower_ in {"for", "on"} for c in noun.children)


def takes_steps(verb: Token) -> bool:
    """ "will take every step", not: "will take part"."""
    return verb.lemma_.lower() == "take" and any(c.dep_ == "dobj" and c.lemma_.lower() in _STEPS for c in verb.children)


def means_itself(verb: Token) -> bool:
    """ "wants to defuse the crisis", not: "wants X to leave", "wants talks", "wants to see X leave"."""
    to = [c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VB"]
    return any(c.lemma_ not in {"see", "hear"} and not any(s.dep_ == "nsubj" for s in c.children) for c in to)
