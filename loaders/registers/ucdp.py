"""The UCDP Peace Agreement Dataset 1975–2011: one row a peace agreement, with its parties, signatories and days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from accord.graph.document import Document, Metadata, Passage
from accord.graph.edtf import days
from accord.graph.errors import InvalidDate, UnreadableSource
from accord.graph.facts import Act, Actor, Agreement, Evidence, Facts
from accord.loaders.extraction.actor_names import surface_tokens
from accord.loaders.extraction.gazetteer import Gazetteer
from accord.loaders.registers.participants import Participants
from accord.loaders.registers.register import Entry, Found, Remark, Unread
from accord.loaders.registers.tables import read_table
from accord.loaders.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NEEDED: Final = ("PAID", "Name", "DyadName", "GWNO", "pa_name", "pa_date", "pa_sign", "pa_3rd", "ended", "Duration")
PUBLISHER: Final = "UCDP"

_EPOCH: Final = date(1899, 12, 30)
"""Day 0 of the spreadsheet from which the dataset was exported."""

_GOVERNMENT: Final = re.compile(r"Government of (?:the )?(?P<state>.+)")
_CEASEFIRE: Final = re.compile(
    r"cease-?\s?fire|cessation of (?:armed )?(?:hostilities|activit)|cessez-le-feu|truce", re.I
)
_OF_ACTORS: Final = ("name", "acronym", "capital", "metonym")


@dataclass(frozen=True, slots=True)
class Ucdp:
    """Reads the UCDP Peace Agreement Dataset."""

    name: str = "ucdp"
    extractor: str = "register ucdp 1"

    def read(self, path: Path) -> Iterator[Found]:
        """Each agreement, in the order of the table."""
        columns, rows = read_table(path)
        names = tuple(column.strip() for column in columns)
        if missing := [name for name in NEEDED if name not in names]:
            raise UnreadableSource(f"{path}: the dataset's columns {', '.join(missing)} are missing")
        participants, gazetteer = Participants(), Gazetteer.load()
        seen: set[str] = set()
        for line, cells in rows:
            try:
                if len(cells) != len(names):
                    raise ValueError(f"{len(cells)} cells, where the table has {len(names)} columns")
                row = _Row.of(dict(zip(names, cells, strict=True)), participants)
                if row.number in seen:
                    raise ValueError(f"the agreement {row.number} stands twice in the table")
            except ValueError as error:
                yield Unread(f"{path}, line {line}", f"{error}; the row begins: {' | '.join(cells[:10])}")
                continue
            seen.add(row.number)
            if row.unread:
                yield Unread(f"{path}, line {line}", row.unread)
            yield _entry(row, gazetteer, self.extractor)
        if participants.unknown:
            yield Remark(f"parties that no gazetteer knows, kept by name: {', '.join(sorted(participants.unknown))}")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as read. ``told``: its cells by column; ``ended``: EDTF, None where no day can be read."""

    number: str
    told: Mapping[str, str]
    parties: tuple[Actor, ...]
    signed: str
    has_ended: bool
    ended: str | None
    unread: str

    @classmethod
    def of(cls, told: Mapping[str, str], participants: Participants) -> _Row:
        number = told["PAID"].removesuffix(".0")
        if not number.isdigit() or not told["pa_name"].strip():
            raise ValueError("a peace agreement needs the number PAID and the name pa_name")
        signed = _day(told["pa_date"])
        parties = tuple(_parties(told, int(signed[:4]), participants))
        if not parties:
            raise ValueError(f"DyadName {told['DyadName']!r} isn't of the form A - B")
        ended, unread = None, ""
        if told["Duration"].strip():
            try:
                ended = _day(told["Duration"])
            except ValueError as error:
                unread = f"Duration: {error}; the agreement is loaded without the day on which it ended"
        return cls(number, told, parties, signed, told["ended"].startswith("1"), ended, unread)


def _day(cell: str) -> str:
    """A spreadsheet's day number, or a year, month or day, as EDTF; ValueError when it is none of these.

    >>> _day("29210.0"), _day("2000-02-"), _day("1993.0")
    ('1979-12-21', '2000-02', '1993')
    """
    told = cell.strip().removesuffix(".0").rstrip("-")
    if told.isdigit() and len(told) == 5:
        return (_EPOCH + timedelta(days=int(told))).isoformat()
    try:
        days(told)
    except InvalidDate as error:
        raise ValueError(f"{cell!r} is no day, month or year") from error
    return told


def _parties(told: Mapping[str, str], year: int, participants: Participants) -> Iterator[Actor]:
    """The parties of all dyads, each once: governments by their numbers, the others by name."""
    numbers = [int(float(each)) for each in told["GWNO"].replace(" ", "").split(",") if each]
    seen: set[str] = set()
    for dyad in re.split(r", (?=Government of )", told["DyadName"]):
        for name in filter(None, map(str.strip, re.split(r"\s+- ", dyad))):
            actor = _party(name, numbers, year, participants)
            if actor.code not in seen:
                seen.add(actor.code)
                yield actor


def _party(name: str, numbers: list[int], year: int, participants: Participants) -> Actor:
    government = _GOVERNMENT.fullmatch(name)
    if government is None:
        return participants.find(name, "ArmedGroup")
    called = re.sub(r"\s*\(.*\)", "", government["state"]).strip()
    by_number = [state for number in numbers if (state := participants.state(number, year)) is not None]
    if len(numbers) == 1 and len(by_number) == 1 and "Government of" not in called:
        found = participants.known(called)
        return (
            found if found is not None and found.code != by_number[0].code and found.type == "State" else by_number[0]
        )
    return participants.find(called, "State")


def _entry(row: _Row, gazetteer: Gazetteer, extractor: str) -> Entry:
    told = row.told
    name = " ".join(told["pa_name"].split())
    line = f"Signed on {row.signed}: {name}, between {told['DyadName'].strip()}."
    ended = f"Ended: {told['Duration'].strip() or 'at a time not given'}." if row.has_ended else ""
    third = f"Third parties: {told['pa_3rd'].strip()}" if told["pa_3rd"].strip() else ""
    signatories = f"Signatories: {told['pa_sign'].strip()}" if told["pa_sign"].strip() else ""
    comments = (told.get(column, "").strip() for column in ("pa_comment", "c_sign", "c_3rd", "c_duration"))
    text = "\n".join(filter(None, (name, told["Name"].strip(), line, ended, third, signatories, *comments)))
    metadata = Metadata(
        title=name,
        publisher=PUBLISHER,
        url=told.get("Link to fulltext agreement") or None,
        source=f"ucdp {row.number}",
    )
    document = Document(f"ucdp-{row.number}", text, ((0, len(text)),), metadata=metadata)
    quoted = {
        what: Evidence((Passage.of(text, at, at + len(what)),))
        for what in (line, ended)
        if what and (at := text.index(what)) >= 0
    }
    codes = tuple(actor.code for actor in row.parties)
    acts = [Act("signature", quoted[line], code, row.signed) for code in codes]
    if row.has_ended:
        acts.append(Act("termination", quoted[ended], None, row.ended))
    mediators = _third_parties(told["pa_3rd"], gazetteer, codes)
    agreement = Agreement(
        "a1",
        "ceasefire" if _CEASEFIRE.search(name) else "peace_agreement",
        codes,
        "terminated" if row.has_ended else "signed",
        quoted[line],
        name=name,
        mediators=tuple(actor.code for actor in mediators),
        date=row.signed,
        topics=_topics(told),
        acts=tuple(acts),
        entry=f"ucdp {row.number}",
    )
    return Entry(document, Facts(document.id, extractor, agreements=(agreement,), actors=(*row.parties, *mediators)))


def _third_parties(told: str, gazetteer: Gazetteer, parties: tuple[str, ...]) -> tuple[Actor, ...]:
    """The actors that the dataset names as third parties; people there are known by those they stand for."""
    found: dict[str, Actor] = {}
    for match in gazetteer.match(surface_tokens(told.replace(";", " ;").replace(".", " ."))):
        sense = match.senses[0]
        actor = gazetteer.actor(sense.acts_for or sense.code)
        if actor is not None and sense.surface_kind in _OF_ACTORS and actor.code not in parties:
            found[actor.code] = actor
    return tuple(found.values())


def _topics(told: Mapping[str, str]) -> tuple[str, ...]:
    """Topics of the provisions that the dataset marks with 1."""
    rows = (row for row in word_list("register_chapters") if row["register"] == "ucdp")
    return tuple(dict.fromkeys(row["topics"] for row in rows if told.get(row["chapter"], "").startswith("1"))) or (
        "other",
    )
