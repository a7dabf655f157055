"""Known holders of offices by name and date: who "President X" is when no state stands beside the title."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accord.loaders.extraction.person_names import bare, parts, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Leader:
    """A tenure: ``actor`` code, ``person``, ``role``; years ``since`` and ``until`` are None when open or unknown."""

    actor: str
    person: str
    role: str
    since: int | None
    until: int | None

    def held_in(self, year: int, grace: int = 1) -> bool:
        """Whether the office was held in ``year``, give or take ``grace`` years."""
        return (self.since or 0) <= year + grace and (self.until or 9999) >= year - grace


class Leaders:
    """Tenures by surname and full name, and the words with which names of persons begin.

    >>> leaders = Leaders([Leader("FRA", "Charles de Gaulle", "head_of_state", 1959, 1969)])
    >>> leaders.actor_of("de Gaulle", "head_of_state", None)
    'FRA'
    """

    def __init__(self, tenures: Iterable[Leader], given_names: Iterable[str] = ()) -> None:
        self._by_word: dict[str, list[Leader]] = defaultdict(list)
        names = set(given_names)
        for tenure in tenures:
            words = parts(tenure.person)
            if len(words) > 1:
                names.add(words[0].partition("-")[0])
            for word in {bare(words[-1]), words[0]}:
                self._by_word[word].append(tenure)
        self.given_names: frozenset[str] = frozenset(names)

    @staticmethod
    def load() -> Leaders:
        """Read the package's lists of leaders and of given names."""
        from accord.loaders.word_lists import word_list

        rows = word_list("leaders")
        return Leaders(
            (Leader(r["actor"], r["person"], r["role"], _year(r["since"]), _year(r["until"])) for r in rows),
            (r["word"] for r in word_list("given_names")),
        )

    def tenures(self, name: str, published: date | None) -> list[Leader]:
        """Tenures of persons of that name, or of that surname, at the time (one year's grace)."""
        words = parts(name)
        if not words:
            return []
        found = [t for t in self._by_word.get(bare(words[-1]), []) if _called(words, parts(t.person))]
        return [t for t in found if published is None or t.held_in(published.year)]

    def actor_of(self, name: str, role: str, published: date | None) -> str | None:
        """The actor of a person in that role; None when nobody or several actors fit."""
        known = self.tenures(name, published)
        fits = {t.actor for t in known if t.role == role}
        if len(fits) > 1 and published is not None:
            fits = {t.actor for t in known if t.role == role and t.held_in(published.year, 0)}
        if not fits and len(parts(name)) > 1:
            fits = {t.actor for t in known}
        return fits.pop() if len(fits) == 1 else None

    def has_left(self, name: str, role: str, actor: str | None, published: date | None) -> bool:
        """Whether somebody named in full is known to have given up that office before the year of publication."""
        if published is None or len(parts(name)) < 2:
            return False
        held = [t for t in self.tenures(name, None) if t.role == role and actor in (None, t.actor)]
        return bool(held) and all(t.until is not None and t.until < published.year for t in held)


def _called(words: list[str], full: list[str]) -> bool:
    """A surname alone (or a first name, where that is the family's), or a name that fits the full one."""
    if len(words) == 1:
        return bare(words[0]) in {bare(full[-1]), full[0]}
    return same_person(words, full) or same_person(full, words)


def _year(text: str) -> int | None:
    return int(text) if text else None
