// title: Articles reporting an agreement
// description: Every sentence about it with its article, by day of publication.
// param agreement agreement: the agreement, by IRI, name, or words such as "Algiers agreement"
// example: agreement="Algiers Agreement"

MATCH (n:Article)-[r:REPORTS]->(a:Agreement) WHERE a.iri IN $agreement AND r.quote IS NOT NULL
RETURN n.published AS published, n.title AS title, n.publisher AS publisher, r.quote AS sentence,
  r.start AS start, r.end AS end, n.iri AS iri
ORDER BY coalesce(toString(n.published), ''), iri, start
