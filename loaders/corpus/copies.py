"""The same story under another address, with other comments or tails: its facts are found once and moved.

What the rules find depends on headline, dateline, paragraphs and the day of publication, and on nothing else of a
document. Where two documents have these in common, moving the facts of one to the places of the other gives what
extracting the other would give, to the last passage: so it makes no difference who was first, or whether it was known.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from accord.graph.document import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.document import Document
    from accord.graph.facts import Facts

KEPT: Final = 4_000
"""Stories whose facts are remembered, the latest; some 40 MB."""

Spans: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Story:
    """What is read of some documents alike. ``spans``: where the first has it; ``facts``: once they are found."""

    key: bytes
    spans: Spans
    facts: Facts | None = None

    def told_by(self, document: Document) -> Facts | None:
        """The facts at their places in another document that tells the story; None when they couldn't be found."""
        if self.facts is None:
            return None
        moved: Facts = _Move(self.spans, document).moved(self.facts)
        return replace(moved, id=document.id)


class Stories:
    """The stories that were met of late. ``shared``: whether the extractor reads nothing but what a story is."""

    def __init__(self, shared: bool) -> None:
        self._shared = shared
        self._known: OrderedDict[bytes, Story] = OrderedDict()

    def met(self, document: Document) -> tuple[Story | None, bool]:
        """The story of a document and whether it was met before; None when facts can't be shared."""
        if not self._shared:
            return None, False
        key = story_key(document)
        if (known := self._known.get(key)) is not None:
            self._known.move_to_end(key)
            return known, True
        made = self._known[key] = Story(key, _spans(document))
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return made, False

    def found(self, story: Story | None, facts: Facts | None) -> None:
        """Remember the facts of a story; None: they couldn't be found, so that the next one is tried by itself."""
        if story is None:
            return
        story.facts = facts
        if facts is None and self._known.get(story.key) is story:
            del self._known[story.key]


def story_key(document: Document) -> bytes:
    """A digest of all that facts depend on: the words, in the order of the text, and the day of publication."""
    spans = _spans(document)
    order = sorted(range(len(spans)), key=spans.__getitem__)
    told = repr((document.metadata.published, document.headline is None, document.dateline is None, order))
    texts = (document.text[start:end] for start, end in spans)
    return hashlib.sha256("\x00".join((told, *map(repr, texts))).encode("utf-8", "surrogatepass")).digest()


def _spans(document: Document) -> Spans:
    return tuple(span for span in (document.headline, document.dateline, *document.body) if span is not None)


class _Move:
    """Moves passages that stand in ``spans`` to where ``document`` has the same words."""

    def __init__(self, spans: Spans, document: Document) -> None:
        self._text = document.text
        self._ways = tuple(zip(spans, _spans(document), strict=True))

    def moved(self, value: Any) -> Any:
        """A value with all passages in it moved."""
        if isinstance(value, Passage):
            (start, end), (there, _) = next(way for way in self._ways if way[0][0] <= value.start < way[0][1])
            assert value.end <= end, "a passage lies within a paragraph"
            return Passage.of(self._text, value.start - start + there, value.end - start + there)
        if isinstance(value, tuple):
            return tuple(map(self.moved, value))
        if is_dataclass(value) and not isinstance(value, type):
            return type(value)(**dict(self._fields(value)))
        return value

    def _fields(self, value: Any) -> Iterator[tuple[str, Any]]:
        for field in fields(value):
            yield field.name, self.moved(getattr(value, field.name))
