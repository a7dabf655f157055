"""Annotated articles on disk: gold facts documents, one a line, and beside them the texts and their dates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from accord.graph.errors import InvalidDate, InvalidFacts, MissingSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Facts = Mapping[str, Any]

_LISTS: Final = {"agreements": None, "contacts": None, "offices": "person", "statements": "speaker"}
"""The lists of a facts document that are scored, and the key that each of their facts needs."""
_FOLDERS: Final = ("text", "articles")
_ENDINGS: Final = (".txt", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Listed:
    """What a manifest says of an article; ``split``: the part of the set that it belongs to, e.g. ``test``."""

    published: date | None = None
    split: str | None = None


def read_gold(file: Path) -> tuple[Facts, ...]:
    """The facts documents of a JSON lines file; gold may lack evidence and hold words that no extractor writes.

    MissingSource when the file can't be read; InvalidFacts with its line for one that isn't a facts document or whose
    id came before.
    """
    documents: dict[str, Facts] = {}
    for place, told in _lines(file):
        _check(told, place)
        if told["id"] in documents:
            raise InvalidFacts(f"{place}: the id {told['id']!r} came before; give each article one line")
        documents[told["id"]] = told
    if not documents:
        raise InvalidFacts(f"{file}: holds no facts document; write one a line, as `accord extract --json` does")
    return tuple(documents.values())


def read_manifest(file: Path) -> dict[str, Listed]:
    """What a manifest, JSON lines with ``id`` and perhaps ``published`` and ``split``, says of each article.

    MissingSource, InvalidFacts and InvalidDate as for gold.
    """
    found = {}
    for place, told in _lines(file):
        if not isinstance(told.get("id"), str):
            raise InvalidFacts(f"{place}: id: missing; a manifest's line needs id and published")
        published = day(told["published"], place) if told.get("published") else None
        found[told["id"]] = Listed(published, str(told["split"]) if told.get("split") else None)
    return found


def day(told: object, place: str) -> date:
    """A calendar day; InvalidDate with its place when it isn't one."""
    try:
        return date.fromisoformat(str(told))
    except ValueError as error:
        raise InvalidDate(f"{place}: published: {told!r} is not a day of the calendar; write 2017-05-08") from error


def find_folder(gold: Path, option: Path | None) -> Path:
    """Where the articles lie: ``option``, else ``text`` or ``articles`` beside the gold file; else MissingSource."""
    candidates = [option] if option else [gold.parent / name for name in _FOLDERS]
    for folder in candidates:
        if folder.is_dir():
            return folder
    looked = " and ".join(map(str, candidates))
    raise MissingSource(f"no folder of articles at {looked}; name it with --articles FOLDER")


def find_manifest(gold: Path, option: Path | None) -> Path | None:
    """``option``, else the file beside the gold file with "manifest" for "gold" in its name, if it is there."""
    if option:
        return option
    beside = gold.with_name(gold.name.replace("gold", "manifest"))
    return beside if beside != gold and beside.is_file() else None


def article_file(folder: Path, identifier: str) -> Path:
    """The file of an article, by its id; where there is none, what it would be called."""
    named = [folder / f"{identifier}{ending}" for ending in _ENDINGS]
    return next((file for file in named if file.is_file()), named[0])


def _lines(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON lines file, each with its place for messages."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MissingSource(f"{file}: can't be read ({error}); give a file of JSON lines in UTF-8") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield f"{file}, line {number}", _object(line, f"{file}, line {number}")


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        told = json.loads(line)
    except ValueError as error:
        raise InvalidFacts(f"{place}: is no JSON ({error}); write one object a line") from error
    if not isinstance(told, dict):
        raise InvalidFacts(f"{place}: must be an object, not {type(told).__name__}")
    return told


def _check(told: Facts, place: str) -> None:
    if not isinstance(told.get("id"), str):
        raise InvalidFacts(f"{place}: id: must be text")
    for name, needed in _LISTS.items():
        facts = told.get(name)
        if not isinstance(facts, list) or not all(isinstance(fact, dict) for fact in facts):
            raise InvalidFacts(f"{place}: {name}: must be a list of objects, if an empty one")
        for index, fact in enumerate(facts):
            if needed and not isinstance(fact.get(needed), str):
                raise InvalidFacts(f"{place}: {name}[{index}].{needed}: must be text")
