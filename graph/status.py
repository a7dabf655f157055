"""The status of an agreement, and of each party to it, at a date: what follows from its acts and from reports.

Rules, after the Vienna Convention on the Law of Treaties (articles 11 to 18, 24, 25, 54 to 60) and the UN Treaty
Collection's glossary:

- An act counts from the last day that its date covers; an undated one from its first report; one with neither always.
- A party proposes, agrees, signs, applies provisionally, is bound, and is in force, in this rising order. Acts that
  come later in time but lower in this order change nothing: who ratified and then signs is bound.
- Ratification, acceptance, approval, accession, succession, definitive signature, formal confirmation, simplified
  procedure, other consent, participation and admission bind; a signature, confirmed or succeeded to, doesn't.
- Entry into force by one party is that party's. Without a party it concerns all who are bound by then or, where
  nobody's consent is known, all who signed or agreed. Who is bound later stays bound until its own entry into force.
- A party that withdraws or denounces is out until it consents anew; one that suspends is suspended until the agreement
  is applied again. Termination and expiry end it for all whom they concern. Rejection counts only for those not bound.
- Registration, notification, territorial extension and violation leave a party where it is.
- The agreement rises likewise: with its first signature it is signed, with its first consent ratified, with its entry
  into force or (provisional) application in force. A violation, and a suspension, withdrawal or denunciation by one of
  two parties or by all, interrupt or end it; what one of many suspends or leaves goes on between the others.
- A reported status counts from the day of the report, and raises the agreement or interrupts it; "in force" takes it
  out of a suspension or violation. Only an act (entry into force, application, extension) revives what has ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

CONSENT: Final = frozenset(
    "definitive_signature ratification acceptance approval accession succession formal_confirmation"
    " simplified_procedure consent_to_be_bound participation admission".split()
)
"""Acts by which a party is bound."""

_SIGNING: Final = frozenset(
    {"signature", "signature_ad_referendum", "confirmation_of_signature", "succession_to_signature"}
)
_APPLYING: Final = frozenset({"entry_into_force", "application", "extension"})
_LEAVING: Final = frozenset({"withdrawal", "denunciation"})
_ENDING: Final = {"termination": "terminated", "expiry": "expired"}

PARTY_STATUSES: Final = ("proposed", "agreed", "signed", "applied_provisionally", "bound", "in_force")
"""How far a party has come; else it is suspended, withdrawn, rejected, ended or, with no such act, unknown."""

_PARTY: Final = {
    "proposal": "proposed",
    **dict.fromkeys(("agreement", "initialling"), "agreed"),
    **dict.fromkeys(_SIGNING, "signed"),
    **dict.fromkeys(("provisional_application", "provisional_acceptance"), "applied_provisionally"),
    **dict.fromkeys(CONSENT, "bound"),
    **dict.fromkeys(_APPLYING, "in_force"),
}
_STATUSES: Final = ("proposed", "under_negotiation", "agreed", "signed", "ratified", "in_force")
"""How far an agreement has come."""

_AGREEMENT: Final = {
    **_PARTY,
    **dict.fromkeys(("provisional_application", "provisional_acceptance"), "in_force"),
    **dict.fromkeys(CONSENT, "ratified"),
}
_INTERRUPTED: Final = frozenset({"suspended", "violated"})
_ENDED: Final = frozenset({"terminated", "expired", "rejected"})


@dataclass(frozen=True, slots=True)
class DatedAct:
    """An act. ``party``: who performs it, None for all together; ``first`` and ``last``: the days that its date covers.

    ``reported``: the day of the first report; ``iri``: what the graph calls the act.
    """

    type: str
    party: str | None = None
    first: date | None = None
    last: date | None = None
    reported: date | None = None
    iri: str = ""

    @property
    def day(self) -> date | None:
        """The day from which it counts; None for always."""
        return self.last or self.first or self.reported


@dataclass(frozen=True, slots=True)
class Report:
    """A status of the agreement that an article asserts on its day."""

    status: str
    day: date
    article: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A status. ``since``: the day from which it holds, None where that isn't known.

    ``rests_on``: what led to it, in time; the last decided it.
    """

    status: str
    since: date | None = None
    rests_on: tuple[DatedAct | Report, ...] = ()


UNKNOWN: Final = Standing("unknown")


def party_standings(
    acts: Iterable[DatedAct], parties: Collection[str], at: date | None = None
) -> Mapping[str, Standing]:
    """The standing of each of ``parties`` and of whoever performs an act, at the end of the day ``at`` (None: by now).

    >>> party_standings([DatedAct("accession", "TCD", last=date(2006, 1, 1))], ["TCD"], date(2007, 1, 1))["TCD"].status
    'bound'
    """
    counting = _counting(acts, at)
    found = dict.fromkeys((*parties, *(act.party for act in counting if act.party)), UNKNOWN)
    consented = any(act.type in CONSENT for act in counting)
    for act in counting:
        for party in [act.party] if act.party else list(found):
            found[party] = _after(found[party], act, consented)
    return found


def agreement_standing(
    acts: Iterable[DatedAct], reports: Iterable[Report], parties: int, at: date | None = None
) -> Standing:
    """The standing of the agreement at the end of the day ``at`` (None: by now). ``parties``: how many it has.

    >>> agreement_standing([DatedAct("signature", last=date(2001, 5, 3))], [], 2, date(2002, 1, 1)).status
    'signed'
    """
    events: list[DatedAct | Report] = [*_counting(acts, at), *(r for r in reports if at is None or r.day <= at)]
    standing = UNKNOWN
    for event in sorted(events, key=_when):
        status = event.status if isinstance(event, Report) else _agreement_status(event, parties)
        if status and _moves(standing.status, status, event):
            standing = Standing(status, event.day, (*standing.rests_on, event))
    return standing


def _counting(acts: Iterable[DatedAct], at: date | None) -> list[DatedAct]:
    return sorted((act for act in acts if at is None or act.day is None or act.day <= at), key=_when)


def _when(event: DatedAct | Report) -> tuple[date, bool, int, str]:
    """In time; on one day acts before reports, and a signature before what it may be followed by."""
    rank = PARTY_STATUSES.index(_PARTY[event.type]) if isinstance(event, DatedAct) and event.type in _PARTY else 9
    told = event.type if isinstance(event, DatedAct) else event.status
    return event.day or date.min, isinstance(event, Report), rank, told


def _after(before: Standing, act: DatedAct, consented: bool) -> Standing:
    """A party's standing after one more act. ``consented``: whether any party's consent is known."""
    status = _party_status(before.status, act, consented)
    return Standing(status, act.day, (*before.rests_on, act)) if status != before.status else before


def _party_status(before: str, act: DatedAct, consented: bool) -> str:
    reached = PARTY_STATUSES.index(before) if before in PARTY_STATUSES else -1
    if act.type in _ENDING:
        return "ended"
    if act.type in _LEAVING:
        return "withdrawn" if act.party else "ended"
    if act.type == "suspension":
        return "suspended"
    if act.type == "rejection":
        return before if reached >= PARTY_STATUSES.index("bound") else "rejected"
    if act.type == "non_provisional_application":
        return "signed" if before == "applied_provisionally" else before
    if act.type not in _PARTY:
        return before
    new = _PARTY[act.type]
    if act.type in _APPLYING and act.party is None and before != "suspended":
        # It enters into force between those bound, or where no consent is known, between those who signed.
        needed = "bound" if consented else "agreed"
        return new if reached >= PARTY_STATUSES.index(needed) else before
    if before in ("withdrawn", "ended") and act.type not in CONSENT and act.type not in _APPLYING:
        return before
    return new if PARTY_STATUSES.index(new) > reached else before


def _agreement_status(act: DatedAct, parties: int) -> str | None:
    """The status that an act gives the agreement; None when it gives it none."""
    concerns_all = act.party is None or parties <= 2
    if act.type in _ENDING:
        return _ENDING[act.type] if concerns_all else None
    if act.type in _LEAVING:
        return "terminated" if concerns_all else None
    if act.type == "suspension":
        return "suspended" if concerns_all else None
    if act.type == "rejection":
        return "rejected" if concerns_all else None
    return "violated" if act.type == "violation" else _AGREEMENT.get(act.type)


def _moves(before: str, after: str, event: DatedAct | Report) -> bool:
    """Whether an agreement of the status ``before`` goes over to ``after``."""
    is_act = isinstance(event, DatedAct)
    if before in _ENDED:
        begun_anew = before == "rejected" and after in _STATUSES
        return begun_anew or (is_act and after == "in_force")
    if after == "rejected":
        return before not in ("ratified", "in_force", *_INTERRUPTED)
    if after in _ENDED or after in _INTERRUPTED:
        return after != before
    if before in _INTERRUPTED:
        return after == "in_force"
    return before not in _STATUSES or _STATUSES.index(after) > _STATUSES.index(before)
