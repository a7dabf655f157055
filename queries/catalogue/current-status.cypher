// title: Current status
// description: Where each agreement stands by the latest report, newest first.
// param actor actor=: only those of this party, by code or name
// list: parties
// example: actor=ERI

MATCH (a:Agreement)
WHERE $actor = '' OR EXISTS { MATCH (:Entity {code: $actor})-[:PARTY_TO]->(a) }
OPTIONAL MATCH (p:Entity)-[:PARTY_TO]->(a)
WITH a, p.name AS party ORDER BY party
WITH a, collect(DISTINCT party) AS parties
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(a)
WITH a, parties, min(
  coalesce(toString(n.published), '9999-12-31') + right('0000000000' + toString(r.start), 10) + ' ' + r.quote) AS told
RETURN coalesce(a.name, a.iri) AS agreement, a.status AS status, a.status_as_of AS as_of,
  coalesce(a.contested, false) AS contested, a.kind AS kind, a.date AS date, parties,
  substring(told, 21) AS sentence, a.iri AS iri
ORDER BY coalesce(toString(a.date_from), '') DESC, iri
