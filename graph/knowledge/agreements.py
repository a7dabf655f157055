"""When two mentions of agreements are one agreement.

Parties, name, date, kind, place, regions, topics and signatories give points for or against. Dates that can't both
be true, and parties of which neither mention's are among the other's, keep two apart whatever else agrees.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from accord.graph.knowledge import registered
from accord.graph.knowledge.likeness import Likeness, Span, contradiction, shared
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accord.graph.knowledge.profiles import AgreementProfile

_GENERIC: Final = frozenset(
    (
        "a an the of on and for between to in with new joint bilateral mutual first second this last week s year month"
        " cooperation"
        " agreement agreements accord deal pact understanding document mou text instrument protocol framework"
    ).split()
)
"""Words of an agreement's name that don't tell it from others, beside those of the ontology's kinds."""

_FAMILIES: Final = (
    frozenset({"ceasefire", "peace_agreement"}),
    frozenset({"memorandum", "understanding", "communique"}),
    frozenset({"treaty", "security_pact", "border_agreement", "arms_control", "trade_agreement"}),
)
"""Kinds that writers use for one another."""


def blocks(one: AgreementProfile) -> Iterator[str]:
    """Keys of which two profiles that may be one agreement share one: pairs of parties with a topic, and names."""
    yield from registered.keys(one)
    if registered.is_known(one):
        return
    if name := telling_name(one):
        yield "agreement called " + " ".join(sorted(name))
        yield from (f"agreement called {word}" for word in name if len(word) > 4)
    pairs = (
        ["/".join(pair) for pair in combinations(one.parties, 2)] if len(one.parties) <= registered.MOST_PARTIES else []
    )
    for pair in pairs or one.parties[:1]:
        for matter in one.topics or ("anything",):
            yield f"agreement of {pair} on {matter}"
        if one.first:
            yield f"agreement of {pair} of {one.first[:7]}"
        yield f"agreement of {pair} as {one.form}"


def is_vague(one: AgreementProfile) -> bool:
    """Whether it may stand for several agreements: undated, or dated by month or year, and not named."""
    span = Span.of(one.first, one.last)
    return (span is None or span.days > 7) and not telling_name(one)


def telling_name(one: AgreementProfile) -> frozenset[str]:
    """The words of its name that tell it from others."""
    return frozenset(one.name.split()) - _GENERIC - _kind_words()


def _kind_words() -> frozenset[str]:
    return _KIND_WORDS


_KIND_WORDS: Final = frozenset(word for kind in terms.KINDS for word in kind.split("_"))


def likeness(one: AgreementProfile, other: AgreementProfile) -> Likeness:
    """How much speaks for one agreement."""
    if registered.same_register(one, other):
        return contradiction("two entries of one register")
    if registered.is_known(one) or registered.is_known(other):
        return registered.likeness(*((one, other) if registered.is_known(one) else (other, one)))
    reasons: list[tuple[float, str]] = []
    for part in (_parties, _dates, _names, _kinds, _places, _matter):
        found = part(one, other)
        if isinstance(found, Likeness):
            return found
        reasons += found
    return Likeness(tuple(reason for reason in reasons if reason[0]))


def _parties(one: AgreementProfile, other: AgreementProfile) -> list[tuple[float, str]] | Likeness:
    left, right = set(one.parties), set(other.parties)
    if not left or not right:
        return []
    common = left & right
    if left == right:
        return [(2.0 if len(common) == 1 else 3.0, "the same parties")]
    if not common:
        return contradiction("no party in common") if not _same_name(one, other) else []
    if common in (left, right):
        return [(0.5, "the parties of one are among the other's")]
    if len(common) / len(left | right) < 0.5 and not _same_name(one, other):
        return contradiction("other parties")
    return [(0.0, "some parties in common")]


def _dates(one: AgreementProfile, other: AgreementProfile) -> list[tuple[float, str]] | Likeness:
    left, right = Span.of(one.first, one.last), Span.of(other.first, other.last)
    if left and right:
        return _two_dates(one, other, left, right)
    if left is None and right is None:
        return _close(one.reported, other.reported)
    dated, undated, span = (one, other, left) if left else (other, one, right)
    reported = Span.of(undated.reported, undated.reported)
    return [] if span is None or reported is None else _about(dated, span, undated, reported)


def _two_dates(
    one: AgreementProfile, other: AgreementProfile, left: Span, right: Span
) -> list[tuple[float, str]] | Likeness:
    gap, wider = left.gap(right), max(left.days, right.days)
    if gap == 0:
        return [(3.0 if wider <= 3 else 2.0 if wider <= 45 else 0.5 if wider <= 400 else 0.0, "dates that agree")]
    if gap == 1 and wider <= 3:
        return [(0.75, "dates a day apart")]
    early, late = (left, right) if left.first <= right.first else (right, left)
    before = one if early is left else other
    if before.stage == "early" and late.days <= 31 and gap <= 400:
        return [(0.0, "")]
    return contradiction("dates that don't overlap")


def _about(
    dated: AgreementProfile, span: Span, undated: AgreementProfile, reported: Span
) -> list[tuple[float, str]] | Likeness:
    """One is dated, of the other only the day of the report is known."""
    gap = span.gap(reported)
    if reported.last < span.first:
        # Reported before it was made: it was still to come, or is another one.
        if undated.stage == "late" and gap > 2:
            return contradiction("in force before the other's date")
        return [(1.5 if gap <= 21 else 0.0, "reported shortly before the other's date")] if gap <= 400 else []
    if undated.stage == "early" and dated.stage == "late" and gap > 21:
        return contradiction("not signed after the other's date")
    return [(1.5, "reported within three weeks of the other's date")] if span.days <= 45 and gap <= 21 else []


def _close(one: str, other: str) -> list[tuple[float, str]]:
    if not one or not other:
        return []
    gap = abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    return [(1.5, "reported within three weeks")] if gap <= 21 else []


_TOPICS: Final = ((-1.0, "other topics"), (0.5, "a topic in common"), (1.0, "the same topics"))


def _same_name(one: AgreementProfile, other: AgreementProfile) -> bool:
    left, right = telling_name(one), telling_name(other)
    return bool(left and right) and (left <= right or right <= left or fuzz.token_set_ratio(one.name, other.name) >= 90)


def _names(one: AgreementProfile, other: AgreementProfile) -> list[tuple[float, str]]:
    left, right = telling_name(one), telling_name(other)
    if not left or not right:
        called = left & _places_of(other) | right & _places_of(one)
        return [(2.0, "called after the other's place")] if called else []
    if left == right:
        return [(3.5, "the same name")]
    if _same_name(one, other):
        return [(2.5, "names that agree")]
    if left & right:
        return [(-0.5, "names that share words")]
    return [(-2.5, "different names")]


def _places_of(one: AgreementProfile) -> frozenset[str]:
    return frozenset(word for place in (*one.place, *one.regions) for word in place.split())


def _kinds(one: AgreementProfile, other: AgreementProfile) -> list[tuple[float, str]]:
    if one.form == other.form:
        return [(1.0 if one.form not in ("other", "") else 0.5, "the same kind")]
    if "other" in (one.form, other.form) or any({one.form, other.form} <= family for family in _FAMILIES):
        return []
    if {one.form, other.form} & {"understanding", "treaty"}:
        return [(-0.5, "different kinds")]
    return [(-1.5, "different kinds")]


def _places(one: AgreementProfile, other: AgreementProfile) -> list[tuple[float, str]]:
    found = []
    for left, right, what in ((one.place, other.place, "place"), (one.regions, other.regions, "region")):
        common = shared(left, right)
        if common is not None:
            found.append((1.0, f"the same {what}") if common else (-0.75, f"another {what}"))
    return found


def _matter(one: AgreementProfile, other: AgreementProfile) -> list[tuple[float, str]]:
    found = []
    common = shared(one.topics, other.topics)
    if common is not None:
        found.append(
            (1.0, "the same topics")
            if common > 0.5
            else (0.5, "a topic in common")
            if common
            else (-1.0, "other topics")
        )
    common = shared(one.signed, other.signed)
    if common is not None:
        found.append((1.0, "the same signatories") if common else (-0.5, "other signatories"))
    return found
