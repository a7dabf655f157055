"""Extraction of random and adversarial texts: none may raise, none may take over 2 s of processor time per 10,000
characters (a shorter text: 2 s).

    python tests/bench/robustness.py [--texts 1000] [--first 0] [--slowest 10]

Lengths go from a few characters to that of a sentence of 10,000 words. Each text is extracted without the gate, which
would spare the parser most of them.
"""

from __future__ import annotations

import argparse
import random
import traceback
from datetime import date

from adversarial import kind, text
from processor import of_call

from accord.graph.document import Document, Metadata
from accord.graph.errors import InputError
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.reading import read_document

LIMIT = 2.0
PUBLISHED = date(2017, 5, 8)
LENGTHS = (30, 300, 1_000, 3_000, 10_000, 20_000, 65_000)
WEIGHTS = (10, 20, 25, 20, 15, 7, 3)


def document(number: int) -> Document:
    """The document of that number: read as a file is, or for odd numbers as one paragraph whatever is in it."""
    body = text(number, random.Random(-number).choices(LENGTHS, WEIGHTS)[0]) or "."
    whole = Document(f"text-{number}", body, ((0, len(body)),), metadata=Metadata(published=PUBLISHED))
    if number % 2:
        return whole
    try:
        return read_document(body.encode(), name=f"text-{number}.txt", published=PUBLISHED)
    except InputError:
        return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--slowest", type=int, default=10)
    options = parser.parse_args()
    extractor = RuleExtractor(gated=False)
    extractor.extract(document(1))
    spent: list[tuple[float, float, int]] = []
    raised = 0
    for number in range(options.first, options.first + options.texts):
        given = document(number)
        try:
            seconds = of_call(lambda given=given: extractor.extract(given))  # type: ignore[misc]
        except Exception:
            raised += 1
            print(f"text {number} ({kind(number)}) raised:\n{traceback.format_exc(limit=-3)}", flush=True)
            continue
        spent.append((seconds / max(1.0, len(given.text) / 10_000), seconds, number))
    spent.sort(reverse=True)
    slow = sum(rate > LIMIT for rate, _, _ in spent)
    print(
        f"{options.texts} texts: {raised} raised, {slow} took over {LIMIT} s of CPU per 10,000 characters; the slowest:"
    )
    for rate, seconds, number in spent[: options.slowest]:
        print(f"{rate:6.2f} s per 10,000 characters ({seconds:6.2f} s in all): text {number}, {kind(number)}")


if __name__ == "__main__":
    main()
