"""What has become of an instrument: its status from verb, tense, modality and negation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.headlines import listed_sides
from accord.loaders.extraction.instruments import is_misread
from accord.loaders.extraction.status_mood import mood_of
from accord.loaders.extraction.status_nouns import is_carried_out, is_denied, nominal_reading, said_to_be
from accord.loaders.extraction.status_readings import DENIED, STRENGTH, StatusReading

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.parties import Frame

__all__ = ["DENIED", "STRENGTH", "StatusReading", "read_status"]

_DRAFT: Final = frozenset(
    "proposed draft possible planned potential future prospective eventual would-be tentative".split()
)
_TAKEN_FOR_GRANTED: Final = frozenset(
    "hold apply operate govern oblige commit require provide allow bind respect observe uphold honour honor "
    "implement".split()
)
# Nouns before "of" that leave the instrument itself in view: "the signing of", "the text of".
_PARTS: Final = frozenset(
    "text version draft part term provision article clause copy signing signature ratification approval implementation "
    "conclusion extension renewal set number series package pair framework phase stage round idea principle entry "
    "negotiation completion adoption initialling offer proposal".split()
)
_PASSING: Final = frozenset("approve endorse adopt pass ratify back".split())
_PARLIAMENTS: Final = frozenset(
    "parliament senate congress duma knesset assembly legislature lawmaker deputy bundestag majlis diet sejm rada "
    "house chamber senator legislator mp".split()
)
# What a signing ceremony leaves.
_PAPERS: Final = frozenset({"document", "agreement", "accord", "pact", "deal", "package", "instrument", "list"})
_PARTAKING: Final = frozenset("participation involvement membership adherence compliance part".split())


def read_status(mention: InstrumentMention, frame: Frame, analysis: Analysis, lexicon: Lexicon) -> StatusReading | None:
    """The status that the words around one mention state, None when they state none."""
    return DENIED if is_denied(analysis.doc[mention.head]) else _stated(mention, frame, analysis, lexicon)


def _stated(mention: InstrumentMention, frame: Frame, analysis: Analysis, lexicon: Lexicon) -> StatusReading | None:
    doc = analysis.doc
    head = doc[mention.head]
    if is_carried_out(head):
        return StatusReading("in_force", "entry_into_force", None, True)
    reading = _passed(frame, head, analysis, lexicon) or _of_modifiers(head, lexicon) or nominal_reading(head)
    reading = reading or said_to_be(head)
    if reading is not None:
        return reading
    if frame.verb is None:
        return None
    listed = listed_sides(head, analysis)
    heads_line = listed is not None and listed[1] == frame.verb
    if not (mention.verbal or heads_line or _is_argument(head, doc[frame.verb])):
        return None
    if _lists_signed(doc[frame.verb], head):
        return StatusReading("signed", "signature", frame.verb, True)
    if doc[frame.verb].lemma_.lower() == "leave" and head.dep_ not in {"dobj", "nsubjpass"}:
        return None
    reading = _verb_reading(doc[frame.verb], lexicon, participle=False)
    if reading is not None and reading.status != "in_force" and _acts_itself(head, doc[frame.verb]):
        return None
    return reading


def _of_modifiers(head: Token, lexicon: Lexicon) -> StatusReading | None:
    """ "The pact signed in May", "a draft treaty", "the suspended accord"."""
    for child in head.children:
        if child.dep_ in {"acl", "relcl", "amod"}:
            reading = _verb_reading(child, lexicon, participle=child.dep_ == "acl")
            if reading is not None and child.dep_ != "amod" and not _tells_deed(child, reading):
                return reading
            if child.lower_ in _DRAFT:
                return StatusReading("proposed", "proposal", None, False)
            if child.dep_ == "amod" and child.lower_ in {
                "signed",
                "ratified",
                "suspended",
                "expired",
                "rejected",
                "violated",
            }:
                row = (
                    lexicon.status_verbs.get(child.lemma_.lower())
                    or lexicon.status_verbs.get(child.lower_[:-2])
                    or lexicon.status_verbs.get(child.lower_[:-1])
                )
                if row:
                    return StatusReading(row[0], row[1], child.i, True)
    return None


def _lists_signed(verb: Token, head: Token) -> bool:
    """ "The documents included an agreement on visas": one of the papers that were signed."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    listed = verb.lemma_.lower() == "include" and verb.tag_ in {"VBD", "VBZ", "VBP"} and subject is not None
    return listed and subject is not None and subject.i != head.i and subject.lemma_.lower() in _PAPERS


def _tells_deed(clause: Token, reading: StatusReading) -> bool:
    """ "A treaty that seeks to end the dispute", "an accord ending the war": what the instrument itself does."""
    if reading.status == "in_force" or clause.tag_ == "VBN":
        return False
    relative = any(c.dep_ == "nsubj" and c.lower_ in {"that", "which"} for c in clause.children)
    participle = clause.dep_ == "acl" and clause.tag_ == "VBG"
    return (relative or participle) and any(c.dep_ in {"dobj", "obj", "xcomp"} for c in clause.children)


def _acts_itself(noun: Token, verb: Token) -> bool:
    """ "The agreement ended the war", "the treaty ratifies the line": what it does is not done to it."""
    transitive = any(c.dep_ in {"dobj", "obj"} for c in verb.children)
    return noun.dep_ == "nsubj" and noun.head.i == verb.i and transitive


def _is_argument(noun: Token, verb: Token) -> bool:
    """The noun is what the verb is about: its subject, object, or what it is signed up to or out of."""
    token = noun
    for _ in range(6):
        if token.i == verb.i:
            return True
        above = token.head
        over = {verb.head.i, verb.head.head.i} if above.lemma_ == "be" else {verb.head.i}
        if verb.dep_ == "xcomp" and above.i in over and token.dep_ in {"nsubj", "nsubjpass", "attr"}:
            return True
        if token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "oprd", "obj"} and above.i == verb.i:
            return True
        if token.pos_ == "VERB" and token.dep_ != "prep" and above.i == verb.i:
            return is_misread(token)
        if token.dep_ == "pobj":
            bound = above.lower_ == "by" and above.head.lemma_.lower() == "bind"
            if not bound and above.lower_ not in {"to", "on", "from", "of", "out", "for", "upon", "including"}:
                if above.head.lemma_.lower() not in _PARTAKING:
                    return False
                token = above.head
                continue
            if above.head.i == verb.i:
                return True
            if above.lower_ == "of" and above.head.lower_ != "out" and above.head.lemma_.lower() not in _PARTS:
                return False
            if above.lower_ != "including" and above.head.pos_ not in {"NOUN", "PROPN", "ADP", "ADV"}:
                return False
        elif token.dep_ not in {"conj", "appos", "compound", "nmod", "amod", "prep", "dobj", "nsubj", "nsubjpass"}:
            return False
        token = above
    return False


def _verb_reading(verb: Token, lexicon: Lexicon, *, participle: bool = False) -> StatusReading | None:
    row = _row(verb, lexicon)
    if row is None:
        return None
    status, act = row
    mood = mood_of(verb, participle=participle)
    if mood == "failed":
        return StatusReading("under_negotiation", "proposal", verb.i, False)
    if mood == "refused":
        return StatusReading("rejected", "rejection", verb.i, True)
    if mood == "denied":
        return DENIED if status in {"agreed", "signed"} else None
    if status == "in_force" and mood != "denied" and any(c.lower_ == "longer" for c in verb.children):
        return StatusReading("terminated", "withdrawal", verb.i, True)
    if mood == "negated":
        return StatusReading("proposed", "proposal", verb.i, False) if status in {"agreed", "signed"} else None
    if mood == "scheduled" and STRENGTH[status] > STRENGTH["in_force"]:
        return StatusReading("in_force", "entry_into_force", verb.i, True, weak=True)
    if mood == "scheduled" and STRENGTH[status] < STRENGTH["agreed"]:
        return StatusReading(status, act, verb.i, False)
    if mood == "scheduled":
        return StatusReading("agreed", "agreement", verb.i, False)
    if mood in {"wished", "doubtful"}:
        if STRENGTH[status] >= 5:
            return None
        return StatusReading("proposed", "proposal", verb.i, False)
    if mood == "ongoing" and status in {"agreed", "signed"}:
        return StatusReading("under_negotiation", "proposal", verb.i, False)
    bygone = any(c.lower_ == "had" and c.dep_ == "aux" for c in verb.children) and status in {"rejected", "suspended"}
    return StatusReading(status, act, verb.i, True, weak=bygone or verb.lemma_.lower() in _TAKEN_FOR_GRANTED)


def _passed(frame: Frame, head: Token, analysis: Analysis, lexicon: Lexicon) -> StatusReading | None:
    """What a parliament does with it."""
    verb = analysis.doc[frame.verb] if frame.verb is not None else None
    if verb is None or not _is_passed(verb) or not _is_argument(head, verb):
        return None
    voted = verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "vote"
    mood = mood_of(verb.head if voted else verb, participle=False)
    return StatusReading("ratified", "ratification", verb.i, True) if mood == "done" else _verb_reading(verb, lexicon)


def _is_passed(verb: Token) -> bool:
    """ "Parliament approved the treaty", "the senate voted to endorse it": what a parliament does is to ratify."""
    if verb.lemma_.lower() not in _PASSING:
        return False
    by = [verb, verb.head] if verb.dep_ == "xcomp" else [verb]
    doers = [c for v in by for c in v.children if c.dep_ == "nsubj"]
    doers += [o for c in verb.children if c.dep_ == "agent" for o in c.children]
    return any(d.lemma_.lower() in _PARLIAMENTS for d in doers)


def _row(verb: Token, lexicon: Lexicon) -> tuple[str, str] | None:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ in {"prt", "advmod", "prep"}:
            row = lexicon.status_verbs.get(f"{lemma} {child.lower_}")
            if row:
                return row
            for obj in child.children:
                row = lexicon.status_verbs.get(f"{lemma} {child.lower_} {obj.lower_}")
                if row:
                    return row
        if child.dep_ == "dobj":
            row = lexicon.status_verbs.get(f"{lemma} {child.lower_}")
            if row:
                return row
    return lexicon.status_verbs.get(lemma)
