"""Runs an extractor over annotated articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.graph.errors import InputError
from accord.loaders.evaluation.gold import article_file, day, find_manifest, read_manifest
from accord.loaders.loading import extract_sources
from accord.loaders.sources import find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from accord.loaders.evaluation.gold import Facts, Listed
    from accord.loaders.loading import Extractor, Outcome


def listed(gold: Path, manifest: Path | None) -> dict[str, Listed]:
    """What the manifest says of the articles, by id: that of the option, else the one beside the gold file, else {}."""
    found = find_manifest(gold, manifest)
    return read_manifest(found) if found else {}


def of_split(documents: Sequence[Facts], known: Mapping[str, Listed], split: str | None) -> Sequence[Facts]:
    """The gold documents that the manifest counts to a split, all for None; InputError when it counts none to it."""
    if split is None:
        return documents
    chosen = [each for each in documents if each["id"] in known and known[each["id"]].split == split]
    if not chosen:
        splits = sorted({each.split for each in known.values() if each.split})
        raise InputError(f"--split {split}: the manifest counts no article to it; it has {', '.join(splits) or 'none'}")
    return chosen


def dates(documents: Iterable[Facts], gold: Path, known: Mapping[str, Listed]) -> dict[str, date]:
    """Publication dates by id: the manifest's, else those of the gold lines."""
    told = {each["id"]: day(each["published"], f"{gold}, {each['id']}") for each in documents if each.get("published")}
    return told | {key: each.published for key, each in known.items() if each.published}


def outcomes(
    documents: Iterable[Facts], folder: Path, published: Mapping[str, date], extractor: Extractor
) -> Iterator[tuple[str, Outcome]]:
    """What came of each article, with its id; an article that isn't there is refused."""
    for each in documents:
        sources = find_sources([str(article_file(folder, each["id"]))])
        for outcome in extract_sources(sources, extractor, published.get(each["id"])):
            yield each["id"], outcome
