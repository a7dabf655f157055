"""What Neo4j shows each term as.

Generated: change the annotations of accord.ttl, then run ``python -m accord.ontology.generate``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from accord.ontology import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

NEO4J_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        terms.ENTITY: "Entity",
        terms.STATE: "State",
        terms.ORGANIZATION: "Organization",
        terms.ARMED_GROUP: "ArmedGroup",
        terms.PERSON: "Person",
        terms.OFFICE: "Office",
        terms.AGREEMENT: "Agreement",
        terms.ACT: "Act",
        terms.PROVISION: "Provision",
        terms.CONTACT: "Contact",
        terms.INCIDENT: "Incident",
        terms.STATEMENT: "Statement",
        terms.CONTESTED_POINT: "ContestedPoint",
        terms.REGION: "Region",
        terms.ARTICLE: "Article",
    }
)
"""Class to the label of its nodes; every node has that of acc:Entity too."""

NEO4J_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        terms.PARTY_TO: "PARTY_TO",
        terms.ALLEGED_PARTY_TO: "ALLEGED_PARTY_TO",
        terms.MEDIATED: "MEDIATED",
        terms.SIGNED: "SIGNED",
        terms.COVERS: "COVERS",
        terms.SIGNED_AT: "SIGNED_AT",
        terms.HAS_PROVISION: "HAS_PROVISION",
        terms.HAS_ACT: "HAS_ACT",
        terms.PERFORMED_BY: "PERFORMED_BY",
        terms.AMENDS: "AMENDS",
        terms.IMPLEMENTS: "IMPLEMENTS",
        terms.SUPERSEDES: "SUPERSEDES",
        terms.RENEWS: "RENEWS",
        terms.HOLDS: "HOLDS",
        terms.OFFICE_OF: "OF",
        terms.PART_OF: "PART_OF",
        terms.WITHIN: "WITHIN",
        terms.TOOK_PART_IN: "TOOK_PART_IN",
        terms.HELD_AT: "HELD_AT",
        terms.DISCUSSED: "DISCUSSED",
        terms.COMMITTED_BY: "COMMITTED_BY",
        terms.ATTRIBUTED_TO: "ATTRIBUTED_TO",
        terms.AGAINST: "AGAINST",
        terms.NEAR: "NEAR",
        terms.MADE: "MADE",
        terms.ABOUT: "ABOUT",
        terms.CONTESTS: "CONTESTS",
        terms.CLAIMED_BY: "CLAIMED_BY",
        terms.DENIED_BY: "DENIED_BY",
        terms.STATUS_ACCORDING_TO: "STATUS_ACCORDING_TO",
        terms.REPORTS: "REPORTS",
    }
)
"""Property to relationship type."""

NEO4J_PROPERTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        terms.KIND: "kind",
        terms.STATUS: "status",
        terms.TOPIC: "topics",
        terms.MODE: "mode",
        terms.ROLE: "role",
        terms.STANCE: "stance",
        terms.FACTUALITY: "factuality",
        terms.ACT_TYPE: "type",
        terms.INCIDENT_KIND: "kind",
        terms.NAME: "name",
        terms.OFFICIAL_NAME: "official_name",
        terms.OTHER_NAME: "other_names",
        terms.REGISTER_ENTRY: "register_entries",
        terms.CODE: "code",
        terms.ISO3: "iso3",
        terms.ACRONYM: "acronym",
        terms.WIKIDATA: "wikidata",
        terms.GEONAMES_ID: "geonames",
        terms.PLACE_TYPE: "type",
        terms.LATITUDE: "location",
        terms.LONGITUDE: "location",
        terms.OFFICE_TITLE: "title",
        terms.DATE: "date",
        terms.DATE_FROM: "date_from",
        terms.DATE_TO: "date_to",
        terms.STATUS_AS_OF: "status_as_of",
        terms.TEXT: "text",
        terms.ABOUT_TEXT: "about",
        terms.IDENTIFIER: "identifier",
        terms.TITLE: "title",
        terms.PUBLISHED: "published",
        terms.PUBLISHER: "publisher",
        terms.AUTHOR: "author",
        terms.URL: "url",
        terms.LANGUAGE: "language",
        terms.SUPPORT: "support",
        terms.SOURCES: "sources",
        terms.CLAIM_SOURCES: "claim_sources",
        terms.DENIAL_SOURCES: "denial_sources",
        terms.FIRST_REPORTED: "first_reported",
        terms.LATEST_REPORTED: "latest_reported",
        terms.CONFIDENCE: "confidence",
        terms.CONTESTED: "contested",
    }
)
"""Property to node property."""

NEO4J_LINK_PROPERTIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        terms.SINCE: "since",
        terms.UNTIL: "until",
        terms.AS_OF: "as_of",
        terms.QUOTE: "quote",
        terms.START: "start",
        terms.END: "end",
        terms.SUPPORT: "support",
        terms.SOURCES: "sources",
        terms.FIRST_REPORTED: "first_reported",
        terms.LATEST_REPORTED: "latest_reported",
        terms.CONFIDENCE: "confidence",
        terms.CONTESTED: "contested",
    }
)
"""Property of acc:Link to property of the relationship."""

NEO4J_VALUES: Final[Mapping[str, str]] = MappingProxyType(
    {
        terms.KIND: "concept",
        terms.STATUS: "concept",
        terms.TOPIC: "concept",
        terms.MODE: "concept",
        terms.ROLE: "concept",
        terms.STANCE: "concept",
        terms.FACTUALITY: "concept",
        terms.ACT_TYPE: "concept",
        terms.INCIDENT_KIND: "concept",
        terms.NAME: "string",
        terms.OFFICIAL_NAME: "string",
        terms.OTHER_NAME: "string",
        terms.REGISTER_ENTRY: "string",
        terms.CODE: "string",
        terms.ISO3: "string",
        terms.ACRONYM: "string",
        terms.WIKIDATA: "string",
        terms.GEONAMES_ID: "integer",
        terms.PLACE_TYPE: "string",
        terms.LATITUDE: "point",
        terms.LONGITUDE: "point",
        terms.OFFICE_TITLE: "string",
        terms.DATE: "string",
        terms.DATE_FROM: "date",
        terms.DATE_TO: "date",
        terms.SINCE: "date",
        terms.UNTIL: "date",
        terms.AS_OF: "date",
        terms.STATUS_AS_OF: "date",
        terms.TEXT: "string",
        terms.ABOUT_TEXT: "string",
        terms.IDENTIFIER: "string",
        terms.TITLE: "string",
        terms.PUBLISHED: "date",
        terms.PUBLISHER: "string",
        terms.AUTHOR: "string",
        terms.URL: "string",
        terms.LANGUAGE: "string",
        terms.QUOTE: "string",
        terms.START: "integer",
        terms.END: "integer",
        terms.SUPPORT: "integer",
        terms.SOURCES: "integer",
        terms.CLAIM_SOURCES: "integer",
        terms.DENIAL_SOURCES: "integer",
        terms.FIRST_REPORTED: "date",
        terms.LATEST_REPORTED: "date",
        terms.CONFIDENCE: "number",
        terms.CONTESTED: "boolean",
    }
)
"""Property to its value: string, integer, number, boolean, date, concept or point."""

NEO4J_LISTS: Final = frozenset({"other_names", "register_entries", "topics"})
"""Node properties that are a sorted list even where there is one value."""
