"""Writes what follows from accord.ttl and schemes.ttl: ``python -m accord.ontology.generate [--check]``.

These are terms.py, projection_map.py, the lists of concepts in shapes.ttl, and docs/ontology.md. With ``--check``
nothing is written, and the exit code is 1 when something would change.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from accord.ontology.annotations import read_annotations
from accord.ontology.constants import render_lists, render_projection_map, render_terms
from accord.ontology.reference import render_reference
from accord.ontology.vocabulary import read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MARK: Final = "### Generated from schemes.ttl: change that, then run python -m accord.ontology.generate\n"
"""The line of shapes.ttl below which everything is generated."""


def render(shapes: str) -> Mapping[str, str]:
    """Path from the project's root to content, of each generated file. ``shapes``: shapes.ttl as it is now.

    ValueError when the Turtle contradicts itself, or ``shapes`` lacks the line below which it is generated.
    """
    vocabulary = read_vocabulary()
    annotations = read_annotations(vocabulary)
    written, mark, _ = shapes.partition(MARK)
    if not mark:
        raise ValueError(f"shapes.ttl has no line {MARK.strip()!r}")
    return {
        "ontology/terms.py": render_terms(vocabulary),
        "ontology/projection_map.py": render_projection_map(annotations),
        "ontology/shapes.ttl": f"{written}{mark}\n{render_lists(vocabulary)}",
        "docs/ontology.md": render_reference(vocabulary, annotations),
    }


def main(root: Path, arguments: Sequence[str] | None = None) -> int:
    """Bring the generated files under ``root`` up to date, or say which aren't; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m accord.ontology.generate", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a file is out of date")
    check = parser.parse_args(arguments).check
    if not (root / "pyproject.toml").is_file():
        parser.error(f"{root} is no checkout of accord: generate in one")
    stale = stale_files(root)
    for path, text in stale.items():
        print(f"{path} is out of date" if check else f"wrote {path}", file=sys.stderr)
        if not check:
            (root / path).parent.mkdir(exist_ok=True)
            (root / path).write_bytes(text.encode())
    return int(check and bool(stale))


def stale_files(root: Path) -> Mapping[str, str]:
    """The generated files under ``root`` that would change, with their new content."""
    rendered = render((root / "ontology" / "shapes.ttl").read_text(encoding="utf-8"))
    return {path: text for path, text in rendered.items() if _content(root / path) != text.encode()}


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parents[1]))
