"""What holds many articles: archives, tables, web archives, feeds, mail; recognised by content, read lazily, bounded.

May import: accord.graph, accord.loaders.reading, accord.loaders.sources.
"""
