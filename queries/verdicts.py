"""Judging from the command line: which mentions somebody means, and what became of a judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.conflicts import conflicts
from accord.graph.errors import InputError
from accord.graph.identifiers import KNOWLEDGE, is_iri
from accord.graph.judgement_file import check_pair, kind_of, read_judgements, short
from accord.graph.judging import History
from accord.graph.knowledge.index import IS, PROFILE, Index
from accord.graph.knowledge.judgements import Judgement, Judgements
from accord.graph.knowledge.reading import Reading
from accord.graph.knowledge.view import View, text_of
from accord.ontology import terms
from accord.queries.finding import expand, find_one
from accord.queries.sparql import prefixes
from accord.queries.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accord.graph.conflicts import Conflict
    from accord.graph.identifiers import Namespace
    from accord.graph.store import Store
    from accord.queries.tables import Cell

TYPES: Final = ("Agreement", "Person", "Contact", "Incident")
"""Classes whose mentions can be judged."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement in force. ``number``: its act's; ``names``: what the two are called in the knowledge graph.

    ``followed``: whether knowledge follows it; ``against``: the numbers of those that bar it. What names a mention that
    the store doesn't hold has no name for it, and waits. ``on``: the day as ISO 8601.
    """

    number: int
    iri: str
    one: str
    other: str
    names: tuple[str, str]
    verdict: str
    by: str
    on: str
    note: str
    followed: bool
    against: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of an imported file. ``number``: the act's, 0 when nothing was new; ``kept``: its judgements.

    ``same``: how many were there already, ``later``: how many pairs have a later word, ``waiting``: how many of those
    kept are on mentions that the store doesn't hold.
    """

    number: int
    kept: tuple[Judgement, ...]
    same: int
    later: int
    waiting: int

    @property
    def told(self) -> str:
        """All that in a line."""
        counted = (
            (len(self.kept), f"imported as number {self.number}" if self.number else "imported"),
            (self.same, "there already"),
            (self.later, "passed over for a later word on the pair"),
            (self.waiting, "of them on mentions that aren't loaded (yet)"),
        )
        return "; ".join(f"{count} {what}" for place, (count, what) in enumerate(counted) if count or not place)


def find_mention(store: Store, words: str) -> str:
    """The mention that is meant by its IRI, or by a thing of the knowledge graph, for its earliest; short IRIs will do.

    UnknownThing when there is no such thing, or several; InputError when such things can't be judged.
    """
    index = Index(View(store.database))
    for iri in _iris(store, words):
        if index.target(iri, PROFILE):
            return iri
        if index.is_target(IS, iri):
            return _earliest(store, iri)
    return _earliest(store, find_one(store, words, TYPES).iri)


def find_subject(store: Store, words: str) -> str:
    """The IRI of what a review is to be about: a mention, or a thing of the knowledge graph."""
    index = Index(View(store.database))
    mentions = (iri for iri in _iris(store, words) if index.target(iri, PROFILE))
    return next(mentions, None) or find_one(store, words).iri


def _iris(store: Store, words: str) -> list[str]:
    """The IRIs that ``words`` may be, whole or less what the store's begin with; none when they can't be one."""
    meant = expand(words, prefixes(store))
    return [iri for iri in (meant, store.namespace.base + meant) if is_iri(iri)]


def _earliest(store: Store, thing: str) -> str:
    reading = Reading(View(store.database), store.namespace)
    mention = reading.by_report(reading.index.sources(IS, thing))[0]
    if not kind_of(mention, store.namespace):
        raise InputError(f"{thing}: can't be judged; {', '.join(TYPES[:-1])} and {TYPES[-1]} can")
    return mention


def pair_of(store: Store, one: str, other: str) -> tuple[str, str]:
    """The two mentions that are meant; InputError when they are one, or of two kinds."""
    pair = find_mention(store, one), find_mention(store, other)
    if pair[0] == pair[1]:
        raise InputError(f"{one!r} and {other!r} mean one and the same: {pair[0]}; give the IRIs of two mentions")
    check_pair(pair, store.namespace)
    return pair


def standing(store: Store) -> tuple[Standing, ...]:
    """The judgements in force in the order in which they were made, with what became of them."""
    in_force = History(store.database, store.namespace).standing()
    numbers = {judgement.iri: number for number, judgement in in_force}
    barred = {conflict.judgement.iri: conflict for conflict in _conflicts(store)}
    found = []
    for number, judgement in in_force:
        conflict = barred.get(judgement.iri)
        against = sorted({numbers[each.iri] for each in conflict.against}) if conflict else []
        names = _name(store, judgement.one), _name(store, judgement.other)
        pair = judgement.one, judgement.other
        said = judgement.verdict, judgement.by, judgement.on.isoformat(), judgement.note
        followed = conflict is None and all(names)
        found.append(Standing(number, judgement.iri, *pair, names, *said, followed, tuple(against)))
    return tuple(found)


def as_table(made: Iterable[Standing], ns: Namespace) -> Table:
    """Judgements in force as rows."""
    columns = ("number", "on", "by", "verdict", "one", "other", "followed", "note")
    return Table(columns, tuple(_row(each, ns) for each in made))


def _row(made: Standing, ns: Namespace) -> tuple[Cell, ...]:
    mentions = zip((made.one, made.other), made.names, strict=True)
    one, other = (f"{short(iri, ns)} ({name or 'not in the store'})" for iri, name in mentions)
    against = f"no, against {', '.join(map(str, made.against))}" if made.against else "no"
    told = made.number, made.on, made.by, made.verdict
    return *told, one, other, "yes" if made.followed else against, made.note


def bring_in(store: Store, text: str, where: str) -> Brought:
    """Keep the judgements of a file as one act; InputError, and nothing is kept, when a line of it is wrong.

    A judgement takes the place of an earlier one on its pair, unless that was made on a later day. Those on mentions
    that the store doesn't hold are kept too, and count once it does. ``where``: the file's name.
    """
    told = read_judgements(text, store.namespace, where)
    held = Judgements(View(store.database))
    before = {each.iri: held.between(each.one, each.other) for each in told}
    news = tuple(each for each in told if (old := before[each.iri]) is None or (each.on >= old.on and each != old))
    judging = store.judge(*news)
    same = sum(each == before[each.iri] for each in told)
    waiting = sum(not all((_name(store, each.one), _name(store, each.other))) for each in news)
    return Brought(judging.number, news, same, len(told) - len(news) - same, waiting)


def conflict_lines(store: Store, about: tuple[Judgement, ...]) -> Iterator[str]:
    """What to tell about conflicts that ``about`` have a part in."""
    numbers = {judgement.iri: number for number, judgement in History(store.database, store.namespace).standing()}
    for conflict in _conflicts(store):
        if {conflict.judgement, *conflict.against} & set(about):
            told = [sentence_of(each, numbers[each.iri], store) for each in conflict.against]
            yield f"conflict: {sentence_of(conflict.judgement, numbers[conflict.judgement.iri], store)} isn't followed,"
            yield from (f"  since {line}" if not place else f"  and {line}" for place, line in enumerate(told))
            yield "  (different outweighs same, a later day an earlier one; accord judgements --undo N takes one back)"


def sentence_of(judgement: Judgement, number: int, store: Store) -> str:
    """A judgement in words."""
    one, other = (short(mention, store.namespace) for mention in (judgement.one, judgement.other))
    verdict = {"same": "is the same as", "different": "is different from", "unsure": "may be or not be"}
    note = f" – {judgement.note}" if judgement.note else ""
    return f"{number}. {one} {verdict[judgement.verdict]} {other} ({judgement.by}, {judgement.on}{note})"


def _conflicts(store: Store) -> tuple[Conflict, ...]:
    view = View(store.database)
    index = Index(view)
    return conflicts(Judgements(view).all(), lambda mention: index.target(mention, PROFILE) is not None)


def _name(store: Store, mention: str) -> str:
    """What a mention is called in the knowledge graph; empty when the store doesn't hold it."""
    view = View(store.database)
    thing = Index(view).target(mention, IS)
    if thing is None:
        return ""
    names = view.match(thing, terms.NAME, None, KNOWLEDGE)
    return min((text_of(quad.object) for quad in names), default=thing.rpartition("/")[2])
