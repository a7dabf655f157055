"""Which agreements, contacts and incidents of different articles are the same.

First version, conservative: what isn't plainly the same stays apart. Two things of one article never merge, since the
extractor already told them apart.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from accord.graph.identifiers import fold
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from accord.graph.consolidation_reading import Canonical, Reading
    from accord.graph.edtf import Days

_Same: TypeAlias = "Callable[[str, str], bool]"
_Keys: TypeAlias = "Callable[[str], Iterable[Hashable]]"

_LONGEST: Final = 366
"""Days that a date may span to tell agreements of the same parties apart; a decade says nothing."""

_GENERIC: Final = frozenset(
    (
        *("a", "an", "the", "of", "on", "and", "for", "between", "to", "new", "joint", "bilateral"),
        *("agreement", "accord", "deal", "pact", "understanding", "document", "mou"),
    )
)
"""Words of an agreement's name that don't tell it from others, beside those of the ontology's kinds."""


@dataclass(frozen=True)
class Clustering:
    """Merges things of articles. ``canonical``: what people and bodies already are in the knowledge graph."""

    reading: Reading
    canonical: Canonical

    def agreements(self) -> Canonical:
        """Same parties, kinds that agree and overlapping dates; or the same telling name and dates that may agree."""
        return self._merge(terms.AGREEMENT, "agreement", self._agreement_keys, self._same_agreement)

    def contacts(self) -> Canonical:
        """Same mode, same people and actors, same date, places that may agree."""
        return self._merge(terms.CONTACT, "contact", self._contact_keys, self._same_place(terms.HELD_AT))

    def incidents(self) -> Canonical:
        """Same kind, same sides, same date, places that may agree."""
        return self._merge(terms.INCIDENT, "incident", self._incident_keys, self._same_place(terms.NEAR))

    def statements(self) -> Canonical:
        """Each statement of each article by itself."""
        members = self.reading.members(terms.STATEMENT)
        return {member: self.reading.ns.concluded("statement", member) for member in members}

    def _merge(self, kind: str, word: str, keys: _Keys, same: _Same) -> Canonical:
        """Put each thing to the first cluster that shares a key with it and whose every member is the same as it."""
        reading = self.reading
        clusters: list[list[str]] = []
        blocks: dict[Hashable, list[list[str]]] = defaultdict(list)
        for member in reading.by_report(reading.members(kind)):
            wanted = tuple(keys(member))
            near = (cluster for key in wanted for cluster in blocks[key])
            chosen = next((cluster for cluster in near if self._fits(member, cluster, same)), None)
            if chosen is None:
                clusters.append(chosen := [])
            chosen.append(member)
            for key in wanted:
                if chosen not in blocks[key]:
                    blocks[key].append(chosen)
        return {m: reading.ns.concluded(word, cluster[0]) for cluster in clusters for m in cluster}

    def _fits(self, member: str, cluster: list[str], same: _Same) -> bool:
        article = self.reading.article(member)
        return all(self.reading.article(other) != article and same(member, other) for other in cluster)

    def _who(self, things: Iterable[str]) -> frozenset[str]:
        return frozenset(self.canonical.get(thing, thing) for thing in things)

    # Agreements

    def _parties(self, agreement: str) -> frozenset[str]:
        reading = self.reading
        bound = reading.subjects(agreement, terms.PARTY_TO) + reading.subjects(agreement, terms.ALLEGED_PARTY_TO)
        return self._who(bound)

    def _name(self, agreement: str) -> str:
        """The folded name, empty when it has none or none that tells agreements apart."""
        name = fold(self.reading.value(agreement, terms.OFFICIAL_NAME) or "")
        telling = set(name.split()) - _GENERIC - _kind_words()
        return name if telling else ""

    def _agreement_keys(self, agreement: str) -> Iterable[Hashable]:
        yield "parties", self._parties(agreement)
        if name := self._name(agreement):
            yield "name", name

    def _same_agreement(self, one: str, other: str) -> bool:
        dates = self.reading.days(one), self.reading.days(other)
        if all(dates) and not _overlap(*dates):
            return False
        names = self._name(one), self._name(other)
        if all(names):
            return names[0] == names[1] and bool(self._parties(one) & self._parties(other))
        kinds = {self.reading.notation(agreement, terms.KIND) for agreement in (one, other)}
        return (
            len(kinds - {"other"}) < 2
            and self._parties(one) == self._parties(other) != frozenset()
            and all(day is not None and _is_narrow(day) for day in dates)
        )

    # Contacts and incidents

    def _contact_keys(self, contact: str) -> Iterable[Hashable]:
        """Nothing to share unless the date is known."""
        date = self.reading.value(contact, terms.DATE)
        if date:
            who = self._who(self.reading.subjects(contact, terms.TOOK_PART_IN))
            yield self.reading.notation(contact, terms.MODE), who, date

    def _incident_keys(self, incident: str) -> Iterable[Hashable]:
        date = self.reading.value(incident, terms.DATE)
        if date:
            by = self.reading.values(incident, terms.COMMITTED_BY) + self.reading.values(incident, terms.ATTRIBUTED_TO)
            against = self.reading.values(incident, terms.AGAINST)
            yield self.reading.notation(incident, terms.INCIDENT_KIND), self._who(by), self._who(against), date

    def _same_place(self, predicate: str) -> _Same:
        """Places in common, or unknown to one of the two."""

        def same(one: str, other: str) -> bool:
            places = (set(self.reading.values(thing, predicate)) for thing in (one, other))
            left, right = places
            return not left or not right or bool(left & right)

        return same


def _kind_words() -> frozenset[str]:
    return frozenset(word for kind in terms.KINDS for word in kind.split("_"))


def _overlap(one: Days | None, other: Days | None) -> bool:
    return one is not None and other is not None and one.overlaps(other)


def _is_narrow(date: Days) -> bool:
    return date.first is not None and date.last is not None and (date.last - date.first).days < _LONGEST
