"""Date, place and regions of an instrument mention."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from accord.loaders.extraction.analysis import Analysis, PlaceMention, TimeMention
    from accord.loaders.extraction.instruments import InstrumentMention
    from accord.loaders.extraction.parties import Frame
    from accord.loaders.extraction.status import StatusReading

_DATED: Final = frozenset({"signature", "agreement", "initialling", "accession", "definitive_signature", "approval"})
_AREAS: Final = frozenset("area region zone province district town city governorate territory island sector".split())
_COVERING: Final = frozenset({"in", "on", "over", "for", "across", "around", "concerning", "regarding"})


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
    return anchors


def _hangs_on(token: Token, anchors: set[int]) -> bool:
    current = token
    for _ in range(6):
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
    sentence = analysis.sentence_of(mention.head)
    for time in analysis.times_in(max(sentence.start, mention.start - 4), mention.end):
        if time.time.edtf and time.time.kind in {"point", "interval"} and len(time.time.edtf) == 4:
            return time.time.edtf
    after = next(analysis.times_in(mention.end, min(sentence.end, mention.end + 5)), None)
    if after is not None and after.time.edtf and after.time.kind == "point":
        between = [t.lower_ for t in analysis.doc[mention.end : after.start]]
        if between in (["of"], ["from"], ["of", "the"], ["dating", "from"], ["dated"]):
            return after.time.edtf
    before = next(
        (t for t in analysis.times_in(max(sentence.start, mention.start - 5), mention.start) if t.end == mention.start),
        None,
    )
    if before is not None and before.time.edtf and before.time.kind == "point":
        return before.time.edtf
    if status is None or (status.act not in _DATED and not _scheduled(status)):
        return None
    anchors = _anchors(mention, frame, status, analysis)
    candidates = [
        t
        for t in analysis.times_in(sentence.start, sentence.end)
        if t.time.edtf and t.time.kind in {"point", "interval"}
    ]
    hanging = [t for t in candidates if _hangs_on(analysis.doc[t.start], anchors)]
    chosen = hanging or ([t for t in candidates if _near(t, anchors)] if len(candidates) == 1 else [])
    if not chosen:
        return None
    return _reading_of(chosen[0], future=_scheduled(status))


def _scheduled(status: StatusReading) -> bool:
    return status.status == "agreed" and not status.done


def _reading_of(time: TimeMention, *, future: bool) -> str | None:
    if future:
        return time.time.future_edtf or time.time.edtf
    return time.time.edtf


def _near(time: TimeMention, anchors: set[int]) -> bool:
    return any(abs(time.start - a) <= 12 for a in anchors)


def place_of(mention: InstrumentMention, frame: Frame, analysis: Analysis) -> str | None:
    """Where it was signed or agreed: a place after "in" or "at" that hangs on the verb or the noun, or "here"."""
    doc = analysis.doc
    sentence = analysis.sentence_of(mention.head)
    anchors = _anchors(mention, frame, None, analysis)
    if frame.verb is not None:
        anchors.add(frame.verb)
    for place in analysis.places_in(sentence.start, sentence.end):
        before = doc[place.start - 1].lower_ if place.start > sentence.start else ""
        actor = analysis.actor_at(place.start)
        if actor is not None and actor.surface == "name":
            continue
        if before in {"in", "at"} and _hangs_on(doc[place.start - 1], anchors - {mention.head}):
            return place.name
    for token in doc[sentence.start : sentence.end]:
        if token.lower_ == "here" and _hangs_on(token, anchors) and analysis.dateline_place:
            return analysis.dateline_place
    return None


def regions_of(mention: InstrumentMention, frame: Frame, analysis: Analysis, place: str | None) -> tuple[str, ...]:
    """Regions that the agreement covers: places within its own phrase."""
    doc = analysis.doc
    start, end = scope_of(mention, frame, analysis)
    found: list[str] = list(_enumerated(mention, analysis))
    for spot in analysis.places_in(start, end):
        if spot.name == place or not _covering(spot, analysis):
            continue
        if not _hangs_on(doc[spot.end - 1], {mention.head}):
            continue
        actor = analysis.actor_at(spot.start)
        if actor is not None and actor.code in frame.parties:
            continue
        found.append(spot.name)
    return tuple(dict.fromkeys(found))


def _enumerated(mention: InstrumentMention, analysis: Analysis) -> Iterator[str]:
    """ "A, B and C are the areas that were agreed on": the places that the sentence equates with the zones."""
    sentence = analysis.sentence_of(mention.head)
    for token in analysis.span(sentence):
        if token.lemma_ != "be" or token.pos_ not in {"AUX", "VERB"}:
            continue
        attributes = [c for c in token.children if c.dep_ == "attr" and c.lemma_.lower() in _AREAS]
        subjects = [c for c in token.children if c.dep_ == "nsubj"]
        if attributes and subjects:
            for spot in analysis.places_in(min(s.left_edge.i for s in subjects), token.i):
                yield spot.name


def _covering(spot: PlaceMention, analysis: Analysis) -> bool:
    token = analysis.doc[spot.end - 1]
    for _ in range(4):
        if token.dep_ == "pobj":
            return token.head.lower_ in _COVERING
        if token.dep_ == "compound" and analysis.actor_at(token.i) is None:
            return True
        token = token.head
    return False
