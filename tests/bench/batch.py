"""Processor time an article in batches of several sizes, from file to store, with what each command costs once apart.

python tests/bench/batch.py [FOLDER] [--sizes 1 10 25 50]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from processor import ACCORD, GOLD_ARTICLES, TEMPORARY, of_process


def cost(files: list[Path]) -> float:
    """Seconds of processor time to load copies of files into a new store."""
    with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
        (Path(folder) / "articles").mkdir()
        for file in files:
            shutil.copy(file, Path(folder) / "articles")
        return of_process([*ACCORD, "load", "-q", f"{folder}/articles"], {"ACCORD_STORE": f"{folder}/store"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD_ARTICLES)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 25, 50])
    options = parser.parse_args()
    files = sorted(options.folder.glob("*.txt"))
    cost(files[:1])
    alone = cost(files[:1])
    for size in options.sizes:
        chosen = files[:size]
        seconds = cost(chosen)
        further = f", {1000 * (seconds - alone) / (size - 1):6.0f} ms each after the first" if size > 1 else ""
        print(f"{len(chosen):>5} articles {seconds:8.2f} s CPU, {1000 * seconds / len(chosen):6.0f} ms each{further}")


if __name__ == "__main__":
    main()
