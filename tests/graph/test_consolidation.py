from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from accord.graph.document import Document, Metadata, Passage
from accord.graph.evidence import evidence_quads
from accord.graph.facts import Act, Actor, Agreement, Contact, Evidence, Facts, Incident, Office, Place, Statement
from accord.graph.identifiers import Namespace
from accord.graph.knowledge.derivation import consolidate
from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyoxigraph import Quad

NS = Namespace()
TEXT = "They said so."
SURE = Evidence((Passage.of(TEXT, 0, 4),))
ACTORS = tuple(Actor(code, name, "State") for code, name in [("NOR", "Norway"), ("CHL", "Chile"), ("PER", "Peru")])
BERGEN = Place("Bergen", "city", 3161732, state="NOR")
AT_BERGEN = Agreement("a1", "treaty", ("NATO",), "signed", SURE, place="Bergen")


class Knowledge:
    """What follows from articles, to be asked by IRI."""

    def __init__(self, *quads: Iterable[Quad]) -> None:
        self.quads = consolidate([quad for each in quads for quad in each])

    def values(self, subject: str, predicate: str) -> set[str]:
        return {q.object.value for q in self.quads if (q.subject.value, q.predicate.value) == (subject, predicate)}

    def value(self, subject: str, predicate: str) -> str:
        (found,) = self.values(subject, predicate)
        return found

    def all(self, kind: str) -> list[str]:
        return sorted(
            q.subject.value for q in self.quads if (q.predicate.value, q.object.value) == (terms.RDF_TYPE, kind)
        )

    def pairs(self, predicate: str) -> set[tuple[str, str]]:
        return {(q.subject.value, q.object.value) for q in self.quads if q.predicate.value == predicate}

    def links(self, predicate: str) -> list[str]:
        return [link for link in self.all(terms.LINK) if predicate in self.values(link, terms.RDF_PREDICATE)]


def report(identifier: str, day: date | None = None, **facts: Any) -> tuple[Quad, ...]:
    document = Document(identifier, TEXT, ((0, len(TEXT)),), metadata=Metadata(title=identifier, published=day))
    return evidence_quads(document, Facts(identifier, "rules 1", actors=ACTORS, **facts))


def agreed(key: str = "a1", **changes: Any) -> Agreement:
    return replace(Agreement(key, "memorandum", ("NOR", "CHL"), "signed", SURE, date="2021-05-03"), **changes)


def doubted(factuality: str, source: str | None = None) -> Evidence:
    return replace(SURE, factuality=factuality, according_to=source)


# Purity


def test_the_order_of_the_evidence_is_no_matter(article: Document, facts: Facts) -> None:
    quads = [
        *evidence_quads(article, facts),
        *report("b", agreements=(agreed(),)),
        *report("c", date(2022, 1, 1), agreements=(agreed(status="in_force"),)),
    ]
    expected = consolidate(quads)
    for _ in range(5):
        random.shuffle(quads)
        assert consolidate(quads) == expected


def test_knowledge_itself_is_no_evidence(article: Document, facts: Facts) -> None:
    evidence = evidence_quads(article, facts)
    knowledge = consolidate(evidence)
    assert consolidate([*evidence, *knowledge]) == knowledge


def test_no_evidence_gives_no_knowledge() -> None:
    assert consolidate([]) == ()


# Agreements


@pytest.mark.parametrize(
    "other",
    [
        agreed(),
        agreed(date="2021-05"),
        agreed(parties=("CHL", "NOR")),
        agreed(kind="other"),
        agreed(name="Skerry Memorandum"),
    ],
)
def test_reports_of_one_agreement_become_one(other: Agreement) -> None:
    known = Knowledge(report("one", agreements=(agreed(),)), report("other", agreements=(other,)))
    (agreement,) = known.all(terms.AGREEMENT)
    assert known.value(agreement, terms.SUPPORT) == "2"
    assert len(known.values(agreement, terms.WAS_DERIVED_FROM)) == 2


@pytest.mark.parametrize(
    "other",
    [
        agreed(date="2021-05-04"),
        agreed(date=None),
        agreed(date="202X"),
        agreed(parties=("NOR", "PER")),
        agreed(parties=("NOR", "CHL", "PER")),
        agreed(kind="ceasefire"),
    ],
)
def test_agreements_that_may_differ_stay_apart(other: Agreement) -> None:
    known = Knowledge(report("one", agreements=(agreed(),)), report("other", agreements=(other,)))
    assert len(known.all(terms.AGREEMENT)) == 2


def test_agreements_without_parties_stay_apart() -> None:
    nobody = agreed(parties=())
    assert (
        len(Knowledge(report("a", agreements=(nobody,)), report("b", agreements=(nobody,))).all(terms.AGREEMENT)) == 2
    )


def test_two_agreements_of_one_article_never_merge() -> None:
    twice = report("one", agreements=(agreed("a1"), agreed("a2")))
    assert len(Knowledge(twice).all(terms.AGREEMENT)) == 2
    assert len(Knowledge(twice, report("other", agreements=(agreed(),))).all(terms.AGREEMENT)) == 2


@pytest.mark.parametrize(("name", "count"), [("Skerry Treaty", 1), ("Peace Agreement", 2)])
def test_a_telling_name_unites_and_a_generic_one_does_not(name: str, count: int) -> None:
    one = agreed(name=name, date="2021", parties=("NOR",))
    other = agreed(name=name.upper(), date=None, parties=("NOR", "CHL"))
    assert (
        len(Knowledge(report("a", agreements=(one,)), report("b", agreements=(other,))).all(terms.AGREEMENT)) == count
    )


def test_two_names_keep_agreements_of_one_day_apart() -> None:
    one, other = agreed(name="Skerry Treaty"), agreed(name="Trawler Treaty")
    assert len(Knowledge(report("a", agreements=(one,)), report("b", agreements=(other,))).all(terms.AGREEMENT)) == 2


def test_an_agreement_without_a_name_gets_a_label_but_no_official_name() -> None:
    known = Knowledge(report("one", agreements=(agreed(date="2017-05-01/2017-05-07"),)))
    (agreement,) = known.all(terms.AGREEMENT)
    assert known.value(agreement, terms.NAME) == "memorandum CHL–NOR (2017-05-01/2017-05-07)"
    assert known.values(agreement, terms.OFFICIAL_NAME) == set()


def test_a_name_in_the_text_is_the_official_name() -> None:
    known = Knowledge(report("one", agreements=(agreed(name="Skerry Memorandum"),)))
    (agreement,) = known.all(terms.AGREEMENT)
    assert known.value(agreement, terms.NAME) == known.value(agreement, terms.OFFICIAL_NAME) == "Skerry Memorandum"


def test_the_status_is_that_of_the_latest_report_and_figures_cover_all() -> None:
    reports = [("a", 2021, "agreed", 0.5), ("b", 2023, "in_force", 0.9), ("c", 2022, "signed", 0.7)]
    known = Knowledge(
        *(
            report(key, date(year, 1, 2), agreements=(agreed(status=status, evidence=replace(SURE, confidence=trust)),))
            for key, year, status, trust in reports
        )
    )
    (agreement,) = known.all(terms.AGREEMENT)
    assert known.value(agreement, terms.STATUS) == f"{terms.SCHEME}status/in_force"
    assert known.value(agreement, terms.STATUS_AS_OF) == "2023-01-02"
    assert known.value(agreement, terms.FIRST_REPORTED) == "2021-01-02"
    assert known.value(agreement, terms.LATEST_REPORTED) == "2023-01-02"
    assert known.value(agreement, terms.SUPPORT) == "3"
    assert known.value(agreement, terms.CONFIDENCE) == "0.9"


def test_acts_reported_twice_are_one_and_keep_their_dates() -> None:
    signed = Act("signature", SURE, date="2021-05-03")
    force = Act("entry_into_force", SURE, party="NOR", date="2022")
    known = Knowledge(
        report("a", agreements=(agreed(acts=(signed,)),)), report("b", agreements=(agreed(acts=(signed, force)),))
    )
    (agreement,) = known.all(terms.AGREEMENT)
    acts = {known.value(act, terms.ACT_TYPE).rpartition("/")[2]: act for act in known.values(agreement, terms.HAS_ACT)}
    assert set(acts) == {"signature", "entry_into_force"}
    assert known.value(acts["signature"], terms.SUPPORT) == "2"
    assert known.value(acts["entry_into_force"], terms.DATE) == "2022"
    assert known.value(acts["entry_into_force"], terms.PERFORMED_BY) == NS.state("NOR")


def test_the_most_precise_date_is_kept() -> None:
    known = Knowledge(report("a", agreements=(agreed(date="2021-05"),)), report("b", agreements=(agreed(),)))
    (agreement,) = known.all(terms.AGREEMENT)
    assert known.value(agreement, terms.DATE) == known.value(agreement, terms.DATE_FROM) == "2021-05-03"


def test_a_name_outweighs_a_code_in_its_place() -> None:
    coded = [
        evidence_quads(Document(key, TEXT, ()), Facts(key, "rules 1", places=(BERGEN,), agreements=(AT_BERGEN,)))
        for key in ("a", "b")
    ]
    assert Knowledge(*coded).value(NS.state("NOR"), terms.NAME) == "NOR"
    known = Knowledge(*coded, report("c", agreements=(agreed(),)))
    assert known.value(NS.state("NOR"), terms.NAME) == "Norway"


# People and offices


def holding(person: str, actor: str = "NOR", title: str = "prime minister") -> Office:
    return Office(person, title, "head_of_government", SURE, actor)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tomás Araya", "TOMAS ARAYA"),
        ("General Tomás Araya", "Tomás Araya"),
        ("T. Araya", "Tomás Araya"),
        ("Araya", "Tomás Araya"),
        ("Tomás Luis Araya", "Tomás Araya"),
    ],
)
def test_variants_of_a_name_in_one_office_are_one_person(one: str, other: str) -> None:
    known = Knowledge(report("a", offices=(holding(one),)), report("b", offices=(holding(other),)))
    (person,) = known.all(terms.PERSON)
    assert known.value(person, terms.HOLDS) == NS.office("prime minister", "head_of_government", "NOR")


@pytest.mark.parametrize(
    ("one", "other", "actor"),
    [
        ("Tomás Araya", "Tomás Araya", "CHL"),
        ("Tomás Araya", "Pedro Araya", "NOR"),
        ("Araya", "Tomás Araya", "CHL"),
        ("Tomás L. Araya", "Tomás P. Araya", "NOR"),
    ],
)
def test_people_who_may_differ_stay_apart(one: str, other: str, actor: str) -> None:
    known = Knowledge(report("a", offices=(holding(one),)), report("b", offices=(holding(other, actor),)))
    assert len(known.all(terms.PERSON)) == 2


def test_a_bare_family_name_that_fits_two_people_is_neither() -> None:
    known = Knowledge(
        report("a", offices=(holding("Tomás Araya"), holding("Pedro Araya"))), report("b", offices=(holding("Araya"),))
    )
    assert len(known.all(terms.PERSON)) == 3


def test_holding_an_office_says_as_of_when_and_on_how_many_reports() -> None:
    known = Knowledge(
        report("a", date(2021, 1, 1), offices=(holding("Tomás Araya"),)),
        report("b", date(2022, 1, 1), offices=(holding("Tomás Araya", title="premier"),)),
    )
    (link,) = known.links(terms.HOLDS)
    assert known.value(link, terms.AS_OF) == "2022-01-01"
    assert known.value(link, terms.FIRST_REPORTED) == "2021-01-01"
    assert known.value(link, terms.SUPPORT) == "2"
    assert not known.values(link, terms.SINCE)


def test_a_denied_office_isnt_held() -> None:
    denied = replace(holding("Tomás Araya"), evidence=doubted("denied"))
    assert not Knowledge(report("a", offices=(denied,))).pairs(terms.HOLDS)


def test_presidents_of_unnamed_states_hold_different_offices() -> None:
    nowhere = [replace(holding(name), actor=None) for name in ("Tomás Araya", "Pedro Lund")]
    known = Knowledge(report("a", offices=(nowhere[0],)), report("b", offices=(nowhere[1],)))
    assert len(known.all(terms.OFFICE)) == 2


def test_a_body_known_by_name_is_one_across_articles_as_part_of_its_state() -> None:
    said = Statement("Norwegian navy", "claims", SURE, "NOR", "a storm")
    known = Knowledge(report("a", statements=(said,)), report("b", statements=(said,)))
    assert known.all(terms.ORGANIZATION) == [NS.body("navy", "NOR")]
    assert known.value(NS.body("navy", "NOR"), terms.PART_OF) == NS.state("NOR")
    assert len(known.all(terms.STATEMENT)) == 2


# Contacts and incidents

MET = Contact("c1", "meeting", ("Tomás Araya",), ("NOR", "CHL"), SURE, date="2021-05-03")
STRUCK = Incident("i1", "strike", SURE, ("NOR",), ("CHL",), date="2021-05-03")


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (MET, 1),
        (replace(MET, place="Bergen"), 1),
        (replace(MET, date="2021-05-04"), 2),
        (replace(MET, date=None), 2),
        (replace(MET, mode="phone_call"), 2),
        (replace(MET, actors=("NOR",)), 2),
    ],
)
def test_contacts_merge_on_mode_people_actors_and_date(other: Contact, count: int) -> None:
    assert len(Knowledge(report("a", contacts=(MET,)), report("b", contacts=(other,))).all(terms.CONTACT)) == count


def test_contacts_at_two_places_stay_apart() -> None:
    one, other = replace(MET, place="Bergen"), replace(MET, place="Arica")
    assert len(Knowledge(report("a", contacts=(one,)), report("b", contacts=(other,))).all(terms.CONTACT)) == 2


def test_a_denied_contact_took_place_for_nobody() -> None:
    known = Knowledge(report("a", contacts=(replace(MET, evidence=doubted("denied")),)))
    assert not known.pairs(terms.TOOK_PART_IN)
    assert known.value(known.all(terms.CONTACT)[0], terms.FACTUALITY) == f"{terms.SCHEME}factuality/denied"


def test_a_claimed_and_denied_incident_is_contested_with_both_sides() -> None:
    struck = replace(STRUCK, evidence=doubted("denied", "Chile"))
    denial = Statement("Norway", "denies", SURE, "NOR", "i1")
    known = Knowledge(report("a", incidents=(struck,), statements=(denial,)))
    (incident,), (point,) = known.all(terms.INCIDENT), known.all(terms.CONTESTED_POINT)
    assert known.value(incident, terms.FACTUALITY) == f"{terms.SCHEME}factuality/denied"
    assert known.value(incident, terms.CONTESTED) == "true"
    assert known.value(point, terms.CONTESTS) == incident
    assert known.value(point, terms.CLAIMED_BY) == NS.state("CHL")
    assert known.value(point, terms.DENIED_BY) == NS.state("NOR")
    assert not known.pairs(terms.COMMITTED_BY)
    assert known.pairs(terms.ATTRIBUTED_TO) == {(incident, NS.state("NOR"))}


def test_a_claim_of_one_article_and_a_denial_of_another_meet() -> None:
    claimed = replace(STRUCK, evidence=doubted("claimed", "Chile"))
    denied = replace(STRUCK, evidence=doubted("denied"))
    denial = Statement("Norway", "denies", SURE, "NOR", "i1")
    known = Knowledge(report("a", incidents=(claimed,)), report("b", incidents=(denied,), statements=(denial,)))
    (point,) = known.all(terms.CONTESTED_POINT)
    assert known.value(point, terms.CLAIMED_BY) == NS.state("CHL")
    assert known.value(point, terms.DENIED_BY) == NS.state("NOR")


def test_a_claim_that_nobody_denies_is_no_fact_and_no_dispute() -> None:
    known = Knowledge(report("a", incidents=(replace(STRUCK, evidence=doubted("claimed", "Chile")),)))
    assert not known.all(terms.CONTESTED_POINT)
    assert not known.pairs(terms.COMMITTED_BY)
    assert known.pairs(terms.ATTRIBUTED_TO)


def test_what_one_article_asserts_and_another_denies_is_plain_but_contested() -> None:
    denied = replace(STRUCK, evidence=doubted("denied"))
    known = Knowledge(report("a", incidents=(STRUCK,)), report("b", incidents=(denied,)))
    (link,) = known.links(terms.COMMITTED_BY)
    assert known.value(link, terms.CONTESTED) == "true"
    assert not known.pairs(terms.ATTRIBUTED_TO)
    assert known.value(known.all(terms.INCIDENT)[0], terms.FACTUALITY) == f"{terms.SCHEME}factuality/asserted"


def test_what_one_article_plans_and_another_denies_isnt_plain() -> None:
    planned, denied = (agreed(evidence=doubted(factuality)) for factuality in ("planned", "denied"))
    known = Knowledge(report("a", agreements=(planned,)), report("b", agreements=(denied,)))
    assert len(known.all(terms.AGREEMENT)) == 1
    assert not known.pairs(terms.PARTY_TO)
    assert {known.value(link, terms.SUPPORT) for link in known.links(terms.ALLEGED_PARTY_TO)} == {"2"}


@pytest.mark.parametrize("factuality", ["claimed", "denied"])
def test_a_doubted_agreement_binds_nobody(factuality: str) -> None:
    doubtful = agreed(evidence=doubted(factuality), signatories=("Tomás Araya",), mediators=("PER",))
    known = Knowledge(report("a", agreements=(doubtful,)))
    assert not known.pairs(terms.PARTY_TO) | known.pairs(terms.SIGNED) | known.pairs(terms.MEDIATED)
    assert len(known.pairs(terms.ALLEGED_PARTY_TO)) == 2


# Relationships and reports


def test_every_reported_edge_has_a_link_with_its_figures(article: Document, facts: Facts) -> None:
    known = Knowledge(evidence_quads(article, facts))
    for predicate in (terms.PARTY_TO, terms.SIGNED, terms.COVERS, terms.TOOK_PART_IN, terms.MADE, terms.ABOUT):
        described = {
            (known.value(link, terms.RDF_SUBJECT), known.value(link, terms.RDF_OBJECT))
            for link in known.links(predicate)
        }
        assert described == known.pairs(predicate) != set()
        for link in known.links(predicate):
            assert known.value(link, terms.SUPPORT) == "1"
            assert known.value(link, terms.FIRST_REPORTED) == "2021-05-04"


def test_each_report_leads_to_its_words_in_the_article(article: Document, facts: Facts) -> None:
    known = Knowledge(evidence_quads(article, facts))
    reported = {target for _, target in known.pairs(terms.REPORTS)}
    kinds = (terms.AGREEMENT, terms.CONTACT, terms.INCIDENT, terms.STATEMENT, terms.PERSON)
    assert reported == {thing for kind in kinds for thing in known.all(kind)}
    for link in known.links(terms.REPORTS):
        start, end = int(known.value(link, terms.START)), int(known.value(link, terms.END))
        assert article.text[start:end] == known.value(link, terms.QUOTE)
        assert 0 < float(known.value(link, terms.CONFIDENCE)) <= 1


def test_articles_are_known_without_their_text(article: Document, facts: Facts) -> None:
    known = Knowledge(evidence_quads(article, facts))
    assert known.value(NS.article(article.id), terms.TITLE) == "A pact at sea"
    assert known.value(NS.article(article.id), terms.PUBLISHED) == "2021-05-04"
    assert not known.values(NS.article(article.id), terms.TEXT)


def test_each_thing_has_a_name(article: Document, facts: Facts) -> None:
    known = Knowledge(evidence_quads(article, facts))
    kinds = (terms.STATE, terms.PERSON, terms.OFFICE, terms.REGION, terms.AGREEMENT, terms.CONTACT, terms.INCIDENT)
    for kind in kinds:
        for thing in known.all(kind):
            assert known.value(thing, terms.NAME)
