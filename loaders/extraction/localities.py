"""Where an instrument was concluded: after the verb, "here", in its name, or the dateline of the lead."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.occasions import (
    CEREMONIES,
    OCCASIONS,
    WITNESSING,
    encounters_before,
    is_at_ceremony,
    leads_to,
    occasion_of,
    tells_course,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PlaceMention, Sentence
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.parties import Frame

# Verbs that tell the act of coming to an agreement, not what follows from it.
CONCLUDING: Final = frozenset(
    "sign initial ink reach agree conclude strike seal clinch finalize finalise negotiate broker hammer forge secure "
    "shake adopt exchange draft make approve mediate cement announce unveil".split()
)
SIGNING: Final = frozenset("sign ink initial".split())
# Words for a kind of place: "the resort of Sochi", "at the airport of …".
_SETTLEMENTS: Final = frozenset(
    "town city village resort capital port island airport palace base suburb district province outskirt camp hotel "
    "headquarters house border".split()
)
_AT: Final = frozenset({"in", "at", "off", "aboard", "outside", "near"})
_LINKING: Final = frozenset({"in", "at", "with", "between", "by"})
_TRIPS: Final = frozenset({"visit", "trip"})
_QUIET_DAYS: Final = timedelta(days=3)


def place_of(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> str | None:
    """Where it was signed or agreed: a place after "in" or "at" with the act, "here", or the dateline of the lead."""
    return (
        _stated(mention, frame, analysis)
        or _here(mention, frame, analysis)
        or _of_occasion(mention, frame, analysis)
        or _of_ceremony(mention, frame, analysis)
        or _of_dateline(mention, frame, analysis)
    )


def acts_of(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> set[int]:
    """Tokens that tell the act of concluding this instrument."""
    doc = analysis.doc
    found: set[int] = set()
    verb = doc[frame.verb] if frame.verb is not None else None
    if mention.verbal:
        verb = doc[mention.head]
    if verb is not None:
        found |= {v.i for v in (verb, *verb.conjuncts) if v.lemma_.lower() in CONCLUDING}
        found |= {c.i for c in verb.children if c.dep_ in {"xcomp", "conj"} and c.lemma_.lower() in CONCLUDING}
        if verb.dep_ in {"xcomp", "conj"} and verb.head.lemma_.lower() in CONCLUDING:
            found.add(verb.head.i)
        found |= encounters_before(verb) if verb.i in found else set()
    after = next((t for t in doc[mention.end : mention.end + 2] if t.text != ","), None)
    if after is not None and after.tag_ == "VBN" and after.lemma_.lower() in CONCLUDING:
        found.add(after.i)
    for noun in _nouns(doc[mention.head]):
        if noun.lemma_.lower() in CEREMONIES and noun.head.lemma_.lower() in WITNESSING:
            found.add(noun.head.i)
        for child in noun.children:
            if child.dep_ in {"acl", "relcl", "advcl"}:
                found |= {v.i for v in (child, *child.conjuncts) if v.lemma_.lower() in CONCLUDING}
    return found


def _nouns(head: Token) -> Iterator[Token]:
    """The noun, those it stands beside, and the act that it is "of" ("the signing of the accord")."""
    yield head
    token = head
    for _ in range(3):
        above = token.head
        if token.dep_ in {"compound", "nmod", "conj", "appos"} and above.pos_ in {"NOUN", "PROPN"}:
            token = above
        elif token.dep_ == "pobj" and above.lower_ == "of" and above.head.lemma_.lower() in OCCASIONS:
            token = above.head
        else:
            return
        yield token


def _stated(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> str | None:
    """A place after "in", "at" … that hangs on the act or on the occasion of it; a state only for want of a town."""
    sentence = analysis.sentence_of(mention.head)
    acts = acts_of(mention, frame, analysis)
    if not acts:
        return None
    fallback: str | None = None
    for spot in analysis.places_in(sentence.start, sentence.end):
        if mention.start <= spot.start < mention.end:
            continue
        if not _is_locative(spot, analysis) and not _is_destination(analysis.doc[spot.end - 1], acts):
            continue
        hangs = hangs_on_act(analysis.doc[spot.end - 1], mention, acts) and not (
            mention.verbal and _tells_content(mention.head, spot.start, analysis)
        )
        if not (hangs or _is_destination(analysis.doc[spot.end - 1], acts) or _is_venue(spot, acts, analysis)):
            continue
        actor = analysis.actor_at(spot.start)
        if actor is None or actor.surface != "name":
            return _full_name(spot, analysis)
        if actor.code not in frame.parties and analysis.doc[mention.head].dep_ != "pobj":
            fallback = fallback or spot.name
    return fallback


def _is_locative(spot: PlaceMention, analysis: Analysis) -> bool:
    """Whether a place preposition governs it, directly or through "the town of"."""
    token = analysis.doc[spot.end - 1]
    for _ in range(5):
        if token.dep_ in {"pobj", "npadvmod"} and token.head.pos_ in {"ADP", "SCONJ", "ADV"}:
            if token.head.lower_ in _AT or (token.head.lower_ == "to" and token.head.head.lemma_.lower() in _TRIPS):
                return True
            if token.head.lower_ != "of":
                return False
            token = token.head.head
            if token.lemma_.lower() not in _SETTLEMENTS:
                return False
        elif token.dep_ in {"compound", "appos", "nmod", "poss"} and (
            token.dep_ == "appos" or token.head.lemma_.lower() in _SETTLEMENTS or token.head.pos_ == "PROPN"
        ):
            token = token.head
        else:
            return False
    return False


def hangs_on_act(token: Token, mention: InstrumentMention, acts: set[int]) -> bool:
    """Whether the way up from a place leads to the act, over nouns for its occasion and place only."""
    current = token
    for _ in range(12):
        if current.i in acts:
            return True
        above = current.head
        if above.i == current.i:
            return False
        if above.i == mention.head and above.i not in acts:
            return (
                current.dep_ == "prep"
                and current.lower_ in {"in", "at", "with", "between", "by"}
                and _is_conclusive(mention)
            )
        if above.pos_ in {"VERB", "AUX"} and above.i not in acts:
            if not tells_course(above):
                return False
        elif above.pos_ == "NOUN" and current.dep_ == "prep" and not _is_setting(above, acts | {mention.head}):
            return False
        current = above
    return False


def _is_destination(token: Token, acts: set[int]) -> bool:
    """ "will fly to X, where they are to sign": the place that "where" refers to."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"to", "in", "for"}:
        return False
    return any(
        token.doc[act].dep_ in {"relcl", "advcl", "acl", "xcomp", "ccomp"}
        and any(w.lower_ == "where" for w in clause_of(token.doc[act]).children)
        and clause_of(token.doc[act]).head.i in {token.i, token.head.head.i}
        for act in acts
    )


def clause_of(verb: Token) -> Token:
    """The verb that heads the clause of an infinitive: "is" of "he is to sign"."""
    return verb.head if verb.dep_ in {"xcomp", "ccomp"} and verb.head.i < verb.i else verb


def _tells_content(act: int, place: int, analysis: Analysis) -> bool:
    """ "agreed to set up a zone in X": between the act and the place stands a verb of what was agreed."""
    verbs = (t for t in analysis.doc[act + 1 : place] if t.pos_ == "VERB")
    return any(v.dep_ in {"xcomp", "pcomp", "ccomp", "advcl"} and not tells_course(v) for v in verbs)


def _is_venue(spot: PlaceMention, acts: set[int], analysis: Analysis) -> bool:
    """ "signed … in X on 3 May", "agreed to a memorandum … at X": whatever noun the parser hangs the place on."""
    doc = analysis.doc
    actor = analysis.actor_at(spot.start)
    before = doc[spot.start - 1].lower_
    if before not in {"in", "at"} or (actor is not None and actor.surface != "capital"):
        return False
    act = max((a for a in acts if a < spot.start), default=None)
    if act is None:
        return False
    between = [t for t in doc[act + 1 : spot.start] if t.pos_ in {"VERB", "AUX"}]
    if before == "at" and spot.end < len(doc) and doc[spot.end].pos_ == "PUNCT":
        return all(t.tag_ == "VBG" for t in between)
    dated = any(analysis.time_at(i) for i in range(spot.end, min(spot.end + 3, len(doc))) if doc[i].text != ",")
    return dated and not between


def _is_setting(noun: Token, acts: set[int]) -> bool:
    """A noun for the occasion or the place, or those who act ("by the ministers of both in X")."""
    if noun.lemma_.lower() in OCCASIONS | _SETTLEMENTS:
        return True
    token = noun
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        token = token.head.head
    return token.dep_ == "pobj" and token.head.lower_ in {"by", "between", "with"} and token.head.head.i in acts


def _is_conclusive(mention: InstrumentMention) -> bool:
    """A place right after the noun is where it was concluded, except for what holds at a place."""
    return mention.kind not in {"ceasefire", "prisoner_exchange"}


def _full_name(spot: PlaceMention, analysis: Analysis) -> str:
    """The place's name, "airport" or the like included where it follows."""
    doc = analysis.doc
    after = doc[spot.end] if spot.end < len(doc) else None
    if after is not None and after.lower_ == "airport":
        return f"{spot.name} {after.text}"
    return spot.name


def _here(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> str | None:
    """The dateline's place, where the words say "here"."""
    if analysis.dateline_place is None:
        return None
    sentence = analysis.sentence_of(mention.head)
    acts = acts_of(mention, frame, analysis)
    for token in analysis.span(sentence):
        if token.lower_ == "here" and hangs_on_act(token, mention, acts):
            return analysis.dateline_place
    return None


def _of_occasion(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> str | None:
    """ "signed at the summit": where the story elsewhere says that the summit is."""
    acts = acts_of(mention, frame, analysis)
    occasion = occasion_of([*acts, mention.head], analysis) if acts else None
    if occasion is None:
        return None
    for spot in analysis.places:
        actor = analysis.actor_at(spot.start)
        if actor is not None and actor.surface != "capital":
            continue
        if _is_locative(spot, analysis) and leads_to(analysis.doc[spot.end - 1], occasion):
            return spot.name
    return None


def _of_ceremony(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> str | None:
    """ "The ceremony took place at X": told of the signing in the sentences after it."""
    sentence = analysis.sentence_of(mention.head)
    if not any(analysis.doc[i].lemma_.lower() in SIGNING for i in acts_of(mention, frame, analysis)):
        return None
    for later in analysis.sentences[sentence.index : sentence.index + 5]:
        if not any(t.lower_ in CEREMONIES for t in analysis.span(later)):
            continue
        for spot in analysis.places_in(later.start, later.end):
            actor = analysis.actor_at(spot.start)
            settled = actor is None or actor.surface == "capital"
            if settled and _is_locative(spot, analysis) and is_at_ceremony(analysis.doc[spot.end - 1]):
                return _full_name(spot, analysis)
    return None


def _of_dateline(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> str | None:
    """The dateline's place, where the lead tells a signing of these days and no other place."""
    sentence = analysis.sentence_of(mention.head)
    if analysis.dateline_place is None or not _is_lead(sentence, analysis):
        return None
    acts = [analysis.doc[i] for i in acts_of(mention, frame, analysis)]
    signing = any(a.lemma_.lower() in SIGNING and is_past(a) for a in acts)
    told = [t.time.edtf for t in analysis.times_in(sentence.start, sentence.end) if t.time.edtf]
    return analysis.dateline_place if signing and all(_is_recent(t, analysis.published) for t in told[:1]) else None


def _is_lead(sentence: Sentence, analysis: Analysis) -> bool:
    return next((s.index for s in analysis.sentences if not s.headline), None) == sentence.index


def is_past(verb: Token) -> bool:
    """Whether the verb tells what has happened: no infinitive, no modal, not negated."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "neg"}}
    return verb.tag_ in {"VBD", "VBN"} and not helpers & {"not", "n't", "will", "would", "to", "could", "may"}


def _is_recent(told: str, published: date | None) -> bool:
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return False
    return published is None or abs(published - day) <= _QUIET_DAYS
