// title: Offices of a state
// description: Who holds or held which office of a state or an organisation, as far as articles tell.
// param state actor: the state or organisation, by code or name
// example: state=ERI

MATCH (p:Person)-[h:HOLDS]->(o:Office)-[:OF]->(:Entity {code: $state})
RETURN o.title AS office, o.role AS role, p.name AS person,
  h.since AS since, h.until AS until, h.as_of AS as_of, p.iri AS iri
ORDER BY office, person, iri
