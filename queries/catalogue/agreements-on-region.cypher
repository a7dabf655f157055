// title: Agreements on a region
// description: Every agreement that covers a place, or a place within it, newest first.
// param region place: a place, region or state, by name
// list: places parties
// example: region=Tigray

MATCH (region:Entity {name: $region})<-[:WITHIN*0..]-(covered:Entity)<-[:COVERS]-(a:Agreement)
WITH a, covered.name AS place ORDER BY place
WITH a, collect(DISTINCT place) AS places
OPTIONAL MATCH (p:Entity)-[:PARTY_TO]->(a)
WITH places, a, p.name AS party ORDER BY party
WITH places, a, collect(DISTINCT party) AS parties
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(a)
WITH a, places, parties, min(
  coalesce(toString(n.published), '9999-12-31') + right('0000000000' + toString(r.start), 10) + ' ' + r.quote) AS told
RETURN coalesce(a.name, a.iri) AS agreement, a.kind AS kind, a.status AS status, a.date AS date, places, parties,
  a.support AS articles, substring(told, 21) AS sentence, a.iri AS iri
ORDER BY coalesce(toString(a.date_from), '') DESC, iri
