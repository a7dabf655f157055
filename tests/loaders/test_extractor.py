"""The whole extractor: every fact cites the text verbatim, and no text breaks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.graph.document import Document, Metadata
from accord.graph.facts import Evidence, Facts
from accord.graph.facts_json import from_json, to_json
from accord.loaders.extraction.extractor import RuleExtractor
from accord.loaders.reading import read_document

WORDS = st.sampled_from(
    "Kenya Uganda Peru's the Foreign Minister President agreed signed treaty ceasefire on Monday met with and in Lima "
    "said denied that accord between Chile Argentina will not 1998 deal « “ ” ' \" ( ) , . ; - — : al-Amin EU NATO he "
    "they both presidents strikes near Goma rejected MEMORANDUM TREATY \U0001f54a ﷺ e\u0301 \u200b 12,5 May".split()
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(WORDS, max_size=80).map(" ".join),
    st.lists(WORDS, max_size=60).map(lambda words: " ".join(words).upper()),
    st.lists(WORDS, max_size=40).map("\n- ".join),
)


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


def evidence(facts: Facts) -> list[Evidence]:
    found = [f.evidence for part in (facts.agreements, facts.contacts, facts.offices) for f in part]
    found += [f.evidence for part in (facts.statements, facts.incidents) for f in part]
    found += [part.evidence for a in facts.agreements for part in (*a.acts, *a.provisions)]
    return found


def test_every_fact_of_our_articles_cites_its_text_verbatim(root: Path, extractor: RuleExtractor) -> None:
    cited = 0
    for path in sorted((root / "tests" / "gold" / "articles").glob("own-0[0-4]*.txt")):
        document = read_document(path.read_bytes(), name=path.stem, published=date(2010, 6, 1))
        for given_evidence in evidence(extractor.extract(document)):
            assert given_evidence.passages
            for passage in given_evidence.passages:
                assert document.text[passage.start : passage.end] == passage.quote
                cited += 1
    assert cited > 300


def test_facts_of_an_article_survive_json(root: Path, extractor: RuleExtractor) -> None:
    path = root / "tests" / "gold" / "articles" / "own-001.txt"
    document = read_document(path.read_bytes(), name=path.stem, published=date(1988, 9, 14))
    facts = extractor.extract(document)
    assert facts.agreements
    assert from_json(to_json(facts), document.text) == facts


def test_the_same_article_gives_the_same_facts(root: Path) -> None:
    path = root / "tests" / "gold" / "articles" / "own-004.txt"
    document = read_document(path.read_bytes(), name=path.stem, published=date(2023, 5, 19))
    assert RuleExtractor().extract(document) == RuleExtractor().extract(document)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_no_text_breaks_it(text: str, extractor: RuleExtractor) -> None:
    spans = tuple((0, len(text)) for _ in range(1) if text.strip())
    document = Document("any", text, spans, metadata=Metadata(published=date(2001, 2, 3)))
    for given_evidence in evidence(extractor.extract(document)):
        for passage in given_evidence.passages:
            assert text[passage.start : passage.end] == passage.quote


def test_a_very_long_sentence_is_read_to_its_end(extractor: RuleExtractor) -> None:
    text = "Kenya and Uganda " + "and their many friends " * 2000 + "signed a fisheries treaty."
    document = Document("long", text, ((0, len(text)),), metadata=Metadata(published=date(2001, 2, 3)))
    assert extractor.extract(document).id == "long"
