"""What an agreement and its parties are at a date, from acts and reports made up for the tests."""

from __future__ import annotations

from datetime import date

import pytest

from accord.graph.status import CONSENT, DatedAct, Report, agreement_standing, party_standings
from accord.ontology.terms import ACTS


def day(text: str) -> date:
    return date.fromisoformat(text)


def act(kind: str, on: str | None, party: str | None = None, **more: date) -> DatedAct:
    return DatedAct(kind, party, day(on) if on else None, day(on) if on else None, **more)


def of(party: str, acts: list[DatedAct], at: str | None = None) -> str:
    return party_standings(acts, [party], day(at) if at else None)[party].status


def whole(acts: list[DatedAct], at: str | None = None, parties: int = 2, reports: tuple[Report, ...] = ()) -> str:
    return agreement_standing(acts, reports, parties, day(at) if at else None).status


LIFE = [
    act("signature", "2001-01-10", "NOR"),
    act("signature", "2001-01-10", "CHL"),
    act("ratification", "2002-03-01", "NOR"),
    act("acceptance", "2003-03-01", "CHL"),
    act("entry_into_force", "2003-04-01"),
    act("suspension", "2005-01-01", "CHL"),
    act("application", "2006-01-01"),
    act("denunciation", "2008-01-01", "NOR"),
]


@pytest.mark.parametrize(
    ("at", "norway", "chile", "agreement"),
    [
        ("2001-01-09", "unknown", "unknown", "unknown"),
        ("2001-01-10", "signed", "signed", "signed"),
        ("2002-12-31", "bound", "signed", "ratified"),
        ("2003-03-01", "bound", "bound", "ratified"),
        ("2003-04-01", "in_force", "in_force", "in_force"),
        ("2005-06-01", "in_force", "suspended", "suspended"),
        ("2006-01-01", "in_force", "in_force", "in_force"),
        ("2009-01-01", "withdrawn", "in_force", "terminated"),
    ],
)
def test_the_life_of_a_treaty_between_two(at: str, norway: str, chile: str, agreement: str) -> None:
    assert (of("NOR", LIFE, at), of("CHL", LIFE, at), whole(LIFE, at)) == (norway, chile, agreement)


def test_the_order_in_which_acts_are_told_is_no_matter() -> None:
    for at in ("2002-12-31", "2005-06-01", "2009-01-01"):
        assert party_standings(LIFE[::-1], [], day(at)) == {**party_standings(LIFE, [], day(at))}


@pytest.mark.parametrize("kind", sorted(CONSENT))
def test_every_way_of_consent_binds(kind: str) -> None:
    assert of("NOR", [act(kind, "2001-01-10", "NOR")]) == "bound"
    assert kind in ACTS


@pytest.mark.parametrize("kind", ["signature", "signature_ad_referendum", "succession_to_signature"])
def test_a_signature_binds_nobody(kind: str) -> None:
    assert of("NOR", [act(kind, "2001-01-10", "NOR")]) == "signed"


def test_provisional_application_is_less_than_consent() -> None:
    acts = [act("signature", "2001-01-10", "NOR"), act("provisional_application", "2001-02-10", "NOR")]
    assert of("NOR", acts) == "applied_provisionally"
    assert of("NOR", [*acts, act("non_provisional_application", "2001-03-10", "NOR")]) == "signed"
    assert of("NOR", [*acts, act("approval", "2001-03-10", "NOR")]) == "bound"


def test_who_withdrew_may_accede_again() -> None:
    acts = [act("accession", "2001-01-10", "NOR"), act("withdrawal", "2002-01-10", "NOR")]
    assert of("NOR", acts) == "withdrawn"
    assert of("NOR", [*acts, act("signature", "2003-01-10", "NOR")]) == "withdrawn"
    assert of("NOR", [*acts, act("accession", "2003-01-10", "NOR")]) == "bound"


def test_entry_into_force_is_for_those_bound() -> None:
    acts = [
        act("signature", "2001-01-10", "NOR"),
        act("ratification", "2001-02-10", "CHL"),
        act("entry_into_force", "2002-01-01"),
    ]
    assert (of("NOR", acts), of("CHL", acts)) == ("signed", "in_force")


def test_entry_into_force_is_for_signatories_where_nobody_consents() -> None:
    acts = [act("signature", "2001-01-10", "NOR"), act("entry_into_force", "2001-01-12")]
    assert of("NOR", acts) == "in_force"


def test_one_of_many_leaves_without_ending_the_treaty() -> None:
    acts = [act("entry_into_force", "2001-01-10"), act("withdrawal", "2002-01-10", "NOR")]
    assert whole(acts, parties=9) == "in_force"
    assert whole(acts, parties=2) == "terminated"


def test_a_late_signature_does_not_take_a_treaty_back() -> None:
    acts = [act("accession", "2001-01-10", "NOR"), act("signature", "2002-01-10", "CHL")]
    assert whole(acts, parties=9) == "ratified"


def test_a_violated_ceasefire_is_in_force_again_once_extended_or_reported_so() -> None:
    acts = [act("entry_into_force", "2001-01-10"), act("violation", "2001-01-12", "NOR")]
    assert whole(acts) == "violated"
    assert whole([*acts, act("extension", "2001-01-14")]) == "in_force"
    assert whole(acts, reports=(Report("in_force", day("2001-01-14")),)) == "in_force"


def test_what_is_over_is_revived_by_acts_not_by_reports() -> None:
    acts = [act("entry_into_force", "2001-01-10"), act("expiry", "2002-01-10")]
    assert whole(acts, reports=(Report("in_force", day("2003-01-10")),)) == "expired"
    assert whole([*acts, act("extension", "2003-01-10")]) == "in_force"


def test_reports_count_from_their_day_and_take_nothing_back() -> None:
    reports = (Report("under_negotiation", day("2001-01-01")), Report("signed", day("2001-05-01")))
    assert whole([], "2001-02-01", reports=reports) == "under_negotiation"
    assert whole([], "2001-05-01", reports=reports) == "signed"
    late = (*reports, Report("proposed", day("2001-06-01")))
    assert whole([], reports=late) == "signed"


def test_a_month_counts_from_its_end_and_an_undated_act_from_its_report() -> None:
    may = DatedAct("signature", "NOR", day("2001-05-01"), day("2001-05-31"))
    assert (of("NOR", [may], "2001-05-30"), of("NOR", [may], "2001-05-31")) == ("unknown", "signed")
    undated = DatedAct("signature", "NOR", reported=day("2001-05-09"))
    assert (of("NOR", [undated], "2001-05-08"), of("NOR", [undated], "2001-05-09")) == ("unknown", "signed")
    assert of("NOR", [DatedAct("participation", "NOR")], "1900-01-01") == "bound"


def test_a_standing_names_what_it_rests_on() -> None:
    standing = party_standings(LIFE, ["NOR"], day("2004-01-01"))["NOR"]
    assert [event.type for event in standing.rests_on if isinstance(event, DatedAct)] == [
        "signature",
        "ratification",
        "entry_into_force",
    ]
    assert standing.since == day("2003-04-01")
