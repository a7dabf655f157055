"""The reading of an instrument's status that one mention gives, and how strong each status is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# From the weakest to the strongest: which of several readings of one agreement stands at the end.
STRENGTH: Final = {
    "proposed": 0,
    "under_negotiation": 1,
    "agreed": 2,
    "signed": 3,
    "ratified": 4,
    "in_force": 5,
    "violated": 6,
    "rejected": 6,
    "suspended": 7,
    "terminated": 8,
    "expired": 8,
}


@dataclass(frozen=True, slots=True)
class StatusReading:
    """One reading. ``act``: notation of the act scheme; ``verb``: token index of the word that says so, or None.

    ``done``: it has happened; ``weak``: only taken for granted ("under the agreement"), so any other reading wins.
    """

    status: str
    act: str
    verb: int | None
    done: bool
    weak: bool = False


DENIED: Final = StatusReading("proposed", "denial", None, False)
"""What somebody says there is not."""
