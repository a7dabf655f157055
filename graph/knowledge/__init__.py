"""The knowledge layer: which mentions are the same thing, and what follows for the knowledge graph.

May import: accord.graph, accord.ontology, pyoxigraph, rapidfuzz.
"""
