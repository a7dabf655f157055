"""How it is asked: SPARQL, Cypher, the catalogue of questions, cards, paths.

May import: accord.graph and accord.ontology.
"""
