"""What has become of an instrument: its status from verb, tense, modality and negation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.instruments import is_misread
from accord.loaders.extraction.localities import WITNESSING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.parties import Frame

# From the weakest to the strongest: which of several readings of one agreement stands at the end.
STRENGTH: Final = {
    "proposed": 0,
    "under_negotiation": 1,
    "agreed": 2,
    "signed": 3,
    "ratified": 4,
    "in_force": 5,
    "violated": 6,
    "rejected": 6,
    "suspended": 7,
    "terminated": 8,
    "expired": 8,
}
_WISH: Final = frozenset(
    "want seek hope wish plan propose offer urge try aim intend ask demand call desire like push press need aspire "
    "attempt invite appeal prepare consider".split()
)
_SCHEDULED: Final = frozenset(
    {"due", "set", "scheduled", "expected", "ready", "poised", "about", "slated", "expect", "schedule"}
)
_UNLIKELY: Final = frozenset({"likely", "unlikely", "possible", "hopeful", "keen", "willing", "eager", "close"})
_MODAL_DOUBT: Final = frozenset({"could", "may", "might", "would", "should", "can", "must"})
_REPORTING: Final = frozenset({"say", "tell", "add", "announce", "state", "confirm", "report", "declare"})
_FAIL: Final = frozenset({"fail", "failure"})
_REFUSE: Final = frozenset({"refuse", "decline", "reject"})
_TALKS: Final = frozenset(
    "talk talks negotiation negotiations discussion discussions consultation consultations dialogue".split()
)
_DRAFT: Final = frozenset(
    "proposed draft possible planned potential future prospective eventual would-be tentative".split()
)
_TAKEN_FOR_GRANTED: Final = frozenset(
    "hold apply operate govern oblige commit require provide allow bind respect observe uphold honour honor "
    "implement".split()
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
# Nouns before "of" that leave the instrument itself in view: "the signing of", "the text of".
_PARTS: Final = frozenset(
    "text version draft part term provision article clause copy signing signature ratification approval implementation "
    "conclusion extension renewal set number series package pair framework phase stage round idea principle entry "
    "negotiation completion adoption initialling suspension".split()
)
_ARGUMENTS: Final = frozenset({"dobj", "nsubj", "nsubjpass"})
_PARTAKING: Final = frozenset("participation involvement membership adherence compliance part".split())
_BREACH: Final = frozenset("violation violations breach breaches infringement".split())


@dataclass(frozen=True, slots=True)
class StatusReading:
    """One reading. ``act``: notation of the act scheme; ``verb``: token index of the word that says so, or None.

    ``done``: it has happened; ``weak``: only taken for granted ("under the agreement"), so any other reading wins.
    """

    status: str
    act: str
    verb: int | None
    done: bool
    weak: bool = False


def read_status(mention: InstrumentMention, frame: Frame, analysis: Analysis, lexicon: Lexicon) -> StatusReading | None:
    """The status that the words around one mention state, None when they state none."""
    doc = analysis.doc
    head = doc[mention.head]
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
    nominal = _nominal_reading(head)
    if nominal is not None:
        return nominal
    if frame.verb is None or not (mention.verbal or _is_argument(head, doc[frame.verb])):
        return None
    reading = _verb_reading(doc[frame.verb], lexicon, participle=False)
    if reading is not None and reading.status != "in_force" and _acts_itself(head, doc[frame.verb]):
        return None
    return reading


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
        if above.lemma_ == "be" and verb.dep_ == "xcomp" and above.i in {verb.head.i, verb.head.head.i}:
            return True
        if token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "oprd", "obj"} and above.i == verb.i:
            return True
        if token.pos_ == "VERB" and above.i == verb.i:
            return is_misread(token)
        if token.dep_ == "pobj":
            if above.lower_ not in {"to", "on", "from", "of", "out", "for", "upon"}:
                if above.head.lemma_.lower() not in _PARTAKING:
                    return False
                token = above.head
                continue
            if above.head.i == verb.i:
                return True
            if above.lower_ == "of" and above.head.lemma_.lower() not in _PARTS:
                return False
            if above.head.pos_ not in {"NOUN", "PROPN", "ADP", "ADV"}:
                return False
        elif token.dep_ not in {"conj", "appos", "compound", "nmod", "amod", "prep", "dobj", "nsubj", "nsubjpass"}:
            return False
        token = above
    return False


def _is_asserted(noun: Token) -> bool:
    """ "announced the suspension", but not "called for", "threatened", "warned of the suspension"."""
    token = noun
    while token.head.i != token.i and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    lowers = {c.lower_ for c in token.children if c.dep_ in {"aux", "neg"}}
    return not (token.lemma_.lower() in _WISH | _DREADED or lowers & (_MODAL_DOUBT | {"not", "n't", "will", "to"}))


def _nominal_reading(head: Token) -> StatusReading | None:
    token = head
    for _ in range(3):
        if token.dep_ == "pobj" and token.head.pos_ in {"ADP", "SCONJ", "VERB"}:
            prep = token.head
            if (
                prep.lower_ in _UNDER
                or (prep.lower_ == "to" and prep.head.lower_ == "according")
                or prep.lower_ == "per"
            ):
                return StatusReading("in_force", "entry_into_force", None, True, weak=True)
            if prep.head.pos_ == "NOUN":
                noun = prep.head.lower_
                if noun in _BREACH:
                    return StatusReading("violated", "violation", prep.head.i, True)
                if noun in _TALKS or (prep.lower_ in _TOWARDS and noun in _PROGRESS):
                    return StatusReading("under_negotiation", "proposal", prep.head.i, False)
                if noun in {"withdrawal", "exit"}:
                    return StatusReading("terminated", "withdrawal", prep.head.i, True)
                if noun in {"ratification"}:
                    return StatusReading("signed", "signature", prep.head.i, True)
                if noun in {"implementation", "extension", "renewal"}:
                    weak = noun == "implementation"
                    return StatusReading("in_force", "entry_into_force", prep.head.i, True, weak=weak)
                if noun in _ENDINGS and _is_asserted(prep.head):
                    return StatusReading(*_ENDINGS[noun], prep.head.i, True)
                if noun in {"signing", "signature", "conclusion"}:
                    if prep.head.head.lemma_.lower() in WITNESSING and prep.head.dep_ in _ARGUMENTS:
                        mood = _mood(prep.head.head, participle=False)
                        if mood in {"done", "scheduled"}:
                            done = mood == "done"
                            return StatusReading("signed" if done else "agreed", "signature", prep.head.head.i, done)
                    token = prep.head
                    continue
            if prep.lower_ in {"towards", "toward"}:
                return StatusReading("under_negotiation", "proposal", None, False)
            return None
        if token.dep_ in {"compound", "nmod", "amod"} and token.head.lower_ in _TALKS:
            return StatusReading("under_negotiation", "proposal", token.head.i, False)
        if token.dep_ in {"compound", "nmod"}:
            token = token.head
            continue
        return None
    return None


def _verb_reading(verb: Token, lexicon: Lexicon, *, participle: bool) -> StatusReading | None:
    row = _row(verb, lexicon)
    if row is None:
        return None
    status, act = row
    mood = _mood(verb, participle=participle)
    if mood == "failed":
        return StatusReading("under_negotiation", "proposal", verb.i, False)
    if mood == "refused":
        return StatusReading("rejected", "rejection", verb.i, True)
    if mood == "denied":
        return None
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


def _mood(verb: Token, *, participle: bool) -> str:
    """done, scheduled, wished, doubtful, ongoing, negated, failed or refused."""
    children = list(verb.children)
    lowers = {c.lower_ for c in children if c.dep_ in {"aux", "auxpass", "neg", "advmod", "acomp"}}
    negated = any(c.dep_ == "neg" or c.lower_ in {"never"} for c in children)
    if any(c.lower_ in {"will", "'ll", "shall"} for c in children if c.dep_ == "aux"):
        return "negated" if negated else "scheduled"
    if "would" in lowers and _is_reported(verb):
        return "scheduled"
    if lowers & _MODAL_DOUBT:
        return "negated" if negated and "not" in lowers and "could" in lowers else "doubtful"
    if verb.dep_ == "ccomp" and verb.head.lemma_.lower() == "deny":
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
        if lemma == "be" or above.lower_ in _SCHEDULED:
            return "scheduled"
        if lemma in _WISH or above.lower_ in _UNLIKELY:
            return "wished"
        if lemma in {"agree", "decide", "manage", "help", "pledge", "promise", "vow", "undertake", "commit"}:
            return "scheduled" if lemma not in {"manage", "help"} else "done"
        if above.pos_ in {"NOUN"}:
            return "wished"
        return "scheduled" if above.pos_ == "AUX" else "wished"
    if verb.dep_ == "ROOT":
        return "scheduled"
    return "wished"
