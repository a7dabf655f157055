// title: Who mediated
// description: Who mediated which agreement between whom, newest first.
// param actor actor=: only what this state, organisation or armed group mediated, by code or name
// list: parties
// example: actor=DZA

MATCH (m:Entity)-[:MEDIATED]->(a:Agreement)
WHERE $actor = '' OR m.code = $actor
OPTIONAL MATCH (p:Entity)-[:PARTY_TO]->(a)
WITH m, a, p.name AS party ORDER BY party
WITH m, a, collect(DISTINCT party) AS parties
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(a)
WITH m, a, parties, min(
  coalesce(toString(n.published), '9999-12-31') + right('0000000000' + toString(r.start), 10) + ' ' + r.quote) AS told
RETURN m.name AS mediator, coalesce(a.name, a.iri) AS agreement, a.kind AS kind, a.status AS status, a.date AS date,
  parties, substring(told, 21) AS sentence, a.iri AS iri
ORDER BY coalesce(toString(a.date_from), '') DESC, iri, mediator
