"""Since when an office is held, by the words right after title and name."""

from __future__ import annotations

from datetime import date

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    return RuleExtractor()


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Norwegian Foreign Minister Ingrid Solheim, in office since 2019, met the envoy.", "2019"),
        ("Ingrid Solheim, Norway's foreign minister since March 2018, met the envoy.", "2018-03"),
        ("Ingrid Solheim, who was appointed foreign minister of Norway in 2017, met the envoy.", "2017"),
        ("Norwegian Foreign Minister Ingrid Solheim, who took office on 3 May 2018, met the envoy.", "2018-05-03"),
        ("Norwegian Foreign Minister Ingrid Solheim met the envoy in 2019.", None),
        ("Norwegian Foreign Minister Ingrid Solheim, whose party has ruled since 2009, met the envoy.", None),
        ("Norwegian Foreign Minister Ingrid Solheim, who takes office on 3 May 2031, met the envoy.", None),
    ],
)
def test_an_office_is_held_since_the_time_that_its_words_say(
    extractor: RuleExtractor, text: str, since: str | None
) -> None:
    document = Document("x", text, ((0, len(text)),), metadata=Metadata(published=date(2020, 5, 10)))
    (office,) = extractor.extract(document).offices
    assert (office.role, office.since) == ("foreign_minister", since)
