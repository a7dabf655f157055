"""The graph as linked data over HTTP: things by their IRIs, VoID, the catalogue as data and as calls, OpenAPI.

May import: accord.queries and accord.queries.service, accord.graph, accord.ontology.
"""
