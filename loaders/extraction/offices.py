"""Who holds which office: a title beside a name, the state or body beside the title.

Source of the role conventions: the annotation guidelines of the facts document (role is that of the office as held at
the time of the article; former offices aren't offices).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.office_holders import HolderFinder
from accord.loaders.extraction.office_homes import HomeFinder
from accord.loaders.extraction.office_links import counterparts, named_later, spelled_out
from accord.loaders.extraction.office_mentions import OfficeMention
from accord.loaders.extraction.office_owners import OwnerFinder
from accord.loaders.extraction.office_roles import RoleReader
from accord.loaders.extraction.office_tenure import TenureReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.loaders.extraction.analysis import Analysis, PersonMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.titles import TitleMatch

__all__ = ["OfficeMention", "find_offices"]

_HEADS: Final = frozenset({"head_of_state", "head_of_government", "igo_head"})
_PATRONISED: Final = frozenset({"spokesperson", "envoy", "other"})


def find_offices(analysis: Analysis, lexicon: Lexicon) -> tuple[OfficeMention, ...]:
    """Every office mention, in order, former ones included (they say whose person it is not any more)."""
    finder = _OfficeFinder(analysis, lexicon)
    found = [m for title in analysis.titles for m in finder.of_title(title)]
    found += finder.named_later(found)
    found = finder.completed([*found, *counterparts(analysis, finder.holders, found)])
    fuller = {(m.start, m.end): m for m in counterparts(analysis, finder.holders, found)}
    return tuple(sorted((fuller.get((m.start, m.end), m) for m in found), key=lambda m: (m.start, m.end)))


class _OfficeFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.holders = HolderFinder(analysis, lexicon)
        self.owners = OwnerFinder(analysis, lexicon)
        self.roles = RoleReader(analysis, lexicon)
        self.tenure = TenureReader(analysis)

    def of_title(self, title: TitleMatch) -> Iterator[OfficeMention]:
        """The offices that one title gives to the persons beside it."""
        persons = self.holders.holders(title)
        if not persons:
            return
        actors = self.owners.owners(title)
        if not actors and title.role in _HEADS and self.owners.unknown_body(title):
            return
        patron = self.owners.patron(title) if title.role in _PATRONISED else None
        for position, person in enumerate(persons):
            beside = actors[position] if len(actors) == len(persons) else next(iter(actors), None)
            actor = self.owners.owner_after(person, signing=not actors) or beside
            mention = self._mention(title, person, actor)
            if mention is not None:
                yield replace(mention, patron=patron if patron != person.person else None)

    def _mention(self, title: TitleMatch, person: PersonMention, actor: str | None) -> OfficeMention | None:
        start, end = min(title.start, person.start), max(title.end, person.end)
        former = self.tenure.is_over(title, person)
        role = self.roles.role(title, actor)
        return OfficeMention(person.person, title.text, role, actor, start, end, former) if role else None

    def named_later(self, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
        """Offices of persons whose description stands in the sentence before their name."""
        for person, title, actor in named_later(self.analysis, self.owners, known):
            role = self.roles.role(title, actor)
            if role is not None:
                yield OfficeMention(person.person, title.text, role, actor, title.start, title.end, False, 0.7)

    def completed(self, found: Sequence[OfficeMention]) -> list[OfficeMention]:
        """Offices without an actor get it from the same person elsewhere, from known holders, or from the story."""
        held = {m.person: m.actor for m in found if m.actor and not m.former}
        told: list[OfficeMention] = []
        for mention in found:
            actor = mention.actor or held.get(mention.person) or self._known(mention)
            told.append(replace(mention, actor=actor, former=mention.former or self._has_left(mention, actor)))
        homes = HomeFinder(self.analysis, self.lexicon, self.owners, told)
        masters = {m.person: m.actor for m in told if m.actor}
        placed = []
        for mention in told:
            placed.append(mention if mention.actor else self._at_home(mention, homes, masters))
            homes.learn(placed[-1])
        return [spelled_out(self.analysis, self.owners, m, placed) for m in placed]

    def _known(self, mention: OfficeMention) -> str | None:
        return self.lexicon.leaders.actor_of(mention.person, mention.role, self.analysis.published)

    def _has_left(self, mention: OfficeMention, actor: str | None) -> bool:
        return self.lexicon.leaders.has_left(mention.person, mention.role, actor, self.analysis.published)

    def _at_home(self, mention: OfficeMention, homes: HomeFinder, masters: dict[str, str]) -> OfficeMention:
        actor = masters.get(mention.patron) if mention.patron else None
        actor = actor or homes.home(mention)
        leads = mention.title.lower() == "leader"
        role = mention.role if leads else self.roles.of_actor(mention.title, mention.role, actor)
        return replace(mention, actor=actor, role=role, confidence=min(mention.confidence, 0.6))
