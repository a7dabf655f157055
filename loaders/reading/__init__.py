"""From bytes to a Document: text and HTML, charset, metadata, headline, dateline, and what isn't the article's own.

May import: accord.graph.
"""
