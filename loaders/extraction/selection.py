"""Which statements of an article are its main ones: at most six, told once each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.statements import StatementReading

MOST: Final = 6
_COMMON: Final = frozenset({"asserts", "claims", "welcomes", "promises"})


def select_statements(
    readings: tuple[StatementReading, ...], analysis: Analysis, most: int = MOST
) -> tuple[StatementReading, ...]:
    """The first statement of each speaker and stance, by known speakers, at most ``most``, in order of the text."""
    seen: Counter[tuple[str, str]] = Counter()
    chosen = []
    for reading in sorted(readings, key=lambda r: r.sentence.headline):
        key = (reading.speaker.name.casefold(), reading.stance)
        if reading.speaker.code is None or seen[key] >= (1 if reading.stance in _COMMON else 2):
            continue
        seen[key] += 1
        chosen.append(reading)
    del analysis
    return tuple(sorted(chosen[:most], key=lambda r: r.verb))
