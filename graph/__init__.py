"""What is known: documents, facts, identifiers, the store, consolidation, projection, Neo4j, networkx, export.

May import: accord.ontology.
"""
