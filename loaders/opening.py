"""From what a command was given to single articles: containers opened, addresses fetched, when they are needed."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from accord.loaders.containers.columns import parse_columns
from accord.loaders.containers.expansion import Expansion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from accord.loaders.sources import Source
    from accord.loaders.web.fetching import Fetching


@dataclass(frozen=True, slots=True)
class Opening:
    """How sources are opened. ``columns``: a map as of ``--columns``; ``hosts``: allowed though they aren't public.

    ``pace``: seconds between requests to a host; ``cache``: the file of what was fetched, None: the user's.
    """

    columns: str | None = None
    hosts: tuple[str, ...] = ()
    pace: float = 1.0
    cache: Path | None = None
    tell: Callable[[str], None] = field(default=lambda _: None)

    @contextmanager
    def articles(self, sources: Iterable[Source], *, fetch: bool = True) -> Iterator[Iterator[Source]]:
        """The articles of the sources, one after the other; ``fetch``: those on the web as well."""
        columns = parse_columns(self.columns)
        with ExitStack() as held:
            web = _Web(self, held) if fetch else None
            yield Expansion(columns, tell=self.tell, web=web).articles(sources)

    @contextmanager
    def fetching(self) -> Iterator[Fetching]:
        """Fetch from the web, with these manners."""
        from accord.loaders.web.addresses import Guard
        from accord.loaders.web.cache import Cache, cache_file
        from accord.loaders.web.client import Client, Manners
        from accord.loaders.web.fetching import Fetching

        guard = Guard(frozenset(host.lower() for host in self.hosts))
        with Cache(self.cache or cache_file()) as cache, Client(guard, Manners(self.pace)) as client:
            yield Fetching(client, cache)


class _Web:
    """The web, once there is something to be had from it: most runs need neither client nor cache."""

    def __init__(self, opening: Opening, held: ExitStack) -> None:
        self._opening = opening
        self._held = held
        self._fetching: Fetching | None = None

    def opened(self, source: Source) -> tuple[Source, IO[bytes] | None]:
        """The source as it was got."""
        if self._fetching is None:
            self._fetching = self._held.enter_context(self._opening.fetching())
        return self._fetching.opened(source)
