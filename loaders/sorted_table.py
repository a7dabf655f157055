"""A large table whose lines are sorted by their first value, searched in place: reading it apart would take longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class SortedTable:
    """The lines of a tab separated file, sorted as bytes, after comments (``#``) and a line of column names.

    >>> table = SortedTable(b"# a comment\\nname\\tstate\\nOslo\\tNOR\\nParis\\tFRA\\nParis\\tUSA\\n")
    >>> list(table.rows("Paris")), list(table.rows("Par"))
    ([['Paris', 'FRA'], ['Paris', 'USA']], [])
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        start = 0
        while content.startswith(b"#", start):
            start = content.index(b"\n", start) + 1
        self._first = content.index(b"\n", start) + 1

    def rows(self, name: str) -> Iterator[list[str]]:
        """The values of each line that begins with ``name``, in order."""
        content, wanted = self._content, name.encode(errors="surrogatepass") + b"\t"
        start = self._at_or_after(wanted)
        while content.startswith(wanted, start):
            end = content.find(b"\n", start)
            yield content[start : end if end >= 0 else len(content)].decode().split("\t")
            start = end + 1 if end >= 0 else len(content)

    def _at_or_after(self, wanted: bytes) -> int:
        """Where the first line begins that isn't before ``wanted``."""
        content, low, high = self._content, self._first, len(self._content)
        while low < high:
            middle = content.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if content[middle : middle + len(wanted)] < wanted:
                low = content.find(b"\n", middle) + 1 or len(content)
            else:
                high = middle
        return low
