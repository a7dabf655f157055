"""The shorter ways to parts of speech, lemmas and names give what spaCy's own components give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accord.loaders.extraction.language_model import load_model
from accord.loaders.extraction.name_decoder import NameDecoder
from accord.loaders.extraction.parsing import Parser
from accord.loaders.extraction.word_classes import ATTRIBUTES, COMPONENTS, WordClasses

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

SENTENCES = [
    "There are two ministers in Lima who aren't going to sign, Ana Torres told Radio Uno on 3 May.",
    "He got back from Oslo; that's what they've been saying since Tuesday, isn't it?",
    "Let's see: you gotta leave, she said,  twice, and I'm gonna stay in the United Arab Emirates.",
    "MEMORANDUM ON FISHERIES SIGNED BY NORWAY AND ICELAND",
    "“Do it,” said Jean-Marc de la Croix, whose 1,200 troops had left Kisangani by then.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_model()


@pytest.fixture(scope="module")
def texts(root: Path) -> list[str]:
    articles = sorted((root / "tests" / "gold" / "articles").glob("own-0[0-3]*.txt"))
    return [*SENTENCES, *(line for a in articles for line in a.read_text(encoding="utf-8").splitlines() if line)]


def parsed(nlp: Language, texts: list[str]) -> list[Doc]:
    return list(nlp.pipe(texts, disable=["ner", *COMPONENTS]))


def test_words_have_the_classes_that_the_pipeline_gives_them(nlp: Language, texts: list[str]) -> None:
    classes = WordClasses(nlp, {})
    classes.columns(parsed(nlp, texts[::2]))
    found = classes.columns(parsed(nlp, texts))
    assert [columns.tolist() for columns in found] == [
        doc.to_array(list(ATTRIBUTES)).tolist() for doc in nlp.pipe(texts, disable=["ner"])
    ]


def test_a_lemma_that_the_model_gets_wrong_is_put_right(nlp: Language) -> None:
    (columns,) = WordClasses(nlp, {"hoped": "hope"}).columns(parsed(nlp, ["They hoped so."]))
    assert nlp.vocab.strings[int(columns[1, -1])] == "hope"


def test_names_are_those_of_the_pipeline(nlp: Language, texts: list[str]) -> None:
    decoder = NameDecoder.of(nlp)
    assert decoder is not None
    found = decoder.names(parsed(nlp, texts), [() for _ in texts])
    expected = [[(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]
    assert found == expected
    assert sum(map(len, expected)) > 300


def test_names_around_what_is_known_are_those_of_the_pipeline(nlp: Language) -> None:
    from spacy.tokens import Span

    text = "Prime Minister Li Wei of East Timor met Rosa Santos Pereira and Carlos Lima in Dili on Monday."
    for start in range(16):
        for end in (start + 1, start + 2):
            (doc,) = parsed(nlp, [text])
            found = NameDecoder.of(nlp).names([doc], [[(start, end)]])  # type: ignore[union-attr]
            doc.set_ents([Span(doc, start, end, label="ORG")], default="unmodified")
            whole = nlp.get_pipe("ner")(doc)
            assert sorted([*found[0], (start, end, "ORG")]) == [(e.start, e.end, e.label_) for e in whole.ents]


def test_a_recogniser_of_another_kind_decides_for_itself() -> None:
    import spacy

    blank = spacy.blank("en")
    blank.add_pipe("entity_ruler", name="ner")
    assert NameDecoder.of(blank) is None


def test_the_joined_document_has_the_trees_of_its_parts(nlp: Language) -> None:
    parser = Parser(nlp)
    docs = parser.parse([nlp.make_doc(text) for text in SENTENCES])
    joined = parser.join(parser.annotate(docs, [[] for _ in docs]), [parser.words(doc) for doc in docs])
    whole = list(nlp.pipe(SENTENCES))
    assert [t.text for t in joined] == [t.text for doc in whole for t in doc]
    assert [(t.dep_, t.head.text, t.pos_, t.tag_) for t in joined] == [
        (t.dep_, t.head.text, t.pos_, t.tag_) for doc in whole for t in doc
    ]
    assert [s.text for s in joined.sents] == [s.text for doc in whole for s in doc.sents]
