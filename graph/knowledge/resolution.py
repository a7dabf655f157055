"""Which mentions are one thing: profiles that are linked form components, and each component is parted into things.

The outcome depends on the profiles, their articles and the judgements alone, never on the order in which they came;
and each component by itself, so that a change costs what its components hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, TypeAlias

from accord.graph.identifiers import digest
from accord.graph.knowledge.comparison import fits_several, likeness_of
from accord.graph.knowledge.index import BLOCK, LOOKS, PROFILE
from accord.graph.knowledge.judgements import Judgements
from accord.graph.knowledge.likeness import CLEAR, Likeness
from accord.graph.knowledge.names import is_partial
from accord.graph.knowledge.profiles import JUDGED, AgreementProfile, PersonProfile, Profile, parsed
from accord.graph.knowledge.registered import is_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from accord.graph.knowledge.reading import Reading

Cluster: TypeAlias = "tuple[str, ...]"
"""IRIs of profiles, sorted."""


class Resolver:
    """Resolves the components around some profiles; made anew for each change, since what it reads is kept."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.index = reading.index
        self.judgements = Judgements(reading.view)
        self._near: dict[str, dict[str, Likeness]] = {}
        self._looks: dict[str, tuple[str, Profile]] = {}
        self._mentions: dict[str, list[str]] = {}

    def profile(self, iri: str) -> Profile:
        """The features of a profile."""
        return self._parsed(iri)[1]

    def word(self, iri: str) -> str:
        """The word for the kind of a profile."""
        return self._parsed(iri)[0]

    def _parsed(self, iri: str) -> tuple[str, Profile]:
        if iri not in self._looks:
            self._looks[iri] = parsed(self.index.target(iri, LOOKS) or "")
        return self._looks[iri]

    def mentions(self, profile: str) -> list[str]:
        """The mentions that look so, sorted."""
        if profile not in self._mentions:
            self._mentions[profile] = self.index.sources(PROFILE, profile)
        return self._mentions[profile]

    def near(self, iri: str) -> dict[str, Likeness]:
        """The profiles that share a key or a judgement with this one, with their likeness."""
        if iri not in self._near:
            met = {other for key in self.index.targets(iri, BLOCK) for other in self.index.in_block(key)}
            met |= set(self._judged(iri))
            mine = self.profile(iri)
            self._near[iri] = {other: likeness_of(mine, self.profile(other)) for other in sorted(met - {iri})}
        return self._near[iri]

    def _judged(self, iri: str) -> Iterator[str]:
        if not self.profile(iri).apart.startswith(JUDGED):
            return
        for mention in self.mentions(iri):
            for judgement in self.judgements.on(mention):
                for other in (judgement.one, judgement.other):
                    profile = self.index.target(other, PROFILE)
                    if profile is not None and profile != iri:
                        yield profile

    def neighbours(self, iri: str) -> set[str]:
        """The profiles whose clusters depend on this one's."""
        return {other for other, like in self.near(iri).items() if self._depends(iri, other, like)}

    def _depends(self, iri: str, other: str, like: Likeness) -> bool:
        if like.links or self.verdict(iri, other):
            return True
        if like.suits and (self.is_loose(iri) or self.is_loose(other)):
            return True
        # People of one name share an IRI's words, so they are named together.
        one, two = self.profile(iri), self.profile(other)
        return isinstance(one, PersonProfile) and isinstance(two, PersonProfile) and one.words == two.words

    def is_loose(self, iri: str) -> bool:
        """Whether the profile may stand for several things that differ, of which it is to mean one."""
        return fits_several(self.profile(iri))

    def verdict(self, one: str, other: str) -> str:
        """What was judged of two profiles' mentions; only mentions that were judged have profiles of their own."""
        if not (self.profile(one).apart.startswith(JUDGED) and self.profile(other).apart.startswith(JUDGED)):
            return ""
        found = (self.judgements.verdict(a, b) for a in self.mentions(one) for b in self.mentions(other))
        return next(filter(None, found), "")

    def rank(self, one: str, other: str) -> tuple[int, str, str]:
        """The rank of the judgement on two profiles' mentions, which somebody judged."""
        found = (self.judgements.between(a, b) for a in self.mentions(one) for b in self.mentions(other))
        return next(judgement.rank for judgement in found if judgement is not None)

    def components(self, starts: Iterable[str]) -> Iterator[tuple[str, ...]]:
        """Each component that holds one of ``starts``, sorted."""
        seen: set[str] = set()
        for start in sorted(set(starts)):
            if start in seen:
                continue
            found, waiting = {start}, [start]
            while waiting:
                for other in self.neighbours(waiting.pop()) - found:
                    found.add(other)
                    waiting.append(other)
            seen |= found
            yield tuple(sorted(found))

    def resolve(self, starts: Iterable[str]) -> dict[str, str]:
        """What each mention of the components around ``starts`` is in the knowledge graph."""
        found: dict[str, str] = {}
        for component in self.components(starts):
            found |= Component(self, component).canonical()
        return found


@dataclass
class Component:
    """Profiles that hang together, and how they fall into things."""

    resolver: Resolver
    profiles: tuple[str, ...]

    def canonical(self) -> dict[str, str]:
        """The thing of the knowledge graph for each mention."""
        found: dict[str, str] = {}
        for iri, mentions in self._named(self.clusters()):
            found |= dict.fromkeys(mentions, iri)
        return found

    def clusters(self) -> list[Cluster]:
        """Join the most alike first, as long as nothing in the two contradicts; then place what may mean several."""
        at: dict[str, set[str]] = {profile: {profile} for profile in self.profiles}
        for one, other in self._edges():
            self._join(at, one, other)
        for one, other in self._placements(at):
            self._join(at, one, other)
        return sorted({tuple(sorted(cluster)) for cluster in at.values()})

    def _join(self, at: dict[str, set[str]], one: str, other: str) -> None:
        left, right = at[one], at[other]
        if left is not right and self._joinable(left, right):
            left |= right
            at |= dict.fromkeys(right, left)

    def _placements(self, at: Mapping[str, set[str]]) -> list[tuple[str, str]]:
        """For each cluster that says too little, the one that it fits clearly best; most alike first."""
        clusters = sorted({tuple(sorted(cluster)) for cluster in at.values()})
        home = {profile: cluster for cluster in clusters for profile in cluster}
        ranked = []
        for cluster in clusters:
            if all(map(self.resolver.is_loose, cluster)) and (best := self._best_home(cluster, home)):
                ranked.append(best)
        return [(one, other) for _, one, other in sorted(ranked)]

    def _best_home(self, cluster: Cluster, home: Mapping[str, Cluster]) -> tuple[float, str, str] | None:
        points: dict[Cluster, tuple[float, str, str]] = {}
        for one in cluster:
            for other, like in self.resolver.near(one).items():
                there = home.get(other, cluster)
                if there != cluster and like.suits and not self.resolver.verdict(one, other):
                    points[there] = min(points.get(there, (0.0, "", "")), (-like.points, one, other))
        ranked = sorted((found, there) for there, found in points.items())
        possible = [found for found, there in ranked if self._joinable(set(cluster), set(there))]
        if not possible or (len(possible) > 1 and possible[1][0] - possible[0][0] < CLEAR):
            return None
        return possible[0]

    def _edges(self) -> list[tuple[str, str]]:
        """Linked pairs: judged ones first, those of the latest day before others; then the most alike; then by IRI.

        Of two pairs as much alike, the one goes first of which fewer others were judged to be different.
        """
        judged, ranked = [], []
        for one in self.profiles:
            for other, like in self.resolver.near(one).items():
                if one < other and other in self._held:
                    verdict = self.resolver.verdict(one, other)
                    if verdict == "same":
                        judged.append((self.resolver.rank(one, other), one, other))
                    elif not verdict and like.links and not self._is_ambiguous(one, other):
                        ranked.append(((-like.points, self._refused[one] + self._refused[other]), one, other))
        return [(one, other) for _, one, other in (*sorted(judged), *sorted(ranked))]

    @cached_property
    def _refused(self) -> Counter[str]:
        """How many others here a profile was judged to be different from."""
        judged = [profile for profile in self.profiles if self.resolver.profile(profile).apart.startswith(JUDGED)]
        pairs = (pair for pair in combinations(judged, 2) if self.resolver.verdict(*pair) == "different")
        return Counter(profile for pair in pairs for profile in pair)

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(self.profiles)

    def _is_ambiguous(self, one: str, other: str) -> bool:
        """Whether one of the two is a partial name that fits people who differ."""
        return any(self._fits_several(profile) for profile in (one, other))

    def _fits_several(self, iri: str) -> bool:
        if iri not in self._several:
            fuller = {other: like.points for other, like in self.resolver.near(iri).items() if like.links}
            best = max(fuller.values(), default=0.0)
            near = sorted(other for other, points in fuller.items() if points > best - CLEAR)
            self._several[iri] = self.resolver.is_loose(iri) and any(
                likeness_of(self.resolver.profile(one), self.resolver.profile(other)).contradicts
                for one, other in combinations(near, 2)
            )
        return self._several[iri]

    @cached_property
    def _several(self) -> dict[str, bool]:
        return {}

    def _joinable(self, left: set[str], right: set[str]) -> bool:
        pairs = [(one, other) for one in sorted(left) for other in sorted(right)]
        verdicts = {self.resolver.verdict(*pair) for pair in pairs}
        if "different" in verdicts or ("unsure" in verdicts and "same" not in verdicts):
            return False
        return "same" in verdicts or not any(self._contradict(one, other, left, right) for one, other in pairs)

    def _contradict(self, one: str, other: str, left: set[str], right: set[str]) -> bool:
        """Whether two profiles can't be one thing, unless a person's word has already joined what differs there."""
        like = self.resolver.near(one).get(other)
        if like is None:
            like = likeness_of(self.resolver.profile(one), self.resolver.profile(other))
        if like.contradicts:
            return not (self._is_vouched(one, other, left) or self._is_vouched(other, one, right))
        return self._tells_apart(one, other)

    def _is_vouched(self, one: str, other: str, beside: set[str]) -> bool:
        """Whether ``one`` was judged the same as a profile that ``other`` doesn't contradict.

        Or is with a registered treaty whose name ``other`` bears: reports of one treaty date its many acts.
        """
        if self._is_anchored(other, beside):
            return True
        return any(
            self.resolver.verdict(one, friend) == "same"
            and not likeness_of(self.resolver.profile(friend), self.resolver.profile(other)).contradicts
            for friend in beside - {one}
        )

    def _is_anchored(self, other: str, beside: set[str]) -> bool:
        mine = self.resolver.profile(other)
        return isinstance(mine, AgreementProfile) and any(
            isinstance(known := self.resolver.profile(friend), AgreementProfile)
            and is_known(known)
            and likeness_of(known, mine).links
            for friend in beside - {other}
        )

    def _tells_apart(self, one: str, other: str) -> bool:
        """Whether one article has both as two things; people apart, whom one article may call by two names."""
        if self.resolver.word(one) == "person":
            return False
        mine = {self.resolver.reading.article(mention) for mention in self.resolver.mentions(one)}
        return any(self.resolver.reading.article(mention) in mine for mention in self.resolver.mentions(other))

    def _named(self, clusters: list[Cluster]) -> Iterator[tuple[str, list[str]]]:
        resolver, reading = self.resolver, self.resolver.reading
        told = []
        for cluster in clusters:
            mentions = reading.by_report(mention for profile in cluster for mention in resolver.mentions(profile))
            if mentions:
                told.append((cluster, mentions))
        named: dict[str, list[list[str]]] = defaultdict(list)
        for cluster, mentions in told:
            first = resolver.profile(cluster[0])
            if isinstance(first, PersonProfile) and is_partial(first.words) and not first.actors:
                yield f"{reading.ns.person(' '.join(first.words))}-{digest(mentions[0])[:8]}", mentions
            elif isinstance(first, PersonProfile):
                named[reading.ns.person(self._fullest(cluster))].append(mentions)
            else:
                yield reading.ns.concluded(resolver.word(cluster[0]), mentions[0]), mentions
        for iri, sharing in named.items():
            for mentions in sharing:
                yield (iri if len(sharing) == 1 else f"{iri}-{digest(mentions[0])[:8]}"), mentions

    def _fullest(self, cluster: Cluster) -> str:
        found = (self.resolver.profile(profile) for profile in cluster)
        return " ".join(max((len(p.words), p.words) for p in found if isinstance(p, PersonProfile))[1])
