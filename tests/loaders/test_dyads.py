"""Dyads: who acts on whom, in the four cooperative families of PLOVER."""

from __future__ import annotations

import pytest

from accord.loaders.evaluation.plover import Coder
from accord.loaders.extraction.extractor import RuleExtractor


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder(RuleExtractor())


def told(coder: Coder, sentence: str) -> list[str]:
    return [f"{d.family} {d.source} {'=' if d.mutual else '>'} {d.target}" for d in coder.dyads(sentence)]


@pytest.mark.parametrize(
    ("sentence", "dyad"),
    [
        ("Norway offered Mozambique a loan for a new port.", "AGREE NOR > MOZ"),
        ("Japan is ready to send engineers to Bolivia, its foreign minister said.", "AGREE JPN > BOL"),
        ("Ghana and Togo agreed to reopen the crossing on Friday.", "AGREE GHA = TGO"),
        ("Portugal will release the Moroccan trawlers next week.", "AGREE PRT > MAR"),
        ("The Polish president telephoned the Lithuanian president on Monday.", "CONSULT POL = LTU"),
        ("Vietnamese negotiators held talks with Laos on the dam.", "CONSULT VNM = LAO"),
        ("Ireland welcomed Iceland's decision to join the fund.", "SUPPORT IRL > ISL"),
        ("Cuba and Angola signed a protocol on coffee.", "SUPPORT CUB = AGO"),
        ("Austria recognised Kosovo on Thursday.", "SUPPORT AUT > XKX"),
        ("Kenyan and Ugandan soldiers trained together near Busia.", "COOPERATE KEN = UGA"),
        ("The United Nations will provide tents to Nepal.", "AGREE IGO > NPL"),
    ],
)
def test_an_event_has_its_family_source_and_target(coder: Coder, sentence: str, dyad: str) -> None:
    assert told(coder, sentence) == [dyad]


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway refused to lend Mozambique money for a new port.",
        "Japan did not offer Bolivia a loan.",
        "Ghana demanded that Togo sign the protocol.",
        "Austria must recognise Kosovo, a columnist wrote.",
        "Chile will withdraw its team from Peru unless the talks move.",
        "Cuba and Angola have yet to sign a protocol on coffee.",
        "Polish troops have arrived in Latvia.",
        "Cambodian and Laotian guards exchanged fire at dawn.",
        "The river rose by two metres in Nepal.",
    ],
)
def test_what_is_refused_demanded_threatened_or_something_else_is_none(coder: Coder, sentence: str) -> None:
    assert told(coder, sentence) == []


def test_the_one_who_tells_is_not_the_target(coder: Coder) -> None:
    assert told(coder, "Brazil offered Guyana a loan, the Surinamese embassy said.") == ["AGREE BRA > GUY"]
