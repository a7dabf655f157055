"""Search by name that forgives slips of the pen: trigrams find candidates, likeness of names orders them.

The index is SQLite's FTS5 with its trigram tokenizer, made once for each generation of the store.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.identifiers import fold
from accord.queries.sparql import rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from accord.graph.store import Store

CANDIDATES: Final = 300
"""Names that share the most trigrams with what was asked; these are compared as wholes."""
LEAST: Final = 55.0
"""Likeness of a hit at least, of 100."""
_TABLES: Final = """
CREATE TABLE things (id INTEGER PRIMARY KEY, iri TEXT, class TEXT, name TEXT, code TEXT, told INT);
CREATE TABLE names (id INTEGER PRIMARY KEY, thing INTEGER, name TEXT, folded TEXT);
CREATE VIRTUAL TABLE fit USING fts5(folded, content='names', content_rowid='id', tokenize='trigram');"""
_NAMED: Final = """
SELECT ?thing ?class ?name ?code ?support ?by WHERE {
  VALUES (?p ?by) {
    (acc:name 0) (acc:title 0) (acc:officeTitle 0) (acc:officialName 1) (acc:otherName 1) (acc:code 1) (acc:acronym 1)
  }
  ?thing ?p ?name ; a ?type .
  FILTER(STRSTARTS(STR(?type), STR(acc:)) && ?type NOT IN (acc:Link, acc:Tenure, acc:Act, acc:Provision))
  BIND(STRAFTER(STR(?type), STR(acc:)) AS ?class)
  OPTIONAL { ?thing acc:code ?code }
  OPTIONAL { ?thing acc:support ?support }
} ORDER BY ?thing ?by ?name"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that may be meant. ``matched``: the name that fits, where it isn't the thing's first one."""

    iri: str
    type: str
    name: str
    code: str | None
    matched: str
    likeness: float


class SearchIndex:
    """The names of a store's things. Made once and handed to processes by fork; each opens its own copy."""

    def __init__(self, store: Store) -> None:
        made = sqlite3.connect(":memory:")
        made.executescript(_TABLES)
        _fill(made, store)
        made.execute("INSERT INTO fit(fit) VALUES ('rebuild')")
        made.execute("CREATE INDEX whole ON names (folded)")
        made.commit()
        self._bytes = made.serialize()
        made.close()
        self._opened: sqlite3.Connection | None = None

    def search(self, words: str, types: Collection[str] = (), limit: int = 20) -> list[Hit]:
        """At most ``limit`` things that ``words`` may mean, the likeliest first; of the classes ``types`` if given."""
        asked = fold(words)
        if not asked:
            return []
        best: dict[int, tuple[float, str]] = {}
        for thing, name, folded in self._candidates(asked):
            likeness = _likeness(asked, folded)
            if likeness >= LEAST and likeness > best.get(thing, (0.0, ""))[0]:
                best[thing] = likeness, name
        hits = [(hit, told) for hit, told in self._hits(best) if not types or hit.type in types]
        hits.sort(key=lambda pair: (-round(pair[0].likeness), -pair[1], len(pair[0].name), pair[0].iri))
        return [hit for hit, _ in hits[:limit]]

    def _candidates(self, asked: str) -> Iterator[tuple[int, str, str]]:
        database = self._database()
        yield from database.execute(
            "SELECT thing, name, folded FROM names WHERE folded >= ? AND folded < ? LIMIT ?",
            (asked, asked + "\U0010ffff", CANDIDATES),
        )
        trigrams = dict.fromkeys(word[n : n + 3] for word in asked.split() for n in range(len(word) - 2))
        if trigrams:
            wanted = " OR ".join(f'"{trigram}"' for trigram in trigrams)
            yield from database.execute(
                "SELECT thing, name, names.folded FROM fit JOIN names ON names.id = fit.rowid WHERE fit MATCH ? "
                "ORDER BY rank LIMIT ?",
                (wanted, CANDIDATES),
            )

    def _hits(self, best: dict[int, tuple[float, str]]) -> Iterator[tuple[Hit, int]]:
        for thing, (likeness, name) in best.items():
            found = self._database().execute("SELECT iri, class, name, code, told FROM things WHERE id = ?", (thing,))
            iri, kind, first, code, told = found.fetchone()
            yield Hit(iri, kind, first, code, "" if name == first else name, likeness), told

    def _database(self) -> sqlite3.Connection:
        if self._opened is None:
            self._opened = sqlite3.connect(":memory:")
            self._opened.deserialize(self._bytes)
        return self._opened


def _fill(made: sqlite3.Connection, store: Store) -> None:
    numbers: dict[str, int] = {}
    for iri, kind, name, code, told, _ in rows(store, _NAMED).rows:
        known = str(iri) in numbers
        number = numbers.setdefault(str(iri), len(numbers))
        if not known:
            row = (number, str(iri), str(kind), str(name), None if code is None else str(code), int(str(told or 0)))
            made.execute("INSERT INTO things VALUES (?, ?, ?, ?, ?, ?)", row)
        made.execute("INSERT INTO names (thing, name, folded) VALUES (?, ?, ?)", (number, str(name), fold(str(name))))


def _likeness(asked: str, folded: str) -> float:
    """How well a name fits, of 100: as a whole, or by words wherever they stand in it."""
    from rapidfuzz import fuzz

    if folded == asked:
        return 100.0
    within = fuzz.partial_token_sort_ratio(asked, folded) if len(asked) >= 3 else 0.0
    begins = 95.0 if folded.startswith(asked) or f" {asked}" in folded else 0.0
    return float(max(fuzz.ratio(asked, folded), begins, fuzz.token_set_ratio(asked, folded) * 0.95, within * 0.85))
