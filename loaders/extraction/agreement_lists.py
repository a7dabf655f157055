"""Lists of instruments: a plural noun that the items after it spell out, and several under one verb."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.agreements import Reading
    from accord.loaders.extraction.analysis import Analysis

_MARKS: Final = frozenset({"-", "--", "–", "—", ":", "including", "include", "includes", "included", "comprise"})
_BACK: Final = 2


def settle_lists(readings: list[Reading], analysis: Analysis) -> list[Reading]:
    """Give the items of lists what is said of the list, and leave out the plural mentions that only head one."""
    return _coordinated(_listed(readings, analysis))


def lists_with(item: Reading, first: Reading) -> bool:
    """Two new instruments under one verb of concluding, however the parser joined them."""
    return (
        first.sentence == item.sentence
        and first.mention.head != item.mention.head
        and first.indefinite
        and (item.indefinite or item.mention.plural)
        and first.frame.verb is not None
        and first.frame.verb == item.frame.verb
        and first.concluded
        and not (first.mention.verbal or item.mention.verbal)
    )


def one_each(reading: Reading) -> list[Reading]:
    """ "Similar accords with X in May and Y last year": one with each partner, of which the first has the date."""
    frame = reading.frame
    if not frame.partners:
        return [reading]
    maker = next(p for p in frame.parties if p not in frame.partners)
    return [
        replace(
            reading,
            mention=replace(reading.mention, plural=False),
            frame=replace(frame, parties=(maker, partner), explicit=True, signatories=()),
            date=reading.date if partner == frame.partners[0] else None,
        )
        for partner in frame.partners
    ]


def _coordinated(readings: list[Reading]) -> list[Reading]:
    """ "Signed an agreement on … and two memoranda on …": what is done to the first is done to the others."""
    out: list[Reading] = []
    for reading in readings:
        first = next((r for r in out if r.status is not None and lists_with(reading, r)), None)
        out.append(_as_in(reading, first) if first is not None and reading.status is None else reading)
    return out


def _as_in(reading: Reading, head: Reading) -> Reading:
    """The reading with parties, status, date and place from the head of its list, where it has none itself."""
    frame = reading.frame if reading.frame.parties else replace(reading.frame, parties=head.frame.parties)
    frame = replace(frame, signatories=frame.signatories or head.frame.signatories)
    return replace(
        reading,
        frame=frame,
        status=reading.status or head.status,
        date=reading.date or head.date,
        place=reading.place or head.place,
        around=reading.around or head.around,
    )


def _listed(readings: list[Reading], analysis: Analysis) -> list[Reading]:
    """ "Three agreements will be signed: a memorandum on …, a treaty on …": each takes its status from the head."""
    heads = [r for r in readings if sum(_heads_list(r, i, analysis) for i in readings) > 1]
    out: list[Reading] = []
    for reading in readings:
        head = next((r for r in reversed(out) if _heads_list(r, reading, analysis)), None)
        if head is not None:
            out.append(_as_in(reading, _told_before(head, readings)))
        else:
            out.append(reading)
    left_out = {id(r) for r in heads} | {id(_told_before(h, readings)) for h in heads}
    return [r for r in out if id(r) not in left_out]


def _told_before(head: Reading, readings: list[Reading]) -> Reading:
    """ "They signed five agreements. Among the agreements are …": the plural mention that says what was done."""
    if head.status is not None:
        return head
    earlier = [
        r
        for r in readings
        if r.mention.plural
        and r.mention.facet is None
        and r.status is not None
        and not r.mention.verbal
        and 0 < head.sentence.index - r.sentence.index <= _BACK
    ]
    return earlier[-1] if earlier else head


def _heads_list(head: Reading, item: Reading, analysis: Analysis) -> bool:
    """A plural mention before a dash, a colon or "include" in the same sentence, whose items follow."""
    if not head.mention.plural or head.sentence != item.sentence or head.mention.end > item.mention.start:
        return False
    between = {t.lower_ for t in analysis.doc[head.mention.end : item.mention.start]}
    same = item.status is None or (head.status is not None and item.status.status == head.status.status)
    return bool(between & _MARKS) and same
