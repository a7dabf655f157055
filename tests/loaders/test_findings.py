"""The table of what was found: one row a fact, in words, with the sentence that says it."""

from __future__ import annotations

import io

from accord.graph.document import Document, Metadata, Passage
from accord.graph.facts import (
    Agreement,
    Contact,
    Evidence,
    Facts,
    Incident,
    Office,
    Provision,
    Statement,
)
from accord.loaders.findings import findings, print_findings

TEXT = "Norway and Iceland signed a pact on cod in Oslo. Iceland denied that its boats had rammed others."
SIGNED = Evidence((Passage.of(TEXT, 0, 48),))
DENIED = Evidence((Passage.of(TEXT, 49, len(TEXT)),), factuality="denied", according_to="Iceland")
FACTS = Facts(
    "fish",
    "by hand",
    agreements=(
        Agreement(
            "a1",
            "treaty",
            ("NOR", "ISL"),
            "signed",
            SIGNED,
            place="Oslo",
            topics=("fisheries",),
            provisions=(Provision("no boats at night", SIGNED),),
        ),
    ),
    contacts=(Contact("c1", "phone_call", ("Kari Nordmann",), ("NOR", "ISL"), SIGNED),),
    offices=(Office("Kari Nordmann", "Foreign Minister", "foreign_minister", SIGNED, "NOR"),),
    statements=(
        Statement("Iceland", "denies", DENIED, "ISL", "i1"),
        Statement("Kari Nordmann", "welcomes", SIGNED, "NOR", "a1"),
    ),
    incidents=(Incident("i1", "clash", DENIED, by=("ISL",), against=("NOR",)),),
)


def test_each_fact_is_a_row_with_its_sentence_word_for_word() -> None:
    rows = {(row.what, row.found): row.sentence for row in findings(FACTS)}
    assert rows == {
        ("agreement", "treaty, signed, between NOR, ISL, at Oslo, about fisheries"): TEXT[:48],
        ("provision", "no boats at night"): TEXT[:48],
        ("contact", "phone call, of Kari Nordmann"): TEXT[:48],
        ("incident", "clash, by ISL, against NOR; denied; according to Iceland"): TEXT[49:],
        ("office", "Kari Nordmann, Foreign Minister, of NOR"): TEXT[:48],
        ("statement", "Iceland (ISL) denies: clash, by ISL; denied; according to Iceland"): TEXT[49:],
        ("statement", "Kari Nordmann (NOR) welcomes: treaty, of NOR, ISL"): TEXT[:48],
    }


def test_the_table_is_headed_by_the_article() -> None:
    out = io.StringIO()
    print_findings(Document("fish", TEXT, ((0, len(TEXT)),), metadata=Metadata(title="Cod shared")), FACTS, out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "fish · Cod shared"
    assert all(len(line) <= 120 for line in lines)
    assert "Norway and Iceland signed a pact on cod in Oslo." in out.getvalue()


def test_an_article_without_facts_says_so() -> None:
    out = io.StringIO()
    print_findings(Document("fish", TEXT, ((0, len(TEXT)),)), Facts("fish", "by hand"), out)
    assert "nothing was found" in out.getvalue()
