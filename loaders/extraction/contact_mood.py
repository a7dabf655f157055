"""Whether an encounter is told as held, as planned, or not at all: doubted, wished, refused, called off."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.contact_disputes import is_disputed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from accord.loaders.extraction.contact_triggers import Trigger

_DOUBT: Final = frozenset({"could", "may", "might", "would", "should", "can"})
_FUTURE: Final = frozenset({"will", "'ll", "shall"})
_WISH: Final = frozenset(
    "want hope wish seek call urge propose offer refuse decline invite ask suggest demand try need consider fail ready "
    "willing eager unwilling reluctant like request appeal insist avoid unlikely able possible unable impossible "
    "encourage press push welcome favour favor oppose rule prepared await threaten mull consider forward".split()
)
# What ends an encounter before it begins.
_OFF: Final = frozenset("cancel postpone scrap shelve abort refuse reject decline avoid boycott rule delay".split())
# Verbs whose object is only wanted: "seeks talks", "offered a meeting".
_WANTING: Final = frozenset(
    "seek want demand propose offer request urge suggest oppose need favour favor reject refuse decline cancel "
    "postpone scrap shelve avoid boycott await hope call appeal push press ask invite consider mull "
    "doubt threaten".split()
)
# Nouns that make of talks a wish: "a call for talks", "the chances of a meeting".
_WISHED: Final = frozenset(
    "call offer proposal prospect chance possibility appeal request invitation demand hope readiness willingness need "
    "resumption idea question refusal plea bid push suggestion date".split()
)
_UNREAL: Final = frozenset({"possible", "potential", "would-be", "proposed", "failed", "cancelled", "canceled", "any"})
_BELIEVED: Final = frozenset("believe think hope feel expect suggest".split())
_CONDITIONS: Final = frozenset({"if", "unless", "whether", "until"})
_DUE: Final = frozenset("be schedule expect set due plan agree decide slate prepare scheduled expected intend".split())
_CAME: Final = frozenset("come arrive travel go fly meet gather sit".split())


# Verbs of speech with a wish: the talks in which they are said are no wish.
_URGING: Final = frozenset({"urge", "ask", "tell", "call", "appeal", "invite", "press", "warn", "encourage", "propose"})


class Mood(Enum):
    """How an encounter is told."""

    DONE = "done"
    PLANNED = "planned"
    UNREAL = "unreal"


def mood_of(trigger: Trigger, say_verbs: Mapping[str, object]) -> Mood:
    """The mood of a trigger from the grammar around it; ``say_verbs`` after which "would" tells a plan."""
    if is_disputed(trigger.top):
        return Mood.UNREAL
    if trigger.form == "noun":
        if _is_wished(trigger):
            return Mood.UNREAL
        if _is_aside(trigger):
            return Mood.DONE
    if trigger.verb is None:
        return Mood.PLANNED if trigger.form == "travel" else Mood.DONE
    verb = trigger.verb
    if trigger.form == "noun" and trigger.top.dep_ == "pobj" and trigger.top.head.lower_ in {"in", "at"}:
        while verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _URGING and verb.head.tag_ in {"VBD", "VBN"}:
            verb = verb.head
    mood = _of_verb(verb, say_verbs, 0)
    if mood is Mood.DONE and (_is_due(trigger.verb) or trigger.token.lemma_.lower() in _DUE):
        return Mood.PLANNED
    return mood


def _is_wished(trigger: Trigger) -> bool:
    """ "no talks", "a possible meeting", "called for talks", "the offer of a visit", "cancelled the summit"."""
    top = trigger.top
    for token in (top, trigger.token):
        if any(c.lower_ in _UNREAL or c.lower_ in {"no", "without"} for c in token.children):
            return True
    above = top.head
    if above.i == top.i:
        return False
    if top.dep_ in {"nsubj", "csubj"} and above.dep_ == "ccomp" and above.head.lemma_.lower() in _BELIEVED:
        # "believes a meeting of the two is the only way"
        return above.lemma_ == "be" and above.tag_ in {"VBZ", "VBP", "VB"}
    if top.dep_ == "pobj":
        if above.lower_ == "without":
            return True
        beyond = above.head
        if above.lower_ in {"of", "for", "to", "on"} and beyond.lemma_.lower() in _WISHED | {"ready", "willing"}:
            return True
        return above.lower_ in {"for", "on", "to", "off"} and beyond.pos_ == "VERB" and beyond.lemma_.lower() in _WISH
    if top.dep_ in {"dobj", "obj", "nsubjpass"}:
        return above.lemma_.lower() in _WANTING | _OFF or _called_off(above)
    return False


def _called_off(verb: Token) -> bool:
    return verb.lemma_.lower() == "call" and any(c.lower_ == "off" for c in verb.children)


def _is_aside(trigger: Trigger) -> bool:
    """An encounter told beside the main event: "after talks with …, X said", "during a visit"."""
    top = trigger.top
    held = {"during", "after", "following", "since"}
    return top.dep_ == "pobj" and top.head.lower_ in held and not _future(trigger.verb)


def _future(verb: Token | None) -> bool:
    return verb is not None and any(c.dep_ == "aux" and c.lower_ in _FUTURE for c in verb.children)


def _ahead(verb: Token) -> bool:
    """A verb about what is to come: "will", "may", or an infinitive."""
    return any(c.dep_ == "aux" and c.lower_ in _FUTURE | _DOUBT | {"to"} for c in verb.children)


def _of_verb(verb: Token, say_verbs: Mapping[str, object], depth: int) -> Mood:
    children = list(verb.children)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "to" and _looks_forward(verb.head.head):
        return Mood.UNREAL
    if any(c.dep_ == "neg" for c in children) or any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in children):
        return Mood.UNREAL
    aux = {c.lower_ for c in children if c.dep_ == "aux"}
    if "would" in aux and _is_conditional(verb):
        return Mood.UNREAL
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _WISH and "would" in aux:
        return Mood.UNREAL
    if aux & _DOUBT:
        told = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in say_verbs
        relative = verb.dep_ in {"conj", "relcl"} and "would" in aux
        return Mood.PLANNED if "would" in aux and (told or relative) else Mood.UNREAL
    if aux & _FUTURE:
        return Mood.PLANNED
    if "to" in aux or (verb.tag_ == "VB" and verb.dep_ in {"xcomp", "conj", "ccomp"}):
        return _of_infinitive(verb, say_verbs, depth)
    if verb.dep_ == "advcl" and verb.tag_ in {"VBZ", "VBP"} and _ahead(verb.head):
        return Mood.PLANNED
    if verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "pcomp"} and verb.head.lemma_.lower() in _WISH | _OFF:
        return Mood.UNREAL
    if verb.dep_ in {"xcomp", "conj", "advcl"} and verb.tag_ == "VBG" and depth < 3 and _future(verb.head):
        return Mood.PLANNED
    return Mood.DONE


def _is_conditional(verb: Token) -> bool:
    """ "they would meet him if …"."""
    return any(
        c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in {"if", "unless"} for m in c.children)
        for c in verb.children
    )


def _of_infinitive(verb: Token, say_verbs: Mapping[str, object], depth: int) -> Mood:
    above = verb.head
    if any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children):
        return Mood.DONE
    if above.i == verb.i:
        return Mood.PLANNED
    lemma = above.lemma_.lower()
    if lemma in _DUE and _had_been(above):
        return Mood.UNREAL
    if lemma in _WISH or above.lower_ in _WISH or any(c.dep_ == "neg" for c in above.children):
        return Mood.UNREAL
    if verb.dep_ in {"acl", "relcl"} and lemma in _WISHED | {"plan"}:
        return Mood.PLANNED if lemma == "plan" else Mood.UNREAL
    if lemma in _DUE:
        return Mood.PLANNED
    if above.pos_ in {"VERB", "AUX"} and depth < 3:
        upper = _of_verb(above, say_verbs, depth + 1)
        if upper is Mood.UNREAL:
            return Mood.UNREAL
        if lemma in _CAME and above.tag_ in {"VBD", "VBN"} and upper is Mood.DONE:
            return Mood.DONE
    return Mood.PLANNED


def _looks_forward(verb: Token) -> bool:
    return verb.lemma_.lower() == "look" and any(c.lower_ == "forward" for c in verb.children)


def _had_been(due: Token) -> bool:
    """ "He had been due to meet the king": it came to nothing."""
    verb = due.head if due.pos_ == "ADJ" else due
    return any(c.lower_ == "had" for c in verb.children) and any(t.lower_ == "been" for t in (verb, *verb.children))


def _is_due(verb: Token) -> bool:
    """ "is due in Cairo for talks", "talks are set for Friday", "was scheduled to"."""
    if verb.lemma_.lower() in {"schedule", "expect", "set", "slate", "plan"} and verb.tag_ == "VBN":
        return True
    return verb.lemma_ == "be" and any(c.lower_ in {"due", "set", "scheduled", "expected"} for c in verb.children)
