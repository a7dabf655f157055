"""Random and adversarial texts: extraction reads each, and its time grows with their length alone.

The whole thousand is run by ``tests/bench/robustness.py``; here are a hundred, most of them short.
"""

from __future__ import annotations

import importlib.util
import time
from typing import TYPE_CHECKING, Any

import pytest

from accord.graph.document import Document
from accord.graph.errors import InputError
from accord.graph.facts_json import from_json, to_json
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.reading import read_document

if TYPE_CHECKING:
    from pathlib import Path

LENGTHS = (40, 400, 1_500, 4_000)
TEXTS = 104


@pytest.fixture(scope="module")
def adversarial(root: Path) -> Any:
    spec = importlib.util.spec_from_file_location("adversarial", root / "tests" / "bench" / "adversarial.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor(gated=False)


def whole(text: str) -> Document:
    return Document("text", text, ((0, len(text)),))


def test_any_text_gives_facts_that_cite_it(adversarial: Any, extractor: RuleExtractor) -> None:
    for number in range(TEXTS):
        text = adversarial.text(number, LENGTHS[number // 26]) or "."
        document = whole(text)
        if number % 2:
            try:
                document = read_document(text.encode(), name="text.txt")
            except InputError:
                continue
        facts = extractor.extract(document)
        assert from_json(to_json(facts), document.text) == facts


@pytest.mark.parametrize("number", [1, 6, 18, 19, 21, 22])
def test_time_grows_with_length_not_with_its_square(adversarial: Any, extractor: RuleExtractor, number: int) -> None:
    def spent(length: int) -> float:
        document = whole(adversarial.text(number, length))
        start = time.process_time()
        extractor.extract(document)
        return time.process_time() - start

    spent(500)
    # Sixteen times the length; its square would take 256 times as long. The floor keeps noise out.
    assert spent(24_000) < 80 * max(spent(1_500), 0.02)
