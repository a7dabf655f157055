"""The mentions of an article: people, agreements, contacts and incidents that may be the same as another article's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accord.graph.knowledge import copies
from accord.graph.knowledge.comparison import is_telling
from accord.graph.knowledge.judgements import Judgements
from accord.graph.knowledge.profiles import JUDGED, KINDS, Profile, profile_of
from accord.graph.knowledge.threshold import is_knowledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.knowledge.reading import Reading


def mentions(reading: Reading, article: str) -> Iterator[tuple[str, str, Profile]]:
    """Each mention of an article with the word for its kind and its profile, its text as that of a source first."""
    text = reading.text(article)
    if text:
        source, copied = reading.source(article), copies.profile_of_text(text)
        yield source, "source", copied if copied.signature else replace(copied, apart=source)
    judgements = Judgements(reading.view)
    for kind, word in KINDS.items():
        seen: dict[Profile, int] = {}
        for mention in reading.members(kind, article):
            if reading.article(mention) != article or not is_knowledge(reading, mention):
                continue
            profile = profile_of(reading, word, mention)
            seen[profile] = alike = seen.get(profile, 0) + 1
            yield mention, word, replace(profile, apart=_apart(judgements, mention, profile, alike))


def _apart(judgements: Judgements, mention: str, profile: Profile, alike: int) -> str:
    """What tells a mention from those that look alike; empty when nothing does."""
    if judgements.on(mention):
        return JUDGED + mention
    # What says too little may be anything: it is looked at alone.
    if not is_telling(profile):
        return mention
    # The extractor told them apart, so two of one article that look alike stay two.
    return str(alike) if alike > 1 else ""
