"""What is read from the web: which addresses may be reached, polite and repeatable fetching, feeds that are followed.

May import: accord.graph, accord.loaders.
"""
