"""The log: one line of JSON for each request; no header of it, and no body, so that no token ever gets there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST: Final = 500
"""Characters of a path or query string that are kept."""


class Journal:
    """Writes to ``file``; to nowhere without one. ``now``: the time, in UTC."""

    def __init__(self, file: TextIO | None, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now

    @classmethod
    def on(cls, file: TextIO | None) -> Journal:
        """A journal by the machine's clock."""
        return cls(file, lambda: datetime.now(UTC))

    def note(self, event: str, **told: object) -> None:
        """Write one line."""
        if self._file is None:
            return
        line: dict[str, object] = {"time": self._now().isoformat(timespec="milliseconds"), "event": event}
        for name, value in told.items():
            line[name] = value[:_LONGEST] if isinstance(value, str) else value
        self._file.write(json.dumps(line, ensure_ascii=True) + "\n")
        self._file.flush()
