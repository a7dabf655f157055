"""The constructions in which the press reports words: who speaks, in which stance; sentences of our own."""

from __future__ import annotations

from datetime import date

import pytest

from accord.graph.document import Document, Metadata
from accord.loaders.extraction.extractor import RuleExtractor

MINISTER = "Zambian Defence Minister Joseph Mulenga"


@pytest.fixture(scope="module")
def extractor() -> RuleExtractor:
    """The extractor with its model and lists, read once."""
    return RuleExtractor()


def told(extractor: RuleExtractor, *paragraphs: str) -> list[tuple[str, str]]:
    """Speaker and stance of each statement of an article with these paragraphs."""
    spans, start = [], 0
    for line in paragraphs:
        spans.append((start, start + len(line)))
        start += len(line) + 2
    published = Metadata(published=date(2011, 5, 20))
    document = Document("test", "\n\n".join(paragraphs), tuple(spans), None, None, (), published)
    return [(s.speaker, s.stance) for s in extractor.extract(document).statements]


BY_THE_MINISTER = [
    ("According to {}, the troops have left the bridge.", "asserts"),
    ("{} was quoted as saying that Angola had violated the truce.", "accuses"),
    ("{} was quoted by a local daily as telling students that talks must go on.", "calls_for"),
    ("{} is reported to have rejected the plan.", "rejects"),
    ("{} told reporters in Lusaka that talks with Angola would be useless.", "rejects"),
    ("{} ruled out any talks with the rebels.", "rejects"),
    ("{} brushed off the report that Zambia had sold arms to the rebels.", "denies"),
    ("{} rejected false and baseless allegations made by Angola.", "denies"),
    ("{} expressed readiness to meet his Angolan counterpart.", "promises"),
    ("{} stressed the importance of an early census.", "calls_for"),
    ("{} renewed his demand for a joint patrol.", "calls_for"),
    ("{} conveyed his strong displeasure at the delay.", "rejects"),
    ("{} issued a warning to the raiders on Monday.", "threatens"),
    ("{} made clear that Angola must open the bridge.", "calls_for"),
    ("{} went on to blame Angola for the floods.", "accuses"),
    ("{} is calling for observers to return to the bridge.", "calls_for"),
    ("{} insisted that Angola withdraw its guns.", "calls_for"),
    ("{} said the time had come for Angola to open the bridge.", "calls_for"),
    ("{} suggested that Angola should open the bridge.", "calls_for"),
    ("{} said that no Zambian soldier had crossed the river.", "denies"),
    ("{} said that Zambia had never thought of such a raid.", "denies"),
    ("{} alleged that the raid had been planned in Angola.", "accuses"),
    ("{} said that Angola was preparing an aggression against Zambia.", "accuses"),
    ("{} left Luanda on Tuesday, accusing Angola of bad faith.", "accuses"),
    ("{} left Luanda on Tuesday, vowing to return in May.", "promises"),
    ("{} signed the paper on Tuesday, calling it a historic step.", "welcomes"),
    ("It is time for Angola to open the bridge, {} said on Sunday.", "calls_for"),
]


@pytest.mark.parametrize(("sentence", "stance"), BY_THE_MINISTER)
def test_each_way_of_reporting_gives_speaker_and_stance(extractor: RuleExtractor, sentence: str, stance: str) -> None:
    assert told(extractor, sentence.format(MINISTER)) == [("Joseph Mulenga", stance)]


NOTHING_SAID = [
    "declined to comment on the report.",
    "did not say when the talks would begin.",
    "is expected to say that the talks have failed.",
    "left the hall, with both sides blaming each other.",
]


@pytest.mark.parametrize("rest", NOTHING_SAID)
def test_silence_and_mutual_blame_are_no_statements(extractor: RuleExtractor, rest: str) -> None:
    assert told(extractor, f"{MINISTER} {rest}") == []


def test_claim_that_somebody_wants_is_not_what_he_says(extractor: RuleExtractor) -> None:
    assert told(extractor, "Nobody believed the claim that Zambia wanted the gold of the rebels.") == []


def test_preposition_far_from_its_verb_makes_no_demand(extractor: RuleExtractor) -> None:
    assert ("Joseph Mulenga", "calls_for") not in told(extractor, f"{MINISTER} called the mood on the border calm.")


def test_participle_after_an_attribution_is_the_speakers(extractor: RuleExtractor) -> None:
    sentence = f"{MINISTER} announced he was breaking off the talks, accusing Angola of shelling a camp."
    assert told(extractor, sentence) == [("Joseph Mulenga", "asserts"), ("Joseph Mulenga", "accuses")]


def test_what_is_added_has_a_stance_of_its_own(extractor: RuleExtractor) -> None:
    sentence = f"{MINISTER} said the bridge was old, adding that Zambia hoped to rebuild it."
    assert ("Joseph Mulenga", "claims") in told(extractor, sentence)


def test_spokesman_within_a_participle_speaks_for_himself(extractor: RuleExtractor) -> None:
    sentence = "Angola was quick to answer, with its spokesman Rui Tavares calling the report baseless."
    assert told(extractor, sentence) == [("Rui Tavares", "denies")]


def test_this_was_stated_takes_its_stance_from_the_sentence_before(extractor: RuleExtractor) -> None:
    said = f"Talks with the rebels are pointless. This was stated by {MINISTER} in Lusaka."
    assert told(extractor, said) == [("Joseph Mulenga", "rejects")]


def test_body_in_apposition_issues_its_statement(extractor: RuleExtractor) -> None:
    sentence = "The largest rebel group, UNITA, issued a statement vowing to fight on."
    assert told(extractor, sentence) == [("UNITA", "promises")]


def test_ministry_statement_speaks_for_the_ministry(extractor: RuleExtractor) -> None:
    before = f"{MINISTER} welcomed the visit."
    found = told(extractor, before, "A Zambian foreign ministry statement rejected the plan of Angola.")
    assert found[1] == ("Zambian foreign ministry", "rejects")


def test_joint_statement_is_nobodys_alone(extractor: RuleExtractor) -> None:
    before = f"{MINISTER} welcomed the visit."
    assert told(extractor, before, "A joint statement said that the bridge must be opened.") == [
        ("Joseph Mulenga", "welcomes")
    ]


def test_acronym_stands_for_the_name_before_its_brackets(extractor: RuleExtractor) -> None:
    found = told(
        extractor,
        "The Barotse Freedom Council (BFC) met in Mongu on Monday.",
        "The BFC rejected the plan of Zambia.",
    )
    assert found == [("Barotse Freedom Council", "rejects")]


def test_leader_is_who_alone_leads_the_state(extractor: RuleExtractor) -> None:
    found = told(
        extractor,
        "Angolan President Paulo Neto flew to Lusaka on Monday.",
        "The Angolan leader denied that his army had crossed the river.",
    )
    assert found == [("Paulo Neto", "denies")]


def test_bare_title_means_who_was_named_before_he_spoke(extractor: RuleExtractor) -> None:
    found = told(extractor, f'{MINISTER} arrived in Luanda. "Angola must open the bridge," the minister said.')
    assert found == [("Joseph Mulenga", "calls_for")]


def test_names_in_a_quote_are_not_who_he_is(extractor: RuleExtractor) -> None:
    found = told(
        extractor,
        f"{MINISTER} said the bridge was old.",
        '"President Paulo Neto has refused to pay. Angola must pay," he said.',
    )
    assert ("Joseph Mulenga", "calls_for") in found
    assert "Paulo Neto" not in {speaker for speaker, _ in found}


def test_he_in_an_address_is_whose_address_it_is(extractor: RuleExtractor) -> None:
    found = told(
        extractor,
        "Angolan President Paulo Neto hailed the truce.",
        f"An address by {MINISTER}, in which he said the raids must end, was broadcast on Monday.",
    )
    assert ("Joseph Mulenga", "calls_for") in found


def test_dateline_is_no_part_of_a_speakers_name(extractor: RuleExtractor) -> None:
    found = told(extractor, "LUSAKA (Reuters) - Zambian lawmakers on Monday rejected the plan of Angola.")
    assert found == [("Zambian lawmakers", "rejects")]


def test_quote_in_the_next_paragraph_tells_what_a_bare_said_does_not(extractor: RuleExtractor) -> None:
    found = told(
        extractor,
        f'"The bridge was closed at noon," {MINISTER} said on Monday.',
        '"The plan of Angola is unacceptable."',
    )
    assert found == [("Joseph Mulenga", "rejects")]


def test_plural_of_a_kind_is_not_the_parties_of_the_article(extractor: RuleExtractor) -> None:
    found = told(
        extractor,
        "Angola and Zambia signed the treaty on Monday.",
        "The opposition parties have rejected the treaty.",
    )
    assert found == [("opposition parties", "rejects")]


INDIRECT = [
    ("Zambia hopes the bridge will be opened soon, {} said.", "claims"),
    ("All parties to the treaty should continue to open their bridges, {} said.", "calls_for"),
    ('"Our position is that Angola must withdraw," {} said.', "calls_for"),
    ("{} called the offer of Angola a joke.", "rejects"),
]


@pytest.mark.parametrize(("sentence", "stance"), INDIRECT)
def test_what_is_reported_tells_the_stance(extractor: RuleExtractor, sentence: str, stance: str) -> None:
    assert told(extractor, sentence.format(MINISTER)) == [("Joseph Mulenga", stance)]


def test_they_are_the_speakers_only_in_reported_speech(extractor: RuleExtractor) -> None:
    assert told(extractor, "The rebels said they were ready for talks.")[0][1] == "promises"
    assert told(extractor, '"They have violated the truce," the rebels said.')[0][1] == "accuses"


def test_short_articles_keep_assertions_that_longer_ones_drop(extractor: RuleExtractor) -> None:
    found = told(
        extractor,
        f"{MINISTER} welcomed the visit.",
        f"{MINISTER} said the talks had lasted two hours.",
    )
    assert found == [("Joseph Mulenga", "welcomes"), ("Joseph Mulenga", "asserts")]


AMONG_OTHERS = [
    (
        ("In the first talks since May in Luanda, Angola also accused Zambia of fuelling the war.",),
        ("Angola", "accuses"),
    ),
    (
        ("Zambian soldiers fired first, the Angolan army said, but the rebels denied the accusation.",),
        ("rebels", "denies"),
    ),
    (
        ("The agency quoted a Zambian diplomatic source as saying that Angola had violated the truce.",),
        ("Zambian diplomatic source", "accuses"),
    ),
    (
        ("“Nobody will ever come to the bridge!” Zambian Defence Minister Joseph Mulenga told reporters in Lusaka.",),
        ("Joseph Mulenga", "asserts"),
    ),
    (
        ("Zambian Defence Minister Joseph Mulenga asked both delegations not to delay the withdrawal.",),
        ("Joseph Mulenga", "calls_for"),
    ),
    (
        ("“We solemnly state that this is a lie,” Zambian Defence Minister Joseph Mulenga said.",),
        ("Joseph Mulenga", "denies"),
    ),
    (
        ("Representatives of the self-proclaimed Barotse Republic said that the truce must be kept.",),
        ("Representatives of the self-proclaimed Barotse Republic", "calls_for"),
    ),
    (
        (
            "Zambian Defence Minister Joseph Mulenga has denied reports of a new raid into Angola, "
            "the ministry reported on Monday.",
        ),
        ("Joseph Mulenga", "denies"),
    ),
    (
        ("Zambia's main rebel group accused the president of breaking the truce.",),
        ("Zambia's main rebel group", "accuses"),
    ),
    (
        ("Zambian Defence Minister Joseph Mulenga hailed the pact, suggesting the two countries share their radars.",),
        ("Joseph Mulenga", "calls_for"),
    ),
]


@pytest.mark.parametrize(("paragraphs", "statement"), AMONG_OTHERS)
def test_a_statement_is_its_speakers_in_sentences_of_several_parts(
    extractor: RuleExtractor, paragraphs: tuple[str, ...], statement: tuple[str, str]
) -> None:
    assert statement in told(extractor, "Zambia and Angola signed a truce on Monday.", *paragraphs)


@pytest.mark.parametrize(
    "sentence",
    [
        "Joseph Mulenga assumed power in late 2009.",
        "The troops have left, according to Joseph Mulenga, but there is no agreement on the bridge.",
        "Joseph Mulenga said that there were no casualties.",
    ],
)
def test_what_is_told_beside_or_without_a_statement_denies_and_claims_nothing(
    extractor: RuleExtractor, sentence: str
) -> None:
    found = told(extractor, "Zambia and Angola signed a truce on Monday.", sentence)
    assert not {stance for _, stance in found} & {"denies", "claims", "rejects"}
