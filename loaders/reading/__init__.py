"""From bytes to a Document: text and HTML, charset, metadata, headline, dateline, and what isn't the article's own.

May import: accord.graph.
"""

from accord.loaders.reading.source import MAX_BYTES, Reading, read_document, read_source

__all__ = ["MAX_BYTES", "Reading", "read_document", "read_source"]
