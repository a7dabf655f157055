// title: Acts of an agreement
// description: The events in its life (proposal, signature, ratification, entry into force, …), one for each party.
// param agreement agreement: the agreement, by IRI, name, or words such as "Algiers agreement"
// example: agreement="Algiers Agreement"

MATCH (a:Agreement)-[:HAS_ACT]->(x:Act) WHERE a.iri IN $agreement
OPTIONAL MATCH (x)-[:PERFORMED_BY]->(p:Entity)
RETURN x.type AS act, p.name AS party, x.date AS date, coalesce(a.name, a.iri) AS instrument, x.iri AS iri
ORDER BY coalesce(toString(x.date_from), ''), iri, coalesce(p.name, '')
