// title: Agreements between two states
// description: Every agreement that both are party to, newest first.
// param first actor: one party, by code or name
// param second actor: the other party, by code or name
// list: parties
// example: first=ERI second=ETH

MATCH (:Entity {code: $first})-[:PARTY_TO]->(a:Agreement), (:Entity {code: $second})-[:PARTY_TO]->(a)
OPTIONAL MATCH (p:Entity)-[:PARTY_TO]->(a)
WITH a, p.name AS party ORDER BY party
WITH a, collect(DISTINCT party) AS parties
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(a)
WITH a, parties, min(
  coalesce(toString(n.published), '9999-12-31') + right('0000000000' + toString(r.start), 10) + ' ' + r.quote) AS told
RETURN coalesce(a.name, a.iri) AS agreement, a.kind AS kind, a.status AS status, a.date AS date, parties,
  a.support AS articles, substring(told, 21) AS sentence, a.iri AS iri
ORDER BY coalesce(toString(a.date_from), '') DESC, iri
