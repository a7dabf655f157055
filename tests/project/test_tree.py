"""What holds of the tree itself: no machine's paths, no registry's host, one job a module."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

SOURCES = ("ontology", "graph", "loaders", "queries")
# Put together at run time, so that this file doesn't match itself.
HOSTS = re.compile(
    "|".join(
        [
            "pypi" + r"\.org",
            "files.python" + "hosted",
            "repo1?" + r"\.maven",
            "registry" + r"\.npmjs",
            "index-" + "url",
            "find-" + "links",
        ]
    )
)
PATHS = re.compile("(^|[\\s\"'=(])/(" + "|".join(["work", "root", "farm", "opt", "home/[a-z]+"]) + ")/")


def tracked(root: Path) -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files"], cwd=root, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    return [root / name for name in names if (root / name).is_file() and not (root / name).is_symlink()]


def test_no_file_names_a_registry_or_a_path_of_a_machine(root: Path) -> None:
    found = []
    for path in tracked(root):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if HOSTS.search(line) or PATHS.search(line):
                found.append(f"{path.relative_to(root)}:{number}: {line.strip()[:100]}")
    assert not [f for f in found if not f.startswith(("README.md", "CHANGELOG.md"))], found


def test_no_module_has_more_than_300_lines(root: Path) -> None:
    long = {
        str(path.relative_to(root)): count
        for part in SOURCES
        for path in (root / part).rglob("*.py")
        if path.name not in {"terms.py", "projection_map.py"}
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long


@pytest.mark.parametrize("part", SOURCES)
def test_every_package_says_what_it_is_for_and_what_it_may_import(root: Path, part: str) -> None:
    for init in (root / part).rglob("__init__.py"):
        text = init.read_text(encoding="utf-8")
        assert text.startswith('"""'), init
        assert "May import:" in text, init
