"""Puts an article's agreements, contacts, incidents, statements and offices into its evidence graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accord.graph.edtf import days
from accord.ontology import terms

if TYPE_CHECKING:
    from accord.graph.evidence_writer import EvidenceWriter
    from accord.graph.facts import Act, Agreement, Contact, Incident, Office, Provision, Statement

_DOUBTED: Final = frozenset({"claimed", "denied"})
_RELATIONS: Final = {
    "amends": terms.AMENDS,
    "implements": terms.IMPLEMENTS,
    "supersedes": terms.SUPERSEDES,
    "renews": terms.RENEWS,
}


def write(writer: EvidenceWriter) -> None:
    """All facts of ``writer.facts``."""
    facts = writer.facts
    for agreement in facts.agreements:
        _agreement(writer, agreement)
    for contact in facts.contacts:
        _contact(writer, contact)
    for incident in facts.incidents:
        _incident(writer, incident)
    for number, statement in enumerate(facts.statements, 1):
        _statement(writer, number, statement)
    for number, office in enumerate(facts.offices, 1):
        _tenure(writer, number, office)


def _agreement(writer: EvidenceWriter, agreement: Agreement) -> None:
    tell, names, iri = writer.description, writer.names, writer.scoped("agreement", agreement.key)
    writer.fact(iri, terms.AGREEMENT, agreement.evidence)
    tell.concept(iri, terms.KIND, "kind", agreement.kind)
    tell.concept(iri, terms.STATUS, "status", agreement.status)
    tell.text(iri, terms.OFFICIAL_NAME, agreement.name)
    for name in agreement.other_names:
        tell.text(iri, terms.OTHER_NAME, name)
    tell.text(iri, terms.REGISTER_ENTRY, agreement.entry)
    tell.dated(iri, agreement.date)
    for topic in agreement.topics:
        tell.concept(iri, terms.TOPIC, "topic", topic)
    bound = terms.ALLEGED_PARTY_TO if agreement.evidence.factuality in _DOUBTED else terms.PARTY_TO
    for code in agreement.parties:
        tell.link(names.party(code), bound, iri)
    for name in agreement.mediators:
        tell.link(names.party(name), terms.MEDIATED, iri)
    for name in agreement.signatories:
        tell.link(names.person(name), terms.SIGNED, iri)
    for region in agreement.regions:
        tell.link(iri, terms.COVERS, names.place(region))
    if agreement.place:
        tell.link(iri, terms.SIGNED_AT, names.place(agreement.place))
    for relation in agreement.relations:
        tell.link(iri, _RELATIONS[relation.type], writer.scoped("agreement", relation.to))
    for number, act in enumerate(agreement.acts, 1):
        _act(writer, iri, f"{agreement.key}.{number}", act)
    for number, provision in enumerate(agreement.provisions, 1):
        _provision(writer, iri, f"{agreement.key}.{number}", provision)


def _act(writer: EvidenceWriter, agreement: str, key: str, act: Act) -> None:
    tell, iri = writer.description, writer.scoped("act", key)
    writer.fact(iri, terms.ACT, act.evidence)
    tell.link(agreement, terms.HAS_ACT, iri)
    tell.concept(iri, terms.ACT_TYPE, "act", act.type)
    tell.dated(iri, act.date)
    if act.party:
        tell.link(iri, terms.PERFORMED_BY, writer.names.party(act.party))


def _provision(writer: EvidenceWriter, agreement: str, key: str, provision: Provision) -> None:
    iri = writer.scoped("provision", key)
    writer.fact(iri, terms.PROVISION, provision.evidence)
    writer.description.link(agreement, terms.HAS_PROVISION, iri)
    writer.description.text(iri, terms.TEXT, provision.text)


def _contact(writer: EvidenceWriter, contact: Contact) -> None:
    tell, names, iri = writer.description, writer.names, writer.scoped("contact", contact.key)
    writer.fact(iri, terms.CONTACT, contact.evidence)
    tell.concept(iri, terms.MODE, "mode", contact.mode)
    tell.dated(iri, contact.date)
    for name in contact.participants:
        tell.link(names.person(name), terms.TOOK_PART_IN, iri)
    for code in contact.actors:
        tell.link(names.party(code), terms.TOOK_PART_IN, iri)
    if contact.place:
        tell.link(iri, terms.HELD_AT, names.place(contact.place))
    for key in contact.about:
        tell.link(iri, terms.DISCUSSED, writer.scoped("agreement", key))


def _incident(writer: EvidenceWriter, incident: Incident) -> None:
    tell, names, iri = writer.description, writer.names, writer.scoped("incident", incident.key)
    writer.fact(iri, terms.INCIDENT, incident.evidence)
    tell.concept(iri, terms.INCIDENT_KIND, "incident", incident.kind)
    tell.dated(iri, incident.date)
    done = terms.ATTRIBUTED_TO if incident.evidence.factuality in _DOUBTED else terms.COMMITTED_BY
    for code in incident.by:
        tell.link(iri, done, names.party(code))
    for code in incident.against:
        tell.link(iri, terms.AGAINST, names.party(code))
    for place in incident.near:
        tell.link(iri, terms.NEAR, names.place(place))


def _statement(writer: EvidenceWriter, number: int, statement: Statement) -> None:
    tell, iri = writer.description, writer.scoped("statement", f"s{number}")
    writer.fact(iri, terms.STATEMENT, statement.evidence)
    tell.link(writer.names.speaker(statement.speaker), terms.MADE, iri)
    tell.concept(iri, terms.STANCE, "stance", statement.stance)
    kind = _kinds(writer).get(statement.about or "")
    if kind and statement.about:
        tell.link(iri, terms.ABOUT, writer.scoped(kind, statement.about))
    else:
        tell.text(iri, terms.ABOUT_TEXT, statement.about)


def _kinds(writer: EvidenceWriter) -> dict[str, str]:
    """The keys that a statement's ``about`` may name, and what they stand for."""
    facts = writer.facts
    return {
        **{fact.key: "agreement" for fact in facts.agreements},
        **{fact.key: "contact" for fact in facts.contacts},
        **{fact.key: "incident" for fact in facts.incidents},
    }


def _tenure(writer: EvidenceWriter, number: int, office: Office) -> None:
    """A person's tenure, as of the article's day unless it had ended by then, and the office with its actor."""
    tell, iri, post = writer.description, writer.scoped("tenure", str(number)), _post(writer, office)
    writer.fact(iri, terms.TENURE, office.evidence)
    tell.link(iri, terms.TENURE_PERSON, writer.names.person(office.person))
    tell.link(iri, terms.TENURE_OFFICE, post)
    since = days(office.since).first if office.since else None
    until = days(office.until).last if office.until else None
    if not (since and until and since > until):
        tell.day(iri, terms.SINCE, since)
        tell.day(iri, terms.UNTIL, until)
    published = writer.document.metadata.published
    if published is None or until is None or published <= until:
        tell.day(iri, terms.AS_OF, published)


def _post(writer: EvidenceWriter, office: Office) -> str:
    """The office: global where its actor is known, else this article's own."""
    tell, ns = writer.description, writer.ns
    iri = (
        ns.office(office.office, office.role, office.actor)
        if office.actor
        else writer.scoped("office", office.role, office.office)
    )
    tell.a(iri, terms.OFFICE)
    tell.text(iri, terms.OFFICE_TITLE, office.office)
    tell.concept(iri, terms.ROLE, "role", office.role)
    if office.actor:
        tell.link(iri, terms.OFFICE_OF, writer.names.party(office.actor))
    else:
        tell.link(iri, terms.OF_ARTICLE, writer.article)
    return iri
