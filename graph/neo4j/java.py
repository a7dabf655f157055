"""The Java run time and the jars of Neo4j, which Maven copies into a folder that all local servers share."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from accord.graph.errors import Neo4jError

OLDEST_JAVA: Final = 17
"""Neo4j 5 runs on Java 17 and later (operations manual, system requirements)."""


def find_java() -> Path:
    """The ``java`` of JAVA_HOME or of the PATH; Neo4jError when there is none, or one older than 17."""
    home = os.environ.get("JAVA_HOME")
    beside = Path(home, "bin", "java") if home else None
    found = str(beside) if beside and beside.is_file() else shutil.which("java")
    if found is None:
        raise Neo4jError(f"no java: install Java {OLDEST_JAVA} or later (e.g. Debian's openjdk-17-jre-headless)")
    version = java_version(Path(found))
    if version < OLDEST_JAVA:
        raise Neo4jError(f"{found} is Java {version}: install {OLDEST_JAVA} or later, or set JAVA_HOME")
    return Path(found)


def java_version(java: Path) -> int:
    """The feature release that ``java -version`` tells, e.g. 17; Neo4jError when it can't be run or says none."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr  # noqa: S603
    except (OSError, subprocess.CalledProcessError) as error:
        raise Neo4jError(f"{java} can't be run ({error}): install Java {OLDEST_JAVA} or later") from error
    match = re.search(r'version "(?:1\.)?(\d+)', told)
    if match is None:
        raise Neo4jError(f"{java} doesn't tell its version: install Java {OLDEST_JAVA} or later")
    return int(match[1])


def find_maven() -> Path:
    """The ``mvn`` of the PATH; Neo4jError when there is none."""
    found = shutil.which("mvn")
    if found is None:
        raise Neo4jError("no mvn: install Maven 3 (e.g. Debian's maven), which brings the jars of Neo4j")
    return Path(found)


def fetch_jars(folder: Path) -> None:
    """Have Maven copy the jars of Neo4j (137 MB) into ``folder``; nothing to do when the folder is there.

    The folder appears whole or not at all, also when two processes fetch at once. Neo4jError with Maven's words when
    it fails.
    """
    if folder.is_dir():
        return
    maven = find_maven()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetching-", dir=folder.parent) as place:
        partial = Path(place, "lib")
        _copy_dependencies(maven, Path(place), partial)
        try:
            partial.rename(folder)
        except OSError:
            if not folder.is_dir():  # otherwise another process was faster
                raise


def _copy_dependencies(maven: Path, place: Path, target: Path) -> None:
    """Run Maven's dependency plugin in ``place`` over accord's pom."""
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={target}"]
    with as_file(files("accord.graph.neo4j").joinpath("pom.xml")) as pom:
        shutil.copyfile(pom, place / "pom.xml")
    done = subprocess.run([maven, "-q", "-B", "-ntp", *goal], cwd=place, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode or not target.is_dir():
        words = (done.stdout + done.stderr).strip().splitlines()
        raise Neo4jError("Maven couldn't fetch the jars of Neo4j: " + " ".join(words[:3]))
