"""What an agreement is about: topics from the words around its mentions, and the kind that follows from them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

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


_FIGHTING: Final = frozenset({"fighting", "hostility", "hostilities", "bloodshed", "shelling", "clash"})
_STOPPING: Final = frozenset({"end", "halt", "stop", "cease", "suspend"})
# Topics that tell the kind though only the words around the noun name them.
_TELLING: Final = frozenset({"ceasefire", "prisoner_exchange", "trade", "security_cooperation", "nuclear", "arms"})
_NO_TOPIC: Final = "-"
# A word said this often is what the story is about.
_OFTEN: Final = 3
# Nouns of instruments that name neither form nor content, and so take the kind of what they are about.
_CONTENT_KINDS: Final = frozenset({"border_agreement", "arms_control", "trade_agreement", "security_pact"})


def topics_in(analysis: Analysis, lexicon: Lexicon, start: int, end: int) -> tuple[str, ...]:
    """Topics that the words of tokens ``start:end`` name, in order of first mention.

    Words of actors' names name none ("the Security Council"); portfolios do ("signed by the energy ministers").
    """
    return tuple(dict.fromkeys(topic for _, topic in _topic_words(analysis, lexicon, start, end)))


def main_topics(analysis: Analysis, lexicon: Lexicon, most: int = 1) -> tuple[str, ...]:
    """What the whole story is about: its most frequent topics, each named often; empty where there is none."""
    counts = Counter(topic for _, topic in _topic_words(analysis, lexicon, 0, len(analysis.doc)))
    return tuple(topic for topic, count in counts.most_common(most) if count >= _OFTEN)


def _topic_words(analysis: Analysis, lexicon: Lexicon, start: int, end: int) -> list[tuple[int, str]]:
    """Where topics are named, words as written before their lemmas, the names of instruments before both."""
    span = analysis.doc[start:end]
    words, lemmas = [t.lower_ for t in span], [t.lemma_.lower() for t in span]
    found: dict[int, str] = {}
    taken: set[int] = set()
    for match in lexicon.named_instruments.match(words):
        if span[match.start].text[:1].isupper():
            taken.update(range(match.start, match.end))
            found.update(
                (start + match.start + n, topic) for n, topic in enumerate(match.values[2].split("|")) if topic
            )
    for match in (*lexicon.topics.match(words), *lexicon.topics.match(lemmas)):
        covered = range(match.start, match.end)
        if taken & set(covered) or _is_named(analysis, start + match.start):
            continue
        taken.update(covered)
        if match.values[0] != _NO_TOPIC:
            found[start + match.start] = match.values[0]
    found.update((t.i, "ceasefire") for t in span if t.lemma_.lower() in _FIGHTING and _is_stopped(t))
    return sorted(found.items())


def _is_stopped(token: Token) -> bool:
    """ "To end the fighting", "to end six weeks of fighting"."""
    above = token.head
    if above.lower_ == "of" and above.head.pos_ == "NOUN":
        above = above.head.head
    return above.lemma_.lower() in _STOPPING


def _is_named(analysis: Analysis, index: int) -> bool:
    actor = analysis.actor_at(index)
    return actor is not None and actor.surface != "organ"


def kind_of(
    kinds: Iterable[str], topics: tuple[str, ...], *, armed: bool = False, subjects: tuple[str, ...] = ()
) -> str:
    """The kind of an agreement from what its nouns say and what it is about.

    A noun that names a form (memorandum, communique) or content (ceasefire, peace_agreement …) decides; else a topic
    does, also for a treaty; "understanding" only when no noun says more. ``topics``: those of the nouns' own words;
    ``subjects``: those of all its sentences; ``armed``: an armed group is a party, and what is agreed with one is peace
    unless the words say otherwise.
    """
    said = ["trade_agreement" if k == "ceasefire" and {"trade", "tariffs"} & set(topics[:1]) else k for k in kinds]
    for kind in said:
        if kind not in GENERIC_KINDS and kind != "treaty":
            return kind
    about = _kind_by_topics(topics)
    if "treaty" in said:
        return about if about in _CONTENT_KINDS else "treaty"
    if "other" in said:
        return about or (_with_armed(subjects) if armed else _of_one_subject(subjects))
    return "understanding"


def _with_armed(subjects: tuple[str, ...]) -> str:
    """What is agreed with an armed group: a truce or an exchange where the sentences speak of one, else peace."""
    return next((_KIND_BY_TOPIC[t] for t in subjects if t in {"ceasefire", "prisoner_exchange"}), "peace_agreement")


def _of_one_subject(subjects: tuple[str, ...]) -> str:
    """What the words around a plain "deal" are about, where they are about one thing that makes a kind."""
    return _KIND_BY_TOPIC[subjects[0]] if len(subjects) == 1 and subjects[0] in _TELLING else "other"


def _kind_by_topics(topics: tuple[str, ...]) -> str | None:
    for topic in topics[:2]:
        if topic == "nuclear" and "energy" in topics:
            return None
        if topic in _KIND_BY_TOPIC:
            return _KIND_BY_TOPIC[topic]
    return None
