"""A lane: a process that has the data and talks to clients itself, so that a short answer takes no way but one.

The front accepts a connection and lends it to a lane: both hold it. The lane looks at a request without taking it from
the kernel's buffer, evaluates it, and only then takes it and sends the answer. So whatever ends a lane (a query that
takes longer than the kernel's timer allows, one that overflows the stack, a kill) loses nothing: the request still
lies where it was, and the front, which sees the lane end, has a worker answer it. What isn't plain or short goes there
as well.
"""

from __future__ import annotations

import gc
import select
import signal
import socket
import struct
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from accord.queries.service import board
from accord.queries.service.access import Access
from accord.queries.service.lane_answers import LaneAnswers, NotShort
from accord.queries.service.plain_head import PlainHeads

if TYPE_CHECKING:
    from accord.queries.service.common import Common
    from accord.queries.service.loading import Loaded
    from accord.queries.service.plain_head import Block

MESSAGE: Final = struct.Struct("!cQ")
"""A kind, and the number of a connection or shape."""
CONNECTION, KNOWN = b"c", b"k"
"""From the front: a connection (with its descriptor and the client's address); a shape that isn't short."""
OVER, LONG, CLOSED, REST = b"o", b"l", b"x", b"r"
"""From a lane: go on with this connection; also because its request has the shape that is told next; it was closed;
send the client the bytes that follow."""
LARGEST_MESSAGE: Final = 1 << 18

LONGEST_HEAD: Final = 8192
"""Bytes of the longest request that is plain."""
_TIME: Final = 0.05
"""Seconds of processor time after which the kernel ends the lane."""
_REARM: Final = 10_000_000
"""Nanoseconds after which the timer is wound up again, so that a request has four fifths of it at least."""
_LOOKING: Final = 1.0
"""Seconds between looks for clients that say nothing."""
_GARBAGE: Final = 20_000
"""Objects between collections: hardly anything here has cycles."""
_IDLE: Final = 15.0
"""Seconds that a connection may stay open between two requests."""


@dataclass(slots=True)
class Lent:
    """A connection that the front lent. ``quiet``: since when nothing came; ``begun``: something came before."""

    number: int
    socket: socket.socket
    client: str
    quiet: float
    begun: bool = False


class Lane:
    """Answers on connections until the front ends the conversation, or has gone."""

    def __init__(self, control: socket.socket, loaded: Loaded, common: Common, slot: int) -> None:
        self._control = control
        self._slow = common.options.slow
        self._heads = PlainHeads(common.options, Access(common.options, time.monotonic))
        self._words = common.board.slot(slot)
        self._answers = LaneAnswers(loaded.dataset, common, slot)
        self._image = loaded.image
        self._lent: dict[int, Lent] = {}
        self._poll = select.epoll()
        self._poll.register(control.fileno(), select.EPOLLIN)
        self._wound = 0
        self._used = False
        self._ended = False

    def serve(self) -> None:
        """Go on until the end."""
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        gc.set_threshold(_GARBAGE)
        own, poll, words = self._control.fileno(), self._poll.poll, self._words
        looked = time.monotonic()
        while not self._ended:
            events = poll(_LOOKING if self._lent or self._used else -1)
            if not events:
                self._rest()
            for descriptor, _ in events:
                if descriptor == own:
                    self._take_message()
                elif not words[board.RETIRED]:
                    self._look(self._lent[descriptor])
            if self._lent and (now := time.monotonic()) - looked > _LOOKING:
                looked = now
                self._close_quiet(now)

    def _rest(self) -> None:
        """Nobody asks anything now: give back what reading has copied; before, the next request would read the same."""
        if self._image and self._used:
            self._image.give_back()
        self._used = False

    def _take_message(self) -> None:
        content, descriptors, _, _ = socket.recv_fds(self._control, 1024, 1)
        if not content:
            self._ended = True
            return
        kind, number = MESSAGE.unpack_from(content)
        if kind == CONNECTION:
            found = socket.socket(fileno=descriptors[0])
            client = content[MESSAGE.size :].decode("ascii", "replace")
            self._lent[found.fileno()] = Lent(number, found, client, time.monotonic())
            self._poll.register(found.fileno(), select.EPOLLIN)
        elif kind == KNOWN:
            self._answers.long.add(number)

    def _look(self, lent: Lent) -> None:
        """Something came on a connection."""
        try:
            data = lent.socket.recv(LONGEST_HEAD, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._give_back(lent, CLOSED)
            return
        plain = self._heads.read(data)
        if plain is None:
            self._give_back(lent, OVER)
            return
        self._answer(lent, len(data), *plain)

    def _answer(self, lent: Lent, size: int, path: str, query: str, block: Block) -> None:
        words = self._words
        started = time.monotonic_ns()
        if started - self._wound > _REARM:
            signal.setitimer(signal.ITIMER_PROF, _TIME)
            self._wound = started
        words[board.STARTED] = started
        words[board.BUSY] = lent.number
        self._used = True
        try:
            answer, sent = self._answers.find(path, query, block)
        except NotShort as reason:
            words[board.BUSY] = 0
            self._give_back(lent, LONG if reason.shape else OVER, struct.pack("!Q", reason.shape))
            return
        words[board.SENDING] = 1
        lent.socket.recv(size)
        rest = _send(lent.socket, answer)
        if rest:
            self._give_back(lent, REST, rest)
        elif rest is None or not block.keep_alive:
            self._give_back(lent, CLOSED)
        else:
            lent.quiet, lent.begun = started / 1e9, True
        words[board.BUSY] = 0
        words[board.SENDING] = 0
        self._answers.count(path, query, lent.client, time.monotonic_ns() - started, sent)

    def _give_back(self, lent: Lent, why: bytes, more: bytes = b"") -> None:
        self._poll.unregister(lent.socket.fileno())
        del self._lent[lent.socket.fileno()]
        lent.socket.close()
        self._control.sendall(MESSAGE.pack(why, lent.number) + more)

    def _close_quiet(self, now: float) -> None:
        """Close the connections of clients that have said nothing for too long."""
        for lent in list(self._lent.values()):
            if now - lent.quiet > (_IDLE if lent.begun else self._slow):
                self._give_back(lent, CLOSED)


def _send(connection: socket.socket, answer: bytes) -> bytes | None:
    """Send what the kernel takes at once; what is left of it, None when the client has gone."""
    try:
        done = connection.send(answer)
    except BlockingIOError:
        done = 0
    except OSError:
        return None
    return answer[done:] if done < len(answer) else b""
