"""Addresses as sources: fetched once, kept, asked again only whether they changed."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING, Final

from accord.graph.errors import InputError
from accord.loaders.containers.kinds import Kind, kind_of
from accord.loaders.containers.web_archives import in_utf8
from accord.loaders.reading.source import MAX_BYTES
from accord.loaders.web.cache import LARGEST, Kept

if TYPE_CHECKING:
    from accord.loaders.sources import Source
    from accord.loaders.web.cache import Cache
    from accord.loaders.web.client import Client

FRESH: Final = 3600.0
"""Seconds for which what was fetched isn't asked for again."""


@dataclass(slots=True)
class Fetching:
    """Gets addresses by ``client``, keeps them in ``cache``; ``fresh``: seconds without asking again."""

    client: Client
    cache: Cache
    fresh: float = FRESH
    _failed: dict[str, InputError] = field(default_factory=dict)

    def opened(self, source: Source) -> tuple[Source, IO[bytes] | None]:
        """The source as it was got: held, refused, or with a stream that may hold many."""
        if (failed := self._failed.get(source.place)) is not None:
            return replace(source, error=failed), None
        try:
            kept, stream = self.fetch(source.place)
        except InputError as error:
            self._failed[source.place] = error
            return replace(source, error=error), None
        known = replace(source, told=replace(source.told, url=source.told.url or kept.final))
        if stream is not None:
            return known, stream
        if kind_of(kept.body) is not Kind.PLAIN:
            return known, io.BytesIO(kept.body)
        return replace(known, held=in_utf8(kept.body, kept.content_type)[: MAX_BYTES + 1]), None

    def fetch(self, url: str, *, fresh: float | None = None) -> tuple[Kept, IO[bytes] | None]:
        """What is at an address, now or a moment ago; a stream where it is too large to be kept.

        InputError when it can't be had.
        """
        kept = self.cache.get(url)
        if kept is not None and self.cache.now() - kept.fetched < (self.fresh if fresh is None else fresh):
            return kept, None
        answer = self.client.fetch(url, {kept.final: kept.validators} if kept is not None else {})
        if answer.status == 304 and kept is not None:
            self.cache.confirm(url)
            return kept, None
        body = answer.body.read(LARGEST + 1)
        made = Kept(answer.url, answer.etag, answer.modified, answer.content_type, self.cache.now(), body)
        if len(body) > LARGEST:
            answer.body.seek(0)
            return replace(made, body=b""), answer.body
        answer.body.close()
        self.cache.keep(url, made)
        return made, None
