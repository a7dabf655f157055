"""Which column of a table says what of an article: guessed by the names in use, or as the user says."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError, UnreadableSource
from accord.loaders.reading.dates import full_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# As the exports of news APIs, archives and crawlers name them, most telling first; letters and digits alone.
_NAMES: Final = {
    "text": "text articletext articlebody fulltext maintext body bodytext content contenthtml contenttext plaintext"
    " story article html",
    "title": "title headline heading",
    "published": "published publishedat publisheddate publicationdate datepublished datepublish publishdate pubdate"
    " webpublicationdate date seendate datetime timestamp",
    "url": "url articleurl canonicalurl permalink link weburl sourceurl documentidentifier uri",
    "author": "author authors byline creator writer",
    "publisher": "publisher sitename newspaper outlet outletname publication sourcename source domain sourcedomain",
    "id": "id articleid documentid docid guid uuid",
    "language": "language lang",
}
_DELIMITERS: Final = ",\t;|"
_FEWEST_BARE: Final = 16
_DIGITS: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")


@dataclass(frozen=True, slots=True)
class Columns:
    """For what is said of an article (text, title, published, url, author, publisher, id, language) its column."""

    chosen: tuple[tuple[str, str], ...]

    def row(self, cells: Mapping[str, object]) -> dict[str, str]:
        """What a row says, as text; empty cells left out."""
        told = {said: _text(cells.get(column)) for said, column in self.chosen}
        return {said: text for said, text in told.items() if text}

    def __str__(self) -> str:
        return ", ".join(f"{said}={column}" for said, column in self.chosen)


def parse_columns(option: str | None) -> dict[str, str]:
    """The user's map, such as ``text=body,published=day``; InputError when it is none.

    >>> parse_columns("text=body, title=head")
    {'text': 'body', 'title': 'head'}
    """
    pairs = [pair.partition("=") for pair in (option or "").split(",") if pair.strip()]
    found = {said.strip(): column.strip() for said, _, column in pairs}
    if wrong := [said for said, column in found.items() if said not in _NAMES or not column]:
        known = ", ".join(_NAMES)
        raise InputError(f"--columns {wrong[0]}: write text=COLUMN,title=COLUMN with one of {known} on the left")
    return found


def guess_columns(names: Iterable[str], given: Mapping[str, str], *, name: str) -> Columns:
    """The columns of a table with these names; UnreadableSource when none holds texts or addresses."""
    listed = list(names)
    if missing := [column for column in given.values() if column not in listed]:
        raise UnreadableSource(f"{name}: has no column {missing[0]!r}, as --columns says; it has {_listed(listed)}")
    plain: dict[str, str] = {}
    for column in listed:
        plain.setdefault(_plain(column), column)
    chosen = {}
    for said, aliases in _NAMES.items():
        found = given.get(said) or next((plain[alias] for alias in aliases.split() if alias in plain), "")
        if found:
            chosen[said] = found
    if "text" not in chosen and "url" not in chosen:
        raise UnreadableSource(
            f"{name}: no column of {_listed(listed)} seems to hold texts; say it: --columns text=NAME"
        )
    return Columns(tuple(chosen.items()))


def delimiter_of(line: str, given: Mapping[str, str]) -> str | None:
    """What parts the columns, if a line names those of a table of articles; None when it doesn't."""
    if len(line) > 10_000 or line.startswith("<"):
        return None
    for delimiter in _DELIMITERS:
        names = split(line, delimiter)
        if len(names) > 1 and all(len(column) <= 60 for column in names):
            wanted = set(given.values()) or {alias for said in ("text", "url") for alias in _NAMES[said].split()}
            known = {_plain(column) for column in names} & {alias for each in _NAMES.values() for alias in each.split()}
            if wanted & ({*names} if given else {_plain(column) for column in names}) and (given or len(known) > 1):
                return delimiter
    return None


def headerless_urls(line: str) -> int | None:
    """The column with the article's address where a line is one of GDELT's tables, which have no names of columns."""
    cells = line.rstrip("\n").split("\t")
    if len(cells) < _FEWEST_BARE or (not cells[0][:8].isdecimal() and not cells[0].isdecimal()):
        return None
    return next((at for at, cell in enumerate(cells) if re.fullmatch(r"https?://\S+", cell)), None)


def split(line: str, delimiter: str) -> list[str]:
    """The cells of one line."""
    try:
        return [cell.strip().lstrip("\ufeff") for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def day_of(text: str | None) -> date | None:
    """The day that a cell names: ISO 8601, digits alone, mail's and feeds' dates, seconds since 1970, or in words.

    >>> day_of("20170508T093000Z"), day_of("Mon, 08 May 2017 09:30:00 GMT"), day_of("soon")
    (datetime.date(2017, 5, 8), datetime.date(2017, 5, 8), None)
    """
    if not (text := (text or "").strip()):
        return None
    try:
        if match := _DIGITS.fullmatch(text.replace("-", "")[:16] if text[:4].isdecimal() else ""):
            return date(*map(int, match.groups()))
        if text.isdecimal() and len(text) in (10, 13):
            return datetime.fromtimestamp(int(text[:10]), tz=UTC).date()
        return date.fromisoformat(text[:10])
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).date()
    except (TypeError, ValueError, IndexError):
        return full_date(text)


def _plain(column: str) -> str:
    return "".join(re.findall(r"[a-z0-9]", column.casefold()))


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, list):
        return ", ".join(each.strip() for each in cell if isinstance(each, str))
    return str(cell) if isinstance(cell, int) and not isinstance(cell, bool) else ""


def _listed(names: list[str]) -> str:
    return ", ".join(map(repr, names[:20])) + (" …" if len(names) > 20 else "")
