"""Who holds which office: a title beside a name, the state or body beside the title.

Source of the role conventions: the annotation guidelines of the facts document (role is that of the office as held at
the time of the article; former offices aren't offices).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from accord.loaders.extraction.office_holders import HolderFinder
from accord.loaders.extraction.office_homes import HomeFinder
from accord.loaders.extraction.office_links import counterparts, named_later
from accord.loaders.extraction.office_mentions import OfficeMention
from accord.loaders.extraction.office_owners import OwnerFinder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from accord.loaders.extraction.analysis import Analysis, PersonMention
    from accord.loaders.extraction.lexicon import Lexicon
    from accord.loaders.extraction.titles import TitleMatch

__all__ = ["OfficeMention", "find_offices"]

_HEADS: Final = frozenset({"head_of_state", "head_of_government", "igo_head"})
_PATRONISED: Final = frozenset({"spokesperson", "envoy", "other"})
# An event of a year this long before publication is told of officials of that time.
_BACKGROUND_YEARS: Final = 2


def find_offices(analysis: Analysis, lexicon: Lexicon) -> tuple[OfficeMention, ...]:
    """Every office mention, in order, former ones included (they say whose person it is not any more)."""
    finder = _OfficeFinder(analysis, lexicon)
    found = [m for title in analysis.titles for m in finder.of_title(title)]
    found += finder.named_later(found)
    found += counterparts(analysis, finder.holders, found)
    return tuple(sorted(finder.completed(found), key=lambda m: (m.start, m.end)))


class _OfficeFinder:
    def __init__(self, analysis: Analysis, lexicon: Lexicon) -> None:
        self.analysis = analysis
        self.lexicon = lexicon
        self.holders = HolderFinder(analysis, lexicon)
        self.owners = OwnerFinder(analysis, lexicon)

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
            yield replace(self._mention(title, person, actor), patron=patron if patron != person.person else None)

    def _mention(self, title: TitleMatch, person: PersonMention, actor: str | None) -> OfficeMention:
        start, end = min(title.start, person.start), max(title.end, person.end)
        left = person.end <= title.start and self.holders.left_before(title, person)
        former = title.former or left or self._is_background(start, end)
        role = _role(title, actor, self.lexicon)
        return OfficeMention(person.person, title.text, role, actor, start, end, former)

    def _is_background(self, start: int, end: int) -> bool:
        """The sentence tells of a year long before publication: "the accord that President X signed in 1987"."""
        published, sentence = self.analysis.published, self.analysis.sentence_of(start)
        if published is None:
            return False
        years = [t.time.edtf[:4] for t in self.analysis.times_in(sentence.start, sentence.end) if t.time.edtf]
        past = [int(y) for y in years if y.isdigit()]
        return bool(past) and max(past) <= published.year - _BACKGROUND_YEARS and not self._since(sentence.start, end)

    def _since(self, start: int, end: int) -> bool:
        return any(self.analysis.doc[i].lower_ in {"since", "says", "said"} for i in range(start, end))

    def named_later(self, known: Sequence[OfficeMention]) -> Iterator[OfficeMention]:
        """Offices of persons whose description stands in the sentence before their name."""
        for person, title, actor in named_later(self.analysis, self.owners, known):
            role = _role(title, actor, self.lexicon)
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
        return [m if m.actor else self._at_home(m, homes, masters) for m in told]

    def _known(self, mention: OfficeMention) -> str | None:
        return self.lexicon.leaders.actor_of(mention.person, mention.role, self.analysis.published)

    def _has_left(self, mention: OfficeMention, actor: str | None) -> bool:
        return self.lexicon.leaders.has_left(mention.person, mention.role, actor, self.analysis.published)

    def _at_home(self, mention: OfficeMention, homes: HomeFinder, masters: dict[str, str]) -> OfficeMention:
        actor = masters.get(mention.patron) if mention.patron else None
        actor = actor or homes.home(mention)
        return replace(mention, actor=actor, confidence=min(mention.confidence, 0.6))


def _role(title: TitleMatch, actor: str | None, lexicon: Lexicon) -> str:
    """The role, with what depends on whose office it is: a president of an organisation isn't a head of state."""
    holder = lexicon.gazetteer.actor(actor) if actor else None
    if holder is None:
        return title.role
    if title.text.lower() == "leader":
        return "head_of_state" if holder.type == "State" else "other"
    if title.role in {"head_of_state", "head_of_government"}:
        return {"Organization": "igo_head", "ArmedGroup": "other"}.get(holder.type, title.role)
    return title.role
