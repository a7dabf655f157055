"""Many sources at once: read and extracted by worker processes, kept in order, none stopping the others.

May import: accord.graph, accord.loaders.
"""
