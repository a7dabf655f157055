"""What nouns and prepositions say of an instrument's status: "talks on", "under", "the suspension of"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.occasions import WITNESSING
from accord.loaders.extraction.status_mood import DOUBTS, WISHES, mood_of
from accord.loaders.extraction.status_readings import StatusReading

if TYPE_CHECKING:
    from spacy.tokens import Token

_TALKS: Final = frozenset(
    "talk talks negotiation negotiations discussion discussions consultation consultations dialogue".split()
)
_UNDER: Final = frozenset({"under", "per"})
_ENDINGS: Final = {
    "suspension": ("suspended", "suspension"),
    "freezing": ("suspended", "suspension"),
    "termination": ("terminated", "termination"),
    "cancellation": ("terminated", "termination"),
    "abrogation": ("terminated", "termination"),
    "annulment": ("terminated", "termination"),
    "collapse": ("terminated", "termination"),
    "breakdown": ("terminated", "termination"),
    "rejection": ("rejected", "rejection"),
    "expiry": ("expired", "expiry"),
    "expiration": ("expired", "expiry"),
}
_DREADED: Final = frozenset("threaten warn fear prevent avert avoid risk mean deny stop".split())
# Nouns for a state's part in an instrument: what is done to it is done to the instrument.
_PROGRESS: Final = frozenset({"progress", "work", "step", "steps", "headway", "breakthrough", "consultations"})
_TOWARDS: Final = frozenset({"on", "towards", "toward"})
_ARGUMENTS: Final = frozenset({"dobj", "nsubj", "nsubjpass"})
_DONE: Final = {
    **dict.fromkeys(("violation", "violations", "breach", "breaches", "infringement"), ("violated", "violation")),
    **dict.fromkeys(("withdrawal", "exit"), ("terminated", "withdrawal")),
    **dict.fromkeys(("implementation", "extension", "renewal"), ("in_force", "entry_into_force")),
    "ratification": ("signed", "signature"),
}
# What one does on paper: it doesn't carry the instrument out.
_UNDERTAKING: Final = frozenset(
    "agree undertake pledge promise accept commit have be get say announce sign vow oblige require allow provide "
    "expect schedule set bind entitle suppose propose receive permit commit ask invoke claim charge".split()
)
_DOING: Final = frozenset({"has", "have", "had", "is", "are", "was", "were", "been", "being"})
_REPORTS: Final = frozenset({"report", "rumour", "rumor", "claim", "news"})
_SAID: Final = {
    **dict.fromkeys(
        ("close", "near", "nearer", "closer", "imminent", "reach", "sight"), ("under_negotiation", "proposal", False)
    ),
    **dict.fromkeys(("possible", "likely", "unlikely", "necessary"), ("proposed", "proposal", False)),
    **dict.fromkeys(("dead", "void", "over", "tatters", "ruins"), ("terminated", "termination", True)),
    **dict.fromkeys(("force", "effect", "place", "valid"), ("in_force", "entry_into_force", True)),
}
_BROKEN: Final = frozenset("break collapse stall suspend freeze halt founder deadlock interrupt".split())
_SINCE: Final = frozenset({"after", "following", "since"})
_GREETING: Final = frozenset("welcome hail praise applaud announce confirm commend celebrate follow".split())
_SIGNINGS: Final = frozenset({"signing", "signature", "conclusion"})


def nominal_reading(head: Token) -> StatusReading | None:
    """What the noun or preposition before the instrument says: "under the pact", "talks on a treaty"."""
    token = head
    for _ in range(3):
        if token.dep_ == "pobj" and token.head.pos_ in {"ADP", "SCONJ", "VERB"}:
            preposition = token.head
            signing = preposition.head
            if signing.pos_ == "NOUN" and signing.lower_ in _SIGNINGS:
                reading = _of_signing(signing)
                if reading is not None:
                    return reading
                token = signing
                continue
            return _of_preposition(preposition)
        if token.dep_ in {"compound", "nmod", "amod"} and token.head.lower_ in _TALKS:
            return StatusReading("under_negotiation", "proposal", token.head.i, False)
        if token.dep_ not in {"compound", "nmod"}:
            return None
        token = token.head
    return None


def said_to_be(head: Token) -> StatusReading | None:
    """ "A deal is close", "the truce is dead", "the pact is in force"."""
    verb = head.head
    if head.dep_ != "nsubj" or verb.lemma_.lower() not in {"be", "remain"} or mood_of(verb, participle=False) != "done":
        return None
    for child in verb.children:
        if child.dep_ in {"acomp", "attr", "advmod"} and child.lower_ in _SAID:
            status, act, done = _SAID[child.lower_]
            return StatusReading(status, act, verb.i, done)
        for obj in child.children if child.dep_ == "prep" and child.lower_ in {"in", "within"} else ():
            if obj.lower_ in _SAID:
                status, act, done = _SAID[obj.lower_]
                return StatusReading(status, act, verb.i, done)
    return None


def _of_signing(noun: Token) -> StatusReading | None:
    """ "witnessed the signing of", "the signing will take place"."""
    verb = noun.head
    if _is_past(noun) or _is_greeted(noun):
        return StatusReading("signed", "signature", noun.i, True)
    if verb.lemma_.lower() not in WITNESSING or noun.dep_ not in _ARGUMENTS:
        return None
    mood = mood_of(verb, participle=False)
    if mood not in {"done", "scheduled"}:
        return None
    done = mood == "done"
    return StatusReading("signed" if done else "agreed", "signature", verb.i, done)


def _is_past(noun: Token) -> bool:
    """ "ended after the signing of", "the signing of it ended a war": what came before something that took place."""
    after = noun.dep_ == "pobj" and noun.head.lower_ in _SINCE
    later = noun.head.head if after else noun.head
    effect = noun.dep_ == "nsubj" and later.tag_ == "VBD" and any(c.dep_ == "dobj" for c in later.children)
    return (after or effect) and later.pos_ == "VERB" and mood_of(later, participle=False) == "done"


def _is_greeted(noun: Token) -> bool:
    """ "welcomed the signing of": what has taken place."""
    verb = noun.head
    return noun.dep_ in _ARGUMENTS and verb.lemma_.lower() in _GREETING and mood_of(verb, participle=False) == "done"


def _of_preposition(preposition: Token) -> StatusReading | None:
    word = preposition.lower_
    if word in _UNDER or (word == "to" and preposition.head.lower_ == "according"):
        return StatusReading("in_force", "entry_into_force", None, True, weak=True)
    if preposition.head.pos_ == "NOUN" and (reading := _of_noun(preposition.head, word)) is not None:
        return reading
    if word in {"towards", "toward"}:
        return StatusReading("under_negotiation", "proposal", None, False)
    return None


def is_denied(head: Token) -> bool:
    """ "No truce has been agreed", "denied an agreement", "denied the reports of a deal": that there is one."""
    if any(c.dep_ == "det" and c.lower_ == "no" for c in head.children):
        return True
    noun = head
    if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "about", "on"} and noun.head.head.lemma_.lower() in _REPORTS:
        noun = noun.head.head
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() == "deny"


def is_carried_out(head: Token) -> bool:
    """ "Freed 40 prisoners under the deal", "troops are leaving under the pact": it is done, not only promised."""
    if head.dep_ != "pobj" or head.head.lower_ != "under":
        return False
    verb = head.head.head
    if verb.pos_ != "VERB" or verb.lemma_.lower() in _UNDERTAKING or verb.dep_ in {"relcl", "acl"}:
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"}}
    if auxiliaries - _DOING or not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
        return False
    return verb.tag_ == "VBD" or bool(auxiliaries & _DOING)


def _of_noun(noun: Token, preposition: str) -> StatusReading | None:
    word = noun.lower_
    if word in _TALKS or (preposition in _TOWARDS and word in _PROGRESS):
        if _is_broken_off(noun):
            return StatusReading("suspended", "suspension", noun.i, True)
        return StatusReading("under_negotiation", "proposal", noun.i, False)
    if word in _ENDINGS and _is_asserted(noun):
        return StatusReading(*_ENDINGS[word], noun.i, True)
    if word not in _DONE:
        return None
    status, act = _DONE[word]
    return StatusReading(status, act, noun.i, True, weak=word == "implementation")


def _is_broken_off(talks: Token) -> bool:
    """ "Talks on a pact broke off", "negotiations on it were suspended"."""
    verb = talks.head
    broken = talks.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_.lower() in _BROKEN
    return broken and mood_of(verb, participle=False) == "done"


def _is_asserted(noun: Token) -> bool:
    """ "announced the suspension", but not "called for", "threatened", "warned of the suspension"."""
    token = noun
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    lowers = {c.lower_ for c in token.children if c.dep_ in {"aux", "neg"}}
    return not (token.lemma_.lower() in WISHES | _DREADED or lowers & (DOUBTS | {"not", "n't", "will", "to"}))
