// title: Statements about an agreement
// description: Who says what about it: the speaker, the stance, the sentence and the article.
// param agreement agreement: the agreement, by IRI, name, or words such as "Algiers agreement"
// example: agreement="Algiers Agreement"

MATCH (st:Statement)-[:ABOUT]->(a:Agreement) WHERE a.iri IN $agreement
OPTIONAL MATCH (who:Entity)-[:MADE]->(st)
OPTIONAL MATCH (n:Article)-[r:REPORTS]->(st)
RETURN who.name AS speaker, st.stance AS stance, r.quote AS sentence, n.published AS published, n.title AS title,
  st.iri AS iri
ORDER BY coalesce(toString(n.published), ''), iri, coalesce(r.quote, ''), coalesce(who.name, '')
