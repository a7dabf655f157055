"""What to call a speaker: the words of the article, not of the gazetteer; whose participles are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.referents import Referent

_RELATIVES: Final = frozenset({"who", "which", "that"})
_LINKS: Final = frozenset({"of", "for", "in", "from", "at"})
_LONGEST: Final = 9

# Words that may stand between a speaker and the verb: "X has also said", "X on Friday again said".
BETWEEN: Final = frozenset(
    "also later then however again has had have meanwhile on earlier here still now has- once".split()
)


def phrased(who: Referent, subject: Token) -> Referent:
    """An unnamed speaker by the whole noun phrase: "source in the Foreign Ministry", "spokesman for the movement"."""
    if subject.i >= who.end:
        return who
    doc = subject.doc
    left = subject.i
    while left > subject.left_edge.i and not _divides(doc[left - 1]):
        left -= 1
    while left < subject.i and doc[left].pos_ in {"DET", "PUNCT", "PRON", "NUM", "CCONJ", "ADV"}:
        left += 1
    end = subject.i + 1
    for child in subject.children:
        if child.i > subject.i and child.dep_ == "prep" and child.lower_ in _LINKS:
            end = max(end, _phrase_end(child))
    return replace(who, name=" ".join(doc[left:end].text.split()), start=left, end=subject.i + 1)


def named_as_written(who: Referent, analysis: Analysis) -> Referent:
    """A state or body by the name that the article gives it: "Britain"; an acronym by its long form, if that stands."""
    mention = analysis.actor_at(who.start)
    if who.person is not None or mention is None or mention.code != who.code or mention.end != who.end:
        return who
    doc = analysis.doc
    if mention.surface == "name":
        return replace(who, name=" ".join(doc[mention.start : mention.end].text.split()))
    if mention.surface != "acronym" or mention.type == "State":
        return who
    acronym = doc[mention.start].text.replace(".", "")
    for other in analysis.actors:
        words = doc[other.start : other.end].text.split()
        initials = "".join(w[0] for w in words if w[0].isupper())
        if other.code == who.code and len(words) > 1 and initials == acronym:
            return replace(who, name=" ".join(words))
    return replace(who, name=acronym)


def _divides(token: Token) -> bool:
    """A mark that no name goes over: a comma, bracket or dash, as after a dateline; not a hyphen within a word."""
    return token.is_punct and token.text not in {".", "'", "’"} and not (token.tag_ == "HYPH" and not token.whitespace_)


def _phrase_end(preposition: Token) -> int:
    """Where a short prepositional phrase ends: before a comma or clause."""
    doc, end = preposition.doc, preposition.i + 1
    while end <= preposition.right_edge.i and end - preposition.i < _LONGEST:
        token = doc[end]
        if _divides(token) or token.lower_ in _RELATIVES:
            break
        if token.pos_ in {"VERB", "AUX", "PRON"} and token.dep_ != "amod":
            break
        end += 1
    return end


def is_object(name: Token) -> bool:
    """ "received the envoy, X, urging him to": the name is in apposition to an object, or one itself."""
    noun = name.head if name.dep_ == "appos" else name
    return noun.dep_ in {"dobj", "pobj", "dative"}


def lost_subject(verb: Token) -> Token | None:
    """ "In the talks since May, Kyiv accused X": the name that the parser joined to the phrase before the comma."""
    if verb.dep_ != "ROOT" or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    if any(c.dep_ in {"nsubj", "nsubjpass", "auxpass", "expl", "csubj"} for c in verb.children):
        return None
    doc, index = verb.doc, verb.i - 1
    while index > verb.sent.start and doc[index].pos_ == "ADV":
        index -= 1
    name = doc[index]
    start = name.left_edge.i
    lost = name.dep_ in {"conj", "appos", "dobj", "pobj"} and name.pos_ in {"PROPN", "NOUN"}
    return name if lost and start > verb.sent.start and doc[start - 1].text == "," else None


def participle_subject(verb: Token) -> Token:
    """ "X received the envoy, urging him to": behind a comma the participle is the subject's, not the object's."""
    noun = verb.head
    if verb.tag_ != "VBG" or verb.doc[verb.i - 1].text != "," or noun.dep_ not in {"dobj", "pobj", "appos"}:
        return noun
    above = next((a for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    subjects = [] if above is None else [c for c in above.children if c.dep_ == "nsubj"]
    return subjects[0] if subjects and subjects[0].lower_ not in _RELATIVES else noun
