"""The wheel holds the whole tree, and a fresh environment runs the main job from it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

PARTS = ("ontology", "graph", "loaders", "queries")
PAGE_SOURCES = Path("queries", "page", "source")
"""What the page's files are built from: a developer's, and in no wheel."""


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Built from a copy: setuptools packs whatever an earlier build left in the tree's own build folder.
    tree = folder / "tree"
    for part in PARTS:
        shutil.copytree(root / part, tree / part, ignore=shutil.ignore_patterns("__pycache__", "node_modules"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, tree)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_every_module_and_data_file_of_the_tree(root: Path, wheel: Path) -> None:
    tree = {
        f"accord/{path.relative_to(root).as_posix()}"
        for part in PARTS
        for path in (root / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
        if not path.relative_to(root).is_relative_to(PAGE_SOURCES)
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("accord/")}
    assert tree == packed


def test_a_fresh_environment_runs_the_main_job_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False, system_site_packages=False)
    python = tmp_path / "env" / "bin" / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # The dependencies are those of this environment: what is tested is our wheel, not the registry.
    parent = subprocess.run(
        [sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (Path(site) / "dependencies.pth").write_text(parent + "\n", encoding="utf-8")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    environment = {**os.environ, "ACCORD_STORE": str(tmp_path / "store"), "PYTHONPATH": ""}
    command = [python, "-c", "from accord.graph.cli import main; main(['load', '--example'])"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    where = [python, "-c", "import accord.graph, json; print(json.dumps(accord.graph.__file__))"]
    found = json.loads(
        subprocess.run(where, check=True, capture_output=True, text=True, env=environment, cwd=tmp_path).stdout
    )
    assert found.startswith(str(tmp_path))
    assert "signed" in done.stdout
