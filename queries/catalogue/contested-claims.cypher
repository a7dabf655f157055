// title: Contested claims
// description: What one side claims and another denies, with both sides; nothing of it counts as a fact.
// param actor actor=: only what this state, organisation or armed group claims or denies, by code or name
// list: claimed_by denied_by
// example: actor=ERI

MATCH (point:ContestedPoint)-[:CONTESTS]->(a:Entity)
WHERE $actor = '' OR EXISTS { MATCH (point)-[:CLAIMED_BY|DENIED_BY]->(:Entity {code: $actor}) }
OPTIONAL MATCH (point)-[:CLAIMED_BY]->(by:Entity)
WITH point, a, by.name AS claimant ORDER BY claimant
WITH point, a, collect(DISTINCT claimant) AS claimed_by
OPTIONAL MATCH (point)-[:DENIED_BY]->(by:Entity)
WITH point, a, claimed_by, by.name AS denier ORDER BY denier
WITH point, a, claimed_by, collect(DISTINCT denier) AS denied_by
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(a)
WITH point, a, claimed_by, denied_by, min(
  coalesce(toString(n.published), '9999-12-31') + right('0000000000' + toString(r.start), 10) + ' ' + r.quote) AS told
RETURN [label IN labels(a) WHERE label <> 'Entity'][0] AS what, coalesce(a.name, a.iri) AS claim,
  claimed_by, denied_by, substring(told, 21) AS sentence, a.iri AS iri
ORDER BY iri, point.iri
