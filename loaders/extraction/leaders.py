"""Known holders of offices by name and date: who "President X" is when no state stands beside the title."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

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


class Leaders:
    """Tenures by surname and full name.

    >>> leaders = Leaders([Leader("FRA", "Charles de Gaulle", "head_of_state", 1959, 1969)])
    >>> leaders.actor_of("de Gaulle", "head_of_state", None)
    'FRA'
    """

    def __init__(self, tenures: Iterable[Leader], given_names: Iterable[str] = ()) -> None:
        from accord.loaders.extraction.person_names import fold

        self._by_name: dict[str, list[Leader]] = defaultdict(list)
        names = set(given_names)
        for tenure in tenures:
            words = fold(tenure.person).split()
            if len(words) > 1:
                names.add(words[0].partition("-")[0])
            for form in _forms(words):
                self._by_name[form].append(tenure)
        self.given_names: frozenset[str] = frozenset(names)

    @staticmethod
    def load() -> Leaders:
        """Read the package's list."""
        from accord.loaders.word_lists import word_list

        rows = word_list("leaders")
        return Leaders(
            (Leader(r["actor"], r["person"], r["role"], _year(r["since"]), _year(r["until"])) for r in rows),
            (r["word"] for r in word_list("given_names")),
        )

    def tenures(self, name: str, published: date | None) -> list[Leader]:
        """Tenures of persons of that name at the time (one year's grace), those in office first."""
        from accord.loaders.extraction.person_names import fold

        found = self._by_name.get(fold(name), [])
        if published is None:
            return found
        year = published.year
        return [t for t in found if (t.since or 0) <= year + 1 and (t.until or 9999) >= year - 1]

    def actor_of(self, name: str, role: str, published: date | None) -> str | None:
        """The actor of a person in that role; None when nobody or several actors fit."""
        fits = {t.actor for t in self.tenures(name, published) if t.role == role}
        if not fits:
            fits = {t.actor for t in self.tenures(name, published)} if len(name.split()) > 1 else set()
        return fits.pop() if len(fits) == 1 else None


def _forms(words: list[str]) -> set[str]:
    """The folded forms under which the press names somebody: in full, by the last word, the first, the last two."""
    return {" ".join(words), words[-1], words[0], " ".join(words[-2:])}


def _year(text: str) -> int | None:
    return int(text) if text else None
