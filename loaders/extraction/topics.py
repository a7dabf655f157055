"""What an agreement is about: topics from the words around its mentions, and the kind that follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.lexicon import Lexicon

# Kind by topic, for nouns that say nothing of the content ("agreement", "deal", "pact", "accord").
_KIND_BY_TOPIC: Final = {
    "ceasefire": "ceasefire",
    "prisoner_exchange": "prisoner_exchange",
    "tariffs": "trade_agreement",
    "trade": "trade_agreement",
    "nuclear": "arms_control",
    "arms": "arms_control",
    "border": "border_agreement",
    "security_cooperation": "security_pact",
    "deconfliction": "security_pact",
}
GENERIC_KINDS: Final = frozenset({"other", "understanding"})


def topics_in(analysis: Analysis, lexicon: Lexicon, start: int, end: int) -> tuple[str, ...]:
    """Topics that the words of tokens ``start:end`` name, in order of first mention."""
    tokens = [t.lower_ for t in analysis.doc[start:end]]
    lemmas = [t.lemma_.lower() for t in analysis.doc[start:end]]
    found = [(m.start, m.values[0]) for m in lexicon.topics.match(tokens)]
    found += [(m.start, m.values[0]) for m in lexicon.topics.match(lemmas)]
    return tuple(dict.fromkeys(topic for _, topic in sorted(found)))


def kind_of(kinds: Iterable[str], topics: tuple[str, ...], *, armed: bool = False) -> str:
    """The kind of an agreement from what its nouns say and what it is about.

    A noun that names a form (memorandum, communique) or content (ceasefire, peace_agreement …) decides; else a topic
    does; "understanding" only when no noun says more. ``topics``: those of the nouns' own words; ``armed``: an armed
    group is a party, and what is agreed with one is peace unless the words say otherwise.
    """
    said = list(kinds)
    for kind in said:
        if kind not in GENERIC_KINDS and kind != "treaty":
            return kind
    if "treaty" in said:
        return "treaty"
    if "other" in said:
        for topic in topics[:2]:
            if topic in _KIND_BY_TOPIC:
                return _KIND_BY_TOPIC[topic]
        return "peace_agreement" if armed else "other"
    return "understanding"
