"""The vocabulary of accord as constants.

Generated: change accord.ttl or schemes.ttl, then run ``python -m accord.ontology.generate``. What each term means is in
docs/ontology.md.

Naming: a class, property, annotation or datatype is its local name in upper case with underscores (``acc:partyTo`` is
PARTY_TO, ``acc:State`` is STATE); so is a borrowed term (``prov:wasDerivedFrom`` is WAS_DERIVED_FROM), but those of
rdf, rdfs and xsd keep their prefix (RDF_TYPE, XSD_DATE). A concept is its scheme and notation (STATUS_SIGNED). The
notations of a scheme, in order, are its name in the plural (STATUSES). All but those are IRIs, as plain strings.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Namespaces
ACC: Final = "https://w3id.org/accord/ontology#"
SCHEME: Final = "https://w3id.org/accord/scheme/"

# Classes
ENTITY: Final = "https://w3id.org/accord/ontology#Entity"
ACTOR: Final = "https://w3id.org/accord/ontology#Actor"
STATE: Final = "https://w3id.org/accord/ontology#State"
ORGANIZATION: Final = "https://w3id.org/accord/ontology#Organization"
ARMED_GROUP: Final = "https://w3id.org/accord/ontology#ArmedGroup"
PERSON: Final = "https://w3id.org/accord/ontology#Person"
OFFICE: Final = "https://w3id.org/accord/ontology#Office"
TENURE: Final = "https://w3id.org/accord/ontology#Tenure"
AGREEMENT: Final = "https://w3id.org/accord/ontology#Agreement"
ACT: Final = "https://w3id.org/accord/ontology#Act"
PROVISION: Final = "https://w3id.org/accord/ontology#Provision"
CONTACT: Final = "https://w3id.org/accord/ontology#Contact"
INCIDENT: Final = "https://w3id.org/accord/ontology#Incident"
STATEMENT: Final = "https://w3id.org/accord/ontology#Statement"
CONTESTED_POINT: Final = "https://w3id.org/accord/ontology#ContestedPoint"
REGION: Final = "https://w3id.org/accord/ontology#Region"
ARTICLE: Final = "https://w3id.org/accord/ontology#Article"
PASSAGE: Final = "https://w3id.org/accord/ontology#Passage"
CUT: Final = "https://w3id.org/accord/ontology#Cut"
LINK: Final = "https://w3id.org/accord/ontology#Link"
REFUSAL: Final = "https://w3id.org/accord/ontology#Refusal"
INPUT: Final = "https://w3id.org/accord/ontology#Input"
VERSION: Final = "https://w3id.org/accord/ontology#Version"
JUDGEMENT: Final = "https://w3id.org/accord/ontology#Judgement"

# Properties between things, and from things to concepts
PARTY_TO: Final = "https://w3id.org/accord/ontology#partyTo"
ALLEGED_PARTY_TO: Final = "https://w3id.org/accord/ontology#allegedPartyTo"
MEDIATED: Final = "https://w3id.org/accord/ontology#mediated"
SIGNED: Final = "https://w3id.org/accord/ontology#signed"
COVERS: Final = "https://w3id.org/accord/ontology#covers"
SIGNED_AT: Final = "https://w3id.org/accord/ontology#signedAt"
HAS_PROVISION: Final = "https://w3id.org/accord/ontology#hasProvision"
HAS_ACT: Final = "https://w3id.org/accord/ontology#hasAct"
PERFORMED_BY: Final = "https://w3id.org/accord/ontology#performedBy"
AMENDS: Final = "https://w3id.org/accord/ontology#amends"
IMPLEMENTS: Final = "https://w3id.org/accord/ontology#implements"
SUPERSEDES: Final = "https://w3id.org/accord/ontology#supersedes"
RENEWS: Final = "https://w3id.org/accord/ontology#renews"
HOLDS: Final = "https://w3id.org/accord/ontology#holds"
OFFICE_OF: Final = "https://w3id.org/accord/ontology#officeOf"
PART_OF: Final = "https://w3id.org/accord/ontology#partOf"
WITHIN: Final = "https://w3id.org/accord/ontology#within"
TOOK_PART_IN: Final = "https://w3id.org/accord/ontology#tookPartIn"
HELD_AT: Final = "https://w3id.org/accord/ontology#heldAt"
DISCUSSED: Final = "https://w3id.org/accord/ontology#discussed"
COMMITTED_BY: Final = "https://w3id.org/accord/ontology#committedBy"
ATTRIBUTED_TO: Final = "https://w3id.org/accord/ontology#attributedTo"
AGAINST: Final = "https://w3id.org/accord/ontology#against"
NEAR: Final = "https://w3id.org/accord/ontology#near"
MADE: Final = "https://w3id.org/accord/ontology#made"
ABOUT: Final = "https://w3id.org/accord/ontology#about"
CONTESTS: Final = "https://w3id.org/accord/ontology#contests"
CLAIMED_BY: Final = "https://w3id.org/accord/ontology#claimedBy"
DENIED_BY: Final = "https://w3id.org/accord/ontology#deniedBy"
STATUS_ACCORDING_TO: Final = "https://w3id.org/accord/ontology#statusAccordingTo"
REPORTS: Final = "https://w3id.org/accord/ontology#reports"
OF_ARTICLE: Final = "https://w3id.org/accord/ontology#ofArticle"
HAS_PASSAGE: Final = "https://w3id.org/accord/ontology#hasPassage"
ACCORDING_TO: Final = "https://w3id.org/accord/ontology#accordingTo"
HAS_CUT: Final = "https://w3id.org/accord/ontology#hasCut"
TENURE_PERSON: Final = "https://w3id.org/accord/ontology#tenurePerson"
TENURE_OFFICE: Final = "https://w3id.org/accord/ontology#tenureOffice"
KIND: Final = "https://w3id.org/accord/ontology#kind"
STATUS: Final = "https://w3id.org/accord/ontology#status"
TOPIC: Final = "https://w3id.org/accord/ontology#topic"
MODE: Final = "https://w3id.org/accord/ontology#mode"
ROLE: Final = "https://w3id.org/accord/ontology#role"
STANCE: Final = "https://w3id.org/accord/ontology#stance"
FACTUALITY: Final = "https://w3id.org/accord/ontology#factuality"
ACT_TYPE: Final = "https://w3id.org/accord/ontology#actType"
INCIDENT_KIND: Final = "https://w3id.org/accord/ontology#incidentKind"
JUDGES: Final = "https://w3id.org/accord/ontology#judges"
VERSION_OF: Final = "https://w3id.org/accord/ontology#versionOf"

# Properties with literals
NAME: Final = "https://w3id.org/accord/ontology#name"
OFFICIAL_NAME: Final = "https://w3id.org/accord/ontology#officialName"
OTHER_NAME: Final = "https://w3id.org/accord/ontology#otherName"
REGISTER_ENTRY: Final = "https://w3id.org/accord/ontology#registerEntry"
CODE: Final = "https://w3id.org/accord/ontology#code"
ISO3: Final = "https://w3id.org/accord/ontology#iso3"
ACRONYM: Final = "https://w3id.org/accord/ontology#acronym"
WIKIDATA: Final = "https://w3id.org/accord/ontology#wikidata"
GEONAMES_ID: Final = "https://w3id.org/accord/ontology#geonamesId"
PLACE_TYPE: Final = "https://w3id.org/accord/ontology#placeType"
LATITUDE: Final = "https://w3id.org/accord/ontology#latitude"
LONGITUDE: Final = "https://w3id.org/accord/ontology#longitude"
OFFICE_TITLE: Final = "https://w3id.org/accord/ontology#officeTitle"
DATE: Final = "https://w3id.org/accord/ontology#date"
DATE_FROM: Final = "https://w3id.org/accord/ontology#dateFrom"
DATE_TO: Final = "https://w3id.org/accord/ontology#dateTo"
SINCE: Final = "https://w3id.org/accord/ontology#since"
UNTIL: Final = "https://w3id.org/accord/ontology#until"
AS_OF: Final = "https://w3id.org/accord/ontology#asOf"
STATUS_AS_OF: Final = "https://w3id.org/accord/ontology#statusAsOf"
TEXT: Final = "https://w3id.org/accord/ontology#text"
ABOUT_TEXT: Final = "https://w3id.org/accord/ontology#aboutText"
IDENTIFIER: Final = "https://w3id.org/accord/ontology#identifier"
TITLE: Final = "https://w3id.org/accord/ontology#title"
PUBLISHED: Final = "https://w3id.org/accord/ontology#published"
PUBLISHER: Final = "https://w3id.org/accord/ontology#publisher"
AUTHOR: Final = "https://w3id.org/accord/ontology#author"
URL: Final = "https://w3id.org/accord/ontology#url"
LANGUAGE: Final = "https://w3id.org/accord/ontology#language"
SOURCE: Final = "https://w3id.org/accord/ontology#source"
DIGEST: Final = "https://w3id.org/accord/ontology#digest"
EXTRACTOR: Final = "https://w3id.org/accord/ontology#extractor"
QUOTE: Final = "https://w3id.org/accord/ontology#quote"
START: Final = "https://w3id.org/accord/ontology#start"
END: Final = "https://w3id.org/accord/ontology#end"
RULE: Final = "https://w3id.org/accord/ontology#rule"
SUPPORT: Final = "https://w3id.org/accord/ontology#support"
SOURCES: Final = "https://w3id.org/accord/ontology#sources"
CLAIM_SOURCES: Final = "https://w3id.org/accord/ontology#claimSources"
DENIAL_SOURCES: Final = "https://w3id.org/accord/ontology#denialSources"
FIRST_REPORTED: Final = "https://w3id.org/accord/ontology#firstReported"
LATEST_REPORTED: Final = "https://w3id.org/accord/ontology#latestReported"
CONFIDENCE: Final = "https://w3id.org/accord/ontology#confidence"
CONTESTED: Final = "https://w3id.org/accord/ontology#contested"
VERDICT: Final = "https://w3id.org/accord/ontology#verdict"
JUDGED_BY: Final = "https://w3id.org/accord/ontology#judgedBy"
JUDGED_ON: Final = "https://w3id.org/accord/ontology#judgedOn"
NOTE: Final = "https://w3id.org/accord/ontology#note"
REASON: Final = "https://w3id.org/accord/ontology#reason"
KNOWLEDGE_DUE: Final = "https://w3id.org/accord/ontology#knowledgeDue"
FACT_COUNT: Final = "https://w3id.org/accord/ontology#factCount"
PUBLISHED_AS_GIVEN: Final = "https://w3id.org/accord/ontology#publishedAsGiven"
VERSION_NUMBER: Final = "https://w3id.org/accord/ontology#versionNumber"
FORMER_TEXT: Final = "https://w3id.org/accord/ontology#formerText"
FORMER_EVIDENCE: Final = "https://w3id.org/accord/ontology#formerEvidence"

# Annotations and datatypes
BORROWS: Final = "https://w3id.org/accord/ontology#borrows"
NEO4J_LABEL: Final = "https://w3id.org/accord/ontology#neo4jLabel"
NEO4J_TYPE: Final = "https://w3id.org/accord/ontology#neo4jType"
NEO4J_PROPERTY: Final = "https://w3id.org/accord/ontology#neo4jProperty"
NEO4J_LINK_PROPERTY: Final = "https://w3id.org/accord/ontology#neo4jLinkProperty"
NEO4J_LIST: Final = "https://w3id.org/accord/ontology#neo4jList"
CONCEPT_SCHEME: Final = "https://w3id.org/accord/ontology#conceptScheme"
PLOVER: Final = "https://w3id.org/accord/ontology#plover"
PLOVER_CONTEXT: Final = "https://w3id.org/accord/ontology#ploverContext"
CAMEO: Final = "https://w3id.org/accord/ontology#cameo"

# Terms of other vocabularies
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDF_SUBJECT: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"
RDF_PREDICATE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"
RDF_OBJECT: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#object"
RDFS_LABEL: Final = "http://www.w3.org/2000/01/rdf-schema#label"
WAS_DERIVED_FROM: Final = "http://www.w3.org/ns/prov#wasDerivedFrom"
XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
XSD_INTEGER: Final = "http://www.w3.org/2001/XMLSchema#integer"
XSD_DECIMAL: Final = "http://www.w3.org/2001/XMLSchema#decimal"
XSD_BOOLEAN: Final = "http://www.w3.org/2001/XMLSchema#boolean"
XSD_DATE: Final = "http://www.w3.org/2001/XMLSchema#date"

# Concepts of the scheme kind
KIND_TREATY: Final = "https://w3id.org/accord/scheme/kind/treaty"
KIND_MEMORANDUM: Final = "https://w3id.org/accord/scheme/kind/memorandum"
KIND_CEASEFIRE: Final = "https://w3id.org/accord/scheme/kind/ceasefire"
KIND_PEACE_AGREEMENT: Final = "https://w3id.org/accord/scheme/kind/peace_agreement"
KIND_TRADE_AGREEMENT: Final = "https://w3id.org/accord/scheme/kind/trade_agreement"
KIND_SECURITY_PACT: Final = "https://w3id.org/accord/scheme/kind/security_pact"
KIND_ARMS_CONTROL: Final = "https://w3id.org/accord/scheme/kind/arms_control"
KIND_BORDER_AGREEMENT: Final = "https://w3id.org/accord/scheme/kind/border_agreement"
KIND_PRISONER_EXCHANGE: Final = "https://w3id.org/accord/scheme/kind/prisoner_exchange"
KIND_COMMUNIQUE: Final = "https://w3id.org/accord/scheme/kind/communique"
KIND_UNDERSTANDING: Final = "https://w3id.org/accord/scheme/kind/understanding"
KIND_OTHER: Final = "https://w3id.org/accord/scheme/kind/other"

# Concepts of the scheme status
STATUS_PROPOSED: Final = "https://w3id.org/accord/scheme/status/proposed"
STATUS_UNDER_NEGOTIATION: Final = "https://w3id.org/accord/scheme/status/under_negotiation"
STATUS_AGREED: Final = "https://w3id.org/accord/scheme/status/agreed"
STATUS_SIGNED: Final = "https://w3id.org/accord/scheme/status/signed"
STATUS_RATIFIED: Final = "https://w3id.org/accord/scheme/status/ratified"
STATUS_IN_FORCE: Final = "https://w3id.org/accord/scheme/status/in_force"
STATUS_SUSPENDED: Final = "https://w3id.org/accord/scheme/status/suspended"
STATUS_VIOLATED: Final = "https://w3id.org/accord/scheme/status/violated"
STATUS_TERMINATED: Final = "https://w3id.org/accord/scheme/status/terminated"
STATUS_REJECTED: Final = "https://w3id.org/accord/scheme/status/rejected"
STATUS_EXPIRED: Final = "https://w3id.org/accord/scheme/status/expired"

# Concepts of the scheme topic
TOPIC_SAFE_ZONE: Final = "https://w3id.org/accord/scheme/topic/safe_zone"
TOPIC_DECONFLICTION: Final = "https://w3id.org/accord/scheme/topic/deconfliction"
TOPIC_NOTIFICATION: Final = "https://w3id.org/accord/scheme/topic/notification"
TOPIC_CEASEFIRE: Final = "https://w3id.org/accord/scheme/topic/ceasefire"
TOPIC_WITHDRAWAL: Final = "https://w3id.org/accord/scheme/topic/withdrawal"
TOPIC_PRISONER_EXCHANGE: Final = "https://w3id.org/accord/scheme/topic/prisoner_exchange"
TOPIC_HUMANITARIAN_ACCESS: Final = "https://w3id.org/accord/scheme/topic/humanitarian_access"
TOPIC_TRADE: Final = "https://w3id.org/accord/scheme/topic/trade"
TOPIC_TARIFFS: Final = "https://w3id.org/accord/scheme/topic/tariffs"
TOPIC_ENERGY: Final = "https://w3id.org/accord/scheme/topic/energy"
TOPIC_NUCLEAR: Final = "https://w3id.org/accord/scheme/topic/nuclear"
TOPIC_ARMS: Final = "https://w3id.org/accord/scheme/topic/arms"
TOPIC_BORDER: Final = "https://w3id.org/accord/scheme/topic/border"
TOPIC_WATER: Final = "https://w3id.org/accord/scheme/topic/water"
TOPIC_FISHERIES: Final = "https://w3id.org/accord/scheme/topic/fisheries"
TOPIC_MIGRATION: Final = "https://w3id.org/accord/scheme/topic/migration"
TOPIC_EXTRADITION: Final = "https://w3id.org/accord/scheme/topic/extradition"
TOPIC_TECHNOLOGY: Final = "https://w3id.org/accord/scheme/topic/technology"
TOPIC_FINANCE: Final = "https://w3id.org/accord/scheme/topic/finance"
TOPIC_CLIMATE: Final = "https://w3id.org/accord/scheme/topic/climate"
TOPIC_SECURITY_COOPERATION: Final = "https://w3id.org/accord/scheme/topic/security_cooperation"
TOPIC_DIPLOMATIC_RELATIONS: Final = "https://w3id.org/accord/scheme/topic/diplomatic_relations"
TOPIC_VISA: Final = "https://w3id.org/accord/scheme/topic/visa"
TOPIC_TRANSPORT: Final = "https://w3id.org/accord/scheme/topic/transport"
TOPIC_CULTURE: Final = "https://w3id.org/accord/scheme/topic/culture"
TOPIC_HEALTH: Final = "https://w3id.org/accord/scheme/topic/health"
TOPIC_OTHER: Final = "https://w3id.org/accord/scheme/topic/other"

# Concepts of the scheme mode
MODE_MEETING: Final = "https://w3id.org/accord/scheme/mode/meeting"
MODE_PHONE_CALL: Final = "https://w3id.org/accord/scheme/mode/phone_call"
MODE_VIDEO_CALL: Final = "https://w3id.org/accord/scheme/mode/video_call"
MODE_VISIT: Final = "https://w3id.org/accord/scheme/mode/visit"
MODE_NEGOTIATION: Final = "https://w3id.org/accord/scheme/mode/negotiation"
MODE_LETTER: Final = "https://w3id.org/accord/scheme/mode/letter"

# Concepts of the scheme role
ROLE_HEAD_OF_STATE: Final = "https://w3id.org/accord/scheme/role/head_of_state"
ROLE_HEAD_OF_GOVERNMENT: Final = "https://w3id.org/accord/scheme/role/head_of_government"
ROLE_FOREIGN_MINISTER: Final = "https://w3id.org/accord/scheme/role/foreign_minister"
ROLE_DEFENCE_MINISTER: Final = "https://w3id.org/accord/scheme/role/defence_minister"
ROLE_MILITARY_CHIEF: Final = "https://w3id.org/accord/scheme/role/military_chief"
ROLE_AMBASSADOR: Final = "https://w3id.org/accord/scheme/role/ambassador"
ROLE_ENVOY: Final = "https://w3id.org/accord/scheme/role/envoy"
ROLE_SPOKESPERSON: Final = "https://w3id.org/accord/scheme/role/spokesperson"
ROLE_OTHER_MINISTER: Final = "https://w3id.org/accord/scheme/role/other_minister"
ROLE_LEGISLATOR: Final = "https://w3id.org/accord/scheme/role/legislator"
ROLE_IGO_HEAD: Final = "https://w3id.org/accord/scheme/role/igo_head"
ROLE_OTHER: Final = "https://w3id.org/accord/scheme/role/other"

# Concepts of the scheme stance
STANCE_ASSERTS: Final = "https://w3id.org/accord/scheme/stance/asserts"
STANCE_DENIES: Final = "https://w3id.org/accord/scheme/stance/denies"
STANCE_CLAIMS: Final = "https://w3id.org/accord/scheme/stance/claims"
STANCE_PROMISES: Final = "https://w3id.org/accord/scheme/stance/promises"
STANCE_THREATENS: Final = "https://w3id.org/accord/scheme/stance/threatens"
STANCE_REJECTS: Final = "https://w3id.org/accord/scheme/stance/rejects"
STANCE_CALLS_FOR: Final = "https://w3id.org/accord/scheme/stance/calls_for"
STANCE_ACCUSES: Final = "https://w3id.org/accord/scheme/stance/accuses"
STANCE_WELCOMES: Final = "https://w3id.org/accord/scheme/stance/welcomes"

# Concepts of the scheme factuality
FACTUALITY_ASSERTED: Final = "https://w3id.org/accord/scheme/factuality/asserted"
FACTUALITY_CLAIMED: Final = "https://w3id.org/accord/scheme/factuality/claimed"
FACTUALITY_DENIED: Final = "https://w3id.org/accord/scheme/factuality/denied"
FACTUALITY_PLANNED: Final = "https://w3id.org/accord/scheme/factuality/planned"

# Concepts of the scheme act
ACT_PROPOSAL: Final = "https://w3id.org/accord/scheme/act/proposal"
ACT_AGREEMENT: Final = "https://w3id.org/accord/scheme/act/agreement"
ACT_INITIALLING: Final = "https://w3id.org/accord/scheme/act/initialling"
ACT_SIGNATURE: Final = "https://w3id.org/accord/scheme/act/signature"
ACT_SIGNATURE_AD_REFERENDUM: Final = "https://w3id.org/accord/scheme/act/signature_ad_referendum"
ACT_CONFIRMATION_OF_SIGNATURE: Final = "https://w3id.org/accord/scheme/act/confirmation_of_signature"
ACT_SUCCESSION_TO_SIGNATURE: Final = "https://w3id.org/accord/scheme/act/succession_to_signature"
ACT_DEFINITIVE_SIGNATURE: Final = "https://w3id.org/accord/scheme/act/definitive_signature"
ACT_RATIFICATION: Final = "https://w3id.org/accord/scheme/act/ratification"
ACT_ACCEPTANCE: Final = "https://w3id.org/accord/scheme/act/acceptance"
ACT_APPROVAL: Final = "https://w3id.org/accord/scheme/act/approval"
ACT_ACCESSION: Final = "https://w3id.org/accord/scheme/act/accession"
ACT_SUCCESSION: Final = "https://w3id.org/accord/scheme/act/succession"
ACT_FORMAL_CONFIRMATION: Final = "https://w3id.org/accord/scheme/act/formal_confirmation"
ACT_SIMPLIFIED_PROCEDURE: Final = "https://w3id.org/accord/scheme/act/simplified_procedure"
ACT_CONSENT_TO_BE_BOUND: Final = "https://w3id.org/accord/scheme/act/consent_to_be_bound"
ACT_PARTICIPATION: Final = "https://w3id.org/accord/scheme/act/participation"
ACT_ADMISSION: Final = "https://w3id.org/accord/scheme/act/admission"
ACT_PROVISIONAL_ACCEPTANCE: Final = "https://w3id.org/accord/scheme/act/provisional_acceptance"
ACT_PROVISIONAL_APPLICATION: Final = "https://w3id.org/accord/scheme/act/provisional_application"
ACT_NON_PROVISIONAL_APPLICATION: Final = "https://w3id.org/accord/scheme/act/non_provisional_application"
ACT_APPLICATION: Final = "https://w3id.org/accord/scheme/act/application"
ACT_ENTRY_INTO_FORCE: Final = "https://w3id.org/accord/scheme/act/entry_into_force"
ACT_EXTENSION: Final = "https://w3id.org/accord/scheme/act/extension"
ACT_TERRITORIAL_EXTENSION: Final = "https://w3id.org/accord/scheme/act/territorial_extension"
ACT_NOTIFICATION: Final = "https://w3id.org/accord/scheme/act/notification"
ACT_REGISTRATION: Final = "https://w3id.org/accord/scheme/act/registration"
ACT_SUSPENSION: Final = "https://w3id.org/accord/scheme/act/suspension"
ACT_VIOLATION: Final = "https://w3id.org/accord/scheme/act/violation"
ACT_WITHDRAWAL: Final = "https://w3id.org/accord/scheme/act/withdrawal"
ACT_DENUNCIATION: Final = "https://w3id.org/accord/scheme/act/denunciation"
ACT_TERMINATION: Final = "https://w3id.org/accord/scheme/act/termination"
ACT_REJECTION: Final = "https://w3id.org/accord/scheme/act/rejection"
ACT_EXPIRY: Final = "https://w3id.org/accord/scheme/act/expiry"

# Concepts of the scheme incident
INCIDENT_STRIKE: Final = "https://w3id.org/accord/scheme/incident/strike"
INCIDENT_CLASH: Final = "https://w3id.org/accord/scheme/incident/clash"
INCIDENT_SHELLING: Final = "https://w3id.org/accord/scheme/incident/shelling"
INCIDENT_ATTACK: Final = "https://w3id.org/accord/scheme/incident/attack"
INCIDENT_DETENTION: Final = "https://w3id.org/accord/scheme/incident/detention"
INCIDENT_VIOLATION: Final = "https://w3id.org/accord/scheme/incident/violation"
INCIDENT_EXPULSION: Final = "https://w3id.org/accord/scheme/incident/expulsion"
INCIDENT_OTHER: Final = "https://w3id.org/accord/scheme/incident/other"

# Concepts of the scheme relation
RELATION_AMENDS: Final = "https://w3id.org/accord/scheme/relation/amends"
RELATION_IMPLEMENTS: Final = "https://w3id.org/accord/scheme/relation/implements"
RELATION_SUPERSEDES: Final = "https://w3id.org/accord/scheme/relation/supersedes"
RELATION_RENEWS: Final = "https://w3id.org/accord/scheme/relation/renews"

KINDS: Final = (
    "treaty",
    "memorandum",
    "ceasefire",
    "peace_agreement",
    "trade_agreement",
    "security_pact",
    "arms_control",
    "border_agreement",
    "prisoner_exchange",
    "communique",
    "understanding",
    "other",
)
"""Notations: kinds of agreement."""

STATUSES: Final = (
    "proposed",
    "under_negotiation",
    "agreed",
    "signed",
    "ratified",
    "in_force",
    "suspended",
    "violated",
    "terminated",
    "rejected",
    "expired",
)
"""Notations: statuses of agreements."""

TOPICS: Final = (
    "safe_zone",
    "deconfliction",
    "notification",
    "ceasefire",
    "withdrawal",
    "prisoner_exchange",
    "humanitarian_access",
    "trade",
    "tariffs",
    "energy",
    "nuclear",
    "arms",
    "border",
    "water",
    "fisheries",
    "migration",
    "extradition",
    "technology",
    "finance",
    "climate",
    "security_cooperation",
    "diplomatic_relations",
    "visa",
    "transport",
    "culture",
    "health",
    "other",
)
"""Notations: topics of agreements."""

MODES: Final = (
    "meeting",
    "phone_call",
    "video_call",
    "visit",
    "negotiation",
    "letter",
)
"""Notations: modes of contact."""

ROLES: Final = (
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
    "military_chief",
    "ambassador",
    "envoy",
    "spokesperson",
    "other_minister",
    "legislator",
    "igo_head",
    "other",
)
"""Notations: roles of offices."""

STANCES: Final = (
    "asserts",
    "denies",
    "claims",
    "promises",
    "threatens",
    "rejects",
    "calls_for",
    "accuses",
    "welcomes",
)
"""Notations: stances of statements."""

FACTUALITIES: Final = (
    "asserted",
    "claimed",
    "denied",
    "planned",
)
"""Notations: factualities."""

ACTS: Final = (
    "proposal",
    "agreement",
    "initialling",
    "signature",
    "signature_ad_referendum",
    "confirmation_of_signature",
    "succession_to_signature",
    "definitive_signature",
    "ratification",
    "acceptance",
    "approval",
    "accession",
    "succession",
    "formal_confirmation",
    "simplified_procedure",
    "consent_to_be_bound",
    "participation",
    "admission",
    "provisional_acceptance",
    "provisional_application",
    "non_provisional_application",
    "application",
    "entry_into_force",
    "extension",
    "territorial_extension",
    "notification",
    "registration",
    "suspension",
    "violation",
    "withdrawal",
    "denunciation",
    "termination",
    "rejection",
    "expiry",
)
"""Notations: acts."""

INCIDENTS: Final = (
    "strike",
    "clash",
    "shelling",
    "attack",
    "detention",
    "violation",
    "expulsion",
    "other",
)
"""Notations: kinds of incident."""

RELATIONS: Final = (
    "amends",
    "implements",
    "supersedes",
    "renews",
)
"""Notations: relations between agreements."""

SCHEMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "kind": KINDS,
        "status": STATUSES,
        "topic": TOPICS,
        "mode": MODES,
        "role": ROLES,
        "stance": STANCES,
        "factuality": FACTUALITIES,
        "act": ACTS,
        "incident": INCIDENTS,
        "relation": RELATIONS,
    }
)
"""The notations of each scheme."""
