"""Feeds that are followed: each round asks whether they changed, and reads the entries that weren't read yet."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from accord.graph.errors import InputError, UnreadableSource
from accord.loaders.containers.expansion import Expansion
from accord.loaders.containers.kinds import Kind, kind_of
from accord.loaders.sources import Source
from accord.loaders.web.client import Unreached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from accord.loaders.loading import Outcome
    from accord.loaders.web.fetching import Fetching


@dataclass(slots=True)
class Following:
    """Follows feeds. An entry counts as read once ``done`` has its outcome, so that a stop in between loses none."""

    fetching: Fetching
    tell: Callable[[str], None] = lambda _: None
    _due: dict[str, tuple[str, str]] = field(default_factory=dict)

    def entries(self, feeds: Iterable[str]) -> Iterator[Source]:
        """The articles of the entries that are new or changed, feed by feed; pages are fetched on the way."""
        for feed in feeds:
            try:
                fresh = list(self._unread(feed))
            except InputError as error:
                self.tell(str(error))
                continue
            yield from Expansion(tell=self.tell, web=self.fetching).articles(fresh)

    def done(self, outcome: Outcome) -> None:
        """An article was loaded, or refused for good; what may be had later is tried again in the next round."""
        due = self._due.pop(outcome.source.place, None)
        if due is not None and not isinstance(outcome.error, Unreached):
            self.fetching.cache.read(due[0], outcome.source.place, due[1])

    def _unread(self, feed: str) -> Iterator[Source]:
        kept, stream = self.fetching.fetch(feed, fresh=0.0)
        if stream is not None:
            stream.close()
        if kind_of(kept.body) is not Kind.FEED:
            raise UnreadableSource(f"{feed}: is no RSS or Atom feed")
        for source in Expansion(tell=self.tell).stream(Source(feed, feed), io.BytesIO(kept.body)):
            stamp = _stamp(source)
            if not self.fetching.cache.was_read(feed, source.place, stamp):
                self._due[source.place] = (feed, stamp)
                yield source


def _stamp(source: Source) -> str:
    """Tells versions of an entry apart."""
    return hashlib.sha256((source.held or b"") + repr((source.told, str(source.error))).encode()).hexdigest()
