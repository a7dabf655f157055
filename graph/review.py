"""Which pairs of mentions are worth a person's look, the most useful first.

Two sorts: mentions that are two things though much speaks for one, and mentions that are one thing on weak evidence,
where the thing would fall apart without this pair. The nearer their likeness to the point at which things are joined,
and the more articles hang on it, the more a word is worth; the more was judged already of a thing, the less.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from math import log2
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError, UnknownThing
from accord.graph.identifiers import INDEX
from accord.graph.knowledge.comparison import likeness_of
from accord.graph.knowledge.index import BLOCK, IS, LOOKS, MENTION, PROFILE
from accord.graph.knowledge.likeness import SAME, UNSURE, Likeness
from accord.graph.knowledge.profiles import KINDS
from accord.graph.knowledge.reading import Reading
from accord.graph.knowledge.resolution import Resolver
from accord.graph.knowledge.view import View, text_of
from accord.graph.review_sides import Side, articles_of, make_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.store import Store

FIRM: Final = SAME + 2.0
"""Points from which nobody is asked whether what is joined is one."""

_CROWD: Final = 100
"""Profiles in question that may share a key for its pairs to be weighed: what more share tells nobody apart."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions to judge. ``kind``: the word for theirs; ``joined``: whether they are one thing now.

    ``reasons``: what speaks for one thing (and, below zero, against it) with its points; ``apart``: what keeps their
    things apart, in words; ``use``: how much a word on them is worth.
    """

    kind: str
    one: Side
    other: Side
    joined: bool
    points: float
    reasons: tuple[tuple[float, str], ...]
    apart: tuple[str, ...]
    use: float


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """Two mentions by their worth, the greatest first."""

    worth: float
    one: str
    other: str


def find_pairs(store: Store, kind: str | None = None, about: str | None = None, limit: int = 20) -> tuple[Pair, ...]:
    """At most ``limit`` pairs, the most useful first; of one ``kind``, and ``about`` a thing, when they are given.

    ``about``: the IRI of an agreement, person, contact or incident, of a mention, of an article, or of an actor.
    InputError for another kind; UnknownThing when no mention has to do with what it is about.
    """
    if kind is not None and kind not in KINDS.values():
        raise InputError(f"--kind {kind}: give one of {', '.join(KINDS.values())}")
    review = _Review(store)
    found = sorted(review.candidates(kind, about))[:limit]
    return tuple(review.pair(each) for each in found)


def still_open(store: Store, pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Those of ``pairs`` that are what they were when found: mentions there, as far joined as then, and not judged."""
    review = _Review(store)
    return tuple(pair for pair in pairs if review.is_open(pair))


class _Review:
    """One look over a store."""

    def __init__(self, store: Store) -> None:
        self.reading = Reading(View(store.database), store.namespace)
        self.index = self.reading.index
        self.resolver = Resolver(self.reading)
        self._reported: dict[str, list[str]] = {}
        self._judged: dict[str, int] = defaultdict(int)
        self._pairs: set[frozenset[str]] = set()
        for each in self.resolver.judgements.all():
            things = [self.index.target(mention, IS) for mention in (each.one, each.other)]
            self._pairs |= {frozenset((each.one, each.other)), frozenset(filter(None, things))}
            for thing in filter(None, things):
                self._judged[thing] += 1

    def is_judged(self, one: str, other: str) -> bool:
        """Whether somebody judged two mentions, or the two things that they are."""
        things = frozenset((self.reading.canonical(one), self.reading.canonical(other)))
        return frozenset((one, other)) in self._pairs or (len(things) == 2 and things in self._pairs)

    def is_open(self, pair: Pair) -> bool:
        """Whether a pair is what it was when it was found."""
        mentions = pair.one.mention, pair.other.mention
        things = [self.index.target(mention, IS) for mention in mentions]
        return None not in things and (things[0] == things[1]) is pair.joined and not self.is_judged(*mentions)

    def candidates(self, kind: str | None, about: str | None) -> Iterator[_Candidate]:
        scope = self._scope(about)
        weighed = self._weighed(scope, kind)
        yield from self._near(weighed)
        yield from self._weak(weighed)
        yield from self._alike(scope, kind)

    def _scope(self, about: str | None) -> set[str]:
        """The profiles to look at."""
        view = self.reading.view
        profiles = {text_of(quad.subject): text_of(quad.object) for quad in view.match(None, LOOKS, None, INDEX)}
        if about is None:
            return set(profiles)
        mentions = [about, *self.index.sources(IS, about), *self.index.targets(about, MENTION)]
        found = {profile for mention in mentions for profile in self.index.targets(mention, PROFILE)}
        found |= {iri for iri, looks in profiles.items() if f'"{about}"' in looks}
        if not found:
            raise UnknownThing(f"--about {about}: no agreement, person, contact or incident has to do with it")
        return found

    def _weighed(self, scope: set[str], kind: str | None) -> dict[tuple[str, str], Likeness]:
        """The pairs of profiles that meet, one of them in the scope."""
        found: dict[tuple[str, str], Likeness] = {}
        for key in {key for profile in scope for key in self.index.targets(profile, BLOCK)}:
            met = self.index.in_block(key)
            asked = [profile for profile in met if profile in scope and self._is(kind, profile)]
            if len(asked) > _CROWD:
                continue
            for pair in {(min(pair), max(pair)) for pair in product(asked, met) if pair[0] != pair[1]} - found.keys():
                found[pair] = likeness_of(*map(self.resolver.profile, pair))
        return found

    def _is(self, kind: str | None, profile: str) -> bool:
        return kind is None or self.resolver.word(profile) == kind

    def _near(self, weighed: dict[tuple[str, str], Likeness]) -> Iterator[_Candidate]:
        """For any two things the pair most alike, when it is near."""
        best: dict[frozenset[str], tuple[float, str, str]] = {}
        for (one, other), like in weighed.items():
            things = frozenset((self._thing(one), self._thing(other)))
            if len(things) == 2 and not like.contradicts and like.points >= UNSURE:
                best[things] = min(best.get(things, (0.0, "", "")), (-like.points, one, other))
        for points, one, other in best.values():
            yield from self._candidate(self._first(one), self._first(other), -points)

    def _weak(self, weighed: dict[tuple[str, str], Likeness]) -> Iterator[_Candidate]:
        """The pairs by which a thing hangs together, when they are weak."""
        held: dict[str, str] = {}
        for (one, other), like in sorted(weighed.items(), key=lambda each: (-self._strength(*each), each[0])):
            if self._thing(one) == self._thing(other) and _root(held, one) != _root(held, other):
                held[_root(held, one)] = _root(held, other)
                if self._strength((one, other), like) < FIRM and not like.contradicts:
                    yield from self._candidate(self._first(one), self._first(other), like.points)

    def _strength(self, pair: tuple[str, str], like: Likeness) -> float:
        return float("inf") if self.resolver.verdict(*pair) == "same" else like.points

    def _alike(self, scope: set[str], kind: str | None) -> Iterator[_Candidate]:
        """Mentions of two articles that look alike in all that is told of them, when that is little."""
        for profile in scope:
            mentions = self._by_report(profile)
            if len(mentions) < 2 or not self._is(kind, profile):
                continue
            points = likeness_of(self.resolver.profile(profile), self.resolver.profile(profile)).points
            if points < FIRM:
                yield from self._candidate(mentions[0], mentions[1], points)

    def _candidate(self, one: str, other: str, points: float) -> Iterator[_Candidate]:
        if self.is_judged(one, other):
            return
        things = {self.reading.canonical(one), self.reading.canonical(other)}
        articles = sum(articles_of(self.reading, thing) for thing in things)
        judged = sum(self._judged[thing] for thing in things)
        worth = log2(1 + articles) / (1 + abs(points - SAME)) / (1 + judged)
        first, second = self.reading.by_report((one, other))
        yield _Candidate(-worth, first, second)

    def pair(self, found: _Candidate) -> Pair:
        """What there is to see of a candidate."""
        one, other = (make_side(self.reading, mention) for mention in (found.one, found.other))
        left, right = (self.index.target(mention, PROFILE) or "" for mention in (found.one, found.other))
        like = likeness_of(self.resolver.profile(left), self.resolver.profile(right))
        apart = () if one.thing == other.thing else tuple(self._apart(one.thing, other.thing))
        reasons = tuple(sorted(like.reasons, key=lambda reason: -reason[0]))
        kind = self.resolver.word(left)
        return Pair(kind, one, other, one.thing == other.thing, like.points, reasons, apart, -found.worth)

    def _apart(self, one: str, other: str) -> Iterator[str]:
        """What in two things can't be one, each reason once."""
        left, right = (self.index.sources(IS, thing) for thing in (one, other))
        articles = ({self.reading.article(mention) for mention in mentions} for mentions in (left, right))
        if set.intersection(*articles):
            yield "one article tells of both"
        mine, theirs = ({self.index.target(mention, PROFILE) or "" for mention in each} for each in (left, right))
        pairs = product(sorted(mine)[:_CROWD], sorted(theirs)[:_CROWD])
        likes = (likeness_of(*map(self.resolver.profile, pair)) for pair in pairs)
        yield from dict.fromkeys(reason for like in likes if like.contradicts for _, reason in like.reasons)

    def _thing(self, profile: str) -> str:
        return self.reading.canonical(self._first(profile))

    def _first(self, profile: str) -> str:
        """The mention that was reported first."""
        return self._by_report(profile)[0]

    def _by_report(self, profile: str) -> list[str]:
        if profile not in self._reported:
            self._reported[profile] = self.reading.by_report(self.resolver.mentions(profile))
        return self._reported[profile]


def _root(held: dict[str, str], profile: str) -> str:
    while profile in held:
        profile = held[profile]
    return profile


def others_of(store: Store, mention: str) -> tuple[str, ...]:
    """The other mentions of the thing that a mention is, by day of report; nothing when it is alone."""
    reading = Reading(View(store.database), store.namespace)
    thing = reading.index.target(mention, IS)
    mentions: Iterable[str] = reading.index.sources(IS, thing) if thing else ()
    return tuple(reading.by_report(each for each in mentions if each != mention))
