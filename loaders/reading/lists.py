"""Reads the word lists in ``loaders/data``: tab-separated, comments with their source, then the columns' names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def read_list(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``data/<name>.tsv``, without comments, blank lines and the columns' names."""
    text = files("accord.loaders").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(line.split("\t")) for line in lines[1:])
