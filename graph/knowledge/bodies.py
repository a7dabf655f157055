"""Which organisation a body is that no gazetteer lists: a ministry, a union, a navy that articles know by name.

One name isn't enough: it is that of one body within the state or body whose part it is, or together with the acronym
that the article itself gives it. Every other body stays its article's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import Prefix

from accord.graph.identifiers import fold
from accord.graph.knowledge.view import text_of
from accord.ontology.terms import ACRONYM, CODE, NAME, PART_OF

if TYPE_CHECKING:
    from accord.graph.knowledge.reading import Reading

_STEM: Final = 4
"""Letters that a state's name and its adjective share at least: Norway, Norwegian."""

_WHOLE: Final = 4
"""Letters of the state's name that may be left after the stem: adjectives change the end."""


def body(reading: Reading, member: str) -> str:
    """The organisation of the knowledge graph that one article's is. ``member``: its IRI."""
    name = reading.value(member, NAME) or member
    actor, article = reading.value(member, PART_OF), reading.article(member)
    code = _told(reading, actor, CODE, article) if actor else ""
    if actor and code:
        return reading.ns.body(bare_name(name, _told(reading, actor, NAME, article)), code)
    acronym = reading.value(member, ACRONYM)
    told = (bare_name(name, ""), acronym) if acronym else (member,)
    return reading.ns.concluded("organization", *told)


def _told(reading: Reading, thing: str, predicate: str, article: str) -> str:
    """What an article says of a thing of all articles; empty when it says nothing."""
    quads = reading.view.match(thing, predicate, None, article)
    return min((text_of(quad.object) for quad in quads), default="")


def bare_name(name: str, state: str) -> str:
    """A body's name, folded, without article and without the ``state`` that stands before it.

    >>> bare_name("the Norwegian Navy", "Norway"), bare_name("Norway's navy", "Norway")
    ('navy', 'navy')
    """
    words = fold(name.replace("'s ", " ").replace("’s ", " ")).split()
    if len(words) > 1 and words[0] == "the":
        words.pop(0)
    called = fold(state).split()
    if called and len(words) > len(called) and words[: len(called)] == called:
        words = words[len(called) :]
    elif len(called) == 1 and len(words) > 1 and _is_adjective(words[0], called[0]):
        words.pop(0)
    return " ".join(words)


def _is_adjective(word: str, state: str) -> bool:
    same = Prefix.similarity(word, state)
    return same >= _STEM and len(state) - same <= _WHOLE and word.endswith(("n", "sh", "se", "i", "ic"))
