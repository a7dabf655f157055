"""Readable labels for what has no name of its own, such as ``memorandum IRN–RUS–TUR (2017-05-01/2017-05-07)``.

They stand in ``acc:name``; a name that a text gives an agreement stands in ``acc:officialName`` too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.knowledge.view import text_of
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.knowledge.reading import Reading


_DOING: Final = (terms.COMMITTED_BY, terms.ATTRIBUTED_TO)


def label(reading: Reading, kind: str, members: tuple[str, ...], date: str | None) -> str | None:
    """What to call a thing of class ``kind``; None where only its text or title could say it."""
    first = members[0]
    if kind == terms.AGREEMENT:
        official = {name for member in members for name in reading.values(member, terms.OFFICIAL_NAME)}
        return min(official, key=lambda name: (-len(name), name)) if official else _agreement(reading, members, date)
    if kind == terms.CONTACT:
        return _put_together(reading.notation(first, terms.MODE), _participants(reading, members), date)
    if kind == terms.INCIDENT:
        return _incident(reading, members, date)
    if kind == terms.ACT:
        return _put_together(reading.notation(first, terms.ACT_TYPE), "", date)
    if kind == terms.STATEMENT:
        return _statement(reading, first)
    if kind == terms.OFFICE:
        return _office(reading, first)
    return reading.value(first, terms.TEXT)


def _agreement(reading: Reading, members: tuple[str, ...], date: str | None) -> str:
    parties = _of(reading, members, (terms.PARTY_TO, terms.ALLEGED_PARTY_TO))
    kinds = {reading.notation(member, terms.KIND) for member in members}
    return _put_together(min(kinds, key=lambda kind: (kind == "other", kind)), "–".join(parties), date, "agreement")


def _participants(reading: Reading, members: tuple[str, ...]) -> str:
    """The people, or where none is named the actors."""
    who = {(s, member) for member in members for s in reading.subjects(member, terms.TOOK_PART_IN)}
    people = {(one, member) for one, member in who if terms.PERSON in reading.values(one, terms.RDF_TYPE)}
    return "–".join(sorted({_called(reading, *one) for one in people or who}))


def _incident(reading: Reading, members: tuple[str, ...], date: str | None) -> str:
    by = {_called(reading, a, m) for m in members for p in _DOING for a in reading.values(m, p)}
    near = {_called(reading, place, member) for member in members for place in reading.values(member, terms.NEAR)}
    who, where = ", ".join(sorted(by)), ", ".join(sorted(near))
    told = " ".join(filter(None, (f"by {who}" if who else "", f"near {where}" if where else "")))
    return _put_together(reading.notation(members[0], terms.INCIDENT_KIND), told, date, "incident")


def _statement(reading: Reading, member: str) -> str:
    speakers = ", ".join(sorted(_called(reading, s, member) for s in reading.subjects(member, terms.MADE)))
    return " ".join(filter(None, (speakers, _words(reading.notation(member, terms.STANCE)))))


def _office(reading: Reading, member: str) -> str | None:
    title = reading.value(member, terms.OFFICE_TITLE)
    actor = reading.value(member, terms.OFFICE_OF)
    return f"{title} ({reading.value(actor, terms.CODE) or _last(actor)})" if title and actor else title


def _of(reading: Reading, members: Iterable[str], predicates: tuple[str, ...]) -> list[str]:
    """Who relates to the members, called by code or name, sorted."""
    told = ((s, m) for m in members for predicate in predicates for s in reading.subjects(m, predicate))
    return sorted({_called(reading, actor, member) for actor, member in told})


def _called(reading: Reading, thing: str, member: str) -> str:
    """The code or name that the article of ``member`` gives a thing: what others call it mustn't change the label."""
    article = reading.article(member)
    for predicate in (terms.CODE, terms.NAME):
        told = min((text_of(quad.object) for quad in reading.view.match(thing, predicate, None, article)), default="")
        if told:
            return told
    return _last(thing)


def _last(thing: str) -> str:
    return thing.rpartition("/")[2]


def _put_together(kind: str, told: str, date: str | None, otherwise: str = "") -> str:
    words = otherwise if kind in ("", "other") else _words(kind)
    return " ".join(filter(None, (words, told, f"({date})" if date else "")))


def _words(notation: str) -> str:
    return notation.replace("_", " ")
