"""From a register to the store: each entry an article, and everything that couldn't be read kept as refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.errors import InputError, UnreadableSource
from accord.loaders.loading import Outcome, Result
from accord.loaders.registers.register import Entry, Remark
from accord.loaders.registers.ucdp import Ucdp
from accord.loaders.registers.un_treaties import UnTreaties
from accord.loaders.sources import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from accord.graph.store import Store
    from accord.loaders.registers.register import Found, Register

REGISTERS: Final[dict[str, Callable[[], Register]]] = {"un-treaties": UnTreaties, "ucdp": Ucdp}
"""Registers by the name that the command line gives them."""


def find_register(name: str) -> Register:
    """The register of this name; InputError when there is none."""
    if name not in REGISTERS:
        raise InputError(f"no register {name!r}; there are: {', '.join(sorted(REGISTERS))}")
    return REGISTERS[name]()


def load_register(store: Store, register: Register, path: Path) -> Iterator[Outcome]:
    """Load a register, one transaction an entry; knowledge is derived in batches.

    What was refused of it before is forgotten first, so that a corrected register leaves nothing behind.
    """
    place = path.absolute().resolve()
    store.forgive(f"{register.name}: ")
    with store.batch():
        for found in register.read(place):
            yield _load(store, register, found)


def _load(store: Store, register: Register, found: Found) -> Outcome:
    if isinstance(found, Entry):
        source = Source(found.document.id, found.document.metadata.source or found.document.id)
        changed = store.replace_article(found.document, found.facts)
        result, facts = (Result.LOADED, found.facts) if changed else (Result.UNCHANGED, None)
        return Outcome(source, result, found.document, facts, found.remarks, identifier=found.document.id)
    if isinstance(found, Remark):
        return Outcome(Source(register.name, register.name), Result.REMARK, remarks=(found.text,))
    name = f"{register.name}: {found.place}"
    store.refuse(name, found.reason, "")
    error = UnreadableSource(f"{found.place}: {found.reason}")
    return Outcome(Source(name, name), Result.REFUSED, error=error)
