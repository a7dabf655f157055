"""The graph as linked data over HTTP: things by their IRIs, VoID, the catalogue as data and as calls, OpenAPI.

May import: accord.queries, accord.graph, accord.ontology.
"""
