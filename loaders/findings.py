"""What was found in an article, as rows for people to read, each with the sentence that says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from accord.graph.document import Document
    from accord.graph.facts import Agreement, Contact, Evidence, Facts, Incident, Office, Statement

_WIDTH: Final = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact in words; ``sentence`` is the passage, word for word."""

    what: str
    found: str
    sentence: str


def findings(facts: Facts) -> Iterator[Finding]:
    """All facts of an article, agreements first."""
    for agreement in facts.agreements:
        yield _finding("agreement", _agreement(agreement), agreement.evidence)
        for provision in agreement.provisions:
            yield _finding("provision", provision.text, provision.evidence)
    for contact in facts.contacts:
        yield _finding("contact", _contact(contact), contact.evidence)
    for incident in facts.incidents:
        yield _finding("incident", _incident(incident), incident.evidence)
    for office in facts.offices:
        yield _finding("office", _office(office), office.evidence)
    named = _labels(facts)
    for statement in facts.statements:
        yield _finding("statement", _statement(statement, named), statement.evidence)


def print_findings(document: Document, facts: Facts, out: TextIO) -> None:
    """Write an article's facts as a table, folded to the terminal's width or 120 columns."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=out, highlight=False, markup=False, emoji=False, width=None if out.isatty() else _WIDTH)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, expand=True)
    table.add_column("what", no_wrap=True, width=9)
    table.add_column("found", ratio=2, overflow="fold")
    table.add_column("sentence", ratio=3, overflow="fold")
    for row in findings(facts):
        table.add_row(row.what, Text(row.found), Text(" ".join(row.sentence.split())))
    console.print(Text(_heading(document), style="bold"), soft_wrap=True)
    console.print(table if table.rows else Text("nothing was found"))
    console.print()


def _heading(document: Document) -> str:
    known = document.metadata
    return " · ".join(part for part in (document.id, known.title, known.published and str(known.published)) if part)


def _finding(what: str, found: str, evidence: Evidence) -> Finding:
    doubt = [] if evidence.factuality == "asserted" else [evidence.factuality]
    said = [f"according to {evidence.according_to}"] if evidence.according_to else []
    words = "; ".join([found, *doubt, *said])
    return Finding(what, words, " […] ".join(passage.quote for passage in evidence.passages[:1]))


def _agreement(agreement: Agreement) -> str:
    return _joined(
        _spoken(agreement.kind) if agreement.name is None else f"{agreement.name} ({_spoken(agreement.kind)})",
        _spoken(agreement.status),
        _many("between", agreement.parties),
        _many("mediated by", agreement.mediators),
        _many("signed by", agreement.signatories),
        _many("on", (agreement.date,)),
        _many("at", (agreement.place,)),
        _many("covers", agreement.regions),
        _many("about", map(_spoken, agreement.topics)),
    )


def _contact(contact: Contact) -> str:
    return _joined(
        _spoken(contact.mode),
        _many("of", contact.participants or contact.actors),
        _many("on", (contact.date,)),
        _many("at", (contact.place,)),
    )


def _incident(incident: Incident) -> str:
    return _joined(
        _spoken(incident.kind),
        _many("by", incident.by),
        _many("against", incident.against),
        _many("near", incident.near),
        _many("on", (incident.date,)),
    )


def _office(office: Office) -> str:
    return _joined(office.person, office.office, _many("of", (office.actor,)))


def _statement(statement: Statement, named: dict[str, str]) -> str:
    speaker = statement.speaker if statement.actor in (None, statement.speaker) else _speaker(statement)
    about = named.get(statement.about or "", statement.about)
    return f"{speaker} {_spoken(statement.stance)}" + (f": {about}" if about else "")


def _speaker(statement: Statement) -> str:
    return f"{statement.speaker} ({statement.actor})"


def _labels(facts: Facts) -> dict[str, str]:
    """A few words for each fact that a statement may be about, by its key."""
    named = {each.key: each.name or _joined(_spoken(each.kind), _many("of", each.parties)) for each in facts.agreements}
    named |= {each.key: _joined(_spoken(each.mode), _many("of", each.actors)) for each in facts.contacts}
    return named | {each.key: _joined(_spoken(each.kind), _many("by", each.by)) for each in facts.incidents}


def _spoken(code: str) -> str:
    return code.replace("_", " ")


def _many(preposition: str, names: Iterable[str | None]) -> str:
    told = [name for name in names if name]
    return f"{preposition} {', '.join(told)}" if told else ""


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
