"""From a Document to Facts: mentions by gazetteers and parser, then agreements, contacts, offices, statements.

May import: accord.graph.
"""
