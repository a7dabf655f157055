"""Which statements of an article are its main ones: at most six, told once each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from accord.loaders.extraction.analysis import Analysis
    from accord.loaders.extraction.statements import StatementReading

MOST: Final = 6
_LEAD: Final = 2
# What a speaker may say twice: each call, charge or denial is news of its own.
_REPEATED: Final = frozenset({"accuses", "calls_for", "denies", "rejects"})
# What a lead says of a state that its official says below.
_SUMMED_UP: Final = frozenset({"asserts", "claims", "welcomes"})
# Articles that tell less than so many statements keep assertions that would be minor beside others.
_FEW: Final = 3
# How much a stance tells; 1 where not listed.
_TELLING: Final = {"asserts": 0.0, "claims": 0.75, "accuses": 1.25, "denies": 1.25, "rejects": 1.25, "welcomes": 1.25}


def select_statements(
    readings: tuple[StatementReading, ...], analysis: Analysis, most: int = MOST
) -> tuple[StatementReading, ...]:
    """The main statements, at most ``most``, in order of the text: of each speaker one or two of a stance.

    Known speakers come first.
    """
    told = _told_once(readings)
    main = [r for r in told if not _is_minor(r, told, analysis)]
    told = _filled(main, told) or told[:1]
    if len(told) > most:
        first = _first_of_speakers(told)
        told = sorted(told, key=lambda r: (-_importance(r, first=r in first), r.verb))[:most]
    return tuple(sorted(told, key=lambda r: r.verb))


def _told_once(readings: tuple[StatementReading, ...]) -> list[StatementReading]:
    """Without repetition: a speaker's further statements of a stance, and headlines that the body repeats."""
    seen: Counter[tuple[str, str]] = Counter()
    officials = {(r.speaker.code, r.stance) for r in readings if r.speaker.person is not None}
    body = [r for r in readings if not r.sentence.headline]
    lead = min((r.sentence.index for r in body), default=0) + 1
    kept = []
    for reading in readings:
        if (reading.sentence.headline and body) or _is_hearsay(reading):
            continue
        # "Japan welcomed …" in the lead sums up what its minister says below; that it denied something is the news.
        side = reading.speaker.person is None and reading.sentence.index <= lead and reading.stance in _SUMMED_UP
        if side and (reading.speaker.code, reading.stance) in officials:
            continue
        key = (reading.speaker.name.casefold(), reading.stance)
        if seen[key] < (2 if reading.stance in _REPEATED else 1):
            seen[key] += 1
            kept.append(reading)
    return kept


def _is_hearsay(reading: StatementReading) -> bool:
    """What unnamed people of nobody's side ("diplomats", "observers") say or think."""
    speaker = reading.speaker
    body = speaker.name.split()[-1][:1].isupper()
    return speaker.code is None and speaker.person is None and not body and reading.stance in {"asserts", "claims"}


def _is_minor(reading: StatementReading, told: list[StatementReading], analysis: Analysis) -> bool:
    """Bare information: further assertions of one speaker, or by unnamed officials below the lead."""
    if reading.stance != "asserts":
        return False
    name = reading.speaker.name.casefold()
    if any(r.speaker.name.casefold() == name and r.verb < reading.verb for r in told):
        return True
    unnamed = reading.speaker.person is None
    lead = next((s.index for s in analysis.sentences if not s.headline), 0)
    return unnamed and (reading.weight < 1 or reading.sentence.index > lead + _LEAD)


def _filled(main: list[StatementReading], told: list[StatementReading]) -> list[StatementReading]:
    """The main statements, and where they are few the first assertions of persons and known bodies."""
    asserting = {r.speaker.name.casefold() for r in main if r.stance == "asserts"}
    found = list(main)
    for reading in told:
        if len(found) >= _FEW:
            break
        speaker = reading.speaker
        known = speaker.code is not None or speaker.person is not None
        if known and reading not in main and speaker.name.casefold() not in asserting:
            asserting.add(speaker.name.casefold())
            found.append(reading)
    return sorted(found, key=lambda r: r.verb)


def _first_of_speakers(readings: list[StatementReading]) -> list[StatementReading]:
    """The first statement of each speaker."""
    first: dict[str, StatementReading] = {}
    for reading in readings:
        first.setdefault(reading.speaker.name.casefold(), reading)
    return list(first.values())


def _importance(reading: StatementReading, *, first: bool) -> float:
    """Officials and sides before others, telling stances before bare assertions, first words before further ones."""
    speaker = reading.speaker
    known = 0.5 if speaker.code is not None else 0.0
    named = 0.5 if speaker.person is not None or speaker.name == speaker.code else 0.0
    return (
        known
        + named
        + _TELLING.get(reading.stance, 1.0)
        + (1.0 if first else 0.0)
        - (0.5 if reading.weight < 1 else 0.0)
    )
