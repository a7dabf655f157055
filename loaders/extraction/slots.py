"""Date, place and regions of an instrument mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.frames import dated_noun
from accord.loaders.extraction.localities import acts_of, clause_of, is_past, place_of
from accord.loaders.extraction.occasions import date_of_occasion, encounters_before, occasion_of
from accord.loaders.extraction.regions import covered

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from accord.loaders.extraction.analysis import Analysis, TimeMention
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.parties import Frame
    from accord.loaders.extraction.status import StatusReading

__all__ = ["date_of", "phrase_end", "phrase_start", "place_of", "regions_of", "scope_of"]

_DATED: Final = frozenset({"signature", "agreement", "initialling", "accession", "definitive_signature", "approval"})
_TERMS: Final = frozenset({"for", "over", "until", "till", "within", "through"})
_INSTRUMENTS: Final = frozenset("treaty agreement accord pact deal protocol convention memorandum".split())
# Verbs of what comes after the signing: entry into force, expiry.
_LATER: Final = frozenset("enter come take expire run last go apply ratify begin start end".split())


def scope_of(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> tuple[int, int]:
    """Token range of the words that tell what the mention is about: its phrase, or for a verb its complement."""
    doc = analysis.doc
    sentence = analysis.sentence_of(mention.head)
    head = doc[mention.head]
    if mention.facet is not None:
        return mention.facet
    if mention.verbal:
        return head.i, min(sentence.end, head.right_edge.i + 1)
    end = max(mention.end, min(head.right_edge.i + 1, sentence.end))
    for child in head.children:
        if child.dep_ == "relcl" and child.i > mention.end + 12:
            end = min(end, child.left_edge.i)
    if frame.verb is not None:
        for child in doc[frame.verb].children:
            if (
                child.dep_ in {"prep", "advcl", "xcomp"}
                and child.i > head.i
                and child.lower_
                in {"on", "to", "for", "in", "over", "under"}
                | {c.lower_ for c in doc[frame.verb].children if c.dep_ in {"advcl", "xcomp"}}
            ):
                end = max(end, min(child.right_edge.i + 1, sentence.end))
    return max(sentence.start, min(mention.start, head.left_edge.i)), max(end, mention.end)


def phrase_start(mention: InstrumentMention, analysis: Analysis) -> int:
    """Start of the noun phrase proper: the nouns and adjectives right before the noun."""
    if mention.facet is not None:
        return mention.facet[0]
    start = mention.start
    first = analysis.sentence_of(mention.head).start
    while start > first and analysis.doc[start - 1].pos_ in {"NOUN", "ADJ", "PROPN"}:
        if analysis.actor_at(start - 1) or analysis.title_at(start - 1) or analysis.time_at(start - 1):
            break
        start -= 1
    return start


def phrase_end(mention: InstrumentMention, analysis: Analysis) -> int:
    """End of the noun phrase proper: the noun and "on …", "for …" right after it."""
    head = analysis.doc[mention.head]
    end = mention.end
    if mention.facet is not None:
        return end
    for child in head.children:
        if child.dep_ == "prep" and child.i == end and child.lower_ in {"on", "for", "to", "of", "over"}:
            return min(child.right_edge.i + 1, end + 8)
    return end


def _anchors(mention: InstrumentMention, frame: Frame, status: StatusReading | None, analysis: Analysis) -> set[int]:
    """Tokens that a date or place must hang on to be the agreement's own."""
    doc = analysis.doc
    anchors = {mention.head}
    if status is not None and status.verb is not None:
        anchors.add(status.verb)
    elif frame.verb is not None:
        anchors.add(frame.verb)
    for child in doc[mention.head].children:
        if child.dep_ in {"acl", "relcl"}:
            anchors.add(child.i)
    return anchors | {i for a in anchors for i in encounters_before(doc[a])}


def _hangs_on(token: Token, anchors: set[int]) -> bool:
    current = token
    for _ in range(10):
        if current.i in anchors:
            return True
        if current.head.i == current.i:
            return False
        if current.pos_ in {"VERB", "AUX"} and current.i not in anchors:
            return False
        current = current.head
    return current.i in anchors


def date_of(mention: InstrumentMention, frame: Frame, status: StatusReading | None, analysis: Analysis) -> str | None:
    """The date of signing or agreeing as EDTF, None when the sentence gives none for that act."""
    return _in_phrase(mention, analysis) or _of_act(mention, frame, status, analysis)


def _in_phrase(mention: InstrumentMention, analysis: Analysis) -> str | None:
    """ "the 1972 treaty", "the pact of May 1990", "Monday's accord"."""
    sentence = analysis.sentence_of(mention.head)
    doc = analysis.doc
    for time in analysis.times_in(max(sentence.start, mention.start - 5), min(sentence.end, mention.end + 5)):
        if not time.time.edtf or time.time.kind not in {"point", "interval"}:
            continue
        point = time.time.kind == "point"
        if time.end <= mention.end and len(time.time.edtf) == 4 and time.start >= mention.start - 4:
            return time.time.edtf
        if point and mention.head < time.start < mention.end and doc[time.start - 1].lower_ == "of":
            return time.time.edtf
        if point and time.start >= mention.end and _links(mention.end, time.start, analysis):
            return time.time.edtf
        if point and time.end == mention.start:
            return time.time.edtf
    return None


def _links(start: int, end: int, analysis: Analysis) -> bool:
    between = [t.lower_ for t in analysis.doc[start:end]]
    return between in (["of"], ["from"], ["of", "the"], ["dating", "from"], ["dated"])


def _of_act(mention: InstrumentMention, frame: Frame, status: StatusReading | None, analysis: Analysis) -> str | None:
    """A time that hangs on the act of signing or agreeing, or on the gathering at which that takes place."""
    sentence = analysis.sentence_of(mention.head)
    doc = analysis.doc
    acts = acts_of(mention, frame, analysis)
    done = {a for a in acts if is_past(doc[a])}
    dated = status is not None and (status.act in _DATED or _scheduled(status))
    if status is not None and status.verb is not None and doc[status.verb].lemma_.lower() in _LATER:
        dated = False
    if not dated and not done:
        return None
    anchors = _anchors(mention, frame, status, analysis) if dated else done
    anchors |= {clause_of(doc[a]).head.i for a in anchors if any(c.lower_ == "where" for c in doc[a].children)}
    candidates = [
        t
        for t in analysis.times_in(sentence.start, sentence.end)
        if t.time.edtf and t.time.kind in {"point", "interval"} and not _is_term(t, doc)
        if not _is_of_another(t, mention, doc)
    ]
    future = status is not None and _scheduled(status)
    chosen = [t for t in candidates if _hangs_on(doc[t.start], anchors)]
    if not chosen and dated and len(candidates) == 1:
        chosen = [t for t in candidates if _near(t, anchors, doc)]
    if chosen:
        return _reading_of(chosen[0], future=future)
    occasion = occasion_of([*acts, mention.head], analysis) if dated and not candidates else None
    return date_of_occasion(occasion, analysis, future=future) if occasion is not None else None


def _is_term(time: TimeMention, doc: Doc) -> bool:
    """ "For 2010-2011", "over the next two years", "until May": how long it holds, not when it was made."""
    before = [t.lower_ for t in doc[max(0, time.start - 2) : time.start]]
    return bool(before) and (before[-1] in _TERMS or (before[-1] in {"the", "a"} and before[0] in _TERMS))


def _is_of_another(time: TimeMention, mention: InstrumentMention, doc: Doc) -> bool:
    """ "signed a supplement to the 1985 treaty": the year of an instrument that isn't the one spoken of."""
    noun = dated_noun(doc[time.end - 1])
    return noun is not None and noun.i != mention.head and noun.lemma_.lower() in _INSTRUMENTS


def _scheduled(status: StatusReading) -> bool:
    return status.status == "agreed" and not status.done


def _reading_of(time: TimeMention, *, future: bool) -> str | None:
    if future:
        return time.time.future_edtf or time.time.edtf
    return time.time.edtf


def _near(time: TimeMention, anchors: set[int], doc: Doc) -> bool:
    return any(abs(time.start - a) <= 12 or _same_clause(a, time.start, doc) for a in anchors)


def _same_clause(anchor: int, time: int, doc: Doc) -> bool:
    """No other verb with a subject of its own stands between the act and the time after it."""
    if not 0 < time - anchor <= 40:
        return False
    verbs = (t for t in doc[anchor + 1 : time] if t.pos_ in {"VERB", "AUX"})
    return not any(c.dep_ in {"nsubj", "nsubjpass"} for v in verbs for c in v.children)


def regions_of(mention: InstrumentMention, frame: Frame, analysis: Analysis, place: str | None) -> tuple[str, ...]:
    """Regions that the agreement covers: places within its own phrase, the parties and where it was signed aside."""
    return covered(mention, frame, analysis, place, scope_of(mention, frame, analysis))
