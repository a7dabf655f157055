"""An office as one place of an article states it, before what the article says elsewhere is put together."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A person's office at tokens ``start:end``; ``actor`` is None where the words around the title name none.

    ``former``: not held at the time of the article. ``patron``: the person for whom the holder works or speaks.
    """

    person: str
    title: str
    role: str
    actor: str | None
    start: int
    end: int
    former: bool = False
    confidence: float = 0.9
    patron: str | None = None
