"""Whose turn it is to write to a store on a server: one writer at a time, though servers know no such thing.

A graph of its own says who writes, and counts the changes. Every change of the store carries, in the same request, the
condition that its writer still writes and the count is what it was; so a writer who lost its turn changes nothing, and
one who doesn't know whether a request was done reads the count. A writer who gives no sign for some time counts as
dead: whoever waits watches its sign, so that clocks of machines need not agree.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.graph.errors import StoreDamaged, StoreError, StoreInUse
from accord.graph.identifiers import DEFAULT_BASE, WRITING, Namespace
from accord.graph.remote.protocol import JSON

if TYPE_CHECKING:
    from collections.abc import Mapping

    from accord.graph.remote.protocol import Protocol

FORMAT: Final = 1
"""Version of the graphs in a dataset."""
SILENCE: Final = 20.0
"""Seconds after which a writer who gives no sign counts as dead; ACCORD_STORE_SILENCE."""

_SIGNS: Final = 4
"""Signs within that time."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the dataset says: the version, the base of its IRIs, who writes (empty: nobody), its sign, the count."""

    version: str = ""
    base: str = ""
    holder: str = ""
    sign: str = ""
    count: int = 0


def read_turn(protocol: Protocol) -> Turn:
    """What the dataset says of its writing; all empty when it was never written to by accord."""
    import json

    told = json.loads(protocol.select(f"SELECT ?p ?o WHERE {{ GRAPH <{WRITING}> {{ <{WRITING}> ?p ?o }} }}", JSON))
    said = {row["p"]["value"].rpartition("#")[2]: row["o"]["value"] for row in told["results"]["bindings"]}
    names = ("format", "base", "holder", "sign")
    version, base, holder, sign = (said.get(name, "") for name in names)
    turn = Turn(version, base, holder, sign, int(said.get("count", 0)))
    if turn.version not in ("", str(FORMAT)):
        raise StoreDamaged(
            f"{protocol.address}: a store of version {turn.version}, not {FORMAT}; load the articles into a new one"
        )
    return turn


def find_namespace(protocol: Protocol, base: str | None) -> Namespace:
    """What the store's IRIs begin with. StoreError when there is no store, or its IRIs begin otherwise."""
    turn = read_turn(protocol)
    if not turn.version:
        raise StoreError(f"{protocol.address}: there is no store here; make one with accord load")
    if base is not None and base != turn.base:
        raise StoreError(f"{protocol.address}: the IRIs of this store begin with {turn.base}, not {base}")
    return Namespace(turn.base)


def make_store(protocol: Protocol, base: str | None) -> Namespace:
    """Mark the dataset as a store unless it is one; errors as ``find_namespace``."""
    if not read_turn(protocol).version:
        marks = f"{_say('format', FORMAT)} {_say('base', Namespace(base or DEFAULT_BASE).base)} {_say('count', 0)}"
        protocol.settle(f"INSERT {{ {marks} }} WHERE {{ FILTER NOT EXISTS {{ {_any('format')} }} }}")
    return find_namespace(protocol, base)


class Writing:
    """This process's turn; a context manager. ``condition`` is for the WHERE of each change."""

    def __init__(self, protocol: Protocol, silence: float = SILENCE) -> None:
        self.protocol = protocol
        self.count = 0
        self._me = f"{socket.gethostname()} {os.getpid()} {secrets.token_hex(8)}"
        self._silence = silence
        self._signed = time.monotonic()
        self._ended = threading.Event()
        self._signing = threading.Thread(target=self._sign, daemon=True)

    def begin(self) -> None:
        """Take the turn, from a dead writer after ``silence`` seconds; StoreInUse when somebody else writes."""
        seen, since = read_turn(self.protocol), time.monotonic()
        while True:
            if not seen.holder or time.monotonic() - since >= self._silence:
                self._take(seen)
                break
            time.sleep(self._silence / (4 * _SIGNS))
            now = read_turn(self.protocol)
            if now.holder and now != seen:
                raise self._in_use(now)
            seen = now
        self._signing.start()

    def end(self) -> None:
        """Let others write."""
        self._ended.set()
        if self._signing.is_alive():
            self._signing.join()
        mine = self._mine()
        self.protocol.settle(f"DELETE {{ {mine} {_any('sign')} }} WHERE {{ {mine} {_any('sign')} }}")

    def request(self, removed: str, added: str) -> str:
        """An update that holds for as long as it is this process's turn, and raises the count. Both: quads as text."""
        return (
            f"DELETE {{ {removed} {_say('count', self.count)} }}\n"
            f"INSERT {{ {added} {_say('count', self.count + 1)} }}\n"
            f"WHERE {{ {self._mine()} {_say('count', self.count)} }}"
        )

    def is_done(self) -> bool:
        """Whether the request was done, which is counted then; StoreInUse when somebody else took the turn."""
        turn = read_turn(self.protocol)
        if turn.holder != self._me:
            raise self._in_use(turn)
        if turn.count == self.count:
            return False
        self.count, self._signed = turn.count, time.monotonic()
        return True

    def _take(self, seen: Turn) -> None:
        if seen.holder:
            old = f"{_say('holder', seen.holder)} {_say('sign', int(seen.sign))}"
            request = f"DELETE {{ {old} }} INSERT {{ {self._mine()} {_say('sign', 0)} }} WHERE {{ {old} }}"
        else:
            mine = f"{self._mine()} {_say('sign', 0)}"
            request = f"INSERT {{ {mine} }} WHERE {{ FILTER NOT EXISTS {{ {_any('holder')} }} }}"
        self.protocol.settle(request)
        now = read_turn(self.protocol)
        if now.holder != self._me:
            raise self._in_use(now)
        self.count = now.count

    def _sign(self) -> None:
        """Give a sign now and then, unless a change did."""
        number, pause = 0, self._silence / _SIGNS
        while not self._ended.wait(pause):
            if time.monotonic() - self._signed < pause:
                continue
            number += 1
            old, new, mine = _say("sign", number - 1), _say("sign", number), self._mine()
            try:
                self.protocol.update(f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {mine} {old} }}")
            except StoreError:
                # The next change will tell; until then the old sign stands.
                number -= 1

    def _mine(self) -> str:
        return _say("holder", self._me)

    def _in_use(self, turn: Turn) -> StoreInUse:
        who = " ".join(turn.holder.split()[:2])
        told = f"{self.protocol.address}: another process writes to this store ({who}); wait until it is done"
        return StoreInUse(told)


def silence(environment: Mapping[str, str]) -> float:
    """ACCORD_STORE_SILENCE where that is a number above 0, else 20 seconds."""
    try:
        told = float(environment.get("ACCORD_STORE_SILENCE", ""))
    except ValueError:
        return SILENCE
    return told if told > 0 else SILENCE


def _say(name: str, value: str | int) -> str:
    from pyoxigraph import Literal

    return f"GRAPH <{WRITING}> {{ <{WRITING}> <{WRITING}#{name}> {Literal(value)} }}"


def _any(name: str) -> str:
    return f"GRAPH <{WRITING}> {{ <{WRITING}> <{WRITING}#{name}> ?{name} }}"
