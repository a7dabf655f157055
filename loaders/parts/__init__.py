"""A corpus in parts that any number of machines extract, each part a file of evidence, and their merging into a store.

May import: accord.graph, accord.loaders.
"""
