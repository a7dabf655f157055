"""What syntax says of one mention of an instrument."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Frame:
    """What syntax says of an instrument mention. ``verb``: the verb that governs it, None when it stands alone.

    ``explicit``: the parties come from the noun phrase itself rather than from the verb's subject. ``roles``: offices
    of those who act for the parties (presidents, defence ministers), where the words say so. ``private``: the words
    name a party that is no actor we know (a club, a company), so nobody else may be supposed.
    ``common``: the one party is a body, whose members agreed.
    """

    parties: tuple[str, ...]
    signatories: tuple[str, ...]
    mediators: tuple[str, ...]
    verb: int | None
    explicit: bool
    roles: frozenset[str] = frozenset()
    private: bool = False
    common: bool = False
