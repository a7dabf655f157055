// title: Articles in the graph
// description: Every article with its id and how many things it reports, latest first.
// param since date=0001-01-01: only those published on this day or later, and those without a date
// example: since=2000-01-01

MATCH (n:Article)
WHERE n.published IS NULL OR n.published >= date($since)
OPTIONAL MATCH (n)-[:REPORTS]->(fact)
WITH n, count(DISTINCT fact) AS reports
RETURN n.identifier AS id, n.published AS published, n.title AS title, n.publisher AS publisher, reports, n.iri AS iri
ORDER BY coalesce(toString(n.published), '') DESC, iri
