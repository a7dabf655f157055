"""Which statements of an article are its main ones: at most six, told once each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.statements import StatementReading

MOST: Final = 6


def select_statements(
    readings: tuple[StatementReading, ...], analysis: Analysis, most: int = MOST
) -> tuple[StatementReading, ...]:
    """The first statement of each speaker and stance, by known speakers, at most ``most``, in order of the text."""
    seen: set[tuple[str, str]] = set()
    chosen = []
    for reading in sorted(readings, key=lambda r: r.sentence.headline):
        key = (reading.speaker.name.casefold(), reading.stance)
        if reading.speaker.code is None or key in seen:
            continue
        seen.add(key)
        chosen.append(reading)
    del analysis
    return tuple(sorted(chosen[:most], key=lambda r: r.verb))
