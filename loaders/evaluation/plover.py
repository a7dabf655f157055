"""Dyads beside those of PLOVER's gold standard records: sentences with one event each, its source and its target.

The records (``gold_standard_records/PLOVER_GSR_CAMEO.txt`` of github.com/openeventdata/PLOVER, CC BY-SA 4.0) are the
examples of the CAMEO manual. A record's pairs of source and target count one each; where it has sources alone, each two
of them, in either order. All organisations of states are IGO there, and groups have the code of their state.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import InputError
from accord.loaders.extraction.dyads import FAMILIES, Dyad, DyadReader
from accord.loaders.word_lists import values, word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from accord.loaders.extraction.extractor import RuleExtractor

RECORDS: Final = "PLOVER_GSR_CAMEO.txt"
# Codes of the records that aren't ISO 3166-1, and what they mean.
_MISTAKEN: Final = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
_HALVES: Final = ("a", "b")


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence with the dyads that it tells; ``half``: a or b, by the first bit of the SHA-256 of its id."""

    id: str
    text: str
    dyads: tuple[Dyad, ...]
    half: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Right, predicted and gold dyads."""

    right: int
    predicted: int
    gold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


def read_records(folder: Path) -> tuple[Record, ...]:
    """The records of a folder's file; InputError when it is missing or isn't JSON."""
    file = folder / RECORDS
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{file}: can't be read ({error.strerror}); name the folder with PLOVER's records") from error
    except ValueError as error:
        raise InputError(f"{file}: isn't JSON ({error})") from error
    return tuple(_record(each) for each in told if each.get("text"))


def _record(told: Mapping[str, Any]) -> Record:
    half = _HALVES[hashlib.sha256(told["id"].encode()).digest()[0] % 2]
    family = told["event"]
    sources, targets = _codes(told.get("source")), _codes(told.get("target"))
    pairs = [Dyad(s, t, family) for s in sources for t in targets]
    if not targets:
        pairs = [Dyad(s, t, family, mutual=True) for s, t in combinations(sources, 2)]
    return Record(told["id"], told["text"], tuple(dict.fromkeys(pairs)) if family in FAMILIES else (), half)


def _codes(actors: object) -> list[str]:
    codes = [str(each["code"]) for each in actors if each.get("code")] if isinstance(actors, list) else []
    return [_MISTAKEN.get(code, code) for code in codes]


class Coder:
    """Codes sentences with an extractor's parser and gazetteers."""

    def __init__(self, extractor: RuleExtractor) -> None:
        self._extractor = extractor
        self._reader = DyadReader()
        self._homes = {row["code"]: values(row["states"])[:1] for row in word_list("groups")}

    def dyads(self, text: str) -> list[Dyad]:
        """The dyads of a sentence with PLOVER's codes."""
        from accord.loaders.extraction.offices import find_offices
        from accord.loaders.extraction.referents import Referents
        from accord.loaders.reading.source import read_document

        analysis = self._extractor.analyse(read_document(text.encode(), name="sentence.txt"))
        lexicon = self._extractor.lexicon
        referents = Referents(analysis, lexicon, find_offices(analysis, lexicon))
        found = self._reader.dyads(analysis, referents)
        return [Dyad(self._code(d.source), self._code(d.target), d.family, d.mutual) for d in found]

    def _code(self, code: str) -> str:
        actor = self._extractor.lexicon.gazetteer.actor(code)
        if actor is None or actor.type == "State":
            return code
        return next(iter(self._homes.get(code, ())), "IGO")


def evaluate_records(records: Sequence[Record], coder: Coder) -> dict[str, dict[str, Tally]]:
    """Tallies of half a (whose sentences may be read while rules are made), of half b, and of both ("all")."""
    coded = [(record, coder.dyads(record.text)) for record in records]
    halves = {f"half {half}": [(r.dyads, found) for r, found in coded if r.half == half] for half in _HALVES}
    return {name: tallies(pairs) for name, pairs in (*halves.items(), ("all", [(r.dyads, f) for r, f in coded]))}


def as_lines(evaluated: Mapping[str, Mapping[str, Tally]]) -> list[str]:
    """A line for each family of each half."""
    return [
        f"{half:<7} {family:<14} F1 {t.f1:.3f}  ({t.right} right, {t.gold} gold, {t.predicted} predicted)"
        for half, families in evaluated.items()
        for family, t in families.items()
    ]


def as_json(evaluated: Mapping[str, Mapping[str, Tally]]) -> dict[str, Any]:
    """The same as values for JSON."""
    return {h: {f: {"f1": round(t.f1, 4), **asdict(t)} for f, t in each.items()} for h, each in evaluated.items()}


def tallies(pairs: Iterable[tuple[Sequence[Dyad], Sequence[Dyad]]]) -> dict[str, Tally]:
    """Tallies of gold and predicted dyads by family, of AGREE and CONSULT together, and of all."""
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for wanted, found in pairs:
        left = list(wanted)
        for dyad in found:
            predicted[dyad.family] += 1
            match = next((w for w in left if _same(w, dyad)), None)
            if match is not None:
                left.remove(match)
                right[dyad.family] += 1
        gold.update(w.family for w in wanted)
    groups = {**{f: (f,) for f in FAMILIES}, "AGREE+CONSULT": FAMILIES[:2], "all": FAMILIES}
    return {
        name: Tally(*(sum(count[f] for f in families) for count in (right, predicted, gold)))
        for name, families in groups.items()
    }


def _same(one: Dyad, other: Dyad) -> bool:
    if one.family != other.family:
        return False
    if one.mutual or other.mutual:
        return {one.source, one.target} == {other.source, other.target}
    return (one.source, one.target) == (other.source, other.target)
