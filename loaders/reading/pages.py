"""From an HTML page to its article's text and metadata, with trafilatura; unsafe pages are refused."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from accord.graph.document import Metadata
from accord.graph.errors import EmptySource, OversizedSource

# libxml2 stops at a depth of 256; trafilatura's time grows with the square of the number of elements.
MAX_DEPTH: Final = 250
MAX_ELEMENTS: Final = 30_000
_TAG: Final = re.compile(
    r"<(?:(?P<skip>!--|script\b|style\b)|(?P<close>/)?(?P<name>[a-z][a-z0-9:-]{0,30}))", re.IGNORECASE
)
_ENDS: Final = {"!--": "-->", "script": "</script", "style": "</style"}
# Elements without an end tag, or whose end tag may be left out (HTML Standard, 13.1.2): they don't nest by themselves.
_FLAT: Final = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|html|head|body|p|li|dt|dd|tr|td|th|tbody|thead|tfoot"
    "|option|optgroup|colgroup|caption|rt|rp|path|circle|rect|line|use"
)
_BULLET: Final = re.compile(r"^- +", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its text, one paragraph a line, parted by blank lines, and the headline first."""

    text: str
    titled: bool
    metadata: Metadata


def read_page(html: str, *, name: str) -> Page:
    """Extract the article of a page. OversizedSource when it is unsafe to parse, EmptySource when it has no article."""
    _refuse_unsafe(html, name)
    found = _extract(html)
    text = _BULLET.sub("", found.text or "").strip() if found is not None else ""
    if not text:
        raise EmptySource(f"{name}: no article was found in the page")
    title = _one_line(found.title)
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    heading = _one_line(_heading(found.body))
    if title and heading != paragraphs[0] and title.casefold() != paragraphs[0].casefold():
        paragraphs.insert(0, title)
    return Page("\n\n".join(paragraphs), bool(title or heading), _metadata(found, title or heading))


def _refuse_unsafe(html: str, name: str) -> None:
    depth, elements = _measure(html)
    if depth > MAX_DEPTH:
        raise OversizedSource(f"{name}: elements nested more than {MAX_DEPTH} deep; save the article as plain text")
    if elements > MAX_ELEMENTS:
        raise OversizedSource(f"{name}: more than {MAX_ELEMENTS} elements; save the article as plain text")


def _measure(html: str) -> tuple[int, int]:
    """Greatest depth and number of elements, from the tags alone; the scan ends once either is too great."""
    opened: dict[str, int] = {}
    depth = deepest = elements = place = 0
    while (tag := _TAG.search(html, place)) and deepest <= MAX_DEPTH and elements <= MAX_ELEMENTS:
        place = tag.end()
        if skipped := tag["skip"]:
            end = _find(html, _ENDS[skipped.lower()], place)
            if end < 0:
                break
            place = end
            continue
        name = tag["name"].lower()
        elements += tag["close"] is None
        if _FLAT.fullmatch(name):
            continue
        change = -1 if tag["close"] else 1
        if change > 0 or opened.get(name, 0):
            opened[name] = opened.get(name, 0) + change
            depth += change
            deepest = max(deepest, depth)
    return deepest, elements


def _find(html: str, mark: str, place: int) -> int:
    found = re.compile(re.escape(mark), re.IGNORECASE).search(html, place)
    return found.start() if found else -1


def _extract(html: str) -> Any:
    from trafilatura import bare_extraction

    # Without a handler its remarks on each page would reach stderr.
    for logger in map(logging.getLogger, ("trafilatura", "htmldate")):
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    return bare_extraction(
        html,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # A page's date must be stated, not gathered from any number on it: relative dates are resolved by it.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _heading(body: Any) -> str | None:
    """The page's first heading, where the article begins with it."""
    first = next(iter(body), None) if body is not None else None
    return (
        "".join(first.itertext()) if first is not None and first.tag == "head" and first.get("rend") == "h1" else None
    )


def _metadata(found: Any, title: str | None) -> Metadata:
    return Metadata(
        title=title,
        published=date.fromisoformat(found.date) if found.date else None,
        author=_one_line(found.author),
        publisher=_one_line(found.sitename or found.hostname),
        url=found.url or None,
    )


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None
