r"""Judgements as a small text file: one a line, made to be read, compared, corrected and merged by people.

UTF-8, columns parted by one tab, in this order, the first line names them::

    one  other  verdict  by  on  note

``one`` and ``other`` are mentions: IRIs less what the store's IRIs begin with (``article/talks-7/agreement/a1``), or
whole ones. ``verdict`` is same, different or unsure; ``on`` a day (2024-05-31). In a column, tab, newline, carriage
return and backslash are written ``\t``, ``\n``, ``\r`` and ``\\``. Lines are sorted by their bytes' order as text, so
that equal judgements give equal files. Empty lines count for nothing.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError
from accord.graph.identifiers import is_iri
from accord.graph.knowledge.judgements import Judgement
from accord.graph.knowledge.profiles import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accord.graph.identifiers import Namespace

COLUMNS: Final = ("one", "other", "verdict", "by", "on", "note")
_WRITTEN: Final = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\\": r"\\"}
_READ: Final = {written: plain for plain, written in _WRITTEN.items()}
_ESCAPE: Final = re.compile(r"\\(.?)", re.DOTALL)


def write_judgements(judgements: Iterable[Judgement], ns: Namespace) -> str:
    """The file of these judgements. ``ns``: makes the IRIs of the store."""
    lines = sorted(line_of(judgement, ns) for judgement in judgements)
    return "".join(f"{line}\n" for line in ("\t".join(COLUMNS), *lines))


def read_judgements(text: str, ns: Namespace, where: str) -> tuple[Judgement, ...]:
    """The judgements of a file; InputError with ``where`` and the line that is wrong, however many are right."""
    lines = enumerate(text.removeprefix("\ufeff").split("\n"), 1)
    told = [(number, line.removesuffix("\r")) for number, line in lines if line.strip()]
    if not told or told[0][1] != "\t".join(COLUMNS):
        raise InputError(f"{where}: line 1: must name the columns, parted by tabs: {' '.join(COLUMNS)}")
    at: dict[str, int] = {}
    found = []
    for number, line in told[1:]:
        try:
            judgement = judgement_in(line, ns)
            check_pair((judgement.one, judgement.other), ns)
            if (earlier := at.setdefault(judgement.iri, number)) != number:
                raise InputError(f"judges the same pair as line {earlier}; keep one of them")
        except InputError as error:
            raise InputError(f"{where}: line {number}: {error}; nothing was imported") from error
        found.append(judgement)
    return tuple(found)


def line_of(judgement: Judgement, ns: Namespace) -> str:
    """One judgement as a line, without its end."""
    told = (short(judgement.one, ns), short(judgement.other, ns), judgement.verdict, judgement.by)
    cells = (*told, judgement.on.isoformat(), judgement.note)
    return "\t".join("".join(_WRITTEN.get(letter, letter) for letter in cell) for cell in cells)


def judgement_in(line: str, ns: Namespace) -> Judgement:
    """The judgement that a line tells; InputError when it tells none."""
    cells = [_plain(cell) for cell in line.split("\t")]
    # Editors drop white space at the ends of lines, and with it the tab before an empty note.
    if len(cells) not in (len(COLUMNS) - 1, len(COLUMNS)):
        raise InputError(f"has {len(cells)} columns, not {len(COLUMNS)} ({' '.join(COLUMNS)})")
    one, other, verdict, by, on, note = (*cells, "")[: len(COLUMNS)]
    return Judgement.of((whole(one, ns), whole(other, ns)), verdict, by, day_of(on), note)


def check_pair(pair: tuple[str, str], ns: Namespace) -> None:
    """InputError unless the two IRIs name mentions of one kind."""
    kinds = []
    for mention in pair:
        kinds.append(kind_of(mention, ns) if is_iri(mention) else "")
        if not kinds[-1]:
            told = f"{ns.base}article/…" if mention.startswith("http") else "article/…"
            raise InputError(f"{mention}: is no mention of an article ({told}/{'|'.join(KINDS.values())}/…)")
    if kinds[0] != kinds[1]:
        raise InputError(f"{short(pair[0], ns)} is of the kind {kinds[0]}, {short(pair[1], ns)} of {kinds[1]}")


def kind_of(mention: str, ns: Namespace) -> str:
    """The word for the kind of a mention, as its IRI has it; empty when it is no mention's."""
    article = ns.article_id(mention)
    if not article:
        return ""
    kind, _, name = mention.removeprefix(ns.article(article)).removeprefix("/").partition("/")
    return kind if name and kind in KINDS.values() else ""


def short(iri: str, ns: Namespace) -> str:
    """An IRI less what all of the store's begin with."""
    return iri.removeprefix(ns.base)


def whole(iri: str, ns: Namespace) -> str:
    """A whole IRI from a shortened or a whole one."""
    return ns.base + iri if iri.startswith("article/") else iri


def day_of(text: str) -> date:
    """A day as ISO 8601; InputError when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{text!r}: is no day such as 2024-05-31") from error


def _plain(cell: str) -> str:
    return _ESCAPE.sub(_unescaped, cell)


def _unescaped(found: re.Match[str]) -> str:
    if found.group() not in _READ:
        raise InputError(rf"{found.group()!r}: a backslash is written \\, and stands else before t, n, r only")
    return _READ[found.group()]
