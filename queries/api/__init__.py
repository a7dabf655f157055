"""What the web page shows, as JSON over HTTP: search, cards, articles, neighbourhoods, timelines, maps.

May import: accord.queries, accord.queries.service, accord.graph, accord.ontology.
"""
