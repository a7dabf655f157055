// title: Who met whom
// description: Meetings, calls, visits and letters, with the people and the actors, newest first.
// param actor actor=: only those in which this actor took part, by code or name
// list: places people actors
// example: actor=ERI

MATCH (a:Contact)
WHERE $actor = '' OR EXISTS { MATCH (:Entity {code: $actor})-[:TOOK_PART_IN]->(a) }
OPTIONAL MATCH (a)-[:HELD_AT]->(there:Entity)
WITH a, there.name AS venue ORDER BY venue
WITH a, collect(DISTINCT venue) AS venues
OPTIONAL MATCH (p:Person)-[:TOOK_PART_IN]->(a)
WITH a, venues, p.name AS person ORDER BY person
WITH a, venues, collect(DISTINCT person) AS people
OPTIONAL MATCH (p:Entity)-[:TOOK_PART_IN]->(a) WHERE NOT p:Person
WITH a, venues, people, p.name AS party ORDER BY party
WITH a, venues, people, collect(DISTINCT party) AS actors
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(a)
WITH a, venues, people, actors, min(
  coalesce(toString(n.published), '9999-12-31') + right('0000000000' + toString(r.start), 10) + ' ' + r.quote) AS told
RETURN a.mode AS mode, a.date AS date, venues AS places, people, actors,
  substring(told, 21) AS sentence, a.iri AS iri
ORDER BY coalesce(toString(a.date_from), '') DESC, iri
