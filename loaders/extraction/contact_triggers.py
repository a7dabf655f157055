"""Words that tell an encounter: verbs of meeting, nouns of talks and visits, verbs of going, expected arrivals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.courtesy_calls import is_courtesy_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, Sentence
    from accord.loaders.extraction.lexicon import Lexicon

# Nouns that only count or time the noun after "of": "three hours of talks", "a fresh round of negotiations".
_MEASURES: Final = frozenset(
    "round series hour day week month year minute session set cycle marathon evening night morning couple".split()
)
# Adjectives and participles of a timetable: "is due in Cairo", "is expected here".
_DUE: Final = frozenset({"due", "expect", "expected", "schedule", "scheduled"})
_CARRIERS: Final = frozenset({"by", "over", "on", "via", "through", "in", "during", "with"})
_TOWARDS: Final = frozenset({"to", "in", "at", "for", "into", "on"})
_DELEGATIONS: Final = frozenset({"delegation", "mission", "team", "group", "party"})

_VISITORS: Final = frozenset("visitor guest envoy delegate representative official leader counterpart".split())
_ASIDES: Final = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})
_TELLING: Final = frozenset({"tell", "inform", "assure", "brief", "promise", "thank", "urge", "ask"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells an encounter of ``mode``.

    ``token``: the word; ``top``: the head of its noun phrase ("hours" of "three hours of talks"), else the word;
    ``verb``: the verb that governs it (itself for a verb), None when there is none; ``form``: verb, noun or travel.
    """

    token: Token
    mode: str
    form: str
    top: Token
    verb: Token | None


def triggers_in(analysis: Analysis, lexicon: Lexicon, sentence: Sentence) -> Iterator[Trigger]:
    """The triggers of a sentence, in order of the words."""
    found = list(_all_in(analysis, lexicon, sentence))
    measured = {t.top.i for t in found if t.top.i != t.token.i}
    yield from (t for t in found if t.form != "noun" or t.token.i not in measured)


def _all_in(analysis: Analysis, lexicon: Lexicon, sentence: Sentence) -> Iterator[Trigger]:
    span = analysis.span(sentence)
    for match in lexicon.contact_words.match([t.lemma_.lower() for t in span]):
        first, last = span[match.start], span[match.end - 1]
        mode, form = match.values[0], match.values[1]
        if first.lower_ == "co" and form == "verb":
            first = last
        if first.pos_ in {"VERB", "AUX"} and form in {"verb", "any"} and _acts(first, mode, analysis):
            yield Trigger(first, mode, "verb", first, first)
        elif first.pos_ == "VERB" and form == "travel" and _goes(first):
            yield Trigger(first, mode, "travel", first, first)
        elif last.pos_ in {"NOUN", "PROPN"} and form in {"noun", "any"} and _tells(last, mode):
            top = _top(last)
            if analysis.actor_at(last.i) is not None or _is_occasion(top) or _describes_office(top, analysis):
                continue
            yield Trigger(last, mode, "noun", top, governing_verb(top))
    for token in span:
        if _is_journey(token):
            yield Trigger(token, "visit", "travel", token, _verb_of(token))
        elif _tells_visitor(token):
            yield Trigger(token, "meeting", "verb", token, token)


def _is_occasion(noun: Token) -> bool:
    """ "on the sidelines of the summit": where others meet, not who meets."""
    of = noun.head
    return noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in _ASIDES


def _describes_office(noun: Token, analysis: Analysis) -> bool:
    """ "the chief mediator in the peace talks", "his delegate to the negotiations"."""
    link = noun.head
    if noun.dep_ != "pobj" or link.lower_ not in {"in", "to", "at", "for", "of"}:
        return False
    title = analysis.title_at(link.head.i)
    return title is not None and title.role in {"envoy", "other", "spokesperson"} and title.end <= link.i


def _tells_visitor(verb: Token) -> bool:
    """ "told visiting President X that …"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _TELLING:
        return False
    return any(c.dep_ in {"dobj", "dative"} and any(m.lower_ == "visiting" for m in c.lefts) for c in verb.children)


def _acts(verb: Token, mode: str, analysis: Analysis) -> bool:
    """Not "called X a liar", "called for", "called on X to act"."""
    if verb.lemma_.lower() in {"see", "welcome"}:
        plain = not any(c.lower_ == "as" or c.dep_ in {"oprd", "ccomp", "xcomp"} for c in verb.children)
        return plain and any(c.dep_ == "dobj" and analysis.person_at(c.i) for c in verb.children)
    if verb.lemma_.lower() == "receive":
        return any(_is_visitor(c, analysis) for c in verb.children if c.dep_ in {"dobj", "nsubjpass", "agent"})
    if mode == "meeting" and verb.lemma_.lower() == "call" and verb.doc[verb.i + 1].lower_ in {"on", "upon"}:
        of = [o for c in verb.children if c.lower_ in {"on", "upon"} for o in c.children]
        return is_courtesy_call(verb) and any(_is_visitor(o, analysis) for o in of)
    if mode != "phone_call" or verb.lemma_.lower() != "call":
        return True
    if any(_is_called_names(c) for c in verb.children):
        return False
    below = {c.dep_ for c in verb.children}
    return bool(below & {"dobj", "obj"}) and not below & {"oprd", "ccomp", "xcomp", "prt", "acomp"}


def _is_called_names(noun: Token) -> bool:
    """ "called the minister “an old friend”": what somebody is called stands behind in quotation marks."""
    after = noun.doc[noun.i + 1].text if noun.dep_ in {"dobj", "obj"} and noun.i + 1 < len(noun.doc) else ""
    return after in {'"', "“", "''", "'", "‘"}


def _is_visitor(noun: Token, analysis: Analysis) -> bool:
    """Somebody who may be received: not an offer, a letter or money."""
    named = analysis.person_at(noun.i) or analysis.title_at(noun.i) or analysis.actor_at(noun.i)
    people = noun.lemma_.lower() in _DELEGATIONS | _VISITORS or noun.dep_ == "agent" or noun.pos_ in {"PROPN", "PRON"}
    return named is not None or people


def _goes(verb: Token) -> bool:
    """Leaving counts by where it leads: "left for Cairo"."""
    return verb.lemma_.lower() not in {"leave", "depart"} or any(c.lower_ == "for" for c in verb.children)


def _tells(noun: Token, mode: str) -> bool:
    """Not "a call for peace" and not a telephone as a thing; not the first part of a compound."""
    if noun.dep_ == "compound" and noun.head.i > noun.i:
        return False
    lemma = noun.lemma_.lower()
    if any(c.lower_ in {"news", "press"} for c in noun.lefts):
        return False
    if lemma == "call" and not _named_by_compound(noun):
        return any(c.lower_ in {"with", "between"} for c in noun.children)
    if lemma in {"phone", "telephone"}:
        return noun.dep_ == "pobj" and noun.head.lower_ in _CARRIERS
    return mode != "meeting" or noun.lemma_.lower() != "talk" or noun.tag_ != "NN" or noun.dep_ != "compound"


def _named_by_compound(noun: Token) -> bool:
    return any(c.dep_ in {"compound", "amod"} and c.lower_ in _CALLS for c in noun.children)


_CALLS: Final = frozenset({"phone", "telephone", "video", "conference", "courtesy"})


def _top(noun: Token) -> Token:
    """The head of "three days of talks", else the noun."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in _MEASURES:
        return noun.head.head
    return noun


def governing_verb(noun: Token) -> Token | None:
    """The verb that a noun phrase depends on, through prepositions and other nouns."""
    current = noun
    for _ in range(6):
        if current.head.i == current.i:
            return None
        current = current.head
        if current.pos_ in {"VERB", "AUX"} and current.dep_ != "prep":
            return current
    return None


def _is_journey(token: Token) -> bool:
    """ "is due in Cairo", "is expected here", "led a delegation to Honiara"."""
    lemma = token.lemma_.lower()
    if lemma in _DUE and token.dep_ != "acl":
        return any(_goes_to_place(c) for c in token.children) and not any(c.dep_ == "xcomp" for c in token.children)
    if lemma in {"lead", "head"} and token.pos_ == "VERB":
        return any(c.dep_ == "dobj" and c.lemma_.lower() in _DELEGATIONS for c in token.children)
    return False


def _goes_to_place(child: Token) -> bool:
    if child.lower_ == "here":
        return True
    return child.dep_ == "prep" and child.lower_ in {"in", "at"} and any(o.pos_ == "PROPN" for o in child.children)


def _verb_of(token: Token) -> Token | None:
    return token if token.pos_ in {"VERB", "AUX"} else governing_verb(token)


def destinations(trigger: Trigger) -> Iterator[Token]:
    """The phrases that name where a visit goes: the object of "visit", what follows "to", "in", "at", "for"."""
    tokens = dict.fromkeys(
        t for t in (trigger.token, trigger.top, trigger.verb) if t is not None and _leads(trigger, t)
    )
    for token in tokens:
        for child in token.children:
            if child.dep_ in {"dobj", "obj"} and trigger.form == "verb" and token.i == trigger.token.i:
                yield from _with_conjuncts(child)
            elif child.dep_ in {"dobj", "obj"} and child.lemma_.lower() in _DELEGATIONS:
                yield from _after_prepositions(child)
        yield from _after_prepositions(token)


def _leads(trigger: Trigger, token: Token) -> bool:
    """Whether places under ``token`` are the trigger's: under its own words, or its verb of going or being."""
    if trigger.form != "noun" or token.i in {trigger.token.i, trigger.top.i}:
        return True
    return token.lemma_.lower() in {"be", "arrive", "go", "come", "fly", "pay", "make", "begin", "start", "end"}


def _after_prepositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.lower_ in _TOWARDS:
            for place in child.children:
                if place.dep_ == "pobj":
                    yield from _with_conjuncts(place)


def _with_conjuncts(token: Token) -> Iterator[Token]:
    yield token
    yield from (c for c in token.conjuncts if c.i > token.i)
