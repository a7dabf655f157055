// title: Agreements of a state
// description: Every agreement that a state, an organisation or an armed group is party to, newest first.
// param state actor: the party, by code or name
// param since date=0001-01-01: only those made on this day or later, and those without a date
// list: parties
// example: state=ERI

MATCH (:Entity {code: $state})-[:PARTY_TO]->(a:Agreement)
WHERE a.date_from IS NULL OR a.date_from >= date($since)
OPTIONAL MATCH (p:Entity)-[:PARTY_TO]->(a)
WITH a, p.name AS party ORDER BY party
WITH a, collect(DISTINCT party) AS parties
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(a)
WITH a, parties, min(
  coalesce(toString(n.published), '9999-12-31') + right('0000000000' + toString(r.start), 10) + ' ' + r.quote) AS told
RETURN coalesce(a.name, a.iri) AS agreement, a.kind AS kind, a.status AS status, a.date AS date, parties,
  a.support AS articles, substring(told, 21) AS sentence, a.iri AS iri
ORDER BY coalesce(toString(a.date_from), '') DESC, iri
