"""A local Neo4j server and the projection of the knowledge graph into any Neo4j.

May import: accord.ontology and the rest of accord.graph.
"""
