"""Which parts of an article are worth parsing: most news isn't about diplomacy and needs no parser to tell.

An article with a word of diplomacy (``gate_words.tsv``), an organisation of states or an armed group is parsed whole.
Of any other only those units are in which a state is named in one sentence with a word by which a fact is told: a
title, an instrument, a meeting, a visit, an incident, or a verb of saying. What names no state tells no fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from accord.loaders.extraction.analysis import ActorMention
    from accord.loaders.extraction.lexicon import Lexicon

# Followed by a capital these are titles of heads of state or government: "President Havel", not "the club's president".
_HEADS: Final = frozenset({"President", "Chancellor", "Premier", "King", "Queen", "Sheikh", "Crown"})
_NO_HEADS: Final = frozenset({"League", "Street", "Road", "Cup", "Court", "Square", "Division", "Inn", "Avenue"})
# In the lists as parts of phrases or as verbs of motion, which alone tell nothing: who goes where needs a title too.
_COMMON: Final = frozenset(
    "go come head leave land take fly stop stay sit shake view exchange read turn push point brush pay continue put "
    "rule follow think write add note call first second state".split()
)
_ENDS: Final = frozenset({".", "!", "?", ";"})
_IRREGULAR: Final = {
    "meet": ("met",), "say": ("said",), "tell": ("told",), "hold": ("held",), "fly": ("flew", "flown"),
    "go": ("went", "gone"), "come": ("came",), "leave": ("left",), "write": ("wrote", "written"),
    "speak": ("spoke", "spoken"), "seek": ("sought",), "think": ("thought",), "strike": ("struck",),
    "withdraw": ("withdrew", "withdrawn"), "break": ("broke", "broken"), "sit": ("sat",), "ring": ("rang", "rung"),
    "shake": ("shook", "shaken"), "read": ("read",), "forecast": ("forecast",), "undertake": ("undertook",),
    "swear": ("swore", "sworn"), "give": ("gave", "given"), "take": ("took", "taken"), "reach": ("reached",),
    "foresee": ("foresaw",), "bind": ("bound",), "uphold": ("upheld",), "tear": ("tore", "torn"), "cut": ("cut",),
    "quit": ("quit",), "forge": ("forged",), "freeze": ("froze", "frozen"), "beat": ("beat",),
}  # fmt: skip


class Gate:
    """Tells parts that may hold a fact by words alone; built once from the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._alone = lexicon.gate_words
        self._telling = frozenset(form for word in set(_telling(lexicon)) - _COMMON for form in _forms(word))

    def chosen(self, words: Sequence[Sequence[str]], actors: Sequence[Sequence[ActorMention]]) -> list[bool]:
        """For each unit of an article, given as its words and the actors they name, whether it must be parsed."""
        lower = [[word.lower() for word in each] for each in words]
        if any(self._decides(*unit) for unit in zip(words, lower, actors, strict=True)):
            return [True] * len(words)
        telling = [self._tells(low, mentions) for low, mentions in zip(lower, actors, strict=True)]
        spoken = {word for each, tells in zip(words, telling, strict=True) if tells for word in each}
        return [tells or not spoken.isdisjoint(_spelt_out(each)) for each, tells in zip(words, telling, strict=True)]

    def _decides(self, words: Sequence[str], lower: Sequence[str], actors: Sequence[ActorMention]) -> bool:
        if not self._alone.isdisjoint(lower) or any(mention.type != "State" for mention in actors):
            return True
        if any(word in _HEADS and _is_name(words[i + 1 : i + 2]) for i, word in enumerate(words)):
            return True
        named = self._lexicon.named_instruments.match(lower)
        # "START" is a treaty, "start" isn't.
        return any(not words[match.end - 1].islower() for match in named)

    def _tells(self, lower: Sequence[str], actors: Sequence[ActorMention]) -> bool:
        """A sentence of the unit has both an actor and a telling word."""
        if not actors or self._telling.isdisjoint(lower):
            return False
        return any(
            any(start <= mention.start < end for mention in actors) and not self._telling.isdisjoint(lower[start:end])
            for start, end in _sentences(lower)
        )


def _spelt_out(words: Sequence[str]) -> Iterator[str]:
    """Acronyms in brackets, which stand behind what they stand for."""
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        if before == "(" and after == ")" and word.isupper():
            yield word


def _is_name(following: Sequence[str]) -> bool:
    return any(word[:1].isupper() and word not in _NO_HEADS for word in following)


def _sentences(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, word in enumerate(words):
        if word in _ENDS:
            yield start, index + 1
            start = index + 1
    if start < len(words):
        yield start, len(words)


def _telling(lexicon: Lexicon) -> Iterator[str]:
    """The words by which facts are told: of a phrase the word that all its forms have."""
    for table in (lexicon.contact_words, lexicon.incident_words):
        yield from (phrase[0] for phrase in table.phrases)
    yield from (phrase[-1] for phrase in lexicon.instruments.phrases)
    yield from lexicon.titles.heads
    yield from lexicon.speaking_nouns
    yield from (verb.split()[0] for verb in lexicon.say_verbs)
    yield "agree"


def _forms(word: str) -> Iterable[str]:
    """A word and what inflection may make of it; forms that don't exist do no harm."""
    stem = word.removesuffix("e")
    short = word[:-1] + "i" if word.endswith("y") else word
    forms = [word, f"{word}s", f"{short}es", f"{short}ed", f"{stem}ed", f"{stem}ing", f"{word}ing", f"{word}d"]
    return (*forms, f"{word}{word[-1:]}ed", f"{word}{word[-1:]}ing", *_IRREGULAR.get(word, ()))
