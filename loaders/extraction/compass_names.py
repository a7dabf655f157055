"""States called by a point of the compass: "North and South Korea", "the North" in a story of the two Koreas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.analysis import ActorMention

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.loaders.extraction.gazetteer import Gazetteer

POINTS: Final = frozenset({"North", "South", "East", "West"})
_JOINTS: Final = frozenset({"and", "or", "-", "/"})
_KOREAS: Final = {"North": "PRK", "South": "KOR"}


def compass_mentions(
    texts: Sequence[Sequence[str]], found: Sequence[list[ActorMention]], gazetteer: Gazetteer
) -> list[list[ActorMention]]:
    """The mentions ``found`` in each of an article's texts, with those that share another's name or have but a point.

    ``texts``: the tokens of each paragraph.
    """
    codes = {m.code for mentions in found for m in mentions}
    korean = bool(codes & set(_KOREAS.values()))
    told = []
    for tokens, mentions in zip(texts, found, strict=True):
        more = _sharing(tokens, mentions, gazetteer)
        if korean:
            more += _alone(tokens)
        taken = {i for m in mentions for i in range(m.start, m.end)}
        more = [m for m in more if m.start not in taken]
        told.append(sorted([*mentions, *more], key=lambda m: m.start) if more else mentions)
    return told


def _sharing(tokens: Sequence[str], mentions: Sequence[ActorMention], gazetteer: Gazetteer) -> list[ActorMention]:
    """ "North and South Korea": the first shares the name of the second."""
    found = []
    for mention in mentions:
        first, link = mention.start - 2, mention.start - 1
        if first < 0 or tokens[link] not in _JOINTS or tokens[first] not in POINTS:
            continue
        shared = gazetteer.match([tokens[first], *tokens[mention.start + 1 : mention.end]])
        if len(shared) == 1 and shared[0].start == 0 and shared[0].senses:
            found.append(replace(mention, start=first, end=first + 1, code=shared[0].senses[0].code))
    return found


def _alone(tokens: Sequence[str]) -> list[ActorMention]:
    """ "the North", "the South's", where the article speaks of a Korea."""
    found = []
    for index in range(1, len(tokens)):
        code = _KOREAS.get(tokens[index])
        named = index + 1 < len(tokens) and tokens[index + 1][:1].isupper()
        if code and tokens[index - 1].lower() == "the" and not named:
            found.append(ActorMention(index, index + 1, code, "State", "name"))
    return found
