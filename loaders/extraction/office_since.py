"""Since when an office is held, where the words right after title and name say it: "X, in office since 2019"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.edtf import days

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.office_mentions import OfficeMention

_ENTERING: Final = frozenset(
    "since took assumed entered appointed elected reelected re-elected named sworn became inaugurated".split()
)
_BESIDE: Final = frozenset(
    ", ( - – — who has had have been was is served serving and in into on as to the a that this his her its office"
    " power of post job position role duty duties oath for first minister president prime secretary general"
    " chief from".split()
)
"""Words that may stand between name and time beside those and actors; any other tells of something else."""

_FARTHEST: Final = 10
"""Tokens between name or title and the time at most."""


def since(analysis: Analysis, mentions: Iterable[OfficeMention]) -> str | None:
    """The EDTF date on which somebody took an office, by the first of its mentions that says so; None where none does.

    Times that lie after the article's publication are those of offices to come, and don't count.
    """
    found = (day for mention in mentions for day in [_of_mention(analysis, mention)] if day)
    return next(found, None)


def _of_mention(analysis: Analysis, mention: OfficeMention) -> str | None:
    sentence = analysis.sentence_of(mention.start)
    for time in analysis.times_in(mention.end, min(sentence.end, mention.end + _FARTHEST)):
        beside = analysis.doc[mention.end : time.start]
        between = {token.lower_ for token in beside if analysis.actor_at(token.i) is None}
        begun = {token.lower_ for token in analysis.doc[mention.start : time.end]}
        told = (time.time.edtf or "").removesuffix("/..")
        if told and between <= _BESIDE | _ENTERING and begun & _ENTERING:
            return told if _is_past(told, analysis) else None
        return None
    return None


def _is_past(told: str, analysis: Analysis) -> bool:
    first = days(told).first
    return first is not None and (analysis.published is None or first <= analysis.published)
