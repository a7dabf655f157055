"""One treaty of the UN Treaty Collection as an article with its facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import Act, Actor, Agreement, Evidence, Facts, Place
from accord.loaders.extraction.place_names import PlaceGazetteer
from accord.loaders.registers.register import Entry
from accord.loaders.registers.titles import Title
from accord.loaders.word_lists import values, word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accord.loaders.registers.participants import Participants
    from accord.loaders.registers.un_rows import ParticipantRow, Table

REGISTER: Final = "un-treaties"
PUBLISHER: Final = "UN Treaty Collection"
CHAPTER: Final = "Chapter: "
CHAPTER_PAGE: Final = "Chapter's page: "

CONSENT: Final = frozenset(
    "definitive_signature ratification acceptance approval accession succession formal_confirmation"
    " simplified_procedure consent_to_be_bound participation admission application".split()
)
"""Acts by which a participant is bound."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the index. ``number``: chapter and number there, such as ``18-10.a``."""

    number: str
    title: str
    url: str
    chapter_url: str
    chapter: str

    @classmethod
    def of(cls, cells: tuple[str, ...]) -> Listed:
        """Read a line; ValueError when something is missing in it."""
        if len(cells) != 6 or not all(cell.strip() for cell in cells) or any("\n" in cell for cell in cells):
            raise ValueError("a line of the index has six cells, none empty, each of one line")
        return cls(f"{cells[0]}-{cells[1]}", *cells[2:])

    @property
    def stem(self) -> str:
        """The name of the treaty's table, and the end of its article's id."""
        return self.number.replace(".", "-")


def entry_of(
    listed: Listed,
    table: Table,
    rows: Sequence[ParticipantRow],
    *,
    names: tuple[str, ...],
    participants: Participants,
    extractor: str,
) -> Entry:
    """The article about a treaty: its title, where it stands, and a line for each participant."""
    head = (listed.title, f"{PUBLISHER}, treaty {listed.number}", CHAPTER + listed.chapter)
    text = "\n".join((*head, CHAPTER_PAGE + listed.chapter_url, table.head, "", *(row.line for row in rows)))
    metadata = Metadata(title=listed.title, publisher=PUBLISHER, url=listed.url, source=f"{REGISTER} {listed.number}")
    document = Document(f"un-treaty-{listed.stem}", text, ((0, len(text)),), metadata=metadata)
    start, told = text.index(f"\n{table.head}\n") + len(table.head) + 3, []
    for row in rows:
        told.append((row, participants.find(row.name), Passage.of(text, start, start + len(row.line))))
        start += len(row.line) + 1
    title = Title.of(listed.title)
    place = _place(title.place)
    agreement = _agreement(listed, title, told, names, Passage.of(text, 0, len(listed.title)))
    actors = tuple({actor.code: actor for _, actor, _ in told}.values())
    facts = Facts(document.id, extractor, agreements=(agreement,), actors=actors, places=(place,) if place else ())
    return Entry(document, facts)


_Told = tuple["ParticipantRow", Actor, Passage]


def _agreement(listed: Listed, title: Title, told: Sequence[_Told], names: tuple[str, ...], head: Passage) -> Agreement:
    kind, topics = _chapters().get(listed.number.partition("-")[0], ("treaty", ("other",)))
    acts = tuple(act for each in told for act in _acts(*each))
    bound = {act.party for act in acts if act.type in CONSENT}
    # Where nobody is bound yet, those are its parties who signed it.
    parties = dict.fromkeys(actor.code for _, actor, _ in told if not bound or actor.code in bound)
    return Agreement(
        "a1",
        kind,
        tuple(parties),
        "ratified" if bound else "signed",
        Evidence((head,)),
        name=title.name,
        date=title.date,
        place=title.place,
        topics=topics,
        acts=acts,
        other_names=names,
        entry=f"{REGISTER} {listed.number}",
    )


def _acts(row: ParticipantRow, actor: Actor, line: Passage) -> tuple[Act, ...]:
    """What a row tells; a participant with no day takes part by an act that the register doesn't name."""
    evidence = Evidence((line,))
    told = tuple(Act(act, evidence, actor.code, day) for act, day in row.acts)
    return told or (Act("participation", evidence, actor.code),)


@cache
def _chapters() -> dict[str, tuple[str, tuple[str, ...]]]:
    rows = (row for row in word_list("register_chapters") if row["register"] == REGISTER)
    return {row["chapter"]: (row["kind"], values(row["topics"])) for row in rows}


@cache
def _gazetteer() -> PlaceGazetteer:
    return PlaceGazetteer.load()


def _place(name: str | None) -> Place | None:
    return _gazetteer().place(name, frozenset()) or Place(name) if name else None
